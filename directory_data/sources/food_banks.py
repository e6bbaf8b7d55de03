"""Greater Manchester Poverty Action's food banks: hours and how to get in, both in words.

Both are for people as they stand; what they say for certain becomes schedules and referral routes.
"""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from directory_data.hours_words import read_hours
from directory_data.rows import Row
from directory_data.sources.cells import Cells, Ids, Json, Names, cells_of
from directory_data.sources.common import address, location, schedules
from directory_data.sources.contacts import emails, phones

COLUMNS: Final = (
    "Name", "Referral method", "Opening times", "Address", "Postcode", "Contact", "Website",
    "Area name", "Area code",
)  # fmt: skip
CALLED: Final = {
    "name": "Name", "postal_code": "Postcode", "council": "Area code", "address_1": "Address",
    "description": "Opening times", "application_process": "Referral method",
}  # fmt: skip

ROUTES: Final[tuple[tuple[str, list[str]], ...]] = (
    (r"food ?bank vouchers?|vouchers?( only)?|referrals?( only)?|agency referrals?( only)?", ["agency"]),
    (
        r"self[- ]?referrals?|self[- ]?refer|open (door|access|to all|to everyone)|drop[- ]?in|turn up"
        r"|first come,? first served|no (evidence|referral) needed",
        ["self"],
    ),
    (
        r"referral (or|and|/) self[- ]?refer(ral)?|self[- ]?refer(ral)? (or|and|/) referral"
        r"|referral ?(/|or) ?first come,? first served",
        ["self", "agency"],
    ),
)
"""Whole answers whose meaning is certain; anything else leaves the routes not stated."""
LONGEST_HALL: Final = 60
NO_BASE: Final = re.compile(r"\b(?:not (?:represent|have) a|no) (?:fixed )?base\b", re.IGNORECASE)


def recognises(header: list[str]) -> bool:
    """A food-bank list by its two columns of words."""
    return {"Referral method", "Opening times"} <= set(header)


def read(path: Path) -> Iterable[Row]:
    """One row a food bank. Raises FileRefusedError."""
    names, ids = Names(), Ids("food-bank")
    rows = list(cells_of(path, COLUMNS))
    how_many = Counter(cells.words("Name") for cells in rows)
    for cells in rows:
        yield _row(cells, names, ids, how_many[cells.words("Name")] > 1)


def routes(words: str) -> list[str]:
    """`referral_routes` that the words say for certain; [] where they do not (then one may ask)."""
    plain = " ".join(words.lower().split()).strip(" .")
    for pattern, found in ROUTES:
        if re.fullmatch(pattern, plain):
            return found
    return []


def _row(cells: Cells, names: Names, ids: Ids, repeated: bool) -> Row:
    name = cells.needed("Name", 200)
    council = cells.council("Area code", "Area name", names)
    postcode = cells.postcode("Postcode")
    read_of = read_hours(cells.cells.get("Opening times", ""))
    hours, became = schedules(read_of)
    words = cells.needed("Address")
    called = ids.of(name)
    service: Json = {
        "id": called,
        "name": _told_apart(name, words) if repeated else name,
        "description": "Food for people who need it.",
        "status": "active",
        "organization": {"id": called, "name": name},
    }
    method = cells.words("Referral method")
    service |= _getting_in(cells, method) | _contact(cells)
    if NO_BASE.search(words):
        cells.warn("Address", "says that nobody is based there: listed without a place, by phone")
        by_phone = [{**one, "saturday": {"channel": "phone"}} for one in hours]
        service["service_at_locations"] = [{"description": words, "schedules": by_phone}]
        # Without a place it would be reached from anywhere (answers.md section 3): it serves its council.
        service["saturday"] = {**_ours(method), "catchment": [council]}
        return cells.row(service, became, CALLED)
    where = address(words, postcode, cells.words("Area name"))
    service["service_at_locations"] = [{"location": location(where, council), "schedules": hours}]
    return cells.row(service, became, CALLED)


def _told_apart(name: str, words: str) -> str:
    """ "Trussell Trust" stands in the list 40 times: its hall tells one from another."""
    hall = words.partition(",")[0]
    return f"{name}, {hall}" if 0 < len(hall) <= LONGEST_HALL else name


def _ours(method: str) -> Json:
    found = routes(method)
    return {"needs": ["food"], "referral_routes": found} if found else {"needs": ["food"]}


def _getting_in(cells: Cells, method: str) -> Json:
    made: Json = {"saturday": _ours(method)}
    if method:
        made["application_process"] = f"They say: {method}"
    if re.search(r"no longer open|closed down|has closed", method, re.IGNORECASE):
        cells.warn("Referral method", "says that it may be closed for good: check before publishing")
    return made


def _contact(cells: Cells) -> Json:
    words = cells.words("Contact")
    made: Json = {}
    numbers, mended = phones(words)
    if mended:
        cells.warn("Contact", mended)
    if numbers:
        made["phones"] = [{"number": number} for number in numbers]
    addresses = emails(words)
    if addresses:
        made["email"] = addresses[0]
    if len(addresses) > 1:
        made["contacts"] = [{"email": other} for other in addresses[1:]]
    if words and not numbers and not addresses:
        cells.warn("Contact", f"{words[:60]!r} holds no number and no e-mail address: left out")
    if web := cells.web("Website"):
        made["url"] = web
    return made
