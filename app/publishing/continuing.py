"""Whether an edition may be continued from the one before, and which services to make anew.

It may where nothing but rows that are marked (`marks.py`) can make a difference: the same code,
gazetteer, holidays and days covered, and no secret that was not there before, for every published text
is held against every secret.
"""

import hashlib
import hmac
import os
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final, Self

import numpy as np
import orjson
from sqlalchemy import ColumnElement, Select, or_, select
from sqlalchemy.orm import Session

from app import models
from search.edition import EditionError, current_folder, open_edition
from search.rules.model import Cover

from .marks import Marks, changed
from .reading import table
from .records import Setting
from .rows import Rows
from .secrets import Secrets, every
from .writing import Before

ROOT: Final = Path(__file__).resolve().parents[2]
CODE: Final = ("app/publishing", "directory_data", "search")
STATE: Final = "continued.json"
#: Of a larger part than this a whole publishing is the quicker one.
MOST: Final = 0.2
AT_ONCE: Final = 500


@cache
def code() -> str:
    """A hash of all code that makes records."""
    digest = hashlib.sha256()
    for folder in CODE:
        for path in sorted((ROOT / folder).rglob("*.py")):
            digest.update(path.read_bytes())
    return digest.hexdigest()


def fingerprint(setting: Setting, cover: Cover, gazetteer: str) -> str:
    """A hash of all that every record is made with, and its columns, which know what stands open on the
    days about publishing: `cover`, of which no two days have the same. `gazetteer`: its version."""
    made = [setting.cover, setting.holidays, setting.pathway_of, setting.council_names]
    told = [code(), *made, cover, gazetteer]
    return hashlib.sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()


@dataclass(frozen=True)
class State:
    """What was written down when an edition was published.

    `proof` and `secrets` are hashes keyed with the token, which stands in the database alone: without
    the tables, which hold the secrets themselves, they tell nobody anything.
    """

    folder: str
    fingerprint: str
    proof: str
    secrets: list[str]

    @classmethod
    def of(cls, folder: Path, fingerprint: str, token: str, secrets: Secrets) -> Self:
        """Of an edition that was just published."""
        return cls(folder.name, fingerprint, _keyed(token, "token"), sorted(_hashes(token, secrets)))

    @classmethod
    def open(cls, editions: Path) -> Self | None:
        """What stands there; None where nothing does, or nothing that can be read."""
        try:
            return cls(**orjson.loads((editions / STATE).read_bytes()))
        except (OSError, ValueError, TypeError):
            return None

    def save(self, editions: Path) -> None:
        """Replace what stands there."""
        draft = editions / f".{STATE}-{os.getpid()}"
        with draft.open("wb") as file:
            file.write(orjson.dumps(self.__dict__))
        draft.replace(editions / STATE)

    def holds(self, token: str, secrets: Secrets) -> bool:
        """Whether it was written with this token, and knew all these secrets."""
        same = hmac.compare_digest(self.proof, _keyed(token, "token"))
        return same and _hashes(token, secrets) <= set(self.secrets)


def _keyed(token: str, said: str) -> str:
    return hashlib.blake2b(said.encode(), key=token.encode(), digest_size=16).hexdigest()


def _hashes(token: str, secrets: Secrets) -> set[str]:
    return {_keyed(token, said) for said in every(secrets)}


@dataclass(frozen=True)
class Continued:
    """The edition before with the rows that stay, and the services whose rows do not."""

    before: Before
    services: set[str]


def continued(
    session: Session, editions: Path, marks: Marks, fingerprint: str, secrets: Secrets
) -> Continued | None:
    """How to continue the edition that serves; None where it has to be made whole."""
    folder, state = current_folder(editions), State.open(editions)
    if marks.token is None or folder is None or state is None or state.folder != folder.name:
        return None
    if state.fingerprint != fingerprint or not state.holds(marks.token, secrets):
        return None
    try:
        edition = open_edition(folder)
        rows = Rows.open(edition)
    except (EditionError, OSError, ValueError):
        return None
    if marks.count > MOST * len(rows.ids):
        return None
    services = changed_services(session, changed(session))
    stays = np.array([service not in services for service in rows.services], np.bool_)
    return Continued(Before(edition, rows, np.flatnonzero(stays)), services)


def changed_services(session: Session, changed: dict[str, set[str]]) -> set[str]:
    """The services whose records may be other than before, from the marks."""
    found = {kind: set(keys) for kind, keys in changed.items()}

    def more(kind: str, column: str, model: type[models.Base], wanted: str, keys: Collection[str]) -> None:
        held = table(model).c
        for some in _some(keys):
            ids = session.scalars(select(held[column]).where(held[wanted].in_(some)))
            found.setdefault(kind, set()).update(id_ for id_ in ids if id_ is not None)

    for kind, column in OWNED:
        more(kind, column, models.Schedule, "id", found.get("schedule", ()))
        more(kind, column, models.Phone, "contact_id", found.get("contact", ()))
    more("organization", "organization_id", models.Phone, "contact_id", found.get("contact", ()))
    more("service", "service_id", models.ServiceAtLocation, "id", found.get("service_at_location", ()))
    more("service", "id", models.Service, "organization_id", found.get("organization", ()))
    # A place that does not say who may see it goes by the needs of all that is there.
    services, locations = found.get("service", set()), set(found.get("location", ()))
    for some in _some(services):
        locations.update(session.scalars(_unstated(some)))
    more("service", "service_id", models.ServiceAtLocation, "location_id", locations)
    return found.get("service", set())


OWNED: Final = (
    ("service", "service_id"),
    ("location", "location_id"),
    ("service_at_location", "service_at_location_id"),
)


def _unstated(services: list[str]) -> Select[str]:
    location, sal = table(models.Location).c, table(models.ServiceAtLocation).c
    silent: ColumnElement[bool] = or_(location.visibility.is_(None), location.visibility == "")
    query = select(location.id).join(table(models.ServiceAtLocation), sal.location_id == location.id)
    return query.where(sal.service_id.in_(services), silent)


def _some(keys: Collection[str]) -> Iterator[list[str]]:
    listed = sorted(keys)
    for start in range(0, len(listed), AT_ONCE):
        yield listed[start : start + AT_ONCE]
