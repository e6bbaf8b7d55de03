"""Probation offices: Greater Manchester's list with phones, or the Ministry of Justice's of all.

Neither has hours. The first is of before June 2021, when the community rehabilitation companies
(`CRC`) ended and all their work went to the Probation Service: each of their rows warns of it.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from directory_data.files import header_of
from directory_data.rows import HOURS_UNKNOWN, Row
from directory_data.sources.cells import POSTCODE, Cells, Ids, Json, Names, cells_of, spaced
from directory_data.sources.common import address, location
from directory_data.sources.contacts import phones

LOCAL: Final = (
    "name", "type", "address", "postcode", "telephone", "area_name", "area_code", "lon", "lat",
)  # fmt: skip
NATIONAL: Final = ("probation_office_id", "name", "address", "probation_region_id", "gov_uk_url")
CALLED_LOCAL: Final = {
    "postal_code": "postcode", "council": "area_code", "address_1": "address", "latitude": "lat",
    "longitude": "lon", "number": "telephone",
}  # fmt: skip
CALLED_NATIONAL: Final = {"postal_code": "address", "address_1": "address", "url": "gov_uk_url"}
AT_END: Final = re.compile(rf"(?:^|[\s,])({POSTCODE.pattern})$", re.IGNORECASE)
FOR_WHOM: Final = {
    "attribute": "supervision",
    "op": "in",
    "value": ["licence", "order"],
    "strength": "usually",
    "say": "For people on licence or on an order",
}


def recognises(header: list[str]) -> bool:
    """Either list by what only it has."""
    columns = set(header)
    return {"probation_office_id", "address"} <= columns or {"type", "telephone", "area_code"} <= columns


def read(path: Path) -> Iterable[Row]:
    """One row an office. Raises FileRefusedError."""
    if "probation_office_id" in header_of(path):
        seen = set[str]()
        for cells in cells_of(path, NATIONAL):
            yield _national(cells, seen)
        return
    names, ids = Names(), Ids("probation")
    for cells in cells_of(path, LOCAL):
        yield _local(cells, names, ids)


def _service(called: str, name: str, place: Json) -> Json:
    return {
        "id": called,
        "name": name,
        "description": "Where you meet your probation officer.",
        "status": "active",
        "organization": {"id": called, "name": name},
        "saturday": {"needs": ["probation"], "eligibility_rules": [FOR_WHOM]},
        "service_at_locations": [{"location": place}],
    }


def _local(cells: Cells, names: Names, ids: Ids) -> Row:
    name = cells.needed("name", 200)
    council = cells.council("area_code", "area_name", names)
    where = address(cells.needed("address"), cells.postcode("postcode"), cells.words("area_name"))
    place = location(where, council, cells.coordinate("lat", 90), cells.coordinate("lon", 180))
    service = _service(ids.of(name), name, place)
    numbers, mended = phones(cells.words("telephone"))
    if mended:
        cells.warn("telephone", mended)
    if numbers:
        service["phones"] = [{"number": number} for number in numbers]
    elif cells.words("telephone"):
        cells.warn("telephone", f"{cells.words('telephone')[:40]!r} is no phone number: left out")
    if cells.words("type").upper() == "CRC":
        cells.warn("type", "an office of a company that ended in June 2021: check that it is still there")
    return cells.row(service, HOURS_UNKNOWN, CALLED_LOCAL)


def _national(cells: Cells, seen: set[str]) -> Row:
    number = cells.needed("probation_office_id", 20)
    if number in seen:
        cells.refuse("probation_office_id", f"{number!r} stands in an earlier row")
    seen.add(number)
    name = cells.needed("name", 200)
    words = cells.needed("address")
    found = AT_END.search(words)
    if words and found is None:
        cells.refuse("address", f"does not end with a postcode: {words[-30:]!r}")
    postcode = spaced(found[1].upper()) if found else ""
    street = words[: found.start()] if found else words
    if found and not street:
        cells.warn("address", "holds a postcode and no street")
    where = address(street or name, postcode, name.partition(":")[0])
    service = _service(f"probation-{number}", name, location(where))
    if web := cells.web("gov_uk_url"):
        service["url"] = web
    return cells.row(service, HOURS_UNKNOWN, CALLED_NATIONAL)
