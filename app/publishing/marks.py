"""Which rows of the tables changed since the last publishing: triggers write it down.

A trigger cannot be forgotten: it sees what an import, the staff's pages and somebody at the database's
own prompt change. The table of marks and its triggers are publishing's own. The first publishing makes
them; where one of them is missing, or anything else does not fit, the next publishing is a whole one.

A publishing leaves a token among the marks and takes away the marks that it saw. Only an edition that
was published with the token that stands there may be continued: after a restored backup, or two
publishings at once, it is not.
"""

from dataclasses import dataclass
from secrets import token_hex
from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    Integer,
    MetaData,
    String,
    Table,
    delete,
    func,
    insert,
    select,
    text,
)
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Session

TABLE: Final = Table(
    "changed_row",
    MetaData(),
    Column("id", BigInteger().with_variant(Integer, "sqlite"), primary_key=True, autoincrement=True),
    Column("kind", String(32), nullable=False),
    Column("key", String(64), nullable=False),
)
PUBLISHED: Final = "published"
#: Each table that publishing reads: what its rows belong to, and the column that says to which.
OWNERS: Final = {
    "service": {"service": "id"},
    "organization": {"organization": "id"},
    "location": {"location": "id"},
    "contact": {"contact": "id"},
    "service_at_location": {"service": "service_id", "location": "location_id"},
    "schedule": {
        "service": "service_id",
        "location": "location_id",
        "service_at_location": "service_at_location_id",
    },
    "schedule_exception": {"schedule": "schedule_id"},
    "phone": {
        "service": "service_id",
        "location": "location_id",
        "service_at_location": "service_at_location_id",
        "organization": "organization_id",
    },
    "address": {"location": "location_id"},
    "eligibility_rule": {"service": "service_id"},
    "required_document": {"service": "service_id"},
    "cost_option": {"service": "service_id"},
    "language": {"service": "service_id"},
}
#: PostgreSQL: one function for all; its arguments are kinds and columns in turn.
FUNCTION: Final = """
CREATE OR REPLACE FUNCTION mark_changed_row() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE found text;
BEGIN
  FOR n IN 0 .. TG_NARGS / 2 - 1 LOOP
    IF TG_OP <> 'INSERT' THEN
      found := to_jsonb(OLD) ->> TG_ARGV[2 * n + 1];
      IF found IS NOT NULL THEN
        INSERT INTO changed_row (kind, key) VALUES (TG_ARGV[2 * n], found);
      END IF;
    END IF;
    IF TG_OP <> 'DELETE' THEN
      found := to_jsonb(NEW) ->> TG_ARGV[2 * n + 1];
      IF found IS NOT NULL THEN
        INSERT INTO changed_row (kind, key) VALUES (TG_ARGV[2 * n], found);
      END IF;
    END IF;
  END LOOP;
  RETURN NULL;
END $$"""
#: PostgreSQL: a table emptied whole says nothing of its rows, so the next publishing is a whole one.
TRUNCATED: Final = """
CREATE OR REPLACE FUNCTION mark_truncated() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM changed_row WHERE kind = 'published';
  RETURN NULL;
END $$"""

FUNCTIONS: Final = {"mark_changed_row": FUNCTION, "mark_truncated": TRUNCATED}
#: PostgreSQL: a trigger on the table that we mean by its name, and the function that it calls.
THERE: Final = """
SELECT tgenabled::text AS enabled, pg_get_triggerdef(pg_trigger.oid, true) AS told, proname, prosrc
FROM pg_trigger JOIN pg_proc ON pg_proc.oid = tgfoid
WHERE tgname = :name AND tgrelid = to_regclass(:table)"""


@dataclass(frozen=True)
class Marks:
    """What stood there. `token` is None where the marks do not tell the whole since any publishing.

    Millions of marks come with a large import: their numbers are kept as runs without a gap, so that a mark
    that was not seen, and came in between, is in none; what they say is read only where it is asked for.
    """

    token: str | None
    tokens: list[str]
    runs: list[tuple[int, int]]
    count: int  # rows that are marked, each once


def ready(engine: Engine) -> bool:
    """From now on there are marks. Whether there were before."""
    with engine.begin() as connection:
        return _ready(connection)


def read(session: Session, whole: bool) -> Marks:
    """The marks since the last publishing, as a session sees them. `whole`: what `ready` said."""
    rows = TABLE.c.kind != PUBLISHED
    tokens = sorted(session.scalars(select(TABLE.c.key).where(~rows)))
    each = select(TABLE.c.kind, TABLE.c.key).where(rows).distinct().subquery()
    count = session.scalar(select(func.count()).select_from(each)) or 0
    place = func.row_number().over(order_by=TABLE.c.id)
    numbered = select(TABLE.c.id, (TABLE.c.id - place).label("run")).subquery()
    runs = select(func.min(numbered.c.id), func.max(numbered.c.id)).group_by(numbered.c.run)
    found = sorted((first, last) for first, last in session.execute(runs))
    return Marks(tokens[0] if whole and len(tokens) == 1 else None, tokens, found, count)


def changed(session: Session) -> dict[str, set[str]]:
    """What the marks say that a session sees: kind → ids of that kind."""
    found: dict[str, set[str]] = {}
    rows = select(TABLE.c.kind, TABLE.c.key).where(TABLE.c.kind != PUBLISHED).distinct()
    for kind, key in session.execute(rows):
        found.setdefault(kind, set()).add(key)
    return found


def settle(engine: Engine, marks: Marks) -> str | None:
    """Take away the marks that a publishing saw. Its token; None where another came in between."""
    token = token_hex(16)
    tokens = TABLE.c.kind == PUBLISHED
    with engine.begin() as connection:
        taken = connection.execute(delete(TABLE).where(tokens, TABLE.c.key.in_(marks.tokens))).rowcount
        left = connection.execute(select(func.count()).select_from(TABLE).where(tokens)).scalar_one()
        if taken != len(marks.tokens) or left:
            connection.rollback()
            return None
        for first, last in marks.runs:
            connection.execute(delete(TABLE).where(TABLE.c.id.between(first, last)))
        connection.execute(insert(TABLE).values(kind=PUBLISHED, key=token))
    return token


def _ready(connection: Connection) -> bool:
    """Whether table and triggers were there; makes them where not."""
    return _sqlite_ready(connection) if connection.dialect.name == "sqlite" else _postgresql_ready(connection)


def _sqlite_ready(connection: Connection) -> bool:
    found = connection.execute(text("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"))
    there = {row.name: row.sql for row in found}
    missing = {name: sql for name, sql in _sqlite_triggers().items() if there.get(name) != sql}
    if missing:
        TABLE.create(connection, checkfirst=True)
    for name, sql in missing.items():
        connection.execute(text(f"DROP TRIGGER IF EXISTS {name}"))
        connection.exec_driver_sql(sql)
    return not missing


def _sqlite_triggers() -> dict[str, str]:
    """Name → how it is made."""
    made = {}
    for table, owners in OWNERS.items():
        for event, sides in (("INSERT", ("NEW",)), ("UPDATE", ("OLD", "NEW")), ("DELETE", ("OLD",))):
            body = " ".join(
                f"INSERT INTO changed_row (kind, key) SELECT '{kind}', {side}.{column}"
                f" WHERE {side}.{column} IS NOT NULL;"
                for side in sides
                for kind, column in owners.items()
            )
            name = f"changed_{table}_{event.lower()}"
            made[name] = f"CREATE TRIGGER {name} AFTER {event} ON {table} BEGIN {body} END"
    return made


@dataclass(frozen=True)
class Trigger:
    """PostgreSQL's: the table it is on, what fires it and what it calls, as `pg_get_triggerdef` has them."""

    table: str
    event: str
    call: str

    def sql(self, name: str, how: str = "CREATE TRIGGER") -> str:
        """How it is made, and how the database tells of it."""
        return f"{how} {name} AFTER {self.event} ON {self.table} {self.call}"


def _postgresql_ready(connection: Connection) -> bool:
    wanted = _postgresql_triggers()
    sources = {name: _source(sql) for name, sql in FUNCTIONS.items()}
    there = 0
    for name, trigger in wanted.items():
        row = connection.execute(text(THERE), {"name": name, "table": trigger.table}).first()
        if row is not None and row.prosrc == sources.get(row.proname):
            there += (row.enabled, row.told) == ("O", trigger.sql(name))
    if there == len(wanted):
        return True
    TABLE.create(connection, checkfirst=True)
    for sql in FUNCTIONS.values():
        connection.execute(text(sql))
    for name, trigger in wanted.items():
        connection.exec_driver_sql(trigger.sql(name, "CREATE OR REPLACE TRIGGER"))
        connection.execute(text(f"ALTER TABLE {trigger.table} ENABLE TRIGGER {name}"))
    return False


def _source(sql: str) -> str:
    """The body of a function, as `pg_proc` keeps it."""
    return sql.split("$$")[1]


def _postgresql_triggers() -> dict[str, Trigger]:
    """By name."""
    made = {}
    for table, owners in OWNERS.items():
        names = ", ".join(f"'{kind}', '{column}'" for kind, column in owners.items())
        call = f"FOR EACH ROW EXECUTE FUNCTION mark_changed_row({names})"
        made[f"changed_{table}"] = Trigger(table, "INSERT OR DELETE OR UPDATE", call)
        emptied = "FOR EACH STATEMENT EXECUTE FUNCTION mark_truncated()"
        made[f"changed_{table}_truncated"] = Trigger(table, "TRUNCATE", emptied)
    return made
