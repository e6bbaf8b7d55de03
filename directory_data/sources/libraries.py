"""Libraries of Greater Manchester: address, position, e-mail and website; no hours."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from directory_data.rows import HOURS_UNKNOWN, Row
from directory_data.sources.cells import Cells, Ids, Json, Names, cells_of
from directory_data.sources.common import address, location

COLUMNS: Final = (
    "name", "address", "postcode", "type", "email", "website", "area_name", "area_code", "lon", "lat",
)  # fmt: skip
CALLED: Final = {
    "postal_code": "postcode", "council": "area_code", "address_1": "address", "latitude": "lat",
    "longitude": "lon", "url": "website",
}  # fmt: skip


def recognises(header: list[str]) -> bool:
    """A library list by what the other lists of places have not."""
    return {"type", "email", "website", "area_code"} <= set(header)


def read(path: Path) -> Iterable[Row]:
    """One row a library. Raises FileRefusedError."""
    names, ids = Names(), Ids("library")
    for cells in cells_of(path, COLUMNS):
        yield _row(cells, names, ids)


def _row(cells: Cells, names: Names, ids: Ids) -> Row:
    name = cells.needed("name", 200)
    council = cells.council("area_code", "area_name", names)
    where = address(cells.needed("address"), cells.postcode("postcode"), cells.words("area_name"))
    lat, lon = cells.coordinate("lat", 90), cells.coordinate("lon", 180)
    # A "neighbourhood collection" is shelves in somebody else's building: no computers for sure.
    shelves = "collection" in name.lower()
    called = ids.of(name)
    service: Json = {
        "id": called,
        "name": name,
        "description": "Books to borrow." if shelves else "Computers, books and a warm place to sit.",
        "status": "active",
        "organization": {"id": called, "name": name},
        "saturday": {"needs": ["warm-place"] if shelves else ["computers", "warm-place"]},
        "service_at_locations": [{"location": location(where, council, lat, lon)}],
    }
    if email := cells.email("email"):
        service["email"] = email
    if web := cells.web("website"):
        service["url"] = web
    return cells.row(service, HOURS_UNKNOWN, CALLED)
