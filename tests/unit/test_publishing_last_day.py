"""Past its `valid_to` a service is not listed, so before it nothing is promised of later (answers.md, 1)."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from directory_data.gazetteer import Gazetteer
from tests.conftest import MakeApp, load, publish_now

pytestmark = pytest.mark.both_databases

LAST = "2026-12-01"  # a Tuesday


def service(name: str, schedules: list[dict[str, Any]], **saturday: object) -> dict[str, Any]:
    """A phone service, listed until LAST."""
    return {
        "id": name,
        "name": name,
        "status": "active",
        "assured_date": "2026-11-01",
        "organization": {"id": "org", "name": "Lantern Trust"},
        "schedules": schedules,
        "saturday": {"needs": ["food"], "valid_to": LAST, **saturday},
    }


def daily(exceptions: list[dict[str, str]] | None = None, **fields: str) -> dict[str, Any]:
    """Nine to five, every day."""
    extra = {"on_bank_holidays": "open", "exceptions": exceptions or []}
    return {"freq": "DAILY", "opens_at": "09:00", "closes_at": "17:00", "saturday": extra, **fields}


LONG = [
    {"date": "2026-11-30", "to": "2026-12-20", "status": "open", "opens_at": "10:00", "closes_at": "11:00"}
]
LATE = [{"date": "2026-12-07", "status": "open", "opens_at": "10:00", "closes_at": "11:00"}]
SERVICES = [
    service("course", [daily()], start_dates=["2026-11-30", "2026-12-07"]),
    service("course too late", [daily()], start_dates=["2026-12-07"]),
    service("daily", [daily()]),
    service("ends before", [daily(valid_to="2026-11-29")]),
    service("exceptions", [daily(LONG)]),
    service("too late", [daily(LATE)]),
]  # fmt: skip


@pytest.fixture
def app(make_app: MakeApp, places: Gazetteer, tmp_path: Path) -> Flask:
    made = make_app(tmp_path)
    (tmp_path / "in.json").write_text(json.dumps(SERVICES))
    load(made, tmp_path / "in.json")
    publish_now(made, places)
    return made


def asked(app: Flask, at: str, when: str = "now") -> dict[str, tuple[str, str | None]]:
    """Of each service that is listed, its status and next opening."""
    answer = app.test_client().post("/api/match", json={"at": at, "when": when}).get_json()
    return {each["name"]: (each["open"]["status"], each["open"]["next"]) for each in answer["results"]}


def test_nothing_opens_after_the_last_day(app: Flask) -> None:
    """§1 'an entry past its `valid_to` is not listed'"""
    assert asked(app, "2026-11-29T18:00") == {
        "course": ("closed", "2026-11-30T09:00"),
        "course too late": ("closed", None),
        "daily": ("closed", "2026-11-30T09:00"),
        "ends before": ("closed", None),
        "exceptions": ("closed", "2026-11-30T10:00"),
        "too late": ("closed", "2026-11-30T09:00"),
    }
    assert asked(app, "2026-12-01T12:00") == {
        name: ("open" if name in ("daily", "too late") else "closed", None)
        for name in (each["name"] for each in SERVICES)
    }


def test_a_window_after_the_last_day_lists_none(app: Flask) -> None:
    """§1 'an entry past its `valid_to` is not listed'"""
    assert len(asked(app, "2026-11-29T18:00", "2026-12-01")) == len(SERVICES)
    assert asked(app, "2026-11-29T18:00", "2026-12-02") == {}
    assert asked(app, "2026-12-01T12:00", "weekend") == {}
    assert asked(app, "2026-12-02T00:00") == {}
