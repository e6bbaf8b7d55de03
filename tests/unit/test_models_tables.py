"""The tables: what the standard asks for, what keeps them whole, and the migration that makes them."""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import IntegrityError
from sqlalchemy.schema import CreateTable

from app import models
from app.models import (
    Location,
    Organization,
    Phone,
    Schedule,
    ScheduleException,
    Service,
    ServiceAtLocation,
    db,
)
from tests.shared_folder import shared

__all__ = ["shared"]


@pytest.fixture
def app(tmp_path: Path) -> Iterator[Flask]:
    application = Flask("tables")
    application.config["SQLALCHEMY_DATABASE_URI"] = f"sqlite:///{tmp_path / 'test.db'}"
    models.init_app(application)
    with application.app_context():
        yield application
        db.session.remove()
        db.engine.dispose()


def test_the_migration_builds_exactly_the_tables_of_the_models(app: Flask) -> None:
    upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, db.metadata) == []
        assert len(inspect(connection).get_table_names()) == len(db.metadata.tables) + 1


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


def test_a_phone_of_nobody_on_record_is_refused(app: Flask) -> None:
    db.create_all()
    db.session.add(Phone(id="p", number="020 7946 0000", service_id="missing"))
    with pytest.raises(IntegrityError):
        db.session.commit()


def test_what_belongs_to_a_service_goes_with_it_and_the_place_stays(app: Flask) -> None:
    db.create_all()
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

    db.session.execute(text("DELETE FROM service"))
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
