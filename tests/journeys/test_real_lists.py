"""The real lists of Greater Manchester, from their files to an answer: what must be shown.

What is right is worked out here from the CSV itself: which pharmacies open on a Sunday, and which
lie within the circle (positions of postcodes from the gazetteer, distances by geopy).
"""

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from geopy.distance import great_circle

from directory_data.gazetteer import Gazetteer
from tests.conftest import MakeApp, publish_now
from tests.pages.page import Page
from tests.shared_folder import shared

__all__ = ["shared"]

pytestmark = [pytest.mark.shared, pytest.mark.both_databases]

MILES = 5
SUNDAY = "2025-04-06"
#: list: hours understood, kept as words, unknown
HOURS = {
    "pharmacies.csv": (375, 0, 0),
    "food_banks.csv": (84, 31, 13),
    "jobcentres.csv": (0, 0, 16),
    "libraries.csv": (0, 0, 84),
    "probation_offices.csv": (0, 0, 8),
}
ASKED = {"near": "Bolton", "needs": ["pharmacy"], "miles": MILES, "per_page": 100}


@dataclass(frozen=True)
class Imported:
    """The lists, imported by the command and published; what it printed for each."""

    app: Flask
    printed: dict[str, str]
    folder: Path


@pytest.fixture(scope="module")
def lists(
    shared: Path, make_app: MakeApp, places: Gazetteer, tmp_path_factory: pytest.TempPathFactory
) -> Imported:
    folder = shared / "data" / "greater-manchester"
    app = make_app(tmp_path_factory.mktemp("lists"))
    printed = {}
    for name in HOURS:
        arguments = ["directory", "import", str(folder / name), "--checked-on", "2025-03-31"]
        result = app.test_cli_runner().invoke(args=arguments)
        assert result.exit_code == 0, result.output
        printed[name] = result.output
    publish_now(app, places, "2025-04-04T09:00")
    return Imported(app, printed, folder)


def answered(lists: Imported, at: str, when: str) -> dict[str, Any]:
    response = lists.app.test_client().post("/api/match", json={**ASKED, "at": at, "when": when})
    assert response.status_code == 200
    answer: dict[str, Any] = response.get_json()
    return answer


def stretches(cell: str, day: str) -> tuple[tuple[str, str], ...]:
    """A day's cell as stretches of that Sunday: "11:00-17:00"."""
    times = [part.split("-") for part in cell.split(",")]
    return tuple((f"{day}T{opens}", f"{day}T{closes}") for opens, closes in times)


def pharmacies(lists: Imported, places: Gazetteer, bolton: tuple[float, float]) -> list[dict[str, str]]:
    """The rows of the CSV within the circle. None lies so near its edge that rounding could decide."""
    with (lists.folder / "pharmacies.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    inside = []
    for row in rows:
        found = places.postcode(row["postcode"])
        assert found is not None, row["postcode"]
        away = great_circle(bolton, (found.lat, found.lon)).miles
        assert abs(away - MILES) > 0.02, row["pharmacy_name"]
        if away < MILES:
            inside.append(row)
    return inside


@pytest.mark.parametrize("name", HOURS)
def test_the_import_says_how_many_hours_it_understood(lists: Imported, name: str) -> None:
    counted = {
        kind: f"{number:>9}  {kind}"
        for kind, number in zip(("understood", "kept as words", "unknown"), HOURS[name], strict=True)
        if number
    }
    lines = lists.printed[name].splitlines()
    assert f"{sum(HOURS[name]):>9}  services" in lines
    assert "Hours, by row:" in lines
    for kind in ("understood", "kept as words", "unknown"):
        shown = [line for line in lines if line.split(maxsplit=1)[1:] == [kind]]
        assert shown == ([counted[kind]] if kind in counted else [])


def test_bolton_on_sunday_answers_with_the_pharmacies_that_are_open(
    lists: Imported, places: Gazetteer
) -> None:
    answer = answered(lists, "2025-04-04T09:00", SUNDAY)
    inside = pharmacies(lists, places, (answer["place"]["lat"], answer["place"]["lon"]))
    cells = [(row["pharmacy_name"], row["opening_hours_sunday"]) for row in inside]
    wanted = Counter((name, stretches(cell, SUNDAY)) for name, cell in cells if cell != "CLOSED")
    assert wanted.total() > 10
    found = Counter(
        (result["name"], tuple((start, end) for start, end, _ in result["open"]["stretches"]))
        for result in answer["results"]
        if result["group"] == "go"
    )
    assert found == wanted


def test_none_that_is_closed_that_day_is_among_them(lists: Imported, places: Gazetteer) -> None:
    answer = answered(lists, "2025-04-04T09:00", SUNDAY)
    inside = pharmacies(lists, places, (answer["place"]["lat"], answer["place"]["lon"]))
    closed = Counter(row["pharmacy_name"] for row in inside if row["opening_hours_sunday"] == "CLOSED")
    later = [result for result in answer["results"] if result["group"] == "later"]
    assert Counter(result["name"] for result in later) == closed
    assert {result["open"]["status"] for result in later} == {"closed"}
    assert answer["total"] == len(inside) and answer["not_for_you_total"] == 0


def test_the_page_shows_them_too(lists: Imported) -> None:
    path = f"/find?near=Bolton&need=pharmacy&when={SUNDAY}&at=2025-04-04T09:00&miles={MILES}"
    page = Page(lists.app.test_client().get(path).text)
    shown = [each.attributes["data-id"] for each in page.every("li", data_group="go")]
    answer = answered(lists, "2025-04-04T09:00", SUNDAY)
    assert shown == [each["id"] for each in answer["results"] if each["group"] == "go"][: len(shown)]
    assert len(shown) >= 10


@pytest.mark.parametrize("again", [False, True])
def test_in_november_2026_the_list_is_too_old_to_trust(
    lists: Imported, places: Gazetteer, again: bool
) -> None:
    """Whether or not somebody publishes the old list once more."""
    if again:
        publish_now(lists.app, places, "2026-11-20T09:00")
    answer = answered(lists, "2026-11-20T09:00", "2026-11-22")
    assert answer["total"] > 50
    for result in answer["results"]:
        assert (result["group"], result["verdict"]) == ("ask", "can-use")
        assert result["open"]["status"] == "unknown"
        assert (result["open"]["next"], result["open"]["until"]) == (None, None)
        assert {status for _, _, status in result["open"]["stretches"]} == {"unknown"}
        assert "open until" not in result["open"]["say"].lower() and "ring first" in result["open"]["say"]
        assert result["checked"] == {
            "on": "2025-03-31",
            "stale": True,
            "say": "Checked 19 months ago: hours too old to trust, ring first",
        }
    page = Page(
        lists.app.test_client()
        .get("/find?near=Bolton&need=pharmacy&when=2026-11-22&at=2026-11-20T09:00")
        .text
    )
    assert page.every("li", data_group="go") == []
    assert "hours too old to trust, ring first" in page.words
