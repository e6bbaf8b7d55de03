"""Refuses to publish when a secret stands in public text (answers.md section 3).

The secrets are read here and nowhere else, compared, and forgotten; a refusal names the service
and the kind of secret, never the secret.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from app import models

from .reading import CHUNK, Row, is_public, rows, table, visibilities

LETTERS = re.compile(r"[^\W_]+")
#: The same of ASCII, which most texts are, in a third of the time: what is neither letter nor digit divides.
PLAIN = str.maketrans({chr(code): " " for code in range(128) if not chr(code).isalnum()})
FIGURES = "0123456789"
POSTCODE = re.compile(r"[a-z]{1,2}[0-9][a-z0-9]?\s*[0-9][a-z]{2}")
DIGITS = re.compile(r"\+?[0-9][0-9 ().\-]{7,}[0-9]")
COORDINATE = re.compile(r"-?[0-9]{1,3}\.[0-9]{3,}")
EMAIL = re.compile(r"[^\s@<>\"',;:()]+@[^\s@<>\"',;:()]+")
#: Stands between two texts, so that no secret is read across the end of one.
BETWEEN = "; ;zqx; ;"
#: An address shorter than this ("The Lodge") says too little to be searched for.
TELLING = 9
#: Letters of a text that many records may have alike: a rule, a name, somebody's number.
SHORT = 200
#: So many texts are remembered as harmless, and a few more.
REMEMBERED = 100_000


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

    def add(self, others: "Secrets") -> None:
        """Keep these too."""
        for name in ("postcodes", "doors", "coordinates", "numbers", "emails"):
            getattr(self, name).update(getattr(others, name))
        for name in ("addresses", "names"):
            for first, found in getattr(others, name).items():
                getattr(self, name).setdefault(first, []).extend(found)

    def whole(self) -> "Secrets":
        """The same without what says nothing."""
        for group in (self.postcodes, self.numbers, self.emails):
            group.discard("")
        return self


def folded(text: str) -> str:
    """Lower case letters, of any script, and digits with single spaces, so that spelling does not hide a
    secret."""
    lower = text.lower()
    return " ".join(lower.translate(PLAIN).split() if lower.isascii() else LETTERS.findall(lower))


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
    address = table(models.Address)
    for some in hidden(session, pathway_of):
        for value in (each[name] for each in some for name in ("latitude", "longitude")):
            if value is not None:
                found.coordinates.add(truncated(f"{float(value):.6f}"))
        lines = ("address_1", "address_2", "postal_code")
        theirs = address.c.location_id.in_([each["id"] for each in some])
        for row in rows(session, models.Address, lines, theirs):
            keep_address(found, row)
    _workers(session, found)
    return found.whole()


def hidden(session: Session, pathway_of: dict[str, str]) -> Iterator[list[Row]]:
    """The ids and positions of all places that are not public, some at a time. Those that say nothing are
    public unless they could be meant (`reading.visibilities`)."""
    location = table(models.Location)
    silent = or_(location.c.visibility.is_(None), location.c.visibility != "public")
    doubtful = rows(session, models.Location, ("id", "visibility", "latitude", "longitude"), silent)
    for start in range(0, len(doubtful), CHUNK):
        some = doubtful[start : start + CHUNK]
        unsaid = [each["id"] for each in some if not each["visibility"]]
        seen = visibilities(session, pathway_of, unsaid) if unsaid else {}
        yield [each for each in some if seen.get(each["id"]) != "public"]


def every(secrets: Secrets) -> Iterator[str]:
    """Each secret as one text, with its kind."""
    for kind in ("postcodes", "coordinates", "numbers", "emails"):
        yield from (f"{kind} {said}" for said in getattr(secrets, kind))
    for kind in ("addresses", "names"):
        yield from (f"{kind} {' '.join(said)}" for group in getattr(secrets, kind).values() for said in group)
    yield from (f"door {first} {postcode}" for first, postcode in secrets.doors)


def keep(group: dict[str, list[list[str]]], text: str) -> None:
    """Keep a text of several words under its first."""
    words = folded(text).split(" ")
    if words != [""]:
        group.setdefault(words[0], []).append(words)


def stands(group: dict[str, list[list[str]]], words: list[str]) -> bool:
    """Whether any of the texts stands among the words."""
    return not group.keys().isdisjoint(words) and any(
        words[at : at + len(text)] == text
        for at, word in enumerate(words)
        if word in group
        for text in group[word]
    )


def keep_address(found: Secrets, row: Row) -> None:
    """Keep the address of a place that is not public."""
    postcode = folded(row.get("postal_code") or "").replace(" ", "")
    found.postcodes.add(postcode)
    found.doors.add((folded(row.get("address_1") or ""), postcode))
    for line in (row.get("address_1"), row.get("address_2")):
        if line and len(folded(line)) >= TELLING:
            keep(found.addresses, line)


def keep_contact(found: Secrets, row: Row) -> None:
    """Keep what names a worker."""
    found.emails.add((row.get("email") or "").lower())
    if row.get("name") and " " in row["name"].strip():
        keep(found.names, row["name"])


def keep_notes(found: Secrets, notes: object) -> None:
    """Keep the numbers and addresses for mail that stand in notes for workers."""
    for text in texts(notes):
        found.numbers.update(number(match) for match in DIGITS.findall(text))
        found.emails.update(match.lower().rstrip(".") for match in EMAIL.findall(text))


def _workers(session: Session, found: Secrets) -> None:
    contact = table(models.Contact)
    private = contact.c.audience.is_not(None) & (contact.c.audience != "public")
    contacts = rows(session, models.Contact, ("id", "name", "email", "audience"), private)
    audience = {row["id"]: row["audience"] for row in contacts}
    for row in contacts:
        if row["audience"] == "worker":
            keep_contact(found, row)
    phone = table(models.Phone)
    doubtful = or_(phone.c.audience != "public", phone.c.contact_id.in_(select(contact.c.id).where(private)))
    for row in rows(session, models.Phone, ("number", "audience", "contact_id"), doubtful):
        if not is_public(row, audience):
            found.numbers.add(number(row["number"]))
    service = table(models.Service)
    for (kept,) in session.execute(select(service.c.worker_only).where(service.c.worker_only.is_not(None))):
        keep_notes(found, kept)


def texts(value: object) -> list[str]:
    """Every text inside a JSON value, in no order."""
    found: list[str] = []
    waiting = [value]
    for each in waiting:  # which grows
        if type(each) is str:  # most are, and this is said sooner than what it could be a kind of
            found.append(each)
        elif isinstance(each, dict):
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)
        elif isinstance(each, str):
            found.append(each)
    return found


class Lookout:
    """Looks for secrets in the public texts of one record after another. The secrets stay as they are."""

    def __init__(self, secrets: Secrets) -> None:
        self.secrets = secrets
        self._harmless: set[str] = set()

    def leaks(self, public: Iterable[str]) -> list[str]:
        """The kinds of secret that stand in a record's texts, [] for none. No secret is read across the end
        of a text, so a short one that was harmless in another record is not looked through again."""
        fresh = [text for text in public if text not in self._harmless]
        found = leaks(self.secrets, fresh) if fresh else []
        if not found and len(self._harmless) < REMEMBERED:
            self._harmless.update(text for text in fresh if len(text) <= SHORT)
        return found


def leaks(secrets: Secrets, public: Iterable[str]) -> list[str]:
    """The kinds of secret that stand in a record's public texts, [] for none."""
    told = list(public)
    whole = BETWEEN.join(told)
    words = folded(whole).split(" ")
    emails = EMAIL.findall(whole.lower()) if secrets.emails and "@" in whole else []
    # Numbers, postcodes and coordinates stand where there is a figure.
    text = BETWEEN.join(each for each in told if any(figure in each for figure in FIGURES))
    numbers = DIGITS.findall(text) if secrets.numbers else []
    found = {
        "a worker-only number": any(number(match) in secrets.numbers for match in numbers),
        "a worker-only address for mail": any(match.rstrip(".") in secrets.emails for match in emails),
        "a secret postcode": any(
            "".join(match.split()) in secrets.postcodes for match in POSTCODE.findall(text.lower())
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
