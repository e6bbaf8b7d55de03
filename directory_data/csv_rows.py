"""Our spreadsheet: one row a service at a place, rows of one service read together."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from directory_data.csv_columns import FIELDS, MARKS, MUST, NAMES, NOTE, OF_A_SERVICE
from directory_data.csv_hours import WEEKDAYS, day_of_cell, exceptions_of, times_of, weekly
from directory_data.files import csv_rows
from directory_data.problems import FileRefusedError, Problem
from directory_data.rows import HOURS_IN_WORDS, HOURS_UNDERSTOOD, HOURS_UNKNOWN, Row

Cells = dict[str, str]
Value = TypeVar("Value")


@dataclass
class _Reading:
    """One row being read, and what is wrong with it."""

    place: str
    cells: Cells
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def cell(self, name: str) -> str | None:
        """A cell, None when it is empty or its column is absent."""
        return self.cells.get(name) or None

    def read(self, name: str, reading: Callable[[str], Value]) -> Value | None:
        """A cell through a reading that may raise ValueError."""
        text = self.cells.get(name, "")
        if text == "":
            return None
        try:
            return reading(text)
        except ValueError as error:
            self.problems.append(Problem(self.place, name, str(error)))
            return None


def recognises(header: list[str]) -> bool:
    """Whether this is our spreadsheet."""
    return all(name in header for name in MARKS)


def read(path: Path) -> Iterator[Row]:
    """One `Row` a service, in the order of their first rows. Raises FileRefusedError.

    A column that we do not know is refused: a misspelt `Show where` could show a secret place.
    """
    services: dict[tuple[str, str], list[_Reading]] = {}
    checked_header = False
    for number, cells in csv_rows(path):
        if not checked_header:
            _check_header(list(cells))
            checked_header = True
        if next(iter(cells.values())).startswith(NOTE):
            continue
        key = (cells.get("Service id") or cells["Organisation"], cells["Service"])
        if cells.get("Service id"):
            key = (cells["Service id"], "")
        services.setdefault(key, []).append(_Reading(f"row {number}", cells))
    for rows in services.values():
        yield _service(rows)


def _check_header(header: list[str]) -> None:
    for name in header:
        if name not in NAMES:
            raise FileRefusedError("is no column of the template", "row 1", name)
    for name in MARKS:
        if name not in header:
            raise FileRefusedError("this column is missing", "row 1", name)


def _service(rows: list[_Reading]) -> Row:
    first = rows[0]
    _agree(rows)
    for name in MUST:
        if not first.cells.get(name):
            first.problems.append(Problem(first.place, name, "must be filled in"))
    given = _service_fields(first)
    identity = first.cells.get("Service id") or f"{first.cells['Organisation']}/{first.cells['Service']}"
    given["id"] = identity
    names = [row.cells.get("Place", "") if _is_public(row) else "" for row in rows]
    places = []
    for ordinal, row in enumerate(rows):
        # The name of a place that is not public may tell where it is: its ordinal will do.
        own = names[ordinal] if names[ordinal] != "" and names.count(names[ordinal]) == 1 else str(ordinal)
        places.append(_at_location(row, f"{identity}/{own}"))
    given["service_at_locations"] = places
    problems = tuple(problem for row in rows for problem in row.problems)
    return Row(
        service=None if problems else given,
        place=first.place,
        refusals=problems,
        warnings=tuple(warning for row in rows for warning in row.warnings),
        hours=_hours_kind(rows),
        columns=FIELDS,
        places=tuple(row.place for row in rows),
    )


def _agree(rows: list[_Reading]) -> None:
    """What one row of a service says of it holds for all; two rows that say different things are refused."""
    first = rows[0]
    for name in OF_A_SERVICE:
        said_by = first
        for row in rows[1:]:
            said, found = first.cells.get(name, ""), row.cells.get(name, "")
            if said == "" and found != "":
                first.cells[name], said_by = found, row
            elif found not in ("", said):
                reason = f"differs from {said_by.place}, which is the same service"
                row.problems.append(Problem(row.place, name, reason))


def _is_public(row: _Reading) -> bool:
    return row.cells.get("Show where", "") == "public"


def _service_fields(row: _Reading) -> dict[str, object]:
    """The columns that say what a service is, as HSDS and our extension have them."""
    worker_only = {"notes": row.cell("Notes for workers"), "phone": row.cell("Phone for workers")}
    extension: dict[str, object] = {
        "needs": row.read("Needs", _codes),
        "referral_routes": row.read("Who can ask", _codes),
        "catchment": row.read("Area served", _codes),
        "pets": row.cell("Pets"),
        "accepts_convictions": row.cell("Convictions"),
        "first_visit": row.cell("First visit"),
        "if_refused": row.cell("If refused"),
        "start_dates": row.read("Start dates", lambda cell: [day_of_cell(day) for day in _codes(cell)]),
        "valid_to": row.read("Listed until", day_of_cell),
        "paused_since": row.read("Paused since", day_of_cell),
        "paused_why": row.cell("Why paused"),
        "eligibility_rules": _gender_rule(row),
        "worker_only": {key: said for key, said in worker_only.items() if said} or None,
    }
    return {
        "name": row.cell("Service"),
        "status": "active",
        "description": row.cell("Description"),
        "eligibility_description": row.cell("Who it is for"),
        "minimum_age": row.read("Youngest age", _whole),
        "maximum_age": row.read("Oldest age", _whole),
        "fees_description": row.cell("Cost"),
        "email": row.cell("Email"),
        "url": row.cell("Website"),
        "assured_date": row.read("Checked on", day_of_cell),
        "assurer_email": row.cell("Checked by"),
        "organization": {"name": row.cell("Organisation")},
        "required_documents": [{"document": name} for name in _codes(row.cells.get("Papers to bring", ""))],
        "saturday": {key: value for key, value in extension.items() if value is not None},
    }


def _gender_rule(row: _Reading) -> list[dict[str, object]] | None:
    """A rule is never guessed: it needs the provider's own words beside the code."""
    gender = row.cell("Gender")
    if gender is None:
        return None
    if row.cell("Who it is for") is None:
        row.problems.append(Problem(row.place, "Who it is for", "must say it in words when Gender is filled"))
        return None
    rule: dict[str, object] = {"attribute": "gender", "op": "in", "value": _codes(gender), "strength": "must"}
    rule |= {"say": row.cell("Who it is for"), "checked_on": row.read("Checked on", day_of_cell)}
    return [rule]


def _at_location(row: _Reading, identity: str) -> dict[str, object]:
    """The columns that say where and when, as one service_at_location."""
    at: dict[str, object] = {"id": identity, "schedules": _schedules(row)}
    if row.cell("Phone") is not None:
        at["phones"] = [{"number": row.cell("Phone")}]
    names = ("Place", "Address", "Town", "Postcode", "Latitude", "Council code", "Show where")
    if any(row.cell(name) for name in names):
        at["location"] = _location(row, f"{identity}/place")
    return at


def _location(row: _Reading, identity: str) -> dict[str, object]:
    extension = {
        "visibility": row.cell("Show where"),
        "council": row.cell("Council code"),
        "step_free": row.cell("Step-free"),
        "toilets": row.cell("Toilets"),
    }
    location: dict[str, object] = {
        "id": identity,
        "location_type": "physical",
        "name": row.cell("Place"),
        "latitude": row.read("Latitude", _number),
        "longitude": row.read("Longitude", _number),
        "saturday": {key: value for key, value in extension.items() if value is not None},
    }
    street = row.cell("Address") or row.cell("Place")
    if street is not None and (row.cell("Address") or row.cell("Postcode") or row.cell("Town")):
        location["addresses"] = [
            {
                "address_1": street,
                "address_2": row.cell("Address line 2"),
                "city": row.cell("Town"),
                "postal_code": row.cell("Postcode"),
                "country": "GB",
                "address_type": "physical",
            }
        ]
    elif row.cell("Postcode") is not None:
        row.problems.append(Problem(row.place, "Address", "must be filled in beside a postcode"))
    return location


def _schedules(row: _Reading) -> list[dict[str, object]]:
    """The hours columns as schedules. Exceptions stand on the first; they hold for the whole place."""
    bank_holidays = row.cell("Bank holidays")
    extension = {"channel": row.cell("How"), "on_bank_holidays": bank_holidays}
    if row.read("Appointment", _yes_or_no):
        extension["kind"] = "appointment"
    shared = {
        "valid_from": row.read("Hours from", day_of_cell),
        "valid_to": row.read("Hours until", day_of_cell),
    }
    schedules = weekly(_week(row))
    words = row.cell("Hours in words")
    exceptions = row.read("Exceptions", exceptions_of)
    if schedules == [] and (words or exceptions):
        schedules = [{"description": words}]
    elif words is not None and schedules != []:
        schedules[0]["description"] = words
    for number, schedule in enumerate(schedules):
        said: dict[str, object] = {key: value for key, value in extension.items() if value is not None}
        if number == 0 and exceptions:
            said["exceptions"] = exceptions
        schedule |= {**shared, "saturday": said}
    return schedules


def _week(row: _Reading) -> list[list[tuple[str, str]] | None]:
    week = [row.read(name, times_of) for name in WEEKDAYS]
    filled = [bool(row.cell(name)) for name in WEEKDAYS]
    if any(filled):
        for name, said in zip(WEEKDAYS, filled, strict=True):
            if not said:
                row.warnings.append(Problem(row.place, name, "is empty, so not known: write closed"))
    if all(times == [] for times in week):
        row.problems.append(Problem(row.place, "Monday", "closed every day: fill in Paused since instead"))
    return week


def _hours_kind(rows: list[_Reading]) -> str:
    """Read for every row, or kept as words, or unknown: the least of them."""
    if all(any(row.cell(name) for name in WEEKDAYS) for row in rows):
        return HOURS_UNDERSTOOD
    return HOURS_IN_WORDS if any(row.cell("Hours in words") for row in rows) else HOURS_UNKNOWN


def _codes(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip() != ""]


def _whole(cell: str) -> int:
    if re.fullmatch(r"[0-9]{1,3}", cell) is None:
        raise ValueError(f"{cell[:20]!r} is no whole number")
    return int(cell)


def _number(cell: str) -> float:
    if re.fullmatch(r"[+-]?[0-9]{1,3}(\.[0-9]{1,15})?", cell) is None:
        raise ValueError(f"{cell[:20]!r} is no number")
    return float(cell)


def _yes_or_no(cell: str) -> bool:
    if cell.lower() not in ("yes", "no"):
        raise ValueError(f"{cell[:20]!r} is neither yes nor no")
    return cell.lower() == "yes"
