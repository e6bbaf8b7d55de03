"""Opening hours as columns: every distinct set of hours once, as sorted open and unknown stretches.

The stretches themselves come from the rule (`search.rules.hours`); here they are only looked up.
`View` answers for many sets at once: what holds a minute, what comes next, how many minutes of a
window are open. Each is one `searchsorted` over keys that put a set's stretches side by side:

    key = set * SPAN + start          (SPAN is larger than any minute)
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from .lists import mapped, side_by_side

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

SPAN = 1 << 26  # minutes: past the year 2097
NEVER = 1 << 30
PARTS = ("key", "end", "before", "first")


@dataclass(frozen=True)
class Table:
    """Disjoint, sorted stretches of many sets, and one that no set has at the end, so that every
    position may be looked at. `before[i]`: minutes in all stretches before i; `first[s]`: where the
    stretches of set s begin."""

    key: Ints
    end: Ints
    before: Ints
    first: Ints

    @classmethod
    def of_bounds(cls, stretches: list[Ints]) -> "Table":
        """A table of the sets, each an array (stretches, 2) of sorted, disjoint starts and ends."""
        counts = np.array([len(each) for each in stretches], np.int64)
        flat = np.concatenate([np.zeros((0, 2), np.int64), *stretches])
        return cls.flat(counts, flat[:, 0], flat[:, 1])

    @classmethod
    def flat(cls, counts: Ints, starts: Ints, ends: Ints) -> "Table":
        """A table of sets with so many stretches each, end to end."""
        keys = np.repeat(np.arange(len(counts)), counts) * SPAN + starts
        zero = np.zeros(1, np.int64)
        return cls(
            np.append(keys, (len(counts) + 1) * SPAN),
            np.append(ends, zero),
            np.append(zero, np.cumsum(ends - starts)),
            np.append(zero, np.cumsum(counts)),
        )

    def __len__(self) -> int:
        """How many sets."""
        return len(self.first) - 1

    def joined(self, other: "Table") -> "Table":
        """The sets of both tables, those of the other after."""
        if not len(other):
            return self
        mine, theirs = self._flat(), other._flat()
        return Table.flat(*(np.concatenate(pair) for pair in zip(mine, theirs, strict=True)))

    def chosen(self, sets: Ints) -> "Table":
        """Some of the sets, in the order given."""
        if np.array_equal(sets, np.arange(len(self))):
            return self
        counts, starts, ends = self._flat()
        kept = (side_by_side(values, self.first, sets) for values in (starts, ends))
        return Table.flat(counts[sets], *kept)

    def _flat(self) -> tuple[Ints, Ints, Ints]:
        return np.diff(self.first), self.key[:-1] & (SPAN - 1), self.end[:-1]

    def save(self, folder: Path, name: str) -> None:
        """Write the arrays."""
        for part in PARTS:
            np.save(folder / f"{name}.{part}.npy", getattr(self, part))

    @classmethod
    def open(cls, folder: Path, name: str) -> "Table":
        """Map the arrays."""
        return cls(*(mapped(folder / f"{name}.{part}.npy") for part in PARTS))


class View:
    """A table seen for some sets: everything is asked of all of them at once.

    Positions of a minute are found once, however often it is asked about.
    """

    def __init__(self, table: Table, sets: Ints) -> None:
        self._table, self._base = table, sets * SPAN
        self._first, self._last = table.first[sets], table.first[sets + 1]
        self._found: dict[int, Ints] = {}

    def _after(self, minute: int) -> Ints:
        """Where the first stretch that starts after the minute stands, set by set."""
        if minute not in self._found:
            self._found[minute] = np.searchsorted(self._table.key, self._base + minute, side="right")
        return self._found[minute]

    def at(self, minute: int) -> tuple[Flags, Ints, Ints]:
        """For each set: does a stretch hold the minute, and its start and end (0 where none)."""
        index = self._after(minute) - 1
        safe = np.maximum(index, 0)
        start, end = self._table.key[safe] - self._base, self._table.end[safe]
        holds = (index >= self._first) & (end > minute)
        return holds, np.where(holds, start, 0), np.where(holds, end, 0)

    def next(self, minute: int) -> Ints:
        """For each set: the first start after the minute, NEVER where there is none."""
        index = self._after(minute)
        return np.where(index < self._last, self._table.key[index] - self._base, NEVER)

    def minutes(self, start: int, end: int) -> Ints:
        """For each set: minutes of [start, end) that its stretches hold."""
        return self._until(end) - self._until(start)

    def _until(self, minute: int) -> Ints:
        index = self._after(minute) - 1
        safe = np.maximum(index, 0)
        begun = np.minimum(self._table.end[safe], minute) - (self._table.key[safe] - self._base)
        held = self._table.before[safe] + begun - self._table.before[self._first]
        return np.where(index >= self._first, held, 0)

    def counting(self, start: int, end: int, first: int, last: int) -> Ints:
        """Minutes of a weekend window in stretches that count: those that touch a non-working day
        (days `first` to `last`) or start on the evening before (answers.md section 1, Windows), where
        what counts by a channel alone was cut off (`drafting.cut_at_evenings`)."""
        total = self.minutes(start, end)
        evening, working = first * 1440 - 420, first * 1440  # 5pm to midnight of the day before
        monday = (last + 1) * 1440
        holds, began, ends = self.at(start)
        early = holds & (began < evening) & (ends <= working)
        total = total - np.where(early, np.minimum(ends, end) - start, 0)
        after = max(start, monday)
        if after < end:
            holds, began, ends = self.at(after)
            carried = np.where(holds & (began < monday), np.minimum(ends, end) - after, 0)
            total = total - (self.minutes(after, end) - carried)
        return total
