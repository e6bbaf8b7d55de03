"""From schedules to the sentence that a person reads, at moments that have gone wrong for others."""

from datetime import date
from typing import Any

import pytest

from search import wall
from search.rules.model import Cover, Schedule
from search.rules.opening import opening
from search.rules.recurrence import compile_hours, hour_holidays
from search.rules.saying import say_all
from search.rules.windows import window
from tests.vector_times import catalogue

WORDS = catalogue("time")
BANK = [wall.day_of(day) for day in ("2026-04-03", "2026-04-06", "2026-12-25", "2026-12-28", "2027-01-01")]
COVER: Cover = {"first": wall.day_of("2025-11-01"), "last": wall.day_of("2027-12-31")}
HOLIDAYS = hour_holidays(BANK, "england-and-wales", COVER)


def schedule(days: str = "MO TU WE TH FR", opens: int = 540, closes: int = 1020, **more: Any) -> Schedule:
    names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    plain: Schedule = {
        "channel": "in-person",
        "kind": "turn-up",
        "known": True,
        "freq": "WEEKLY",
        "interval": 1,
        "byday": [{"n": 0, "day": names.index(day)} for day in days.split()],
        "bymonthday": [],
        "bymonth": [],
        "dtstart": None,
        "until": None,
        "count": None,
        "valid_from": None,
        "valid_to": None,
        "opens": opens,
        "closes": closes,
        "on_bank_holidays": "unknown",
    }
    return {**plain, **more}  # type: ignore[typeddict-item]


def said(schedules: list[Schedule], when: str, at: str) -> tuple[str, str]:
    """Status and words."""
    minute = wall.minute_of(at)
    name, when_at = (when, 0) if "-" not in when else ("date", wall.day_of(when) * 1440)
    span = window(name, when_at, minute, BANK)
    hours = compile_hours(schedules, [], [], HOLIDAYS, COVER)
    found = opening(hours, [], None, True, "", span, minute, COVER)
    return found["status"], say_all(found["say"], WORDS)


EVERY = "MO TU WE TH FR SA SU"
WEEKDAY = [schedule()]
NIGHT = [schedule(EVERY, 22 * 60, 8 * 60, on_bank_holidays="open")]
ALWAYS = [schedule(EVERY, 0, 0, on_bank_holidays="open")]
LINE = [schedule(EVERY, 480, 1200, channel="phone", on_bank_holidays="open")]


@pytest.mark.parametrize(
    ("schedules", "when", "at", "status", "words"),
    [
        (WEEKDAY, "weekend", "2026-11-27T16:30", "closed", "Open now until 5pm. Opens Monday 9am"),
        (WEEKDAY, "now", "2026-11-27T16:30", "open", "Open now until 5pm"),
        (WEEKDAY, "now", "2026-11-27T17:00", "closed", "Opens Monday 9am"),
        (WEEKDAY, "now", "2026-11-29T22:00", "closed", "Opens tomorrow 9am"),
        (WEEKDAY, "tomorrow", "2026-11-27T18:00", "closed", "Opens Monday 9am"),
        (
            WEEKDAY,
            "weekend",
            "2026-12-24T16:30",
            "unknown",
            "Open now until 5pm. Holiday hours not known: ring first. Opens Tuesday 9am",
        ),
        (WEEKDAY, "now", "2026-12-26T10:00", "closed", "Opens Tuesday 9am"),
        (
            WEEKDAY,
            "2026-12-25",
            "2026-12-23T10:00",
            "unknown",
            "Open now until 5pm. Holiday hours not known: ring first. Opens Tuesday 9am",
        ),
        (
            WEEKDAY,
            "weekend",
            "2026-04-02T18:00",
            "unknown",
            "Holiday hours not known: ring first. Opens Tuesday 9am",
        ),
        (NIGHT, "tonight", "2026-11-27T16:30", "open", "Opens at 10pm today"),
        (NIGHT, "now", "2026-11-28T02:00", "open", "Open now until 8am"),
        (NIGHT, "now", "2026-11-27T23:00", "open", "Open now until 8am tomorrow"),
        (ALWAYS, "weekend", "2026-12-24T16:30", "open", "Open all day and night"),
        (LINE, "now", "2026-11-27T18:00", "open", "Phone line open until 8pm"),
        (LINE, "weekend", "2026-11-27T21:00", "open", "Phone line opens tomorrow 8am"),
        ([schedule("SU", 600, 720)], "weekend", "2026-11-27T16:30", "open", "Opens Sunday 10am"),
        ([schedule("SU", 720, 780)], "now", "2026-11-29T11:00", "closed", "Opens at midday today"),
        ([schedule("MO", 540, 570)], "now", "2026-11-30T09:10", "open", "Open now until 9:30am"),
        ([schedule("FR", 1080, 1440)], "now", "2026-11-27T20:00", "open", "Open now until midnight"),
        (
            [schedule("SA", freq="MONTHLY", byday=[{"n": 2, "day": 5}])],
            "now",
            "2026-11-27T16:30",
            "closed",
            "Opens Saturday 12 December, 9am",
        ),
        ([schedule("FR", interval=2)], "now", "2026-11-27T10:00", "unknown", "Hours not known: ring first"),
        ([schedule("SU", 60, 120)], "now", "2026-10-25T01:30", "open", "Open now until 2am"),
        ([schedule("SU", 540, 1020)], "now", "2027-03-28T01:30", "closed", "Opens at 9am today"),
        (
            WEEKDAY,
            "2028-01-10",
            "2026-11-28T10:00",
            "unknown",
            "Too far ahead to be sure. Usually Monday to Friday 9am to 5pm",
        ),
    ],
)
def test_what_a_person_reads(schedules: list[Schedule], when: str, at: str, status: str, words: str) -> None:
    assert said(schedules, when, at) == (status, words)


@pytest.mark.parametrize("opens_on", range(7))
@pytest.mark.parametrize("ahead", range(7))
def test_a_day_is_never_called_tomorrow_that_is_not(opens_on: int, ahead: int) -> None:
    names = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
    full = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
    day = wall.day_of("2026-11-30") + 7 + opens_on - ahead
    at = f"{date(1970, 1, 1).fromordinal(date(1970, 1, 1).toordinal() + day)}T08:00"
    words = said([schedule(names[opens_on])], "now", at)[1]
    expected = {0: "Opens at 9am today", 1: "Opens tomorrow 9am"}.get(ahead, f"Opens {full[opens_on]} 9am")
    assert words == expected
