"""A question as it is put: its place looked up, its words folded."""

from app import asking
from pwa.views.question import NOT_FOR_YOU as NOT_FOR_YOU
from pwa.views.question import PER_PAGE as PER_PAGE
from pwa.views.question import PlaceSaid, Put
from pwa.views.question import put as put_to
from pwa.views.routes import Turn
from search.folding import fold


def put(asked: Turn) -> Put:
    """The question of a page."""
    return put_to(asked["heard"], place_of(asked["near"]), fold(asked["typed"]), asked["at"])


def place_of(near: str) -> PlaceSaid:
    """What the gazetteer says of a place."""
    found = asking.place(near)
    if found is None:
        return {"place": None, "say": "", "suggestions": []}
    return {"place": asking.resolved(found), "say": found.sentence, "suggestions": list(found.suggestions)}
