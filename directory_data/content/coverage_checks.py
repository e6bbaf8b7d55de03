"""What is judged of the councils that the sample covers: a night line, and a service or an honest gap."""

from collections.abc import Iterator

from directory_data import content
from directory_data.content.sample_checks import Json, locations, schedules, services
from directory_data.gazetteer.facts import councils
from directory_data.problems import Problem
from directory_data.schedules import FieldError, PlainSchedule, plain

EVERYWHERE = "national"
"""The one file of the sample that belongs to no council."""
COUNCIL_HOMELESS = "council-housing-help"
OWED = (COUNCIL_HOMELESS, "social-care", "local-welfare")
"""What every council does itself: it is listed, or a gap (needs.md N64)."""
NIGHT = (5, 23 * 60)
"""Saturday at 11pm: somebody has to answer for the council then (needs.md N65)."""


def errors() -> Iterator[Problem]:
    """Every error of coverage.json, held against the sample directory."""
    pathway_of = {need["code"]: need["pathway"] for need in content.needs()}
    listed = [service for _, service in services()]
    yield from _files()
    for covered in content.coverage():
        place = f"coverage.json: {covered['name']}"
        local = [service for service in listed if _serves(service, covered["council"])]
        homeless = [service for service in local if COUNCIL_HOMELESS in service["saturday"]["needs"]]
        if not any(_answers_at_night(service) for service in homeless):
            yield Problem(place, "council", "has nobody to ring at night for people without a home")
        yield from _gaps(covered, local, pathway_of, place)


def _files() -> Iterator[Problem]:
    """Each area has its file, each file its area, and a council is called as the gazetteer calls it."""
    areas = content.coverage()
    names = {council.code: council.name for council in councils()}
    files = {path.stem for path in content.sample_paths()} - {EVERYWHERE}
    for number, covered in enumerate(areas):
        place = f"coverage.json: {covered['name']}"
        if covered["file"] not in files:
            yield Problem(place, "file", f"sample/{covered['file']}.json is not there")
        if names.get(covered["council"]) != covered["name"]:
            yield Problem(place, "council", f"{covered['council']} is not the code of {covered['name']}")
        if any(covered["council"] == other["council"] for other in areas[:number]):
            yield Problem(place, "council", "stands twice")
    for file in sorted(files - {covered["file"] for covered in areas}):
        yield Problem(f"sample/{file}.json", "coverage", "coverage.json does not name its council")


def _gaps(
    covered: content.Covered, local: list[Json], pathway_of: dict[str, str], place: str
) -> Iterator[Problem]:
    """Every pathway, and what a council owes, has a local service or is a gap; no gap is filled."""
    needs = {need for service in local for need in service["saturday"]["needs"]}
    served = needs | {pathway_of[need] for need in needs if need in pathway_of}
    for gap in covered["gaps"]:
        if gap in served:
            yield Problem(place, "gaps", f"{gap} is no gap: there is a local service")
        if gap not in pathway_of and gap not in pathway_of.values():
            yield Problem(place, "gaps", f"{gap} is not known")
        if covered["gaps"].count(gap) > 1:
            yield Problem(place, "gaps", f"{gap} stands twice")
    for code in dict.fromkeys([*pathway_of.values(), *OWED]):
        if code not in served and code not in covered["gaps"]:
            yield Problem(place, code, "has neither a local service nor a gap that says so")


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
