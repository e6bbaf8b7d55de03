"""The columns of an edition: place, needs, channel, hours and rules of every row, as arrays.

Row n is record n; records are sorted by name and id, so the row number is also their last order.
Hours are looked up near the publishing day (`NEAR`); a question far from it is answered by the
rules alone (`search/match.py` says when).
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import orjson

from .lists import mapped
from .moments import Moments
from .profiles import Profiles
from .rules.hours import next_start, stretches, united
from .rules.model import Cover, Hours, Place, Record, Stretch
from .rules.reach import on_catchment, reached_from_anywhere, uncut
from .stretches import NEVER, Flags, Ints, Table

CHANNELS = ("", "in-person", "phone", "text", "video")
#: Days before and after publishing for which stretches stand in columns.
NEAR = (8, 120)
DAY = 1440
ARRAYS = "lat lon uncut anywhere channels last checked paused catchment profile needs".split()


@dataclass(frozen=True)
class Columns:
    """Everything match filters and orders by. `sets[channel]` is a row's set of hours, -1 none."""

    lat: npt.NDArray[np.float64]
    lon: npt.NDArray[np.float64]
    uncut: Flags  # never cut by miles
    anywhere: Flags  # shown where no place is known
    channels: npt.NDArray[np.uint8]
    last: npt.NDArray[np.int32]  # last day listed
    checked: npt.NDArray[np.int32]  # day, -NEVER for never
    profile: npt.NDArray[np.int32]
    catchment: npt.NDArray[np.int32]  # number of its list of codes, 0 for none
    needs: npt.NDArray[np.uint64]  # (words, rows): bit n of the words is need n
    need_codes: list[str]
    sets: npt.NDArray[np.int32]  # (rows, channels)
    none: Flags  # sets without any hours on record
    paused: npt.NDArray[np.int32]  # first day of a pause, NEVER for none
    moments: Moments
    profiles: Profiles
    near: Cover
    catchments: list[list[str]]
    naming: dict[str, list[int]]  # council or sector → the catchments that name it

    @classmethod
    def open_folder(cls, folder: Path) -> "Columns":
        """Map the columns written by `build`."""
        told = orjson.loads((folder / "columns.json").read_bytes())
        arrays = {name: mapped(folder / f"{name}.npy") for name in (*ARRAYS, "sets", "none")}
        return cls(
            **arrays,
            need_codes=told["needs"],
            moments=Moments(Table.open(folder, "open"), Table.open(folder, "doubtful"), told["endless"]),
            profiles=Profiles.open(folder),
            near=told["near"],
            catchments=told["catchments"],
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
        wanted = np.zeros(len(self.needs), np.uint64)
        for code in codes:
            if code in self.need_codes:
                number = self.need_codes.index(code)
                wanted[number // 64] |= np.uint64(1) << np.uint64(number % 64)
        found = np.zeros(len(rows), np.bool_)
        for word, bits in enumerate(wanted):
            if bits:
                found |= (self.needs[word][rows] & bits) != 0
        return found


def build(folder: Path, records: Iterable[Record], cover: Cover, published: int) -> None:
    """Write the columns of the records, in their order. `published` is a minute."""
    folder.mkdir(parents=True, exist_ok=True)
    today = published // DAY
    near: Cover = {"first": max(cover["first"], today - NEAR[0]), "last": min(cover["last"], today + NEAR[1])}
    plain: dict[str, list[float | int | bool]] = {
        name: [] for name in ARRAYS if name not in ("profile", "needs")
    }
    clauses, needs, hours = [], [], _Sets(cover, near)
    catchments: dict[tuple[str, ...], int] = {(): 0}
    for record in records:
        point = record["point"]
        plain["lat"].append(point["lat"] if point is not None else np.nan)
        plain["lon"].append(point["lon"] if point is not None else np.nan)
        plain["uncut"].append(uncut(record))
        plain["anywhere"].append(reached_from_anywhere(record))
        plain["channels"].append(sum(1 << CHANNELS.index(each) for each in record["channels"]))
        plain["last"].append(NEVER if record["valid_to"] is None else record["valid_to"])
        plain["checked"].append(-NEVER if record["checked"] is None else record["checked"])
        plain["paused"].append(NEVER if record["paused"] is None else record["paused"])
        codes_covered = tuple(record["catchment"])
        plain["catchment"].append(catchments.setdefault(codes_covered, len(catchments)))
        clauses.append(record["clauses"])
        needs.append(record["needs"])
        hours.add(record)
    kinds = {
        "lat": np.float64,
        "lon": np.float64,
        "uncut": np.bool_,
        "anywhere": np.bool_,
        "channels": np.uint8,
    }
    for name, values in plain.items():
        np.save(folder / f"{name}.npy", np.array(values, kinds.get(name, np.int32)))
    profiles, numbers = Profiles.intern(clauses)
    profiles.save(folder)
    np.save(folder / "profile.npy", np.array(numbers, np.int32))
    codes = sorted({code for each in needs for code in each})
    np.save(folder / "needs.npy", _bits(needs, codes))
    hours.save(folder)
    (folder / "columns.json").write_bytes(
        orjson.dumps(
            {
                "needs": codes,
                "near": near,
                "catchments": list(catchments),
                "endless": (cover["last"] + 1) * DAY,
            }
        )
    )


def _naming(catchments: list[list[str]]) -> dict[str, list[int]]:
    naming: dict[str, list[int]] = {}
    for number, codes in enumerate(catchments):
        for code in codes:
            naming.setdefault(code, []).append(number)
    return naming


def _bits(needs: list[list[str]], codes: list[str]) -> npt.NDArray[np.uint64]:
    number = {code: at for at, code in enumerate(codes)}
    bits = np.zeros((max(1, -(-len(codes) // 64)), len(needs)), np.uint64)
    for row, each in enumerate(needs):
        for code in each:
            bits[number[code] // 64, row] |= np.uint64(1) << np.uint64(number[code] % 64)
    return bits


class _Sets:
    """Distinct sets of hours, each expanded once by the rule."""

    def __init__(self, cover: Cover, near: Cover) -> None:
        self._cover, self._near = cover, near
        self._numbers: dict[bytes, int] = {}
        self._rows: list[list[int]] = [[] for _ in CHANNELS]
        self._open: list[list[tuple[int, int]]] = []
        self._doubtful: list[list[tuple[int, int]]] = []
        self._none: list[bool] = []

    def add(self, record: Record) -> None:
        """The sets of one record: all channels together, and each by itself."""
        for column, channel in enumerate(CHANNELS):
            chosen = [each for each in record["hours"] if channel in ("", each["channel"])]
            self._rows[column].append(self._number(chosen, record["paused"]))

    def _number(self, hours: list[Hours], paused: int | None) -> int:
        key = orjson.dumps([hours, paused])
        if key not in self._numbers:
            self._numbers[key] = len(self._numbers)
            self._none.append(not hours)
            found = self._expanded(hours, paused)
            self._open.append([(each["start"], each["end"]) for each in found if each["status"] == "open"])
            self._doubtful.append(
                [(each["start"], each["end"]) for each in found if each["status"] == "unknown"]
            )
        return self._numbers[key]

    def _expanded(self, hours: list[Hours], paused: int | None) -> list[Stretch]:
        first, last = self._near["first"] * DAY, (self._near["last"] + 1) * DAY
        found = united([stretches(each, self._cover, paused, first, last) for each in hours])
        # One more opening, however far: the first beyond the near days is still "opens next".
        later = [next_start(each, self._cover, paused, last - 1) for each in hours]
        starts = [start for start in later if start is not None]
        if starts:
            found.append({"start": min(starts), "end": min(starts) + 1, "status": "open"})
        return found

    def save(self, folder: Path) -> None:
        """Write the sets of all rows and the stretches of all sets."""
        np.save(folder / "sets.npy", np.array(self._rows, np.int32).T.copy())
        np.save(folder / "none.npy", np.array(self._none, np.bool_))
        Table.of(self._open).save(folder, "open")
        Table.of(self._doubtful).save(folder, "doubtful")
