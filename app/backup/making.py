"""Making a backup, while the directory serves and is written to."""

import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import orjson
from sqlalchemy import Connection, Table, select
from sqlalchemy.engine import Engine

from app.database import snapshot
from app.history.bodies import body_of
from app.models import Base
from search import wall

from . import FORMAT, MANIFEST, TABLES, BackupError, files, revision

LINES_AT_ONCE = 1_000
Progress = Callable[[str, int], None]


def make(engine: Engine, editions: Path, path: Path, progress: Progress = lambda name, rows: None) -> None:
    """Write a backup to a path where nothing is yet, readable by its owner alone, whole or not at all.
    Raises BackupError."""
    if path.exists():
        raise BackupError(f"{path.name} is there already")
    draft = path.with_name(f".{path.name}-{os.getpid()}")
    try:
        # Made with its mode, so that at no moment anybody else can read it.
        number = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise BackupError(f"{path.parent}: {error.strerror}") from error
    try:
        with os.fdopen(number, "wb") as file:
            with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=6) as archive:
                _write(archive, engine, editions, progress)
            file.flush()
            os.fsync(file.fileno())
        draft.rename(path)
    except OSError as error:
        raise BackupError(f"{path.name}: {error.strerror}") from error
    finally:
        draft.unlink(missing_ok=True)


def _write(archive: ZipFile, engine: Engine, editions: Path, progress: Progress) -> None:
    held: dict[str, object] = {}
    with snapshot(engine) as connection:
        for table in Base.metadata.sorted_tables:
            rows = _add(archive, f"{TABLES}{table.name}.ndjson", _lines(connection, table), held)
            progress(table.name, rows)
    for name, path in files(editions).items():
        if path.exists():
            _add(archive, name, [path.read_bytes()], held)
    manifest = {
        "format": FORMAT,
        "made_at": wall.iso_minute(wall.now_minute()),
        "revision": revision(),
        "files": held,
    }
    archive.writestr(MANIFEST, orjson.dumps(manifest, option=orjson.OPT_SORT_KEYS | orjson.OPT_INDENT_2))


def _lines(connection: Connection, table: Table) -> Iterator[bytes]:
    rows = connection.execute(select(table).execution_options(yield_per=LINES_AT_ONCE)).mappings()
    for row in rows:
        yield body_of(table, dict(row)).encode("utf-8") + b"\n"


def _add(archive: ZipFile, name: str, parts: Iterable[bytes], held: dict[str, object]) -> int:
    """Add a file and what is known of it. The number of its parts."""
    digest, count = hashlib.sha256(), 0
    with archive.open(name, "w", force_zip64=True) as file:
        for part in parts:
            file.write(part)
            digest.update(part)
            count += 1
    held[name] = {"sha256": digest.hexdigest(), "rows": count}
    return count
