"""The columns of an edition in the making (`columns.py` reads what is written here).

A draft is made of records, or taken over from an edition; two are joined; some rows are chosen, in an
order; then it is written. Whatever way a draft came about, equal rows in equal order give equal files:
what repeats is numbered anew, by its first use, whenever rows are chosen.
"""

import hashlib
from bisect import bisect_left
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import orjson

from .coding import Coded, Needs, Numbering, Rules, clause_key
from .columns import ARRAYS, CHANNELS, CODED, DAY, NEAR
from .lists import Lists, Longs, mapped
from .rules.hours import next_start, stretches, united
from .rules.model import Cover, Hours, Record, Stretch
from .rules.opening import EVENING
from .rules.reach import reached_from_anywhere, uncut
from .stretches import NEVER, Flags, Table

KINDS: Final = {
    "lat": np.float64,
    "lon": np.float64,
    "uncut": np.bool_,
    "anywhere": np.bool_,
    "channels": np.uint8,
}
#: Columns that are no number of something else.
PLAIN: Final = [name for name in ARRAYS if name not in CODED]
KEY: Final = 16  # bytes that name a set of hours


@dataclass(frozen=True)
class Sets:
    """Distinct sets of hours, each expanded once by the rule; a row has one for each channel."""

    keys: Coded[bytes]  # numbers: (rows, channels)
    none: Flags
    open: Table
    doubtful: Table

    def joined(self, other: "Sets") -> "Sets":
        """These rows, and the other's after them."""
        keys = self.keys.joined(other.keys)
        known = set(self.keys.values)
        fresh = np.array([at for at, key in enumerate(other.keys.values) if key not in known], np.int64)
        return Sets(
            keys,
            np.concatenate((self.none, other.none[fresh])),
            self.open.joined(other.open.chosen(fresh)),
            self.doubtful.joined(other.doubtful.chosen(fresh)),
        )

    def chosen(self, rows: Longs) -> "Sets":
        """Some rows in the order given."""
        keys, used = self.keys.chosen(rows)
        return Sets(keys, self.none[used], self.open.chosen(used), self.doubtful.chosen(used))


Bounds = npt.NDArray[np.int64]  # (stretches, 2): start and end of each


class Expansions:
    """What sets of hours come to, each worked out once for all that publish with it in one process.

    `known`: the open and the doubtful stretches of each set."""

    def __init__(self, cover: Cover, near: Cover) -> None:
        self._cover, self._near = cover, near
        self.known: dict[bytes, tuple[Bounds, Bounds]] = {}

    def of(self, chosen: list[Hours], paused: int | None, lists: list[list[Stretch]]) -> list[Stretch]:
        """The stretches of some channels together, of which `lists` has those of each."""
        found = [*cut_at_evenings(united(lists), lists)]
        # One more opening, however far: the first beyond the near days is still "opens next".
        last = (self._near["last"] + 1) * DAY
        later = [next_start(each, self._cover, paused, last - 1) for each in chosen]
        starts = [start for start in later if start is not None]
        if starts:
            found.append({"start": min(starts), "end": min(starts) + 1, "status": "open"})
        return found

    def near(self, hours: Hours, paused: int | None) -> list[Stretch]:
        """The stretches of one channel on the near days."""
        first, last = self._near["first"] * DAY, (self._near["last"] + 1) * DAY
        return stretches(hours, self._cover, paused, first, last)


class SetsMaker:
    """Takes the hours of one record after another."""

    def __init__(self, expansions: Expansions) -> None:
        self._expansions = expansions
        self._keys: Numbering[bytes] = Numbering()
        self._none: list[bool] = []
        self._open: list[Bounds] = []
        self._doubtful: list[Bounds] = []
        self._known: dict[tuple[bytes, int | None], list[int]] = {}  # hours and pause → numbers of sets

    def add(self, record: Record, said: bytes) -> None:
        """The sets of the next row: all channels together, and each by itself. `said`: its hours as bytes."""
        told = said, record["paused"]
        numbers = self._known.get(told)
        if numbers is None:
            numbers = self._known[told] = self._numbers(record["hours"], record["paused"])
        self._keys.rows.extend(numbers)

    def _numbers(self, hours: list[Hours], paused: int | None) -> list[int]:
        """The numbers of each channel's set, which is expanded when it first comes."""
        lists: list[list[Stretch]] = []  # of each of the hours, once one of them is wanted
        numbers = []
        for channel in CHANNELS:
            places = [at for at, each in enumerate(hours) if channel in ("", each["channel"])]
            chosen = [hours[at] for at in places]
            key = hashlib.blake2b(orjson.dumps([chosen, paused]), digest_size=KEY).digest()
            number = self._keys.number(key)
            numbers.append(number)
            if number < len(self._none):
                continue
            if key not in self._expansions.known:
                lists = lists or [self._expansions.near(each, paused) for each in hours]
                found = self._expansions.of(chosen, paused, [lists[at] for at in places])
                self._expansions.known[key] = _of_status(found, "open"), _of_status(found, "unknown")
            self._none.append(not chosen)
            for kept, bounds in zip((self._open, self._doubtful), self._expansions.known[key], strict=True):
                kept.append(bounds)
        return numbers

    def made(self) -> Sets:
        """The sets of all rows."""
        keys = self._keys.coded()
        return Sets(
            Coded(keys.values, keys.numbers.reshape(-1, len(CHANNELS))),
            np.array(self._none, np.bool_),
            Table.of_bounds(self._open),
            Table.of_bounds(self._doubtful),
        )


def cut_at_evenings(found: list[Stretch], lists: list[list[Stretch]]) -> list[Stretch]:
    """Stretches of all channels, cut where a channel starts from 5pm on of their last day: there begins
    what counts for a weekend though the whole does not (`search.rules.opening.by_channel`)."""
    if len(lists) == 1:
        return found
    starts = {
        status: sorted(
            {each["start"] for stretches in lists for each in stretches if each["status"] == status}
        )
        for status in ("open", "unknown")
    }
    cut: list[Stretch] = []
    for whole in found:
        begun = starts[whole["status"]]
        evening = (whole["end"] - 1) // DAY * DAY + EVENING
        first = bisect_left(begun, max(whole["start"] + 1, evening))
        edges = begun[first : bisect_left(begun, whole["end"])]
        for start, end in pairwise([whole["start"], *edges, whole["end"]]):
            cut.append({"start": start, "end": end, "status": whole["status"]})
    return cut


def _of_status(found: list[Stretch], status: str) -> Bounds:
    some = [(each["start"], each["end"]) for each in found if each["status"] == status]
    return np.array(some, np.int64).reshape(-1, 2)


@dataclass(frozen=True)
class Draft:
    """All columns of some rows."""

    plain: dict[str, npt.NDArray[Any]]
    homes: Coded[str]
    catchments: Coded[tuple[str, ...]]
    courses: Coded[tuple[int, ...]]
    needs: Needs
    rules: Rules
    sets: Sets
    cover: Cover
    near: Cover

    @classmethod
    def open(cls, folder: Path, cover: Cover) -> "Draft":
        """The columns of an edition that `save` wrote. Raises OSError, KeyError or ValueError where they
        are missing or damaged."""
        told = orjson.loads((folder / "columns.json").read_bytes())
        found = {name: mapped(folder / f"{name}.npy") for name in (*ARRAYS, "sets", "none", "sets.keys")}
        profiles = Lists(
            np.load(folder / "profile.starts.npy"), np.load(folder / "profile.members.npy").astype(np.int32)
        )
        return cls(
            {name: found[name] for name in PLAIN},
            Coded(told["homes"], found["home"]),
            Coded([tuple(each) for each in told["catchments"]], found["catchment"]),
            Coded([tuple(each) for each in told["starts"]], found["course"]),
            Needs(told["needs"], found["needs"]),
            Rules(orjson.loads((folder / "clauses.json").read_bytes()), profiles, found["profile"]),
            Sets(
                Coded([bytes(key) for key in found["sets.keys"]], found["sets"]),
                found["none"],
                Table.open(folder, "open"),
                Table.open(folder, "doubtful"),
            ),
            cover,
            told["near"],
        )

    def joined(self, other: "Draft") -> "Draft":
        """These rows, and the other's after them; both of one cover and one day."""
        return replace(
            self,
            plain={name: np.concatenate((found, other.plain[name])) for name, found in self.plain.items()},
            homes=self.homes.joined(other.homes),
            catchments=self.catchments.joined(other.catchments),
            courses=self.courses.joined(other.courses),
            needs=self.needs.joined(other.needs),
            rules=self.rules.joined(other.rules),
            sets=self.sets.joined(other.sets),
        )

    def chosen(self, rows: Longs) -> "Draft":
        """Some rows in the order given."""
        return replace(
            self,
            plain={name: found[rows] for name, found in self.plain.items()},
            homes=self.homes.chosen(rows)[0],
            catchments=self.catchments.chosen(rows, kept=1)[0],
            courses=self.courses.chosen(rows, kept=1)[0],
            needs=self.needs.chosen(rows),
            rules=self.rules.chosen(rows),
            sets=self.sets.chosen(rows),
        )

    def save(self, folder: Path) -> None:
        """Write the columns."""
        folder.mkdir(parents=True, exist_ok=True)
        arrays: dict[str, npt.NDArray[Any]] = {
            **self.plain,
            "home": self.homes.numbers,
            "catchment": self.catchments.numbers,
            "course": self.courses.numbers,
            "needs": self.needs.bits,
            "profile": self.rules.numbers,
            "profile.starts": self.rules.profiles.starts,
            "profile.members": self.rules.profiles.values.astype(np.int64),
            "sets": self.sets.keys.numbers,
            "sets.keys": np.frombuffer(b"".join(self.sets.keys.values), np.uint8).reshape(-1, KEY),
            "none": self.sets.none,
        }
        for name, found in arrays.items():
            np.save(folder / f"{name}.npy", np.ascontiguousarray(found))
        self.sets.open.save(folder, "open")
        self.sets.doubtful.save(folder, "doubtful")
        (folder / "clauses.json").write_bytes(orjson.dumps(self.rules.clauses))
        told = {
            "needs": self.needs.codes,
            "near": self.near,
            "homes": self.homes.values,
            "catchments": self.catchments.values,
            "starts": self.courses.values,
            "endless": (self.cover["last"] + 1) * DAY,
        }
        (folder / "columns.json").write_bytes(orjson.dumps(told))


def _plain(record: Record) -> tuple[float | int | bool, ...]:
    """The values of one row, in the order of PLAIN."""
    point = record["point"]
    return (
        np.nan if point is None else point["lat"],
        np.nan if point is None else point["lon"],
        uncut(record),
        reached_from_anywhere(record),
        sum(1 << CHANNELS.index(each) for each in record["channels"]),
        NEVER if record["valid_to"] is None else record["valid_to"],
        -NEVER if record["checked"] is None else record["checked"],
        NEVER if record["paused"] is None else record["paused"],
    )


class DraftMaker:
    """Takes one record after another. `published` is a minute; `expansions` those of a maker before it
    with the same cover and minute."""

    def __init__(self, cover: Cover, published: int, expansions: Expansions | None = None) -> None:
        self._cover, self._near = cover, near_days(cover, published // DAY)
        self._plain: list[tuple[float | int | bool, ...]] = []
        self._homes: Numbering[str] = Numbering()
        self._catchments: Numbering[tuple[str, ...]] = Numbering([()])
        self._courses: Numbering[tuple[int, ...]] = Numbering([()])
        self._needs: list[list[str]] = []
        self._clauses: Numbering[bytes] = Numbering()
        self._profiles: Numbering[tuple[int, ...]] = Numbering([()])
        self._sets = SetsMaker(expansions or Expansions(cover, self._near))

    def add(self, record: Record, said: bytes) -> None:
        """The next row. `said`: its hours as bytes, equal ones the same."""
        self._plain.append(_plain(record))
        self._homes.add(record["council"])
        self._catchments.add(tuple(record["catchment"]))
        self._courses.add(tuple(record["starts"]))
        self._needs.append(record["needs"])
        self._profiles.add(tuple(self._clauses.number(clause_key(each)) for each in record["clauses"]))
        self._sets.add(record, said)

    def made(self) -> Draft:
        """The columns of all rows."""
        plain: dict[str, npt.NDArray[Any]] = {
            name: np.array([row[place] for row in self._plain], KINDS.get(name, np.int32))
            for place, name in enumerate(PLAIN)
        }
        return Draft(
            plain,
            self._homes.coded(),
            self._catchments.coded(),
            self._courses.coded(),
            Needs.of(self._needs),
            Rules.of(self._clauses.numbers, self._profiles.coded()),
            self._sets.made(),
            self._cover,
            self._near,
        )


def near_days(cover: Cover, today: int) -> Cover:
    """The days whose stretches stand in columns."""
    return {"first": max(cover["first"], today - NEAR[0]), "last": min(cover["last"], today + NEAR[1])}
