"""Rows near a place are found through a ball in numpy: none is lost that the rule finds within a limit."""

from random import Random

import numpy as np
import pytest

from search.columns import SLACK, Columns
from search.rules.distance import between
from search.rules.model import Point


class Bare(Columns):
    """Columns of positions alone."""

    def __init__(self, points: list[tuple[float, float]], uncut: list[bool]) -> None:
        lat, lon = (np.array(each, np.float64) for each in zip(*points, strict=True))
        vars(self).update(lat=lat, lon=lon, uncut=np.array(uncut, np.bool_))


def some_points(random: Random, spread: float) -> list[tuple[float, float]]:
    """Positions about one, some of them at its very place."""
    lat, lon = random.uniform(-89, 89), random.uniform(-180, 180)
    return [(lat, lon)] + [
        (
            max(-90.0, min(90.0, lat + spread * random.choice((0, random.uniform(-1, 1))))),
            (lon + spread * random.uniform(-1, 1) + 180) % 360 - 180,
        )
        for _ in range(200)
    ]


@pytest.mark.parametrize("spread", [0.001, 0.3, 5.0, 90.0])
def test_all_that_the_rule_finds_within_a_limit_is_found(spread: float) -> None:
    random = Random(str(spread))
    kept = lost = 0
    for _ in range(30):
        points = some_points(random, spread)
        here = Point(lat=points[0][0], lon=points[0][1])
        columns = Bare(points, [False] * len(points))
        far = [between(here, Point(lat=lat, lon=lon)) or 0 for lat, lon in points]
        limit = random.choice((0, 100, *far))
        found = set(columns.inside(here["lat"], here["lon"], limit).tolist())
        assert {row for row, metres in enumerate(far) if metres <= limit} <= found
        assert all(far[row] <= limit + 2 * SLACK for row in found)
        kept, lost = kept + len(found), lost + len(points) - len(found)
    assert kept > 0 and lost > 0


def test_what_has_no_position_or_is_never_cut_is_not_among_them() -> None:
    columns = Bare([(51.5, 0.0), (float("nan"), float("nan")), (51.5, 0.0)], [False, False, True])
    assert columns.inside(51.5, 0.0, 1_000_000).tolist() == [0]
    assert columns.inside(51.5, 0.0, 40_000_000).tolist() == [0]
    around = Bare([(51.5, 0.1), (-51.5, -179.9)], [False, False])  # opposite each other
    assert sorted(around.inside(51.5, 0.1, 20_100_000).tolist()) == [0, 1]
