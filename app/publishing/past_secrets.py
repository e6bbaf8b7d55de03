"""What history knows to be secret: of rows that are gone too (docs/decisions/0015).

A number for workers, a hidden place or a note that was deleted since stands in no table any more, but in
every text of the time before it was secret. What a row was when it was last there decides.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from app import models
from app.history.moments import Known, strictness
from app.models import RowVersion

from . import secrets
from .reading import Row, confidential, is_public, rows, table, visibilities
from .secrets import Secrets

AT_ONCE = 5_000
FOR_ALL = (None, "public")
UNSAID = {"audience": None, "contact_id": None}


@dataclass(frozen=True)
class Past:
    """What is kept back in the tables of the past, and what may stand in no text of theirs."""

    known: Known
    secrets: Secrets


def collect(today: Session, pathway_of: dict[str, str]) -> Past:
    """All that is secret now, or was when it was last known. `today` sees the tables as they are."""
    seen = visibilities(today, pathway_of)
    places = last(today, models.Location)
    meant = _meant(today, pathway_of)
    least = {id_: said for id_, place in places.items() if (said := place.get("visibility"))}
    for id_, said in seen.items():  # in case somebody changed it past history
        if strictness(said) > strictness(least.get(id_)) and said != "public":
            least[id_] = said
    contacts, phones = last(today, models.Contact), last(today, models.Phone)
    audience = {id_: row.get("audience") for id_, row in contacts.items()}
    closed = {id_: row for id_, row in phones.items() if not is_public({**UNSAID, **row}, audience)}
    workers = {
        "contact": {id_ for id_, said in audience.items() if said not in FOR_ALL},
        "phone": set(closed),
    }
    for model in (models.Contact, models.Phone):
        now = select(model.id).where(model.audience == "worker")
        workers[model.__tablename__].update(today.scalars(now))
    gone = {id_: row for id_, row in places.items() if id_ not in seen}
    hidden = {id_: row for id_, row in gone.items() if _hidden(id_, least, meant)}
    found = Secrets()
    _keep_places(today, found, hidden)
    _keep_workers(today, found, contacts, closed)
    found.add(secrets.collect(today, pathway_of))
    return Past(Known(least, meant, workers), found.whole())


def versions(session: Session, model: type[models.Base]) -> Iterator[tuple[str, Row]]:
    """Everything that the rows of a table ever held, by their ids, the oldest first."""
    asked = (
        select(RowVersion.row_id, RowVersion.body)
        .where(RowVersion.name == model.__tablename__, RowVersion.body.is_not(None))
        .order_by(RowVersion.change_id)
    )
    for id_, body in session.execute(asked.execution_options(yield_per=AT_ONCE)):
        if body is not None:
            yield id_, orjson.loads(body)


def last(session: Session, model: type[models.Base]) -> dict[str, Row]:
    """What each row of a table held when it was last there."""
    return dict(versions(session, model))


def _meant(session: Session, pathway_of: dict[str, str]) -> set[str]:
    """The places of services that ever had a need whose places are hidden by default."""
    secret = {
        id_
        for id_, row in versions(session, models.Service)
        if confidential(row.get("needs") or [], pathway_of)
    }
    places = (
        row.get("location_id")
        for _, row in versions(session, models.ServiceAtLocation)
        if row.get("service_id") in secret
    )
    return {id_ for id_ in places if id_}


def _hidden(id_: str, least: dict[str, str], meant: set[str]) -> bool:
    return least[id_] != "public" if id_ in least else id_ in meant


def _keep_places(session: Session, found: Secrets, hidden: dict[str, Row]) -> None:
    """Where places were that are gone, and were not public."""
    for row in hidden.values():
        for value in (row.get("latitude"), row.get("longitude")):
            if value is not None:
                found.coordinates.add(secrets.truncated(f"{float(value):.6f}"))
    if hidden:
        for row in last(session, models.Address).values():
            if row.get("location_id") in hidden:
                secrets.keep_address(found, row)


def _keep_workers(session: Session, found: Secrets, contacts: dict[str, Row], phones: dict[str, Row]) -> None:
    """What was for workers alone, but for numbers that are for everyone now."""
    for row in contacts.values():
        if row.get("audience") == "worker":
            secrets.keep_contact(found, row)
    for row in phones.values():
        found.numbers.add(secrets.number(row["number"]))
    for _, row in versions(session, models.Service):
        if row.get("worker_only"):
            secrets.keep_notes(found, row["worker_only"])
    found.numbers -= set(_open_numbers(session))


def _open_numbers(session: Session) -> Iterable[str]:
    """The numbers that are for everyone now."""
    contact = table(models.Contact)
    audience = {row.id: row.audience for row in session.execute(select(contact.c.id, contact.c.audience))}
    for row in rows(session, models.Phone, ("number", "audience", "contact_id")):
        if is_public(row, audience):
            yield secrets.number(row["number"])
