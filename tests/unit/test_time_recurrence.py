"""Recurrence against dateutil's rrule, and compiled hours against the rows they were compiled from."""

from datetime import date, datetime, timedelta
from typing import Any

from dateutil import rrule  # type: ignore[import-untyped]
from hypothesis import Phase, assume, given, settings
from hypothesis import strategies as st

from search.rules.hours import spans_on
from search.rules.model import Cover, Schedule, Weekday
from search.rules.recurrence import compile_hours, hour_holidays, span_of, spans_by_rows
from search.rules.repeats import occurrences, readable

EPOCH = date(1970, 1, 1)
FIRST = (date(2027, 12, 1) - EPOCH).days
LAST = (date(2028, 5, 31) - EPOCH).days  # a leap day among them
COVER: Cover = {"first": FIRST, "last": LAST}
FREQS = {"DAILY": rrule.DAILY, "WEEKLY": rrule.WEEKLY, "MONTHLY": rrule.MONTHLY, "YEARLY": rrule.YEARLY}
# Shrinking a failure takes minutes where every example walks a year and a half of days.
PHASES = (Phase.explicit, Phase.generate)
DAYS = [rrule.MO, rrule.TU, rrule.WE, rrule.TH, rrule.FR, rrule.SA, rrule.SU]

days = st.integers(FIRST - 400, LAST)
maybe_day = st.none() | days
ordinals = st.sampled_from([0, 0, 0, 1, 2, 3, 4, 5, -1, -2, -5, 20, -52])
bydays: st.SearchStrategy[list[Weekday]] = st.lists(
    st.builds(lambda n, day: {"n": n, "day": day}, ordinals, st.integers(0, 6)), max_size=3
)
minutes = st.none() | st.integers(0, 1440)


@st.composite
def schedules(draw: Any, freqs: tuple[str, ...] = ("", *FREQS), channel: str = "in-person") -> Schedule:
    return {
        "channel": channel,
        "kind": draw(st.sampled_from(["turn-up", "turn-up", "appointment", "last-entry"])),
        "known": draw(st.sampled_from([True, True, True, True, False])),
        "freq": draw(st.sampled_from(freqs)),
        "interval": draw(st.sampled_from([1, 1, 1, 2, 3, 0])),
        "byday": draw(bydays),
        "bymonthday": draw(st.lists(st.sampled_from([1, 13, 15, 28, 29, 30, 31, -1, -2, -31]), max_size=2)),
        "bymonth": draw(st.lists(st.integers(1, 12), max_size=3)),
        "dtstart": draw(maybe_day),
        "until": draw(maybe_day),
        "count": draw(st.none() | st.integers(0, 30)),
        "valid_from": draw(maybe_day),
        "valid_to": draw(maybe_day),
        "opens": draw(minutes),
        "closes": draw(minutes),
        "on_bank_holidays": draw(st.sampled_from(["open", "closed", "unknown"])),
    }


def moment(day: int) -> datetime:
    return datetime(1970, 1, 1) + timedelta(days=day)


def by_dateutil(schedule: Schedule, freq: str) -> set[int]:
    """The days of FIRST…LAST, by rrule, one rule for each item of byday: dateutil asks of a day that
    it be both a named weekday and a numbered one, where RFC 5545 takes either."""
    start = schedule["dtstart"] if schedule["dtstart"] is not None else schedule["valid_from"]
    begin = FIRST if start is None else start
    parts: dict[str, Any] = {"interval": schedule["interval"]}
    if schedule["bymonthday"]:
        parts["bymonthday"] = schedule["bymonthday"]
    if schedule["bymonth"]:
        parts["bymonth"] = schedule["bymonth"]
    found: set[int] = set()
    items: list[Weekday | None] = [*schedule["byday"]]
    for item in items or [None]:
        if item is not None:
            parts["byweekday"] = DAYS[item["day"]](item["n"]) if item["n"] else DAYS[item["day"]]
        rule = rrule.rrule(FREQS[freq], dtstart=moment(begin), until=moment(LAST), **parts)
        found |= {(each - datetime(1970, 1, 1)).days for each in rule}
    if schedule["count"] is not None:
        found = set(sorted(found)[: schedule["count"]])
    ends = [day for day in (schedule["until"], schedule["valid_to"]) if day is not None]
    valid = schedule["valid_from"]
    return {
        day
        for day in found
        if FIRST <= day <= LAST and day <= min([*ends, LAST]) and (valid is None or day >= valid)
    }


def meant(schedule: Schedule) -> str:
    if schedule["freq"]:
        return schedule["freq"]
    if any(item["n"] for item in schedule["byday"]):
        return "MONTHLY"
    return "WEEKLY" if schedule["byday"] else "DAILY"


@settings(max_examples=120, deadline=None, phases=PHASES)
@given(schedules())
def test_a_readable_schedule_recurs_as_dateutil_says(schedule: Schedule) -> None:
    assume(readable(schedule, FIRST))
    freq = meant(schedule)
    # Past the end of a month dateutil itself runs out of its tables.
    whole_year = freq == "YEARLY" and not schedule["bymonth"]
    assume(whole_year or all(abs(item["n"]) <= 4 for item in schedule["byday"]))
    assert set(occurrences(schedule, FIRST, LAST)) == by_dateutil(schedule, freq)


@settings(max_examples=60, deadline=None, phases=PHASES)
@given(schedules(), st.lists(st.integers(FIRST, LAST), max_size=5), st.data())
def test_compiled_hours_say_of_each_day_what_the_schedules_say(
    schedule: Schedule, holidays: list[int], data: st.DataObject
) -> None:
    """The usual week and its dates against each schedule asked day by day, with no week in between."""
    all_of_them = [schedule, *data.draw(st.lists(schedules(freqs=("", "WEEKLY", "DAILY")), max_size=2))]
    (hours,) = compile_hours(all_of_them, [], [], holidays, COVER)
    assert hours["dates"] == sorted(hours["dates"], key=lambda dated: dated["day"])
    days_of = [set(occurrences(each, FIRST, LAST)) if readable(each, FIRST) else None for each in all_of_them]
    for day in {
        *data.draw(st.lists(st.integers(FIRST, LAST), min_size=20, max_size=20)),
        *holidays,
        FIRST,
        LAST,
    }:
        expected = []
        for each, recurs in zip(all_of_them, days_of, strict=True):
            begin = max([d for d in (each["dtstart"], each["valid_from"], FIRST) if d is not None])
            end = min([d for d in (each["until"], each["valid_to"], LAST) if d is not None])
            if recurs is None:
                if begin <= day <= end:
                    span = span_of(None, None, each["kind"], "unknown")
                else:
                    continue
            elif day in recurs:
                span = span_of(each["opens"], each["closes"], each["kind"], "open")
            else:
                continue
            if day in holidays and each["on_bank_holidays"] == "closed":
                continue
            if day in holidays and each["on_bank_holidays"] == "unknown":
                span = {**span, "status": "unknown"}
            expected.append(span)
        entries = [s for s in expected if s["kind"] == "last-entry"]
        kept = [
            s
            for s in expected
            if s["kind"] == "last-entry"
            or not any(s["opens"] < e["closes"] and e["opens"] < s["closes"] for e in entries)
        ]
        got = [(s["opens"], s["closes"], s["status"]) for s in spans_on(hours, day)]
        assert sorted(set(got)) == sorted({(s["opens"], s["closes"], s["status"]) for s in kept})


@given(schedules(), st.integers(FIRST, LAST))
def test_what_cannot_be_read_is_never_open(schedule: Schedule, day: int) -> None:
    assume(not readable(schedule, FIRST))
    (hours,) = compile_hours([schedule], [], [], [], COVER)
    assert all(span["status"] == "unknown" for span in spans_on(hours, day))


def test_days_that_always_count_are_in_every_nation() -> None:
    for nation, more in (("england-and-wales", []), ("northern-ireland", []), ("scotland", [(1, 2)])):
        found = hour_holidays([], nation, COVER)
        wanted = [(12, 25), (12, 26), (1, 1), *more]
        expected = {day for day in range(FIRST, LAST + 1) if (moment(day).month, moment(day).day) in wanted}
        assert set(found) == expected


def test_no_row_no_span() -> None:
    assert spans_by_rows([], FIRST, True) == []
