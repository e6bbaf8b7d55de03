"""`current.json`: which edition counts, signed; and what was withdrawn since."""

import errno
import fcntl
import getpass
import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import cast

import orjson

from app.logs import log
from app.publishing.reading import EPOCH
from app.publishing.signing import Signer
from search import wall
from search.edition import current_folder

from .store import put

CURRENT = "current.json"
KEY = "key.json"
WITHDRAWN = "withdrawn.ndjson"
#: Days after which a phone takes no more comfort from what it was told.
EXPIRES_DAYS = 90
#: It is signed anew by `directory prepare` once fewer days than this are left.
SIGNED_ANEW_DAYS = 60
#: How packs are written. A phone takes those alone that its worker can read: count on when a shard, a
#: manifest or the document is read in another way (docs/decisions/0007).
FORMAT = 2
LOCK = ".pointing.lock"
#: A line of what is withdrawn, as far as its id.
CUT_OFF = re.compile(rb'\{"id":"([^"\\]+)"')


def public(editions: Path) -> Path:
    """The tree that is served."""
    return editions / "public"


def signing_key(editions: Path) -> Path:
    """The file of this site's private key."""
    return editions / "signing.pem"


def signer(editions: Path) -> Signer:
    """The key of this site."""
    return Signer.of(signing_key(editions))


def current(editions: Path) -> dict[str, object] | None:
    """The signed document as it stands, None before the first publishing of packs."""
    try:
        found: dict[str, object] = orjson.loads((public(editions) / CURRENT).read_bytes())
    except FileNotFoundError:
        return None
    return found


@contextmanager
def alone(editions: Path) -> Iterator[None]:
    """Nobody else reads the document to sign it anew meanwhile, in whatever process: so no edition that was
    there before comes back under a newer version."""
    with (editions / LOCK).open("ab") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield


def point(editions: Path, told: dict[str, object], at: int, folder: Path | None = None) -> dict[str, object]:
    """Sign and replace the document: `told` with a version, an expiry, what is withdrawn, and the key.

    `at`: the minute of doing so. The version is never one that was there before. `folder`: of the edition
    that is told of. Where another one serves by now, the document stays as it is: whoever published that
    one tells of it.
    """
    with alone(editions):
        before, serving = current(editions), current_folder(editions)
        outdated = folder is not None and serving is not None and serving.name != folder.name
        if before is not None and outdated:
            return before
        return _point(editions, told, at)


def sign_anew(editions: Path, at: int) -> dict[str, object] | None:
    """The same document with what is withdrawn now, a new version and a new expiry; None: there is none."""
    with alone(editions):
        before = current(editions)
        return None if before is None else _point(editions, before, at)


def wants_signing(editions: Path, at: int) -> bool:
    """Whether the document is soon too old, or signed by a key that is not this site's any more."""
    told = current(editions)
    if told is None:
        return False
    left = (date.fromisoformat(str(told["expires"])) - EPOCH).days - at // 1440
    return left < SIGNED_ANEW_DAYS or told["key"] != signer(editions).key_id()


def _point(editions: Path, told: dict[str, object], at: int) -> dict[str, object]:
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
    os.sync()  # what it names is on the disk before it is
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
    """Every line that says something, in the order of writing."""
    return [found for line in _lines(editions) if (found := read_line(line)) is not None]


def withdrawn(editions: Path) -> set[str]:
    """The ids that are withdrawn now."""
    found: set[str] = set()
    lines = _lines(editions)
    for number, line in enumerate(lines, 1):
        each = read_line(line)
        if each is None:
            log.error("%s: line %d cannot be read", WITHDRAWN, number)
            if number < len(
                lines
            ):  # whatever it said was signed: of the last, nobody was told that it is done
                found |= _signed(editions)
        elif each.back:
            found.discard(each.id)
        else:
            found.add(each.id)
    return found


def _lines(editions: Path) -> list[bytes]:
    try:
        return [line for line in (editions / WITHDRAWN).read_bytes().splitlines() if line]
    except FileNotFoundError:
        return []


def read_line(line: bytes) -> Withdrawal | None:
    """What a line says. One that was cut off withdraws its id, where that is whole: half a line shows
    nobody again. None for one that says nothing."""
    try:
        return Withdrawal(**orjson.loads(line))
    except (ValueError, TypeError):
        found = CUT_OFF.match(line)
        return None if found is None else Withdrawal(found[1].decode("utf-8", "replace"), "", "", "cut off")


def _signed(editions: Path) -> set[str]:
    """The ids that phones are told are withdrawn."""
    try:
        told = current(editions)
        return set() if told is None else set(cast(list[str], told["withdrawn"]))
    except (ValueError, KeyError):
        return set()


def _append(path: Path, body: bytes) -> None:
    """Bring lines to the disk, after whatever was cut off; all of them, or raise OSError."""
    with path.open("a+b", buffering=0) as file:
        file.seek(0)
        there = file.readall()
        rest = there.rpartition(b"\n")[2]
        if rest and read_line(rest) is None:
            file.truncate(len(there) - len(rest))  # too little to know of whom
        elif rest:
            body = b"\n" + body
        if file.write(body) != len(body):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        os.fsync(file.fileno())


def withdraw(editions: Path, ids: list[str], why: str, by: str, at: int, *, back: bool = False) -> None:
    """Withdraw ids, or show them again, and sign `current.json` anew. `at`: the minute of doing so."""
    editions.mkdir(parents=True, exist_ok=True)
    moment = wall.iso_minute(at)
    lines = [
        orjson.dumps({"id": id_, "at": moment, "by": by, "why": why, "back": back}) + b"\n" for id_ in ids
    ]
    with alone(editions):
        _append(editions / WITHDRAWN, b"".join(lines))
    sign_anew(editions, at)


def somebody() -> str:
    """Who is at the keyboard, as the system knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
