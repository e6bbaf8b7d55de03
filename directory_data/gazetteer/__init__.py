"""Places and dates that are facts of the country: postcodes, councils, towns, prisons, bank holidays."""

from .build import build, is_current
from .found import SENTENCES, Found, PlaceFound, Say
from .gazetteer import Gazetteer, Located

__all__ = ["SENTENCES", "Found", "Gazetteer", "Located", "PlaceFound", "Say", "build", "is_current"]
