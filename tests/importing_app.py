"""A small application with tables and the import command, for the tests of getting data in."""

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from app import models
from app.commands import importing as command
from app.commands import template
from app.models import db
from tests.databases import Database


@pytest.fixture
def app(tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, database: Database) -> Iterator[Flask]:
    """An application with empty tables in a database of its own."""
    # SQLite's tables are made once and copied: making 26 of them for every test is most of its time.
    made = tmp_path_factory.getbasetemp() / "empty.db"
    if database.kind == "sqlite" and made.exists():
        shutil.copy(made, tmp_path / "test.db")
    application = Flask("importing")
    application.config["SQLALCHEMY_DATABASE_URI"] = database.make(tmp_path)
    models.init_app(application)
    application.cli.add_command(command.command)
    application.cli.add_command(template.command)
    with application.app_context():
        if database.kind != "sqlite":
            db.create_all()
        elif not made.exists():
            db.create_all()
            db.engine.dispose()
            shutil.copy(tmp_path / "test.db", made)
        yield application
        db.session.remove()
        db.engine.dispose()


def run(app: Flask, *arguments: str) -> Result:
    """A command's result. An exception of any sort but an exit fails the test."""
    result = app.test_cli_runner().invoke(args=list(arguments))
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    assert "Traceback" not in result.output
    return result


def rows(table: str, columns: str = "", order: str = "") -> list[tuple[Any, ...]]:
    """The named columns ("a, b"; all without) of every row of a table."""
    source = db.metadata.tables[table]
    wanted = [source.c[name] for name in columns.split(", ")] if columns else list(source.c)
    with db.engine.connect() as connection:
        by = [source.c[order]] if order else source.primary_key.columns
        found = connection.execute(select(*wanted).order_by(*by))
        return [tuple(row) for row in found]


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    return {name: rows(name) for name in db.metadata.tables}


def written(path: Path, content: object) -> str:
    """A file with this JSON (or text, or bytes) in it; gives its path as text."""
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif isinstance(content, str):
        path.write_text(content, "utf-8")
    else:
        path.write_text(json.dumps(content), "utf-8")
    return str(path)


def a_service(**fields: Any) -> dict[str, Any]:
    """A service with one place and one schedule; fields are added or replaced."""
    service: dict[str, Any] = {
        "id": "11111111-1111-4111-8111-111111111111",
        "name": "Night shelter",
        "status": "active",
        "organization": {"id": "22222222-2222-4222-8222-222222222222", "name": "A charity"},
        "service_at_locations": [
            {
                "id": "33333333-3333-4333-8333-333333333333",
                "location": {
                    "id": "44444444-4444-4444-8444-444444444444",
                    "location_type": "physical",
                    "latitude": 51.46,
                    "longitude": -0.01,
                    "addresses": [
                        {"address_1": "1 Street", "postal_code": "SE13 6JP", "address_type": "physical"}
                    ],
                },
                "schedules": [
                    {"freq": "WEEKLY", "byday": "SA,SU", "opens_at": "22:00", "closes_at": "08:00"}
                ],
            }
        ],
    }
    return {**service, **fields}
