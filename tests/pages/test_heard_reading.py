"""Dates, moments and numbers that somebody typed, read letter by letter, against Python's own readers."""

import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pwa.views.reading import SPACES, day_read, hundredths, minute_read, trimmed, whole
from search import wall

#: Text that is nearly a date, a moment or a number, beside any text at all.
NEARLY = st.text("0123456789-T:. \n٣２", max_size=17) | st.text(max_size=20)


def by_wall(text: str) -> int | None:
    try:
        return wall.minute_of(text)
    except ValueError:
        return None


def day_by_wall(text: str) -> int | None:
    try:
        return wall.day_of(text)
    except ValueError:
        return None


def test_every_night_on_which_the_clock_skips() -> None:
    """Each day of 1972 to 2100, at each of the hours that were skipped; moments before are refused."""
    day, last = date(1972, 1, 1), date(2100, 1, 1)
    while day < last:
        for hour in (1, 2, 3):
            text = f"{day}T{hour:02d}:30"
            assert minute_read(text) == wall.minute_of(text)
        day += timedelta(days=1)
    for text in ("1971-12-31T23:59", "1900-01-01T00:00"):
        assert minute_read(text) is by_wall(text) is None


@given(st.datetimes(wall.naive(1_051_920), wall.naive(540_000_000)))
def test_a_moment_is_read_as_the_api_reads_it(moment: object) -> None:
    text = str(moment)[:16].replace(" ", "T")
    assert minute_read(text) == wall.minute_of(text)
    assert day_read(text[:10]) == wall.day_of(text[:10])


@given(NEARLY | st.from_regex(r"(19|20|29|30|18)\d\d-[01]\d-[0-3]\d(T[0-2]\d:[0-6]\d)?", fullmatch=True))
def test_what_is_no_moment_is_refused_alike(text: str) -> None:
    assert minute_read(text) == by_wall(text)
    assert day_read(text) == day_by_wall(text)


@given(NEARLY | st.from_regex(r"\d{1,4}(\.\d{0,3})?", fullmatch=True))
def test_miles_are_read_to_a_hundredth(text: str) -> None:
    plain = re.fullmatch(r"[0-9]{1,3}(\.[0-9]{1,2})?", text)
    assert hundredths(text) == (round(float(text) * 100) if plain else -1)


@given(NEARLY | st.from_regex(r"[0-9]{1,10}", fullmatch=True), st.integers(1, 9))
def test_digits_are_a_number(text: str, most: int) -> None:
    plain = re.fullmatch(rf"[0-9]{{1,{most}}}", text)
    assert whole(text, most) == (int(text) if plain else -1)


def test_the_spaces_are_those_that_python_strips() -> None:
    assert [chr(point) for point in range(0x110000) if chr(point).isspace()] == SPACES


@given(st.text(st.sampled_from("ab \t\u2003\xa0é"), max_size=9), st.integers(1, 9))
def test_a_text_is_trimmed_or_too_long(text: str, most: int) -> None:
    kept = text.strip()
    assert trimmed(text, most) == (kept if len(kept) <= most else None)


@pytest.mark.parametrize("text", ["", " ", "\u3000\n"])
def test_a_blank_is_nothing(text: str) -> None:
    assert trimmed(text, 1) == ""
