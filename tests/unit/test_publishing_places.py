"""What nobody visits has no distance (answers.md section 3, Reach)."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from directory_data.gazetteer import Gazetteer
from tests.conftest import MakeApp, load, publish_now

pytestmark = pytest.mark.both_databases

EVERY_DAY = {
    "freq": "WEEKLY",
    "byday": "MO,TU,WE,TH,FR,SA,SU",
    "opens_at": "09:00",
    "closes_at": "17:00",
    "saturday": {"on_bank_holidays": "open"},
}


def at_a(kind: str) -> dict[str, Any]:
    """A service at a location of that HSDS type, in Lewisham."""
    return {
        "id": f"service-{kind}",
        "name": kind,
        "status": "active",
        "assured_date": "2026-11-01",
        "organization": {"id": "org", "name": "Lantern Trust"},
        "saturday": {"needs": ["food"], "pets": "no"},
        "service_at_locations": [
            {
                "id": f"sal-{kind}",
                "schedules": [EVERY_DAY],
                "location": {
                    "id": f"location-{kind}",
                    "location_type": kind,
                    "latitude": 51.4598,
                    "longitude": -0.0121,
                    "addresses": [
                        {"address_1": "1 Street", "postal_code": "SE13 6JP", "address_type": "physical"}
                    ],
                    "saturday": {"visibility": "public", "council": "E09000023"},
                },
            }
        ],
    }


@pytest.fixture
def app(make_app: MakeApp, places: Gazetteer, tmp_path: Path) -> Flask:
    made = make_app(tmp_path)
    (tmp_path / "in.json").write_text(json.dumps([at_a(kind) for kind in ("physical", "postal", "virtual")]))
    load(made, tmp_path / "in.json")
    publish_now(made, places)
    return made


def test_a_virtual_or_postal_location_is_no_place(app: Flask) -> None:
    """§3 'A phone, text or online service has no distance and stands after every distance.'"""
    asked = {"near": "SE13 6JP", "at": "2026-11-27T16:30", "when": "now"}
    results = app.test_client().post("/api/match", json=asked).get_json()["results"]
    assert [(each["name"], each["distance_m"], each["open"]["channel"]) for each in results] == [
        ("physical", 0, "in-person"),
        ("postal", None, "phone"),
        ("virtual", None, "phone"),
    ]
    assert [each["location_id"] is None for each in results] == [False, True, True]


def test_what_holds_at_the_door_is_not_asked_there(app: Flask) -> None:
    """§2 '`pets` in person only'; a far circle cuts the place alone."""
    asked = {"near": "Bolton", "at": "2026-11-27T16:30", "person": {"pet": "dog"}, "miles": 10}
    answer = app.test_client().post("/api/match", json=asked).get_json()
    assert [(each["name"], each["verdict"]) for each in answer["results"]] == [
        ("postal", "can-use"),
        ("virtual", "can-use"),
    ]
    assert answer["not_for_you"] == []
