"""Wall time against zoneinfo: both changes of the clock, and what is refused."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import wall

LONDON = ZoneInfo("Europe/London")
EPOCH = datetime(1970, 1, 1)

instants = st.datetimes(datetime(1970, 1, 1), datetime(2037, 12, 31), timezones=st.just(UTC))
moments = st.datetimes(datetime(1972, 1, 1), datetime(2037, 12, 31)).map(
    lambda each: each.replace(second=0, microsecond=0)
)


@given(instants)
def test_a_minute_is_what_a_clock_in_london_shows(instant: datetime) -> None:
    shown = instant.astimezone(LONDON)
    minute = wall.minute_at(instant)
    assert wall.iso_minute(minute) == f"{shown:%Y-%m-%dT%H:%M}"


@given(moments)
def test_a_moment_that_the_clock_shows_is_read_as_it_is_and_one_that_it_skips_an_hour_later(
    moment: datetime,
) -> None:
    early, late = (
        (moment - timedelta(hours=shift)).replace(tzinfo=UTC).astimezone(LONDON).replace(tzinfo=None)
        for shift in (1, 0)
    )
    shown = moment in (early, late)
    minute = wall.minute_of(f"{moment:%Y-%m-%dT%H:%M}")
    assert EPOCH + timedelta(minutes=minute) == (moment if shown else moment + timedelta(hours=1))


@given(st.integers(-36_000_000, 540_000_000))
def test_minutes_survive_their_text(minute: int) -> None:
    assert wall.day_of(wall.iso_minute(minute)[:10]) == minute // 1440
    text = wall.iso_minute(minute)
    if text < "1972":
        with pytest.raises(ValueError, match="1972"):
            wall.minute_of(text)
    elif not wall.is_skipped(minute):
        assert wall.minute_of(text) == minute


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("2027-03-28T00:59", "2027-03-28T00:59"),
        ("2027-03-28T01:00", "2027-03-28T02:00"),
        ("2027-03-28T01:30", "2027-03-28T02:30"),
        ("2027-03-28T02:00", "2027-03-28T02:00"),
        ("2026-10-25T01:30", "2026-10-25T01:30"),
    ],
)
def test_the_nights_of_the_change(text: str, read: str) -> None:
    assert wall.iso_minute(wall.minute_of(text)) == read


def test_the_repeated_hour_has_its_minutes_twice() -> None:
    first = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert wall.minute_at(first) == wall.minute_at(first + timedelta(hours=1))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "now",
        "2026-11-27",
        "2026-11-27 16:30",
        "2026-11-27T16:30:00",
        "2026-11-27T16:30Z",
        "2026-11-27T16:30+00:00",
        "2026-11-27T24:00",
        "2026-11-27T16:60",
        "2026-13-01T00:00",
        "2026-02-29T00:00",
        "0000-01-01T00:00",
        "9999-12-31T23:59",
        "2026-11-27T16:30\n",
        "２０２６-11-27T16:30",
        " 2026-11-27T16:30",
    ],
)
def test_a_moment_written_otherwise_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(ValueError, match=r"^(a moment|there is no|the year)"):
        wall.minute_of(text)


@pytest.mark.parametrize(
    "text", ["", "27/11/2026", "2026-11-31", "2026-11-27T16:30", "2026-1-1", "1899-12-31"]
)
def test_a_date_written_otherwise_is_refused_with_a_reason(text: str) -> None:
    with pytest.raises(ValueError, match=r"^(a date|there is no|the year)"):
        wall.day_of(text)


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        wall.minute_at(datetime(2026, 11, 27, 16, 30))


def test_a_minute_off_the_calendar_is_refused() -> None:
    with pytest.raises(ValueError, match="outside"):
        wall.iso_minute(10**12)


def test_now_is_now() -> None:
    before = wall.minute_at(datetime.now(UTC))
    assert before <= wall.now_minute() <= wall.minute_at(datetime.now(UTC))
