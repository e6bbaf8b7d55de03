"""Hours as a council officer types them: "09:00-17:00, 18:00-20:00", "closed", "24 hours"."""

import re
from datetime import date
from itertools import pairwise

from directory_data.schedules import DAYS, clock, minutes_of

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WHOLE_DAY = ("00:00", "24:00")

Times = list[tuple[str, str]]
"""Opening and closing times of one day, each "HH:MM"."""

_DASH = re.compile(r"\s*(?:-|–|—|\bto\b)\s*", re.IGNORECASE)
_UK_DATE = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_EXCEPTION = re.compile(
    r"(?P<first>[0-9/-]{8,10})(?:\s+to\s+(?P<last>[0-9/-]{8,10}))?\s*:?\s+(?P<what>[^()]+?)\s*(?:\((?P<say>[^()]*)\))?",
    re.IGNORECASE,
)


def times_of(cell: str) -> Times | None:
    """The times of one day. [] is closed; None is an empty cell or "unknown": not known.

    Raises ValueError with the reason.
    """
    said = cell.strip().lower()
    if said in ("", "unknown", "not known"):
        return None
    if said in ("closed", "none"):
        return []
    if said in ("24 hours", "24h", "all day", "open 24 hours"):
        return [WHOLE_DAY]
    times: Times = []
    for part in said.split(","):
        ends = _DASH.split(part.strip())
        if len(ends) != 2:
            raise ValueError(f"{part.strip()[:40]!r} is no stretch of hours: write 09:00-17:00, or closed")
        times.append((_time(ends[0]), _time(ends[1])))
    _apart(times)
    return times


def _time(text: str) -> str:
    if re.fullmatch(r"[0-9]{1,2}:[0-9]{2}", text.strip()) is None:
        raise ValueError(f"{text[:20]!r} is no time: write 09:00")
    return clock(minutes_of(text)[0])


def _apart(times: Times) -> None:
    """Refuses stretches of one day that run into each other: one of them is a slip."""
    for (opens, closes), (following, _) in pairwise(times):
        if closes <= opens or following < closes:
            raise ValueError(f"{opens}-{closes} and what follows it are not in order, or overlap")


def day_of_cell(cell: str) -> str:
    """A date as ISO text. 2026-12-25, or 25/12/2026 as spreadsheets in the UK print it."""
    said = cell.strip()
    match = _UK_DATE.fullmatch(said)
    try:
        found = date(int(match[3]), int(match[2]), int(match[1])) if match else date.fromisoformat(said)
    except ValueError:
        raise ValueError(f"{said[:20]!r} is no date: write 2026-12-25 or 25/12/2026") from None
    return found.isoformat()


def exceptions_of(cell: str) -> list[dict[str, object]]:
    """The dated exceptions of a cell, as contract.md has them, from texts such as

    "2026-12-25 to 2026-12-26 closed; 2026-12-24 10:00-14:00 (Christmas Eve); 2027-01-01 unknown".
    Raises ValueError with the reason.
    """
    exceptions: list[dict[str, object]] = []
    for part in cell.split(";"):
        said = part.strip()
        if said == "":
            continue
        match = _EXCEPTION.fullmatch(said)
        if match is None:
            raise ValueError(f"{said[:40]!r} is no exception: write 2026-12-25 closed")
        dated: dict[str, object] = {"date": day_of_cell(match["first"])}
        if match["last"]:
            dated["to"] = day_of_cell(match["last"])
        if match["say"]:
            dated["say"] = match["say"].strip()
        times = times_of(match["what"])
        if times is None:
            exceptions.append({**dated, "status": "unknown"})
        elif times == []:
            exceptions.append({**dated, "status": "closed"})
        else:
            for opens_at, closes_at in times:
                exceptions.append({**dated, "status": "open", "opens_at": opens_at, "closes_at": closes_at})
    return exceptions


def weekly(cells: list[Times | None]) -> list[dict[str, object]]:
    """Seven days' times as HSDS schedules: days that share a stretch share a row.

    A day that is not known gets a schedule without times, when any other day is known.
    """
    days: dict[tuple[str, str] | None, list[str]] = {}
    for number, times in enumerate(cells):
        for stretch in [None] if times is None else times:
            days.setdefault(stretch, []).append(DAYS[number])
    if set(days) <= {None}:
        return []
    schedules: list[dict[str, object]] = []
    for stretch, names in days.items():
        schedule: dict[str, object] = {"freq": "WEEKLY", "byday": ",".join(names)}
        if stretch is not None:
            schedule |= {"opens_at": stretch[0], "closes_at": stretch[1]}
        schedules.append(schedule)
    return schedules
