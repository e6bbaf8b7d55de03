"""`publish --at`: the directory as it was, and never what is secret now (docs/decisions/0015)."""

import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask_migrate import downgrade, upgrade
from sqlalchemy import delete, select, update

from app.history import recording, said
from app.models import Base, Change, Location, Phone, Publication, RowVersion, Service, db
from app.publishing import secrets
from search import wall
from search.edition import current_folder
from tests.conftest import SAMPLE, MakeApp
from tests.importing_app import a_service, run
from tests.unit.test_publishing_secrets import ELSEWHERE, refuge

pytestmark = pytest.mark.both_databases

Clock = Callable[[str], None]
REFUGE = "22222222-2222-4222-8222-222222222222"
REFUGE_PLACE = "11111111-1111-4111-8111-111111111111"


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Sets every clock to a moment in UTC, which London's is in winter."""

    def at(moment: str) -> None:
        now = datetime.fromisoformat(moment)
        monkeypatch.setattr(recording, "now", lambda: now)
        monkeypatch.setattr(wall, "now_minute", lambda: wall.minute_at(now.replace(tzinfo=UTC)))

    return at


@pytest.fixture
def app(make_app: MakeApp, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Flask:
    # What phones carry has tests of its own, and costs seconds here.
    monkeypatch.setattr("app.commands.publishing.publish_packs", lambda *args, **more: None)
    return make_app(tmp_path)


def bring(app: Flask, path: Path) -> None:
    result = run(app, "directory", "import", str(path))
    assert result.exit_code == 0, result.output


def written(tmp_path: Path, document: Any) -> Path:
    path = tmp_path / "list.json"
    path.write_text(json.dumps(document), "utf-8")
    return path


def published(app: Flask, *arguments: str) -> tuple[str, str]:
    """The edition's id, and all that the command said."""
    result = run(app, "directory", "publish", *arguments)
    assert result.exit_code == 0, result.output
    return result.output.partition("as edition ")[2].split()[0], result.output


def edition_bytes(app: Flask) -> bytes:
    folder = current_folder(app.config["SATURDAY"].editions)
    assert folder is not None
    return b"".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def test_the_moment_of_an_earlier_edition_gives_its_content_again(
    app: Flask, tmp_path: Path, clock: Clock
) -> None:
    clock("2026-11-20T09:00:10")
    bring(app, SAMPLE / "wisbech.json")
    clock("2026-11-20T09:00:20")
    first, _ = published(app)
    clock("2026-11-20T09:00:30")  # the same minute, after the publishing: no part of it
    bring(app, SAMPLE / "cambridge.json")
    clock("2026-11-20T10:00")
    second, _ = published(app)
    clock("2026-11-20T11:00")
    bring(app, written(tmp_path, [a_service()]))
    third, _ = published(app)
    assert len({first, second, third}) == 3
    again, output = published(app, "--at", "2026-11-20T09:00")
    assert again == first
    assert "As the tables were at 2026-11-20T09:00" in output
    assert published(app, "--at", "2026-11-20T10:00")[0] == second
    assert published(app)[0] == third
    assert list(tmp_path.glob(".as-of-*")) == []


def test_remains_of_a_killed_publishing_of_the_past_are_cleared(
    app: Flask, tmp_path: Path, clock: Clock
) -> None:
    clock("2026-11-20T09:00")
    bring(app, written(tmp_path, [a_service()]))
    remains = tmp_path / ".as-of-killed"
    remains.mkdir()
    (remains / "as-of.db").write_bytes(b"secret")
    published(app)
    assert not remains.exists()


def test_any_moment_between_has_what_stood_at_its_end(app: Flask, tmp_path: Path, clock: Clock) -> None:
    clock("2026-11-20T09:00")
    bring(app, written(tmp_path, [a_service(description="Old words.")]))
    clock("2026-11-20T10:30:30")
    bring(app, written(tmp_path, [a_service(description="New words.")]))
    clock("2026-11-20T12:00")
    published(app, "--at", "2026-11-20T10:29")
    assert b"Old words." in edition_bytes(app) and b"New words." not in edition_bytes(app)
    published(app, "--at", "2026-11-20T10:30")
    assert b"New words." in edition_bytes(app) and b"Old words." not in edition_bytes(app)


def test_a_service_that_was_removed_is_there_again(app: Flask, tmp_path: Path, clock: Clock) -> None:
    clock("2026-11-20T09:00")
    bring(app, written(tmp_path, [a_service()]))
    clock("2026-11-20T10:00")
    with app.app_context(), said("Bea", "edit", "shut"):
        db.session.execute(delete(Service))
        db.session.commit()
    clock("2026-11-20T11:00")
    published(app)
    assert b"Night shelter" not in edition_bytes(app)
    published(app, "--at", "2026-11-20T09:30")
    assert b"Night shelter" in edition_bytes(app)


def test_before_history_began_the_tables_are_taken_as_they_are(app: Flask, clock: Clock) -> None:
    clock("2026-11-20T09:00")
    bring(app, SAMPLE / "wisbech.json")
    clock("2026-11-20T10:00")
    now, _ = published(app)
    before, output = published(app, "--at", "2026-11-19T09:00")
    assert "As the tables are now" in output
    bring(app, SAMPLE / "cambridge.json")
    after, _ = published(app, "--at", "2026-11-19T09:00")
    assert after != before
    with app.app_context():
        kept = db.session.execute(select(Publication.minute, Publication.edition)).all()
    assert [tuple(row) for row in kept] == [(wall.minute_of("2026-11-20T10:00"), now)]


def test_a_publishing_reads_one_moment_whoever_writes_meanwhile(
    app: Flask, tmp_path: Path, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock("2026-11-20T09:00")
    bring(app, written(tmp_path, [a_service()]))
    collect = secrets.collect

    def then_somebody_writes(*arguments: Any) -> secrets.Secrets:
        found = collect(*arguments)
        with said("Bea", "edit", ""), db.engine.connect() as connection:
            connection.execute(update(Service).values(name="Changed meanwhile"))
            connection.commit()
        return found

    with monkeypatch.context() as patch:
        patch.setattr(secrets, "collect", then_somebody_writes)
        published(app)
    assert b"Night shelter" in edition_bytes(app) and b"Changed meanwhile" not in edition_bytes(app)
    clock("2026-11-20T10:00")
    published(app, "--at", "2026-11-20T09:00")
    assert b"Night shelter" in edition_bytes(app) and b"Changed meanwhile" not in edition_bytes(app)


# -- what is secret now stays secret ---------------------------------------------------------------


def test_a_place_that_is_hidden_now_is_hidden_in_the_past_too(
    app: Flask, tmp_path: Path, clock: Clock
) -> None:
    clock("2026-11-20T09:00")
    bring(app, written(tmp_path, refuge("public", ELSEWHERE)))
    clock("2026-11-20T09:30")
    published(app)
    assert b"Faraway" in edition_bytes(app)
    clock("2026-11-20T10:00")
    bring(app, written(tmp_path, refuge("hidden", ELSEWHERE)))
    clock("2026-11-20T11:00")
    _, output = published(app, "--at", "2026-11-20T09:30")
    assert "As the tables were" in output
    whole = edition_bytes(app)
    assert b"Larch Safe House" in whole
    for secret in (b"Faraway", b"AB10", b"51.4567", b"sentinel station"):
        assert secret not in whole


def test_a_place_that_nobody_states_is_hidden_by_what_it_is_for_now(
    app: Flask, tmp_path: Path, clock: Clock
) -> None:
    clock("2026-11-20T09:00")
    open_one = refuge(None, ELSEWHERE)
    open_one["services"][0]["saturday"]["needs"] = ["food"]
    bring(app, written(tmp_path, open_one))
    clock("2026-11-20T10:00")
    bring(app, written(tmp_path, refuge(None, ELSEWHERE)))
    clock("2026-11-20T11:00")
    published(app, "--at", "2026-11-20T09:30")
    assert b"Larch Safe House" in edition_bytes(app)
    assert b"Faraway" not in edition_bytes(app)


def test_what_is_secret_now_is_looked_for_in_the_old_texts(app: Flask, tmp_path: Path, clock: Clock) -> None:
    clock("2026-11-20T09:00")
    told = refuge("public", ELSEWHERE, description="Come to 9 Faraway Witness Road, AB10 1AB.")
    bring(app, written(tmp_path, told))
    clock("2026-11-20T10:00")
    bring(app, written(tmp_path, refuge("hidden", ELSEWHERE)))
    clock("2026-11-20T11:00")
    published(app)
    before = edition_bytes(app)
    result = run(app, "directory", "publish", "--at", "2026-11-20T09:30")
    assert result.exit_code == 1
    assert "Larch Safe House: a secret postcode stands in its public text" in result.output
    assert "AB10" not in result.output
    assert edition_bytes(app) == before


def test_a_number_that_is_for_workers_now_is_left_out_of_the_past(
    app: Flask, tmp_path: Path, clock: Clock
) -> None:
    phone = {"id": "99999999-9999-4999-8999-999999999999", "number": "01632 960123"}
    clock("2026-11-20T09:00")
    bring(app, written(tmp_path, [a_service(phones=[phone])]))
    clock("2026-11-20T10:00")
    bring(app, written(tmp_path, [a_service(phones=[{**phone, "saturday": {"audience": "worker"}}])]))
    clock("2026-11-20T11:00")
    published(app, "--at", "2026-11-20T09:30")
    assert b"Night shelter" in edition_bytes(app)
    assert b"960123" not in edition_bytes(app)


def removed(app: Flask, *rows: tuple[type[Base], str]) -> None:
    with app.app_context(), said("Bea", "edit", "gone"):
        for model, id_ in rows:
            table = Base.metadata.tables[model.__tablename__]
            db.session.execute(delete(table).where(table.c.id == id_))
        db.session.commit()


def test_a_number_that_was_for_workers_when_it_was_removed_is_left_out(
    app: Flask, tmp_path: Path, clock: Clock
) -> None:
    phone = {"id": "99999999-9999-4999-8999-999999999999", "number": "01632 960123"}
    clock("2026-11-20T09:00")
    bring(app, written(tmp_path, [a_service(phones=[phone])]))
    clock("2026-11-20T10:00")
    bring(app, written(tmp_path, [a_service(phones=[{**phone, "saturday": {"audience": "worker"}}])]))
    clock("2026-11-20T10:30")
    bring(app, written(tmp_path, [a_service()]))
    with app.app_context():
        assert db.session.scalars(select(Phone.id)).all() == []
    clock("2026-11-20T11:00")
    _, output = published(app, "--at", "2026-11-20T09:30")
    assert "As the tables were" in output
    assert b"Night shelter" in edition_bytes(app)
    assert b"960123" not in edition_bytes(app)


@pytest.mark.parametrize("gone", ["the place", "the refuge", "both", "neither"])
def test_a_place_that_a_later_need_hid_is_hidden_though_rows_are_gone(
    app: Flask, tmp_path: Path, clock: Clock, gone: str
) -> None:
    clock("2026-11-20T09:00")
    open_one = refuge(None, ELSEWHERE)
    open_one["services"][0]["saturday"]["needs"] = ["food"]
    bring(app, written(tmp_path, open_one))
    clock("2026-11-20T10:00")
    bring(app, written(tmp_path, refuge(None, ELSEWHERE)))
    clock("2026-11-20T10:30")
    place, service = (Location, REFUGE_PLACE), (Service, REFUGE)
    removed(app, *{"the place": [place], "the refuge": [service], "both": [service, place]}.get(gone, []))
    clock("2026-11-20T11:00")
    published(app, "--at", "2026-11-20T09:30")
    whole = edition_bytes(app)
    assert b"Larch Safe House" in whole
    for secret in (b"Faraway", b"AB10", b"51.4567", b"sentinel station"):
        assert secret not in whole


def test_a_place_is_hidden_in_the_past_of_a_refuge_that_has_left_it(
    app: Flask, tmp_path: Path, clock: Clock
) -> None:
    clock("2026-11-20T09:00")
    bring(app, written(tmp_path, refuge(None, ELSEWHERE)))
    clock("2026-11-20T10:00")
    open_one = refuge(None, ELSEWHERE)
    open_one["services"][0]["saturday"]["needs"] = ["food"]
    bring(app, written(tmp_path, open_one))
    clock("2026-11-20T11:00")
    published(app, "--at", "2026-11-20T09:30")
    assert b"Larch Safe House" in edition_bytes(app)
    assert b"Faraway" not in edition_bytes(app)


GONE_TEXTS = {
    "a number in notes": (
        {"description": "Ring 01632 960777."},
        {"saturday": {"worker_only": {"notes": "01632 960777"}}},
        "a worker-only number",
    ),
    "a number": (
        {"description": "Ring 01632 960777."},
        {"phones": [{"number": "01632 960777", "saturday": {"audience": "worker"}}]},
        "a worker-only number",
    ),
    "a worker": (
        {"description": "Ask for Jo Sentinelworth."},
        {"contacts": [{"name": "Jo Sentinelworth", "saturday": {"audience": "worker"}}]},
        "a worker's name",
    ),
}


@pytest.mark.parametrize("what", GONE_TEXTS)
def test_what_was_secret_when_it_was_removed_is_looked_for_in_the_old_texts(
    app: Flask, tmp_path: Path, clock: Clock, what: str
) -> None:
    told, secret, why = GONE_TEXTS[what]
    for hour, fields in ((9, told), (10, secret), (11, {})):
        clock(f"2026-11-20T{hour:02}:00")
        bring(app, written(tmp_path, [a_service(**fields)]))
    clock("2026-11-20T12:00")
    result = run(app, "directory", "publish", "--at", "2026-11-20T09:30")
    assert result.exit_code == 1
    assert f"Night shelter: {why} stands in its public text" in result.output
    published(app, "--at", "2026-11-20T11:30")


def test_the_address_of_a_hidden_place_that_is_gone_is_looked_for(
    app: Flask, tmp_path: Path, clock: Clock
) -> None:
    clock("2026-11-20T09:00")
    told = a_service(description="They moved to 9 Faraway Witness Road, AB10 1AB.")
    bring(app, written(tmp_path, [told]))
    clock("2026-11-20T10:00")
    bring(app, written(tmp_path, refuge("hidden", ELSEWHERE)))
    clock("2026-11-20T10:30")
    removed(app, (Service, REFUGE), (Location, REFUGE_PLACE))
    clock("2026-11-20T11:00")
    result = run(app, "directory", "publish", "--at", "2026-11-20T09:30")
    assert result.exit_code == 1
    assert "Night shelter: a secret postcode stands in its public text" in result.output


def test_a_number_that_is_for_everyone_now_is_no_secret_of_the_past(
    app: Flask, tmp_path: Path, clock: Clock
) -> None:
    phone = {"number": "01632 960777"}
    for hour, fields in (
        (9, {"phones": [phone]}),
        (10, {"saturday": {"worker_only": {"notes": "01632 960777"}}}),
        (11, {"phones": [phone]}),
    ):
        clock(f"2026-11-20T{hour:02}:00")
        bring(app, written(tmp_path, [a_service(**fields)]))
    clock("2026-11-20T12:00")
    published(app, "--at", "2026-11-20T09:30")
    assert b"960777" in edition_bytes(app)


# -- history begins --------------------------------------------------------------------------------


def test_an_upgrade_begins_history_with_what_stands_there(app: Flask, clock: Clock) -> None:
    clock("2026-11-20T09:00")
    with app.app_context():
        Base.metadata.drop_all(db.engine)
        upgrade()
    bring(app, SAMPLE / "wisbech.json")
    with app.app_context():
        downgrade(revision="0001")
        clock("2026-11-20T10:00")
        upgrade()
        upgrade()
        told = db.session.execute(select(Change.how, Change.why)).all()
        assert [tuple(row) for row in told] == [("upgrade", "stood in the tables when history began")]
        assert db.session.scalar(select(RowVersion.row_id).where(RowVersion.name == "schedule")) is not None
    clock("2026-11-20T11:00")
    first, _ = published(app)
    bring(app, SAMPLE / "cambridge.json")
    clock("2026-11-20T12:00")
    assert published(app, "--at", "2026-11-20T10:30")[0] == first
