"""Two publishings at once, in one data folder: each whole, one after the other; and two who point at once."""

import multiprocessing
import os
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.synchronize import Event
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import update

from app import create_app
from app.config import Settings
from app.history import said
from app.models import Service, db
from app.publishing import locking, writing
from app.publishing.packs import pointing
from app.publishing.publish import publish
from directory_data.gazetteer import Gazetteer
from search import wall
from search.edition import current_folder, open_edition
from tests.conftest import SAMPLE, MakeApp, load, publish_now
from tests.databases import DATABASE_URL
from tests.importing_app import run

pytestmark = pytest.mark.both_databases

SECONDS = 120.0
SLOWLY = 2.0


@pytest.fixture
def app(make_app: MakeApp, tmp_path: Path) -> Flask:
    made = make_app(tmp_path)
    load(made, SAMPLE / "wisbech.json")
    return made


def publish_slowly(folder: Path, number: int, drafted: Event) -> None:
    """Publishes in a process of its own, which takes long with its draft and has the number of another, as
    two containers have that share a folder."""
    os.getpid = lambda: number
    settle = writing._settle

    def slowly(draft: Path, to: Path) -> Path:
        drafted.set()
        time.sleep(SLOWLY)
        return settle(draft, to)

    writing._settle = slowly
    settings = Settings(
        database_url=(folder / DATABASE_URL).read_text("utf-8"),
        data_dir=folder,
        secret_key="only for tests",
        production=False,
        base_url="http://127.0.0.1:8000",
    )
    app = create_app(settings)
    with app.app_context():
        places = Gazetteer.open(settings.gazetteer)
        publish(db.session(), settings.editions, places, at=wall.minute_of("2026-11-20T09:00"))


def names(folder: Path) -> set[str]:
    """The names of what an edition holds."""
    edition = open_edition(folder)
    return {edition.record(row)["name"] for row in range(len(edition.records))}


def test_each_is_whole_and_the_one_that_read_last_serves(
    app: Flask, places: Gazetteer, tmp_path: Path
) -> None:
    spawning = multiprocessing.get_context("spawn")
    drafted = spawning.Event()
    other = spawning.Process(target=publish_slowly, args=(tmp_path, os.getpid(), drafted))
    other.start()
    try:
        assert drafted.wait(SECONDS)
        with app.app_context(), said("Bea", "edit", "meanwhile"):
            db.session.execute(update(Service).values(name="Changed meanwhile"))
            db.session.commit()
        publish_now(app, places, "2026-11-20T09:01")
        other.join(SECONDS)
        assert other.exitcode == 0
    finally:
        other.kill()
    editions = app.config["SATURDAY"].editions
    (first,) = editions.glob(f"*-{wall.minute_of('2026-11-20T09:00')}")
    (second,) = editions.glob(f"*-{wall.minute_of('2026-11-20T09:01')}")
    assert current_folder(editions) == second
    usual = tmp_path / "usual"
    usual.mkdir()
    assert names(second) == {"Changed meanwhile"} != names(first)
    for folder in (first, second):
        assert folder.name.startswith(open_edition(folder).id)
        assert folder.stat().st_mode == usual.stat().st_mode
    assert list(editions.glob(".draft*")) == []


@contextmanager
def held_elsewhere(editions: Path, seconds: float) -> Iterator[None]:
    """Another publishing, for so long."""
    begun = threading.Event()

    def hold() -> None:
        with locking.publishing(editions):
            begun.set()
            time.sleep(seconds)

    thread = threading.Thread(target=hold)
    thread.start()
    assert begun.wait(SECONDS)
    yield
    thread.join()


@pytest.fixture
def quickly(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.commands.publishing.publish_packs", lambda *args, **more: None)


@pytest.mark.usefixtures("quickly")
def test_the_command_says_that_it_waits(app: Flask) -> None:
    with held_elsewhere(app.config["SATURDAY"].editions, 1.0):
        result = run(app, "directory", "publish")
    assert result.exit_code == 0, result.output
    assert result.output.count("waiting for it") == 1
    assert "waiting" not in run(app, "directory", "publish").output


@pytest.mark.usefixtures("quickly")
def test_the_command_gives_up_after_a_while(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locking, "WAIT_SECONDS", 0.2)
    editions = app.config["SATURDAY"].editions
    with held_elsewhere(editions, 3.0):
        result = run(app, "directory", "publish")
    assert result.exit_code == 1
    assert "Nothing was published" in result.output
    assert current_folder(editions) is None


def test_who_withdraws_does_not_wait_for_a_publishing(app: Flask) -> None:
    editions = app.config["SATURDAY"].editions
    with held_elsewhere(editions, 3.0):
        begun = time.monotonic()
        pointing.withdraw(editions, ["x"], "a threat", "Cy", wall.now_minute())
        assert time.monotonic() - begun < 2.5
    assert pointing.withdrawn(editions) == {"x"}


def test_who_withdraws_signs_what_is_there_by_then(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    editions = app.config["SATURDAY"].editions
    pointing.public(editions).mkdir(parents=True)
    at, told = wall.minute_of("2026-11-20T09:00"), {"areas": {}}
    pointing.point(editions, {**told, "edition": "old"}, at, editions / "old")
    real, threads = pointing._point, list[threading.Thread]()

    def meanwhile(*arguments: Any) -> dict[str, object]:
        monkeypatch.setattr(pointing, "_point", real)
        new = ({**told, "edition": "new"}, at, editions / "new")
        threads.append(threading.Thread(target=pointing.point, args=(editions, *new)))
        threads[0].start()
        threads[0].join(0.5)  # it has to wait, or what is signed here is old
        return real(*arguments)

    monkeypatch.setattr(pointing, "_point", meanwhile)
    pointing.withdraw(editions, ["x"], "why", "by", at + 5)
    threads[0].join()
    found = pointing.current(editions)
    assert found is not None
    assert (found["edition"], found["withdrawn"]) == ("new", ["x"])
