"""`current.json`: which edition counts, signed; and what was withdrawn since."""

import getpass
import os
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import orjson

from app.publishing.reading import EPOCH
from app.publishing.signing import Signer
from search import wall

from .store import put

CURRENT = "current.json"
KEY = "key.json"
WITHDRAWN = "withdrawn.ndjson"
#: Days after which a phone takes no more comfort from what it was told.
EXPIRES_DAYS = 90


def public(editions: Path) -> Path:
    """The tree that is served."""
    return editions / "public"


def signer(editions: Path) -> Signer:
    """The key of this site."""
    return Signer.of(editions / "signing.pem")


def current(editions: Path) -> dict[str, object] | None:
    """The signed document as it stands, None before the first publishing of packs."""
    try:
        found: dict[str, object] = orjson.loads((public(editions) / CURRENT).read_bytes())
    except FileNotFoundError:
        return None
    return found


def point(editions: Path, told: dict[str, object], at: int) -> dict[str, object]:
    """Sign and replace the document: `told` with a version, an expiry, what is withdrawn, and the key.

    `at`: the minute of doing so. The version is never one that was there before.
    """
    before = current(editions)
    version = max(at, 0 if before is None else int(str(before["version"])) + 1)
    key = signer(editions)
    document: dict[str, object] = {
        **told,
        "version": version,
        "expires": str(EPOCH + timedelta(days=at // 1440 + EXPIRES_DAYS)),
        "withdrawn": sorted(withdrawn(editions)),
        "key": key.key_id(),
    }
    document["signature"] = key.sign(document)
    put(public(editions) / KEY, orjson.dumps(key.jwk(), option=orjson.OPT_SORT_KEYS))
    put(public(editions) / CURRENT, orjson.dumps(document, option=orjson.OPT_SORT_KEYS))
    os.sync()
    return document


# -- withdrawing --------------------------------------------------------------------------------


@dataclass(frozen=True)
class Withdrawal:
    """One line of the file: an id that is withdrawn, or shown again (`back`)."""

    id: str
    at: str
    by: str
    why: str
    back: bool = False


def withdrawals(editions: Path) -> list[Withdrawal]:
    """Every line, in the order of writing."""
    try:
        lines = (editions / WITHDRAWN).read_bytes().splitlines()
    except FileNotFoundError:
        return []
    return [Withdrawal(**orjson.loads(line)) for line in lines if line]


def withdrawn(editions: Path) -> set[str]:
    """The ids that are withdrawn now."""
    found: set[str] = set()
    for each in withdrawals(editions):
        if each.back:
            found.discard(each.id)
        else:
            found.add(each.id)
    return found


def withdraw(editions: Path, ids: list[str], why: str, by: str, at: int, *, back: bool = False) -> None:
    """Withdraw ids, or show them again, and sign `current.json` anew. `at`: the minute of doing so."""
    editions.mkdir(parents=True, exist_ok=True)
    moment = wall.iso_minute(at)
    lines = [
        orjson.dumps({"id": id_, "at": moment, "by": by, "why": why, "back": back}) + b"\n" for id_ in ids
    ]
    # One write, appended: two people who withdraw at once both stand in the file.
    with (editions / WITHDRAWN).open("ab", buffering=0) as file:
        file.write(b"".join(lines))
        os.fsync(file.fileno())
    before = current(editions)
    if before is not None:
        point(editions, before, at)


def somebody() -> str:
    """Who is at the keyboard, as the system knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
