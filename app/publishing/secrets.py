"""Refuses to publish when a secret stands in public text (answers.md section 3).

The secrets are read here and nowhere else, compared, and forgotten; a refusal names the service
and the kind of secret, never the secret.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models

from .reading import Row, is_public, rows, table, visibilities

POSTCODE = re.compile(r"[a-z]{1,2}[0-9][a-z0-9]?\s*[0-9][a-z]{2}")
DIGITS = re.compile(r"\+?[0-9][0-9 ().\-]{7,}[0-9]")
COORDINATE = re.compile(r"-?[0-9]{1,3}\.[0-9]{3,}")
EMAIL = re.compile(r"[^\s@<>\"',;:()]+@[^\s@<>\"',;:()]+")
#: Stands between two texts, so that no secret is read across the end of one.
BETWEEN = "; ;zqx; ;"
#: An address shorter than this ("The Lodge") says too little to be searched for.
TELLING = 9


@dataclass
class Secrets:
    """What may stand in no public text, folded for comparison."""

    postcodes: set[str] = field(default_factory=set)
    addresses: dict[str, list[list[str]]] = field(default_factory=dict)  # first word → lines
    doors: set[tuple[str, str]] = field(default_factory=set)  # first line and postcode
    coordinates: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    emails: set[str] = field(default_factory=set)
    names: dict[str, list[list[str]]] = field(default_factory=dict)  # first word → names


def folded(text: str) -> str:
    """Lower case letters and digits with single spaces, so that spelling does not hide a secret."""
    return " ".join(re.findall(r"[a-z0-9]+", text.lower()))


def number(text: str) -> str:
    """A phone number's digits, national form."""
    digits = re.sub(r"\D", "", text)
    return "0" + digits[2:] if digits.startswith("44") and len(digits) > 10 else digits


def truncated(coordinate: str) -> str:
    """A coordinate to three decimals, about a street."""
    return coordinate[: coordinate.index(".") + 4]


def collect(session: Session, pathway_of: dict[str, str]) -> Secrets:
    """Every secret in the tables."""
    found = Secrets()
    hidden = {id_ for id_, seen in visibilities(session, pathway_of).items() if seen != "public"}
    location = table(models.Location)
    for id_, *position in session.execute(select(location.c.id, location.c.latitude, location.c.longitude)):
        if id_ in hidden:
            for value in position:
                if value is not None:
                    found.coordinates.add(truncated(f"{float(value):.6f}"))
    for row in rows(session, models.Address, ("location_id", "address_1", "address_2", "postal_code")):
        if row["location_id"] in hidden:
            postcode = folded(row["postal_code"] or "").replace(" ", "")
            found.postcodes.add(postcode)
            found.doors.add((folded(row["address_1"]), postcode))
            for line in (row["address_1"], row["address_2"]):
                if line and len(folded(line)) >= TELLING:
                    keep(found.addresses, line)
    _workers(session, found)
    for group in (found.postcodes, found.numbers, found.emails):
        group.discard("")
    return found


def keep(group: dict[str, list[list[str]]], text: str) -> None:
    """Keep a text of several words under its first."""
    words = folded(text).split(" ")
    group.setdefault(words[0], []).append(words)


def stands(group: dict[str, list[list[str]]], words: list[str]) -> bool:
    """Whether any of the texts stands among the words."""
    return any(
        words[at : at + len(text)] == text
        for at, word in enumerate(words)
        if word in group
        for text in group[word]
    )


def _workers(session: Session, found: Secrets) -> None:
    contacts = rows(session, models.Contact, ("id", "name", "email", "audience"))
    audience = {row["id"]: row["audience"] for row in contacts}
    for row in contacts:
        if row["audience"] == "worker":
            found.emails.add((row["email"] or "").lower())
            if row["name"] and " " in row["name"].strip():
                keep(found.names, row["name"])
    for row in rows(session, models.Phone, ("number", "audience", "contact_id")):
        if not is_public(row, audience):
            found.numbers.add(number(row["number"]))
    service = table(models.Service)
    for (kept,) in session.execute(select(service.c.worker_only).where(service.c.worker_only.is_not(None))):
        for text in texts(kept):
            found.numbers.update(number(match) for match in DIGITS.findall(text))
            found.emails.update(match.lower().rstrip(".") for match in EMAIL.findall(text))


def texts(value: object) -> Iterable[str]:
    """Every text inside a JSON value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list):
        for each in value:
            yield from texts(each)


def leaks(secrets: Secrets, public: Iterable[str]) -> list[str]:
    """The kinds of secret that stand in a record's public texts, [] for none."""
    text = BETWEEN.join(public)
    lower = text.lower()
    words = folded(text).split(" ")
    found = {
        "a worker-only number": any(number(match) in secrets.numbers for match in DIGITS.findall(text)),
        "a worker-only address for mail": any(
            match.rstrip(".") in secrets.emails for match in EMAIL.findall(lower)
        ),
        "a secret postcode": any(
            "".join(match.split()) in secrets.postcodes for match in POSTCODE.findall(lower)
        ),
        "a secret coordinate": any(
            truncated(match) in secrets.coordinates for match in COORDINATE.findall(text)
        ),
        "a secret address": stands(secrets.addresses, words),
        "a worker's name": stands(secrets.names, words),
    }
    return [kind for kind, stood in found.items() if stood]


def same_door(secrets: Secrets, detail: Row) -> bool:
    """Whether a published address is one that is secret elsewhere in the tables."""
    first = detail["address"][0] if detail["address"] else ""
    return (folded(first), folded(detail["postcode"]).replace(" ", "")) in secrets.doors


def public_texts(record: Row, detail: Row) -> list[str]:
    """The prose of a published service: everything but its own stated place, ids and codes."""
    skipped = {"id", "service_id", "location_id", "point", "words", "hours", "needs", "catchment", "routes"}
    own = {key: value for key, value in record.items() if key not in skipped}
    said = [dated["say"] for hours in record["hours"] for dated in hours["dates"] if dated["say"]]
    rest = {key: value for key, value in detail.items() if key not in {"address", "postcode", "council_name"}}
    return [*texts(own), *said, *texts(rest)]
