"""Which edition a process answers from: a newer one at once, never one that it cannot read."""

import shutil
from pathlib import Path

import pytest
from flask import Flask

from app import serving
from app.models import Base, db
from directory_data.gazetteer import Gazetteer
from search.edition import EditionError, current_folder
from tests.conftest import SAMPLE, MakeApp, load, publish_now

pytestmark = pytest.mark.both_databases


@pytest.fixture
def app(make_app: MakeApp, places: Gazetteer, tmp_path: Path) -> Flask:
    made = make_app(tmp_path)
    load(made, SAMPLE / "wisbech.json")
    publish_now(made, places)
    return made


def spoil(app: Flask) -> None:
    """Take away what another version of Saturday might not have written."""
    folder = current_folder(app.config["SATURDAY"].editions)
    assert folder is not None
    shutil.rmtree(folder / "columns")


def test_an_edition_that_cannot_be_read_is_a_503_and_says_where(app: Flask) -> None:
    spoil(app)
    client = app.test_client()
    answered = client.post("/api/match", json={})
    assert (answered.status_code, answered.content_type) == (503, "application/problem+json")
    assert client.get("/").status_code == client.get("/find").status_code == 503
    assert client.get("/healthz").status_code == 503
    with app.app_context(), pytest.raises(EditionError):
        serving.served().edition()


def test_it_can_be_published_again(app: Flask, places: Gazetteer) -> None:
    spoil(app)
    assert app.test_client().get("/").status_code == 503
    publish_now(app, places, "2026-11-20T09:01")
    assert app.test_client().get("/").status_code == 200


def test_what_serves_goes_on_when_the_next_one_cannot_be_read(app: Flask, places: Gazetteer) -> None:
    before = app.test_client().post("/api/match", json={}).get_json()["edition"]
    load(app, SAMPLE / "lewisham.json")
    publish_now(app, places, "2026-11-20T09:01")
    spoil(app)
    answered = app.test_client().post("/api/match", json={})
    assert (answered.status_code, answered.get_json()["edition"]) == (200, before)


@pytest.mark.parametrize("command", ["publish", "stats", "synth"])
def test_a_command_before_the_tables_are_made_says_what_to_do(app: Flask, command: str) -> None:
    with app.app_context():
        Base.metadata.drop_all(db.engine)
    arguments = ["directory", command, *(["5"] if command == "synth" else [])]
    result = app.test_cli_runner().invoke(args=arguments)
    assert result.exit_code == 1
    assert "db upgrade" in result.output and "Traceback" not in result.output
