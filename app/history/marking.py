"""Sees every change of a row that SQLAlchemy carries out, and marks the row until the commit.

Listens on every engine, and goes by the names of tables. What cannot be followed is refused: SQL by hand, an
insert from a select, a row that gets another id, a connection that commits each statement. Not seen is what
does not go through SQLAlchemy, or stands in no statement: the database's own prompt, its functions.
A connection with the execution option `unrecorded` is left alone: a copy, or a restore of history itself.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import BindParameter, Connection, Delete, Insert, Table, Update, event, select
from sqlalchemy.engine import Engine
from sqlalchemy.sql import operators
from sqlalchemy.sql.elements import BinaryExpression
from sqlalchemy.sql.selectable import AliasedReturnsRows
from sqlalchemy.sql.visitors import iterate

from app.database import chunks, commits_each, lock
from app.models.base import Base
from app.models.history import Change, Publication, RowVersion

from .bodies import body_of
from .said import Said, UnsaidError, what_was_said

OWN = frozenset(model.__tablename__ for model in (Change, Publication, RowVersion))
COMMENT = re.compile(r"/\*.*?\*/|--[^\n]*", re.DOTALL)
_NAME = r"""(?:["`\[]?\w+["`\]]?\s*\.\s*)?["`\[]?(\w+)"""
BY_HAND = re.compile(
    r"\b(?:(?:INSERT|REPLACE|MERGE)(?:\s+OR\s+\w+)?\s+INTO(?:\s+ONLY)?|UPDATE(?:\s+ONLY|\s+OR\s+\w+)?"
    rf"|DELETE\s+FROM(?:\s+ONLY)?|COPY)\s+{_NAME}",
    re.IGNORECASE,
)
EMPTIED = re.compile(r"\bTRUNCATE\b(?!\s+ON\b)([^;]*)", re.IGNORECASE)
UNRECORDED = "unrecorded"
MARKS = "saturday_marks"
AT_ONCE = 500


@dataclass
class Marks:
    """What a transaction has changed so far: table → id of a row → what it holds, or None where that has
    to be read back; and who says why."""

    said: Said
    rows: dict[str, dict[str, str | None]] = field(default_factory=dict)
    locked: bool = False

    def add(self, name: str, ids: Iterable[str]) -> None:
        """Mark rows of a table that hold something else now."""
        self.rows.setdefault(name, {}).update(dict.fromkeys(ids))

    def forget_bodies(self) -> None:
        """Read everything back: some of it may have been taken back."""
        for name, ids in self.rows.items():
            self.add(name, list(ids))


def recorded() -> list[Table]:
    """The tables that history tells of, in the order that foreign keys ask for."""
    return [table for table in Base.metadata.sorted_tables if table.name not in OWN]


def marks(connection: Connection) -> Marks:
    """The marks of this transaction, which is the only one that writes from the first mark on: who locked a
    row before the lock, and waited for it then, would hold up the one that has it. Raises UnsaidError where
    nobody says who and why, or where there is no transaction."""
    said = what_was_said()
    if commits_each(connection):
        raise UnsaidError("a change of records on a connection that commits each statement")
    found = connection.info.setdefault(MARKS, Marks(said))
    assert isinstance(found, Marks)
    found.said = said
    if not found.locked:
        lock(connection)
        found.locked = True
    return found


def taken(connection: Connection) -> Marks | None:
    """The marks of this transaction, which are taken off; None for none."""
    found: Marks | None = connection.info.pop(MARKS, None)
    return found


def listen() -> None:
    """Follow every engine. Twice is once."""
    if not event.contains(Engine, "before_execute", _before_execute):
        event.listen(Engine, "begin", taken)
        event.listen(Engine, "before_execute", _before_execute)
        event.listen(Engine, "after_execute", _after_execute)
        event.listen(Engine, "rollback_savepoint", _back_to_savepoint)
        event.listen(Engine, "before_cursor_execute", _before_cursor_execute)


def _left_alone(connection: Connection) -> bool:
    return bool(connection.get_execution_options().get(UNRECORDED))


def _back_to_savepoint(connection: Connection, name: str, context: Any) -> None:
    found: Marks | None = connection.info.get(MARKS)
    if found is not None:
        found.forget_bodies()
        found.locked = False  # a lock that was taken since then goes too


def _changed_table(connection: Connection, statement: Any) -> Table | None:
    """The table of records that a statement changes, None for none of ours."""
    if not isinstance(statement, Insert | Update | Delete) or _left_alone(connection):
        return None
    return _ours(getattr(_source(statement), "name", ""))


def _ours(name: str) -> Table | None:
    return None if name in OWN else Base.metadata.tables.get(name)


def _source(statement: Insert | Update | Delete) -> Any:
    """What a statement changes, by its own name: not as an alias of it."""
    source: Any = statement.table
    while isinstance(source, AliasedReturnsRows):
        source = source.element
    return source


def _before_execute(
    connection: Connection,
    statement: Any,
    many: Sequence[Mapping[str, Any]],
    one: Mapping[str, Any],
    options: Mapping[str, Any],
) -> None:
    """Before the change: whether it may be, and which rows it finds."""
    table = _changed_table(connection, statement)
    if table is None:
        return
    found = marks(connection)
    if isinstance(statement, Insert):
        if statement.select is not None or getattr(statement, "_multi_values", None):
            raise UnsaidError(f"an insert into {table.name} that history cannot follow")
        return
    given = list(many) or ([one] if one else [])
    if isinstance(statement, Update) and _changes_id(statement, given):
        raise UnsaidError(f"a row of {table.name} that gets another id: history cannot follow it")
    ids = _matched(connection, statement, given)
    found.add(table.name, ids)
    if isinstance(statement, Delete):
        _mark_what_follows(connection, found, table, ids)


def _changes_id(statement: Update, given: Sequence[Mapping[str, Any]]) -> bool:
    """Whether an id stands among what is set."""
    if any(getattr(column, "name", column) == "id" for column in getattr(statement, "_values", None) or {}):
        return True
    where = statement.whereclause
    binds = () if where is None else iterate(where)
    asked = {bind.key for bind in binds if isinstance(bind, BindParameter)}
    return "id" not in asked and any("id" in row for row in given)


def _after_execute(
    connection: Connection,
    statement: Any,
    many: Sequence[Mapping[str, Any]],
    one: Mapping[str, Any],
    options: Mapping[str, Any],
    result: Any,
) -> None:
    """After an insert that succeeded: the rows that it brought."""
    if not isinstance(statement, Insert):
        return
    table = _changed_table(connection, statement)
    if table is None:
        return
    columns, stated = set(table.c.keys()), _stated(statement)
    rows = [{**stated, **row} for row in many or [one]]
    if not all(isinstance(row.get("id"), str) for row in rows):
        raise UnsaidError(f"an insert into {table.name} without ids")
    if _known(statement) and all(row.keys() <= columns for row in rows):
        # Most of a large import: what is brought is known, and need not be read back.
        bodies = {row["id"]: body_of(table, row) for row in rows}
        marks(connection).rows.setdefault(table.name, {}).update(bodies)
    else:
        marks(connection).add(table.name, [row["id"] for row in rows])


def _stated(statement: Insert) -> dict[str, Any]:
    """What stands in an insert itself, beside what it is given."""
    values = getattr(statement, "_values", None) or {}
    return {
        getattr(named, "name", named): value.effective_value
        for named, value in values.items()
        if isinstance(value, BindParameter) and not value.required
    }


def _known(statement: Insert) -> bool:
    """Whether an insert brings just what is given: into our own table, with nothing that the database works
    out, and on no condition."""
    if getattr(_source(statement), "metadata", None) is not Base.metadata:
        return False
    values = (getattr(statement, "_values", None) or {}).values()
    conditions = (getattr(statement, name, None) for name in ("_post_values_clause", "_prefixes"))
    return all(isinstance(value, BindParameter) for value in values) and not any(
        condition is not None and condition != () for condition in conditions
    )


def _matched(
    connection: Connection, statement: Update | Delete, given: Sequence[Mapping[str, Any]]
) -> list[str]:
    """The ids of rows that an update or a delete is about to change."""
    named = _named_id(statement)
    if named is not None and given and all(named in row for row in given):
        return [str(row[named]) for row in given]
    source: Any = statement.table
    if "id" not in source.c:
        raise UnsaidError(f"a change of {source.name} without its ids: history cannot follow it")
    which = select(source.c.id)
    if statement.whereclause is not None:
        which = which.where(statement.whereclause)
    ids: list[str] = []
    for row in given or [{}]:
        ids += connection.scalars(which, dict(row))
    return ids


def _named_id(statement: Update | Delete) -> str | None:
    """The parameter that names the row, where the statement is for one row by its id."""
    where = statement.whereclause
    if not isinstance(where, BinaryExpression) or where.operator is not operators.eq:
        return None
    left, right = where.left, where.right
    named = getattr(left, "name", "") == "id" and getattr(left, "table", None) is not None
    if (
        named
        and left.table.name == _source(statement).name
        and isinstance(right, BindParameter)
        and right.required
    ):
        return str(right.key)
    return None


def _mark_what_follows(connection: Connection, found: Marks, table: Table, ids: Sequence[str]) -> None:
    """Rows that foreign keys remove or empty with these."""
    if not ids:
        return
    for child in recorded():
        for key in child.foreign_keys:
            if key.column.table is not table:
                continue
            follow: list[str] = []
            for some in chunks(ids, AT_ONCE):
                follow += connection.scalars(select(child.c.id).where(key.parent.in_(some)))
            found.add(child.name, follow)
            if key.ondelete == "CASCADE":
                _mark_what_follows(connection, found, child, follow)


def _before_cursor_execute(
    connection: Connection, cursor: Any, statement: str, parameters: Any, context: Any, many: bool
) -> None:
    """SQL by hand that changes records is refused: nobody could tell of it."""
    if _left_alone(connection):
        return
    told = by_hand(statement)
    compiled = getattr(getattr(context, "compiled", None), "statement", None)
    if told and isinstance(compiled, Insert | Update | Delete):
        told.discard(getattr(_source(compiled), "name", ""))  # which was followed
    for name in sorted(told):
        if _ours(name) is not None:
            raise UnsaidError(f"SQL by hand that changes {name}: history cannot follow it")


def by_hand(statement: str) -> set[str]:
    """The tables that SQL changes anywhere in it, as it stands and without its comments."""
    found: set[str] = set()
    commented = "--" in statement or "/*" in statement
    for text in (statement, COMMENT.sub(" ", statement)) if commented else (statement,):
        found.update(name.lower() for name in BY_HAND.findall(text))
        for rest in EMPTIED.findall(text):
            found.update(re.findall(r"\w+", rest.lower()))
    return found
