"""What the readers of real lists share: addresses, schedules, the postcode's word on a place, the table."""

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

from directory_data.hours_in_words.tokens import clean
from directory_data.hours_words import HoursRead, ReadSchedule
from directory_data.problems import Problem
from directory_data.rows import HOURS_IN_WORDS, HOURS_UNDERSTOOD, HOURS_UNKNOWN, Row
from directory_data.sources.cells import Json, spaced

COUNTIES: Final = re.compile(
    r"(?:greater |north east |north |south |east |west )?[a-z]*(?:shire|sussex|yorkshire|lincolnshire"
    r"|humberside)|co(?:unty)? durham|cornwall|cumbria|devon|dorset|essex|gwent|gwynedd"
    r"|ceredigion|conwy|powys|greater manchester|greater london|isle of wight|kent|merseyside|middlesex"
    r"|norfolk|northumberland|rutland|somerset|suffolk|surrey|tyne and wear|west midlands"
    r"|east riding of yorkshire",
    re.IGNORECASE,
)
STREET: Final = re.compile(
    r"\d|\b(?:road|street|lane|avenue|close|drive|way|square|entrance|wiend|centre|park|house)\b",
    re.IGNORECASE,
)
LONGEST_TOWN: Final = 40
TOO_FAR: Final = 1000
"""Metres between a list's own coordinates and its postcode's beyond which one of them is wrong."""


def address(words: str, postcode: str, town: str) -> Json:
    """An HSDS address of "491 Radcliffe Road, Darcy Lever, Bolton"; `town` where it
    names none. Its last words are the town unless they look like a street, a county its region."""
    parts: list[str] = []
    for part in (piece.strip() for piece in clean(words).split(",")):
        if part and spaced(part.upper()) != postcode and (not parts or parts[-1].lower() != part.lower()):
            parts.append(part)
    region = parts.pop() if len(parts) > 1 and COUNTIES.fullmatch(parts[-1]) else ""
    city = town
    if len(parts) > 1 and len(parts[-1]) <= LONGEST_TOWN and not STREET.search(parts[-1]):
        city = parts.pop()
    made: Json = {"address_1": ", ".join(parts), "city": city}
    if region:
        made["state_province"] = region
    return {**made, "postal_code": postcode, "country": "GB", "address_type": "physical"}


def location(where: Json, council: str = "", lat: float | None = None, lon: float | None = None) -> Json:
    """A physical, public location."""
    ours: Json = {"visibility": "public"}
    if council:
        ours["council"] = council
    made: Json = {"location_type": "physical", "addresses": [where], "saturday": ours}
    if lat is not None and lon is not None:
        made |= {"latitude": lat, "longitude": lon}
    return made


def schedule(read: ReadSchedule, words: str = "") -> Json:
    """What hours in words gave, as an HSDS schedule with our object."""
    made: Json = {name: read[name] for name in ("freq", "byday", "opens_at", "closes_at")}
    if words:
        made["description"] = words
    ours = {name: read[name] for name in ("channel", "kind", "on_bank_holidays") if name in read}
    return {**made, "saturday": {"channel": "in-person", "kind": "turn-up", **ours}}


def schedules(read: HoursRead) -> tuple[list[Json], str]:
    """HSDS schedules of hours in words, and what became of them (rows.HOURS_…)."""
    if read["verdict"] == "understood":
        return [schedule(one) for one in read["schedules"]], HOURS_UNDERSTOOD
    if read["verdict"] == "kept":
        return [{"description": read["left"], "saturday": {"channel": "in-person"}}], HOURS_IN_WORDS
    return [], HOURS_UNKNOWN


class Placed(Protocol):
    """What the gazetteer knows of a full postcode (directory_data.gazetteer, `Located`)."""

    @property
    def lat(self) -> float: ...
    @property
    def lon(self) -> float: ...
    @property
    def council(self) -> str: ...


Lookup = Callable[[str], Placed | None]


def settled(row: Row, lookup: Lookup) -> Row:
    """The row with its council and coordinates held against the ONS Postcode Directory.

    The one place where that is done: the directory is right about the council, with a warning where
    the list differs; coordinates come from the postcode where the list has none, or has them over
    TOO_FAR metres away. A postcode that the directory does not hold is a warning.
    """
    if row.service is None or not isinstance(visits := row.service.get("service_at_locations"), list):
        return row
    warnings = list(row.warnings)
    made = []
    for number, visit in enumerate(visits):
        place = row.places[number] if number < len(row.places) else row.place
        if isinstance(visit, dict) and isinstance(found := visit.get("location"), dict):
            checked, problems = _held_against(found, lookup)
            warnings += [Problem(place, row.columns.get(name, name), reason) for name, reason in problems]
            visit = {**visit, "location": checked}
        made.append(visit)
    return replace(row, service={**row.service, "service_at_locations": made}, warnings=tuple(warnings))


def unplaced(row: Row, lookup: Lookup) -> Row:
    """The row with a warning for each public place of which only a postcode is stated, when the
    directory does not hold it: the place has no distance, and so is cut by none."""
    if not isinstance(row.service, dict):
        return row
    visits = row.service.get("service_at_locations")
    warnings = list(row.warnings)
    for number, visit in enumerate(visits if isinstance(visits, list) else []):
        found = visit.get("location") if isinstance(visit, dict) else None
        if not isinstance(found, dict) or isinstance(found.get("latitude"), int | float):
            continue
        ours, postcode = found.get("saturday"), _postcode_of(found)
        public = isinstance(ours, dict) and ours.get("visibility") == "public"
        if public and postcode != "" and lookup(postcode) is None:
            place = row.places[number] if number < len(row.places) else row.place
            reason = f"{postcode[:12]!a} is not in the ONS Postcode Directory: no distance is known"
            warnings.append(Problem(place, row.columns.get("postal_code", "postal_code"), reason))
    return replace(row, warnings=tuple(warnings))


def _held_against(found: Json, lookup: Lookup) -> tuple[Json, list[tuple[str, str]]]:
    postcode = _postcode_of(found)
    if postcode == "":
        return found, []
    placed = lookup(postcode)
    if placed is None:
        return found, [("postal_code", f"{postcode} is not in the ONS Postcode Directory")]
    problems = []
    ours = found.get("saturday")
    ours = dict(ours) if isinstance(ours, dict) else {}
    given = ours.get("council")
    if given and given != placed.council:
        problems.append(
            ("council", f"{given} in the list, but {postcode} lies in {placed.council}: corrected")
        )
    made = {**found, "saturday": {**ours, "council": placed.council}}
    lat, lon = found.get("latitude"), found.get("longitude")
    if isinstance(lat, int | float) and isinstance(lon, int | float):
        away = _metres(lat, lon, placed)
        if away <= TOO_FAR:
            return made, problems
        problems.append(("latitude", f"{round(away)} m from {postcode}: the postcode's position is used"))
    return {**made, "latitude": placed.lat, "longitude": placed.lon}, problems


def _postcode_of(found: Json) -> str:
    addresses = found.get("addresses")
    first = addresses[0] if isinstance(addresses, list) and addresses else None
    postcode = first.get("postal_code") if isinstance(first, dict) else None
    return postcode if isinstance(postcode, str) else ""


def _metres(lat: float, lon: float, placed: Placed) -> float:
    """Great circle, sphere of radius 6,371,008.8 m (answers.md section 3)."""
    one, other = math.radians(lat), math.radians(placed.lat)
    half = math.radians(placed.lon - lon) / 2
    chord = math.sin((other - one) / 2) ** 2 + math.cos(one) * math.cos(other) * math.sin(half) ** 2
    return 2 * 6_371_008.8 * math.asin(math.sqrt(min(1.0, chord)))


@dataclass
class Report:
    """How many rows of a list had hours understood, kept as words, unknown; and the faults."""

    hours: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    refused: int = 0
    warned: int = 0

    def add(self, row: Row) -> None:
        self.rows += 1
        self.refused += row.service is None
        self.warned += bool(row.warnings)
        if row.service is not None and row.hours:
            self.hours[row.hours] += 1

    def counts(self) -> dict[str, int]:
        """Each of rows.HOURS_… and how many, in that order."""
        return {name: self.hours[name] for name in (HOURS_UNDERSTOOD, HOURS_IN_WORDS, HOURS_UNKNOWN)}

    def __str__(self) -> str:
        """The table that the import prints."""
        lines = [f"{'rows':<20}{self.rows:>7}", f"{'refused':<20}{self.refused:>7}"]
        lines += [f"{'with warnings':<20}{self.warned:>7}"]
        if self.hours:
            lines += [f"{'hours ' + name:<20}{number:>7}" for name, number in self.counts().items()]
        return "\n".join(lines)


def report(rows: Iterable[Row]) -> Report:
    """The table of these rows."""
    made = Report()
    for row in rows:
        made.add(row)
    return made
