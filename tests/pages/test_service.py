"""One service's page: the coming week, what it costs, a pause; and what a card leaves out."""

from itertools import pairwise
from typing import cast

import pytest
from flask import Flask

from app.serving import served
from pwa.views.cards import pieces, weighty
from pwa.views.service import cost_say, pounds
from pwa.views.week import week
from search.catalogue import english
from search.edition import Edition
from search.rules.model import Cover, Eligibility, Hours, Result, Stretch
from search.wall import minute_of

from .page import Page

FRIDAY = minute_of("2026-11-27T16:30")
TODAY = FRIDAY // 1440
COVER: Cover = {"first": TODAY - 10, "last": TODAY + 300}


@pytest.fixture
def edition(sample_app: Flask) -> Edition:
    with sample_app.app_context():
        found = served().edition()
    assert found is not None
    return found


def page(app: Flask, edition: Edition, name: str, query: str = "near=SE13+6JP") -> Page:
    id_ = next(id_ for id_, row in edition.rows.items() if edition.record(row)["name"] == name)
    response = app.test_client().get(f"/services/{id_}?{query}&at=2026-11-27T16:30")
    assert response.status_code == 200
    return Page(response.text)


def hours(**changed: object) -> Hours:
    weekly = [{"day": 5, "opens": 540, "closes": 720, "kind": "turn-up", "status": "open"}]
    return cast(Hours, {"channel": "in-person", "known": True, "week": weekly, "dates": [], **changed})


def said(made: Hours, paused: int | None = None, cover: Cover = COVER) -> dict[str, str]:
    return {row["day"]: row["say"] for row in week(made, TODAY, cover, paused, english())["rows"]}


def test_the_week_shown_is_the_one_that_comes_and_starts_today() -> None:
    rows = said(hours())
    assert list(rows)[:2] == ["Friday (today)", "Saturday"]
    assert rows["Saturday"] == "9am to midday"
    assert rows["Sunday"] == "Shut"


def test_hours_that_hold_for_a_season_only_are_in_the_week() -> None:
    """A winter shelter has no usual week: it must not read as shut all week."""
    night = [{"opens": 1200, "closes": 1920, "kind": "turn-up", "status": "open"}]
    dates = [{"day": TODAY + ahead, "why": "schedule", "say": "", "spans": night} for ahead in range(40)]
    shown = week(hours(week=[], dates=dates), TODAY, COVER, None, english())
    assert {row["say"] for row in shown["rows"]} == {"8pm to 8am the next day"}
    assert shown["dates"] == []


def test_dates_far_apart_are_told_and_so_are_exceptions() -> None:
    once = [{"opens": 600, "closes": 720, "kind": "turn-up", "status": "open"}]
    dates = [
        {"day": TODAY + 15, "why": "schedule", "say": "", "spans": once},
        {"day": TODAY + 28, "why": "exception", "say": "Staff party", "spans": []},
    ]
    shown = week(hours(week=[], dates=dates), TODAY, COVER, None, english())
    assert [row["say"] for row in shown["dates"]] == ["10am to midday", "Shut. Staff party"]


def test_an_exception_inside_the_week_stands_on_its_day() -> None:
    dates = [{"day": TODAY + 1, "why": "exception", "say": "Flood", "spans": []}]
    assert said(hours(dates=dates))["Saturday"] == "Shut. Flood"


def test_a_pause_shuts_the_days_after_it_and_no_day_is_guessed() -> None:
    assert set(said(hours(), paused=TODAY).values()) == {"Shut"}
    short: Cover = {"first": TODAY, "last": TODAY}
    assert said(hours(), cover=short)["Saturday"] == "Not known"


def test_a_whole_day_is_said_once() -> None:
    both = [
        {"opens": 0, "closes": 1440, "kind": "turn-up", "status": "open"},
        {"opens": 1020, "closes": 1980, "kind": "turn-up", "status": "open"},
    ]
    dates = [{"day": TODAY, "why": "exception", "say": "", "spans": both}]
    assert said(hours(dates=dates))["Friday (today)"] == "All day and night"


@pytest.mark.parametrize(
    ("option", "amount", "words", "told"),
    [
        ("Deposit", "20.00", "you get it back", "Deposit: £20 you get it back."),
        ("Room", "9.50", "a week", "Room: £9.50 a week."),
        ("Room", "9.50", "", "Room: £9.50"),
        ("", "4.00", "", "£4"),
        ("", "4.00", "a meal", "£4 a meal."),
        ("", "0.00", "", "Free."),
        ("Lunch", "", "", "Lunch"),
        ("Lunch", "", "Ask them", "Ask them"),
    ],
)
def test_a_cost_says_what_for_and_how_much(option: str, amount: str, words: str, told: str) -> None:
    assert cost_say({"option": option, "amount": amount, "say": words}, english()) == told


def test_pounds_keep_their_pence() -> None:
    assert [pounds(each) for each in ("20.00", "20.05", "20", "0.00", "")] == ["20", "20.05", "20", "0", ""]


def test_a_paused_place_is_shut_for_now_and_not_turned_up_at(sample_app: Flask, edition: Edition) -> None:
    shown = page(sample_app, edition, "Bridge Bike Loan", "near=Cambridge")
    assert shown.one("h2", id="verdict").text == "Shut for now"
    assert "You can turn up." not in shown.words
    assert "Shut all this time." in shown.words


def test_a_winter_shelter_is_not_shut_all_week(sample_app: Flask, edition: Edition) -> None:
    shown = page(sample_app, edition, "Lantern Row Night Shelter")
    assert "Shut" not in shown.one("section", aria_labelledby="hours").text


def judged(answer: str, missing: list[str]) -> Eligibility:
    reason = {"attribute": "language", "answer": answer, "say": {"key": "languages", "values": {}}}
    return cast(Eligibility, {"verdict": "can-use", "reasons": [reason], "missing": missing, "met": 0})


def test_a_language_nobody_asked_about_is_no_reason_on_a_card() -> None:
    assert weighty(judged("unknown", [])) == []
    assert len(weighty(judged("unknown", ["language"]))) == 1
    assert len(weighty(judged("yes", []))) == 1


def test_every_piece_of_a_strip_is_in_order_and_apart(edition: Edition) -> None:
    span: Stretch = {"start": FRIDAY - 30, "end": FRIDAY + 68 * 60, "status": "open"}
    for row in range(len(edition.records)):
        record = edition.record(row)
        result = cast(Result, {"record": record, "open": {"status": "open"}, "trust": {"hours_count": True}})
        drawn = pieces(result, span, edition.knowledge["cover"])
        for before, after in pairwise(drawn):
            assert before["end"] <= after["start"], record["name"]
