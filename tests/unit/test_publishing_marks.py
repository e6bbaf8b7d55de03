"""Triggers mark what changed, in SQLite and in PostgreSQL (docs/decisions/0012)."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from app.models import Base
from app.publishing import marks
from app.publishing.continuing import changed_services
from tests.databases import Database, of_kind

pytestmark = pytest.mark.both_databases

ROWS = """
INSERT INTO organization (id, name, description) VALUES ('o', 'Org', '');
INSERT INTO location (id, location_type, visibility) VALUES ('l', 'physical', NULL);
INSERT INTO service (id, organization_id, name, status) VALUES ('a', 'o', 'A', 'active');
INSERT INTO service (id, name, status) VALUES ('b', 'B', 'active');
INSERT INTO service (id, name, status) VALUES ('c', 'C', 'active');
INSERT INTO service_at_location (id, service_id, location_id) VALUES ('al', 'a', 'l');
INSERT INTO service_at_location (id, service_id, location_id) VALUES ('bl', 'b', 'l');
INSERT INTO address (id, location_id, address_type, address_1, city, state_province, postal_code, country)
  VALUES ('x', 'l', 'physical', 'Road', 'Town', 'County', 'SE13 6JP', 'GB');
INSERT INTO contact (id, name, audience) VALUES ('k', 'Kim', 'public');
INSERT INTO phone (id, number, service_id, contact_id) VALUES ('p', '1', 'c', 'k');
INSERT INTO schedule (id, service_id) VALUES ('s', 'c');
INSERT INTO schedule (id, service_at_location_id) VALUES ('t', 'bl');
INSERT INTO schedule_exception (id, schedule_id, position, date, status)
  VALUES ('e', 't', 0, '2026-12-25', 'closed');
"""


@pytest.fixture
def engine(database: Database, tmp_path: Path) -> Iterator[Engine]:
    """A database with a few rows, of each kind in turn."""
    yield from filled(database.make(tmp_path))


@pytest.fixture
def postgres(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """The same in PostgreSQL."""
    yield from filled(of_kind("postgresql", request).make(tmp_path))


def filled(url: str) -> Iterator[Engine]:
    made = create_engine(url)
    Base.metadata.create_all(made)
    change(made, ROWS)
    yield made
    made.dispose()


def change(engine: Engine, statements: str) -> None:
    """At the database's own prompt: nothing of ours sees it."""
    raw = engine.raw_connection()
    cursor = raw.cursor()
    for statement in statements.split(";\n"):
        if statement.strip():
            cursor.execute(statement.rstrip().rstrip(";"))
    raw.commit()
    raw.close()


def read(engine: Engine) -> marks.Marks:
    whole = marks.ready(engine)
    with Session(engine) as session:
        return marks.read(session, whole)


def settled(engine: Engine) -> str:
    token = marks.settle(engine, read(engine))
    assert token is not None
    return token


def changed(engine: Engine) -> set[str]:
    whole = marks.ready(engine)
    with Session(engine) as session:
        found, said = marks.read(session, whole), marks.changed(session)
        assert found.token is not None and found.count == sum(map(len, said.values()))
        return changed_services(session, said)


def test_before_the_first_publishing_nothing_can_be_told(engine: Engine) -> None:
    assert read(engine).token is None
    assert read(engine).token is None  # triggers, but nothing published since
    token = settled(engine)
    found = read(engine)
    assert found.token == token and found.count == 0


@pytest.mark.parametrize(
    ("statement", "services"),
    [
        ("UPDATE service SET name = 'other' WHERE id = 'c'", {"c"}),
        ("DELETE FROM service WHERE id = 'c'", {"c"}),
        ("INSERT INTO service (id, name, status) VALUES ('d', 'D', 'active')", {"d"}),
        ("UPDATE organization SET name = 'other'", {"a"}),
        ("UPDATE location SET council = 'E09000023'", {"a", "b"}),
        ("UPDATE service SET needs = '[]' WHERE id = 'a'", {"a", "b"}),  # what the place is goes by both
        ("DELETE FROM service_at_location WHERE id = 'bl'", {"a", "b"}),
        ("UPDATE service_at_location SET service_id = 'c' WHERE id = 'bl'", {"a", "b", "c"}),
        ("UPDATE contact SET audience = 'worker'", {"c"}),
        ("UPDATE phone SET number = '2'", {"c"}),
        ("UPDATE phone SET service_id = 'b'", {"a", "b", "c"}),
        ("DELETE FROM phone", {"c"}),
        ("UPDATE schedule SET description = 'other' WHERE id = 's'", {"c"}),
        ("UPDATE schedule_exception SET say = 'other'", {"a", "b"}),
        ("DELETE FROM schedule_exception", {"a", "b"}),
        ("UPDATE address SET address_1 = 'Street'", {"a", "b"}),
        ("INSERT INTO language (id, service_id, code) VALUES ('x', 'c', 'cy')", {"c"}),
        ("INSERT INTO cost_option (id, service_id, option) VALUES ('x', 'c', 'y')", {"c"}),
        ("INSERT INTO required_document (id, service_id, document) VALUES ('x', 'c', 'y')", {"c"}),
        (
            "INSERT INTO eligibility_rule (id, service_id, position, attribute, op, strength)"
            " VALUES ('x', 'c', 0, 'age', 'is', 'must')",
            {"c"},
        ),
        ("UPDATE service SET name = name WHERE id = 'none'", set()),
    ],
)
def test_every_way_of_changing_a_row_is_marked(engine: Engine, statement: str, services: set[str]) -> None:
    settled(engine)
    change(engine, statement)
    # A service that shares a silent place with one that changed is made anew too: never too few.
    assert services <= changed(engine) <= services | {"a", "b"}
    if not services:
        assert changed(engine) == set()


def test_what_is_rolled_back_is_not_marked(engine: Engine) -> None:
    settled(engine)
    raw = engine.raw_connection()
    raw.cursor().execute("UPDATE service SET name = 'other'")
    raw.rollback()
    raw.close()
    assert changed(engine) == set()


def test_what_comes_while_a_publishing_runs_stays_marked(engine: Engine) -> None:
    settled(engine)
    change(engine, "UPDATE service SET name = 'first' WHERE id = 'c'")
    found = read(engine)
    change(engine, "UPDATE service SET name = 'second' WHERE id = 'c'")
    assert marks.settle(engine, found) is not None
    assert changed(engine) == {"c"}


def test_of_two_publishings_at_once_one_gives_way(engine: Engine) -> None:
    settled(engine)
    change(engine, "UPDATE service SET name = 'first' WHERE id = 'c'")
    first, second = read(engine), read(engine)
    token = marks.settle(engine, first)
    assert token is not None and marks.settle(engine, second) is None
    assert read(engine).token == token


def test_a_trigger_that_is_gone_or_asleep_is_noticed_and_made_again(engine: Engine) -> None:
    settled(engine)
    if engine.dialect.name == "sqlite":
        change(engine, "DROP TRIGGER changed_phone_update")
    else:
        change(engine, "ALTER TABLE phone DISABLE TRIGGER changed_phone")
    change(engine, "UPDATE phone SET number = '2'")
    assert read(engine).token is None
    settled(engine)
    change(engine, "UPDATE phone SET number = '3'")
    assert changed(engine) == {"c"}


SPOILT = {
    "what it was before a column came": (
        "CREATE OR REPLACE TRIGGER changed_phone AFTER INSERT OR UPDATE OR DELETE ON phone"
        " FOR EACH ROW EXECUTE FUNCTION mark_changed_row('location', 'location_id')"
    ),
    "only some changes": (
        "CREATE OR REPLACE TRIGGER changed_phone AFTER INSERT ON phone FOR EACH ROW"
        " EXECUTE FUNCTION mark_changed_row('service', 'service_id', 'location', 'location_id',"
        " 'service_at_location', 'service_at_location_id', 'organization', 'organization_id')"
    ),
    "a function that does nothing": (
        "CREATE OR REPLACE FUNCTION mark_changed_row() RETURNS trigger LANGUAGE plpgsql"
        " AS $$ BEGIN RETURN NULL; END $$"
    ),
    "a function that forgets what was emptied": (
        "CREATE OR REPLACE FUNCTION mark_truncated() RETURNS trigger LANGUAGE plpgsql"
        " AS $$ BEGIN RETURN NULL; END $$"
    ),
    "on another table": (
        "DROP TRIGGER changed_phone ON phone;\nCREATE TABLE other (id text, service_id text);\n"
        "CREATE TRIGGER changed_phone AFTER INSERT OR UPDATE OR DELETE ON other"
        " FOR EACH ROW EXECUTE FUNCTION mark_changed_row('service', 'service_id', 'location', 'location_id',"
        " 'service_at_location', 'service_at_location_id', 'organization', 'organization_id')"
    ),
}


@pytest.mark.parametrize("how", SPOILT)
def test_another_trigger_by_the_same_name_is_noticed_and_made_again(postgres: Engine, how: str) -> None:
    settled(postgres)
    assert read(postgres).token is not None
    change(postgres, SPOILT[how])
    assert read(postgres).token is None
    settled(postgres)
    change(postgres, "UPDATE phone SET number = '3'")
    assert changed(postgres) == {"c"}
    change(postgres, "TRUNCATE schedule_exception")
    assert read(postgres).token is None


def test_a_table_that_is_emptied_whole_is_noticed(engine: Engine) -> None:
    settled(engine)
    if engine.dialect.name == "sqlite":
        change(engine, "DELETE FROM schedule_exception")
        assert changed(engine)
    else:
        change(engine, "TRUNCATE schedule_exception")
        assert read(engine).token is None


def test_a_mark_that_was_not_seen_is_not_taken_away_with_those_around_it(engine: Engine) -> None:
    settled(engine)
    change(engine, "UPDATE service SET name = 'x' WHERE id IN ('a', 'b', 'c')")
    last = read(engine).runs[-1][1]
    first = last - 5  # of each what it was, and what it is
    change(engine, f"DELETE FROM changed_row WHERE id = {first + 1}")
    found = read(engine)
    assert (found.runs[-2][1], found.runs[-1]) == (first, (first + 2, last))
    # Whoever wrote this one had not committed when the others were read.
    change(engine, f"INSERT INTO changed_row (id, kind, key) VALUES ({first + 1}, 'service', 'c')")
    assert marks.settle(engine, found) is not None
    assert changed(engine) == {"c"}


def test_many_marks_of_few_rows_are_counted_once(engine: Engine) -> None:
    settled(engine)
    for name in "one", "two", "three":
        change(engine, f"UPDATE service SET name = '{name}' WHERE id = 'c'")
    assert read(engine).count == 1
