"""What phones trust, and what they need not fetch: signing, formats, withdrawals, the next day."""

import os
import threading
import time
from pathlib import Path
from typing import Any

import brotli
import orjson
import pytest
from flask import Flask

from app import client_build
from app.publishing.packs import pointing
from app.publishing.packs.making import publish_packs
from app.publishing.packs.store import KEPT_SECONDS
from directory_data import content
from directory_data.gazetteer import Gazetteer
from search import wall
from search.rules import packs
from tests.conftest import SAMPLE, MakeApp, load, publish_now

from .packed import editions_of, file, packed, whole

Json = dict[str, Any]
KB = 1_000
NOON = "2026-11-20T12:00"


def shards(app: Flask, entry: Json, kind: str) -> list[Json]:
    """The shards of a kind that an entry's manifest names."""
    named = file(app, entry["sha256"])["shards"]
    return [file(app, each["sha256"]) for each in named if each["kind"] == kind]


@pytest.fixture(scope="module")
def document(sample_app: Flask) -> Json:
    return packed(sample_app)


@pytest.fixture
def app(make_app: MakeApp, places: Gazetteer, tmp_path: Path) -> Flask:
    made = make_app(tmp_path)
    load(made, SAMPLE / "wisbech.json")
    publish_now(made, places)
    return made


# -- what is fetched ---------------------------------------------------------------------------------


def test_what_a_phone_asks_for_each_day_is_small(sample_app: Flask, document: Json) -> None:
    size = (pointing.public(editions_of(sample_app)) / "current.json.br").stat().st_size
    assert size <= 9 * KB
    assert size == len(brotli.compress(orjson.dumps(document, option=orjson.OPT_SORT_KEYS)))


@pytest.mark.parametrize(
    "later", ["2026-11-21T09:00", "2026-11-22T09:00", "2026-11-25T09:00", "2026-11-26T23:59"]
)
def test_on_another_day_nothing_moves_where_no_record_changed(
    make_app: MakeApp, places: Gazetteer, tmp_path: Path, later: str
) -> None:
    """The days of a block; what moves with the next one: test_packs_days.py."""
    app = make_app(tmp_path)
    for name in ("lewisham.json", "national.json"):
        load(app, SAMPLE / name)
    publish_now(app, places)
    before = packed(app)
    publish_now(app, places, later)
    after = packed(app)
    assert (after["national"], after["areas"]) == (before["national"], before["areas"])
    assert after["published"] == before["published"] + wall.minute_of(later) - before["published"]
    assert after["published"] > before["published"] and after["cover"] != before["cover"]


def test_an_area_carries_its_own_rows(sample_app: Flask, document: Json) -> None:
    """Not their number alone: each row that says it lies in a council is in that council's lists."""
    edition = whole(sample_app)
    for covered in content.coverage():
        code = covered["council"]
        lists = shards(sample_app, document["areas"][code], "list")
        held = {id_ for each in lists for id_ in packs.identifiers(each["ids"])}
        records = [edition.record(row) for row in range(len(edition.records))]
        own = {each["id"] for each in records if each["council"] == code and each["reach"] != "anywhere"}
        assert own and own <= held, code


def test_no_pack_holds_how_hours_recur(sample_app: Flask, document: Json) -> None:
    for path in pointing.public(editions_of(sample_app)).glob("*.json"):
        text = path.read_text("utf-8").casefold()
        assert "freq=" not in text and "byday" not in text and "rrule" not in text, path.name


def test_what_nothing_names_stays_thirty_days(app: Flask) -> None:
    packed(app)
    public = pointing.public(editions_of(app))
    old, older = ("a" * 64, "b" * 64)
    for name, age in ((old, KEPT_SECONDS - 3_600), (older, KEPT_SECONDS + 3_600)):
        for ending in (".json", ".json.br", ".json.gz"):
            path = public / f"{name}{ending}"
            path.write_bytes(b"{}")
            os.utime(path, (time.time() - age,) * 2)
    named = packed(app)["national"]["sha256"]
    there = {path.name for path in public.iterdir()}
    assert {f"{old}.json", f"{old}.json.br", f"{old}.json.gz", f"{named}.json"} <= there
    assert not [name for name in there if name.startswith(older)]


# -- formats and keys --------------------------------------------------------------------------------


def test_the_document_and_every_manifest_say_their_format(sample_app: Flask, document: Json) -> None:
    assert document["format"] == pointing.FORMAT
    for entry in (document["national"], *list(document["areas"].values())[:5]):
        assert file(sample_app, entry["sha256"])["format"] == pointing.FORMAT


def prepared(app: Flask, minute: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """What `directory prepare` says at a moment; places and tables are as they are."""
    monkeypatch.setattr(wall, "now_minute", lambda: wall.minute_of(minute))
    monkeypatch.setattr("directory_data.gazetteer.is_current", lambda *given, **named: True)
    monkeypatch.setattr("flask_migrate.upgrade", lambda: None)
    run = app.test_cli_runner().invoke(args=["directory", "prepare"])
    assert run.exit_code == 0, run.output
    return run.output


def test_prepare_cuts_anew_what_is_of_another_format(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    told = packed(app)
    prepared(app, NOON, monkeypatch)
    older = {name: part for name, part in pointing.current(editions_of(app)).items() if name != "format"}  # type: ignore[union-attr]
    path = pointing.public(editions_of(app)) / "current.json"
    path.write_bytes(orjson.dumps(older))
    assert "Cutting what phones carry" in prepared(app, NOON, monkeypatch)
    assert orjson.loads(path.read_bytes())["format"] == told["format"]
    assert "phones carry" not in prepared(app, NOON, monkeypatch)


def test_prepare_signs_anew_when_fewer_than_sixty_days_are_left(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    packed(app)
    prepared(app, NOON, monkeypatch)
    before = pointing.current(editions_of(app))
    assert before is not None
    for expires, signed in (("2027-01-19", False), ("2027-01-18", True)):
        pointing.put(
            pointing.public(editions_of(app)) / "current.json", orjson.dumps(before | {"expires": expires})
        )
        assert ("Signing what phones carry anew" in prepared(app, NOON, monkeypatch)) is signed
    after = pointing.current(editions_of(app))
    assert after is not None and after["expires"] == "2027-02-18"
    assert int(str(after["version"])) > int(str(before["version"]))
    assert (after["edition"], after["areas"]) == (before["edition"], before["areas"])


def test_a_new_key_is_brought_to_phones_by_prepare(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    packed(app)
    prepared(app, NOON, monkeypatch)
    client = app.config["SATURDAY"].data_dir / "client"
    old = (client / "sw.js").read_text("utf-8")
    assert client_build.point(client_build.trusted(client)) in old
    (editions_of(app) / "signing.pem").unlink()
    said = prepared(app, NOON, monkeypatch)
    assert "Built what a phone runs" in said and "Signing what phones carry anew" in said
    after = pointing.current(editions_of(app))
    assert after is not None and after["key"] == pointing.signer(editions_of(app)).key_id()
    assert client_build.point(client_build.trusted(client)) in (client / "sw.js").read_text("utf-8")
    assert client_build.point(client_build.trusted(client)) not in old


# -- withdrawn ---------------------------------------------------------------------------------------


def test_nobody_names_a_withdrawn_service_as_an_alternative(
    make_app: MakeApp, places: Gazetteer, tmp_path: Path
) -> None:
    app = make_app(tmp_path)
    load(app, SAMPLE / "lewisham.json")
    publish_now(app, places)
    before, edition = packed(app), whole(app)
    told = [each for shard in shards(app, before["areas"]["E09000023"], "detail") for each in shard["named"]]
    gone = told[0]["id"]
    row = edition.rows[gone]
    others = [
        record["id"]
        for record in map(edition.record, range(len(edition.records)))
        if record["service_id"] == edition.record(row)["service_id"] and record["id"] != gone
    ]
    pointing.withdraw(editions_of(app), [gone], "Asked for", "Jo", wall.minute_of(NOON))
    after = packed(app)
    entries = [after["national"], *after["areas"].values()]
    left = [
        each["id"] for entry in entries for shard in shards(app, entry, "detail") for each in shard["named"]
    ]
    assert gone not in left and len(left) > 0
    assert not others or others[0] in left


def test_an_old_edition_never_comes_back_under_a_newer_version(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody withdraws while another publishes: whoever signs last signs the newest edition."""
    editions = editions_of(app)
    first = packed(app)
    load(app, SAMPLE / "cambridge.json")
    publish_now(app, Gazetteer.open(app.config["SATURDAY"].gazetteer))
    read, done = threading.Event(), threading.Event()
    real = pointing.current

    def slow(folder: Path) -> Json | None:
        found = real(folder)
        if threading.current_thread() is withdrawing:
            read.set()
            done.wait(3)
        return found

    monkeypatch.setattr(pointing, "current", slow)
    given = (editions, ["x"], "No", "Jo", wall.minute_of(NOON))
    withdrawing = threading.Thread(target=pointing.withdraw, args=given)
    withdrawing.start()
    assert read.wait(10)
    second = packed(app)
    done.set()
    withdrawing.join()
    after = real(editions)
    assert after is not None
    assert after["edition"] == second["edition"] != first["edition"]
    assert after["withdrawn"] == ["x"]


def test_packs_of_an_edition_that_serves_no_more_are_not_pointed_to(app: Flask) -> None:
    earlier = whole(app)
    load(app, SAMPLE / "cambridge.json")
    publish_now(app, Gazetteer.open(app.config["SATURDAY"].gazetteer))
    newest = packed(app)
    publish_packs(earlier, editions_of(app), app.config["SATURDAY"].gazetteer)
    assert pointing.current(editions_of(app)) == newest
