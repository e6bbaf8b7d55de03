"""Many short lists of numbers as two arrays, kept on disk and mapped."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Longs = npt.NDArray[np.int64]
BITS = 64  # of a number that holds some
FOLLOWING = 64  # rows of a run, on average, from which on runs are copied one by one


@dataclass(frozen=True)
class Lists:
    """One list of numbers for each row, end to end: row r has values[starts[r]:starts[r + 1]]."""

    starts: Longs
    values: Ints

    def __len__(self) -> int:
        return len(self.starts) - 1

    def of(self, row: int) -> tuple[int, ...]:
        """The list of one row."""
        return tuple(self.values[self.starts[row] : self.starts[row + 1]].tolist())

    def turned(self, size: int) -> "Lists":
        """For each value from 0 to `size` - 1, the rows whose list holds it, in order."""
        rows = np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.starts))
        # numpy sorts numbers of 16 bits by their digits, several times as fast
        order = np.argsort(self.values.astype(np.uint16 if size <= 1 << 16 else np.int32), kind="stable")
        counts = np.bincount(self.values, minlength=size)
        return Lists(np.concatenate((np.zeros(1, np.int64), np.cumsum(counts))), rows[order])

    def gathered(self, rows: Ints | Longs, most: Ints | None = None) -> tuple[Ints, Longs, Longs]:
        """The values of some rows end to end, or only the first `most` of each; for each of those
        rows where it starts among them, and how many it has."""
        starts = self.starts[rows]
        sizes: Longs = self.starts[rows + 1] - starts if most is None else most.astype(np.int64)
        return self.values[spread(starts, sizes)], np.cumsum(sizes) - sizes, sizes

    def joined(self, other: "Lists") -> "Lists":
        """These lists, and the other's after them."""
        starts = np.concatenate((self.starts, self.starts[-1] + other.starts[1:]))
        return Lists(starts, np.concatenate((self.values, other.values)))

    def chosen(self, rows: Longs) -> "Lists":
        """The lists of some rows, in the order given."""
        sizes = np.diff(self.starts)[rows]
        return Lists(np.append(0, np.cumsum(sizes)), side_by_side(self.values, self.starts, rows))

    def save(self, folder: Path, name: str) -> None:
        """Write both arrays into the folder."""
        np.save(folder / f"{name}-starts.npy", self.starts)
        np.save(folder / f"{name}-values.npy", self.values)

    @classmethod
    def open(cls, folder: Path, name: str) -> "Lists":
        """Map both arrays. Raises OSError or ValueError where they are missing or cut short."""
        return cls(mapped(folder / f"{name}-starts.npy"), mapped(folder / f"{name}-values.npy"))


class ListsMaker:
    """Takes one list after another."""

    def __init__(self) -> None:
        self._starts, self._values = array("q", [0]), array("i")

    def add(self, numbers: Iterable[int]) -> None:
        """The list of the next row."""
        self._values.extend(numbers)
        self._starts.append(len(self._values))

    def made(self) -> Lists:
        """The lists of all rows."""
        return Lists(np.array(self._starts, dtype=np.int64), np.array(self._values, dtype=np.int32))


def mapped(path: Path) -> npt.NDArray[Any]:
    """An array file, mapped into memory: read when touched, shared by all who map it."""
    try:
        return np.asarray(np.load(path, mmap_mode="r"))
    except ValueError:  # numpy cannot map an array without items
        return np.asarray(np.load(path))


def runs(rows: Longs) -> list[tuple[int, int]]:
    """Rows that come one after the other: the first of each run, and the one after its last."""
    if not len(rows):
        return []
    ends = np.flatnonzero(np.diff(rows) != 1)
    firsts, lasts = rows[np.append(0, ends + 1)], rows[np.append(ends, len(rows) - 1)]
    return list(zip(firsts.tolist(), (lasts + 1).tolist(), strict=True))


def side_by_side(values: npt.NDArray[Any], starts: Longs, rows: Longs) -> npt.NDArray[Any]:
    """The values of some rows end to end; row r has values[starts[r]:starts[r + 1]]. Rows that follow one
    another, as nearly all do where one was changed, are copied together."""
    if np.count_nonzero(np.diff(rows) != 1) * FOLLOWING < len(rows):
        parts = [values[starts[first] : starts[end]] for first, end in runs(rows)]
        return np.concatenate(parts) if parts else values[:0]
    return np.asarray(values[spread(starts[rows], starts[rows + 1] - starts[rows])])


def spread(starts: Longs, sizes: Longs) -> Longs:
    """The places from each start on, so many as its size, end to end."""
    first = np.cumsum(sizes) - sizes
    return np.repeat(starts - first, sizes) + np.arange(sizes.sum())


def distinct(values: npt.NDArray[Any], size: int) -> tuple[Longs, Longs]:
    """The different values in order, and where among them each value is: `np.unique` without its
    sorting, for numbers from 0 that are smaller than `size`."""
    there = np.zeros(size, np.bool_)
    there[values] = True
    found = np.flatnonzero(there)
    places = np.zeros(size, np.int64)
    places[found] = np.arange(len(found))
    return found, places[values]


def first_use(values: npt.NDArray[Any], size: int) -> tuple[Longs, Longs]:
    """The different values in the order in which they first come, and where among them each value is;
    for numbers from 0 that are smaller than `size`."""
    order = np.arange(len(values))
    at = np.empty(size, np.int64)  # only what is written is read
    at[values[::-1]] = order[::-1]  # of equal values the first one writes last
    found = values[at[values] == order].astype(np.int64)
    at[found] = np.arange(len(found))
    return found, at[values]


def having(
    bits: npt.NDArray[np.uint64], numbers: Iterable[int], rows: npt.NDArray[Any]
) -> npt.NDArray[np.bool_]:
    """Which of some rows have any of the numbers, of bits (words, rows): bit n of a row's words is n."""
    wanted = [0 for _ in bits]
    for number in numbers:
        wanted[number // BITS] |= 1 << number % BITS
    found = np.zeros(len(rows), np.bool_)
    for word, some in zip(bits, wanted, strict=True):
        if some:
            found |= (word[rows] & np.uint64(some)) != 0
    return found
