"""What is judged of the sample directory beyond what the import checks."""

import re
from collections.abc import Iterator
from typing import Any

from directory_data import content
from directory_data.content.plain_words import word_count
from directory_data.problems import Problem
from directory_data.schedules import FieldError, PlainSchedule, plain

DRAMA = re.compile(r"020 7946 0\d{3}|01632 960\d{3}|0808 157 0\d{3}|07700 900\d{3}")
"""The numbers that Ofcom keeps for drama: nobody answers them."""
LONGEST_FIRST_VISIT = 40
"""Words (needs.md N08)."""
COUNCIL_HOMELESS = "council-housing-help"
NIGHT = (5, 23 * 60)
"""Saturday at 11pm: somebody has to answer for the council then (needs.md N65)."""

Json = dict[str, Any]


def errors() -> Iterator[Problem]:
    """Every error of the sample directory."""
    holders: dict[str, str] = {}
    for path in content.sample_paths():
        document = content.sample(path.stem)
        names = {row["id"]: row["name"] for row in document["organizations"]}
        ids = {service["id"] for service in document["services"]}
        for service in document["services"]:
            place = f"sample/{path.name}: {service['name']}"
            yield from _numbers(service, place, names[service["organization_id"]], holders)
            yield from _people(service, place)
            yield from _said(service, place, ids)
    yield from _councils()


def services() -> Iterator[tuple[str, Json]]:
    """Every service of the sample with the name of its file."""
    for path in content.sample_paths():
        for service in content.sample(path.stem)["services"]:
            yield path.name, service


def phones(service: Json) -> list[Json]:
    """Every number of a service, its contacts' as well."""
    return [
        *service.get("phones", []),
        *(phone for row in service.get("contacts", []) for phone in row.get("phones", [])),
    ]


def schedules(service: Json) -> list[tuple[Json, str]]:
    """Every schedule of a service and the channel it has when it states none."""
    found = [(row, "phone") for row in service.get("schedules", [])]
    for link in service.get("service_at_locations", []):
        found += [(row, "in-person") for row in link.get("schedules", [])]
    return found


def locations(service: Json) -> list[Json]:
    """The places of a service."""
    return [link["location"] for link in service.get("service_at_locations", []) if "location" in link]


def _numbers(service: Json, place: str, organization: str, holders: dict[str, str]) -> Iterator[Problem]:
    for phone in phones(service):
        if DRAMA.fullmatch(phone["number"]) is None:
            yield Problem(place, "phones", f"{phone['number']} may be somebody's: use the drama ranges")
        holder = holders.setdefault(phone["number"], organization)
        if holder != organization:
            yield Problem(
                place, "phones", f"{phone['number']} is {holder}'s already: one number, one organisation"
            )
    if not phones(service):
        yield Problem(place, "phones", "there is no way to ask first")


def _people(service: Json, place: str) -> Iterator[Problem]:
    for contact in service.get("contacts", []):
        if contact.get("name") and not contact.get("title"):
            yield Problem(place, "contacts", f"{contact['name']} is named without a role: people move on")


def _said(service: Json, place: str, ids: set[str]) -> Iterator[Problem]:
    ours = service["saturday"]
    if ours.get("sample") is not True:
        yield Problem(place, "sample", "does not say that it is made up")
    first_visit = ours.get("first_visit", "")
    if first_visit == "":
        yield Problem(place, "first_visit", "what happens first?")
    if word_count(first_visit) > LONGEST_FIRST_VISIT:
        yield Problem(place, "first_visit", f"has over {LONGEST_FIRST_VISIT} words")
    for other in ours.get("alternatives", []):
        if other not in ids or other == service["id"]:
            yield Problem(place, "alternatives", f"{other} is no other service of this file")
    if _is_a_bed(service):
        if ours.get("if_refused", "") == "":
            yield Problem(place, "if_refused", "what if they say no?")
        if not service.get("cost_options") and not service.get("fees_description"):
            yield Problem(place, "cost", "what does it cost?")


def _is_a_bed(service: Json) -> bool:
    pathway_of = {need["code"]: need["pathway"] for need in content.needs()}
    return any(pathway_of.get(need, need) == "accommodation" for need in service["saturday"]["needs"])


def _councils() -> Iterator[Problem]:
    """Each council has somebody to ring at night, and each pathway a service or an honest gap."""
    pathway_of = {need["code"]: need["pathway"] for need in content.needs()}
    for covered in content.coverage():
        place = f"coverage.json: {covered['name']}"
        local = [service for _, service in services() if _serves(service, covered["council"])]
        homeless = [service for service in local if COUNCIL_HOMELESS in service["saturday"]["needs"]]
        if not any(_answers_at_night(service) for service in homeless):
            yield Problem(place, "council", "has nobody to ring at night for people without a home")
        needs = {need for service in local for need in service["saturday"]["needs"]}
        served = needs | {pathway_of[need] for need in needs if need in pathway_of}
        for gap in covered["gaps"]:
            if gap in served:
                yield Problem(place, "gaps", f"{gap} is no gap: there is a local service")
            if gap not in pathway_of and gap not in pathway_of.values():
                yield Problem(place, "gaps", f"{gap} is not known")
        for pathway in dict.fromkeys(pathway_of.values()):
            if pathway not in served and pathway not in covered["gaps"]:
                yield Problem(place, pathway, "has neither a local service nor a gap that says so")


def _serves(service: Json, council: str) -> bool:
    """Whether a service stands in the council, or names it in its catchment."""
    here = any(place["saturday"].get("council") == council for place in locations(service))
    return here or council in service["saturday"].get("catchment", [])


def _answers_at_night(service: Json) -> bool:
    for row, channel in schedules(service):
        try:
            schedule = plain({**row, **row.get("saturday", {})}, channel)[0]
        except FieldError:
            continue  # the import refuses it, with its row
        if schedule["channel"] == "phone" and _covers_night(schedule):
            return True
    return False


def _covers_night(schedule: PlainSchedule) -> bool:
    weekday, minute = NIGHT
    opens, closes = schedule["opens"], schedule["closes"]
    if opens is None or closes is None or not schedule["known"]:
        return False
    on_the_day = not schedule["byday"] or any(
        day["day"] == weekday and day["n"] == 0 for day in schedule["byday"]
    )
    end = closes if closes > opens else closes + 24 * 60
    return on_the_day and opens <= minute < end


def texts() -> Iterator[tuple[str, str, str]]:
    """Every text of the sample that a person may read. What is for workers alone is left out."""
    for path in content.sample_paths():
        for row in content.sample(path.stem)["organizations"]:
            yield f"sample/{path.name}: {row['name']}", "name", row["name"]
            yield f"sample/{path.name}: {row['name']}", "description", row["description"]
    for file, service in services():
        place = f"sample/{file}: {service['name']}"
        for field, text in _texts(service):
            if text:
                yield place, field, text


def _texts(service: Json) -> Iterator[tuple[str, str]]:
    for name in ("name", "description", "alert", "wait_time", "application_process", "fees_description"):
        yield name, service.get(name, "")
    yield "eligibility_description", service.get("eligibility_description", "")
    ours = service["saturday"]
    for name in ("first_visit", "if_refused", "paused_why"):
        yield name, ours.get(name, "")
    for rule in ours.get("eligibility_rules", []):
        yield "eligibility_rules", rule["say"]
    for document in service.get("required_documents", []):
        yield "required_documents", document["document"]
    for cost in service.get("cost_options", []):
        yield "cost_options", f"{cost['option']}. {cost['amount_description']}"
    for phone in service.get("phones", []):
        yield "phones", phone.get("description", "")
    for location in locations(service):
        yield "location", location.get("description", "")
        yield "transportation", location.get("transportation", "")
    for row, _ in schedules(service):
        yield "schedules", row.get("description", "")
        for exception in row.get("saturday", {}).get("exceptions", []):
            yield "exceptions", exception.get("say", "")
