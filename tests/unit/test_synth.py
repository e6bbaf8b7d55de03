"""A made-up directory of one council, as benchmarks of phones take it."""

from datetime import date
from random import Random
from typing import Any, cast

import pytest

from directory_data import synth
from directory_data.gazetteer import Gazetteer

LEWISHAM = "E09000023"


def test_every_service_lies_in_the_council_that_was_asked_for(places: Gazetteer) -> None:
    codes = []
    found = list(synth.services(60, 1, places, date(2026, 11, 20), LEWISHAM))
    for made in cast("list[dict[str, Any]]", found):
        codes += [
            each["location"]["addresses"][0]["postal_code"] for each in made.get("service_at_locations", [])
        ]
    located = [places.postcode(code) for code in codes]
    assert len(located) > 40
    assert all(each is not None and each.council == LEWISHAM for each in located)


def test_a_council_that_nobody_knows_is_an_error(places: Gazetteer) -> None:
    with pytest.raises(ValueError, match="E00000000"):
        places.sample_postcodes(Random(1), 5, "E00000000")
