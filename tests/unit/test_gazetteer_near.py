"""The nearest postcode to where somebody stands."""

import math
from random import Random

import numpy as np
import numpy.typing as npt
import pytest
from geopy.distance import great_circle

from directory_data.gazetteer import Gazetteer
from directory_data.gazetteer.nearest import FARTHEST, nearest
from directory_data.gazetteer.projection import MICRO
from tests.gazetteer_folder import gazetteer

__all__ = ["gazetteer"]


def test_a_position_takes_the_nearest_postcodes_council_and_sector(gazetteer: Gazetteer) -> None:
    assert gazetteer.near(51.45983, -0.012091) == {
        "name": "SE13 6",
        "precision": "position",
        "councils": ["E09000023"],
        "sectors": ["SE13 6"],
        "lat": 51.45983,
        "lon": -0.012091,
        "nation": "england-and-wales",
    }


@pytest.fixture(scope="module")
def vectors(gazetteer: Gazetteer) -> npt.NDArray[np.float64]:
    """Every postcode as a unit vector, which shares no formula with the code under test."""
    north = np.radians(gazetteer._arrays.latitude / MICRO)
    east = np.radians(gazetteer._arrays.longitude / MICRO)
    return np.stack([np.cos(north) * np.cos(east), np.cos(north) * np.sin(east), np.sin(north)])


@pytest.mark.parametrize("seed", range(8))
def test_no_postcode_is_nearer_than_the_nearest(
    gazetteer: Gazetteer, vectors: npt.NDArray[np.float64], seed: int
) -> None:
    arrays = gazetteer._arrays
    for lat, lon in _positions(gazetteer, Random(seed)):
        north, east = math.radians(lat), math.radians(lon)
        here = (math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north))
        best = int(np.argmax(np.array(here) @ vectors))
        least = great_circle(
            (lat, lon), (arrays.latitude[best] / MICRO, arrays.longitude[best] / MICRO)
        ).meters
        found = nearest(arrays, gazetteer._cell_starts, gazetteer._cell_rows, lat, lon)
        if least > FARTHEST:
            assert found is None
        else:
            assert found is not None
            assert found.metres == pytest.approx(least, abs=0.05)


def _positions(gazetteer: Gazetteer, random: Random) -> list[tuple[float, float]]:
    """At sea, near people, and in the empty north, where squares are narrow and windows must grow."""
    arrays = gazetteer._arrays
    far_north = np.flatnonzero(arrays.latitude > 57_500_000).tolist()
    rows = [random.randrange(len(arrays.keys)) for _ in range(10)]
    rows += [random.choice(far_north) for _ in range(25)]
    near = [
        (
            arrays.latitude[row] / MICRO + random.gauss(0, 0.08),
            arrays.longitude[row] / MICRO + random.gauss(0, 0.15),
        )
        for row in rows
    ]
    return near + [(random.uniform(49.8, 60.9), random.uniform(-8.0, 1.8)) for _ in range(10)]


@pytest.mark.parametrize(
    ("where", "lat", "lon"),
    [
        ("Paris", 48.857, 2.352),
        ("Calais", 50.95, 1.858),
        ("Dublin", 53.35, -6.26),
        ("Belfast", 54.597, -5.93),
        ("Douglas, Isle of Man", 54.15, -4.48),
        ("St Helier, Jersey", 49.187, -2.107),
        ("mid-Channel", 50.2, -1.0),
        ("the North Sea", 56.0, 1.5),
        ("nowhere", 0.0, 0.0),
        ("the pole", 90.0, 0.0),
    ],
)
def test_abroad_and_at_sea_is_refused_kindly(
    gazetteer: Gazetteer, where: str, lat: float, lon: float
) -> None:
    assert gazetteer.near(lat, lon) is None, where
    assert gazetteer.locate(lat, lon).sentence == "You seem to be far from here. Type where you’re going."


@pytest.mark.parametrize(("lat", "lon"), [(math.nan, 0.0), (51.0, math.inf), (1e308, -1e308), (91.0, 0.0)])
def test_numbers_that_are_no_position_are_none(gazetteer: Gazetteer, lat: float, lon: float) -> None:
    assert gazetteer.near(lat, lon) is None


def test_a_beach_and_an_island_are_not_abroad(gazetteer: Gazetteer) -> None:
    for lat, lon, council in (
        (60.84, -0.87, "S12000027"),
        (49.91, -6.3, "E06000053"),
        (51.4, 1.5, "E07000114"),
    ):
        place = gazetteer.near(lat, lon)
        assert place is not None
        assert place["councils"] == [council]
