"""The same journeys as a person without script makes them: the form of /find, and what the page shows."""

from typing import Any

import pytest
from flask import Flask

from search.person import FACTS
from tests.importing_app import run
from tests.journeys.test_journeys import JOURNEYS, Json, answered
from tests.pages.page import Page

SEVERAL = {fact.name for fact in FACTS if fact.kind in ("codes", "councils")}
MOST_PAGES = 20
UNCHECKED = "We have not checked this number. Check first."
#: The page's section of each group; "no" is folded away in a list of its own.
SECTIONS = ("group-go", "group-ask", "group-later")


def fields(journey: Json) -> dict[str, Any]:
    """A journey's question as the form sends it."""
    said: dict[str, Any] = {name: journey[name] for name in ("at", "when", "near") if journey[name]}
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


def is_line(text: str, name: str) -> bool:
    """Whether an item of a list is the help line of that name."""
    return text.strip().startswith(name) and ("Call " in text or "Text " in text)


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
    for words in (*journey.get("steps", []), *journey.get("words", [])):
        assert words in pages[0].words, words
    for line in journey.get("lines", []):
        (said,) = [each.text for each in pages[0].every("li") if is_line(each.text, line["name"])]
        assert (UNCHECKED in said) != line["verified"], said
        assert line["verified"] or line["say"] in said, said
    for words in journey.get("unasked", []):
        assert words not in pages[0].words.casefold(), words


def test_each_line_for_the_forces_says_itself_whether_its_number_was_checked(sample_app: Flask) -> None:
    """J10: the veterans' line with its status, the gambling helpline with its day, each on its own line."""
    page = Page(sample_app.test_client().get("/help-lines").text)
    items = [" ".join(each.text.split()) for each in page.every("li")]
    for name, said in (
        ("Veterans' Gateway", UNCHECKED),
        ("Combat Stress", UNCHECKED),
        ("Forcesline", UNCHECKED),
        ("National Gambling Helpline", "Checked on 1 January 2024"),
        ("Samaritans", "Checked on 1 November 2026"),
    ):
        ours = [item for item in items if is_line(item, name)]
        assert ours, name
        assert all(said in item for item in ours), ours


def test_the_gambling_helpline_is_the_way_on_and_the_gap_is_counted(sample_app: Flask) -> None:
    """J10: "a need with nothing behind it says so plainly and counts, without any person in it, as a gap"."""
    told = run(sample_app, "directory", "gaps").output.splitlines()
    assert JOURNEYS["J10-gambling"]["empty"]
    assert "Hartlepool: gambling" in told


@pytest.mark.parametrize("name", [name for name, journey in JOURNEYS.items() if "read" in journey])
def test_a_services_own_page_says_what_the_journey_needs_to_know(sample_app: Flask, name: str) -> None:
    journey = JOURNEYS[name]
    ids = {result["name"]: result["id"] for result in answered(sample_app, journey)["results"]}
    for read in journey["read"]:
        path = f"/services/{ids[read['name']]}"
        response = sample_app.test_client().post(path, data=fields(journey))
        assert response.status_code == 200
        assert read["words"] in Page(response.text).words, read


@pytest.mark.parametrize("name", JOURNEYS)
def test_a_list_leads_nowhere_but_to_our_pages_and_the_telephone(sample_app: Flask, name: str) -> None:
    """No advertiser, no betting site: a link stays here, rings or texts."""
    _, pages = shown(sample_app, JOURNEYS[name])
    ours = ("/", "#", "tel:", "sms:")
    assert [link for page in pages for link in page.links if not link.startswith(ours)] == []


@pytest.mark.parametrize("name", JOURNEYS)
def test_nothing_that_was_said_of_the_person_stands_in_a_link(sample_app: Flask, name: str) -> None:
    """Names of facts stand in no address on any page of a journey."""
    journey = JOURNEYS[name]
    _, pages = shown(sample_app, journey)
    for link in pages[0].links:
        assert not any(f"{fact}=" in link for fact in (*journey["person"], "turns_age", "turns_on")), link
