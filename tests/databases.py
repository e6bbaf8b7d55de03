"""Which databases the tests run on: SQLite and PostgreSQL, both by default.

A test that writes or reads tables is marked `both_databases` (a guard keeps it so) and runs on each.
What only reads an edition runs on the first: `test_databases.py` proves that both give the same edition.
`--database postgresql`, or a DATABASE_URL that names PostgreSQL, runs every test there.
"""

import os
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from flask import Flask

from app.models import db
from tests.postgres_server import AbsentError, Server, running

KINDS = ("sqlite", "postgresql")
MARK = "both_databases"
#: Where an app's folder says which database it is on, for processes that are started beside the tests.
DATABASE_URL = "database-url"


def add_option(parser: pytest.Parser) -> None:
    """`--database`: for tests/conftest.py."""
    named = "postgresql" if os.environ.get("DATABASE_URL", "").startswith("postgresql") else "both"
    parser.addoption("--database", choices=[*KINDS, "both"], default=named, help="what the tests run on")


def kinds(config: pytest.Config) -> tuple[str, ...]:
    """The databases of this run, the first for what needs only one."""
    asked: str = config.getoption("--database")
    return KINDS if asked == "both" else (asked,)


def parametrize(metafunc: pytest.Metafunc) -> None:
    """A marked test runs once for each database: for tests/conftest.py."""
    if "database" in metafunc.fixturenames and metafunc.definition.get_closest_marker(MARK):
        metafunc.parametrize("database", kinds(metafunc.config), indirect=True, scope="session")


_numbers = count()


class Database:
    """Makes empty databases of one kind."""

    def __init__(self, kind: str, server: Server | None) -> None:
        self.kind, self._server = kind, server

    def make(self, folder: Path) -> str:
        """The URL of a new database; SQLite's file lies in the folder."""
        if self._server is None:
            url = f"sqlite:///{folder / 'test.db'}"
        else:
            url = self._server.make(f"test-{next(_numbers)}")
        (folder / DATABASE_URL).write_text(url, "utf-8")
        return url


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[Server]:
    """PostgreSQL for this run. Where there is none: skipped with a line; with CI set it fails."""
    try:
        with running() as server:
            yield server
    except AbsentError as error:
        why = f"no test on PostgreSQL: {error}"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)


_made: dict[str, Database] = {}


def of_kind(kind: str, request: pytest.FixtureRequest) -> Database:
    """The database of a kind, PostgreSQL's started at need."""
    if kind not in _made:
        server = request.getfixturevalue("postgres_server") if kind == "postgresql" else None
        _made[kind] = Database(kind, server)
    return _made[kind]


@pytest.fixture(scope="session")
def database(request: pytest.FixtureRequest) -> Database:
    """The database of a test: each in turn where it is marked, else the first."""
    return of_kind(getattr(request, "param", kinds(request.config)[0]), request)


@pytest.fixture(scope="session")
def first_database(request: pytest.FixtureRequest) -> Database:
    """The database of what is made once for all tests."""
    return of_kind(kinds(request.config)[0], request)


#: Every app that was made, so that no test leaves a connection open.
apps: list[Flask] = []


@pytest.fixture(autouse=True)
def no_open_connections() -> Iterator[None]:
    """Closes what a test's apps hold; whoever needs a connection again opens one."""
    yield
    for app in apps:
        with app.app_context():
            db.engine.dispose()
