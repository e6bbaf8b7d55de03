"""The weekend strip: positions, the shortest opening, and the same times in words."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pwa.views.shapes import Strip
from pwa.views.strip import ground, span_of, times
from pwa.views.strip import strip as drawn_on
from search.catalogue import english
from search.rules.model import Stretch, Window
from search.rules.windows import window
from search.wall import minute_of

FRIDAY = minute_of("2026-11-27T16:30")
EASTER = [minute_of("2026-04-03T00:00") // 1440, minute_of("2026-04-06T00:00") // 1440]


def weekend(at: int = FRIDAY) -> Window:
    return window("weekend", 0, at, [])


def strip(pieces: list[Stretch], over: Window, now: int) -> Strip:
    under = ground(over, now, english())
    return drawn_on(pieces, times(pieces, under["span"], english()), under)


def at(text: str) -> int:
    return minute_of(f"2026-11-{text}")


def stretch(start: str, end: str, status: str = "open") -> Stretch:
    return {"start": at(start), "end": at(end), "status": status}


def number(percentage: str) -> float:
    assert re.fullmatch(r"\d{1,3}\.\d\d%", percentage)
    return float(percentage[:-1])


def test_an_ordinary_weekend_spans_68_hours_and_easter_116() -> None:
    span = span_of(weekend())
    assert (span["start"], span["end"]) == (at("27T16:00"), at("30T12:00"))
    easter = span_of(window("weekend", 0, minute_of("2026-04-02T18:00"), EASTER))
    assert easter["end"] - easter["start"] == 116 * 60


def test_a_weekend_that_runs_already_keeps_its_whole_span() -> None:
    assert span_of(weekend(at("29T22:00"))) == span_of(weekend())


@pytest.mark.parametrize(
    ("name", "moment", "hours"),
    [("now", "27T16:30", 24), ("tonight", "27T16:30", 16), ("today", "27T16:30", 24)],
)
def test_other_windows(name: str, moment: str, hours: int) -> None:
    span = span_of(window(name, 0, at(moment), []))
    assert span["end"] - span["start"] == hours * 60


def test_blocks_stand_where_their_hours_are() -> None:
    drawn = strip([stretch("28T10:00", "28T14:00")], weekend(), FRIDAY)
    block = drawn["blocks"][0]
    assert (block["x"], block["width"]) == ("26.47%", "5.88%")


def test_now_and_the_days_are_drawn_once_for_all_strips() -> None:
    shared = ground(weekend(), FRIDAY, english())
    assert shared["now"] == "0.73%"
    assert [day["name"] for day in shared["days"]] == ["Fri", "Sat", "Sun", "Mon"]
    assert shared["days"][0]["kind"] == "st-text on"


def test_a_very_short_opening_is_still_seen_and_stays_inside() -> None:
    pieces = [stretch("28T10:00", "28T10:15"), stretch("30T11:50", "30T12:00")]
    for block in strip(pieces, weekend(), FRIDAY)["blocks"]:
        assert number(block["width"]) >= 1.8
        assert number(block["x"]) + number(block["width"]) <= 100


def test_the_times_beside_it_are_its_label() -> None:
    pieces = [
        stretch("27T18:00", "28T08:00"),
        stretch("28T09:00", "28T12:00", "phone"),
        stretch("29T18:00", "30T08:00", "unknown"),
    ]
    written = times(pieces, span_of(weekend()), english())
    assert written == (
        "Open Friday 6pm to Saturday 8am. By phone Saturday 9am to midday."
        " Not known Sunday 6pm to Monday 8am."
    )
    assert strip(pieces, weekend(), FRIDAY)["label"] == written
    assert strip([], weekend(), FRIDAY)["label"] == "Shut all this time."


def test_open_throughout_is_said_as_that() -> None:
    pieces = [stretch("20T00:00", "30T23:00")]
    assert times(pieces, span_of(weekend()), english()) == "Open all day and night."


def test_now_is_drawn_only_inside() -> None:
    assert ground(weekend(at("25T12:00")), at("25T12:00"), english())["now"] == ""


@given(
    start=st.integers(0, 80 * 60),
    length=st.integers(1, 50 * 60),
    status=st.sampled_from(["open", "phone", "unknown"]),
)
def test_every_block_lies_inside_the_strip(start: int, length: int, status: str) -> None:
    begins = at("27T10:00") + start
    piece: Stretch = {"start": begins, "end": begins + length, "status": status}
    drawn = strip([piece], weekend(), FRIDAY)
    for block in drawn["blocks"]:
        assert number(block["x"]) >= 0
        assert number(block["x"]) + number(block["width"]) <= 100
        assert block["kind"] == status
    assert (drawn["label"] == "Shut all this time.") == (drawn["blocks"] == [])
