"""Rows on their way to the tables: checked, by table and id, with everything that was wrong."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from directory_data.hsds import KINDS
from directory_data.problems import Problem

TableRow = dict[str, object]

_ORDINAL = re.compile(r"\[\d+\]")


@dataclass
class Warnings:
    """Warnings, those of one field and reason counted together: a feed repeats its habits."""

    first: dict[tuple[str, str], Problem] = field(default_factory=dict)
    counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def add(self, problem: Problem) -> None:
        """Counts a warning, and keeps it if it is the first of its sort."""
        key = (_ORDINAL.sub("", problem.field), problem.reason)
        self.first.setdefault(key, problem)
        self.counts[key] = self.counts.get(key, 0) + 1

    def lines(self) -> list[str]:
        """One line for each sort of warning, with how often it came."""
        return [
            f"{problem}" if self.counts[key] == 1 else f"{problem} (and {self.counts[key] - 1} more like it)"
            for key, problem in self.first.items()
        ]


@dataclass
class Batch:
    """What one import holds.

    rows: table → id → the columns that the file states (others are empty).
    stated: (table, id) of a shared object → the nested lists that the file states for it, so that
    a mention of an organization by its name does not wipe its phones.
    places: (table, id) → where a service or organization stands, for problems found later.
    hours: HOURS_… of directory_data.rows → number of rows.
    """

    rows: dict[str, dict[str, TableRow]] = field(default_factory=dict)
    stated: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    places: dict[tuple[str, str], str] = field(default_factory=dict)
    refusals: list[Problem] = field(default_factory=list)
    warnings: Warnings = field(default_factory=Warnings)
    hours: dict[str, int] = field(default_factory=dict)
    read: int = 0

    def of(self, table: str) -> dict[str, TableRow]:
        """The rows of one table by id."""
        return self.rows.setdefault(table, {})

    def keep(self, table: str, row: TableRow) -> str | None:
        """Keeps a row. Gives the reason when it cannot be: its id stands already, with other content.

        The standard nests an organization or a location wherever it is used: the same object may
        come again, and what one mention leaves out another may say.
        """
        rows = self.of(table)
        there = rows.get(str(row["id"]))
        if there is None:
            rows[str(row["id"])] = row
            return None
        if there == row:
            return None
        if table not in KINDS or not KINDS[table].shared:
            return f"the id {row['id']} stands twice"
        for name, value in row.items():
            if there.get(name, value) != value:
                return f"the id {row['id']} stands twice, with another {name}"
        there.update(row)
        return None

    def counts(self) -> Mapping[str, int]:
        """Rows by table."""
        return {table: len(rows) for table, rows in self.rows.items() if rows}
