"""Fixtures that more than one room of tests uses."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import orjson
import pytest
from _pytest.terminal import TerminalReporter
from flask import Flask
from hypothesis import HealthCheck, settings

from app import create_app, store
from app.config import Settings
from app.models import Base, db
from app.publishing.publish import publish
from directory_data import gazetteer, importing
from directory_data.gazetteer import Gazetteer
from search import wall
from tests import databases, telling
from tests.databases import Database, database, first_database, no_open_connections, postgres_server
from tests.telling import told

__all__ = ["database", "first_database", "no_open_connections", "postgres_server", "told"]

# A property is about answers, never about time; in CI every run tries the same cases.
settings.register_profile(
    "saturday",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=bool(os.environ.get("CI")),
)
settings.load_profile("saturday")

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "directory_data" / "content" / "sample"
#: The tests' own clock: a Friday on which the sample is fresh.
PUBLISHED = "2026-11-20T09:00"

MakeApp = Callable[[Path], Flask]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--database`."""
    databases.add_option(parser)


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """What was counted."""
    telling.tell(terminalreporter)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Marked tests run on each database."""
    databases.parametrize(metafunc)


@pytest.fixture(scope="session")
def gazetteer_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The gazetteer, built once for all tests."""
    folder = tmp_path_factory.mktemp("places") / "gazetteer"
    gazetteer.build(folder)
    return folder


@pytest.fixture(scope="session")
def places(gazetteer_folder: Path) -> Gazetteer:
    """The gazetteer, opened."""
    return Gazetteer.open(gazetteer_folder)


@pytest.fixture(scope="session")
def make_app(gazetteer_folder: Path, database: Database) -> MakeApp:
    """Makes an app with empty tables in a folder."""
    return app_maker(gazetteer_folder, database)


@pytest.fixture(scope="session")
def make_lasting_app(gazetteer_folder: Path, first_database: Database) -> MakeApp:
    """The same for what is made once and only read."""
    return app_maker(gazetteer_folder, first_database)


def app_maker(gazetteer_folder: Path, database: Database) -> MakeApp:
    """Makes apps whose tables are in databases of one kind."""

    def make(folder: Path) -> Flask:
        (folder / "gazetteer").symlink_to(gazetteer_folder)
        app = create_app(
            Settings(
                database_url=database.make(folder),
                data_dir=folder,
                secret_key="only for tests",
                production=False,
                base_url="http://127.0.0.1:8000",
            )
        )
        databases.apps.append(app)
        with app.app_context():
            Base.metadata.create_all(db.engine)
        return app

    return make


def load(app: Flask, *paths: Path, checked_on: date | None = None) -> None:
    """Import files; every one has to be accepted."""
    with app.app_context():
        for path in paths:
            batch = importing.read(path, checked_on=checked_on)
            refusals = [*batch.refusals] or store.write(db.engine, batch)
            assert not refusals, refusals[:5]


def publish_now(app: Flask, places: Gazetteer, at: str = PUBLISHED) -> str:
    """Publish as of a moment; gives the edition's id."""
    with app.app_context():
        return publish(db.session(), app.config["SATURDAY"].editions, places, at=wall.minute_of(at)).id


@pytest.fixture(scope="session")
def sample_app(
    make_lasting_app: MakeApp, places: Gazetteer, tmp_path_factory: pytest.TempPathFactory
) -> Flask:
    """The sample directory, published on Friday 20 November 2026. Read only."""
    app = make_lasting_app(tmp_path_factory.mktemp("sample"))
    load(app, *sorted(SAMPLE.glob("*.json")))
    publish_now(app, places)
    return app


@pytest.fixture(scope="session")
def pseudo_app(sample_app: Flask) -> Flask:
    """The sample directory in English and in the pseudo-language, of the same edition. Read only."""
    languages = ("en-GB", "en-XA")
    return create_app(replace(sample_app.config["SATURDAY"], languages=languages))


@pytest.fixture(scope="session")
def made_up_app(
    make_lasting_app: MakeApp, places: Gazetteer, tmp_path_factory: pytest.TempPathFactory
) -> Flask:
    """1,500 made-up services around a few towns' worth of postcodes. Read only."""
    from directory_data import synth

    folder = tmp_path_factory.mktemp("made-up")
    path = folder / "made-up.ndjson"
    made = synth.services(1500, 7, places, date(2026, 11, 20))
    path.write_bytes(b"\n".join(orjson.dumps(service) for service in made))
    app = make_lasting_app(folder)
    load(app, path)
    publish_now(app, places)
    return app


@pytest.fixture
def in_app(sample_app: Flask) -> Iterator[Flask]:
    """The sample app with its context pushed."""
    with sample_app.app_context():
        yield sample_app
