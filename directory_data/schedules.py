"""HSDS schedules: text fields (RRULE parts) to plain typed ones, as the rules read them.

Days count from 1970-01-01; opens and closes are minutes after midnight of their own day, in the
place's wall time (answers.md section 1). What recurs in a way that the rules do not read has
`known` False: its hours are unknown, never guessed.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TypedDict

from directory_data import codes

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
EPOCH = date(1970, 1, 1)
WHOLE_DAY = 1440
NOTHING_SAID = "neither days nor times"
"""A schedule that is only words in `description` says this, and is not worth a warning."""

_BYDAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?(.*)", re.DOTALL)
_WALL_ZONES = ("", "Z", "+00:00", "-00:00", "+01:00", "+0000", "+0100")


class Weekday(TypedDict):
    """`2SA` is n=2, day=5; `MO` is n=0, day=0; `-1FR` is n=-1, day=4."""

    n: int
    day: int


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


class FieldError(ValueError):
    """A field cannot be read. `field` names it."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


Warned = list[tuple[str, str]]
"""What is odd but read: field and reason."""


def plain(fields: Mapping[str, object], channel: str = "") -> tuple[PlainSchedule, Warned]:
    """A schedule's HSDS fields (a JSON object or a row of the table) as plain typed ones.

    `saturday` fields (channel, kind, on_bank_holidays) are read from the same mapping; `channel`
    is what holds where none is stated, else in-person. Dates may be ISO text or `date`.
    Raises FieldError that names the field.
    """
    warned: Warned = []
    schedule = PlainSchedule(
        channel=_one_of(fields, "channel", codes.CHANNELS, channel or "in-person"),
        kind=_one_of(fields, "kind", codes.SCHEDULE_KINDS, "turn-up"),
        known=True,
        freq=_frequency(fields),
        interval=_counted(fields, "interval") or 1,
        byday=byday_of(_text(fields, "byday")),
        bymonthday=_numbers(fields, "bymonthday", 31),
        bymonth=_numbers(fields, "bymonth", 12),
        dtstart=_day(fields, "dtstart", warned),
        until=_day(fields, "until", warned),
        count=_counted(fields, "count"),
        valid_from=_day(fields, "valid_from", warned),
        valid_to=_day(fields, "valid_to", warned),
        opens=None,
        closes=None,
        on_bank_holidays=_one_of(fields, "on_bank_holidays", codes.ON_BANK_HOLIDAYS, "unknown"),
    )
    for first, last in (("valid_from", "valid_to"), ("dtstart", "until")):
        if _before(schedule[last], schedule[first]):  # type: ignore[literal-required]
            raise FieldError(last, f"is before {first}")
    schedule["opens"], schedule["closes"] = _times(fields, warned)
    why = _not_read(fields, schedule)
    if why is not None:
        schedule["known"] = False
        if why[1] != NOTHING_SAID or _text(fields, "description") == "":
            warned.append((why[0], f"{why[1]}: the hours count as not known"))
    return schedule, warned


def plain_exception(fields: Mapping[str, object], channel: str) -> tuple[PlainException, Warned]:
    """A dated exception (contract.md, `exceptions`). Raises FieldError that names the field.

    Both `to` (JSON) and `to_date` (the table) are read. Open needs times; unknown without times
    is the whole date (docs/decisions/0003).
    """
    warned: Warned = []
    first = _day(fields, "date", warned)
    if first is None:
        raise FieldError("date", "is missing")
    field = "to_date" if fields.get("to_date") is not None else "to"
    last = _day(fields, field, warned)
    if _before(last, first):
        raise FieldError(field, "is before date")
    if last is not None and last - first > 366 * 2:
        raise FieldError(field, "is more than two years after date: end the schedule instead")
    status = _one_of(fields, "status", codes.EXCEPTION_STATUS, "")
    if status == "":
        raise FieldError("status", "is missing: open, closed or unknown")
    opens, closes = _times(fields, warned)
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
        say=_text(fields, "say"),
    )
    return exception, warned


def minutes_of(text: str) -> tuple[int, str]:
    """Minutes after midnight of "HH:MM", "HH:MM:SS" or "24:00", and the zone that stood after it.

    Raises ValueError with the reason; an offset other than Z, +00:00 and +01:00 is refused,
    because nobody can say which wall time was meant.
    """
    match = _TIME.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{_shown(text)} is no time: write 09:00")
    hour, minute, second, zone = int(match[1]), int(match[2]), int(match[3] or 0), match[4].strip()
    if zone not in _WALL_ZONES:
        raise ValueError(f"{_shown(text)} has an offset: write the time on the clock of the place")
    if minute > 59 or second > 59 or hour > 24 or (hour == 24 and (minute or second)):
        raise ValueError(f"{_shown(text)} is no time of day")
    return hour * 60 + minute, zone


def clock(minutes: int) -> str:
    """Minutes after midnight as "HH:MM", up to "24:00"."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def byday_of(text: str) -> list[Weekday]:
    """`"MO,2SA,-1FR"` as weekdays. Raises FieldError for anything else."""
    weekdays: list[Weekday] = []
    for part in _parts(text.upper()):
        match = _BYDAY.fullmatch(part)
        if match is None:
            raise FieldError("byday", f"{_shown(part)} is no day: write MO, 2SA or -1FR")
        ordinal = int(match[1] or 0)
        if (match[1] is not None and ordinal == 0) or abs(ordinal) > 53:
            raise FieldError("byday", f"{_shown(part)}: no month or year has that one")
        weekday = Weekday(n=ordinal, day=DAYS.index(match[2]))
        if weekday not in weekdays:
            weekdays.append(weekday)
    return weekdays


def day_of(value: object) -> date:
    """A `date` or the text "2026-12-25" (a time after it is dropped). Raises ValueError."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}(T.*)?", value.strip(), re.ASCII):
        try:
            found = date.fromisoformat(value.strip()[:10])
        except ValueError:
            raise ValueError(f"{_shown(value)} is no date in the calendar") from None
        if not 1900 <= found.year <= 2200:
            raise ValueError(f"{_shown(value)} is outside 1900 to 2200")
        return found
    raise ValueError(f"{_shown(value)} is no date: write 2026-12-25")


def _not_read(fields: Mapping[str, object], schedule: PlainSchedule) -> tuple[str, str] | None:
    """The first field that the rules cannot follow, and why. None: they can."""
    weekly = schedule["freq"] in ("", "WEEKLY")
    ordinals = any(weekday["n"] != 0 for weekday in schedule["byday"])
    anchored = schedule["dtstart"] is not None
    for field in ("byweekno", "byyearday"):
        if _text(fields, field) != "":
            return field, "is not read"
    week_start = _text(fields, "wkst").upper()
    if week_start not in ("", *DAYS):
        raise FieldError("wkst", f"{_shown(week_start)} is no day: write MO")
    if week_start not in ("", "MO") and schedule["freq"] == "WEEKLY" and schedule["interval"] > 1:
        return "wkst", "a week that starts on another day than Monday is not read"
    if ordinals and schedule["freq"] not in ("MONTHLY", "YEARLY"):
        return "byday", "second or last days need freq MONTHLY"
    if schedule["bymonthday"] != [] and weekly and schedule["freq"] != "":
        return "bymonthday", "days of the month do not go with freq WEEKLY"
    if schedule["interval"] > 1 and not anchored and schedule["valid_from"] is None:
        return "interval", "every second or later one needs dtstart to count from"
    if schedule["count"] is not None and not anchored:
        return "count", "needs dtstart to count from"
    said = schedule["freq"] != "" or schedule["byday"] != [] or anchored or schedule["bymonthday"] != []
    if schedule["opens"] is None and not said:
        return "opens_at", NOTHING_SAID
    return None


def _times(fields: Mapping[str, object], warned: Warned) -> tuple[int | None, int | None]:
    """Opening and closing minutes, or None twice where they are not both on record."""
    found: list[int | None] = []
    for field in ("opens_at", "closes_at"):
        text = _text(fields, field)
        if text == "":
            found.append(None)
            continue
        try:
            minutes, zone = minutes_of(text)
        except ValueError as error:
            raise FieldError(field, str(error)) from None
        if zone != "":
            warned.append((field, f"{_shown(text)} is read as the time on the clock of the place"))
        found.append(minutes)
    opens, closes = found
    if opens == WHOLE_DAY:
        raise FieldError("opens_at", "24:00 is the end of a day: write 00:00")
    if opens is None or closes is None:
        if opens is not None or closes is not None:
            missing = "opens_at" if opens is None else "closes_at"
            warned.append((missing, "is missing: the times count as not known"))
        return None, None
    if opens == closes and opens != 0:
        warned.append(("closes_at", "is the same as opens_at: read as 24 hours"))
    return opens, closes


def _frequency(fields: Mapping[str, object]) -> str:
    freq = _text(fields, "freq").upper()
    if freq not in ("", *FREQUENCIES):
        raise FieldError("freq", f"{_shown(freq)} is not one of {', '.join(FREQUENCIES)}")
    return freq


def _day(fields: Mapping[str, object], field: str, warned: Warned) -> int | None:
    value = fields.get(field)
    if value is None or value == "":
        return None
    try:
        found = day_of(value)
    except ValueError as error:
        raise FieldError(field, str(error)) from None
    if isinstance(value, str) and len(value.strip()) > 10:
        warned.append((field, f"{_shown(value)}: only the date is read"))
    return (found - EPOCH).days


def _counted(fields: Mapping[str, object], field: str) -> int | None:
    value = fields.get(field)
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise FieldError(field, f"{_shown(value)} is no whole number")
    if not 1 <= value <= 10_000:
        raise FieldError(field, f"{value} is not between 1 and 10000")
    return value


def _numbers(fields: Mapping[str, object], field: str, largest: int) -> list[int]:
    numbers: list[int] = []
    for part in _parts(_text(fields, field)):
        if re.fullmatch(r"[+-]?[0-9]{1,2}", part) is None or not 1 <= abs(int(part)) <= largest:
            raise FieldError(field, f"{_shown(part)} is not between 1 and {largest}")
        if int(part) < 0 and field == "bymonth":
            raise FieldError(field, f"{_shown(part)} is no month")
        if int(part) not in numbers:
            numbers.append(int(part))
    return numbers


def _one_of(fields: Mapping[str, object], field: str, known: frozenset[str], otherwise: str) -> str:
    code = _text(fields, field)
    if code == "":
        return otherwise
    if code not in known:
        raise FieldError(field, f"{_shown(code)} is not one of {', '.join(sorted(known))}")
    return code


def _text(fields: Mapping[str, object], field: str) -> str:
    value = fields.get(field)
    if value is None:
        return ""
    if isinstance(value, Sequence) and not isinstance(value, str) and all(isinstance(v, str) for v in value):
        return ",".join(value)
    if not isinstance(value, str):
        raise FieldError(field, f"{_shown(value)} is no text")
    return value.strip()


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")] if text != "" else []


def _before(last: int | None, first: int | None) -> bool:
    return last is not None and first is not None and last < first


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
