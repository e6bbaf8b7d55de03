"""Restoring a backup: all of it is checked first; then the tables in one transaction, then the files."""

import hashlib
import os
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from zipfile import BadZipFile, ZipFile

import orjson
from sqlalchemy import Connection, Table, delete, inspect, select
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from app.database import Row, fill, lock
from app.history.bodies import row_of
from app.history.marking import UNRECORDED
from app.models import Base
from app.publishing import locking
from app.publishing.packs import pointing
from app.publishing.packs.store import put

from . import (
    CURRENT,
    FORMAT,
    MANIFEST,
    SIGNING,
    TABLES,
    WITHDRAWN,
    BackupError,
    UnfinishedError,
    files,
    revision,
)
from .making import Progress

BYTES_AT_ONCE = 1 << 20
DAMAGED = "is no whole backup of Saturday"


def restore(
    engine: Engine,
    editions: Path,
    path: Path,
    *,
    overwrite: bool = False,
    make_tables: Any,
    progress: Progress = lambda name, rows: None,
) -> None:
    """Put back what a backup holds. `make_tables()` brings an empty database up to date.

    Raises UnfinishedError where a file cannot be put after the tables; else BackupError, with nothing
    changed: for a file that is not whole or of another version, and for
    a directory that has something already, without `overwrite`. What was withdrawn since the backup
    stays withdrawn, and the version of what phones fetch never goes back.
    """
    try:
        with ZipFile(path) as archive:
            _check(archive)
            if not overwrite:
                _refuse_what_is_there(engine, editions)
            editions.mkdir(parents=True, exist_ok=True)
            with locking.publishing(editions):
                make_tables()
                # Whoever withdraws waits: what they say then stands in the file that is put back.
                with pointing.alone(editions):
                    _restore(archive, engine, editions, progress)
    except locking.BusyError as error:
        raise BackupError(str(error)) from error
    except (BadZipFile, zlib.error, EOFError, KeyError, TypeError, ValueError, NotImplementedError) as error:
        raise BackupError(f"{path.name} {DAMAGED}") from error
    except SQLAlchemyError as error:
        raise BackupError(f"the database refused what {path.name} holds: {type(error).__name__}") from error
    except OSError as error:
        raise BackupError(f"{path.name}: {error.strerror or type(error).__name__}") from error


def _check(archive: ZipFile) -> None:
    """Every file is there, is as it was, and is for this version; there is no other."""
    manifest = orjson.loads(archive.read(MANIFEST))
    if manifest["format"] != FORMAT or manifest["revision"] != revision():
        raise BackupError(
            f"made by another version of Saturday (tables {manifest['revision']!a}, here {revision()!a}): "
            "restore it with that one, then upgrade"
        )
    known = {f"{TABLES}{name}.ndjson" for name in Base.metadata.tables}
    held = manifest["files"]
    listed = [name for name in archive.namelist() if name != MANIFEST]
    whole = known <= set(held) <= known | {SIGNING, WITHDRAWN, CURRENT}
    if not whole or sorted(listed) != sorted(held):
        raise BackupError("it holds other files than it should")
    for name, told in held.items():
        digest = hashlib.sha256()
        with archive.open(name) as file:
            while part := file.read(BYTES_AT_ONCE):
                digest.update(part)
        if digest.hexdigest() != told["sha256"]:
            raise BackupError(f"{name} is not what it was when the backup was made")


def _refuse_what_is_there(engine: Engine, editions: Path) -> None:
    there = [name for name, path in files(editions).items() if path.exists()]
    with engine.connect() as connection:
        names = set(inspect(connection).get_table_names())
        tables = [table for table in Base.metadata.sorted_tables if table.name in names]
        there += [table.name for table in tables if connection.execute(select(table).limit(1)).first()]
    if there:
        raise BackupError(f"there is a directory here already ({', '.join(there[:5])}): see --overwrite")


def _restore(archive: ZipFile, engine: Engine, editions: Path, progress: Progress) -> None:
    names, places = set(archive.namelist()), files(editions)
    withdrawn = _draft(places[WITHDRAWN], _withdrawn(archive, names, places[WITHDRAWN]))
    signing = _draft(places[SIGNING], archive.read(SIGNING)) if SIGNING in names else None
    try:
        with engine.connect().execution_options(**{UNRECORDED: True}) as connection:
            lock(connection)
            for table in reversed(Base.metadata.sorted_tables):
                connection.execute(delete(table))
            for table in Base.metadata.sorted_tables:
                progress(table.name, _fill(connection, archive, table))
            connection.commit()
        for name, draft in ((WITHDRAWN, withdrawn), (SIGNING, signing), (CURRENT, None)):
            with _after_the_tables(name):
                if draft is not None:
                    draft.replace(places[name])
                elif name == CURRENT and name in names:
                    _point(places[name], archive.read(name))
    finally:
        for draft in (withdrawn, signing):
            if draft is not None:
                draft.unlink(missing_ok=True)


@contextmanager
def _after_the_tables(name: str) -> Iterator[None]:
    """Says what is true of a file that cannot be put, once the tables have been."""
    try:
        yield
    except (OSError, ValueError, KeyError, TypeError) as error:
        why = (error.strerror if isinstance(error, OSError) else None) or type(error).__name__
        raise UnfinishedError(
            f"the tables are restored, {name} is not ({why}): mend that, then restore again with --overwrite"
        ) from error


def _fill(connection: Connection, archive: ZipFile, table: Table) -> int:
    def rows() -> Iterator[Row]:
        with archive.open(f"{TABLES}{table.name}.ndjson") as file:
            for line in file:
                yield row_of(table, line.decode("utf-8"))

    return fill(connection, table, rows())


def _withdrawn(archive: ZipFile, names: set[str], place: Path) -> bytes:
    """What the backup says was withdrawn, and what has been since: nothing is shown again by a restore."""
    kept = archive.read(WITHDRAWN).splitlines() if WITHDRAWN in names else []
    here = place.read_bytes().splitlines() if place.exists() else []
    lines = [*kept, *(line for line in here if line not in set(kept))]
    moments, last = list[str](), ""
    for line in lines:  # one that was cut off has no moment: it stays behind the one before it
        found = pointing.read_line(line)
        last = found.at if found is not None and found.at else last
        moments.append(last)
    order = sorted(range(len(lines)), key=lambda number: moments[number])
    return b"".join(lines[number] + b"\n" for number in order)


def _point(place: Path, body: bytes) -> None:
    """What phones fetch first, unless what is there is newer: its version only grows."""
    if place.exists() and orjson.loads(place.read_bytes())["version"] >= orjson.loads(body)["version"]:
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    put(place, body)


def _draft(place: Path, body: bytes) -> Path:
    """The bytes on the disk beside their place, readable by their owner alone."""
    draft = place.with_name(f".{place.name}-{os.getpid()}")
    number = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(number, "wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    return draft
