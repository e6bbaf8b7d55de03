"""Whatever SQLAlchemy is told to change is followed, or refused (docs/decisions/0015)."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import (
    Column,
    MetaData,
    String,
    Table,
    bindparam,
    column,
    delete,
    func,
    insert,
    select,
    table,
    text,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite

from app.history import UnsaidError, said
from app.models import Phone, RowVersion, Service, db
from tests.conftest import MakeApp
from tests.databases import Database

pytestmark = pytest.mark.both_databases

SERVICES = db.metadata.tables["service"]
BY_HAND = [
    "DELETE FROM service",
    "update service SET name = 'x'",
    "UPDATE Service SET name = 'x'",
    'INSERT INTO "phone" (id) VALUES (1)',
    "INSERT INTO\n\tphone (id) VALUES (1)",
    "INSERT OR REPLACE INTO phone (id) VALUES (1)",
    "REPLACE INTO phone (id) VALUES (1)",
    "/* why */ UPDATE service SET name = 'x'",
    "UPDATE/* why */service SET name = 'x'",
    "-- why\nUPDATE -- what\n service SET name = 'x'",
    "SELECT '/*'; UPDATE service SET name = '*/'",
    "WITH x AS (SELECT 1) UPDATE service SET name = 'x'",
    "WITH x AS (UPDATE service SET name = 'x' RETURNING id) SELECT 1",
    "UPDATE main.service SET name = 'x'",
    'UPDATE "public" . "service" SET name = \'x\'',
    "UPDATE [service] SET name = 'x'",
    "UPDATE ONLY service SET name = 'x'",
    "UPDATE OR REPLACE service SET name = 'x'",
    "DELETE FROM ONLY service",
    "TRUNCATE service",
    "TRUNCATE TABLE program, ONLY service CASCADE",
    "MERGE INTO service USING phone ON false WHEN MATCHED THEN DELETE",
    "COPY service FROM 'services.csv'",
    "DO $$ BEGIN UPDATE service SET name = 'x'; END $$",
]


@pytest.fixture
def app(make_app: MakeApp, tmp_path: Path) -> Flask:
    """One service, "a"."""
    made = make_app(tmp_path)
    with made.app_context(), said("Ann", "edit", ""):
        db.session.execute(insert(Service), [{"id": "a", "name": "Shelter", "status": "active"}])
        db.session.commit()
    return made


def names(identity: str) -> list[str | None]:
    """The names that a row had, by its history; None where it was gone."""
    asked = select(RowVersion.body).where(RowVersion.row_id == identity).order_by(RowVersion.change_id)
    return [body and json.loads(body)["name"] for body in db.session.scalars(asked)]


@pytest.mark.parametrize("statement", BY_HAND)
def test_sql_by_hand_is_refused(app: Flask, statement: str) -> None:
    with app.app_context(), said("Ann", "edit", "x"):
        with pytest.raises(UnsaidError):
            db.session.execute(text(statement))
        db.session.rollback()
        with db.engine.connect() as connection, pytest.raises(UnsaidError):
            connection.exec_driver_sql(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "SELECT 'update' FROM service",
        "SELECT id FROM service WHERE name = 'delete from'",
        "CREATE TABLE x (id text REFERENCES service ON DELETE CASCADE)",
    ],
)
def test_what_changes_no_record_is_left_alone(app: Flask, statement: str) -> None:
    with app.app_context(), db.engine.connect() as connection:
        connection.exec_driver_sql(statement)
        connection.rollback()


def no_transaction() -> None:
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(update(Service).values(name="x"))


REFUSED: dict[str, Callable[[], object]] = {
    "an insert from a select": lambda: db.session.execute(
        insert(Service).from_select(["id", "name"], select(Service.id, Service.name))
    ),
    "an update inside a select": lambda: db.session.execute(
        select(text("1")).add_cte(update(Service).values(name="x").cte("x"))
    ),
    "another update inside an update": lambda: db.session.execute(
        update(Service).values(name="x").add_cte(update(Phone).values(number="x").cte("x"))
    ),
    "another id": lambda: db.session.execute(update(Service).values(id="x")),
    "another id, given": lambda: db.session.connection().execute(update(SERVICES), {"id": "x", "name": "y"}),
    "a table without its ids": lambda: db.session.execute(
        update(table("service", column("name"))).values(name="x")
    ),
    "no transaction": no_transaction,
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_history_cannot_follow_is_refused(app: Flask, what: str) -> None:
    with app.app_context(), said("Ann", "edit", "x"):
        with pytest.raises(UnsaidError):
            REFUSED[what]()
        db.session.rollback()
        assert db.session.execute(select(Service.id, Service.name)).all() == [("a", "Shelter")]


def test_a_table_that_somebody_made_up_by_its_name_is_followed(app: Flask) -> None:
    made = table("service", column("id"), column("name"), column("status"))
    other = Table("service", MetaData(), Column("id", String), Column("name", String))
    alias = SERVICES.alias()
    with app.app_context(), said("Ann", "edit", "x"):
        for statement in (
            update(made).where(made.c.id == "a").values(name="Made up"),
            insert(made).values(id="s", name="Another", status="active"),
            update(other).where(other.c.name == "Another").values(name="One more"),
            update(alias).where(alias.c.id == "s").values(name="Alias"),
            delete(made).where(made.c.id == "a"),
        ):
            db.session.execute(statement)
            db.session.commit()
        assert names("a") == ["Shelter", "Made up", None]
        assert names("s") == ["Another", "One more", "Alias"]


INSERTS: dict[str, tuple[Callable[[Any], Any], list[dict[str, Any]]]] = {
    "an expression": (lambda into: into.values(id="s", status="active", name=func.upper("abc")), []),
    "an expression beside what is given": (
        lambda into: into.values(name=func.upper("abc"), status="active"),
        [{"id": "s"}, {"id": "t"}],
    ),
    "a value beside what is given": (
        lambda into: into.values(status="active"),
        [{"id": "s", "name": "ABC"}, {"id": "t", "name": "x"}],
    ),
    "a parameter of another name": (
        lambda into: into.values(id="s", status="active", name=bindparam("other")),
        [{"other": "ABC"}],
    ),
    "only where there is none": (
        lambda into: into.on_conflict_do_nothing(),
        [{"id": "a", "status": "active", "name": "never"}, {"id": "s", "status": "active", "name": "ABC"}],
    ),
}


@pytest.mark.parametrize("how", INSERTS)
def test_what_an_insert_came_to_is_told(app: Flask, database: Database, how: str) -> None:
    write, rows = INSERTS[how]
    into = (postgresql if database.kind == "postgresql" else sqlite).insert(SERVICES)
    with app.app_context(), said("Ann", "edit", "x"):
        with db.engine.connect() as connection:
            connection.execute(write(into), rows or None)
            connection.commit()
        (body,) = db.session.scalars(select(RowVersion.body).where(RowVersion.row_id == "s"))
        assert body and json.loads(body) == {"id": "s", "name": "ABC", "status": "active"}
        assert names("a") == ["Shelter"]
