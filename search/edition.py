"""One published edition, opened for answering. Everything large is memory-mapped and shared."""

import hashlib
import mmap
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt
import orjson

from .columns import Columns
from .kept import Kept
from .lists import mapped
from .rules.answering import help_openings, opening_of
from .rules.model import HelpAnswer, Hours, Knowledge, Open, Question, Record, Window
from .text import TextIndex

POINTER = "current.json"
#: Minutes whose help lines are kept at hand.
HELPED_KEPT = 256
#: Records, distinct hours, and answers about them, that are kept at hand.
RECORDS_KEPT = 2048
HOURS_KEPT = 4096
OPENED_KEPT = 8192
OpenKey = tuple[int, int | None, tuple[int, ...], bool, str, str, int, int, int]


class EditionError(ValueError):
    """An edition is missing or damaged. The message names the file."""


class Lines:
    """A file of one JSON object a line, read by row number without reading the rest."""

    def __init__(self, folder: Path, name: str) -> None:
        self._offsets = mapped(folder / f"{name}.offsets.npy")
        path = folder / f"{name}.ndjson"
        with path.open("rb") as file:
            self._bytes = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if path.stat().st_size else b""

    def __len__(self) -> int:
        return len(self._offsets) - 1

    def __getitem__(self, row: int) -> object:
        start, end = self._offsets[row : row + 2].tolist()
        return orjson.loads(self._bytes[start:end])


@dataclass(frozen=True)
class Edition:
    """An edition's records, in the order of their rows, and all that finds them.

    `rows` maps a record's id to its row. `extra` is what pages need of the national part beyond
    `knowledge` (names of councils, needs with icons, choices of questions, attributions).
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
    rows: dict[str, int]
    columns: Columns
    text: TextIndex
    _helped: Kept[tuple[str, int], list[HelpAnswer]] = field(default_factory=lambda: Kept(HELPED_KEPT))
    _records: Kept[int, Record] = field(default_factory=lambda: Kept(RECORDS_KEPT))
    _hours: Kept[int, list[Hours]] = field(default_factory=lambda: Kept(HOURS_KEPT))
    _opened: Kept[OpenKey, Open] = field(default_factory=lambda: Kept(OPENED_KEPT))

    def help_openings(self, country: str, at: int) -> list[HelpAnswer]:
        """The help lines of a country at a minute."""
        found = self._helped.get((country, at))
        return found or self._helped.keep((country, at), help_openings(self.knowledge, country, at))

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
        """What is known of a record's hours: many records have the same, and many ask in one minute."""
        key = (
            int(self.hours_of[row]),
            record["paused"],
            tuple(record["starts"]),
            counts,
            question["channel"],
            span["name"],
            span["start"],
            span["end"],
            question["at"],
        )
        found = self._opened.get(key)
        return found or self._opened.keep(key, opening_of(record, question, span, self.knowledge, counts))


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
            records=Lines(folder, "records"),
            details=Lines(folder, "details"),
            hours=Lines(folder, "hours"),
            hours_of=mapped(folder / "hours-of.npy"),
            rows={id_: row for row, id_ in enumerate(ids) if id_},
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
