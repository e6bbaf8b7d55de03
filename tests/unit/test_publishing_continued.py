"""An edition that continues the one before is the one that a whole publishing makes, file by file."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from random import Random
from uuid import UUID

import orjson
import pytest
from flask import Flask
from sqlalchemy import delete, func, select, text, update
from sqlalchemy.orm import Session

from app import models, serving
from app.history import said
from app.models import db
from app.publishing import continuing, lines, marks
from app.publishing import publish as publishing
from app.publishing.making import RefusedError
from app.publishing.packs.making import publish_packs
from app.publishing.packs.pointing import public
from app.publishing.publish import publish
from directory_data import synth
from directory_data.gazetteer import Gazetteer
from search import wall
from search.edition import current_folder, open_edition
from tests.conftest import SAMPLE, MakeApp, load, publish_now

pytestmark = pytest.mark.both_databases

LATER = "2026-11-20T11:00"


class Seen:
    """Whether each publishing continued the edition before."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.continued: list[bool] = []
        real = continuing.continued

        def spy(*args: object) -> object:
            found = real(*args)  # type: ignore[arg-type]
            self.continued.append(found is not None)
            return found

        monkeypatch.setattr(continuing, "continued", spy)


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Seen:
    return Seen(monkeypatch)


@pytest.fixture(autouse=True)
def _small_blocks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Many blocks in a small directory; and any part of it may be made anew."""
    monkeypatch.setattr(lines, "BLOCK", 16)
    monkeypatch.setattr(continuing, "MOST", 100.0)


@pytest.fixture(autouse=True)
def _told() -> Iterator[None]:
    """Who changes records, for history."""
    with said("a test", "edit", "to publish it"):
        yield


@pytest.fixture
def app(make_app: MakeApp, places: Gazetteer, tmp_path: Path) -> Flask:
    made = make_app(tmp_path)
    path = tmp_path / "made-up.ndjson"
    services = synth.services(120, 5, places, date(2026, 11, 20))
    path.write_bytes(b"\n".join(orjson.dumps(service) for service in services))
    load(made, path, SAMPLE / "wisbech.json")
    publish_now(made, places)
    return made


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of an edition."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def published(app: Flask) -> dict[str, bytes]:
    folder = current_folder(app.config["SATURDAY"].editions)
    assert folder is not None
    return contents(folder)


def afresh(app: Flask, places: Gazetteer, folder: Path) -> Path:
    """The edition that a whole publishing makes of the same tables elsewhere; what it left among the
    marks is put back as it was."""
    of_token = text("SELECT key FROM changed_row WHERE kind = 'published'")
    back = text("UPDATE changed_row SET key = :token WHERE kind = 'published'")
    with app.app_context():
        token = db.session.execute(of_token).scalar_one()
        publish(db.session(), folder / "editions", places, at=wall.minute_of(LATER))
        db.session.execute(back, {"token": token})
        db.session.commit()
    found = current_folder(folder / "editions")
    assert found is not None
    return found


def equal(app: Flask, places: Gazetteer, folder: Path) -> None:
    whole, here = contents(afresh(app, places, folder)), published(app)
    assert here.keys() == whole.keys()
    assert [name for name in whole if here[name] != whole[name]] == []


def any_of(random: Random, model: type[models.Base]) -> str:
    return random.choice(sorted(db.session.scalars(select(model.__table__.c.id))))


def rename(random: Random) -> None:
    found = db.session.get(models.Service, any_of(random, models.Service))
    assert found is not None
    found.name = random.choice(("Aa first", "Zz last", "Café übrig", found.name + " two"))
    db.session.commit()


def reword(random: Random) -> None:
    values = {"description": f"New words {random.randrange(9)}: soup. And a zebra.", "needs": ["food"]}
    db.session.execute(
        update(models.Service).where(models.Service.id == any_of(random, models.Service)).values(values)
    )
    db.session.commit()


def remove(random: Random) -> None:
    db.session.execute(delete(models.Service).where(models.Service.id == any_of(random, models.Service)))
    db.session.commit()


def by_hand(statement: str) -> None:
    """At the database's own prompt: nothing of ours sees it."""
    db.session.commit()
    raw = db.engine.raw_connection()
    raw.cursor().execute(statement)
    raw.commit()
    raw.close()


def close(random: Random) -> None:
    by_hand(f"UPDATE service SET status = 'defunct' WHERE id = '{any_of(random, models.Service)}'")


def other_hours(random: Random) -> None:
    found = db.session.get(models.Schedule, any_of(random, models.Schedule))
    assert found is not None
    found.opens_at, found.closes_at = "07:10", f"1{random.randrange(9)}:20"
    db.session.commit()


def no_hours(random: Random) -> None:
    db.session.execute(delete(models.Schedule).where(models.Schedule.id == any_of(random, models.Schedule)))
    db.session.commit()


def excepted(random: Random) -> None:
    db.session.add(
        models.ScheduleException(
            id=str(UUID(int=random.getrandbits(128))),
            schedule_id=any_of(random, models.Schedule),
            position=9,
            date=date(2026, 12, 3),
            status="closed",
            say="Shut for works",
        )
    )
    db.session.commit()


def another_organization(random: Random) -> None:
    found = db.session.get(models.Organization, any_of(random, models.Organization))
    assert found is not None
    found.name = f"Renamed {random.randrange(9)}"
    db.session.commit()


def another_place(random: Random) -> None:
    found = db.session.get(models.Location, any_of(random, models.Location))
    assert found is not None
    found.step_free, found.name = "no", f"Hall {random.randrange(9)}"
    db.session.commit()


def another_number(random: Random) -> None:
    found = db.session.get(models.Phone, any_of(random, models.Phone))
    assert found is not None
    found.number = f"020 7946 0{random.randrange(100, 999)}"
    db.session.commit()


def another_rule(random: Random) -> None:
    service = any_of(random, models.Service)
    rule = {"attribute": "age", "op": "at-least", "value": random.randrange(18, 60), "strength": "must"}
    db.session.add(
        models.EligibilityRule(
            id=str(UUID(int=random.getrandbits(128))), service_id=service, position=99, say="Older", **rule
        )
    )
    db.session.commit()


def another_service(random: Random) -> None:
    service, number = any_of(random, models.Service), f"{random.getrandbits(30)}"
    by_hand(
        "INSERT INTO service (id, organization_id, name, status, description, needs, catchment)"
        f" SELECT '{UUID(int=random.getrandbits(128))}', organization_id, 'Made {number}', 'active',"
        " 'Words nobody wrote before.', needs, '[\"E09000023\"]'"
        f" FROM service WHERE id = '{service}'"
    )


EDITS: list[Callable[[Random], None]] = [
    rename,
    reword,
    remove,
    close,
    other_hours,
    no_hours,
    excepted,
    another_organization,
    another_place,
    another_number,
    another_rule,
    another_service,
]


@pytest.mark.parametrize("seed", range(3))
def test_any_edits_come_to_the_edition_of_a_whole_publishing(
    app: Flask, places: Gazetteer, tmp_path: Path, seen: Seen, seed: int
) -> None:
    random = Random(seed)
    for number in range(5):
        with app.app_context():
            for edit in random.sample(EDITS, 4):
                edit(random)
        publish_now(app, places, LATER)
        assert seen.continued[-1]
        equal(app, places, tmp_path / f"{number}")


@pytest.mark.parametrize("edit", EDITS, ids=lambda edit: edit.__name__)
def test_each_kind_of_edit_is_seen(
    app: Flask,
    places: Gazetteer,
    tmp_path: Path,
    seen: Seen,
    edit: Callable[[Random], None],
) -> None:
    before = publish_now(app, places)
    with app.app_context():
        edit(Random(7))
    assert publish_now(app, places, LATER) != before
    assert seen.continued == [True, True]
    equal(app, places, tmp_path / "whole")


def test_an_import_is_continued_from(app: Flask, places: Gazetteer, tmp_path: Path, seen: Seen) -> None:
    load(app, SAMPLE / "wisbech.json", checked_on=date(2026, 11, 19))
    publish_now(app, places, LATER)
    assert seen.continued == [True]
    equal(app, places, tmp_path / "whole")


def test_blocks_in_which_nothing_changed_are_the_same_files(app: Flask, places: Gazetteer) -> None:
    def files() -> set[int]:
        folder = current_folder(app.config["SATURDAY"].editions)
        assert folder is not None
        return {path.stat().st_ino for path in folder.glob("records.*.ndjson")}

    before = files()
    with app.app_context():
        other_hours(Random(1))
    publish_now(app, places, LATER)
    assert len(before) > 5 and len(files() - before) in (1, 2)


def test_a_disk_without_hard_links_gets_copies(
    app: Flask,
    places: Gazetteer,
    tmp_path: Path,
    seen: Seen,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*args: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", refuse)
    publish_now(app, places, LATER)
    assert seen.continued == [True]
    equal(app, places, tmp_path / "whole")


def test_a_new_secret_is_held_against_every_text(app: Flask, places: Gazetteer, seen: Seen) -> None:
    with app.app_context():
        number = db.session.scalars(select(models.Phone.number)).first()
        service = db.session.scalars(select(models.Service)).first()
        assert number is not None and service is not None
        reword(Random(2))  # someone else's public text
        shown = db.session.scalars(
            select(models.Service).where(models.Service.description.like("New words%"))
        )
        for each in shown:
            each.description = f"Ring {number} for soup."
        db.session.commit()
    publish_now(app, places)
    with app.app_context():
        for other in db.session.scalars(select(models.Service)).all():
            if not (other.description or "").startswith("Ring"):
                other.worker_only = {"notes": f"Staff ring {number}"}
                break
        db.session.commit()
    with pytest.raises(RefusedError):
        publish_now(app, places, LATER)
    assert seen.continued == [True, False]


def test_a_refused_change_is_still_to_be_published(app: Flask, places: Gazetteer, seen: Seen) -> None:
    early = select(models.Schedule).where(models.Schedule.opens_at == "07:10")
    with app.app_context():
        other_hours(Random(3))
        schedule = db.session.scalars(early).one()
        schedule.freq, schedule.byday = "WEEKLY", "XX"
        db.session.commit()
    with pytest.raises(RefusedError):
        publish_now(app, places, LATER)
    with app.app_context():
        schedule = db.session.scalars(early).one()
        schedule.byday = "MO"
        db.session.commit()
    publish_now(app, places, LATER)
    assert seen.continued == [True, True]
    assert b"430" in published(app)["hours.ndjson"]  # 7.10am


@pytest.mark.parametrize("reason", ["day", "horizon", "trigger", "restored", "two", "state", "damaged"])
def test_what_may_not_be_continued_is_published_whole(
    app: Flask, places: Gazetteer, tmp_path: Path, seen: Seen, reason: str
) -> None:
    editions = app.config["SATURDAY"].editions
    with app.app_context():
        if reason == "trigger":
            asleep = "ALTER TABLE phone DISABLE TRIGGER changed_phone"
            gone = "DROP TRIGGER changed_phone_update"
            db.session.execute(text(asleep if db.engine.dialect.name == "postgresql" else gone))
            another_number(Random(1))
        if reason == "restored":
            db.session.execute(text("UPDATE changed_row SET key = 'an older one' WHERE kind = 'published'"))
        if reason == "two":
            db.session.execute(text("INSERT INTO changed_row (kind, key) VALUES ('published', 'other')"))
        db.session.commit()
    if reason == "state":
        (editions / continuing.STATE).write_bytes(b"{}")
    folder = current_folder(editions)
    assert folder is not None
    if reason == "damaged":
        (folder / "services.txt").unlink()
    if reason == "day":
        publish_now(app, places, "2026-11-21T09:00")
    if reason == "horizon":  # the last day that hours are worked out for without one
        with app.app_context():
            at, last = wall.minute_of(LATER), date(2027, 12, 31)
            publish(db.session(), editions, places, at=at, horizon=last)
    publish_now(app, places, LATER)
    whole = 2 if reason in ("day", "horizon") else 1
    assert seen.continued == [False] * whole
    equal(app, places, tmp_path / "whole")


def test_a_publishing_that_fails_leaves_the_edition_before_and_the_change_waits(
    app: Flask,
    places: Gazetteer,
    tmp_path: Path,
    seen: Seen,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = publish_now(app, places)
    with app.app_context():
        rename(Random(4))

    def fail(*args: object) -> None:
        raise OSError(28, "No space left on device")

    for owner, name in ((os, "fsync"), (Path, "rename"), (Path, "replace")):
        with monkeypatch.context() as patch:
            patch.setattr(owner, name, fail)
            with pytest.raises(OSError, match="No space"):
                publish_now(app, places, LATER)
        with app.app_context():
            assert serving.current().id == before
    publish_now(app, places, LATER)
    equal(app, places, tmp_path / "whole")


def test_an_edition_whose_marks_were_not_settled_is_not_continued(
    app: Flask,
    places: Gazetteer,
    tmp_path: Path,
    seen: Seen,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def killed(*args: object) -> None:
        raise KeyboardInterrupt

    with app.app_context():
        rename(Random(4))
    with monkeypatch.context() as patch:
        patch.setattr(marks, "settle", killed)
        with pytest.raises(KeyboardInterrupt):
            publish_now(app, places, LATER)
    publish_now(app, places, LATER)
    assert seen.continued == [True, False]
    equal(app, places, tmp_path / "whole")


def test_an_edition_is_of_one_moment(
    app: Flask, places: Gazetteer, tmp_path: Path, seen: Seen, monkeypatch: pytest.MonkeyPatch
) -> None:
    with app.app_context():
        of = models.Service.organization_id
        named = select(of).group_by(of).having(func.count() > 1).order_by(of)
        organization = db.session.scalars(named).first()
        one = select(models.Service.id).where(of == organization).limit(1).scalar_subquery()
        db.session.execute(update(models.Service).where(models.Service.id == one).values(description="One"))
        db.session.commit()
    begin = publishing.begin_snapshot

    def once_somebody_has_written(session: Session) -> None:
        change = update(models.Organization).where(models.Organization.id == organization)
        with said("Bea", "edit", "renamed"), db.engine.connect() as connection:
            connection.execute(change.values(name="Renamed in between"))
            connection.commit()
        begin(session)

    with monkeypatch.context() as patch:
        patch.setattr(publishing, "begin_snapshot", once_somebody_has_written)
        publish_now(app, places, LATER)
    assert seen.continued == [True]
    equal(app, places, tmp_path / "whole")


def test_secrets_are_not_written_down(app: Flask) -> None:
    state = (app.config["SATURDAY"].editions / continuing.STATE).read_bytes()
    with app.app_context():
        token = db.session.execute(text("SELECT key FROM changed_row WHERE kind = 'published'")).scalar_one()
        hidden = models.Location.visibility != "public"
        codes = db.session.scalars(
            select(models.Address.postal_code).join(models.Location).where(hidden)
        ).all()
    assert codes and token.encode() not in state
    assert not any(code.encode() in state for code in codes if code)


def test_packs_of_a_continued_edition_are_those_of_a_whole_one(
    app: Flask, places: Gazetteer, tmp_path: Path
) -> None:
    settings, made = app.config["SATURDAY"], 0

    def pack(editions: Path) -> dict[str, object]:
        def progress(done: int, total: int) -> None:
            nonlocal made
            made = done

        nonlocal made
        made, folder = 0, current_folder(editions)
        assert folder is not None
        return publish_packs(open_edition(folder), editions, settings.gazetteer, progress).document

    editions = settings.editions
    pack(editions)
    all_of_them = made
    random = Random(11)
    with app.app_context():
        another_number(random)
        rename(random)
    publish_now(app, places, LATER)
    here = pack(editions)
    assert 0 < made < all_of_them / 3
    afresh(app, places, tmp_path / "whole")
    there = pack(tmp_path / "whole" / "editions")
    for name in ("edition", "national", "areas"):
        assert here[name] == there[name]
    ours, theirs = contents(public(editions)), contents(public(tmp_path / "whole" / "editions"))
    named = {name for name in theirs if len(name) > 64}
    assert named <= ours.keys() and all(ours[name] == theirs[name] for name in named)
