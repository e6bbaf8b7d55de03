"""Distance on a sphere, bit-identical everywhere (answers.md section 3).

sin, cos and asin may differ in their last bit between C libraries and browsers, so the rules use
their own: only + - * / and square root, which IEEE 754 fixes to the last bit. `search/near.py`
does the same steps in the same order over columns.
"""

from math import floor, sqrt
from typing import Final

from .model import Message, Point

EARTH: Final = 6371008.8  # mean radius, metres
PI: Final = 3.141592653589793
HALF_ROOT: Final = 0.7071067811865476
#: Taylor's series of sin: what its third power is multiplied with, and so on.
SIN_3: Final = -1 / 6
SIN_5: Final = 1 / 120
SIN_7: Final = -1 / 5040
SIN_9: Final = 1 / 362880
SIN_11: Final = -1 / 39916800
SIN_13: Final = 1 / 6227020800

MILE: Final = 1609.344  # metres
WALKED: Final = 4828  # whole metres in 3 miles: no walking time beyond
BANDS: Final = [1609, 4828, 16093, 40233]  # whole metres in 1, 3, 10 and 25 miles


def sine(x: float) -> float:
    """sin for |x| <= pi, by halving into |x| <= pi/4 and Taylor's series (error below 1e-14)."""
    y = x
    if x > PI / 2:
        y = PI - x
    elif x < -PI / 2:
        y = -PI - x
    half = y / 2
    s = series(half)
    return 2.0 * s * sqrt(max(0.0, 1.0 - s * s))


def series(x: float) -> float:
    """Taylor's series of sin up to the 13th power, smallest power first."""
    square = x * x
    x3 = x * square
    x5 = x3 * square
    x7 = x5 * square
    x9 = x7 * square
    x11 = x9 * square
    return x + SIN_3 * x3 + SIN_5 * x5 + SIN_7 * x7 + SIN_9 * x9 + SIN_11 * x11 + SIN_13 * (x11 * square)


def arcsine(x: float) -> float:
    """asin for 0 <= x <= 1: Newton's steps on the sine, from a start that is already close."""
    if x > HALF_ROOT:
        return PI / 2 - arcsine(sqrt(max(0.0, 1.0 - x * x)))
    guess = x + x * x * x / 6
    for _ in range(4):
        s = sine(guess)
        guess -= (s - x) / sqrt(1.0 - s * s)
    return guess


def metres(a: Point, b: Point) -> float:
    """Great circle between two points in degrees, by haversines, unrounded."""
    lat_a = a["lat"] * PI / 180
    lat_b = b["lat"] * PI / 180
    turn = (b["lon"] - a["lon"]) * PI / 180
    if turn > PI:
        turn -= 2 * PI
    elif turn < -PI:
        turn += 2 * PI
    u = sine((lat_b - lat_a) / 2)
    v = sine(turn / 2)
    h = u * u + sine(PI / 2 - lat_a) * sine(PI / 2 - lat_b) * v * v
    return 2 * EARTH * arcsine(sqrt(min(1.0, max(0.0, h))))


def rounded(x: float) -> int:
    """To 10 m, halves up. (round() would be banker's in Python and is not in JavaScript.)"""
    return floor(x / 10 + 0.5) * 10


def between(a: Point | None, b: Point | None) -> int | None:
    """Metres, rounded before anything is compared; None where either has no position."""
    if a is None or b is None:
        return None
    return rounded(metres(a, b))


def limit(miles: float) -> int:
    """The most rounded metres that lie within so many miles (decisions/0003, Where)."""
    return floor(miles * MILE)


def tenths(distance: int) -> int:
    """Tenths of a mile, halves up, in whole numbers only."""
    return (distance * 100000 + 8046720) // 16093440


def walk(distance: int) -> int:
    """Minutes on foot: 1.3 times the line at 80 m a minute, rounded up to 5 minutes."""
    return max((distance * 13 + 3999) // 4000, 1) * 5


def say(distance: int | None, in_person: bool) -> list[Message]:
    """How far, in one message; nothing for what has no distance or that nobody walks to."""
    if distance is None or not in_person:
        return []
    if tenths(distance) == 0:
        return [{"key": "distance-very-near", "values": {"minutes": walk(distance)}}]
    if distance > WALKED:
        return [{"key": "distance-miles", "values": {"tenths": tenths(distance)}}]
    return [{"key": "distance-walk", "values": {"tenths": tenths(distance), "minutes": walk(distance)}}]


def band(distance: int | None) -> int:
    """0 up to 1 mile, 1 up to 3, 2 up to 10, 3 up to 25, 4 farther, 5 no distance (section 4)."""
    if distance is None:
        return 5
    found = 0
    for edge in BANDS:
        if distance > edge:
            found += 1
    return found
