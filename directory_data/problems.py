"""What can be wrong with content that comes in, said so that somebody can mend it."""

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Problem:
    """One thing wrong (or odd), and where.

    place: "row 12" of a spreadsheet (the header is row 1), "line 3" of NDJSON,
    "services[2]" of a JSON document, or "" for the whole file.
    field: the column, or the path inside the object ("schedules[0].opens_at"), or "".
    """

    place: str
    field: str
    reason: str

    def __str__(self) -> str:
        """One line that is safe to print: a file can name its fields as it likes."""
        said = ": ".join(part for part in (self.place, self.field[:200], self.reason) if part != "")
        return "".join(letter if letter.isprintable() else ascii(letter)[1:-1] for letter in said)


class FileRefusedError(Exception):
    """A whole file cannot be read. `problem` says where and why."""

    def __init__(self, reason: str, place: str = "", field: str = "") -> None:
        super().__init__(reason)
        self.problem = Problem(place, field, reason)
