"""The sample directory: it imports without a refusal, and every kind of service and hours is in it."""

import json
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from directory_data import content, importing
from directory_data.content import sample_checks
from directory_data.gazetteer import Gazetteer
from tests.conftest import ROOT

Json = dict[str, Any]
SERVICES = [service for _, service in sample_checks.services()]
BY_NAME = {service["name"]: service for service in SERVICES}
FORTNIGHT = "every second or later one needs dtstart to count from: the hours count as not known"


def ours(service: Json) -> Json:
    """What our extension says of a service."""
    found: Json = service["saturday"]
    return found


def schedules() -> list[Json]:
    """Every schedule of the sample, its extension beside the fields of the standard."""
    return [
        {**row, **row.get("saturday", {})}
        for service in SERVICES
        for row, _ in sample_checks.schedules(service)
    ]


def ids(found: object) -> list[str]:
    """Every id of an object and what is nested in it."""
    if isinstance(found, dict):
        own = [found["id"]] if "id" in found else []
        return own + [each for value in found.values() for each in ids(value)]
    return [each for item in found for each in ids(item)] if isinstance(found, list) else []


@pytest.mark.parametrize("path", content.sample_paths(), ids=lambda path: path.stem)
def test_each_file_imports_by_itself_without_a_refusal(path: Path) -> None:
    batch = importing.read(path)
    assert batch.refusals == []
    assert {problem.reason for problem in batch.warnings.first.values()} <= {FORTNIGHT}
    assert len(batch.of("service")) == len(content.sample(path.stem)["services"])


def test_only_the_fortnight_without_an_anchor_is_warned_of() -> None:
    warned = [importing.read(path).warnings.lines() for path in content.sample_paths()]
    assert len([line for lines in warned for line in lines]) == 1


def test_there_are_enough_services_and_no_name_stands_twice_in_an_area() -> None:
    assert len(SERVICES) >= 160
    assert len(content.coverage()) >= 14
    for path in content.sample_paths():
        names = [service["name"] for service in content.sample(path.stem)["services"]]
        assert len(names) == len(set(names))


def test_the_readme_counts_what_is_there() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert f"{len(SERVICES)} of them in {len(content.coverage())} areas" in readme


def test_every_id_is_a_uuid_and_stands_once_in_the_whole_sample() -> None:
    found = [each for path in content.sample_paths() for each in ids(content.sample(path.stem))]
    assert len(found) == len(set(found))
    assert all(str(UUID(each)) == each for each in found)


@pytest.mark.parametrize("path", content.sample_paths(), ids=lambda path: path.stem)
def test_files_are_written_so_that_a_diff_can_be_read(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text == json.dumps(json.loads(text), ensure_ascii=False, indent=2) + "\n"


def test_every_postcode_is_one_of_its_council(places: Gazetteer) -> None:
    for service in SERVICES:
        for place in sample_checks.locations(service):
            found = places.postcode(place["addresses"][0]["postal_code"])
            assert found is not None, service["name"]
            assert found.council == place["saturday"]["council"], service["name"]


def test_no_street_exists() -> None:
    lines = [
        place["addresses"][0]["address_1"] for each in SERVICES for place in sample_checks.locations(each)
    ]
    assert all(" Sample " in line for line in lines)
    assert len(lines) == len(set(lines))


def test_every_service_says_what_the_pages_ask_of_it() -> None:
    for service in SERVICES:
        assert ours(service)["needs"], service["name"]
        assert ours(service)["first_visit"], service["name"]
        assert service["description"], service["name"]
        assert service["name"] == "Horse Row Advice" or service["assurer_email"].endswith("example.org")


def test_no_place_under_abuse_or_sex_work_states_that_it_is_public_but_the_womens_centres() -> None:
    sensitive = {need["code"] for need in content.needs() if need["sensitive"]}
    public = {
        service["name"]
        for service in SERVICES
        if sensitive & set(ours(service)["needs"])
        and any(place["saturday"].get("visibility") == "public" for place in sample_checks.locations(service))
    }
    cleared = {"Rowan Women's Centre", "Foxglove Women", "North Pier Women"}
    assert public == cleared | {"Cornflower Women", "Bellwether Women"}


def test_a_refuge_says_nothing_of_where_it_is_in_any_text() -> None:
    for service in SERVICES:
        for place in sample_checks.locations(service):
            if place["saturday"].get("visibility") != "public":
                bare = json.dumps(service | {"service_at_locations": []})
                for secret in ("address_1", "postal_code"):
                    assert place["addresses"][0][secret] not in bare, service["name"]
                assert "name" not in place


@pytest.mark.parametrize(
    ("kind", "present"),
    [
        (
            "overnight",
            any((row.get("closes_at") or "~") < (row.get("opens_at") or "") for row in schedules()),
        ),
        ("winter only", any("valid_from" in row and "valid_to" in row for row in schedules())),
        ("last entry", any(row.get("kind") == "last-entry" for row in schedules())),
        ("by appointment", any(row.get("kind") == "appointment" for row in schedules())),
        (
            "day and night",
            any((row.get("opens_at"), row.get("closes_at")) == ("00:00", "24:00") for row in schedules()),
        ),
        (
            "fortnightly from a date",
            any(row.get("interval") == 2 and "dtstart" in row for row in schedules()),
        ),
        (
            "fortnightly from the start",
            any(row.get("interval") == 2 and "valid_from" in row for row in schedules()),
        ),
        (
            "fortnightly from nowhere",
            any(row.get("interval") == 2 and not {"dtstart", "valid_from"} & set(row) for row in schedules()),
        ),
        ("second Saturday", any(row.get("byday") == "2SA" for row in schedules())),
        ("last Friday", any(row.get("byday") == "-1FR" for row in schedules())),
        ("kept as words", any("opens_at" not in row and row.get("description") for row in schedules())),
        ("by video", any(row.get("channel") == "video" for row in schedules())),
        ("by text", any(row.get("channel") == "text" for row in schedules())),
        ("open on bank holidays", any(row.get("on_bank_holidays") == "open" for row in schedules())),
        ("shut on bank holidays", any(row.get("on_bank_holidays") == "closed" for row in schedules())),
        (
            "bank holidays not said",
            any(row.get("opens_at") and "on_bank_holidays" not in row for row in schedules()),
        ),
    ],
)
def test_every_kind_of_hours_is_in_the_sample(kind: str, present: bool) -> None:
    assert present, kind


def test_christmas_has_every_kind_of_exception() -> None:
    said = [
        each
        for row in schedules()
        for each in row.get("exceptions", [])
        if each["date"].startswith("2026-12")
    ]
    assert {each["status"] for each in said} == {"open", "closed", "unknown"}
    assert any("to" in each for each in said)
    assert any(each["date"] == "2026-12-25" and each["status"] == "open" for each in said)


def test_courses_paused_expired_stale_old_and_never_checked_are_in_the_sample() -> None:
    assert ours(BY_NAME["Levels Fresh Start Course"])["start_dates"] == ["2026-11-25", "2027-01-11"]
    assert ours(BY_NAME["Bridge Bike Loan"])["paused_since"] == "2026-10-12"
    assert ours(BY_NAME["Willow Walk Coat Bank"])["valid_to"] < "2026-11-01"
    assert BY_NAME["Weir Street Clothes Rail"]["assured_date"] == "2026-04-10"
    assert BY_NAME["Bridge Lane Reading Room"]["assured_date"] < "2025-11-01"
    assert "assured_date" not in BY_NAME["Horse Row Advice"]


def test_every_code_of_a_rule_field_is_in_the_sample() -> None:
    assert {ours(each).get("pets") for each in SERVICES} >= {"yes", "ask", "no", "assistance-dogs"}
    assert {ours(each).get("accepts_convictions") for each in SERVICES} == {"yes", "case-by-case", "no", None}
    assert {
        place["saturday"]["step_free"] for each in SERVICES for place in sample_checks.locations(each)
    } == {
        "yes",
        "no",
        "unknown",
    }
    routes = {route for each in SERVICES for route in ours(each)["referral_routes"]}
    assert routes == {"self", "agency", "peer-mentor", "probation", "council", "gp", "court", "outreach"}
    strengths = {rule["strength"] for each in SERVICES for rule in ours(each).get("eligibility_rules", [])}
    assert strengths == {"must", "usually", "prefers"}
    visible = {
        place["saturday"].get("visibility") for each in SERVICES for place in sample_checks.locations(each)
    }
    assert visible == {"public", "area", "hidden", None}
    assert any(ours(each).get("reach") == "anywhere" for each in SERVICES)
    assert any("unless" in rule for each in SERVICES for rule in ours(each).get("eligibility_rules", []))


def test_workers_have_what_the_public_does_not() -> None:
    assert any("worker_only" in ours(each) for each in SERVICES)
    audiences = {row["saturday"]["audience"] for each in SERVICES for row in each.get("contacts", [])}
    assert audiences == {"public", "worker"}


def test_a_free_phone_or_sim_comes_with_the_note_about_licences() -> None:
    for service in SERVICES:
        if "phone-data" in ours(service)["needs"] and "SIM" in json.dumps(service):
            assert "ask probation first" in ours(service)["first_visit"], service["name"]


def test_cambridge_has_something_free_without_alcohol_at_the_weekend() -> None:
    cafe = BY_NAME["Driftwood Recovery Café"]
    assert "social" in ours(cafe)["needs"]
    assert cafe["fees_description"] == "Free"
    assert cafe["service_at_locations"][0]["schedules"][0]["byday"] == "SA,SU"
