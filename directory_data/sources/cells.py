"""Cells of a real list, read with their faults: every fault is named by row and column."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from directory_data.files import csv_rows, header_of
from directory_data.hours_in_words.tokens import clean
from directory_data.problems import FileRefusedError, Problem
from directory_data.rows import Row

Json = dict[str, object]

POSTCODE: Final = re.compile(r"[A-Z]{1,2}[0-9][A-Z0-9]? ?[0-9][A-Z]{2}")
COUNCIL: Final = re.compile(r"[EWSN][0-9]{8}")
EMAIL: Final = re.compile(r"[\w.+'-]+@[\w-]+(?:\.[\w-]+)+")
WEB: Final = re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:[/?#]\S*)?")
DEGREES: Final = re.compile(r"-?[0-9]{1,3}(?:\.[0-9]{1,20})?")
NOTHING: Final = re.compile(r"(?:n\.?/?a\.?|not known|unknown|none|nil|-)?", re.IGNORECASE)


def said(words: str) -> str:
    """The words cleaned, or "" where they say that nothing is known ("NA", "Not known")."""
    plain = clean(words)
    return "" if NOTHING.fullmatch(plain) else plain


def slug(name: str) -> str:
    """A name as part of an id: "St Cross Church" → "st-cross-church"."""
    return "-".join(re.findall(r"[a-z0-9]+", name.lower())) or "unnamed"


class Ids:
    """Ids from names and an ordinal, never from a place (docs/decisions/0003)."""

    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.seen: Counter[str] = Counter()

    def of(self, name: str) -> str:
        base = f"{self.prefix}-{slug(name)}"
        self.seen[base] += 1
        return base if self.seen[base] == 1 else f"{base}-{self.seen[base]}"


class Names:
    """Codes and names that must agree all through a file: a cut-off "Wiga" stands out beside "Wigan"."""

    def __init__(self) -> None:
        self.first: dict[str, tuple[str, str]] = {}

    def clash(self, code: str, name: str, place: str) -> str:
        known, where = self.first.setdefault(code, (name, place))
        return "" if known == name else f"{code} is called {known!r} in {where}, {name!r} here"


@dataclass
class Cells:
    """One row of a spreadsheet, and what is wrong with it as its cells are read."""

    place: str
    cells: Mapping[str, str]
    refusals: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)

    def refuse(self, column: str, reason: str) -> None:
        self.refusals.append(Problem(self.place, column, reason))

    def warn(self, column: str, reason: str) -> None:
        self.warnings.append(Problem(self.place, column, reason))

    def words(self, column: str) -> str:
        return said(self.cells.get(column, ""))

    def needed(self, column: str, longest: int = 2000) -> str:
        value = self.words(column)
        if value == "":
            self.refuse(column, "is empty")
        elif len(value) > longest:
            self.refuse(column, f"{len(value)} characters: more than {longest}")
        return value

    def postcode(self, column: str) -> str:
        """A full postcode with its space; refused where it has not the form of one."""
        value = " ".join(self.needed(column).upper().split())
        if value and POSTCODE.fullmatch(value) is None:
            self.refuse(column, f"{value[:20]!r} has not the form of a postcode")
        return spaced(value)

    def council(self, code: str, name: str, names: Names) -> str:
        value, called = self.needed(code).upper(), self.needed(name)
        if value and COUNCIL.fullmatch(value) is None:
            self.refuse(code, f"{value[:20]!r} is no council code such as E08000001")
        elif clash := names.clash(value, called, self.place):
            self.refuse(name, clash)
        return value

    def coordinate(self, column: str, bound: int) -> float | None:
        value = self.needed(column)
        if value == "":
            return None
        number = float(value) if DEGREES.fullmatch(value) else math.nan
        if not -bound <= number <= bound:
            self.refuse(column, f"{value[:20]!r} is no number of degrees")
            return None
        return number

    def email(self, column: str) -> str:
        value = self.words(column)
        if value and EMAIL.fullmatch(value) is None:
            self.warn(column, f"{value[:60]!r} is no e-mail address: left out")
            return ""
        return value

    def web(self, column: str) -> str:
        """The first web address of the cell, "" where there is none."""
        value = self.words(column)
        if value == "":
            return ""
        first = value.split()[0]
        if WEB.fullmatch(first) is None:
            self.warn(column, f"{value[:60]!r} is no web address: left out")
            return ""
        if first != value:
            self.warn(column, "only the first web address is kept")
        return first if first.startswith("http") else f"https://{first}"

    def row(self, service: Json, hours: str, columns: Mapping[str, str]) -> Row:
        """The row as read; without its service where something was refused."""
        found = None if self.refusals else service
        return Row(found, self.place, tuple(self.refusals), tuple(self.warnings), hours, columns)


def spaced(postcode: str) -> str:
    compact = postcode.replace(" ", "")
    return f"{compact[:-3]} {compact[-3:]}" if len(compact) > 4 else compact


def cells_of(path: Path, columns: Iterable[str]) -> Iterator[Cells]:
    """Rows of a CSV that must have these columns. Raises FileRefusedError for another file."""
    header = header_of(path)
    missing = [name for name in columns if name not in header]
    if missing:
        raise FileRefusedError(f"the column is missing: {', '.join(missing)}", "row 1", missing[0])
    found = False
    for number, cells in csv_rows(path):
        found = True
        yield Cells(f"row {number}", cells)
    if not found:
        raise FileRefusedError("has a header and no rows")
