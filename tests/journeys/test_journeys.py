"""The sample directory gives the journeys' good answers (tests/data/journeys.json), asked as an API would."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask import Flask

Json = dict[str, Any]
JOURNEYS: dict[str, Json] = json.loads(
    (Path(__file__).parent.parent / "data" / "journeys.json").read_text("utf-8")
)
ASKED = ("at", "when", "near", "miles", "needs", "person", "helper")


def answered(app: Flask, journey: Json) -> Json:
    """The whole answer, all of it on one page."""
    body = {name: journey[name] for name in ASKED} | {"per_page": 100}
    response = app.test_client().post("/api/match", json=body)
    assert response.status_code == 200, response.text
    found: Json = response.json or {}
    return found


def by_name(answer: Json) -> dict[str, Json]:
    """Every result, those that are not for the person as well, by name; their group is "no"."""
    barred = [result | {"group": "no"} for result in answer["not_for_you"]]
    return {result["name"]: result for result in [*answer["results"], *barred]}


@pytest.mark.parametrize("name", JOURNEYS)
def test_each_service_stands_where_the_journey_wants_it(sample_app: Flask, name: str) -> None:
    found = by_name(answered(sample_app, JOURNEYS[name]))
    for wanted in JOURNEYS[name]["expect"]:
        assert wanted["name"] in found, f"{wanted['name']} is not in the answer"
        result = found[wanted["name"]]
        reasons = [reason["say"] for reason in result["reasons"]]
        assert (result["group"], result["verdict"]) == (wanted["group"], wanted["verdict"]), (
            wanted["name"],
            reasons,
        )
        assert wanted.get("say", "") in result["open"]["say"], (wanted["name"], result["open"]["say"])
        assert "reason" not in wanted or any(wanted["reason"] in said for said in reasons), (
            wanted["name"],
            reasons,
        )


@pytest.mark.parametrize("name", JOURNEYS)
def test_nothing_stands_where_it_must_not(sample_app: Flask, name: str) -> None:
    found = by_name(answered(sample_app, JOURNEYS[name]))
    for barred in JOURNEYS[name]["must_not"]:
        group = found[barred["name"]]["group"] if barred["name"] in found else "absent"
        assert group not in barred["groups"], (barred["name"], barred["why"])


@pytest.mark.parametrize("name", [name for name, journey in JOURNEYS.items() if "order" in journey])
def test_services_come_in_the_order_of_answers_md(sample_app: Flask, name: str) -> None:
    wanted = JOURNEYS[name]["order"]
    found = [result["name"] for result in answered(sample_app, JOURNEYS[name])["results"]]
    assert [each for each in found if each in wanted] == wanted


@pytest.mark.parametrize("name", [name for name, journey in JOURNEYS.items() if "steps" in journey])
def test_the_answer_says_what_else_can_be_done(sample_app: Flask, name: str) -> None:
    said = [step["say"] for step in answered(sample_app, JOURNEYS[name])["next_steps"]]
    for wanted in JOURNEYS[name]["steps"]:
        assert any(wanted in each for each in said), said


@pytest.mark.parametrize("name", [name for name, journey in JOURNEYS.items() if "lines" in journey])
def test_the_lines_to_ring_come_in_their_order_and_say_when(sample_app: Flask, name: str) -> None:
    wanted = JOURNEYS[name]["lines"]
    found = answered(sample_app, JOURNEYS[name])["help_lines"][: len(wanted)]
    said = [
        {"name": line["name"], "say": line["open"]["say"], "verified": line["verified"]} for line in found
    ]
    assert said == wanted


def test_every_line_tells_the_day_on_which_its_number_was_seen(sample_app: Flask) -> None:
    lines = answered(sample_app, JOURNEYS["J10-gambling"])["help_lines"]
    days = {line["name"]: line["checked_on"] for line in lines}
    assert days["National Gambling Helpline"] == "2024-01-01"
    assert all((line["checked_on"] is not None) == line["verified"] for line in lines)


@pytest.mark.parametrize("name", [name for name, journey in JOURNEYS.items() if "barred" in journey])
def test_what_is_not_known_bars_nobody(sample_app: Flask, name: str) -> None:
    assert answered(sample_app, JOURNEYS[name])["not_for_you_total"] == JOURNEYS[name]["barred"]


@pytest.mark.parametrize("name", [name for name, journey in JOURNEYS.items() if journey.get("empty")])
def test_where_there_is_nothing_the_answer_still_ends_with_a_line_to_ring(
    sample_app: Flask, name: str
) -> None:
    answer = answered(sample_app, JOURNEYS[name])
    assert answer["total"] == 0
    assert answer["next_steps"][-1]["kind"] == "help-line"
    assert "National Gambling Helpline" in answer["next_steps"][-1]["say"]


def test_somebody_who_flees_is_held_up_by_no_local_connection(sample_app: Flask) -> None:
    """J2: the clause is lifted while there is abuse, and stands again without."""
    journey = JOURNEYS["J2-bed"]
    local = "Mostly for people who have lived or have family in Lewisham"

    def reasons(**person: object) -> dict[str, str]:
        told = journey | {"person": journey["person"] | person}
        found = by_name(answered(sample_app, told))["Alder Steps House"]["reasons"]
        return {reason["say"]: reason["answer"] for reason in found}

    assert reasons(local_connection=["E07000008"]).get(local) != "no"
    assert reasons(local_connection=["E07000008"], abuse="no")[local] == "no"


def test_a_safe_house_is_nowhere(sample_app: Flask) -> None:
    """J2: no distance, no council of what is hidden, a council alone of what shows its area."""
    found = by_name(answered(sample_app, JOURNEYS["J2-safe"]))
    for name, area in (
        ("Eider house for women", ""),
        ("Larkspur house for women", ""),
        ("Myrtle Row flats for anyone", "Lewisham"),
    ):
        assert (found[name]["area"], found[name]["distance_m"]) == (area, None)


def test_the_journeys_are_those_of_the_sample() -> None:
    """Every journey that the table is for has its questions, each with a reason to be asked."""
    held = {"J1", "J2", "J5", "J6", "J7", "J8", "J9", "J10", "J11"}
    assert {name.split("-")[0] for name in JOURNEYS} == held
    assert all(
        journey["expect"] or journey["must_not"] or journey.get("empty") for journey in JOURNEYS.values()
    )
