"""What SQLite and PostgreSQL do differently: the writer's lock, and one moment to read at."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

from sqlalchemy import Connection, Table, bindparam, func, insert, select, update
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

Row = dict[str, Any]

WRITERS = 7217_2026
"""PostgreSQL's advisory lock that whoever changes the directory holds until the end of the transaction."""
ROWS_AT_ONCE = 5_000
MAPPED = 1 << 34
"""Bytes of SQLite's file that are mapped at most."""


def lock(connection: Connection) -> None:
    """Be the only writer from here to the end of the transaction, which begins here or has begun."""
    if connection.dialect.name != "sqlite":
        connection.execute(select(func.pg_advisory_xact_lock(WRITERS)))
    elif not getattr(connection.connection.dbapi_connection, "in_transaction", False):
        # SQLite has one writer at a time, once it writes: take that place before reading.
        connection.exec_driver_sql("BEGIN IMMEDIATE")


def commits_each(connection: Connection) -> bool:
    """Whether every statement is committed by itself: there is no transaction, whatever is begun."""
    raw = connection.connection.dbapi_connection
    if connection.dialect.name == "sqlite":
        return getattr(raw, "isolation_level", "") is None
    return bool(getattr(raw, "autocommit", False))


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """A connection that sees the tables as they are now, whatever others write meanwhile. It is only
    read from."""
    level = {} if engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}
    with engine.connect().execution_options(**level) as connection:
        if engine.dialect.name == "sqlite":
            connection.exec_driver_sql("BEGIN")
        yield connection
        connection.rollback()


def begin_snapshot(session: Session) -> None:
    """The same for a session that has not begun: it reads at one moment, to the end of its transaction."""
    if session.in_transaction():
        return
    if session.get_bind().dialect.name == "sqlite":
        session.connection().exec_driver_sql("BEGIN")
    else:
        session.connection(execution_options={"isolation_level": "REPEATABLE READ"})


def map_file(session: Session) -> None:
    """Much of the tables is about to be read: a file is mapped, which copies no page for it."""
    if session.get_bind().dialect.name == "sqlite":
        session.connection().exec_driver_sql(f"PRAGMA mmap_size={MAPPED}")


def fill(connection: Connection, table: Table, rows: Iterable[Row]) -> int:
    """Insert rows, all of the table's own columns given, in any order among themselves. How many."""
    inward = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    later: dict[str, list[Row]] = {name: [] for name in inward}
    count, rest = 0, iter(rows)
    while some := list(islice(rest, ROWS_AT_ONCE)):
        for name in inward:
            later[name] += [{"row_id": row["id"], "new": row[name]} for row in some if row[name] is not None]
        blank = dict.fromkeys(inward)
        connection.execute(insert(table), [{**row, **blank} for row in some] if inward else some)
        count += len(some)
    for name, pointing in later.items():
        if pointing:
            change = update(table).where(table.c.id == bindparam("row_id")).values({name: bindparam("new")})
            connection.execute(change, pointing)
    return count


def chunks(items: Sequence[str], size: int) -> Iterator[Sequence[str]]:
    """Items, so many at once."""
    for start in range(0, len(items), size):
        yield items[start : start + size]
