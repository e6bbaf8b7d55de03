"""Reads the tables for publishing, by allow-list.

Only the columns named here are ever selected, and the position of a confidential place is not
among them: `places` asks for addresses and coordinates of public locations alone. So nothing
later on can leak what it never held (answers.md section 3, Confidential places).
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import Select, Table, or_, select
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from app import models
from app.database import chunks

EPOCH = date(1970, 1, 1)
Row = dict[str, Any]

#: Pathways under which a location that does not state its visibility is hidden.
CONFIDENTIAL_PATHWAYS = ("abuse", "sex-work")
CHUNK = 2000

SERVICE = (
    "id organization_id name alternate_name description url email status application_process "
    "fees_description wait_time minimum_age maximum_age assured_date assurer_email alert "
    "eligibility_description interpretation_services needs referral_routes catchment reach "
    "risk_exclusions environment setting pets accepts_convictions first_visit if_refused "
    "paused_since paused_why valid_to start_dates alternatives sample"
).split()
ORGANIZATION = "id name description website".split()
SCHEDULE = (
    "id service_id location_id service_at_location_id valid_from valid_to dtstart until count freq "
    "interval wkst byday bymonthday bymonth byweekno byyearday description opens_at closes_at channel "
    "kind on_bank_holidays"
).split()
EXCEPTION = "schedule_id position date to_date status opens_at closes_at say".split()
PHONE = (
    "id service_id location_id service_at_location_id organization_id contact_id number extension "
    "type description audience"
).split()
RULE = "service_id position attribute op value strength say unless".split()
DOCUMENT = "id service_id document accepts".split()
COST = "id service_id option amount amount_description currency valid_from valid_to".split()
LANGUAGE = "id service_id location_id name code".split()
#: What may be known of any location, confidential or not: nothing that says where it is.
FEATURES = "step_free toilets accessible_toilet lift hearing_loop quiet_space parking".split()
POSITION = "id name transportation latitude longitude council".split()
#: Kinds of location (HSDS) that nobody visits: a service there has no distance.
NO_PLACE = ("virtual", "postal")
ADDRESS = "location_id address_1 address_2 city region state_province postal_code".split()


@dataclass
class Source:
    """One service with everything of it that publishing may see."""

    service: Row
    organization: Row
    rules: list[Row] = field(default_factory=list)
    documents: list[Row] = field(default_factory=list)
    costs: list[Row] = field(default_factory=list)
    languages: list[Row] = field(default_factory=list)
    schedules: list[Row] = field(default_factory=list)
    phones: list[Row] = field(default_factory=list)
    places: list["Spot"] = field(default_factory=list)


@dataclass
class Spot:
    """One service_at_location. `position` and `address` are empty for a confidential place."""

    id: str
    location_id: str | None
    visibility: str
    council: str
    description: str
    features: Row = field(default_factory=dict)
    position: Row = field(default_factory=dict)
    address: Row = field(default_factory=dict)
    schedules: list[Row] = field(default_factory=list)
    place_schedules: list[Row] = field(default_factory=list)
    phones: list[Row] = field(default_factory=list)


def table(model: type[models.Base]) -> Table:
    """The Core table of a model."""
    found = model.__table__
    assert isinstance(found, Table)
    return found


def rows(
    session: Session, model: type[models.Base], names: Sequence[str], *where: ColumnElement[bool]
) -> list[Row]:
    """The named columns of a table, as plain dicts in the order of its key."""
    source = table(model)
    query = select(*(source.c[name] for name in names)).where(*where)
    if "position" in source.c:
        query = query.order_by(source.c.position)
    elif "id" in source.c:
        query = query.order_by(source.c.id)
    return [dict(zip(names, row, strict=True)) for row in session.execute(query).all()]


def pairs(session: Session, query: Select[str, str | None]) -> dict[str, str | None]:
    """The rows of a query for two columns, as a dict."""
    return {row[0]: row[1] for row in session.execute(query)}


def by(found: Iterable[Row], key: str) -> dict[str, list[Row]]:
    """Rows grouped by a column, those without one left out."""
    grouped: dict[str, list[Row]] = defaultdict(list)
    for row in found:
        if row[key] is not None:
            grouped[row[key]].append(row)
    return grouped


def visibilities(
    session: Session, pathway_of: dict[str, str], ids: Sequence[str] | None = None
) -> dict[str, str]:
    """Location id → public, area or hidden, of all or of some; hidden where it is not stated and could be
    meant."""
    location, sal = table(models.Location), table(models.ServiceAtLocation)
    service = table(models.Service)
    query = select(location.c.id, location.c.visibility)
    stated = pairs(session, query if ids is None else query.where(location.c.id.in_(ids)))
    silent = or_(location.c.visibility.is_(None), location.c.visibility == "")
    unstated = session.execute(
        select(location.c.id, service.c.needs)
        .join(sal, sal.c.location_id == location.c.id)
        .join(service, service.c.id == sal.c.service_id)
        .where(silent if ids is None else silent & location.c.id.in_(ids))
    )
    meant = {id_ for id_, needs in unstated if confidential(needs or [], pathway_of)}
    return {id_: said or ("hidden" if id_ in meant else "public") for id_, said in stated.items()}


def confidential(needs: Iterable[str], pathway_of: dict[str, str]) -> bool:
    """Whether a service's needs lie under a pathway whose places are hidden by default."""
    return any(pathway_of.get(need, need) in CONFIDENTIAL_PATHWAYS for need in needs)


def listed(session: Session, only: Collection[str] | None = None) -> list[str]:
    """The ids of every service that may be listed (or of those of `only`), in order.

    `inactive` and `defunct` services are never listed (answers.md section 1).
    """
    service = table(models.Service)
    wanted = select(service.c.id).where(service.c.status.not_in(("inactive", "defunct")))
    if only is None:
        return list(session.scalars(wanted.order_by(service.c.id)))
    found: list[str] = []
    for some in chunks(sorted(only), CHUNK):
        found += sorted(session.scalars(wanted.where(service.c.id.in_(some))))
    return found


def sources(session: Session, pathway_of: dict[str, str], ids: Sequence[str]) -> Iterator[Source]:
    """Some services, which may be listed, with their places, in chunks."""
    for some in chunks(ids, CHUNK):
        yield from _chunk(session, some, pathway_of)


def _chunk(session: Session, ids: Sequence[str], pathway_of: dict[str, str]) -> Iterator[Source]:
    def owned(model: type[models.Base], names: list[str]) -> dict[str, list[Row]]:
        return by(rows(session, model, names, table(model).c.service_id.in_(ids)), "service_id")

    services = rows(session, models.Service, SERVICE, table(models.Service).c.id.in_(ids))
    rules, documents = owned(models.EligibilityRule, RULE), owned(models.RequiredDocument, DOCUMENT)
    costs, languages = owned(models.CostOption, COST), owned(models.Language, LANGUAGE)
    spots = _spots(session, ids, pathway_of)
    schedules = _with_exceptions(session, "service_id", ids)
    phones = _public_phones(session, "service_id", ids)
    owners = sorted({row["organization_id"] for row in services if row["organization_id"]})
    owned_by = table(models.Organization).c.id.in_(owners)
    organizations = {row["id"]: row for row in rows(session, models.Organization, ORGANIZATION, owned_by)}
    of_organizations = _public_phones(session, "organization_id", owners)
    for row in services:
        id_ = row["id"]
        yield Source(
            service=row,
            organization=organizations.get(row["organization_id"] or "", {}),
            rules=rules.get(id_, []),
            documents=documents.get(id_, []),
            costs=costs.get(id_, []),
            languages=languages.get(id_, []),
            schedules=schedules.get(id_, []),
            phones=phones.get(id_, []) or of_organizations.get(row["organization_id"] or "", []),
            places=spots.get(id_) or [Spot(id_, None, "public", "", "")],
        )


def _with_exceptions(session: Session, key: str, ids: Sequence[str]) -> dict[str, list[Row]]:
    column = table(models.Schedule).c[key]
    found = rows(session, models.Schedule, SCHEDULE, column.in_(ids))
    names = [row["id"] for row in found]
    exceptions: list[Row] = []
    for start in range(0, len(names), CHUNK):
        part = names[start : start + CHUNK]
        exceptions += rows(
            session,
            models.ScheduleException,
            EXCEPTION,
            table(models.ScheduleException).c.schedule_id.in_(part),
        )
    of_schedule = by(exceptions, "schedule_id")
    for row in found:
        row["exceptions"] = of_schedule.get(row["id"], [])
    return by(found, key)


def _public_phones(session: Session, key: str, ids: Sequence[str]) -> dict[str, list[Row]]:
    """Numbers for the public. One that says nothing takes its contact's audience."""
    column = table(models.Phone).c[key]
    found = rows(session, models.Phone, PHONE, column.in_(ids))
    contact = table(models.Contact)
    links = sorted({row["contact_id"] for row in found if row["contact_id"]})
    audience: dict[str, str | None] = {}
    for start in range(0, len(links), CHUNK):
        part = links[start : start + CHUNK]
        found_contacts = select(contact.c.id, contact.c.audience).where(contact.c.id.in_(part))
        audience.update(pairs(session, found_contacts))
    return by((row for row in found if is_public(row, audience)), key)


def is_public(phone: Row, audience_of_contact: dict[str, str | None]) -> bool:
    """Whether a number is for everyone: nothing says that it is for workers."""
    said = phone["audience"] or audience_of_contact.get(phone["contact_id"] or "")
    return said in (None, "public")


def _spots(session: Session, ids: Sequence[str], pathway_of: dict[str, str]) -> dict[str, list[Spot]]:
    sal, location = table(models.ServiceAtLocation), table(models.Location)
    links = rows(
        session,
        models.ServiceAtLocation,
        ("id", "service_id", "location_id", "description"),
        sal.c.service_id.in_(ids),
    )
    sal_ids = [row["id"] for row in links]
    location_ids = sorted({row["location_id"] for row in links if row["location_id"]})
    seen = visibilities(session, pathway_of, location_ids)
    public = [id_ for id_ in location_ids if seen[id_] == "public"]
    area = [id_ for id_ in location_ids if seen[id_] == "area"]
    features = {
        row["id"]: row
        for row in rows(session, models.Location, ["id", *FEATURES], location.c.id.in_(location_ids))
    }
    positions = {
        row["id"]: row for row in rows(session, models.Location, POSITION, location.c.id.in_(public))
    }
    kinds = pairs(
        session, select(location.c.id, location.c.location_type).where(location.c.id.in_(location_ids))
    )
    of_area = select(location.c.id, location.c.council).where(location.c.id.in_(area))
    councils = pairs(session, of_area)
    addresses = by(
        rows(session, models.Address, ADDRESS, table(models.Address).c.location_id.in_(public)), "location_id"
    )
    own, shared = (
        _with_exceptions(session, "service_at_location_id", sal_ids),
        _with_exceptions(session, "location_id", location_ids),
    )
    phones = _public_phones(session, "service_at_location_id", sal_ids)
    of_places = _public_phones(session, "location_id", location_ids)
    grouped: dict[str, list[Spot]] = defaultdict(list)
    for row in links:
        id_ = row["location_id"]
        visibility = seen[id_] if id_ else "public"
        visited = kinds.get(id_) not in NO_PLACE
        position = positions.get(id_, {})
        grouped[row["service_id"]].append(
            Spot(
                id=row["id"],
                location_id=id_ if visited else None,
                visibility=visibility,
                council=councils.get(id_) or position.get("council") or "",
                description=row["description"] or "" if visibility == "public" else "",
                features=features.get(id_, {}),
                position=position if visited else {},
                address=next(iter(addresses.get(id_, [])), {}) if visited else {},
                schedules=own.get(row["id"], []),
                place_schedules=shared.get(id_ or "", []),
                phones=phones.get(row["id"], []) or of_places.get(id_ or "", []),
            )
        )
    return grouped
