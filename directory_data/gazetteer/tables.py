"""The arrays of the gazetteer, in memory while it is built and mapped from disk when it is used."""

from pathlib import Path
from typing import Any, NamedTuple, Self

import numpy as np
import numpy.typing as npt

from .projection import MICRO, Micros

Keys = npt.NDArray[np.uint64]
Councils = npt.NDArray[np.uint16]
Starts = npt.NDArray[np.uint32]


class Arrays(NamedTuple):
    """One row a postcode, sorted by key; positions in millionths of a degree."""

    keys: Keys
    latitude: Micros
    longitude: Micros
    council: Councils

    @classmethod
    def opened(cls, folder: Path) -> Self:
        return cls(*(mapped(folder, name) for name in cls._fields))


class Table(NamedTuple):
    """One row a sector or outward code; councils of row r are council[starts[r]:starts[r + 1]]."""

    keys: Keys
    latitude: Micros
    longitude: Micros
    starts: Starts
    council: Councils

    @classmethod
    def opened(cls, folder: Path, kind: str) -> Self:
        return cls(*(mapped(folder, f"{kind}_{name}") for name in cls._fields))

    def councils_of(self, row: int) -> list[int]:
        """Councils a row lies in, most postcodes first."""
        listed: list[int] = self.council[int(self.starts[row]) : int(self.starts[row + 1])].tolist()
        return listed


def mapped(folder: Path, name: str) -> npt.NDArray[Any]:
    """A read-only array that stays on disk until it is looked at; its type is the one `build` wrote."""
    # A plain array over the map: np.memmap's own subclass costs 10 times as much for each item read.
    return np.asarray(np.load(folder / f"{name}.npy", mmap_mode="r"))


def row_of(keys: Keys, key: int) -> int | None:
    """Row of a key in a sorted array, or None."""
    row = int(keys.searchsorted(np.uint64(key)))
    return row if row < len(keys) and int(keys[row]) == key else None


def rows_within(keys: Keys, key: int, size: int) -> slice:
    """Rows whose key begins with a shorter key; `size` is how many keys one shorter key spans."""
    first = int(np.searchsorted(keys, np.uint64(key * size)))
    last = int(np.searchsorted(keys, np.uint64((key + 1) * size)))
    return slice(first, last)


def degrees(micros: np.int32) -> float:
    return int(micros) / MICRO
