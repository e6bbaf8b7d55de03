"""At the commit: a version of every marked row that is another than it was, in the same transaction."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import orjson
from sqlalchemy import Connection, Table, event, func, insert, select
from sqlalchemy.engine import Engine

from app.database import chunks, lock
from app.logs import log
from app.models.history import Change, RowVersion

from . import marking
from .bodies import body_of, whose
from .marking import Marks, recorded
from .said import said, somebody

CLOCKS_DIFFER = timedelta(minutes=2)
AT_ONCE = 5_000
"""Ids of one statement: SQLite takes 32,766 values at most."""
Version = tuple[str, str, str | None, str | None]
"""Of a row: its id, its table, whose it is, and its body."""


def now() -> datetime:
    """The moment, in UTC without an offset."""
    return datetime.now(UTC).replace(tzinfo=None)


def listen() -> None:
    """Write history at every commit. Twice is once."""
    marking.listen()
    if not event.contains(Engine, "commit", record):
        event.listen(Engine, "commit", record)


def record(connection: Connection) -> None:
    """Write a version of what the transaction changed: called before its commit."""
    marks = marking.taken(connection)
    if marks is None:
        return
    versions = [version for table in recorded() for version in _changed(connection, table, marks)]
    if not versions:
        return
    lock(connection)
    last = connection.execute(select(Change.id, Change.at).order_by(Change.id.desc()).limit(1)).first()
    if last is not None:
        warn_of_a_future(last.at)
    number, at = (last.id + 1, max(last.at, now())) if last is not None else (1, now())
    said = marks.said
    values = {"id": number, "at": at, "by": said.by[:200], "how": said.how, "why": said.why}
    connection.execute(insert(Change), values)
    # In the order of their key, which is twice as quick as in any other.
    _insert(connection, sorted((row_id, name, number, whose, body) for row_id, name, whose, body in versions))


def warn_of_a_future(last: datetime) -> None:
    """Say so where the last change lies ahead of the clock, which was wrong then or is now: until then every
    change gets that moment, and `publish --at` takes them for one."""
    if last > now() + CLOCKS_DIFFER:
        log.warning("history: the last change is of %s UTC, which is to come: is the clock right?", last)


def _insert(connection: Connection, versions: list[tuple[str, str, int, str | None, str | None]]) -> None:
    """Versions into their table, by the driver itself: half of the time for what is most of the work."""
    columns = ("row_id", "name", "change_id", "whose_id", "body")
    compiled = insert(RowVersion).compile(dialect=connection.dialect, column_keys=columns)
    rows = versions if compiled.positional else [dict(zip(columns, each, strict=True)) for each in versions]
    connection.exec_driver_sql(str(compiled), rows)


def begin(connection: Connection) -> None:
    """The first version of what stood in the tables before history did. Nothing, where history is."""
    if connection.scalar(select(func.count()).select_from(Change)):
        return
    with said(somebody(), "upgrade", "stood in the tables when history began"):
        for table in recorded():
            ids = list(connection.scalars(select(table.c.id)))
            if ids:
                marking.marks(connection).add(table.name, ids)


def _changed(connection: Connection, table: Table, marks: Marks) -> list[Version]:
    """Versions of a table's marked rows, those that differ from the last one."""
    marked = marks.rows.get(table.name, {})
    found: list[Version] = []
    for some in chunks(sorted(marked), AT_ONCE):
        before = _last(connection, table.name, some)
        bodies = {id_: marked[id_] for id_ in some}
        bodies |= _read_back(connection, table, [id_ for id_, body in bodies.items() if body is None])
        for id_, body in bodies.items():
            if body != before.get(id_):
                # A row that is gone is told of with those it belonged to.
                told = orjson.loads(body or before[id_] or "{}")
                found.append((id_, table.name, whose(table.name, told), body))
    return found


def _read_back(connection: Connection, table: Table, ids: list[str]) -> dict[str, str]:
    """Row id → what it holds now; rows that are gone are left out."""
    if not ids:
        return {}
    found = connection.execute(select(table).where(table.c.id.in_(ids)))
    return {row["id"]: body_of(table, dict(row)) for row in found.mappings()}


def _last(connection: Connection, name: str, ids: Sequence[str]) -> dict[str, str | None]:
    """Row id → the body of its last version; rows that history does not know are left out."""
    if connection.execute(select(Change.id).limit(1)).first() is None:
        return {}
    asked = (
        select(RowVersion.row_id, RowVersion.body)
        .where(RowVersion.name == name, RowVersion.row_id.in_(ids))
        .order_by(RowVersion.change_id)
    )
    return {row.row_id: row.body for row in connection.execute(asked)}
