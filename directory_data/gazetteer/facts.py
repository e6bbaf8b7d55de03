"""The facts about places that people edit: councils, towns and districts, prisons (CSV beside this file).

Cells with several values separate them with ";". Every row says where it comes from and when somebody
last looked.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

FOLDER: Final = Path(__file__).parent
FILES: Final = ("councils.csv", "towns.csv", "prisons.csv", "elsewhere.csv")


@dataclass(frozen=True)
class Council:
    code: str
    name: str
    also: tuple[str, ...]
    nation: str


@dataclass(frozen=True)
class Town:
    """A town or district as people say it. `codes` are the outward codes and sectors that make it up, of
    which only postcodes in `councils` count: a few stray postcodes of a neighbour are not the town."""

    name: str
    also: tuple[str, ...]
    label: str  # the larger place it is known by, or ""
    codes: tuple[str, ...]
    councils: tuple[str, ...]

    @property
    def full_name(self) -> str:
        return f"{self.name}, {self.label}" if self.label else self.name


@dataclass(frozen=True)
class Prison:
    name: str
    also: tuple[str, ...]
    postcode: str


@dataclass(frozen=True)
class Elsewhere:
    """A place that people may type and that the directory does not cover; `say` is a sentence's key."""

    name: str
    say: str


def councils(folder: Path = FOLDER) -> list[Council]:
    return [
        Council(row["code"], row["name"], _several(row["also"]), row["nation"])
        for row in _rows(folder / "councils.csv")
    ]


def towns(folder: Path = FOLDER) -> list[Town]:
    return [
        Town(
            row["name"],
            _several(row["also"]),
            row["label"],
            _several(row["codes"]),
            _several(row["councils"]),
        )
        for row in _rows(folder / "towns.csv")
    ]


def prisons(folder: Path = FOLDER) -> list[Prison]:
    return [
        Prison(row["name"], _several(row["also"]), row["postcode"]) for row in _rows(folder / "prisons.csv")
    ]


def elsewhere(folder: Path = FOLDER) -> list[Elsewhere]:
    return [Elsewhere(row["name"], row["say"]) for row in _rows(folder / "elsewhere.csv")]


def nation_of(council: str) -> str:
    """Nation of a council code, as bank holidays are listed: by its first letter (ONS)."""
    return {"S": "scotland", "N": "northern-ireland"}.get(council[:1], "england-and-wales")


def _several(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _rows(file: Path) -> Iterator[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as lines:
        yield from csv.DictReader(lines)
