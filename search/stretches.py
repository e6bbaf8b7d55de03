"""Opening hours as columns: every distinct set of hours once, as sorted open and unknown stretches.

The stretches themselves come from the rule (`search.rules.hours`); here they are only looked up.
`Table` answers for many sets at once: what holds a minute, what comes next, how many minutes of a
window are open. Each is one `searchsorted` over keys that put a set's stretches side by side:

    key = set * SPAN + start          (SPAN is larger than any minute)
"""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

SPAN = 1 << 26  # minutes: past the year 2097
NEVER = 1 << 30


@dataclass(frozen=True)
class Table:
    """Disjoint, sorted stretches of many sets. `before[i]`: minutes in all stretches before i."""

    key: Ints
    end: Ints
    before: Ints

    @classmethod
    def of(cls, stretches: list[list[tuple[int, int]]]) -> "Table":
        """A table of the sets, each a sorted list of disjoint (start, end)."""
        key = [number * SPAN + start for number, each in enumerate(stretches) for start, _ in each]
        end = [last for each in stretches for _, last in each]
        keys, ends = np.array(key, np.int64), np.array(end, np.int64)
        lengths = ends - keys % SPAN
        before = np.concatenate(([0], np.cumsum(lengths)[:-1])) if len(keys) else lengths
        return cls(keys, ends, before.astype(np.int64))

    def save(self, folder: Path, name: str) -> None:
        """Write the three arrays."""
        for part in ("key", "end", "before"):
            np.save(folder / f"{name}.{part}.npy", getattr(self, part))

    @classmethod
    def open(cls, folder: Path, name: str) -> "Table":
        """Map the three arrays."""
        return cls(
            *(np.load(folder / f"{name}.{part}.npy", mmap_mode="r") for part in ("key", "end", "before"))
        )

    def at(self, sets: Ints, minute: int) -> tuple[Flags, Ints, Ints]:
        """For each set: does a stretch hold the minute, and its start and end (0 where none)."""
        if not len(self.key):
            nothing = np.zeros(len(sets), np.int64)
            return nothing.astype(np.bool_), nothing, nothing
        index = np.searchsorted(self.key, sets * SPAN + minute, side="right") - 1
        safe = np.maximum(index, 0)
        key, end = self.key[safe], self.end[safe]
        holds = (index >= 0) & (key // SPAN == sets) & (end > minute)
        return holds, np.where(holds, key % SPAN, 0), np.where(holds, end, 0)

    def next(self, sets: Ints, minute: int) -> Ints:
        """For each set: the first start after the minute, NEVER where there is none."""
        if not len(self.key):
            return np.full(len(sets), NEVER, np.int64)
        index = np.searchsorted(self.key, sets * SPAN + minute, side="right")
        safe = np.minimum(index, len(self.key) - 1)
        key = self.key[safe]
        found = (index < len(self.key)) & (key // SPAN == sets)
        return np.where(found, key % SPAN, NEVER)

    def minutes(self, sets: Ints, start: int, end: int) -> Ints:
        """For each set: minutes of [start, end) that its stretches hold."""
        return self._until(sets, end) - self._until(sets, start)

    def _until(self, sets: Ints, minute: int) -> Ints:
        if not len(self.key):
            return np.zeros(len(sets), np.int64)
        index = np.searchsorted(self.key, sets * SPAN + minute, side="right") - 1
        safe = np.maximum(index, 0)
        begun = np.minimum(self.end[safe], minute % SPAN) - self.key[safe] % SPAN
        mine = self.key[safe] // SPAN == sets
        first = np.searchsorted(self.key, sets * SPAN, side="left")
        base = self.before[np.minimum(first, len(self.key) - 1)]
        return np.where((index >= 0) & mine, self.before[safe] + begun - base, 0)


def counting(table: Table, sets: Ints, start: int, end: int, first: int, last: int) -> Ints:
    """Minutes of a weekend window in stretches that count: those that touch a non-working day
    (days `first` to `last`) or start on the evening before (answers.md section 1, Windows)."""
    total = table.minutes(sets, start, end)
    evening, working = first * 1440 - 420, first * 1440  # 5pm to midnight of the day before
    monday = (last + 1) * 1440
    holds, began, ends = table.at(sets, start)
    early = holds & (began < evening) & (ends <= working)
    total = total - np.where(early, np.minimum(ends, end) - start, 0)
    after = max(start, monday)
    if after < end:
        holds, began, ends = table.at(sets, after)
        carried = np.where(holds & (began < monday), np.minimum(ends, end) - after, 0)
        total = total - (table.minutes(sets, after, end) - carried)
    return total
