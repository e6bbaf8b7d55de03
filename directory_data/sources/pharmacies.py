"""NHSBSA's pharmacies with hours for every day: `09:00-13:00,14:00-18:00` or `CLOSED`.

The list does not say what happens on bank holidays, nor whether there is a step: both stay unknown.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from directory_data.hours_in_words.saying import CODES
from directory_data.rows import HOURS_IN_WORDS, HOURS_UNDERSTOOD, HOURS_UNKNOWN, Row
from directory_data.sources.cells import Cells, Json, Names, cells_of
from directory_data.sources.common import address, location

DAYS: Final = tuple(
    f"opening_hours_{day}"
    for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
)
COLUMNS: Final = (
    "pharmacy_name", "address", "postcode", *DAYS, "organisation_data_service_code", "la_code", "la_name",
)  # fmt: skip
CALLED: Final = {
    "name": "pharmacy_name", "postal_code": "postcode", "council": "la_code", "address_1": "address",
}  # fmt: skip
TIME: Final = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]"
SPAN: Final = re.compile(rf"({TIME})-({TIME}|24:00)")
CELL: Final = re.compile(rf"{TIME}-(?:{TIME}|24:00)(?:([,:;]) ?{TIME}-(?:{TIME}|24:00))*")
EVENING: Final = "17:00"
"""A closing time before the opening time is the next day's only after an evening opening."""

Spans = list[tuple[str, str]]


def recognises(header: list[str]) -> bool:
    """A pharmacy list by its two columns that no other list has."""
    return {"pharmacy_name", "opening_hours_monday"} <= set(header)


def read(path: Path) -> Iterable[Row]:
    """One row a pharmacy. Raises FileRefusedError."""
    names, seen = Names(), set[str]()
    for cells in cells_of(path, COLUMNS):
        yield _row(cells, names, seen)


def _row(cells: Cells, names: Names, seen: set[str]) -> Row:
    name = cells.needed("pharmacy_name")
    code = cells.needed("organisation_data_service_code", 20)
    if code in seen:
        cells.refuse("organisation_data_service_code", f"{code!r} stands in an earlier row")
    seen.add(code)
    council = cells.council("la_code", "la_name", names)
    postcode = cells.postcode("postcode")
    where = address(cells.needed("address"), postcode, cells.words("la_name"))
    schedules, hours = week(cells)
    service: Json = {
        "id": f"pharmacy-{code}",
        "name": name,
        "description": "A pharmacy (chemist).",
        "status": "active",
        "organization": {"id": f"pharmacy-{code}", "name": name},
        "saturday": {"needs": ["pharmacy", "script-collection"]},
        "service_at_locations": [{"location": location(where, council), "schedules": schedules}],
    }
    return cells.row(service, hours, CALLED)


def week(cells: Cells) -> tuple[list[Json], str]:
    """The week's schedules, days with the same hours together, and what became of the hours."""
    said: dict[tuple[str, str], list[str]] = {}
    words: list[tuple[str, str]] = []
    read = 0
    for column, code in zip(DAYS, CODES, strict=True):
        spans = day(cells, column)
        if spans is None:
            words.append((code, cells.words(column)))
            continue
        read += 1
        for span in spans:
            said.setdefault(span, []).append(code)
    made = [_schedule(",".join(days), opens, closes) for (opens, closes), days in said.items()]
    for code, kept in words:
        unknown: Json = {"freq": "WEEKLY", "byday": code, "saturday": {"channel": "in-person"}}
        made.append({**unknown, "description": kept} if kept else unknown)
    if read == len(DAYS) and not said:
        cells.refuse(DAYS[0], "closed on all seven days: nothing to list")
    if read == len(DAYS):
        return made, HOURS_UNDERSTOOD
    return made, HOURS_IN_WORDS if any(kept for _, kept in words) else HOURS_UNKNOWN


def day(cells: Cells, column: str) -> Spans | None:
    """Opening and closing times of one cell; [] for CLOSED; None where they are not known.

    A cell that is meant as times and is none (cut off, 25:00) is refused; words are kept.
    """
    value = cells.words(column)
    if value == "":
        cells.warn(column, "is empty: the hours of that day count as not known")
        return None
    if value.upper() == "CLOSED":
        return []
    found = CELL.fullmatch(value)
    if found is None:
        if re.search(r"[0-9]", value):
            cells.refuse(column, f"{value[:60]!r} is not like 09:00-13:00,14:00-18:00 or CLOSED")
        else:
            cells.warn(column, f"{value[:60]!r}: kept as words")
        return None
    if re.search(r"[0-9]{2}:[0-9]{2}[:;]", value):
        cells.warn(
            column, f"{value!r} is read as {','.join('-'.join(span) for span in SPAN.findall(value))!r}"
        )
    spans = sorted(SPAN.findall(value))
    if not _in_order(spans):
        cells.warn(column, f"{value!r} overlaps or ends before it starts: kept as words")
        return None
    return spans


def _in_order(spans: Spans) -> bool:
    for number, (opens, closes) in enumerate(spans):
        last = number == len(spans) - 1
        if closes <= opens and not (last and (closes == "00:00" or opens >= EVENING)):
            return False
        if not last and spans[number + 1][0] < closes:
            return False
    return True


def _schedule(byday: str, opens: str, closes: str) -> Json:
    return {
        "freq": "WEEKLY",
        "byday": byday,
        "opens_at": opens,
        "closes_at": closes,
        "saturday": {"channel": "in-person", "kind": "turn-up"},
    }
