"""The fields of a schedule, one by one: times, dates, days and counts as text becomes values.

Every reading raises FieldError that names its field.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import TypedDict

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FREQUENCIES = ("DAILY", "WEEKLY", "MONTHLY", "YEARLY")
EPOCH = date(1970, 1, 1)
WHOLE_DAY = 1440

_BYDAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)")
_TIME = re.compile(r"([0-9]{1,2}):([0-9]{2})(?::([0-9]{2})(?:\.[0-9]+)?)?(.*)", re.DOTALL)
_WALL_ZONES = ("", "Z", "+00:00", "-00:00", "+01:00", "+0000", "+0100")


class Weekday(TypedDict):
    """`2SA` is n=2, day=5; `MO` is n=0, day=0; `-1FR` is n=-1, day=4."""

    n: int
    day: int


class FieldError(ValueError):
    """A field cannot be read. `field` names it."""

    def __init__(self, field: str, reason: str) -> None:
        super().__init__(f"{field}: {reason}")
        self.field = field
        self.reason = reason


Warned = list[tuple[str, str]]
"""What is odd but read: field and reason."""


def minutes_of(text: str) -> tuple[int, str]:
    """Minutes after midnight of "HH:MM", "HH:MM:SS" or "24:00", and the zone that stood after it.

    Raises ValueError with the reason; an offset other than Z, +00:00 and +01:00 is refused,
    because nobody can say which wall time was meant.
    """
    match = _TIME.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{shown(text)} is no time: write 09:00")
    hour, minute, second, zone = int(match[1]), int(match[2]), int(match[3] or 0), match[4].strip()
    if zone not in _WALL_ZONES:
        raise ValueError(f"{shown(text)} has an offset: write the time on the clock of the place")
    if minute > 59 or second > 59 or hour > 24 or (hour == 24 and (minute or second)):
        raise ValueError(f"{shown(text)} is no time of day")
    return hour * 60 + minute, zone


def clock(minutes: int) -> str:
    """Minutes after midnight as "HH:MM", up to "24:00"."""
    return f"{minutes // 60:02d}:{minutes % 60:02d}"


def byday_in(text: str) -> list[Weekday]:
    """`"MO,2SA,-1FR"` as weekdays. Raises FieldError for anything else."""
    weekdays: list[Weekday] = []
    for part in _parts(text.upper()):
        match = _BYDAY.fullmatch(part)
        if match is None:
            raise FieldError("byday", f"{shown(part)} is no day: write MO, 2SA or -1FR")
        ordinal = int(match[1] or 0)
        if (match[1] is not None and ordinal == 0) or abs(ordinal) > 53:
            raise FieldError("byday", f"{shown(part)}: no month or year has that one")
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
            raise ValueError(f"{shown(value)} is no date in the calendar") from None
        if not 1900 <= found.year <= 2200:
            raise ValueError(f"{shown(value)} is outside 1900 to 2200")
        return found
    raise ValueError(f"{shown(value)} is no date: write 2026-12-25")


def times_in(fields: Mapping[str, object], warned: Warned) -> tuple[int | None, int | None]:
    """Opening and closing minutes, or None twice where they are not both on record."""
    found: list[int | None] = []
    for field in ("opens_at", "closes_at"):
        text = text_in(fields, field)
        if text == "":
            found.append(None)
            continue
        try:
            minutes, zone = minutes_of(text)
        except ValueError as error:
            raise FieldError(field, str(error)) from None
        if zone != "":
            warned.append((field, f"{shown(text)} is read as the time on the clock of the place"))
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


def frequency_in(fields: Mapping[str, object]) -> str:
    """`freq`, upper case; "" when absent."""
    freq = text_in(fields, "freq").upper()
    if freq not in ("", *FREQUENCIES):
        raise FieldError("freq", f"{shown(freq)} is not one of {', '.join(FREQUENCIES)}")
    return freq


def day_in(fields: Mapping[str, object], field: str, warned: Warned) -> int | None:
    """A date field as a day, None when absent. A time after the date is dropped with a warning."""
    value = fields.get(field)
    if value is None or value == "":
        return None
    try:
        found = day_of(value)
    except ValueError as error:
        raise FieldError(field, str(error)) from None
    if isinstance(value, str) and len(value.strip()) > 10:
        warned.append((field, f"{shown(value)}: only the date is read"))
    return (found - EPOCH).days


def counted_in(fields: Mapping[str, object], field: str) -> int | None:
    """A whole number from 1 to 10,000, None when absent."""
    value = fields.get(field)
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise FieldError(field, f"{shown(value)} is no whole number")
    if not 1 <= value <= 10_000:
        raise FieldError(field, f"{value} is not between 1 and 10000")
    return value


def numbers_in(fields: Mapping[str, object], field: str, largest: int) -> list[int]:
    """Comma-separated numbers, each from 1 to `largest`; but for `bymonth` they may count from the end."""
    numbers: list[int] = []
    for part in _parts(text_in(fields, field)):
        if re.fullmatch(r"[+-]?[0-9]{1,2}", part) is None or not 1 <= abs(int(part)) <= largest:
            raise FieldError(field, f"{shown(part)} is not between 1 and {largest}")
        if int(part) < 0 and field == "bymonth":
            raise FieldError(field, f"{shown(part)} is no month")
        if int(part) not in numbers:
            numbers.append(int(part))
    return numbers


def one_of_in(fields: Mapping[str, object], field: str, known: frozenset[str], otherwise: str) -> str:
    """One of the codes known; `otherwise` when absent."""
    code = text_in(fields, field)
    if code == "":
        return otherwise
    if code not in known:
        raise FieldError(field, f"{shown(code)} is not one of {', '.join(sorted(known))}")
    return code


def text_in(fields: Mapping[str, object], field: str) -> str:
    """Stripped text, "" when absent. A list of texts is read as one with commas."""
    value = fields.get(field)
    if value is None:
        return ""
    if isinstance(value, Sequence) and not isinstance(value, str) and all(isinstance(v, str) for v in value):
        return ",".join(value)
    if not isinstance(value, str):
        raise FieldError(field, f"{shown(value)} is no text")
    return value.strip()


def _parts(text: str) -> list[str]:
    return [part.strip() for part in text.split(",")] if text != "" else []


def is_before(last: int | None, first: int | None) -> bool:
    """Whether both are said, and in the wrong order."""
    return last is not None and first is not None and last < first


def shown(value: object) -> str:
    """A value as it can stand in a message, not too long."""
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."
