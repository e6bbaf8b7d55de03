"""One published edition, opened for answering. Everything large is memory-mapped and shared."""

import hashlib
import mmap
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt
import orjson

from .columns import Columns
from .dictionary import Dictionary
from .kept import Kept
from .lists import mapped
from .rules.answering import opening_of, plan_of
from .rules.helping import help_openings
from .rules.model import HelpAnswer, Hours, Knowledge, Open, Plan, Question, Record, Window
from .steady import steady_until
from .text import TextIndex

POINTER = "current.json"
#: Minutes whose help lines are kept at hand.
HELPED_KEPT = 256
#: Records, distinct hours, and answers about them, that are kept at hand.
RECORDS_KEPT = 2048
HOURS_KEPT = 4096
OPENED_KEPT = 8192
OpenKey = tuple[int, int | None, tuple[int, ...], bool, str, str, int, int]


class EditionError(ValueError):
    """An edition is missing or damaged. The message names the file."""


class Lines:
    """One JSON object a line, read by row number without reading the rest. The lines stand in one file
    or, in order, in blocks: files that editions share where they hold the same."""

    def __init__(self, offsets: npt.NDArray[np.int64], blocks: dict[int, Path]) -> None:
        """`blocks`: the first row of each file, in order; the first of all is 0."""
        self.offsets = offsets
        self.firsts, self.files = list(blocks), list(blocks.values())
        self._bytes = [_mapped_file(path) for path in self.files]
        self._starts = [int(offsets[first]) for first in self.firsts]
        for start, end, held in zip(
            self._starts, [*self._starts[1:], int(offsets[-1])], self._bytes, strict=True
        ):
            if len(held) != end - start:
                raise ValueError("a file of lines is not whole")

    @classmethod
    def open(cls, folder: Path, name: str) -> "Lines":
        """Lines in one file."""
        return cls(mapped(folder / f"{name}.offsets.npy"), {0: folder / f"{name}.ndjson"})

    @classmethod
    def open_blocks(cls, folder: Path, name: str) -> "Lines":
        """Lines in blocks, which `name`.json lists."""
        blocks: list[tuple[int, str]] = orjson.loads((folder / f"{name}.json").read_bytes())
        return cls(mapped(folder / f"{name}.offsets.npy"), {first: folder / file for first, file in blocks})

    def __len__(self) -> int:
        return len(self.offsets) - 1

    def __getitem__(self, row: int) -> object:
        return orjson.loads(self.between(row, row + 1))

    def lines(self) -> Iterator[bytes]:
        """Every line's bytes, in order. (JSON has no end of a line inside.)"""
        return (line for held in self._bytes for line in held[:].splitlines(keepends=True))

    def stretch(self, start: int, end: int) -> Iterator[bytes]:
        """The bytes of rows as they stand, block by block."""
        while start < end:
            after = bisect_right(self.firsts, start)
            until = min(end, self.firsts[after]) if after < len(self.firsts) else end
            yield self.between(start, until)
            start = until

    def between(self, start: int, end: int) -> bytes:
        """The bytes of rows of one block, as they stand."""
        block = bisect_right(self.firsts, start) - 1
        first, last = int(self.offsets[start]), int(self.offsets[end])
        return self._bytes[block][first - self._starts[block] : last - self._starts[block]]


def _mapped_file(path: Path) -> bytes | mmap.mmap:
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if path.stat().st_size else b""


@dataclass(frozen=True)
class Edition:
    """An edition's records, in the order of their rows, and all that finds them.

    `ids` has the id of each row, `rows` maps an id to its row. `extra` is what pages need of the national
    part beyond `knowledge` (names of councils, needs with icons, choices of questions, attributions).
    Distinct hours stand once, in `hours`; `hours_of` has the line of each row.
    """

    id: str
    folder: Path
    published_at: str
    knowledge: Knowledge
    extra: dict[str, object]
    records: Lines
    details: Lines
    hours: Lines
    hours_of: npt.NDArray[np.int32]
    ids: list[str]
    rows: dict[str, int]
    dictionary: Dictionary
    columns: Columns
    text: TextIndex
    _helped: Kept[tuple[str, int], list[HelpAnswer]] = field(default_factory=lambda: Kept(HELPED_KEPT))
    _records: Kept[int, Record] = field(default_factory=lambda: Kept(RECORDS_KEPT))
    _hours: Kept[int, list[Hours]] = field(default_factory=lambda: Kept(HOURS_KEPT))
    _opened: Kept[OpenKey, tuple[int, int, Open]] = field(default_factory=lambda: Kept(OPENED_KEPT))

    def prepare(self) -> None:
        """Work out, before anybody asks, what typed words need and publishing does not. Raises
        EditionError."""
        try:
            self.dictionary.prepare()
            self.text.prepare()
        except (IndexError, ValueError) as error:
            raise EditionError(f"{self.folder.name}: {error}") from error

    def help_openings(self, country: str, at: int) -> list[HelpAnswer]:
        """The help lines of a country at a minute."""
        found = self._helped.get((country, at))
        return found or self._helped.keep((country, at), help_openings(self.knowledge, country, at))

    def plan(self, question: Question) -> Plan:
        """What the typed words mean (`search.rules.answering.plan_of`)."""
        near: Knowledge = {**self.knowledge, "dictionary": self.dictionary.around(question["words"])}
        return plan_of(question, near)

    def record(self, row: int) -> Record:
        """The record in one row. It is shared: nobody changes it."""
        found = self._records.get(row)
        if found is not None:
            return found
        record = cast(Record, self.records[row])
        line = int(self.hours_of[row])
        record["hours"] = self._hours.get(line) or self._hours.keep(line, cast(list[Hours], self.hours[line]))
        return self._records.keep(row, record)

    def opened(self, row: int, record: Record, question: Question, span: Window, counts: bool) -> Open:
        """What is known of a record's hours: many records have the same, and many ask while it holds."""
        key = (
            int(self.hours_of[row]),
            record["paused"],
            tuple(record["starts"]),
            counts,
            question["channel"],
            span["name"],
            span["start"],
            span["end"],
        )
        at = question["at"]
        kept = self._opened.get(key)
        if kept is not None and kept[0] <= at < kept[1]:
            return kept[2]
        found = opening_of(record, question, span, self.knowledge, counts)
        until = steady_until(record["hours"], self.knowledge["cover"], at)
        return self._opened.keep(key, (at, until, found))[2]


def open_edition(folder: Path) -> Edition:
    """Open one edition's folder. Raises EditionError naming what is missing."""
    try:
        manifest = orjson.loads((folder / "manifest.json").read_bytes())
        common = orjson.loads((folder / "common.json").read_bytes())
        ids = (folder / "ids.txt").read_text("ascii").split("\n")
        return Edition(
            id=manifest["id"],
            folder=folder,
            published_at=manifest["published_at"],
            knowledge=common["knowledge"],
            extra=common["extra"],
            records=Lines.open_blocks(folder, "records"),
            details=Lines.open_blocks(folder, "details"),
            hours=Lines.open(folder, "hours"),
            hours_of=mapped(folder / "hours-of.npy"),
            ids=ids,
            rows={id_: row for row, id_ in enumerate(ids) if id_},
            dictionary=Dictionary(common["knowledge"]["dictionary"]),
            columns=Columns.open_folder(folder / "columns"),
            text=TextIndex.open(folder / "index"),
        )
    except (OSError, KeyError, ValueError) as error:
        raise EditionError(f"{folder.name}: {error}") from error


def current_folder(editions: Path) -> Path | None:
    """The folder of the edition that serves, or None before the first publishing."""
    try:
        pointer = orjson.loads((editions / POINTER).read_bytes())
    except FileNotFoundError:
        return None
    return editions / str(pointer["folder"])


def content_id(*parts: bytes) -> str:
    """An edition's id: the SHA-256 of its public content, so that equal content is equal."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.hexdigest()[:32]
