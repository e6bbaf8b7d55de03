"""One published record (what match needs) and its detail (what a service's page adds).

Made from a `Source`, which holds public columns only. Hours are compiled, rules and implied
clauses put together, words folded: nothing is left to work out when somebody asks.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

import orjson

from directory_data import schedules as fields
from directory_data.gazetteer import Located
from search.folding import fold_text
from search.naming import routes_said
from search.rules.implied import implied
from search.rules.model import (
    Clause,
    Condition,
    Cover,
    Hours,
    Phone,
    Point,
    Record,
    Schedule,
    ScheduleException,
    ServiceFields,
)
from search.rules.recurrence import compile_hours, nearest, nearest_exceptions

from .reading import EPOCH, SCHEDULE, Row, Source, Spot

ENGLAND_AND_WALES = "england-and-wales"
#: What a schedule says, without whose it is.
READ = [name for name in SCHEDULE if name != "id" and not name.endswith("_id")]
FIRST_SENTENCE = re.compile(r"^(.{12,160}?[.!?])(?:\s|$)", re.DOTALL)


class PublishError(ValueError):
    """Something cannot be published. The message names the service and the field."""


@dataclass(frozen=True)
class Setting:
    """What every record of one edition is made with."""

    cover: Cover
    holidays: dict[str, list[int]]  # nation → days that count for hours
    pathway_of: dict[str, str]
    council_names: dict[str, str]
    locate: Callable[[str], Located | None]
    _compiled: dict[bytes, list[Hours]] = field(default_factory=dict)
    _read: dict[tuple[object, ...], Schedule] = field(default_factory=dict)

    def read(self, row: Row, channel: str) -> Schedule:
        """A row of the table as a schedule; many rows say the same. Raises FieldError."""
        key = (channel, *(row[name] for name in READ))
        found = self._read.get(key)
        if found is None:
            found = self._read[key] = fields.plain(row, channel)[0]
        return found

    def compile(
        self, schedules: list[Schedule], exceptions: list[ScheduleException], starts: list[int], nation: str
    ) -> list[Hours]:
        """Hours out of schedules; many services have the same, and share what is made of them."""
        key = orjson.dumps([schedules, exceptions, starts, nation])
        found = self._compiled.get(key)
        if found is None:
            found = compile_hours(schedules, exceptions, starts, self.holidays[nation], self.cover)
            self._compiled[key] = found
        return found


def day_number(found: date | None) -> int | None:
    """Days since 1970-01-01."""
    return None if found is None else (found - EPOCH).days


def nation_of(council: str) -> str:
    """The nation whose bank holidays hold in a council, by the first letter of its code."""
    return {"S": "scotland", "N": "northern-ireland"}.get(council[:1], ENGLAND_AND_WALES)


@dataclass(frozen=True)
class Whereabouts:
    """What may be said of where a service is."""

    point: Point | None
    council: str
    area: str
    nation: str


def whereabouts(source: Source, spot: Spot, setting: Setting) -> Whereabouts:
    """Position, council and nation of a place, or what is left of them for a confidential one.

    The nation of a confidential place is that of its public council, else of its catchment, never
    of where it is (docs/decisions/0003).
    """
    council, point = spot.council, None
    if spot.visibility == "public" and spot.position:
        found = setting.locate(spot.address.get("postal_code") or "")
        council = spot.position["council"] or (found.council if found else "")
        if found is not None:
            council = found.council  # where a list differs, the ONS Postcode Directory is right
        lat, lon = spot.position["latitude"], spot.position["longitude"]
        if lat is not None and lon is not None:
            point = Point(lat=float(lat), lon=float(lon))
        elif found is not None:
            point = Point(lat=found.lat, lon=found.lon)
    covered = [code for code in source.service["catchment"] or [] if code in setting.council_names]
    return Whereabouts(
        point=point,
        council=council,
        area=setting.council_names.get(council, ""),
        nation=nation_of(council or next(iter(covered), "")),
    )


def made(source: Source, spot: Spot, setting: Setting) -> tuple[Record, Row]:
    """The record and the detail of one service at one place. Raises PublishError."""
    service, where = source.service, whereabouts(source, spot, setting)
    in_person = spot.location_id is not None
    hours, said = hours_of(source, spot, where.nation, setting)
    phones = [phone_of(row) for row in (spot.phones or source.phones)]
    documents = [(row["document"] or "", row["accepts"] or []) for row in source.documents]
    description = service["description"] or ""
    needs = with_pathways(service["needs"] or [], setting.pathway_of)
    record: Record = {
        "id": spot.id,
        "service_id": service["id"],
        "location_id": spot.location_id,
        "name": service["name"],
        "organization": source.organization.get("name") or "",
        "summary": summary(description),
        "needs": needs,
        "point": where.point,
        "area": where.area,
        "council": where.council,
        "nation": where.nation,
        "in_person": in_person,
        "channels": channels(in_person, hours, phones),
        "reach": service["reach"] or "local",
        "catchment": service["catchment"] or [],
        "clauses": [*rules(source), *implied(service_fields(source, spot, in_person))],
        "hours": hours,
        "hours_said": said,
        "paused": paused(service),
        "paused_why": service["paused_why"] or "",
        "valid_to": day_number(service["valid_to"]),
        "starts": listed(starts(service), day_number(service["valid_to"])),
        "routes": service["referral_routes"] or [],
        "phones": phones,
        "bring": [name for name, _ in documents if name],
        "notes": [service["alert"]] if service["alert"] else [],
        "checked": day_number(service["assured_date"]),
        "checked_by": (service["assurer_email"] or "").rpartition("@")[2],
        "sample": bool(service["sample"]),
        "words": {
            "name": distinct(fold_text(service["name"])),
            "body": sorted({*fold_text(" ".join(body_texts(source, where)))}),
        },
    }
    return record, detail(source, spot, where)


def body_texts(source: Source, where: Whereabouts) -> list[str]:
    """What is searched beside the name: who runs it, what it is, and the council that it is in where
    that may be known ("hostel lewisham")."""
    service = source.service
    texts = (source.organization.get("name"), service["alternate_name"], service["description"], where.area)
    return [text for text in texts if text]


def distinct(words: list[str]) -> list[str]:
    """Each word once, in order."""
    return list(dict.fromkeys(words))


def with_pathways(needs: list[str], pathway_of: dict[str, str]) -> list[str]:
    """The needs with the pathways they lie under, sorted: asking for a pathway finds them all."""
    return sorted({*needs, *(pathway_of[need] for need in needs if need in pathway_of)})


def summary(description: str) -> str:
    """The first sentence."""
    text = " ".join(description.split())
    found = FIRST_SENTENCE.match(text)
    return found.group(1) if found else text[:160]


def channels(in_person: bool, hours: list[Hours], phones: list[Phone]) -> list[str]:
    """The ways it can be reached: its hours' channels, its place, its public numbers."""
    found = {each["channel"] for each in hours} | ({"in-person"} if in_person else set())
    found |= {phone["channel"] for phone in phones}
    return [name for name in ("in-person", "phone", "text", "video") if name in found]


def phone_of(row: Row) -> Phone:
    """A public number."""
    text = (row["type"] or "") in ("text", "sms")
    number = row["number"] + (f" ext {row['extension']}" if row["extension"] else "")
    return Phone(number=number, name=row["description"] or "", channel="text" if text else "phone")


def paused(service: Row) -> int | None:
    """The day a pause began. A `temporarily closed` status without a date holds always."""
    if service["paused_since"] is not None:
        return day_number(service["paused_since"])
    return 0 if service["status"] == "temporarily closed" else None


def starts(service: Row) -> list[int]:
    """The days a course starts."""
    return sorted({(date.fromisoformat(text) - EPOCH).days for text in service["start_dates"] or []})


def listed(days: list[int], last: int | None) -> list[int]:
    """Those of some days on which a service is listed."""
    return [day for day in days if last is None or day <= last]


def rules(source: Source) -> list[Clause]:
    """The provider's rules, in their order."""
    return [
        Clause(
            attribute=row["attribute"],
            op=row["op"],
            value=row["value"],
            strength=row["strength"],
            unless=[
                Condition(attribute=each["attribute"], op=each["op"], value=each["value"])
                for each in row["unless"] or []
            ],
            in_person=False,
            only_with=False,
            say={"key": "own-words", "values": {"text": row["say"] or ""}},
        )
        for row in source.rules
    ]


def service_fields(source: Source, spot: Spot, in_person: bool) -> ServiceFields:
    """The fields that imply clauses (answers.md section 2)."""
    service = source.service
    risks = service["risk_exclusions"] or []
    if isinstance(risks, dict):
        risks = sorted(name for name, said in risks.items() if said != "unknown" and said)
    return ServiceFields(
        minimum_age=service["minimum_age"],
        maximum_age=service["maximum_age"],
        referral_routes=service["referral_routes"] or [],
        routes_said=routes_said(service["referral_routes"] or []),
        catchment=service["catchment"] or [],
        pets=service["pets"] or "",
        step_free=spot.features.get("step_free") or "unknown",
        required_documents=[
            {"name": row["document"] or "", "accepts": row["accepts"] or []} for row in source.documents
        ],
        accepts_convictions=service["accepts_convictions"] or "",
        risk_exclusions=list(risks),
        languages=[row["code"] for row in source.languages if row["code"]],
        in_person=in_person,
    )


def hours_of(source: Source, spot: Spot, nation: str, setting: Setting) -> tuple[list[Hours], str]:
    """Compiled hours, and the words that were kept where hours are not known."""
    channel = "in-person" if spot.location_id is not None else "phone"
    levels = [spot.schedules, spot.place_schedules, source.schedules]
    plain: list[list[Schedule]] = []
    excepted: list[list[ScheduleException]] = []
    said: list[str] = []
    last = day_number(source.service["valid_to"])
    for level in levels:
        plain.append([])
        excepted.append([])
        for row in level:
            try:
                schedule = setting.read(row, channel)
                dated = [fields.plain_exception(each, schedule["channel"])[0] for each in row["exceptions"]]
            except fields.FieldError as error:
                raise PublishError(f"{source.service['name']}: schedule {row['id']}: {error}") from error
            excepted[-1].extend(until(last, each) for each in dated if last is None or each["first"] <= last)
            only_words = not schedule["known"] and row["description"]
            if only_words:
                said.append(str(row["description"]))
            if not _exceptions_alone(schedule, dated, row):
                plain[-1].append(ended(schedule, last))
    course = starts(source.service)
    compiled = setting.compile(nearest(plain), nearest_exceptions(excepted), course, nation)
    if len(listed(course, last)) < len(course):
        compiled = [
            {**hours, "dates": [each for each in hours["dates"] if each["day"] <= (last or 0)]}
            for hours in compiled
        ]
    return compiled, " ".join(dict.fromkeys(said))


def ended(schedule: Schedule, last: int | None) -> Schedule:
    """A schedule that recurs no longer than its service is listed."""
    valid_to = schedule["valid_to"]
    if last is None or (valid_to is not None and valid_to <= last):
        return schedule
    return {**schedule, "valid_to": last}


def until(last: int | None, exception: ScheduleException) -> ScheduleException:
    """What an exception says of the days on which its service is listed."""
    return exception if last is None else {**exception, "last": min(exception["last"], last)}


def _exceptions_alone(schedule: Schedule, dated: list[ScheduleException], row: Row) -> bool:
    """A row that holds dates only says nothing of the usual week."""
    return bool(dated) and not schedule["known"] and not row["description"]


def detail(source: Source, spot: Spot, where: Whereabouts) -> Row:
    """What a service's page shows beyond the record."""
    service, address = source.service, spot.address
    lines = [address.get(name) for name in ("address_1", "address_2", "city", "region")]
    return {
        "description": service["description"] or "",
        "url": service["url"] or source.organization.get("website") or "",
        "email": service["email"] or "",
        "visibility": spot.visibility,
        "address": [line for line in lines if line],
        "postcode": address.get("postal_code") or "",
        "place_name": spot.position.get("name") or "",
        "directions": spot.position.get("transportation") or spot.description,
        "council_name": where.area,
        "features": {name: said for name, said in spot.features.items() if name != "id" and said},
        "fees": service["fees_description"] or "",
        "costs": [cost(row) for row in source.costs],
        "first_visit": service["first_visit"] or "",
        "if_refused": service["if_refused"] or "",
        "environment": service["environment"] or "",
        "setting": service["setting"] or "",
        "wait": service["wait_time"] or "",
        "how": service["application_process"] or "",
        "languages": [row["name"] or row["code"] or "" for row in source.languages],
        "interpreters": service["interpretation_services"] or "",
        "alternatives": service["alternatives"] or [],
    }


def cost(row: Row) -> Row:
    """One cost, in words where there are any."""
    amount = "" if row["amount"] is None else f"{row['amount']:.2f}"
    return {"option": row["option"] or "", "amount": amount, "say": row["amount_description"] or ""}
