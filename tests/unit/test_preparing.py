"""`directory prepare`, which `make run` calls: from nothing to a directory that answers, on both."""

from pathlib import Path

import pytest
from flask import Flask

from app import client_build
from app.models import Base, db
from app.publishing.packs import pointing
from search import wall
from tests.conftest import MakeApp
from tests.importing_app import run

pytestmark = pytest.mark.both_databases

NOW = "2026-11-20T09:00"


@pytest.fixture
def app(make_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """No tables, no files but the gazetteer."""
    monkeypatch.setattr(wall, "now_minute", lambda: wall.minute_of(NOW))
    # What a phone runs has tests of its own, needs no database, and takes long.
    monkeypatch.setattr(client_build, "prepare", lambda folder, languages: False)
    made = make_app(tmp_path)
    with made.app_context():
        Base.metadata.drop_all(db.engine)
    return made


def test_from_nothing_to_a_directory_that_answers(app: Flask) -> None:
    result = run(app, "directory", "prepare")
    assert result.exit_code == 0, result.output
    assert "Loading the sample directory" in result.output
    client, editions = app.test_client(), app.config["SATURDAY"].editions
    assert client.post("/api/match", json={"at": NOW}).get_json()["total"] > 300
    assert client.get("/").status_code == 200
    told = pointing.current(editions)
    assert told is not None and told["edition"] == client.get("/healthz").get_json()["edition"]
    again = run(app, "directory", "prepare")
    assert (again.exit_code, again.output.strip()) == (0, "")
    assert pointing.current(editions) == told
