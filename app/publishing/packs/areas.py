"""Which squares of the country lie near an area, and which catchments may hold a place of it.

An area is a council; its places are all that lie in it, wholly or partly (docs/decisions/0007). All of
it follows from the gazetteer alone, so it is worked out once and kept.
"""

import json
from dataclasses import dataclass
from math import floor, sqrt
from pathlib import Path
from typing import Final, Self

import numpy as np
import numpy.typing as npt

from directory_data.gazetteer.postcodes import OUTWARD_KEYS, SECTOR_KEYS, text_of
from directory_data.gazetteer.tables import Arrays, Table, rows_within

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

#: 15 miles (answers.md section 3), and what rounding to 10 m and a flat square may take off.
METRES: Final = 24_145 * 1.002
STEP: Final = (5_000, 8_000)  # millionths of a degree, north and east: about half a kilometre
SOUTH: Final = 49_000_000
WEST: Final = -9_500_000
DEGREE: Final = 111_195.0  # metres in a degree of latitude
MICRO: Final = 1_000_000


@dataclass(frozen=True)
class Areas:
    """Of each council: the squares near its places, as bits of a window, and the codes of councils
    and sectors that a catchment has to name to hold one of its places."""

    councils: list[str]
    windows: Ints  # one row an area: first square north, first east, height, width, first byte of bits
    bits: npt.NDArray[np.uint8]
    codes: list[list[str]]

    def near(self, area: int, positions: "Positions") -> Ints:
        """The rows whose position lies in a square near the area, in no order."""
        first, west, height, width, start = self.windows[area].tolist()
        size = (height * width + 7) // 8
        window = np.unpackbits(self.bits[start : start + size], count=height * width).view(np.bool_)
        low, high = np.searchsorted(positions.north, (first, first + height))
        north, east = positions.north[low:high] - first, positions.east[low:high] - west
        inside = np.flatnonzero((east >= 0) & (east < width))
        found: Ints = positions.rows[low:high][inside[window[north[inside] * width + east[inside]]]]
        return found

    def save(self, folder: Path) -> None:
        """Write into a folder."""
        np.save(folder / "windows.npy", self.windows)
        np.save(folder / "bits.npy", self.bits)
        told = {"councils": self.councils, "codes": self.codes}
        (folder / "areas.json").write_text(json.dumps(told), "ascii")

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Read what `save` wrote. Raises OSError or ValueError where it is missing or damaged."""
        told = json.loads((folder / "areas.json").read_text("ascii"))
        return cls(
            told["councils"], np.load(folder / "windows.npy"), np.load(folder / "bits.npy"), told["codes"]
        )


@dataclass(frozen=True)
class Positions:
    """The squares of rows that have a position, from south to north."""

    rows: Ints
    north: Ints
    east: Ints

    @classmethod
    def of(cls, lat: npt.NDArray[np.float64], lon: npt.NDArray[np.float64]) -> Self:
        """Of positions in degrees, NaN for none."""
        rows = np.flatnonzero(np.isfinite(lat))
        north, east = squares(lat[rows] * MICRO, lon[rows] * MICRO)
        order = np.argsort(north, kind="stable")
        return cls(rows[order], north[order], east[order])


def squares(lat: npt.NDArray[np.float64], lon: npt.NDArray[np.float64]) -> tuple[Ints, Ints]:
    """The squares of positions in millionths of a degree: how far north and how far east."""
    north = np.floor((lat - SOUTH) / STEP[0]).astype(np.int64)
    return north, np.floor((lon - WEST) / STEP[1]).astype(np.int64)


def work_out(gazetteer: Path) -> Areas:
    """All areas of a built gazetteer. Takes some seconds."""
    arrays = Arrays.opened(gazetteer)
    sectors, outwards = Table.opened(gazetteer, "sector"), Table.opened(gazetteer, "outward")
    named = json.loads((gazetteer / "named.json").read_text("utf-8"))
    councils: list[str] = named["councils"]
    places = [each["place"] for each in named["places"] if each["place"]]
    points: list[list[npt.NDArray[np.float64]]] = [[] for _ in councils]
    codes: list[set[str]] = [{code} for code in councils]
    order = np.argsort(arrays.council, kind="stable")
    bounds = np.searchsorted(arrays.council[order], np.arange(len(councils) + 1))
    for area in range(len(councils)):
        rows = order[bounds[area] : bounds[area + 1]]
        points[area].append(np.array([arrays.latitude[rows], arrays.longitude[rows]], np.float64))
    for table, length in ((sectors, 5), (outwards, 4)):
        for row in range(len(table.keys)):
            inside = table.councils_of(row)
            held = {councils[area] for area in inside}
            held |= set(sectors_of(sectors, int(table.keys[row]), length))
            here = np.array([[table.latitude[row]], [table.longitude[row]]], np.float64)
            for area in inside:
                points[area].append(here)
                codes[area] |= held
    number = {code: area for area, code in enumerate(councils)}
    for place in places:
        here = np.array([[place["lat"] * MICRO], [place["lon"] * MICRO]])
        for code in place["councils"]:
            points[number[code]].append(here)
            codes[number[code]].update(place["councils"], place["sectors"])
    return gathered(councils, [np.concatenate(each, axis=1) for each in points], codes)


def sectors_of(sectors: Table, key: int, length: int) -> list[str]:
    """The sectors of a sector's or an outward code's key."""
    if length == 5:
        return [text_of(key, 5)]
    within = rows_within(sectors.keys, key, OUTWARD_KEYS // SECTOR_KEYS)
    return [text_of(each, 5) for each in sectors.keys[within].tolist()]


def gathered(councils: list[str], points: list[npt.NDArray[np.float64]], codes: list[set[str]]) -> Areas:
    """Areas out of the positions of their places (millionths of a degree) and their codes."""
    windows: list[list[int]] = []
    parts: list[npt.NDArray[np.uint8]] = []
    start = 0
    for each in points:
        first, west, flags = around(each[0], each[1])
        packed = np.packbits(flags)
        windows.append([first, west, flags.shape[0], flags.shape[1], start])
        parts.append(packed)
        start += len(packed)
    return Areas(
        councils, np.array(windows, np.int64), np.concatenate(parts), [sorted(each) for each in codes]
    )


def around(lat: npt.NDArray[np.float64], lon: npt.NDArray[np.float64]) -> tuple[int, int, Flags]:
    """The squares of which some point may lie within METRES of some point of an occupied square: the
    first one north and east, and the flags of the window."""
    north, east = squares(lat, lon)
    occupied = np.unique(np.stack([north, east]), axis=1)
    north, east = occupied[0], occupied[1]
    high = STEP[0] / MICRO * DEGREE
    reach = floor(METRES / high) + 1
    # Squares narrow towards the pole: the farthest square north is the safe measure.
    top = np.radians((SOUTH + (north + reach + 1) * STEP[0]) / MICRO)
    wide = STEP[1] / MICRO * DEGREE * np.cos(np.minimum(top, 1.4))
    widest = floor(METRES / wide.min()) + 1
    first, west = int(north.min()) - reach, int(east.min()) - widest
    height = int(north.max()) - first + reach + 1
    width = int(east.max()) - west + widest + 2
    changes = np.zeros(height * width, np.int64)
    for step in range(-reach, reach + 1):
        gap = max(abs(step) - 1, 0) * high
        across = np.floor(sqrt(max(METRES**2 - gap**2, 0.0)) / wide).astype(np.int64) + 1
        line = (north + step - first) * width
        changes += np.bincount(line + east - across - west, minlength=height * width)
        changes -= np.bincount(line + east + across + 1 - west, minlength=height * width)
    return first, west, (changes.reshape(height, width).cumsum(axis=1) > 0)
