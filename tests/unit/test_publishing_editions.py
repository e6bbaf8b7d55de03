"""An edition is whole or not there, and is named by its content (docs/decisions/0001)."""

import os
import shutil
from pathlib import Path

import pytest
from flask import Flask

from app import serving
from app.publishing import continuing, writing
from app.publishing.packs import pointing
from directory_data.gazetteer import Gazetteer
from search import wall
from search.edition import EditionError, current_folder, open_edition
from tests.conftest import SAMPLE, MakeApp, load, publish_now

pytestmark = pytest.mark.both_databases


@pytest.fixture
def app(make_app: MakeApp, tmp_path: Path) -> Flask:
    made = make_app(tmp_path)
    load(made, SAMPLE / "wisbech.json")
    return made


def test_equal_content_has_an_equal_id(app: Flask, places: Gazetteer) -> None:
    assert publish_now(app, places) == publish_now(app, places)


def test_the_minute_of_publishing_is_no_content(app: Flask, places: Gazetteer) -> None:
    assert publish_now(app, places) == publish_now(app, places, "2026-11-20T18:30")


def test_other_content_has_another_id(app: Flask, places: Gazetteer) -> None:
    before = publish_now(app, places)
    load(app, SAMPLE / "cambridge.json")
    assert publish_now(app, places) != before


def test_the_order_in_which_rows_came_is_no_content(
    make_app: MakeApp, places: Gazetteer, tmp_path: Path
) -> None:
    ids = []
    for number, names in enumerate((("wisbech", "cambridge"), ("cambridge", "wisbech"))):
        folder = tmp_path / str(number)
        folder.mkdir()
        app = make_app(folder)
        for name in names:
            load(app, SAMPLE / f"{name}.json")
        ids.append(publish_now(app, places))
    assert ids[0] == ids[1]


def test_a_running_process_takes_up_a_new_edition(app: Flask, places: Gazetteer) -> None:
    client = app.test_client()
    first = publish_now(app, places)
    assert client.get("/healthz").json["edition"] == first
    load(app, SAMPLE / "cambridge.json")
    second = publish_now(app, places)
    assert client.get("/healthz").json["edition"] == second != first


@pytest.mark.parametrize("step", ["fsync", "rename", "replace"])
def test_a_failure_at_any_step_leaves_the_edition_before_serving(
    app: Flask, places: Gazetteer, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before = publish_now(app, places)
    load(app, SAMPLE / "cambridge.json")

    def fail(*args: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        if step == "fsync":
            patch.setattr(os, "fsync", fail)
        else:
            patch.setattr(Path, step, fail)
        with pytest.raises(OSError, match="No space"):
            publish_now(app, places)
    with app.app_context():
        assert serving.current().id == before
    editions = app.config["SATURDAY"].editions
    assert publish_now(app, places) != before
    assert list(editions.glob(".draft*")) == []


def test_remains_of_a_killed_publishing_are_cleared(app: Flask, places: Gazetteer) -> None:
    editions = app.config["SATURDAY"].editions
    (editions / ".draft-1").mkdir(parents=True)
    publish_now(app, places)
    assert list(editions.glob(".draft*")) == []


def test_only_a_few_old_editions_are_kept(app: Flask, places: Gazetteer) -> None:
    for minute in range(6):
        publish_now(app, places, f"2026-11-20T09:0{minute}")
    editions = app.config["SATURDAY"].editions
    assert len([path for path in editions.iterdir() if path.is_dir()]) == writing.KEPT + 1


@pytest.mark.parametrize(
    "name", ["manifest.json", "common.json", "ids.txt", "columns/lat.npy", "index/words.json"]
)
def test_a_damaged_edition_is_refused_by_name(app: Flask, places: Gazetteer, name: str) -> None:
    publish_now(app, places)
    folder = current_folder(app.config["SATURDAY"].editions)
    assert folder is not None
    (folder / name).unlink()
    with pytest.raises(EditionError):
        open_edition(folder)


@pytest.mark.parametrize("how", ["gone", "short", "whole"])
def test_a_damaged_edition_is_mended_by_publishing_that_minute_again(
    app: Flask, places: Gazetteer, how: str
) -> None:
    identity = publish_now(app, places)
    editions = app.config["SATURDAY"].editions
    folder = current_folder(editions)
    assert folder is not None
    held = {path: path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}
    number = folder.stat().st_ino
    if how == "gone":
        shutil.rmtree(folder / "columns")
    elif how == "short":
        path = next(path for path in held if "details" in str(path) and path.suffix == ".ndjson")
        path.write_bytes(held[path][:-1])
    (editions / continuing.STATE).unlink()
    assert publish_now(app, places) == identity
    assert {path: path.read_bytes() for path in held} == held
    assert (folder.stat().st_ino == number) is (how == "whole")
    assert list(editions.glob(".draft*")) == []
    assert app.test_client().get("/").status_code == 200


def test_a_torn_list_of_what_is_withdrawn_stops_no_page(app: Flask, places: Gazetteer) -> None:
    publish_now(app, places)
    client, held = app.test_client(), app.config["SATURDAY"].editions / pointing.WITHDRAWN
    shown, other = client.post("/api/match", json={}).get_json()["results"][:2]
    pointing.withdraw(held.parent, [shown["id"]], "unsafe", "Cy", wall.now_minute())
    held.write_bytes(held.read_bytes() + f'{{"id":"{other["id"]}","at":"20'.encode())
    for address in ("/", "/find", "/healthz"):
        assert client.get(address).status_code == 200
    for gone in (shown, other):
        assert client.get(f"/services/{gone['id']}").status_code == 404


def test_where_the_list_cannot_be_read_the_last_one_counts(
    app: Flask, places: Gazetteer, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_now(app, places)
    client, editions = app.test_client(), app.config["SATURDAY"].editions
    shown = client.post("/api/match", json={}).get_json()["results"][0]
    pointing.withdraw(editions, [shown["id"]], "unsafe", "Cy", wall.now_minute())
    assert client.get(f"/services/{shown['id']}").status_code == 404

    def fail(*args: object) -> set[str]:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(serving, "withdrawn", fail)
    publish_now(app, places, "2026-11-20T10:00")
    assert client.get("/").status_code == 200
    assert client.get(f"/services/{shown['id']}").status_code == 404
    monkeypatch.setitem(app.extensions, "saturday_served", serving.Served(editions, editions))
    assert client.get("/").status_code == 503  # a process that never knew shows nobody


def test_before_the_first_publishing_the_answer_is_a_503(make_app: MakeApp, tmp_path: Path) -> None:
    client = make_app(tmp_path).test_client()
    assert client.get("/healthz").status_code == 503
    response = client.post("/api/match", json={})
    assert response.status_code == 503
    assert response.content_type == "application/problem+json"
    assert client.get("/").status_code == 503
