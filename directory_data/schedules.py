"""HSDS schedules: text fields (RRULE parts) to plain typed ones, as the rules read them.

Days count from 1970-01-01; opens and closes are minutes after midnight of their own day, in the
place's wall time (answers.md section 1). What recurs in a way that the rules do not read has
`known` False: its hours are unknown, never guessed.
"""

from collections.abc import Mapping
from typing import TypedDict

from directory_data import codes
from directory_data.schedule_fields import (
    DAYS,
    EPOCH,
    FieldError,
    Warned,
    Weekday,
    byday_in,
    clock,
    counted_in,
    day_in,
    day_of,
    frequency_in,
    is_before,
    minutes_of,
    numbers_in,
    one_of_in,
    shown,
    text_in,
    times_in,
)

__all__ = [
    "DAYS",
    "EPOCH",
    "FieldError",
    "PlainException",
    "PlainSchedule",
    "Warned",
    "Weekday",
    "clock",
    "day_of",
    "minutes_of",
    "plain",
    "plain_exception",
]

NOTHING_SAID = "neither days nor times"
"""A schedule that is only words in `description` says this, and is not worth a warning."""


class PlainSchedule(TypedDict):
    """The fields of search.rules.model.Schedule."""

    channel: str
    kind: str
    known: bool
    freq: str
    interval: int
    byday: list[Weekday]
    bymonthday: list[int]
    bymonth: list[int]
    dtstart: int | None
    until: int | None
    count: int | None
    valid_from: int | None
    valid_to: int | None
    opens: int | None
    closes: int | None
    on_bank_holidays: str


class PlainException(TypedDict):
    """The fields of search.rules.model.ScheduleException."""

    channel: str
    first: int
    last: int
    status: str
    opens: int | None
    closes: int | None
    say: str


def plain(fields: Mapping[str, object], channel: str = "") -> tuple[PlainSchedule, Warned]:
    """A schedule's HSDS fields (a JSON object or a row of the table) as plain typed ones.

    `saturday` fields (channel, kind, on_bank_holidays) are read from the same mapping; `channel`
    is what holds where none is stated, else in-person. Dates may be ISO text or `date`.
    Raises FieldError that names the field.
    """
    warned: Warned = []
    schedule = PlainSchedule(
        channel=one_of_in(fields, "channel", codes.CHANNELS, channel or "in-person"),
        kind=one_of_in(fields, "kind", codes.SCHEDULE_KINDS, "turn-up"),
        known=True,
        freq=frequency_in(fields),
        interval=counted_in(fields, "interval") or 1,
        byday=byday_in(text_in(fields, "byday")),
        bymonthday=numbers_in(fields, "bymonthday", 31),
        bymonth=numbers_in(fields, "bymonth", 12),
        dtstart=day_in(fields, "dtstart", warned),
        until=day_in(fields, "until", warned),
        count=counted_in(fields, "count"),
        valid_from=day_in(fields, "valid_from", warned),
        valid_to=day_in(fields, "valid_to", warned),
        opens=None,
        closes=None,
        on_bank_holidays=one_of_in(fields, "on_bank_holidays", codes.ON_BANK_HOLIDAYS, "unknown"),
    )
    for first, last in (("valid_from", "valid_to"), ("dtstart", "until")):
        if is_before(schedule[last], schedule[first]):  # type: ignore[literal-required]
            raise FieldError(last, f"is before {first}")
    schedule["opens"], schedule["closes"] = times_in(fields, warned)
    why = _not_read(fields, schedule)
    if why is not None:
        schedule["known"] = False
        if why[1] != NOTHING_SAID or text_in(fields, "description") == "":
            warned.append((why[0], f"{why[1]}: the hours count as not known"))
    return schedule, warned


def plain_exception(fields: Mapping[str, object], channel: str) -> tuple[PlainException, Warned]:
    """A dated exception (contract.md, `exceptions`). Raises FieldError that names the field.

    Both `to` (JSON) and `to_date` (the table) are read. Open needs times; unknown without times
    is the whole date (docs/decisions/0003).
    """
    warned: Warned = []
    first = day_in(fields, "date", warned)
    if first is None:
        raise FieldError("date", "is missing")
    field = "to_date" if fields.get("to_date") is not None else "to"
    last = day_in(fields, field, warned)
    if is_before(last, first):
        raise FieldError(field, "is before date")
    if last is not None and last - first > 366 * 2:
        raise FieldError(field, "is more than two years after date: end the schedule instead")
    status = one_of_in(fields, "status", codes.EXCEPTION_STATUS, "")
    if status == "":
        raise FieldError("status", "is missing: open, closed or unknown")
    opens, closes = times_in(fields, warned)
    if status == "open" and opens is None:
        raise FieldError("opens_at", "is missing: open needs its times")
    if status == "closed" and opens is not None:
        raise FieldError("opens_at", "closed has no times")
    exception = PlainException(
        channel=channel,
        first=first,
        last=first if last is None else last,
        status=status,
        opens=opens,
        closes=closes,
        say=text_in(fields, "say"),
    )
    return exception, warned


def _not_read(fields: Mapping[str, object], schedule: PlainSchedule) -> tuple[str, str] | None:
    """The first field that the rules cannot follow, and why. None: they can."""
    weekly = schedule["freq"] in ("", "WEEKLY")
    ordinals = any(weekday["n"] != 0 for weekday in schedule["byday"])
    anchored = schedule["dtstart"] is not None
    for field in ("byweekno", "byyearday"):
        if text_in(fields, field) != "":
            return field, "is not read"
    week_start = text_in(fields, "wkst").upper()
    if week_start not in ("", *DAYS):
        raise FieldError("wkst", f"{shown(week_start)} is no day: write MO")
    if week_start not in ("", "MO") and schedule["freq"] == "WEEKLY" and schedule["interval"] > 1:
        return "wkst", "a week that starts on another day than Monday is not read"
    if ordinals and schedule["freq"] in ("DAILY", "WEEKLY"):
        return "byday", "second or last days need freq MONTHLY"
    if schedule["bymonthday"] != [] and weekly and schedule["freq"] != "":
        return "bymonthday", "days of the month do not go with freq WEEKLY"
    if schedule["interval"] > 1 and not anchored and schedule["valid_from"] is None:
        return "interval", "every second or later one needs dtstart to count from"
    if schedule["count"] is not None and not anchored and schedule["valid_from"] is None:
        return "count", "needs dtstart to count from"
    said = schedule["freq"] != "" or schedule["byday"] != [] or schedule["bymonthday"] != []
    if said:
        return None
    if not anchored:
        return ("opens_at", NOTHING_SAID) if schedule["opens"] is None else ("byday", "times without a day")
    several = schedule["interval"] > 1 or schedule["bymonth"] != [] or schedule["count"] not in (None, 1)
    if several or schedule["until"] not in (None, schedule["dtstart"]):
        return "freq", "how often after dtstart is not said"
    return None
