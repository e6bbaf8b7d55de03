"""Readable times in tests/vectors, and short forms of hours beside those of vector_shapes.

| written | means |
|---|---|
| `"@2026-11-27T16:30"` | that absolute minute |
| `"@2026-11-27"` | that day |
| `"@16:30"` | that minute of the day (`"@32:00"` is 8am on the next) |
| `{"$byday": "MO 2SA -1FR"}` | a list of Weekday |
| `{"$week": "MO-FR 09:00-17:00; SA 10:00-14:00 last-entry"}` | a list of Slot, sorted |
| `{"$spans": "09:00-17:00; 18:00-20:00 unknown"}` | a list of Span |
| `{"$stretches": "2026-11-27T09:00/2026-11-27T17:00; …/… unknown"}` | a list of Stretch |
| `{"$catalogue": "time"}` | words/time.json as a catalogue; "all": all files; "made up": a strange one |
| `{"$schedule": {…}}`, `{"$exception": {…}}`, `{"$hours": {…}}`, `{"$window": {…}}` | the whole shape |
"""

import json
import re
from collections.abc import Callable
from datetime import date

from search.catalogue import WORDS, Catalogue, english, parse
from tests.parity.rules.pools import CATALOGUE
from tests.vector_shapes import SHAPES, Shape

DAY = 1440
WEEKDAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
MOMENT = re.compile(r"@(\d{4}-\d{2}-\d{2})T(\d{2}):(\d{2})")
DATE = re.compile(r"@(\d{4}-\d{2}-\d{2})")
TIME = re.compile(r"@(\d{1,2}):(\d{2})")
BYDAY = re.compile(r"(-?\d+)?(MO|TU|WE|TH|FR|SA|SU)")


def _schedule() -> Shape:
    """Monday to Friday, 9am to 5pm, where a vector says nothing else."""
    return {
        **dict.fromkeys(("dtstart", "until", "count", "valid_from", "valid_to")),
        "channel": "in-person",
        "kind": "turn-up",
        "known": True,
        "freq": "WEEKLY",
        "interval": 1,
        "byday": byday("MO TU WE TH FR"),
        "bymonthday": [],
        "bymonth": [],
        "opens": 540,
        "closes": 1020,
        "on_bank_holidays": "unknown",
    }


def _exception() -> Shape:
    return {
        "channel": "in-person",
        "first": 0,
        "last": 0,
        "status": "closed",
        "opens": None,
        "closes": None,
        "say": "",
    }


def _hours() -> Shape:
    return {"channel": "in-person", "known": True, "week": [], "dates": []}


def _dated() -> Shape:
    return {"day": 0, "why": "schedule", "say": "", "spans": []}


def _window() -> Shape:
    return {"name": "today", "moment": False, "start": 0, "end": 0, "first": -1, "last": -1}


def _open() -> Shape:
    return {
        "status": "closed",
        "channel": "in-person",
        "until": None,
        "next": None,
        "say": [],
        "stretches": [],
        "from_day": 2**30,
    }


SHAPES.update(
    {
        "$schedule": _schedule,
        "$exception": _exception,
        "$hours": _hours,
        "$dated": _dated,
        "$window": _window,
        "$open": _open,
    }
)


def byday(text: str) -> list[Shape]:
    """ "2SA" as one Weekday."""
    found: list[Shape] = []
    for item in text.split():
        match = BYDAY.fullmatch(item)
        if match is None:
            raise ValueError(f"not a byday: {item}")
        found.append({"n": int(match[1] or 0), "day": WEEKDAYS.index(match[2])})
    return found


def clock(text: str) -> int:
    """ "16:30" as a minute of the day; hours may pass 24."""
    hour, past = text.split(":")
    return int(hour) * 60 + int(past)


def spans(text: str) -> list[Shape]:
    """ "09:00-17:00 last-entry unknown; …" as Spans."""
    found: list[Shape] = []
    for item in filter(None, (part.strip() for part in text.split(";"))):
        times, *rest = item.split()
        opens, closes = times.split("-")
        status = "unknown" if "unknown" in rest else "open"
        kinds = [word for word in rest if word != "unknown"]
        found.append(
            {
                "opens": clock(opens),
                "closes": clock(closes),
                "kind": kinds[0] if kinds else "turn-up",
                "status": status,
            }
        )
    return found


def week(text: str) -> list[Shape]:
    """ "MO-FR 09:00-17:00; SA 10:00-14:00" as Slots, sorted by day and opening."""
    found: list[Shape] = []
    for item in filter(None, (part.strip() for part in text.split(";"))):
        days, rest = item.split(maxsplit=1)
        first, _, last = days.partition("-")
        low = WEEKDAYS.index(first)
        high = WEEKDAYS.index(last) if last else low
        for day in range(low, high + 1):
            found += [{"day": day, **span} for span in spans(rest)]
    return sorted(found, key=lambda slot: (slot["day"], slot["opens"]))


def stretches(text: str) -> list[Shape]:
    """ "2026-11-27T09:00/2026-11-27T17:00 unknown; …" as Stretches."""
    found: list[Shape] = []
    for item in filter(None, (part.strip() for part in text.split(";"))):
        times, *rest = item.split()
        start, end = times.split("/")
        status = rest[0] if rest else "open"
        found.append({"start": time("@" + start), "end": time("@" + end), "status": status})
    return found


def catalogue(name: str) -> Catalogue:
    """One file of the words, parsed, or all of them; or the made-up one that cases of both runtimes have."""
    if name == "all":
        return english()
    if name == "made up":
        return CATALOGUE
    entries: dict[str, str] = json.loads((WORDS / f"{name}.json").read_text("utf-8"))
    return {key: parse(key, text) for key, text in entries.items()}


LISTS: dict[str, Callable[[str], object]] = {
    "$catalogue": catalogue,
    "$byday": byday,
    "$week": week,
    "$spans": spans,
    "$stretches": stretches,
}


def time(text: str) -> object:
    """A string that starts with @ as its number; any other as it is."""
    if match := MOMENT.fullmatch(text):
        return day_number(match[1]) * DAY + int(match[2]) * 60 + int(match[3])
    if match := DATE.fullmatch(text):
        return day_number(match[1])
    if match := TIME.fullmatch(text):
        return int(match[1]) * 60 + int(match[2])
    if text.startswith("@"):
        raise ValueError(f"not a time: {text}")
    return text


def day_number(text: str) -> int:
    """Days since 1970-01-01, by the standard library: a vector shares no code with the rules."""
    return date.fromisoformat(text).toordinal() - date(1970, 1, 1).toordinal()


def timed(value: object) -> object:
    """The value with every time and list in it written out. Shapes are left to vector_shapes."""
    if isinstance(value, str):
        return time(value)
    if isinstance(value, list):
        return [timed(item) for item in value]
    if not isinstance(value, dict):
        return value
    if len(value) == 1:
        ((name, said),) = value.items()
        if name in LISTS:
            return LISTS[name](said)
    return {name: timed(item) for name, item in value.items()}
