"""Dated facts on the list of a need: few, checked, and of the country asked about."""

import pytest
from flask import Flask

from directory_data import content
from directory_data.content import keyed

from .page import Page

FRIDAY = "2026-11-27T16:30"


def told(app: Flask, need: str, near: str = "Lewisham") -> list[str]:
    """The facts that a list shows, each with its source."""
    response = app.test_client().post("/find", data={"near": near, "need": need, "at": FRIDAY})
    page = Page((response if response.status_code == 200 else app.test_client().get(response.location)).text)
    panels = [each for each in page.every("section") if each.attributes.get("aria-labelledby") == "known"]
    return [
        " ".join(item.text.split()) for panel in panels for item in page.every("li") if panel in item.parents
    ]


def test_a_need_shows_its_own_facts_with_who_says_so_and_the_day(sample_app: Flask) -> None:
    assert told(sample_app, "gambling") == [
        "A licence can say: no gambling. You choose if you talk to probation. "
        "Ministry of Justice, 1 July 2026."
    ]
    assert told(sample_app, "gp")[0] == (
        "A GP can't refuse you for having no address or ID. NHS England, 1 September 2024."
    )


def test_what_probation_wants_first_stands_first(sample_app: Flask) -> None:
    assert told(sample_app, "probation")[0].startswith("Your licence says when. If not, ring before 2pm")


def test_a_pathway_shows_the_first_facts_of_its_needs(sample_app: Flask) -> None:
    assert len(told(sample_app, "finance")) == 3


@pytest.mark.parametrize("need", ["food", "abuse"])
def test_a_need_without_a_fact_has_no_panel(sample_app: Flask, need: str) -> None:
    assert told(sample_app, need) == []


def test_the_law_of_england_is_not_told_in_wales_nor_either_in_scotland(sample_app: Flask) -> None:
    assert told(sample_app, "gp") != []
    assert told(sample_app, "gp", "Cardiff") == []
    assert told(sample_app, "phone-data", "Cardiff") == told(sample_app, "phone-data")
    assert told(sample_app, "phone-data", "Glasgow") == []


def test_nothing_that_was_not_verified_is_published(sample_app: Flask) -> None:
    """Over every need, and in what a phone fetches."""
    unseen = [fact["say"] for fact in content.facts() if fact["status"] != "verified"]
    assert len(unseen) > 10
    needs = [need["code"] for need in content.needs()]
    said = " ".join(text for need in needs for text in told(sample_app, need))
    assert len(said) > 1000
    assert [text for text in unseen if text in said or text in keyed.texts().values()] == []
