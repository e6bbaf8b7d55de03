"""Jobcentres of Greater Manchester: name, address and position; no hours and no phone."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from directory_data.rows import HOURS_UNKNOWN, Row
from directory_data.sources.cells import Cells, Ids, Json, Names, cells_of
from directory_data.sources.common import address, location

COLUMNS: Final = ("name", "address", "postcode", "area_name", "area_code", "lon", "lat")
CALLED: Final = {
    "postal_code": "postcode", "council": "area_code", "address_1": "address", "latitude": "lat",
    "longitude": "lon",
}  # fmt: skip


def recognises(header: list[str]) -> bool:
    """These columns and no more: the lists of libraries and probation offices have a `type` too."""
    return set(header) - {""} == set(COLUMNS)


def read(path: Path) -> Iterable[Row]:
    """One row a jobcentre. Raises FileRefusedError."""
    names, ids = Names(), Ids("job-centre")
    for cells in cells_of(path, COLUMNS):
        yield _row(cells, names, ids)


def _row(cells: Cells, names: Names, ids: Ids) -> Row:
    town = cells.needed("name", 200)
    council = cells.council("area_code", "area_name", names)
    where = address(cells.needed("address"), cells.postcode("postcode"), cells.words("area_name"))
    lat, lon = cells.coordinate("lat", 90), cells.coordinate("lon", 180)
    called = ids.of(town)
    name = town if "jobcentre" in town.lower() else f"{town} Jobcentre"
    service: Json = {
        "id": called,
        "name": name,
        "description": "Help with benefits and finding work.",
        "status": "active",
        "organization": {"id": called, "name": name},
        "saturday": {"needs": ["benefits", "benefit-advance", "work"]},
        "service_at_locations": [{"location": location(where, council, lat, lon)}],
    }
    return cells.row(service, HOURS_UNKNOWN, CALLED)
