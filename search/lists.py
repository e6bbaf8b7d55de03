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


@dataclass(frozen=True)
class Lists:
    """One list of numbers for each row, end to end: row r has values[starts[r]:starts[r + 1]]."""

    starts: Longs
    values: Ints

    @classmethod
    def of(cls, lists: Iterable[Iterable[int]]) -> "Lists":
        """The lists, in order: one for each row."""
        starts, values = array("q", [0]), array("i")
        for numbers in lists:
            values.extend(numbers)
            starts.append(len(values))
        return cls(np.array(starts, dtype=np.int64), np.array(values, dtype=np.int32))

    def __len__(self) -> int:
        return len(self.starts) - 1

    def turned(self, size: int) -> "Lists":
        """For each value from 0 to `size` - 1, the rows whose list holds it, in order."""
        rows = np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.starts))
        order = np.argsort(self.values, kind="stable")
        counts = np.bincount(self.values, minlength=size)
        return Lists(np.concatenate((np.zeros(1, np.int64), np.cumsum(counts))), rows[order])

    def gathered(self, rows: Ints) -> tuple[Ints, Longs, Longs]:
        """The values of some rows end to end; for each of those rows where it starts among them,
        and how many it has."""
        starts = self.starts[rows]
        sizes = self.starts[rows + 1] - starts
        first = np.cumsum(sizes) - sizes
        where = np.repeat(starts - first, sizes)
        return self.values[where + np.arange(len(where))], first, sizes

    def save(self, folder: Path, name: str) -> None:
        """Write both arrays into the folder."""
        np.save(folder / f"{name}-starts.npy", self.starts)
        np.save(folder / f"{name}-values.npy", self.values)

    @classmethod
    def open(cls, folder: Path, name: str) -> "Lists":
        """Map both arrays. Raises OSError or ValueError where they are missing or cut short."""
        return cls(mapped(folder / f"{name}-starts.npy"), mapped(folder / f"{name}-values.npy"))


def mapped(path: Path) -> npt.NDArray[Any]:
    """An array file, mapped into memory: read when touched, shared by all who map it."""
    try:
        return np.asarray(np.load(path, mmap_mode="r"))
    except ValueError:  # numpy cannot map an array without items
        return np.asarray(np.load(path))


def distinct(values: npt.NDArray[Any], size: int) -> tuple[Longs, Longs]:
    """The different values in order, and where among them each value is: `np.unique` without its
    sorting, for numbers from 0 that are smaller than `size`."""
    there = np.zeros(size, np.bool_)
    there[values] = True
    found = np.flatnonzero(there)
    places = np.zeros(size, np.int64)
    places[found] = np.arange(len(found))
    return found, places[values]
