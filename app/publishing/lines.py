"""The lines of an edition, new ones and those of the edition before, and the blocks that they stand in.

Records and details are cut into blocks where an id says so, so that a change changes one block: the
others are the files of the edition before, under one more name (a hard link).
"""

import hashlib
import os
import shutil
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple
from zlib import crc32

import numpy as np
import numpy.typing as npt
import orjson

from search.edition import Edition, Lines
from search.lists import runs
from search.rules.model import Record

from .reading import Row

SORTED: Final = orjson.OPT_SORT_KEYS
#: Rows of a block, about.
BLOCK: Final = 4096
DIGEST: Final = 16  # bytes
Longs = npt.NDArray[np.int64]


class Line(NamedTuple):
    """A record without its hours, and its detail, as bytes: far smaller than as objects."""

    name: str
    id: str
    service_id: str
    record: bytes
    detail: bytes
    digest: bytes
    sample: bool
    alternatives: list[str]


def line_of(record: Record, detail: Row) -> tuple[Line, bytes]:
    """What is written of one record; and its hours, which many share."""
    option = SORTED | orjson.OPT_APPEND_NEWLINE
    hours = orjson.dumps(record["hours"], option=option)
    bare = orjson.dumps({**record, "hours": []}, option=option)
    told = orjson.dumps(detail, option=option)
    line = Line(
        record["name"],
        record["id"],
        record["service_id"],
        bare,
        told,
        hashlib.sha256(bare + told + hours).digest()[:DIGEST],
        record["sample"],
        list(detail["alternatives"]),
    )
    return line, hours


def begins(identity: str) -> bool:
    """Whether a block begins with the record of this id."""
    return crc32(identity.encode()) % BLOCK == 0


def merged(before: Edition | None, kept: Longs, lines: Sequence[Line]) -> Longs:
    """The order of all rows by name and id: numbers of `before`'s rows, of which `kept` stay, and
    past them those of new lines."""
    base = 0 if before is None else len(before.records)
    order = sorted(range(len(lines)), key=lambda place: lines[place][:2])
    fresh = np.array(order, np.int64) + base
    if before is None:
        return fresh
    at = [_place(before, kept, lines[place][:2]) for place in order]
    return np.insert(kept, at, fresh)


def _place(before: Edition, kept: Longs, wanted: tuple[str, str]) -> int:
    """Where among the kept rows a name and an id belong."""
    low, high = 0, len(kept)
    while low < high:
        middle = (low + high) // 2
        record = before.records[int(kept[middle])]
        assert isinstance(record, dict)
        if (record["name"], record["id"]) < wanted:
            low = middle + 1
        else:
            high = middle
    return low


class Blocks:
    """Writes lines in the order of an edition, in blocks."""

    def __init__(self, order: Longs, ids: Sequence[str], before: int) -> None:
        """`before`: rows of the edition before; a number from there on is a new line's."""
        self._order, self._before = order, before
        firsts = [0, *(row for row, identity in enumerate(ids) if row and begins(identity))]
        self._bounds = list(pairwise([*firsts, len(ids)]))

    def write(self, folder: Path, name: str, fresh: Sequence[bytes], lines: Lines | None) -> None:
        """Write new lines among those of the edition before: the blocks, the list of them, and where
        each line begins."""
        listed = []
        for number, (start, end) in enumerate(self._bounds):
            some, file = self._order[start:end], f"{name}.{number}.ndjson"
            same = None if lines is None else self._same(some, lines)
            if same is not None:
                link(same, folder / file)
            else:
                with (folder / file).open("wb") as written:
                    written.writelines(self._each(some, fresh, lines))
            listed.append((start, file))
        (folder / f"{name}.json").write_bytes(orjson.dumps(listed))
        sizes = np.array([len(line) for line in fresh], np.int64)
        if lines is not None:
            sizes = np.concatenate((np.diff(lines.offsets), sizes))
        np.save(folder / f"{name}.offsets.npy", np.append(0, np.cumsum(sizes[self._order])))

    def _each(self, some: Longs, fresh: Sequence[bytes], lines: Lines | None) -> Iterator[bytes]:
        """The bytes of some rows: those that stood one after the other are read as they stand."""
        for first, end in runs(some):
            if lines is None or first >= self._before:
                yield from fresh[first - self._before : end - self._before]
            else:
                yield from lines.stretch(first, min(end, self._before))
                yield from fresh[: max(0, end - self._before)]

    def _same(self, some: Longs, lines: Lines) -> Path | None:
        """The file of the edition before that holds just these rows."""
        if not len(some) or some[-1] >= self._before or (np.diff(some) != 1).any():
            return None
        bounds = pairwise([*lines.firsts, len(lines)])
        wanted = (int(some[0]), int(some[-1]) + 1)
        return next((file for each, file in zip(bounds, lines.files, strict=True) if each == wanted), None)


def write_lines(folder: Path, name: str, lines: Sequence[bytes]) -> None:
    """Write lines in one file, and where each begins."""
    with (folder / f"{name}.ndjson").open("wb") as file:
        file.writelines(lines)
    np.save(
        folder / f"{name}.offsets.npy", np.append(0, np.cumsum([len(line) for line in lines], dtype=np.int64))
    )


def link(source: Path, to: Path) -> None:
    """One file under one more name; a copy, where the disk has no hard links."""
    try:
        os.link(source, to)
    except OSError:
        shutil.copyfile(source, to)
