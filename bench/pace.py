"""How fast this machine is while something is measured, by a peer that every run measures as well.

The peer is one call of geopy's `geodesic`, in plain Python: docs/architecture.md gives 76 µs for it on the
machine that the design was measured on (docs/decisions/0018-pace.md).
"""

import time
from random import Random
from statistics import median

from geopy.distance import geodesic

DESIGN = 76.0  # µs a call, docs/architecture.md
CALLS = 150
BATCHES = 7

Pair = tuple[tuple[float, float], tuple[float, float]]


def pairs(number: int) -> list[Pair]:
    """Pairs of points in England, always the same."""
    drawn = Random(1)
    points = [(50 + 5 * drawn.random(), 2 * drawn.random() - 3) for _ in range(2 * number)]
    return list(zip(points[::2], points[1::2], strict=True))


def call() -> float:
    """Microseconds of processor time that a call of the peer takes: the median of some batches."""
    asked = pairs(CALLS)
    taken = []
    for _ in range(BATCHES):
        start = time.process_time()
        for one, other in asked:
            geodesic(one, other)
        taken.append((time.process_time() - start) / CALLS * 1e6)
    return median(taken)


def slower() -> float:
    """How many times slower than the design's machine this one is now."""
    return call() / DESIGN
