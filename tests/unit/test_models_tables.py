"""The tables: what the standard asks for, what keeps them whole, and the migration that makes them."""

import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask, current_app
from flask_migrate import downgrade, upgrade
from sqlalchemy import delete, inspect, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateTable

from app import models
from app.history import said
from app.models import (
    MIGRATIONS,
    NOT_OURS,
    Location,
    Organization,
    Phone,
    Schedule,
    ScheduleException,
    Service,
    ServiceAtLocation,
    db,
)
from app.publishing import marks
from app.publishing.publish import publish
from directory_data.gazetteer import Gazetteer
from search import wall
from tests.databases import Database
from tests.importing_app import everything
from tests.shared_folder import shared

__all__ = ["shared"]

both_databases = pytest.mark.both_databases


@pytest.fixture
def app(tmp_path: Path, database: Database) -> Iterator[Flask]:
    application = Flask("tables")
    application.config["SQLALCHEMY_DATABASE_URI"] = database.make(tmp_path)
    models.init_app(application)
    with application.app_context():
        yield application
        db.session.remove()
        db.engine.dispose()


def drift() -> list[Any]:
    """What `flask db migrate` would write down."""
    configured = current_app.extensions["migrate"].configure_args
    opts = {name: configured[name] for name in ("compare_type", "include_object")}
    with db.engine.connect() as connection:
        found: list[Any] = compare_metadata(MigrationContext.configure(connection, opts=opts), db.metadata)
        return found


@both_databases
def test_the_migration_builds_exactly_the_tables_of_the_models(app: Flask) -> None:
    upgrade()
    assert drift() == []
    with db.engine.connect() as connection:
        assert len(inspect(connection).get_table_names()) == len(db.metadata.tables) + 1


@both_databases
def test_what_publishing_makes_for_itself_is_in_no_migration(
    app: Flask, places: Gazetteer, tmp_path: Path
) -> None:
    upgrade()
    with said("a test", "edit", ""):
        a_service_with_hours()
    publish(db.session(), tmp_path / "editions", places, at=wall.minute_of("2026-11-20T09:00"))
    db.session.rollback()
    with db.engine.connect() as connection:
        assert marks.TABLE.name == NOT_OURS and NOT_OURS in inspect(connection).get_table_names()
    assert drift() == []


CHANGE_SERVICE = """
import sqlalchemy as sa
from alembic import op

revision, down_revision, branch_labels, depends_on = "9999", "{head}", None, None


def upgrade():
    with op.batch_alter_table("service") as batch:
        batch.alter_column("alert", type_=sa.String(5000), existing_type=sa.Text())
    {more}
"""


def migrations(tmp_path: Path, more: str = "") -> str:
    """A copy of our migrations with one more, which changes the table of services."""
    folder = tmp_path / "migrations"
    shutil.copytree(MIGRATIONS, folder, ignore=shutil.ignore_patterns("__pycache__"))
    config = current_app.extensions["migrate"].migrate.get_config()
    head = ScriptDirectory.from_config(config).get_current_head()
    (folder / "versions" / "9999.py").write_text(CHANGE_SERVICE.format(head=head, more=more), "utf-8")
    return str(folder)


@both_databases
def test_a_table_is_changed_and_what_belongs_to_its_rows_stays(app: Flask, tmp_path: Path) -> None:
    upgrade()
    with said("a test", "edit", ""):
        a_service_with_hours()
    before = everything()
    assert len(before["schedule_exception"]) == len(before["service_at_location"]) == 1
    assert len(before["row_version"]) == 6
    db.session.rollback()
    upgrade(directory=migrations(tmp_path))
    assert everything() == before
    with db.engine.connect() as connection:
        (alert,) = (each for each in inspect(connection).get_columns("service") if each["name"] == "alert")
        assert str(alert["type"]) == "VARCHAR(5000)"
    db.session.add(Phone(id="p", number="020 7946 0000", service_id="missing"))
    with said("a test", "edit", ""), pytest.raises(IntegrityError):
        db.session.commit()  # foreign keys hold again


def test_a_migration_that_leaves_orphans_changes_nothing(app: Flask, tmp_path: Path) -> None:
    upgrade()
    with said("a test", "edit", ""):
        a_service_with_hours()
    before = everything()
    db.session.rollback()
    remove = "op.get_bind().exec_driver_sql('DROP TABLE service')"
    with pytest.raises(SystemExit, match="belong to nothing"):
        upgrade(directory=migrations(tmp_path, remove))
    assert everything() == before


@both_databases
def test_the_migration_can_be_taken_back(app: Flask) -> None:
    upgrade()
    downgrade(revision="base")
    with db.engine.connect() as connection:
        assert inspect(connection).get_table_names() == ["alembic_version"]


def test_every_table_and_field_of_hsds_3_1_is_there(shared: Path) -> None:
    for path in sorted((shared / "standards/hsds-3.1/schema").glob("*.json")):
        properties = json.loads(path.read_text()).get("properties")
        if properties is None:
            continue
        columns = set(db.metadata.tables[path.stem].columns.keys())
        fields = {
            name
            for name, schema in properties.items()
            if schema.get("type") not in ("array", None) and "$ref" not in schema
        }
        assert fields - columns == set(), path.stem


def test_postgresql_can_run_every_table() -> None:
    for table in db.metadata.sorted_tables:
        assert "CREATE TABLE" in str(CreateTable(table).compile(dialect=postgresql.dialect()))  # type: ignore[no-untyped-call]


def test_every_foreign_key_says_what_happens_on_delete_and_is_indexed() -> None:
    for table in db.metadata.sorted_tables:
        indexed = {index.columns.keys()[0] for index in table.indexes}
        for key in table.foreign_keys:
            assert key.ondelete in ("CASCADE", "SET NULL"), (table.name, key.parent.name)
            assert key.parent.name in indexed, (table.name, key.parent.name)


def test_sqlite_keeps_foreign_keys_and_writes_ahead(app: Flask) -> None:
    db.create_all()
    settings = {
        name: db.session.execute(text(f"PRAGMA {name}")).scalar_one()
        for name in ("foreign_keys", "journal_mode", "busy_timeout")
    }
    assert settings == {"foreign_keys": 1, "journal_mode": "wal", "busy_timeout": 10000}


@both_databases
def test_a_phone_of_nobody_on_record_is_refused(app: Flask) -> None:
    db.create_all()
    db.session.add(Phone(id="p", number="020 7946 0000", service_id="missing"))
    with said("a test", "edit", ""), pytest.raises(IntegrityError):
        db.session.commit()


@both_databases
def test_what_belongs_to_a_service_goes_with_it_and_the_place_stays(app: Flask) -> None:
    db.create_all()
    with said("a test", "edit", ""):
        a_service_with_hours()
        db.session.execute(delete(Service))
        db.session.commit()

    left = {
        table: db.session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
        for table in ("service_at_location", "schedule", "schedule_exception", "location", "organization")
    }
    assert left == {
        "service_at_location": 0,
        "schedule": 0,
        "schedule_exception": 0,
        "location": 1,
        "organization": 1,
    }


def a_service_with_hours() -> None:
    db.session.add(Organization(id="o", name="A charity"))
    db.session.flush()
    db.session.add(Location(id="l", location_type="physical", organization_id="o"))
    db.session.flush()
    db.session.add(Service(id="s", name="Food", status="active", organization_id="o"))
    db.session.flush()
    db.session.add(ServiceAtLocation(id="sal", service_id="s", location_id="l"))
    db.session.flush()
    db.session.add(Schedule(id="h", service_at_location_id="sal"))
    db.session.flush()
    exception = ScheduleException(id="x", schedule_id="h", position=0, status="closed")
    exception.date = exception.to_date = date(2026, 12, 25)
    db.session.add(exception)
    db.session.commit()
