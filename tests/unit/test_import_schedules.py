"""HSDS schedule text becomes plain fields, or a reason that names the field."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from directory_data.schedule_fields import byday_in
from directory_data.schedule_rows import schedule_columns
from directory_data.schedules import EPOCH, FieldError, clock, minutes_of, plain, plain_exception
from search.rules import model

SATURDAY = {"freq": "WEEKLY", "byday": "SA", "opens_at": "09:00", "closes_at": "17:00"}


def test_the_fields_are_those_that_the_rules_read() -> None:
    schedule, _ = plain(SATURDAY)
    exception, _ = plain_exception({"date": "2026-12-25", "status": "closed"}, "phone")
    assert schedule.keys() == model.Schedule.__annotations__.keys()
    assert exception.keys() == model.ScheduleException.__annotations__.keys()


def test_a_weekly_saturday() -> None:
    schedule, warned = plain({**SATURDAY, "valid_from": "2026-11-01", "valid_to": date(2027, 3, 31)})
    assert warned == []
    assert schedule == {
        "channel": "in-person",
        "kind": "turn-up",
        "known": True,
        "freq": "WEEKLY",
        "interval": 1,
        "byday": [{"n": 0, "day": 5}],
        "bymonthday": [],
        "bymonth": [],
        "dtstart": None,
        "until": None,
        "count": None,
        "valid_from": (date(2026, 11, 1) - EPOCH).days,
        "valid_to": (date(2027, 3, 31) - EPOCH).days,
        "opens": 540,
        "closes": 1020,
        "on_bank_holidays": "unknown",
    }


def test_ordinals_and_days_of_the_month() -> None:
    assert byday_in("mo, 2SA,-1FR") == [{"n": 0, "day": 0}, {"n": 2, "day": 5}, {"n": -1, "day": 4}]
    schedule, warned = plain(
        {"freq": "MONTHLY", "bymonthday": "1,-1", "opens_at": "9:00", "closes_at": "10:00"}
    )
    assert (schedule["bymonthday"], schedule["known"], warned) == ([1, -1], True, [])


@pytest.mark.parametrize(
    ("text", "minutes", "zone"),
    [
        ("09:00", 540, ""),
        ("09:00:00", 540, ""),
        ("23:59:59", 1439, ""),
        ("24:00", 1440, ""),
        ("09:00:00Z", 540, "Z"),
        ("09:00+01:00", 540, "+01:00"),
        ("00:00+00:00", 0, "+00:00"),
    ],
)
def test_times_are_read_on_the_clock_of_the_place(text: str, minutes: int, zone: str) -> None:
    assert minutes_of(text) == (minutes, zone)


@pytest.mark.parametrize("text", ["09:00Z", "09:00:00+00:00", "09:00+01:00"])
def test_a_zone_that_is_britains_is_read_as_wall_time_with_a_warning(text: str) -> None:
    schedule, warned = plain({**SATURDAY, "opens_at": text})
    assert schedule["opens"] == 540
    assert [field for field, _ in warned] == ["opens_at"]


@pytest.mark.parametrize(
    "text", ["09:00+02:00", "09:00-05:00", "25:00", "24:01", "9", "9am", "09:60", "09.00", "noon", "٠٩:٠٠"]
)
def test_other_offsets_and_what_is_no_time_are_refused(text: str) -> None:
    with pytest.raises(FieldError) as refused:
        plain({**SATURDAY, "closes_at": text})
    assert refused.value.field == "closes_at"


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"byday": "XX"}, "byday"),
        ({"byday": "0MO"}, "byday"),
        ({"byday": "54MO"}, "byday"),
        ({"byday": "MO TU"}, "byday"),
        ({"freq": "HOURLY"}, "freq"),
        ({"freq": 7}, "freq"),
        ({"interval": 0}, "interval"),
        ({"interval": 2.0}, "interval"),
        ({"interval": True}, "interval"),
        ({"count": "3"}, "count"),
        ({"bymonthday": "32"}, "bymonthday"),
        ({"bymonthday": "0"}, "bymonthday"),
        ({"bymonth": "13"}, "bymonth"),
        ({"bymonth": "-1"}, "bymonth"),
        ({"dtstart": "2026-02-30"}, "dtstart"),
        ({"dtstart": "1/2/2026"}, "dtstart"),
        ({"valid_from": "2026-02-02", "valid_to": "2026-02-01"}, "valid_to"),
        ({"dtstart": "2026-02-02", "until": "2026-02-01"}, "until"),
        ({"opens_at": "24:00"}, "opens_at"),
        ({"wkst": "X"}, "wkst"),
        ({"channel": "carrier pigeon"}, "channel"),
        ({"kind": "maybe"}, "kind"),
        ({"on_bank_holidays": "yes"}, "on_bank_holidays"),
    ],
)
def test_what_cannot_be_is_refused_by_its_field(fields: dict[str, object], field: str) -> None:
    with pytest.raises(FieldError) as refused:
        plain({**SATURDAY, **fields})
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"byweekno": "41"}, "byweekno"),
        ({"byyearday": "2"}, "byyearday"),
        ({"wkst": "SU", "interval": 2, "dtstart": "2026-11-01"}, "wkst"),
        ({"byday": "2SA"}, "byday"),
        ({"freq": "DAILY", "byday": "-1FR"}, "byday"),
        ({"bymonthday": "1"}, "bymonthday"),
        ({"interval": 2}, "interval"),
        ({"count": 3}, "count"),
    ],
)
def test_what_the_rules_do_not_follow_is_unknown_and_said(fields: dict[str, object], field: str) -> None:
    schedule, warned = plain({**SATURDAY, **fields})
    assert not schedule["known"]
    assert [name for name, _ in warned] == [field]


@pytest.mark.parametrize(
    "fields",
    [
        {"wkst": "SU"},
        {"interval": 2, "dtstart": "2026-11-07"},
        {"interval": 2, "valid_from": "2026-11-07"},
        {"count": 3, "dtstart": "2026-11-07"},
        {"count": 3, "valid_from": "2026-11-07"},
        {"freq": "", "byday": "2SA"},
        {"freq": "", "byday": "-1FR"},
        {"freq": "", "byday": "", "dtstart": "2026-11-07"},
        {"freq": "", "byday": "", "dtstart": "2026-11-07", "until": "2026-11-07", "count": 1},
        {"freq": "", "byday": "", "bymonthday": "1,15"},
    ],
)
def test_what_the_rules_do_follow_is_known(fields: dict[str, object]) -> None:
    schedule, warned = plain({**SATURDAY, **fields})
    assert (schedule["known"], warned) == (True, [])


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({}, "byday"),
        ({"valid_from": "2026-11-07", "valid_to": "2026-11-07"}, "byday"),
        ({"bymonth": "12"}, "byday"),
        ({"dtstart": "2026-11-07", "until": "2026-11-28"}, "freq"),
        ({"dtstart": "2026-11-07", "count": 3}, "freq"),
        ({"dtstart": "2026-11-07", "interval": 2}, "freq"),
        ({"dtstart": "2026-11-07", "bymonth": "12"}, "freq"),
    ],
)
def test_times_without_a_day_or_how_often_are_not_known_and_said(
    fields: dict[str, object], named: str
) -> None:
    schedule, warned = plain({"opens_at": "09:00", "closes_at": "17:00", **fields})
    assert (schedule["known"], [field for field, _ in warned]) == (False, [named])


def test_hours_in_words_are_unknown_without_a_warning() -> None:
    schedule, warned = plain({"description": "Most mornings, ring first"})
    assert (schedule["known"], schedule["opens"], warned) == (False, None, [])


def test_one_time_without_the_other_is_not_known() -> None:
    schedule, warned = plain({"byday": "MO", "opens_at": "09:00"})
    assert (schedule["opens"], schedule["closes"]) == (None, None)
    assert [field for field, _ in warned] == ["closes_at"]


def test_exceptions() -> None:
    given_ = {
        "date": "2026-12-25",
        "to": "2026-12-26",
        "status": "open",
        "opens_at": "10:00",
        "closes_at": "12:00",
    }
    exception, warned = plain_exception(given_, "phone")
    first = (date(2026, 12, 25) - EPOCH).days
    assert warned == []
    assert exception == {
        "channel": "phone",
        "first": first,
        "last": first + 1,
        "status": "open",
        "opens": 600,
        "closes": 720,
        "say": "",
    }


@pytest.mark.parametrize(
    ("exception", "field"),
    [
        ({"status": "closed"}, "date"),
        ({"date": "2026-12-25"}, "status"),
        ({"date": "2026-12-25", "status": "shut"}, "status"),
        ({"date": "2026-12-25", "status": "open"}, "opens_at"),
        ({"date": "2026-12-25", "status": "closed", "opens_at": "10:00", "closes_at": "11:00"}, "opens_at"),
        ({"date": "2026-12-25", "to": "2026-12-24", "status": "closed"}, "to"),
        ({"date": "2026-12-25", "to": "2126-12-24", "status": "closed"}, "to"),
    ],
)
def test_an_exception_that_cannot_be_is_refused(exception: dict[str, object], field: str) -> None:
    with pytest.raises(FieldError) as refused:
        plain_exception(exception, "in-person")
    assert refused.value.field == field


@settings(deadline=None)
@given(st.integers(0, 1440))
def test_a_time_written_is_the_time_read(minutes: int) -> None:
    assert minutes_of(clock(minutes)) == (minutes, "")


@settings(deadline=None)
@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_a_date_is_counted_from_1970(day: date) -> None:
    schedule, _ = plain({**SATURDAY, "dtstart": day.isoformat()})
    assert schedule["dtstart"] is not None
    assert EPOCH + timedelta(days=schedule["dtstart"]) == day


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            [*SATURDAY, "interval", "dtstart", "until", "bymonthday", "bymonth", "wkst", "count"]
        ),
        st.none()
        | st.text(max_size=12)
        | st.integers()
        | st.floats()
        | st.lists(st.text(max_size=3), max_size=3),
    )
)
def test_whatever_stands_in_a_schedule_it_is_read_or_refused_by_field(fields: dict[str, Any]) -> None:
    try:
        schedule, _ = plain(fields)
    except FieldError as refused:
        assert refused.field in fields
    else:
        assert (schedule["opens"] is None) == (schedule["closes"] is None)


@pytest.mark.parametrize("code", [[], "", None, " "])
def test_a_code_that_says_nothing_is_no_column(code: object) -> None:
    columns, _ = schedule_columns({**SATURDAY, "saturday": {"on_bank_holidays": code, "kind": code}})
    assert "on_bank_holidays" not in columns and "kind" not in columns


@pytest.mark.parametrize("code", ["closed", " closed ", ["closed"]])
def test_a_code_is_written_as_it_was_read(code: object) -> None:
    """A list of one was read as its text, and refused by the database without its row."""
    columns, _ = schedule_columns({**SATURDAY, "saturday": {"on_bank_holidays": code}})
    assert columns["on_bank_holidays"] == "closed"
