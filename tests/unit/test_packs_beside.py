"""A position beside a border: the phone says what the gazetteer says, or to save that area first."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import numpy as np
import orjson
import pytest

from app.publishing.packs.places import Country, area_shard, names_shard
from directory_data.gazetteer import Gazetteer
from search.rules import finding
from search.rules.packed import AreaPlaces, PlaceNames

LEWISHAM, CAMBRIDGE, NEWCASTLE, SOUTHWARK = "E09000023", "E07000008", "E08000021", "E09000028"


@pytest.fixture(scope="module")
def country(gazetteer_folder: Path) -> Country:
    return Country(gazetteer_folder)


@pytest.fixture(scope="module")
def names(country: Country) -> PlaceNames:
    found: PlaceNames = orjson.loads(names_shard(country))
    return found


def held(country: Country, code: str) -> AreaPlaces:
    found: AreaPlaces = orjson.loads(area_shard(country, country.councils.index(code)))
    return found


def around(area: AreaPlaces, count: int, seed: int) -> Iterator[tuple[float, float]]:
    """Positions near what stands beside an area, on both sides of its border."""
    random = Random(seed)
    near = [
        (lat / 10_000, lon / 10_000)
        for other in area["beside"]
        for lat, lon in zip(np.cumsum(other["lat"]).tolist(), np.cumsum(other["lon"]).tolist(), strict=True)
    ]
    for _ in range(count):
        lat, lon = random.choice(near)
        yield lat + random.gauss(0, 0.008), lon + random.gauss(0, 0.012)


@pytest.mark.parametrize(("code", "seed"), [(LEWISHAM, 1), (CAMBRIDGE, 2), (NEWCASTLE, 3)])
def test_a_position_is_the_gazetteers_or_asks_to_save(
    country: Country, names: PlaceNames, places: Gazetteer, code: str, seed: int
) -> None:
    area = held(country, code)
    answered = asked = 0
    for lat, lon in around(area, 120, seed):
        found, want = finding.find_near(names, [area], lat, lon), places.near(lat, lon)
        if found["place"] is not None:
            answered += 1
            assert found["place"] == want, (lat, lon)
        elif want is not None:
            asked += want["councils"] != [code]
            assert found["save"] and code not in found["save"], (lat, lon)
    assert answered > 5
    assert asked > 40


def test_people_at_home_are_seldom_asked_to_save(country: Country, names: PlaceNames) -> None:
    area = held(country, LEWISHAM)
    random, rows = Random(5), country.rows(country.councils.index(LEWISHAM)).tolist()
    asked = 0
    for row in random.sample(rows, 100):
        lat = int(country.arrays.latitude[row]) / 1e6 + random.gauss(0, 0.0003)
        lon = int(country.arrays.longitude[row]) / 1e6 + random.gauss(0, 0.0004)
        asked += finding.find_near(names, [area], lat, lon)["place"] is None
    assert asked < 10


def test_with_both_areas_saved_the_border_between_them_is_no_question(
    country: Country, names: PlaceNames, places: Gazetteer
) -> None:
    both = [held(country, LEWISHAM), held(country, SOUTHWARK)]
    border = [other for other in both[0]["beside"] if other["council"] == SOUTHWARK]
    answered = 0
    for lat, lon in around({**both[0], "beside": border}, 40, 9):
        found = finding.find_near(names, both, lat, lon)
        if found["place"] is not None:
            answered += 1
            assert found["place"] == places.near(lat, lon)
    assert answered > 20


def test_what_stands_beside_an_area_is_few_and_no_postcode_of_its_own(country: Country) -> None:
    for code in (LEWISHAM, CAMBRIDGE, NEWCASTLE):
        beside = held(country, code)["beside"]
        assert code not in [other["council"] for other in beside]
        assert sum(len(other["lat"]) for other in beside) < 1500


def test_an_island_has_nothing_beside_it(country: Country) -> None:
    scilly = held(country, "E06000053")
    assert scilly["beside"] == []
