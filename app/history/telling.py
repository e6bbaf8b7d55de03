"""The history of a record in words: who, when, why, and what became of each field.

Values are shown by an allow-list: what is published of every service, whatever its places. Of all else
(addresses, positions, contacts, numbers for workers, notes for staff) it is only said that it changed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC

import orjson
from sqlalchemy import ColumnElement, Connection, select

from app.database import chunks
from app.models import Change, RowVersion
from app.publishing import reading
from app.publishing.packs.pointing import Withdrawal
from search import wall

from .bodies import ROOTS

SHOWN: Mapping[str, frozenset[str]] = {
    "service": frozenset(reading.SERVICE),
    "organization": frozenset(reading.ORGANIZATION),
    "schedule": frozenset(reading.SCHEDULE),
    "schedule_exception": frozenset(reading.EXCEPTION),
    "eligibility_rule": frozenset(reading.RULE),
    "required_document": frozenset(reading.DOCUMENT),
    "cost_option": frozenset(reading.COST),
    "language": frozenset(reading.LANGUAGE),
    "location": frozenset([*reading.FEATURES, "visibility"]),
    "phone": frozenset(reading.PHONE),
}
KEPT_BACK = "changed (kept back)"
LONGEST = 100
AT_ONCE = 500


@dataclass
class Event:
    """One change, or one withdrawal: its wall time as "2026-11-20T09:00", who and why, and what changed."""

    at: str
    by: str
    how: str
    why: str
    lines: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Version:
    """A row as a change left it; `body` None when it was gone. `away`: it belonged to something else."""

    name: str
    row_id: str
    change_id: int
    whose_id: str | None
    body: Mapping[str, object] | None
    away: bool = False


def events(connection: Connection, identity: str, withdrawals: Sequence[Withdrawal]) -> list[Event]:
    """All that is known of a service, an organization, a place or any other row, the oldest first. [] for
    an id that history does not know."""
    versions = _tree(connection, identity)
    of_change: dict[int, list[Version]] = defaultdict(list)
    for version in versions:
        of_change[version.change_id].append(version)
    before: dict[tuple[str, str], Version] = {}
    workers = {version.row_id for version in versions if not _for_all(version)}
    found: list[Event] = []
    for number in sorted(of_change):
        some = [each for each in of_change[number] if not _elsewhere(each, before)]
        if some:
            change = connection.execute(select(Change).where(Change.id == number)).one()
            at = wall.iso_minute(wall.minute_at(change.at.replace(tzinfo=UTC)))
            told = list(_told(some, before, workers, first=not found))
            found.append(Event(at, change.by, change.how, change.why, told))
        before |= {(version.name, version.row_id): version for version in of_change[number]}
    ids = {identity, *(version.row_id for version in versions)}
    for each in withdrawals:
        if each.id in ids:
            found.append(Event(each.at, each.by, "shown again" if each.back else "withdrawn", each.why))
    return sorted(found, key=lambda event: event.at)


def _tree(connection: Connection, identity: str) -> list[Version]:
    """Every version of a row, and of what ever belonged to it, however deep: from the one before it came
    to the one with which it left."""
    found = _versions(connection, RowVersion.row_id.in_([identity]))
    seen, asked = {identity}, [identity] if found else []
    while asked:
        children = set[str]()
        for some in chunks(asked, AT_ONCE):
            owned = select(RowVersion.row_id).where(RowVersion.whose_id.in_(some))
            children.update(connection.scalars(owned))
        asked = sorted(children - seen)
        seen.update(asked)
        for some in chunks(asked, AT_ONCE):
            found += _versions(connection, RowVersion.row_id.in_(some))
    return list(_near(found, seen))


def _versions(connection: Connection, which: ColumnElement[bool]) -> list[Version]:
    asked = select(
        RowVersion.name, RowVersion.row_id, RowVersion.change_id, RowVersion.whose_id, RowVersion.body
    )
    return [
        Version(row.name, row.row_id, row.change_id, row.whose_id, row.body and orjson.loads(row.body))
        for row in connection.execute(asked.where(which).order_by(RowVersion.change_id))
    ]


def _near(versions: Iterable[Version], owners: set[str]) -> Iterator[Version]:
    """The versions of rows while they belonged here, with the one before and the one after."""
    of_row: dict[tuple[str, str], list[Version]] = defaultdict(list)
    for version in versions:
        of_row[version.name, version.row_id].append(version)
    for held in of_row.values():
        here = [version.whose_id is None or version.whose_id in owners for version in held]
        for number, version in enumerate(held):
            if any(here[max(0, number - 1) : number + 2]):
                yield replace(version, away=not here[number])


def _for_all(version: Version) -> bool:
    """Whether nothing in a row says that it is for workers. A contact's number is taken to be."""
    said = version.body or {}
    return said.get("audience") in (None, "public") and not said.get("contact_id")


def _elsewhere(version: Version, before: Mapping[tuple[str, str], Version]) -> bool:
    """Whether a row neither was here nor came or left."""
    last = before.get((version.name, version.row_id))
    return version.away and (last is None or last.away)


def _told(
    versions: Iterable[Version],
    before: Mapping[tuple[str, str], Version],
    workers: set[str],
    first: bool,
) -> Iterable[str]:
    """What one change did, in lines. Where everything is new, how much there is."""
    counts: dict[str, Counter[str]] = {"added": Counter(), "removed": Counter()}
    lines: list[str] = []
    for version in sorted(versions, key=lambda each: (each.name, each.row_id)):
        last = before.get((version.name, version.row_id))
        old, new = (last.body if last else None) or {}, version.body or {}
        if last and version.body and (moved := _moved(last, version)):
            lines.append(f"{version.name}: {moved}")
        if version.away:
            continue
        if not old or not new:
            counts["added" if new else "removed"][version.name] += 1
        if not first:
            shown = frozenset() if version.row_id in workers else SHOWN.get(version.name, frozenset())
            lines += [f"{version.name}: {line}" for line in _fields(old, new, shown)]
    for what, count in counts.items():
        if count:
            yield f"{what}: " + ", ".join(f"{number} {name}" for name, number in sorted(count.items()))
    yield from lines


def _moved(last: Version, version: Version) -> str:
    """How a row belongs to another now, "" for not at all."""
    if version.away or last.away:
        return "moved away" if version.away else "moved here"
    if version.whose_id != last.whose_id:
        return "moved"
    old, new = last.body or {}, version.body or {}
    links = (name for name in old.keys() | new.keys() if name.endswith("_id") and version.name in ROOTS)
    changed = sorted(name.removesuffix("_id") for name in links if old.get(name) != new.get(name))
    return f"{', '.join(changed)}: moved" if changed else ""


def _fields(old: Mapping[str, object], new: Mapping[str, object], shown: frozenset[str]) -> Iterable[str]:
    """The fields that differ, ids and places in a list left out."""
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) == new.get(name) or name in ("id", "position") or name.endswith("_id"):
            continue
        if name in shown:
            yield f"{name}: {_said(old.get(name))} → {_said(new.get(name))}"
        else:
            yield f"{name}: {KEPT_BACK}"


def _said(value: object) -> str:
    """A value in one line of printable letters."""
    if value is None:
        return "nothing"
    text = "".join(letter if letter.isprintable() else " " for letter in orjson.dumps(value).decode("utf-8"))
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
