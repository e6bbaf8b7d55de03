"""Writes an edition and swaps it in whole.

Everything is written into a folder that nobody reads, every byte reaches the disk, and only then
does `current.json` name it: one `os.replace`. A crash or a full disk before that leaves the
edition before serving, and the next publishing clears the remains away. There is one at a time
(`locking.py`).
"""

import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import orjson

from search import wall
from search.coding import Coded, Numbering
from search.drafting import Draft, DraftMaker, Expansions
from search.edition import POINTER, Edition, EditionError, open_edition
from search.rules.model import Cover, Knowledge, Record
from search.text_drafting import TextDraft, TextMaker, TextRow

from .lines import Blocks, Line, Longs, line_of, merged, write_lines
from .reading import Row
from .rows import Rows

DRAFT = ".draft-"
SORTED = orjson.OPT_SORT_KEYS
#: The tree that phones fetch (app/publishing/packs), which is no edition.
PACKS = "public"
#: Editions kept beside the one that serves, for processes that still read them.
KEPT = 2


@dataclass(frozen=True)
class Written:
    """A published edition."""

    id: str
    folder: Path
    count: int


@dataclass(frozen=True)
class Before:
    """The edition before, and which of its rows stay as they are."""

    edition: Edition
    rows: Rows
    kept: Longs


def write(
    editions: Path,
    made: Callable[[], "Fresh"],
    national: Callable[[int, bool], tuple[Knowledge, Row]],
    cover: Cover,
    at: int,
    before: Before | None = None,
) -> Written:
    """Write the edition of the rows that are `made`, at wall minute `at`, and make it the one that serves.

    With `before` its kept rows come to them: the edition is the same, byte by byte, as one that was
    made of all rows afresh. `national` gives the national part, from the number of records and whether
    any is a sample. What `made` raises leaves everything as it was.
    """
    editions.mkdir(parents=True, exist_ok=True)
    # A name of its own, whoever else has this number in another container; and the usual rights inside.
    scratch = Path(tempfile.mkdtemp(prefix=DRAFT, dir=editions))
    draft = scratch / "edition"
    draft.mkdir()
    try:
        identity, rows = _write_all(draft, made(), national, before)
        manifest = {"id": identity, "published_at": wall.iso_minute(at), "count": rows, "cover": cover}
        (draft / "manifest.json").write_bytes(orjson.dumps(manifest, option=SORTED))
        folder = _settle(draft, editions / f"{identity}-{at}")
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    point(editions, identity, folder.name)
    _clear(editions, folder.name)
    return Written(identity, folder, rows)


@dataclass(frozen=True)
class Fresh:
    """New rows, in the order in which they came."""

    lines: list[Line]
    hours: Coded[bytes]
    columns: Draft
    texts: TextDraft

    @classmethod
    def of(
        cls, made: Iterable[tuple[Record, Row]], cover: Cover, at: int, expansions: Expansions | None = None
    ) -> "Fresh":
        """Of records and details; none of them is held on to. `expansions`: as for DraftMaker."""
        lines: list[Line] = []
        hours: Numbering[bytes] = Numbering()
        columns, texts = DraftMaker(cover, at, expansions), TextMaker()
        for record, detail in made:
            line, said = line_of(record, detail)
            lines.append(line)
            hours.add(said)
            columns.add(record, said)
            texts.add(TextRow(record["words"]["name"], record["words"]["body"], record["needs"]))
        return cls(lines, hours.coded(), columns.made(), texts.made())

    def joined(self, other: "Fresh") -> "Fresh":
        """These rows, and the other's after them."""
        return Fresh(
            [*self.lines, *other.lines],
            self.hours.joined(other.hours),
            self.columns.joined(other.columns),
            self.texts.joined(other.texts),
        )


def _write_all(
    draft: Path, fresh: Fresh, national: Callable[[int, bool], tuple[Knowledge, Row]], before: Before | None
) -> tuple[str, int]:
    """Write every file of an edition; its id and the number of its rows."""
    lines, hours, columns, texts = fresh.lines, fresh.hours, fresh.columns, fresh.texts
    rows, old = Rows.of(lines), None if before is None else before.edition
    order = merged(old, np.zeros(0, np.int64) if before is None else before.kept, lines)
    if before is not None and old is not None:
        rows = before.rows.joined(rows)
        hours = Coded(list(old.hours.lines()), old.hours_of).joined(hours)
        columns = Draft.open(old.folder / "columns", fresh.columns.cover).joined(columns)
        texts = TextDraft.open(old.folder / "index").joined(texts)
    rows = rows.chosen(order)
    rows.save(draft)
    blocks = Blocks(order, rows.ids, 0 if old is None else len(old.records))
    blocks.write(draft, "records", [line.record for line in lines], None if old is None else old.records)
    blocks.write(draft, "details", [line.detail for line in lines], None if old is None else old.details)
    hours = hours.chosen(order)[0]
    np.save(draft / "hours-of.npy", hours.numbers)
    write_lines(draft, "hours", hours.values)
    columns.chosen(order).save(draft / "columns")
    texts.chosen(order).save(draft / "index")
    knowledge, extra = national(len(order), bool(rows.samples.any()))
    common = orjson.dumps({"knowledge": knowledge, "extra": extra}, option=SORTED)
    (draft / "common.json").write_bytes(common)
    return rows.content(common_without_moment(knowledge, extra)), len(order)


def common_without_moment(knowledge: Knowledge, extra: Row) -> bytes:
    """The national part without the minute of publishing, which is no content."""
    timeless: Row = {**knowledge, "published": 0}
    return orjson.dumps({"knowledge": timeless, "extra": extra}, option=SORTED)


def point(editions: Path, identity: str, folder: str) -> None:
    """Make an edition the one that serves, in one step."""
    pointer = editions / f".{POINTER}-{os.getpid()}"
    with pointer.open("wb") as file:
        file.write(orjson.dumps({"edition": identity, "folder": folder}))
        file.flush()
        os.fsync(file.fileno())
    pointer.replace(editions / POINTER)
    _sync(editions)


def _settle(draft: Path, folder: Path) -> Path:
    """Bring every byte to the disk and give the folder its name. The name holds the content and the
    minute of publishing, so a folder of that name is the same edition and stays, if it is whole."""
    with ThreadPoolExecutor() as pool:  # a disk takes many at once
        list(pool.map(_sync, (path for path in draft.rglob("*") if path.is_file())))
    if folder.exists() and not _whole(folder, draft):
        folder.rename(draft.with_name("damaged"))
    if not folder.exists():
        draft.rename(folder)
        _sync(folder.parent)
    return folder


def _whole(folder: Path, draft: Path) -> bool:
    """Whether an edition can be opened, and its files are as long as those of the same edition anew."""
    try:
        open_edition(folder)
    except EditionError:
        return False
    there, here = (
        {path.relative_to(each): path.stat().st_size for path in each.rglob("*") if path.is_file()}
        for each in (folder, draft)
    )
    return there == here


def _sync(path: Path) -> None:
    """Bring a file, or the names in a folder, to the disk."""
    number = os.open(path, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _clear(editions: Path, current: str) -> None:
    """Remove editions that nobody reads any more, and remains of what was cut off."""
    whole = sorted(
        (
            path
            for path in editions.iterdir()
            if path.is_dir() and not path.name.startswith(".") and path.name not in (current, PACKS)
        ),
        key=lambda path: path.stat().st_mtime,
        reverse=True,
    )
    for path in whole[KEPT:]:
        shutil.rmtree(path, ignore_errors=True)
    for path in editions.glob(f"{DRAFT}*"):
        shutil.rmtree(path, ignore_errors=True)
