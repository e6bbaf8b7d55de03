"""What is kept of hours while the clock runs is what the rule would say at every minute of it."""

from hypothesis import given, settings
from hypothesis import strategies as st

from search.rules.hours import spans_on
from search.rules.model import Hours, Window
from search.rules.opening import opening
from search.rules.windows import window
from search.steady import steady_until

from .test_time_opening import COVER, DAY, FIRST, LAST, compiled

KINDS = ("turn-up", "appointment", "last-entry")


@st.composite
def of_kinds(draw: st.DrawFn) -> Hours:
    """Hours whose spans are of every kind."""
    made = draw(compiled(channel=draw(st.sampled_from(["in-person", "phone"]))))
    for span in [*made["week"], *(each for dated in made["dates"] for each in dated["spans"])]:
        span["kind"] = draw(st.sampled_from(KINDS))
    return made


@settings(max_examples=400, deadline=None)
@given(
    st.lists(of_kinds(), min_size=1, max_size=2, unique_by=lambda each: each["channel"]),
    st.integers((FIRST - 2) * DAY, (LAST + 2) * DAY),
    st.sampled_from([None, FIRST, FIRST + 5]),
    st.sampled_from([[], [FIRST + 3, FIRST + 9]]),
    st.sampled_from(["weekend", "tonight", "tomorrow", "date"]),
    st.data(),
)
def test_no_minute_before_it_is_answered_otherwise(
    hours: list[Hours], at: int, paused: int | None, starts: list[int], when: str, data: st.DataObject
) -> None:
    asked: Window = window(when, (FIRST + 6) * DAY, at, [])
    until = steady_until(hours, COVER, at)
    assert at < until <= (at // DAY + 1) * DAY
    edges = {
        day * DAY + span[edge]
        for each in hours
        for day in range(at // DAY - 1, at // DAY + 2)
        for span in spans_on(each, day)
        for edge in ("opens", "closes")
    }
    later = data.draw(st.integers(at, until - 1))
    minutes = {at, later, until - 1, *(edge - 1 for edge in edges if at < edge - 1 < until)}
    answers = [opening(hours, starts, paused, True, "", asked, minute, COVER) for minute in sorted(minutes)]
    assert all(answer == answers[0] for answer in answers)


def test_it_ends_where_something_begins_or_ends_or_at_midnight() -> None:
    slot = {"day": 4, "opens": 540, "closes": 1020, "kind": "turn-up", "status": "open"}
    hours: Hours = {"channel": "phone", "known": True, "week": [slot], "dates": []}  # type: ignore[list-item]
    friday = FIRST * DAY
    assert steady_until([hours], COVER, friday) == friday + 540
    assert steady_until([hours], COVER, friday + 540) == friday + 1020
    assert steady_until([hours], COVER, friday + 1020) == friday + 1021  # its end of next week is near
    assert steady_until([hours], COVER, friday + 1021) == friday + DAY
