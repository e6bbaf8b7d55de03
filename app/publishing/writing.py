"""Writes an edition and swaps it in whole.

Everything is written into a folder that nobody reads, every byte reaches the disk, and only then
does `current.json` name it: one `os.replace`. A crash or a full disk before that leaves the
edition before serving, and the next publishing clears the remains away.
"""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import numpy as np
import orjson

from search import columns, text
from search.edition import POINTER, content_id
from search.rules.model import Knowledge, Record

from .reading import Row

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


def write(
    editions: Path,
    made: Iterable[tuple[Record, Row]],
    national: Callable[[int, bool], tuple[Knowledge, Row]],
    published_at: str,
) -> Written:
    """Write the edition of these records and make it the one that serves.

    `national` gives the national part, from the number of records and whether any is a sample.
    What `made` raises leaves everything as it was.
    """
    editions.mkdir(parents=True, exist_ok=True)
    draft = editions / f".draft-{os.getpid()}"
    shutil.rmtree(draft, ignore_errors=True)
    draft.mkdir()
    try:
        seen: dict[bytes, bytes] = {}
        lines = sorted(_line(record, detail, seen) for record, detail in made)
        hours = dict.fromkeys(line.hours for line in lines)
        numbers = {each: number for number, each in enumerate(hours)}
        _write_lines(draft, "records", (line.record for line in lines))
        _write_lines(draft, "details", (line.detail for line in lines))
        _write_lines(draft, "hours", hours)
        np.save(draft / "hours-of.npy", np.array([numbers[line.hours] for line in lines], np.int32))
        sample = any(line.sample for line in lines)
        knowledge, extra = national(len(lines), sample)
        common = orjson.dumps({"knowledge": knowledge, "extra": extra}, option=SORTED)
        (draft / "common.json").write_bytes(common)
        (draft / "ids.txt").write_text("\n".join(line.id for line in lines), "ascii")
        columns.build(draft / "columns", _read_back(lines), knowledge["cover"], knowledge["published"])
        text.build(draft / "index", (_text_row(record) for record in _read_back(lines)))
        files = [
            draft / name for name in ("records.ndjson", "details.ndjson", "hours.ndjson", "hours-of.npy")
        ]
        identity = content_id(*(path.read_bytes() for path in files), common_without_moment(knowledge, extra))
        manifest = {
            "id": identity,
            "published_at": published_at,
            "count": len(lines),
            "cover": knowledge["cover"],
        }
        (draft / "manifest.json").write_bytes(orjson.dumps(manifest, option=SORTED))
        folder = _settle(draft, editions / f"{identity}-{knowledge['published']}")
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    point(editions, identity, folder.name)
    _clear(editions, folder.name)
    return Written(identity, folder, len(lines))


class _Line(NamedTuple):
    """A record without its hours, its detail and its hours as bytes, sorted by name and id: far
    smaller than as objects. Many services have the same hours, which are then kept once."""

    name: str
    id: str
    record: bytes
    detail: bytes
    hours: bytes
    sample: bool


def _line(record: Record, detail: Row, seen: dict[bytes, bytes]) -> _Line:
    """`seen` holds the hours of the lines before, so that equal hours are one object."""
    option = SORTED | orjson.OPT_APPEND_NEWLINE
    hours = orjson.dumps(record["hours"], option=option)
    return _Line(
        record["name"],
        record["id"],
        orjson.dumps({**record, "hours": []}, option=option),
        orjson.dumps(detail, option=option),
        seen.setdefault(hours, hours),
        record["sample"],
    )


def _read_back(lines: list[_Line]) -> Iterator[Record]:
    for line in lines:
        record: Record = orjson.loads(line.record)
        record["hours"] = orjson.loads(line.hours)
        yield record


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
    _sync_folder(editions)


def _write_lines(folder: Path, name: str, lines: Iterable[bytes]) -> None:
    """Write the lines, and where each begins."""
    offsets = [0]
    with (folder / f"{name}.ndjson").open("wb") as file:
        for line in lines:
            file.write(line)
            offsets.append(offsets[-1] + len(line))
    np.save(folder / f"{name}.offsets.npy", np.array(offsets, np.int64))


def _text_row(record: Record) -> text.TextRow:
    return text.TextRow(record["words"]["name"], record["words"]["body"], record["needs"])


def _settle(draft: Path, folder: Path) -> Path:
    """Bring every byte to the disk and give the folder its name. The name holds the content and the
    minute of publishing, so a folder of that name is the same edition and stays."""
    for path in sorted(draft.rglob("*")):
        if path.is_file():
            with path.open("rb") as file:
                os.fsync(file.fileno())
    if not folder.exists():
        draft.rename(folder)
        _sync_folder(folder.parent)
    return folder


def _sync_folder(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
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
    for path in editions.glob(".draft-*"):
        shutil.rmtree(path, ignore_errors=True)
