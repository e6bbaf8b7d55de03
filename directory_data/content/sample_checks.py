"""What is judged of the sample directory beyond what the import checks."""

import re
from collections.abc import Iterator
from typing import Any

from directory_data import content
from directory_data.content.plain_words import word_count
from directory_data.problems import Problem

DRAMA = re.compile(r"020 7946 0\d{3}|01632 960\d{3}|0808 157 0\d{3}|07700 900\d{3}")
"""The numbers that Ofcom keeps for drama: nobody answers them."""
LONGEST_FIRST_VISIT = 40
"""Words (needs.md N08)."""
NO_PROMISE = "Being listed does not mean there is a bed."
"""What a bed for tonight says of itself (needs.md N40)."""
FOR_WOMEN, FOR_MEN = "National Domestic Abuse Helpline", "Men's Advice Line"
"""Lines that a service may send people on to."""

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
            yield from _kept_apart(service, place)
            bed = _has_a_bed_tonight(service, names[service["organization_id"]])
            if bed and NO_PROMISE not in service.get("alert", ""):
                yield Problem(place, "alert", f"does not say: {NO_PROMISE}")


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


def _kept_apart(service: Json, place: str) -> Iterator[Problem]:
    """Nobody who was hurt meets who hurt them, men are sent to a line for men, and no page's title (its
    service's name) tells where somebody has been (needs.md section 6)."""
    needs = service["saturday"]["needs"]
    if "prison" in service["name"].lower():
        yield Problem(place, "name", "says prison, and becomes the title of a page")
    others = {need["code"] for need in content.needs() if need["pathway"] == "abuse"} - {"hurting-others"}
    if "hurting-others" in needs and others & set(needs):
        yield Problem(place, "needs", "are of people who hurt and people who were hurt: make it two services")
    refused = service["saturday"].get("if_refused", "")
    if FOR_WOMEN in refused and FOR_MEN not in refused and not _for_women(service):
        yield Problem(place, "if_refused", f"sends men to a line for women: name {FOR_MEN} too")


def _for_women(service: Json) -> bool:
    """Whether women alone may come."""
    return any(
        (rule["attribute"], rule["value"], rule["strength"]) == ("gender", "woman", "must")
        for rule in service["saturday"].get("eligibility_rules", [])
    )


def _has_a_bed_tonight(service: Json, organization: str) -> bool:
    """Whether it gives beds for tonight: councils decide, and outreach (for who sleeps outside) goes to
    people."""
    ours = service["saturday"]
    outreach = any(rule["attribute"] == "rough_sleeping" for rule in ours.get("eligibility_rules", []))
    return "bed-tonight" in ours["needs"] and not organization.startswith("Council for ") and not outreach


def _is_a_bed(service: Json) -> bool:
    pathway_of = {need["code"]: need["pathway"] for need in content.needs()}
    return any(pathway_of.get(need, need) == "accommodation" for need in service["saturday"]["needs"])


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
