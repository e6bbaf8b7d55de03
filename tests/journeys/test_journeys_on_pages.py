"""The same journeys as a person without script makes them: the form of /find, and what the page shows."""

from typing import Any

import pytest
from flask import Flask

from search.person import FACTS
from tests.journeys.test_journeys import JOURNEYS, Json
from tests.pages.page import Page

SEVERAL = {fact.name for fact in FACTS if fact.kind in ("codes", "councils")}
MOST_PAGES = 20
#: The page's section of each group; "no" is folded away in a list of its own.
SECTIONS = ("group-go", "group-ask", "group-later")


def fields(journey: Json) -> dict[str, Any]:
    """A journey's question as the form sends it."""
    said: dict[str, Any] = {name: journey[name] for name in ("at", "when", "near")}
    said |= {"miles": str(journey["miles"]), "need": journey["needs"]}
    for name, value in journey["person"].items():
        if name == "turns":
            said |= {"turns_age": str(value["age"]), "turns_on": value["on"]}
        else:
            said[name] = value if name in SEVERAL else str(value)
    return said if journey["helper"] == "self" else said | {"helper": journey["helper"]}


def shown(app: Flask, journey: Json) -> tuple[dict[str, tuple[str, str]], list[Page]]:
    """Name → group and all words of its card, over all the pages of the list; and those pages."""
    found: dict[str, tuple[str, str]] = {}
    pages: list[Page] = []
    for number in range(1, MOST_PAGES + 1):
        sent = fields(journey) | {"page": str(number)}
        response = app.test_client().post("/find", data=sent, follow_redirects=True)
        if number > 1 and response.status_code == 404:
            return found, pages
        assert response.status_code == 200, response.text[:500]
        page = Page(response.text)
        cards = [each for each in page.every("li") if "data-group" in each.attributes]
        for card in cards:
            inside = [each for each in page.elements if card in each.parents]
            name = next(each.text for each in inside if each.tag in ("a", "button"))
            assert_in_its_section(card.attributes["data-group"], [each.attributes for each in card.parents])
            found[name.strip()] = (card.attributes["data-group"], " ".join(card.text.split()))
        pages.append(page)
    raise AssertionError("the list has no end")


def assert_in_its_section(group: str, around: list[dict[str, str]]) -> None:
    """A card stands under the heading of its group, and under no other."""
    labelled = [each["aria-labelledby"] for each in around if "aria-labelledby" in each]
    wanted = [] if group == "no" else [f"group-{group}"]
    assert [name for name in labelled if name in SECTIONS] == wanted


@pytest.mark.parametrize("name", JOURNEYS)
def test_each_service_stands_where_the_journey_wants_it(sample_app: Flask, name: str) -> None:
    journey = JOURNEYS[name]
    found, pages = shown(sample_app, journey)
    for wanted in journey["expect"]:
        assert wanted["name"] in found, f"{wanted['name']} is not on the page: {sorted(found)}"
        group, words = found[wanted["name"]]
        assert group == wanted["group"], (wanted["name"], words)
        if group != "no":
            assert wanted.get("say", "") in words, (wanted["name"], words)
    for barred in journey["must_not"]:
        assert found.get(barred["name"], ("absent", ""))[0] not in barred["groups"], barred["why"]
    for step in journey.get("steps", []):
        assert step in pages[0].words, step


@pytest.mark.parametrize("name", JOURNEYS)
def test_nothing_that_was_said_of_the_person_stands_in_a_link(sample_app: Flask, name: str) -> None:
    """Names of facts stand in no address on any page of a journey."""
    journey = JOURNEYS[name]
    _, pages = shown(sample_app, journey)
    for link in pages[0].links:
        assert not any(f"{fact}=" in link for fact in (*journey["person"], "turns_age", "turns_on")), link
