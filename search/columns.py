"""The columns of an edition: place, needs, channel, hours and rules of every row, as arrays.

Row n is record n; records are sorted by name and id, so the row number is also their last order.
Hours are looked up near the publishing day (`NEAR`); a question far from it is answered by the
rules alone (`search/match.py` says when).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from math import cos, degrees, pi
from pathlib import Path

import numpy as np
import numpy.typing as npt
import orjson

from .lists import having, mapped
from .moments import Moments
from .profiles import Profiles
from .rules.distance import EARTH
from .rules.model import Cover, Place
from .rules.reach import on_catchment
from .stretches import Flags, Ints, Table

Floats = npt.NDArray[np.float64]

CHANNELS = ("", "in-person", "phone", "text", "video")
#: Days before and after publishing for which stretches stand in columns.
NEAR = (8, 120)
DAY = 1440
#: Columns of numbers of something that stands once elsewhere, or of bits.
CODED = ("catchment", "course", "home", "profile", "needs")
#: Metres that rounding makes of a distance at most, and more than cosines are inexact.
SLACK = 20
ARRAYS = ["lat", "lon", "uncut", "anywhere", "channels", "last", "checked", "paused", *CODED]


@dataclass(frozen=True)
class Columns:
    """Everything match filters and orders by. `sets[row, channel]` is a set of hours (`none` says which have
    none on record); channel 0 is all together."""

    lat: Floats
    lon: Floats
    uncut: Flags  # never cut by miles
    anywhere: Flags  # shown where no place is known
    channels: npt.NDArray[np.uint8]
    last: npt.NDArray[np.int32]  # last day listed
    checked: npt.NDArray[np.int32]  # day, -NEVER for never
    profile: npt.NDArray[np.int32]
    home: npt.NDArray[np.int32]  # number of its council's code in `homes`
    catchment: npt.NDArray[np.int32]  # number of its list of codes, 0 for none
    course: npt.NDArray[np.int32]  # number of its list of start dates, 0 for none
    needs: npt.NDArray[np.uint64]  # (words, rows): bit n of the words is need n
    need_codes: list[str]
    sets: npt.NDArray[np.int32]  # (rows, channels)
    none: Flags  # sets without any hours on record
    paused: npt.NDArray[np.int32]  # first day of a pause, NEVER for none
    moments: Moments
    profiles: Profiles
    near: Cover
    homes: list[str]
    catchments: list[list[str]]
    starts: list[list[int]]
    naming: dict[str, list[int]]  # council or sector → the catchments that name it

    @cached_property
    def rows_uncut(self) -> Ints:
        """The rows that miles never cut."""
        return np.flatnonzero(self.uncut)

    @cached_property
    def _by_latitude(self) -> tuple[Ints, Floats, Floats]:
        """The rows that miles cut, from south to north, their latitudes, and their positions as (x, y, z)
        on a ball of radius 1. What has no position is not among them."""
        rows = np.flatnonzero(~self.uncut & ~np.isnan(self.lat))
        rows = rows[np.argsort(self.lat[rows], kind="stable")]
        return rows, self.lat[rows], on_ball(self.lat[rows], self.lon[rows])

    def inside(self, lat: float, lon: float, metres: float) -> Ints:
        """The rows that miles cut and that lie within some metres of a place, in no order; and a few
        that lie as much as `SLACK` farther."""
        rows, south_to_north, positions = self._by_latitude
        angle = (metres + SLACK) / EARTH
        if angle >= pi:
            return rows
        first, last = np.searchsorted(south_to_north, (lat - degrees(angle), lat + degrees(angle))).tolist()
        x, y, z = on_ball(np.float64(lat), np.float64(lon))
        there = positions[:, first:last]
        near: Flags = there[0] * x + there[1] * y + there[2] * z >= cos(angle)
        return rows[first:last][near]

    @classmethod
    def open_folder(cls, folder: Path) -> "Columns":
        """Map the columns that `drafting.Draft` wrote."""
        told = orjson.loads((folder / "columns.json").read_bytes())
        arrays = {name: mapped(folder / f"{name}.npy") for name in (*ARRAYS, "sets", "none")}
        return cls(
            **arrays,
            need_codes=told["needs"],
            moments=Moments(Table.open(folder, "open"), Table.open(folder, "doubtful"), told["endless"]),
            profiles=Profiles.open(folder),
            near=told["near"],
            homes=told["homes"],
            catchments=told["catchments"],
            starts=told["starts"],
            naming=_naming(told["catchments"]),
        )

    def covers(self, rows: Ints, place: Place | None) -> Flags:
        """Which of the rows' catchments may hold the place (`search.rules.reach.on_catchment`).

        A list that names none of the place's councils and sectors says no, so the rule judges the
        others; but for a place of which we know too little, it judges all.
        """
        found = np.zeros(len(self.catchments), np.bool_)
        numbers: Iterable[int] = range(len(self.catchments))
        if place is not None and place["councils"] and place["sectors"]:
            numbers = {
                n for code in (*place["councils"], *place["sectors"]) for n in self.naming.get(code, ())
            } | {0}
        for number in numbers:
            found[number] = on_catchment(self.catchments[number], place) != "no"
        return found[self.catchment[rows]]

    def needed(self, codes: list[str], rows: Ints) -> Flags:
        """Which of the rows have any of the needs. An unknown code matches none."""
        numbers = [self.need_codes.index(code) for code in codes if code in self.need_codes]
        return having(self.needs, numbers, rows)


def _naming(catchments: list[list[str]]) -> dict[str, list[int]]:
    naming: dict[str, list[int]] = {}
    for number, codes in enumerate(catchments):
        for code in codes:
            naming.setdefault(code, []).append(number)
    return naming


def on_ball(lat: Floats | np.float64, lon: Floats | np.float64) -> Floats:
    """Positions in degrees as (x, y, z) on a ball of radius 1."""
    up, around = np.radians(lat), np.radians(lon)
    return np.array((np.cos(up) * np.cos(around), np.cos(up) * np.sin(around), np.sin(up)))
