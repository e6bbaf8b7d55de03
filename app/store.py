"""Writing a checked batch into the tables: one transaction, or nothing.

A service in a batch is whole: what the batch does not say of it is no longer so. An organization
or a location may be only mentioned (its name inside a service): what a mention leaves out stays.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, bindparam, delete, insert, select, update
from sqlalchemy.engine import Engine

from app.database import lock
from app.history import said, somebody
from app.models import Base
from directory_data.batch import Batch, TableRow
from directory_data.problems import Problem

AT_ONCE = 500
"""Ids of one statement: SQLite takes 32,766 values at most."""
ROWS_AT_ONCE = 5_000
"""Rows between two reports of progress."""

Progress = Callable[[str, int], None]
"""Told which table is being written and how many of its rows are."""

TABLES: Mapping[str, Table] = Base.metadata.tables
MENTIONED = ("organization", "location", "program", "taxonomy", "taxonomy_term", "unit")
"""Objects that may be mentioned: only what a batch states of them changes."""
MUST_EXIST = (("service", "organization_id"), ("service_at_location", "location_id"))
"""References that mean nothing when what they name is absent; others are left empty, with a warning."""
LINKED = (("attribute", "link_id"), ("metadata", "resource_id"))
"""Tables whose rows hang on an object of any table, so without a foreign key."""


def write(
    engine: Engine,
    batch: Batch,
    dry_run: bool = False,
    progress: Progress | None = None,
    *,
    by: str | None = None,
    why: str = "",
) -> list[Problem]:
    """Writes a batch, and gives what stands in its way; then, or with dry_run, nothing is written.

    History tells of it as done `by` somebody (who is logged in, without a name), for a reason.
    Warnings are added to the batch. Raises sqlalchemy.exc.SQLAlchemyError when the database fails.
    """
    with said(somebody() if by is None else by, "import", why), engine.connect() as connection:
        lock(connection)  # before reading, so that no other import writes in between
        refusals = _check_references(connection, batch)
        if not refusals:
            existing = _clear(connection, batch)
            refusals = _check_taken(connection, batch, existing)
        if not refusals:
            _write_all(connection, batch, existing, progress)
        if refusals or dry_run:
            connection.rollback()
        else:
            connection.commit()
    return refusals


def _check_references(connection: Connection, batch: Batch) -> list[Problem]:
    """Every foreign key names an object of the batch or of the tables; the rest is refused or emptied."""
    refusals: list[Problem] = []
    for name, rows in batch.rows.items():
        for key in TABLES[name].foreign_keys:
            column, target = key.parent.name, key.column.table.name
            here = batch.of(target) if target in batch.rows else {}
            asked = {str(row[column]) for row in rows.values() if row.get(column) is not None}
            absent = (asked - here.keys()) - _present(connection, TABLES[target], asked - here.keys())
            if not absent:
                continue
            for identity, row in rows.items():
                if row.get(column) not in absent:
                    continue
                place = batch.places.get((name, identity), "")
                problem = Problem(place, column, f"there is no {target} with the id {row[column]}")
                if (name, column) in MUST_EXIST:
                    refusals.append(problem)
                else:
                    batch.warnings.add(Problem(place, column, f"names no {target} that is known: left empty"))
                    del row[column]
    return refusals


def _present(connection: Connection, table: Table, ids: Collection[str]) -> set[str]:
    """Which of these ids a table holds."""
    if not ids or connection.execute(select(table.c.id).limit(1)).first() is None:
        return set()
    present: set[str] = set()
    for some in _chunks(sorted(ids)):
        present |= set(connection.scalars(select(table.c.id).where(table.c.id.in_(some))))
    return present


def _clear(connection: Connection, batch: Batch) -> dict[str, set[str]]:
    """Takes away what the batch states anew. Gives the ids, by table, that stay and get updated."""
    services = _present(connection, TABLES["service"], batch.of("service").keys())
    at_locations = TABLES["service_at_location"]
    kept: set[str] = set()
    for some in _chunks(sorted(services)):
        there = set(connection.scalars(select(at_locations.c.id).where(at_locations.c.service_id.in_(some))))
        kept |= there & batch.of("service_at_location").keys()
        gone = sorted(there - kept)
        _remove(connection, at_locations, at_locations.c.id.in_(gone))
        _remove_lists(connection, "service", some, but=at_locations)
    for some in _chunks(sorted(kept)):
        _remove_lists(connection, "service_at_location", some)
    existing = {name: _present(connection, TABLES[name], batch.of(name).keys()) for name in MENTIONED}
    restated: dict[tuple[str, str], list[str]] = {}
    for (name, identity), lists in batch.stated.items():
        for of in lists - set(MENTIONED):
            if identity in existing[name]:
                restated.setdefault((name, of), []).append(identity)
    for (name, of), ids in restated.items():
        for some in _chunks(ids):
            _remove(connection, TABLES[of], _belongs(TABLES[of], name, some))
    return {**existing, "service": services, "service_at_location": kept}


def _remove_lists(connection: Connection, owner: str, ids: Sequence[str], but: Table | None = None) -> None:
    """Removes everything that nests in these objects."""
    for table in TABLES.values():
        if table is not but and f"{owner}_id" in table.c and table.name not in MENTIONED:
            _remove(connection, table, table.c[f"{owner}_id"].in_(ids))
    for name, column in LINKED:
        connection.execute(delete(TABLES[name]).where(TABLES[name].c[column].in_(ids)))


def _belongs(table: Table, owner: str, ids: Sequence[str]) -> ColumnElement[bool]:
    column = dict(LINKED).get(table.name) or f"{owner}_id"
    return table.c[column].in_(ids)


def _remove(connection: Connection, table: Table, which: ColumnElement[bool]) -> None:
    """Removes rows, what belongs to them, and the attributes on any of them."""
    ids = select(table.c.id).where(which)
    for child in TABLES.values():
        for key in child.foreign_keys:
            if key.column.table is table and key.ondelete == "CASCADE" and child is not table:
                _remove(connection, child, key.parent.in_(ids))
    for name, column in LINKED:
        if table.name not in dict(LINKED):
            connection.execute(delete(TABLES[name]).where(TABLES[name].c[column].in_(ids)))
    connection.execute(delete(table).where(which))


def _check_taken(connection: Connection, batch: Batch, existing: Mapping[str, set[str]]) -> list[Problem]:
    """Ids that something else in the tables has already: writing them would take it away from there."""
    refusals: list[Problem] = []
    for name, rows in batch.rows.items():
        taken = _present(connection, TABLES[name], rows.keys() - existing.get(name, set()))
        for identity in sorted(taken):
            reason = f"the {name} {identity} belongs to something else in the directory"
            refusals.append(Problem(batch.places.get((name, identity), ""), "id", reason))
    return refusals


def _write_all(
    connection: Connection, batch: Batch, existing: Mapping[str, set[str]], progress: Progress | None
) -> None:
    """Rows in the order that foreign keys ask for; those that point into their own table come last."""
    for table in Base.metadata.sorted_tables:
        rows = batch.rows.get(table.name, {})
        if not rows:
            continue
        there = existing.get(table.name, set())
        inward = [key.parent.name for key in table.foreign_keys if key.column.table is table]
        whole = table.name not in MENTIONED
        blank: TableRow = dict.fromkeys(table.c.keys())
        added = [row for identity, row in rows.items() if identity not in there]
        new = [{**blank, **row, **dict.fromkeys(inward)} for row in added]
        done = 0
        for some in _chunks(new, ROWS_AT_ONCE):
            connection.execute(insert(table), some)
            done += len(some)
            if progress is not None:
                progress(table.name, done)
        old = [{**blank, **row} if whole else row for identity, row in rows.items() if identity in there]
        _update(connection, table, old)
        for column in inward:
            pointing = [row for row in rows.values() if row.get(column) is not None]
            _update(connection, table, [{"id": row["id"], column: row[column]} for row in pointing])


def _update(connection: Connection, table: Table, rows: Sequence[TableRow]) -> None:
    """Updates rows by id, those that state the same columns together."""
    by_columns: dict[tuple[str, ...], list[TableRow]] = {}
    for row in rows:
        columns = tuple(sorted(name for name in row if name != "id"))
        by_columns.setdefault(columns, []).append(row)
    for columns, some in by_columns.items():
        if columns:
            values: dict[str, Any] = {name: bindparam(f"new_{name}") for name in columns}
            statement = update(table).where(table.c.id == bindparam("row_id")).values(values)
            given = [{"row_id": row["id"]} | {f"new_{name}": row[name] for name in columns} for row in some]
            connection.execute(statement, given)


def _chunks(items: Sequence[Any], size: int = AT_ONCE) -> Iterator[list[Any]]:
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some
