"""The nearest postcode to a position, by squares of about half a kilometre."""

from math import asin, cos, radians, sqrt
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from .projection import MICRO, Micros
from .tables import Arrays, Starts

EARTH_METRES: Final = 6_371_008.8  # answers.md section 3
FARTHEST: Final = 20_000  # metres; beyond it a position is at sea or abroad

_LAT_STEP: Final = 5_000  # millionths of a degree
_LON_STEP: Final = 8_000
_SOUTH: Final = 49_800_000
_WEST: Final = -8_800_000
_ROWS: Final = (61_000_000 - _SOUTH) // _LAT_STEP
_COLUMNS: Final = (1_900_000 - _WEST) // _LON_STEP


class Nearest(NamedTuple):
    """A postcode's row and how far it is, in metres."""

    row: int
    metres: float


def cells(latitude: Micros, longitude: Micros) -> tuple[Starts, npt.NDArray[np.uint32]]:
    """Postcode rows ordered by square (west to east, then south to north), and where each square starts."""
    square = (latitude - _SOUTH) // _LAT_STEP * _COLUMNS + (longitude - _WEST) // _LON_STEP
    order = np.argsort(square, kind="stable")
    starts = np.searchsorted(square[order], np.arange(_ROWS * _COLUMNS + 1))
    return starts.astype(np.uint32), order.astype(np.uint32)


def nearest(
    arrays: Arrays, starts: Starts, rows: npt.NDArray[np.uint32], lat: float, lon: float
) -> Nearest | None:
    """The postcode nearest to a position in degrees, the first by key of equals; None beyond 20 km."""
    row = int((lat * MICRO - _SOUTH) // _LAT_STEP)
    column = int((lon * MICRO - _WEST) // _LON_STEP)
    if not (-40 <= row < _ROWS + 40 and -80 <= column < _COLUMNS + 80):
        return None
    northward = _LAT_STEP / MICRO * radians(1) * EARTH_METRES
    # Squares narrow towards the pole: those of the window's north edge are the safe measure.
    eastward = _LON_STEP / MICRO * radians(1) * EARTH_METRES * cos(radians(min(lat + 0.4, 89.0)))
    across = min(northward, eastward)
    reach = 1
    while True:
        found = _in_window(arrays, starts, rows, (row, column), reach, (lat, lon))
        # A postcode farther than the window's edge may be beaten by one outside the window.
        if found is not None and found.metres <= reach * across:
            return found if found.metres <= FARTHEST else None
        if reach * across >= FARTHEST:
            return None
        reach *= 2


def _in_window(
    arrays: Arrays,
    starts: Starts,
    rows: npt.NDArray[np.uint32],
    centre: tuple[int, int],
    reach: int,
    position: tuple[float, float],
) -> Nearest | None:
    west, east = max(centre[1] - reach, 0), min(centre[1] + reach, _COLUMNS - 1)
    if west > east:
        return None
    parts = [
        rows[int(starts[line * _COLUMNS + west]) : int(starts[line * _COLUMNS + east + 1])]
        for line in range(max(centre[0] - reach, 0), min(centre[0] + reach, _ROWS - 1) + 1)
    ]
    candidates = np.sort(np.concatenate(parts)) if parts else np.empty(0, dtype=np.uint32)
    if len(candidates) == 0:
        return None
    lat, lon = position
    latitude = np.radians(arrays.latitude[candidates] / MICRO)
    half_lat = np.sin((latitude - radians(lat)) / 2) ** 2
    half_lon = np.sin(np.radians(arrays.longitude[candidates] / MICRO - lon) / 2) ** 2
    haversine = half_lat + cos(radians(lat)) * np.cos(latitude) * half_lon
    best = int(np.argmin(haversine))
    return Nearest(int(candidates[best]), 2 * EARTH_METRES * asin(sqrt(min(1.0, float(haversine[best])))))
