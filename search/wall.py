"""Wall-clock time in Europe/London as minutes, and its text forms. The only clock of the answers.

Rules know nothing of zones: they get absolute wall minutes (day * 1440 + minute of the day). An hour
that the clock repeats has the same minutes twice; a moment inside the hour that it skips is read one
hour later (answers.md section 1). The phone has its own pair of this module, held to the same vectors.
"""

import re
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
DAY = 1440
HOUR = 60
EPOCH = date(1970, 1, 1)
#: Moments are read from the year in which London's clock began to change by a rule; no answer is older.
FIRST_MOMENT = 1972
YEARS = range(1900, 3000)  # windows and openings run past what is read: the calendar has to go on
DATE = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})T([0-9]{2}):([0-9]{2})", re.ASCII)


def day_of(text: str) -> int:
    """The day number of "2026-11-27". ValueError for anything else, and outside 1900 to 2999."""
    found = DATE.fullmatch(text)
    if found is None:
        raise ValueError(f"a date is written YYYY-MM-DD, not {text!r}")
    if int(found[1]) not in YEARS:
        raise ValueError(f"the year of {text!r} is not from {YEARS[0]} to {YEARS[-1]}")
    try:
        return (date(int(found[1]), int(found[2]), int(found[3])) - EPOCH).days
    except ValueError:
        raise ValueError(f"there is no date {text!r}") from None


def minute_of(text: str) -> int:
    """The absolute wall minute of "2026-11-27T16:30", no seconds and no offset.

    A moment inside the hour that the clock skips is read one hour later. ValueError for anything else, and
    outside 1972 to 2999.
    """
    found = MOMENT.fullmatch(text)
    if found is None:
        raise ValueError(f"a moment is written YYYY-MM-DDTHH:MM, not {text!r}")
    hour, past = int(found[2]), int(found[3])
    if hour > 23 or past > 59:
        raise ValueError(f"there is no time {hour:02d}:{past:02d}")
    if int(found[1][:4]) < FIRST_MOMENT:
        raise ValueError(f"the year of {text!r} is not from {FIRST_MOMENT} to {YEARS[-1]}")
    minute = day_of(found[1]) * DAY + hour * HOUR + past
    return minute + HOUR if is_skipped(minute) else minute


def is_skipped(minute: int) -> bool:
    """Whether the clock jumps over this wall minute (the night that summer time begins)."""
    wall = naive(minute)
    back = wall.replace(tzinfo=LONDON).astimezone(UTC).astimezone(LONDON).replace(tzinfo=None)
    return back != wall


def naive(minute: int) -> datetime:
    """The wall minute as a datetime without a zone. OverflowError outside the years 1 to 9999."""
    return datetime(1970, 1, 1) + timedelta(minutes=minute)


def iso_minute(minute: int) -> str:
    """ "2026-11-27T16:30" for an absolute wall minute. ValueError outside the years 1 to 9999."""
    try:
        return naive(minute).isoformat(timespec="minutes")
    except OverflowError:
        raise ValueError(f"minute {minute} lies outside the calendar") from None


def minute_at(instant: datetime) -> int:
    """The wall minute in London at an instant. ValueError: an instant has to know its zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant has to know its zone")
    wall = instant.astimezone(LONDON).replace(tzinfo=None)
    return (wall - datetime(1970, 1, 1)) // timedelta(minutes=1)


def now_minute() -> int:
    """The wall minute in London now."""
    return minute_at(datetime.now(UTC))
