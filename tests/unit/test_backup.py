"""The drill: back up while a writer writes, destroy, restore on either database, publish: same answers."""

import json
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError

from app.backup import restoring
from app.commands import backing_up
from app.history import recording, said
from app.models import Base, Organization, Service, db
from app.publishing.packs import pointing
from search import wall
from tests.conftest import SAMPLE, app_maker
from tests.databases import KINDS, Database, kinds, of_kind
from tests.importing_app import a_service, everything, run

pytestmark = pytest.mark.both_databases

NOW = datetime(2026, 11, 20, 9, 0)
SERVICE = a_service()["id"]
QUESTIONS: list[dict[str, Any]] = [
    {"at": "2026-11-20T16:30"},
    {"at": "2026-11-20T16:30", "near": "SE13 6JP", "when": "weekend", "person": {"age": 31}},
    {"at": "2026-11-20T22:30", "near": "Wisbech", "needs": ["accommodation"], "when": "tonight"},
]
Make = Callable[[Path], Flask]


@pytest.fixture(autouse=True)
def one_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything happens in one minute, and phones' packs, which have tests of their own, are left out."""
    monkeypatch.setattr(recording, "now", lambda: NOW)
    monkeypatch.setattr(wall, "now_minute", lambda: wall.minute_at(NOW.replace(tzinfo=UTC)))
    monkeypatch.setattr("app.commands.publishing.publish_packs", lambda *args, **more: None)


def fresh(folder: Path, gazetteer_folder: Path, database: Database) -> Flask:
    """An app on a new machine: no tables, no files."""
    folder.mkdir()
    app = app_maker(gazetteer_folder, database)(folder)
    with app.app_context():
        Base.metadata.drop_all(db.engine)
    return app


@pytest.fixture
def app(tmp_path: Path, gazetteer_folder: Path, database: Database) -> Flask:
    """A small directory with history, a signing key and something withdrawn."""
    made = fresh(tmp_path / "before", gazetteer_folder, database)
    with made.app_context():
        upgrade()
    path = tmp_path / "list.json"
    for description in ("Old words.", "New words."):
        worker_only = {"notes": "Ring 01632 960888", "contacts": [{"name": "Ångström ☃"}]}
        service = a_service(description=description, saturday={"worker_only": worker_only})
        path.write_text(json.dumps([service]), "utf-8")
        done(made, "import", str(path), "--by", "Ann", "--why", description)
    editions = made.config["SATURDAY"].editions
    # What phones fetch first, signed; making the packs themselves would cost seconds.
    pointing.public(editions).mkdir(parents=True)
    pointing.point(editions, {"edition": "x", "areas": {}}, wall.now_minute() + 5, editions / "x")
    pointing.withdraw(editions, [SERVICE], "unsafe", "Cy", wall.now_minute())
    return made


def done(app: Flask, *arguments: str) -> str:
    result = run(app, "directory", *arguments)
    assert result.exit_code == 0, result.output
    return result.output


def refused(app: Flask, *arguments: str) -> str:
    result = run(app, "directory", *arguments)
    assert result.exit_code == 1, result.output
    assert "Nothing was written" in result.output
    return result.output


def answers(app: Flask) -> list[Any]:
    client = app.test_client()
    return [client.post("/api/match", json=question).get_json() for question in QUESTIONS]


def tables(app: Flask) -> dict[str, Any]:
    with app.app_context():
        return everything()


@pytest.mark.parametrize("onto", KINDS)
def test_the_drill(
    app: Flask,
    onto: str,
    tmp_path: Path,
    gazetteer_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    if onto not in kinds(request.config):
        onto = kinds(request.config)[0]
    for name in ("wisbech", "lewisham"):
        done(app, "import", str(SAMPLE / f"{name}.json"))
    done(app, "publish")
    before, rows, told = answers(app), tables(app), done(app, "history", SERVICE)
    assert all(answer["total"] for answer in before)
    written = 0

    def write_on(name: str, count: int) -> None:
        """Between any two tables somebody changes both, and people go on asking."""
        nonlocal written
        written += 1
        with app.app_context(), said("Bea", "edit", "meanwhile"), db.engine.connect() as connection:
            connection.execute(update(Organization).values(description=f"Number {written}"))
            connection.execute(update(Service).values(description=f"Number {written}"))
            connection.commit()
        assert app.test_client().get("/healthz").status_code == 200

    backup = tmp_path / "saturday.backup"
    with monkeypatch.context() as patch:
        patch.setattr(backing_up, "_progress", write_on)
        done(app, "backup", str(backup))
    assert written == len(Base.metadata.tables)
    assert backup.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.glob(".saturday*")) == []

    after = fresh(tmp_path / "after", gazetteer_folder, of_kind(onto, request))
    done(after, "restore", str(backup))
    assert tables(after) == rows
    assert done(after, "history", SERVICE) == told
    done(after, "publish")
    assert answers(after) == before
    here, there = (each.config["SATURDAY"].editions for each in (app, after))
    assert pointing.signer(there).key_id() == pointing.signer(here).key_id()
    assert pointing.signing_key(there).stat().st_mode & 0o777 == 0o600
    assert pointing.withdrawn(there) == pointing.withdrawn(here) != set()
    assert pointing.current(there) == pointing.current(here)
    # It goes on from there: history counts on, and what phones fetch gets a greater version.
    with after.app_context(), said("Bea", "edit", "next"):
        db.session.execute(update(Service).where(Service.id == SERVICE).values(name="Next"))
        db.session.commit()
    assert "edit by Bea: next" in done(after, "history", SERVICE)


def test_a_backup_goes_over_no_file(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "there"
    path.write_text("mine", "utf-8")
    assert "there already" in refused(app, "backup", str(path))
    assert path.read_text("utf-8") == "mine"
    refused(app, "backup", str(tmp_path / "nowhere" / "file"))
    assert run(app, "directory", "backup").exit_code == 2
    assert run(app, "directory", "restore", str(tmp_path / "nowhere")).exit_code == 2


def test_a_backup_that_fails_leaves_no_file(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(name: str, count: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backing_up, "_progress", fail)
    assert "No space" in refused(app, "backup", str(tmp_path / "file"))
    assert [path.name for path in tmp_path.iterdir() if "file" in path.name] == []


def test_a_directory_is_replaced_only_when_asked_and_nothing_is_shown_again(
    app: Flask, tmp_path: Path
) -> None:
    backup = tmp_path / "saturday.backup"
    done(app, "backup", str(backup))
    rows, editions = tables(app), app.config["SATURDAY"].editions
    with app.app_context(), said("Bea", "edit", ""):
        db.session.execute(update(Service).values(name="Changed"))
        db.session.commit()
    done(app, "publish")
    since = a_service()["service_at_locations"][0]["id"]
    done(app, "withdraw", since, "--why", "a threat")
    newer = pointing.current(editions)
    changed = tables(app)
    assert "--overwrite" in refused(app, "restore", str(backup))
    assert tables(app) == changed
    done(app, "restore", str(backup), "--overwrite")
    assert tables(app) == rows
    assert since in pointing.withdrawn(editions)
    assert pointing.current(editions) == newer


def spoilt(backup: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    """The same zip with one file changed."""
    with zipfile.ZipFile(backup) as archive:
        held = {each: archive.read(each) for each in archive.namelist()}
    held[name] = change(held.get(name, b""))
    with zipfile.ZipFile(backup, "w") as archive:
        for each, body in held.items():
            archive.writestr(each, body)


def manifest(**changes: Any) -> Callable[[bytes], bytes]:
    return lambda body: orjson.dumps({**orjson.loads(body), **changes})


SPOILT: dict[str, tuple[str, Callable[[bytes], bytes], str]] = {
    "a changed row": (
        "tables/service.ndjson",
        lambda body: body.replace(b"New words", b"Bad words"),
        "is not what",
    ),
    "a lost row": ("tables/service.ndjson", lambda body: body.partition(b"\n")[2], "is not what it was"),
    "another key": ("signing.pem", lambda body: body + b"x", "is not what it was"),
    "another version": ("manifest.json", manifest(revision="0000"), "another version of Saturday"),
    "another format": ("manifest.json", manifest(format=2), "another version of Saturday"),
    "no manifest to speak of": ("manifest.json", lambda body: b"[]", "no whole backup"),
    "no files": ("manifest.json", manifest(files={}), "other files"),
    "a file too many": ("../../evil", lambda body: b"x", "other files"),
}


@pytest.mark.parametrize("how", SPOILT)
def test_a_damaged_backup_changes_nothing(app: Flask, tmp_path: Path, how: str) -> None:
    backup = tmp_path / "saturday.backup"
    done(app, "backup", str(backup))
    rows = tables(app)
    name, change, why = SPOILT[how]
    spoilt(backup, name, change)
    assert why in refused(app, "restore", str(backup), "--overwrite")
    assert tables(app) == rows


@pytest.mark.parametrize("keep", [0, 100, -100])
def test_a_backup_cut_off_is_refused(app: Flask, tmp_path: Path, keep: int) -> None:
    backup = tmp_path / "saturday.backup"
    done(app, "backup", str(backup))
    backup.write_bytes(backup.read_bytes()[:keep])
    rows = tables(app)
    assert "no whole backup" in refused(app, "restore", str(backup), "--overwrite")
    assert tables(app) == rows


def test_a_restore_that_fails_half_way_changes_nothing(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = tmp_path / "saturday.backup"
    done(app, "backup", str(backup))
    with app.app_context(), said("Bea", "edit", ""):
        db.session.execute(update(Service).values(name="Changed"))
        db.session.commit()
    rows, editions = tables(app), app.config["SATURDAY"].editions
    files = {path: path.read_bytes() for path in editions.glob("[!.]*") if path.is_file()}

    def fail(name: str, count: int) -> None:
        if name == "service":
            raise OperationalError("INSERT the sentinel", {}, OSError())

    monkeypatch.setattr(backing_up, "_progress", fail)
    assert "sentinel" not in refused(app, "restore", str(backup), "--overwrite")
    assert tables(app) == rows
    assert {path: path.read_bytes() for path in editions.glob("[!.]*") if path.is_file()} == files


def test_the_tables_are_all_there_before_the_files_change(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup = tmp_path / "saturday.backup"
    done(app, "backup", str(backup))

    def fail(*args: object) -> None:
        raise OSError(28, "No space left on device")

    rows = tables(app)
    monkeypatch.setattr(restoring, "_draft", fail)
    assert "No space" in refused(app, "restore", str(backup), "--overwrite")
    assert tables(app) == rows
    with app.app_context():
        assert db.session.scalar(select(Service.id).where(Service.id == SERVICE)) == SERVICE


@pytest.mark.parametrize("name", ["withdrawn.ndjson", "signing.pem", "current.json"])
def test_a_file_that_cannot_be_put_after_the_tables_is_told_as_it_is(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    backup = tmp_path / "saturday.backup"
    done(app, "backup", str(backup))
    rows, editions = tables(app), app.config["SATURDAY"].editions
    with app.app_context(), said("Bea", "edit", ""):
        db.session.execute(update(Service).values(name="Changed"))
        db.session.commit()
    (pointing.public(editions) / "current.json").unlink()
    replace = Path.replace

    def fail(self: Path, to: Path) -> Path:
        if to.name == name:
            raise OSError(28, "No space left on device")
        return replace(self, to)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", fail)
        result = run(app, "directory", "restore", str(backup), "--overwrite")
    assert result.exit_code == 1
    assert "Nothing was written" not in result.output
    assert f"the tables are restored, {name} is not (No space left on device)" in result.output
    assert tables(app) == rows
    assert pointing.withdrawn(editions) == {SERVICE}
    done(app, "restore", str(backup), "--overwrite")
    assert pointing.current(editions) is not None


def test_a_line_cut_off_is_kept_by_a_restore(app: Flask, tmp_path: Path) -> None:
    backup, held = tmp_path / "saturday.backup", app.config["SATURDAY"].editions / "withdrawn.ndjson"
    with held.open("ab") as file:
        file.write(b'{"id":"half","at":"20')
    done(app, "backup", str(backup))
    done(app, "restore", str(backup), "--overwrite")
    assert pointing.withdrawn(held.parent) == {SERVICE, "half"}
