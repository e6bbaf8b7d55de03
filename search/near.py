"""Distance from one point to many: `search/rules/distance.py` over columns, equal to the last bit.

Every step is the rule's step, in the rule's order, with numpy's elementwise + - * / and square
root, which IEEE 754 fixes as it does Python's.
"""

import numpy as np
from numpy.typing import NDArray

from .rules.distance import EARTH, HALF_ROOT, PI, SIN_3, SIN_5, SIN_7, SIN_9, SIN_11, SIN_13
from .rules.model import Point

Floats = NDArray[np.float64]
SIN = (SIN_3, SIN_5, SIN_7, SIN_9, SIN_11, SIN_13)

NOWHERE = -1  # in place of a distance, where there is none


def distances(lat: Floats, lon: Floats, point: Point) -> NDArray[np.int32]:
    """Metres rounded to 10 from `point` to each (lat, lon) in degrees, as `distance.between` has
    them; NOWHERE where either is NaN (answers.md section 3)."""
    rounded = np.floor(metres(lat, lon, point) / 10 + 0.5) * 10
    return np.where(np.isnan(rounded), NOWHERE, rounded).astype(np.int32)


def metres(lat: Floats, lon: Floats, point: Point) -> Floats:
    """Great circle from `point` to each (lat, lon), unrounded, as `distance.metres` has it."""
    lat_a = point["lat"] * PI / 180
    lat_b = lat * PI / 180
    turn = (lon - point["lon"]) * PI / 180
    turn = np.where(turn > PI, turn - 2 * PI, np.where(turn < -PI, turn + 2 * PI, turn))
    u = _sine((lat_b - lat_a) / 2)
    v = _sine(turn / 2)
    parallel = _sine(np.asarray(PI / 2 - lat_a))
    h = u * u + parallel * _sine(PI / 2 - lat_b) * v * v
    return np.asarray(2 * EARTH * _arcsine(np.sqrt(np.minimum(1.0, np.maximum(0.0, h)))))


def _sine(x: Floats) -> Floats:
    half = _folded(x) / 2
    s = _series(half)
    return np.asarray(2.0 * s * np.sqrt(np.maximum(0.0, 1.0 - s * s)))


def _folded(x: Floats) -> Floats:
    """The angle between -90 and 90 degrees that has the same sine: nearly always the angle itself."""
    if np.all(np.abs(x) <= PI / 2):
        return x
    return np.where(x > PI / 2, PI - x, np.where(x < -PI / 2, -PI - x, x))


def _series(x: Floats) -> Floats:
    total, power = x, x
    square = x * x
    for factor in SIN:
        power = power * square
        total = total + factor * power
    return total


def _arcsine(x: Floats) -> Floats:
    far = x > HALF_ROOT
    near = np.where(far, np.sqrt(np.maximum(0.0, 1.0 - x * x)), x)
    guess = near + near * near * near / 6
    for _ in range(4):
        s = _sine(guess)
        guess = guess - (s - near) / np.sqrt(1.0 - s * s)
    return np.where(far, PI / 2 - guess, guess)
