"""The prison register: three SQL files in one folder, INSERTs and later UPDATEs of them.

A prison is a place that people leave, not help. Each open one becomes a service for its visits and
its gate with the status `inactive`: it is on record for staff, and listed for nobody until a person
who has checked it makes it active. The places people type ("HMP Durham") are the gazetteer's.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from directory_data.files import text_of
from directory_data.problems import FileRefusedError, Problem
from directory_data.rows import HOURS_UNKNOWN, Row
from directory_data.sources.cells import POSTCODE, Cells, Json, said, spaced
from directory_data.sources.common import location
from directory_data.sources.sql import Insert, Update, Value, statements

FILE: Final = re.compile(r"V(\d+(?:_\d+)*)__\w*prison\w*\.sql", re.IGNORECASE)
PRISONS: Final = re.compile(r"V[\d_]+__insert_prisons\.sql", re.IGNORECASE)
ADDRESSES: Final = re.compile(r"V[\d_]+__insert_prison_address\.sql", re.IGNORECASE)
COLUMNS: Final = ("address_line1", "address_line2", "town", "county", "country", "postcode")
CALLED: Final = {"postal_code": "POSTCODE", "address_1": "ADDRESS_LINE1", "city": "TOWN"}
NAMED: Final = re.compile(r"(.+?)\s*\(((?:HMP|YOI|HMYOI|STC|IRC)[^)]*)\)", re.IGNORECASE)

AT_END: Final = re.compile(r"(.+) (HMP(?:/YOI)?)")


@dataclass
class Prison:
    """One prison as the register has it after its updates; `addresses` by lower-case column."""

    code: str
    name: str
    active: bool
    line: str
    addresses: list[dict[str, Value]] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)


def recognises(header: list[str]) -> bool:
    """A folder that holds the register's files, or one of the files alone (which `read` refuses)."""
    return any(PRISONS.fullmatch(name) for name in header) or any(
        name.startswith(("INSERT INTO prison ", "INSERT INTO ADDRESS")) for name in header[:1]
    )


def read(path: Path) -> Iterable[Row]:
    """One row an open prison. Raises FileRefusedError."""
    register = prisons(path)
    nameless = tuple(
        Problem(one.line, "PRISON_ID", f"an address of {one.code!r}, which no file names: left out")
        for one in register
        if one.name == ""
    )
    for number, prison in enumerate(one for one in register if one.active):
        row = _row(prison)
        yield replace(row, warnings=row.warnings + nameless) if number == 0 else row


def prisons(path: Path) -> list[Prison]:
    """Every prison of the register, closed ones too, with the updates applied in the files' order.

    One that has an address and stands in no list of prisons has the name "" and is not active.
    """
    if not path.is_dir():
        raise FileRefusedError("prisons come in three SQL files: give the folder that holds them")
    files = [child for child in path.iterdir() if FILE.fullmatch(child.name)]
    for wanted, what in ((PRISONS, "insert_prisons"), (ADDRESSES, "insert_prison_address")):
        if not any(wanted.fullmatch(child.name) for child in files):
            raise FileRefusedError(f"the folder has no file V…__{what}.sql")
    found: dict[str, Prison] = {}
    for file in sorted(files, key=_version):
        for statement in statements(text_of(file), file.name):
            _apply(statement, found, file.name)
    return list(found.values())


def _version(file: Path) -> list[int]:
    match = FILE.fullmatch(file.name)
    return [int(part) for part in match[1].split("_")] if match else []


def _apply(statement: Insert | Update, found: dict[str, Prison], file: str) -> None:
    place = f"{file} line {statement.line}"
    if isinstance(statement, Update):
        if statement.table != "address" or not set(statement.changes) <= set(COLUMNS):
            raise FileRefusedError(f"changes {statement.table} in a way that is not read", place)
        prison = found.get(statement.prison)
        if prison is None:
            raise FileRefusedError(f"no prison has the code {statement.prison[:20]!r}", place)
        for one in prison.addresses:
            one |= statement.changes
        if not prison.addresses:
            prison.warnings.append(f"{place} changes an address that the register does not have")
    elif statement.table == "prison":
        _add(statement, found, place)
    elif statement.table == "address":
        columns = dict(zip(statement.columns, statement.values, strict=True))
        code = columns.pop("prison_id", None)
        if not isinstance(code, str) or set(columns) != set(COLUMNS):
            raise FileRefusedError(f"an address without PRISON_ID, or not with {', '.join(COLUMNS)}", place)
        found.setdefault(code, Prison(code, "", False, place)).addresses.append(columns)
    else:
        raise FileRefusedError(f"the table {statement.table[:20]!r} is not read", place)


def _add(statement: Insert, found: dict[str, Prison], place: str) -> None:
    if len(statement.values) != 3 or statement.columns:
        raise FileRefusedError("a prison is (code, name, active)", place)
    code, name, active = statement.values
    if not isinstance(code, str) or not isinstance(name, str) or not isinstance(active, bool):
        raise FileRefusedError("a prison is ('ABC', 'Name (HMP)', true)", place)
    if code in found:
        raise FileRefusedError(f"{code!r} stands twice", place)
    found[code] = Prison(code, name, active, place)


def full_name(name: str) -> str:
    """As people say it: "Deerbolt (HMPYOI)" → "HMP & YOI Deerbolt"."""
    plain = said(name)
    match = NAMED.fullmatch(plain) or AT_END.fullmatch(plain)
    if match is None:
        return plain
    kind = re.sub(r"HMP ?/? ?(?:HM)?YOI", "HMP & YOI", match[2].upper())
    return f"{kind} {match[1]}"


def _row(prison: Prison) -> Row:
    cells = Cells(prison.line, {"NAME": prison.name})
    if not re.fullmatch(r"[A-Z]{3}", prison.code):
        cells.refuse("PRISON_ID", f"{prison.code[:20]!r} is no code of three letters")
    name = full_name(cells.needed("NAME", 200))
    for warning in prison.warnings:
        cells.warn("", warning)
    if not prison.addresses:
        cells.warn("", f"{name} has no address in the register")
    visits: list[Json] = [{"location": _place(cells, name, one)} for one in prison.addresses]
    service: Json = {
        "id": f"prison-{prison.code}",
        "name": f"{name}: visits and gate",
        "description": "Visits, and the gate on the day someone leaves.",
        "status": "inactive",
        "organization": {"id": f"prison-{prison.code}", "name": name},
        "saturday": {"needs": ["visits"]},
        "service_at_locations": visits,
    }
    return cells.row(service, HOURS_UNKNOWN, CALLED)


def _place(cells: Cells, name: str, columns: dict[str, Value]) -> Json:
    words = {column: said(str(value)) for column, value in columns.items() if value is not None}
    postcode = words.get("postcode", "").upper()
    if POSTCODE.fullmatch(postcode) is None:
        cells.refuse("POSTCODE", f"{postcode[:20]!r} has not the form of a postcode")
    lines = [words[column] for column in ("address_line1", "address_line2") if words.get(column)]
    where: Json = {"address_1": ", ".join(lines) or name, "city": words.get("town", "")}
    if words.get("county"):
        where["state_province"] = words["county"]
    where |= {"postal_code": spaced(postcode), "country": "GB", "address_type": "physical"}
    return location(where)
