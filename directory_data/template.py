"""The empty spreadsheet that a council officer fills in, with its notes beside it."""

import csv
import io

from directory_data.csv_columns import COLUMNS, MUST, NAMES, NOTE


def sheet() -> str:
    """The header, a row of notes and a row of example, as CSV. An import passes over both rows."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(NAMES)
    writer.writerow(_note([column.meaning for column in COLUMNS]))
    writer.writerow(_note([column.example for column in COLUMNS]))
    return out.getvalue()


def notes() -> str:
    """What every column means, one a line, for a text file beside the sheet."""
    lines = [
        "One row is one service at one place. A service with two places has two rows: fill in the",
        "first columns once, and on the next row only its name, its organisation, its needs and the place.",
        f"Rows that start with {NOTE} are notes: leave them or delete them. Save as CSV (UTF-8).",
        "Dates: 2026-12-25 or 25/12/2026. Times: 09:00. An empty cell says nothing; write closed for closed.",
        "",
    ]
    for column in COLUMNS:
        must = "" if column.name not in MUST else " *"
        example = f" For example: {column.example}" if column.example != "" else ""
        lines.append(f"{column.name}{must}: {column.meaning}{example}".rstrip())
    return "\n".join(lines) + "\n"


def _note(cells: list[str]) -> list[str]:
    return [f"{NOTE} {cells[0]}", *cells[1:]]
