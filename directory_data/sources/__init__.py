"""Readers of the real lists: one module for each, all handing over the same shape.

A reader is a module of this package with

- `recognises(header: list[str]) -> bool`: is this file mine? `header` is what
  `directory_data.files.header_of` gives: the stripped cells of a file's first row, or, for a
  folder, the sorted names of the files in it. At most one reader may say yes.
- `read(path: Path) -> Iterable[Row]`: one `directory_data.rows.Row` a service, in file order.
  It may raise `directory_data.problems.FileRefusedError` when the whole file is unreadable.
  `directory_data.files.csv_rows(path)` gives row numbers and cells of a CSV safely.

`Row.service` is one nested HSDS 3.1 service exactly as `directory import` takes it from JSON
(contract.md, "HSDS JSON with our extension"), so there is one way in and one validation:

    {"id": "pharmacy-FM664", "name": "A1 Pharmacy", "status": "active",
     "assured_date": "2025-03-31",
     "organization": {"id": "pharmacy-FM664", "name": "A1 Pharmacy"},
     "saturday": {"needs": ["health"]},
     "service_at_locations": [{
        "location": {"location_type": "physical", "latitude": 53.5, "longitude": -2.4,
           "addresses": [{"address_1": "491 Radcliffe Road", "city": "Bolton",
                          "postal_code": "BL3 1SX", "country": "GB", "address_type": "physical"}],
           "saturday": {"visibility": "public", "council": "E08000001"}},
        "phones": [{"number": "0161 496 0000"}],
        "schedules": [{"freq": "WEEKLY", "byday": "MO,TU", "opens_at": "08:30", "closes_at": "13:00",
                       "saturday": {"channel": "in-person", "kind": "turn-up"}}]}]}

- Ids: give `id` to the service and to its organization, from the source's own code, or from names
  and an ordinal. NEVER from an address, postcode or coordinate: an id is public, a place may not
  be. Anything that is not a UUID is mapped with uuid5, so equal text means equal id at every
  import; everything else without an `id` gets one from its parent's id and its ordinal.
- Hours in words: a schedule with `description` and no `opens_at` is "hours not known", with the
  words shown beside it. Say in `Row.hours` which of rows.HOURS_… it was.
- Whatever is odd but read goes to `warnings`; a row that cannot be used has `service=None` and
  `refusals`. Both are `Problem(place, field, reason)` with the source's own column names.
"""

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from directory_data.rows import Row

MODULES = {
    "pharmacies": "pharmacies",
    "food-banks": "food_banks",
    "job-centres": "job_centres",
    "libraries": "libraries",
    "probation-offices": "probation_offices",
    "prisons": "prisons",
}
"""The name after `--source`, and the module that reads it."""


class Reader(Protocol):
    """What a module of this package offers."""

    def recognises(self, header: list[str]) -> bool:
        """Whether a file with this header is this reader's."""

    def read(self, path: Path) -> Iterable[Row]:
        """Every service of the file."""


def reader(name: str) -> Reader:
    """The reader of one source. Raises KeyError for a name that MODULES does not hold."""
    return cast(Reader, import_module(f"directory_data.sources.{MODULES[name]}"))


def recognised(header: list[str]) -> str | None:
    """The name of the source whose header this is, or None."""
    for name in MODULES:
        if reader(name).recognises(header):
            return name
    return None
