"""One published edition, opened for answering. Everything large is memory-mapped and shared."""

import hashlib
import mmap
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import orjson

from .columns import Columns
from .lists import mapped
from .rules.answering import help_openings
from .rules.model import HelpAnswer, Knowledge, Record
from .text import TextIndex

POINTER = "current.json"
#: Minutes whose help lines are kept at hand.
HELPED_KEPT = 256


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

    def __getitem__(self, row: int) -> dict[str, object]:
        start, end = int(self._offsets[row]), int(self._offsets[row + 1])
        return cast(dict[str, object], orjson.loads(self._bytes[start:end]))


@dataclass(frozen=True)
class Edition:
    """An edition's records, in the order of their rows, and all that finds them.

    `rows` maps a record's id to its row. `extra` is what pages need of the national part beyond
    `knowledge` (names of councils, needs with icons, choices of questions, attributions).
    """

    id: str
    folder: Path
    published_at: str
    knowledge: Knowledge
    extra: dict[str, object]
    records: Lines
    details: Lines
    rows: dict[str, int]
    columns: Columns
    text: TextIndex
    _helped: dict[tuple[str, int], list[HelpAnswer]] = field(default_factory=dict)

    def help_openings(self, country: str, at: int) -> list[HelpAnswer]:
        """The help lines of a country at a minute: the same for everyone, so kept for a while."""
        key = (country, at)
        found = self._helped.get(key)
        if found is None:
            found = help_openings(self.knowledge, country, at)
            if len(self._helped) >= HELPED_KEPT:
                self._helped.clear()
            self._helped[key] = found
        return found

    def record(self, row: int) -> Record:
        """The record in one row."""
        return cast(Record, self.records[row])


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
