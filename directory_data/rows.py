"""What every reader hands over: one service a row, in the shape of an HSDS import."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from directory_data.problems import Problem

HOURS_UNDERSTOOD = "understood"
HOURS_IN_WORDS = "kept as words"
HOURS_UNKNOWN = "unknown"
"""What became of a row's hours; the import prints a table of how many of each."""


@dataclass(frozen=True)
class Row:
    """One service as one nested HSDS 3.1 object with `saturday` objects (contract.md), or refusals.

    service: None when the row is refused; then `refusals` says why.
    place: where it stands: "row 12", "line 3", "services[2]".
    refusals, warnings: what the reader itself found; the importer adds what validation finds.
    hours: HOURS_UNDERSTOOD, HOURS_IN_WORDS or HOURS_UNKNOWN; "" where the source has no such table.
    columns: how the source calls a field, where that differs: {"postal_code": "Postcode"}.
    places: the place of each of `service_at_locations`, where they stand in different rows.
    """

    service: Mapping[str, object] | None
    place: str
    refusals: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()
    hours: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    places: tuple[str, ...] = ()


@dataclass(frozen=True)
class OrganizationRow:
    """An organization that stands by itself in a file, beside or without services."""

    organization: Mapping[str, object]
    place: str


Entry = Row | OrganizationRow
