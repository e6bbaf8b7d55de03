"""Every change is kept with who, when and why, whoever makes it and however (docs/decisions/0015)."""

import copy
import json
import logging
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from app.history import UnsaidError, moments, recording, said
from app.models import Change, CostOption, Location, Organization, Phone, RowVersion, Schedule, Service, db
from directory_data.gazetteer import Gazetteer
from tests.conftest import MakeApp
from tests.importing_app import a_service, run

pytestmark = pytest.mark.both_databases

SERVICE = "11111111-1111-4111-8111-111111111111"
ORGANIZATION = "22222222-2222-4222-8222-222222222222"
PLACE = "44444444-4444-4444-8444-444444444444"
WORKERS = {"notes": "Ring the night desk on 01632 960888"}


@pytest.fixture
def app(make_app: MakeApp, tmp_path: Path) -> Flask:
    return make_app(tmp_path)


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Sets history's clock, in UTC."""

    def clock(moment: str) -> None:
        monkeypatch.setattr(recording, "now", lambda: datetime.fromisoformat(moment))

    return clock


def bring(app: Flask, tmp_path: Path, service: dict[str, Any], *arguments: str) -> None:
    path = tmp_path / "list.json"
    path.write_text(json.dumps([service]), "utf-8")
    result = run(app, "directory", "import", str(path), *arguments)
    assert result.exit_code == 0, result.output


def told(app: Flask, identity: str = SERVICE) -> str:
    result = run(app, "directory", "history", identity)
    assert result.exit_code == 0, result.output
    return result.output


def changes(app: Flask) -> list[tuple[str, str, str]]:
    with app.app_context():
        found = db.session.execute(select(Change.by, Change.how, Change.why).order_by(Change.id))
        return [(row.by, row.how, row.why) for row in found]


def bodies(app: Flask, identity: str) -> list[dict[str, Any] | None]:
    with app.app_context():
        asked = select(RowVersion.body).where(RowVersion.row_id == identity).order_by(RowVersion.change_id)
        return [body and json.loads(body) for body in db.session.scalars(asked)]


def test_an_import_says_who_when_and_why(app: Flask, tmp_path: Path, at: Callable[[str], None]) -> None:
    at("2026-07-01T09:00:30")
    bring(app, tmp_path, a_service(), "--by", "Ann", "--why", "a list from the council")
    assert told(app).splitlines() == [
        "2026-07-01 10:00  import by Ann: a list from the council",
        "    added: 1 schedule, 1 service, 1 service_at_location",
    ]


def test_without_a_name_it_is_who_is_logged_in_and_the_file_s_name(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "jo")
    bring(app, tmp_path, a_service())
    assert changes(app) == [("jo", "import", "list.json")]


def test_what_changed_is_told_field_by_field(app: Flask, tmp_path: Path) -> None:
    service = a_service(phones=[{"number": "01632 960123"}], description="Old")
    bring(app, tmp_path, service, "--why", "one")
    changed = copy.deepcopy(service)
    changed["description"] = "New"
    changed["phones"][0]["number"] = "01632 960124"
    changed["service_at_locations"][0]["schedules"] = []
    bring(app, tmp_path, changed, "--why", "two")
    lines = told(app).splitlines()
    assert lines[2].endswith(": two")
    assert '    phone: number: "01632 960123" → "01632 960124"' in lines
    assert '    service: description: "Old" → "New"' in lines
    assert "    removed: 1 schedule" in lines


def test_the_same_again_is_no_change(app: Flask, tmp_path: Path) -> None:
    service = a_service(
        cost_options=[{"option": "x", "amount": 2.5}, {"option": "y", "amount": 3}],
        saturday={"worker_only": WORKERS, "start_dates": ["2026-12-01"]},
        assured_date="2026-10-01",
        last_modified="2026-10-01T10:00:00Z",
    )
    service["service_at_locations"][0]["location"]["latitude"] = 51
    bring(app, tmp_path, service)
    bring(app, tmp_path, service)
    assert len(changes(app)) == 1


def test_a_number_that_the_database_gives_back_as_another_kind_is_no_change(app: Flask) -> None:
    with app.app_context(), said("Bea", "edit", ""):
        place = {"id": "l", "location_type": "physical", "latitude": 51}
        cost = {"id": "c", "amount": 2.504}
        for table, row in ((Location, place), (CostOption, cost)):
            db.session.execute(insert(table), [row])
        db.session.commit()
        for table, row in ((Location, place), (CostOption, {**cost, "amount": 2.5})):
            db.session.execute(update(table), [row])
        db.session.commit()
    assert len(changes(app)) == 1


def test_a_dry_run_and_a_refused_file_leave_no_history(app: Flask, tmp_path: Path) -> None:
    bring(app, tmp_path, a_service(), "--dry-run")
    path = tmp_path / "bad.json"
    path.write_text(json.dumps([a_service(status="odd")]), "utf-8")
    assert run(app, "directory", "import", str(path)).exit_code == 1
    assert changes(app) == []


# -- what goes through SQLAlchemy is told, or refused ------------------------------------------------


def test_a_change_of_which_nobody_says_why_is_refused(app: Flask, tmp_path: Path) -> None:
    bring(app, tmp_path, a_service())
    statements = (
        insert(Organization).values(id="o", name="Other"),
        update(Service).values(name="Other"),
        delete(Phone),
    )
    with app.app_context():
        for statement in statements:
            with pytest.raises(UnsaidError):
                db.session.execute(statement)
            db.session.rollback()
        db.session.add(Organization(id="o", name="Other"))
        with pytest.raises(UnsaidError):
            db.session.commit()
        db.session.rollback()
        assert db.session.scalars(select(Organization.name)).all() == ["A charity"]


@pytest.mark.parametrize("first", ["at once", "after a savepoint that was taken back"])
def test_an_edit_and_an_import_come_one_after_the_other(app: Flask, tmp_path: Path, first: str) -> None:
    bring(app, tmp_path, a_service())
    ended: list[object] = []

    def importing() -> None:
        try:
            bring(app, tmp_path, a_service(description="Imported"))
            ended.append("import")
        except BaseException as error:
            ended.append(error)

    other = threading.Thread(target=importing, daemon=True)
    with app.app_context(), said("Bea", "edit", ""):
        if first != "at once":
            with db.session.begin_nested() as inner:
                db.session.execute(update(Phone).values(number="1"))
                inner.rollback()
        service = db.session.get(Service, SERVICE)
        assert service is not None
        service.description = "Edited"
        db.session.flush()
        other.start()
        other.join(1.0)
        assert ended == []
        db.session.commit()
        ended.append("edit")
    other.join()
    assert ended == ["edit", "import"]


def test_an_edit_of_an_object_is_told(app: Flask, tmp_path: Path) -> None:
    bring(app, tmp_path, a_service())
    with app.app_context(), said("Bea", "edit", "rang them"):
        service = db.session.get(Service, SERVICE)
        assert service is not None
        service.description = "Ring the bell"
        db.session.add(Phone(id="p", number="01632 960001", service_id=SERVICE))
        db.session.commit()
    assert told(app).splitlines()[2:] == [
        told(app).splitlines()[2],
        "    added: 1 phone",
        '    phone: number: nothing → "01632 960001"',
        '    service: description: nothing → "Ring the bell"',
    ]
    assert "edit by Bea: rang them" in told(app)


@pytest.mark.parametrize("how", ["in bulk", "one by one", "by a question"])
def test_an_update_is_told_however_it_is_written(app: Flask, tmp_path: Path, how: str) -> None:
    bring(app, tmp_path, a_service())
    with app.app_context(), said("Bea", "edit", ""):
        if how == "in bulk":
            db.session.execute(update(Service), [{"id": SERVICE, "name": "New"}])
        elif how == "one by one":
            db.session.execute(update(Service).where(Service.id == SERVICE).values(name="New"))
        else:
            db.session.execute(update(Service).where(Service.name.like("Night%")).values(name="New"))
        db.session.commit()
    assert [body and body["name"] for body in bodies(app, SERVICE)] == ["Night shelter", "New"]


def test_what_a_foreign_key_takes_along_is_told(app: Flask, tmp_path: Path) -> None:
    bring(app, tmp_path, a_service())
    with app.app_context(), said("Bea", "edit", "shut for good"):
        schedule = db.session.scalars(select(Schedule.id)).one()
        db.session.execute(update(Location).values(organization_id=ORGANIZATION))
        db.session.commit()
        db.session.execute(delete(Organization))
        db.session.commit()
        assert db.session.scalars(select(Schedule.id)).all() == []
    assert bodies(app, SERVICE)[-1] is bodies(app, schedule)[-1] is bodies(app, ORGANIZATION)[-1] is None
    place = bodies(app, PLACE)[-1]
    assert place is not None and "organization_id" not in place
    assert '    schedule: opens_at: "22:00" → nothing' in told(app).splitlines()


def test_what_is_taken_back_is_not_told(app: Flask, tmp_path: Path) -> None:
    bring(app, tmp_path, a_service())
    with app.app_context(), said("Bea", "edit", ""):
        db.session.execute(update(Service).values(name="Never"))
        db.session.rollback()
        db.session.execute(update(Service).values(description="Kept"))
        with db.session.begin_nested() as inner:
            db.session.execute(insert(Phone), [{"id": "p", "number": "1", "service_id": SERVICE}])
            inner.rollback()
        with pytest.raises(IntegrityError), db.session.begin_nested():
            db.session.execute(insert(Phone), [{"id": "q", "number": "1", "service_id": "nobody"}])
        db.session.commit()
    assert bodies(app, "p") == bodies(app, "q") == []
    assert [body and body.get("description") for body in bodies(app, SERVICE)] == [None, "Kept"]
    assert len(changes(app)) == 2


def test_history_and_change_are_one_transaction(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(recording, "_insert", fail)
    with app.app_context(), said("Bea", "edit", ""):
        db.session.add(Organization(id="o", name="Other"))
        with pytest.raises(OSError, match="No space"):
            db.session.commit()
        db.session.rollback()
        assert db.session.scalars(select(Organization.id)).all() == []
    assert changes(app) == []


def test_the_clock_going_back_keeps_the_order(app: Flask, tmp_path: Path, at: Callable[[str], None]) -> None:
    at("2026-11-20T09:00")
    bring(app, tmp_path, a_service())
    at("2026-11-20T08:00")
    bring(app, tmp_path, a_service(description="New"))
    with app.app_context():
        assert len(set(db.session.scalars(select(Change.at)))) == 1


def test_a_last_change_that_is_to_come_is_warned_of(
    app: Flask, tmp_path: Path, at: Callable[[str], None], caplog: pytest.LogCaptureFixture
) -> None:
    recording.log.addHandler(caplog.handler)
    try:
        at("2036-01-01T00:00")
        bring(app, tmp_path, a_service())
        assert "which is to come" not in caplog.text
        at("2026-11-20T09:00")
        bring(app, tmp_path, a_service(description="New"))
        assert caplog.text.count("the last change is of 2036-01-01 00:00:00 UTC, which is to come") == 1
        with app.app_context(), db.engine.connect() as connection:
            moments.last_change(connection)
        assert caplog.text.count("which is to come") == 2
    finally:
        recording.log.removeHandler(caplog.handler)


# -- what is shown ---------------------------------------------------------------------------------


def test_secret_values_stand_in_no_history_that_is_shown(
    app: Flask, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    def secret(mark: str) -> dict[str, Any]:
        service = a_service(
            phones=[{"number": f"01632 9601{mark}", "saturday": {"audience": "worker"}}],
            contacts=[
                {
                    "name": f"Jo Sentinel{mark}",
                    "email": f"sentinel{mark}@x.example",
                    "phones": [{"number": f"01632 9602{mark}"}],
                }
            ],
            saturday={"needs": ["refuge"], "worker_only": {"notes": f"sentinel{mark}"}},
        )
        place = service["service_at_locations"][0]["location"]
        place["name"], place["latitude"] = f"Sentinel House {mark}", 51.4 + int(mark) / 1000
        place["addresses"][0]["address_1"] = f"{mark} Sentinel Close"
        place["saturday"] = {"visibility": "hidden"}
        return service

    with caplog.at_level(logging.DEBUG):
        bring(app, tmp_path, secret("11"))
        bring(app, tmp_path, secret("22"))
        shown = told(app) + told(app, PLACE) + told(app, ORGANIZATION)
    assert "worker_only: changed (kept back)" in shown
    assert "address_1: changed (kept back)" in shown
    assert "latitude: changed (kept back)" in shown
    for word in ("entinel", "9601", "9602", "51.4"):
        assert word not in shown
        assert word not in caplog.text


def test_a_number_that_is_for_workers_now_is_not_shown_as_it_was(app: Flask, tmp_path: Path) -> None:
    phone = {"id": "99999999-9999-4999-8999-999999999999", "number": "01632 960123"}
    bring(app, tmp_path, a_service())
    bring(app, tmp_path, a_service(phones=[phone]))
    assert "960123" in told(app)
    bring(app, tmp_path, a_service(phones=[{**phone, "saturday": {"audience": "worker"}}]))
    assert "960123" not in told(app)


def test_what_moves_is_told_where_it_left_and_where_it_came(app: Flask, tmp_path: Path) -> None:
    other = a_service(id="11111111-1111-4111-8111-111111111112", name="Other")
    other["service_at_locations"][0]["id"] = "33333333-3333-4333-8333-333333333334"
    other["organization"] = {"id": "22222222-2222-4222-8222-222222222223", "name": "Another charity"}
    bring(app, tmp_path, a_service())
    bring(app, tmp_path, other)
    edits: dict[str, Any] = {
        "came": insert(Phone).values(id="p", number="01632 960001", service_id=SERVICE),
        "moved": update(Phone).values(service_id=other["id"], number="01632 960002"),
        "there": update(Phone).values(number="01632 960003"),
        "back": update(Phone).values(service_id=SERVICE),
        "owner": update(Service)
        .where(Service.id == SERVICE)
        .values(organization_id=other["organization"]["id"]),
        "removed": delete(Phone),
    }
    with app.app_context():
        for why, statement in edits.items():
            with said("Bea", "edit", why):
                db.session.execute(statement)
                db.session.commit()
    here, there = (
        [line.partition("  ")[2].strip() for line in told(app, identity).splitlines()[2:]]
        for identity in (SERVICE, other["id"])
    )
    assert here == [
        "edit by Bea: came",
        "added: 1 phone",
        'phone: number: nothing → "01632 960001"',
        "edit by Bea: moved",
        "phone: moved away",
        "edit by Bea: back",
        "phone: moved here",
        "edit by Bea: owner",
        "service: organization: moved",
        "edit by Bea: removed",
        "removed: 1 phone",
        'phone: number: "01632 960003" → nothing',
    ]
    assert there == [
        "edit by Bea: moved",
        "phone: moved here",
        'phone: number: "01632 960001" → "01632 960002"',
        "edit by Bea: there",
        'phone: number: "01632 960002" → "01632 960003"',
        "edit by Bea: back",
        "phone: moved away",
    ]


def test_withdrawals_stand_among_the_changes(app: Flask, tmp_path: Path, places: Gazetteer) -> None:
    bring(app, tmp_path, a_service())
    assert run(app, "directory", "publish").exit_code == 0
    for arguments in (["--why", "unsafe"], ["--why", "safe again", "--undo"]):
        result = run(app, "directory", "withdraw", SERVICE, "--by", "Cy", *arguments)
        assert result.exit_code == 0, result.output
    assert [line.partition("  ")[2] for line in told(app).splitlines()[-2:]] == [
        "withdrawn by Cy: unsafe",
        "shown again by Cy: safe again",
    ]


def test_an_id_of_nobody_and_wrong_use(app: Flask, tmp_path: Path) -> None:
    result = run(app, "directory", "history", "nobody\x1b[31m")
    assert (result.exit_code, "\x1b" in result.output) == (1, False)
    assert run(app, "directory", "history").exit_code == 2


def test_letters_that_would_move_the_terminal_are_not_printed(app: Flask, tmp_path: Path) -> None:
    bring(app, tmp_path, a_service(), "--by", "A\x1b[31m", "--why", "b\nc")
    assert all(letter.isprintable() or letter == "\n" for letter in told(app))
    assert len(told(app).splitlines()) == 2
