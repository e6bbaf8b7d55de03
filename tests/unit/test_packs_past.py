"""What phones do not carry of the past changes no page (docs/decisions/0007)."""

import pytest
from flask import Flask

from app import serving
from app.publishing.national import BACK
from app.publishing.packs.making import lately
from pwa.views.cards import pieces
from pwa.views.strip import ground, times
from search import wall
from search.catalogue import english
from search.person import nobody
from search.rules.answering import result_of, window_of
from search.rules.model import Cover, Question, Record

DAY = 1440


def question(at: int, when: str) -> Question:
    return Question(
        at=at,
        when=when,
        when_at=0,
        place=None,
        limit=None,
        needs=[],
        words=[],
        channel="",
        asked=[],
        person=nobody(),
        anywhere_only=False,
        farthest=None,
    )


def carried(record: Record, cover: Cover) -> Record:
    """A record as phones have it."""
    hours = [
        {**each, "dates": [dated for dated in each["dates"] if dated["day"] >= cover["first"]]}
        for each in record["hours"]
    ]
    return {**record, "hours": hours}  # type: ignore[typeddict-item]


@pytest.mark.parametrize(
    "at",
    [
        "2026-11-20T09:00",
        "2026-11-23T08:30",  # a Monday, still the weekend
        "2026-11-30T09:00",
        "2026-04-07T08:59",  # the Tuesday after Easter
        "2026-12-29T08:00",  # after Christmas
    ],
)
@pytest.mark.parametrize("when", ["weekend", "now", "tonight"])
def test_published_this_minute_a_phone_says_of_all_hours_what_the_server_says(
    sample_app: Flask, at: str, when: str
) -> None:
    with sample_app.app_context():
        edition, words = serving.current(), english()
        knowledge = edition.knowledge
        asked = question(wall.minute_of(at), when)
        window = window_of(asked, knowledge)
        under = ground(window, asked["at"], words)
        told = lately(knowledge, asked["at"] // DAY - BACK)
        began = 0
        for row in range(len(edition.records)):
            here = result_of(edition.record(row), asked, window, knowledge, None, 0)
            there = result_of(carried(edition.record(row), told["cover"]), asked, window, told, None, 0)
            assert there["open"] == here["open"], here["record"]["name"]
            drawn = [
                times(pieces(found, under["span"], cover), under["span"], words)
                for found, cover in ((here, knowledge["cover"]), (there, told["cover"]))
            ]
            assert drawn[1] == drawn[0], here["record"]["name"]
            began += "until" in drawn[0]
        assert began > 0 or when != "weekend"


def test_a_phone_asked_about_last_month_says_that_it_is_too_long_ago(sample_app: Flask) -> None:
    with sample_app.app_context():
        edition = serving.current()
        told = lately(edition.knowledge, edition.knowledge["published"] // DAY - BACK)
        asked = question(edition.knowledge["published"] - 30 * DAY, "now")
        said = set()
        for row in range(len(edition.records)):
            record = carried(edition.record(row), told["cover"])
            if record["hours"] and record["paused"] is None:
                found = result_of(record, asked, window_of(asked, told), told, None, 0)
                said |= {found["open"]["say"][0]["key"]} if found["trust"]["hours_count"] else set()
        assert said == {"too-long-ago"}
