"""Distance against geopy, and the columns against the rule (answers.md section 3)."""

import math

import numpy as np
import pytest
from geopy.distance import great_circle
from hypothesis import given
from hypothesis import strategies as st

from search.near import NOWHERE, distances
from search.near import metres as column_metres
from search.rules.distance import arcsine, band, between, metres, rounded, say, sine, tenths, walk
from search.rules.model import Point

RADIUS_KM = 6371.0088
UK = st.builds(lambda lat, lon: Point(lat=lat, lon=lon), st.floats(49.8, 60.9), st.floats(-8.7, 1.8))
ANYWHERE = st.builds(lambda lat, lon: Point(lat=lat, lon=lon), st.floats(-90, 90), st.floats(-180, 180))


def _oracle(a: Point, b: Point) -> float:
    return float(great_circle((a["lat"], a["lon"]), (b["lat"], b["lon"]), radius=RADIUS_KM).meters)


@given(UK, UK)
def test_metres_agree_with_geopy(a: Point, b: Point) -> None:
    assert metres(a, b) == pytest.approx(_oracle(a, b), abs=1e-3)


@given(ANYWHERE, ANYWHERE)
def test_metres_agree_with_geopy_round_the_world(a: Point, b: Point) -> None:
    """At the far side of the earth a haversine loses figures: half a metre."""
    assert metres(a, b) == pytest.approx(_oracle(a, b), abs=0.5)


@given(UK, UK)
def test_there_is_as_far_as_back_and_rounding_moves_it_by_5_at_most(a: Point, b: Point) -> None:
    there = between(a, b)
    assert there is not None and there % 10 == 0
    assert there == between(b, a)
    assert abs(there - metres(a, b)) <= 5


@pytest.mark.parametrize("seed", range(10))
def test_columns_equal_the_rule_for_100_000_pairs(seed: int) -> None:
    """To the last bit before rounding, in ten runs of 10,000, from streets to the far side of the
    earth: the same steps in the same order."""
    random = np.random.default_rng(seed)
    span = (0.01, 0.3, 5.0, 180.0)[seed % 4]
    point = Point(lat=float(random.uniform(50, 58)), lon=float(random.uniform(-5, 1)))
    lat = np.clip(point["lat"] + random.uniform(-span, span, 10_000), -90, 90)
    lon = np.clip(point["lon"] + random.uniform(-span, span, 10_000), -180, 180)
    pairs = [Point(lat=float(y), lon=float(x)) for y, x in zip(lat, lon, strict=True)]
    by_rule = [metres(point, other) for other in pairs]
    assert column_metres(lat, lon, point).tolist() == by_rule
    found = distances(lat, lon, point)
    assert found.dtype == np.int32
    assert found.tolist() == [rounded(each) for each in by_rule]


@given(st.floats(-math.pi, math.pi))
def test_sine_agrees_with_the_library(x: float) -> None:
    assert sine(x) == pytest.approx(math.sin(x), abs=2e-14)


@given(st.floats(0, 1))
def test_arcsine_agrees_with_the_library(x: float) -> None:
    """Near 1 the square root of what is left loses half the figures."""
    assert arcsine(x) == pytest.approx(math.asin(x), abs=2e-14 if x < 0.99 else 2e-8)


def test_columns_at_edges_equal_the_rule() -> None:
    lat = np.array([90.0, -90.0, 0.0, 0.0, 51.5, 51.5, -51.5])
    lon = np.array([0.0, 0.0, 180.0, -180.0, 0.25, 0.25, -179.75])
    point = Point(lat=51.5, lon=0.25)
    by_rule = [between(point, Point(lat=float(y), lon=float(x))) for y, x in zip(lat, lon, strict=True)]
    assert distances(lat, lon, point).tolist() == by_rule


def test_what_has_no_position_has_no_distance() -> None:
    found = distances(np.array([np.nan, 51.5]), np.array([np.nan, 0.0]), Point(lat=51.5, lon=0.0))
    assert found.tolist() == [NOWHERE, 0]
    empty = np.array([], dtype=np.float64)
    assert distances(empty, empty, Point(lat=51.5, lon=0.0)).tolist() == []


@given(st.integers(0, 2_000_000).map(lambda tens: tens * 10))
def test_miles_and_minutes_agree_with_fractions(distance: int) -> None:
    """Exact sums in thousandths: a mile is 1,609,344 mm; 80 m a minute over 1.3 times the line."""
    assert abs(tenths(distance) * 1_609_344 - distance * 10_000) <= 1_609_344 / 2
    assert walk(distance) % 5 == 0
    assert walk(distance) * 80 * 10 >= distance * 13
    assert walk(distance) == 5 or (walk(distance) - 5) * 80 * 10 < distance * 13
    walked = "minutes" in say(distance, True)[0]["values"]
    assert walked == (distance * 1000 <= 3 * 1_609_344)


@given(st.integers(0, 10_000_000), st.integers(0, 10_000_000))
def test_bands_never_put_the_farther_first(a: int, b: int) -> None:
    assert (band(a) <= band(b)) or a > b
    assert band(a) < band(None)


@given(st.integers(0, 10_000_000))
def test_rounding_is_half_up(tens: int) -> None:
    assert rounded(tens * 10 + 5.0) == tens * 10 + 10
    assert rounded(tens * 10 + 4.99) == tens * 10
