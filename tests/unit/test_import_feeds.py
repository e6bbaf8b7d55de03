"""Real example feeds: the good import, the known-bad are refused with reasons, the real lists come in."""

import json
from pathlib import Path

import pytest

from directory_data import importing
from tests.importing_app import written
from tests.shared_folder import shared

__all__ = ["shared"]

pytestmark = pytest.mark.shared


def refusals(path: Path) -> list[tuple[str, str]]:
    return [(refusal.place, refusal.field) for refusal in importing.read(path).refusals]


@pytest.mark.parametrize(
    ("path", "services", "organizations"),
    [
        ("hsds-3.1/examples/service_list.json", 1, 1),
        ("oruk-mocks/V3.0-UK-Default/service_list.json", 1, 1),
        ("oruk-mocks/V3.0-UK-Default/organization_list.json", 0, 10),
        ("oruk-mocks/V3.0-UK-Test/organization_list.json", 0, 1),
    ],
)
def test_good_feeds_import(shared: Path, path: str, services: int, organizations: int) -> None:
    batch = importing.read(shared / "standards" / path)
    assert batch.refusals == []
    assert (len(batch.of("service")), len(batch.of("organization"))) == (services, organizations)


def test_a_full_service_of_the_uk_profile_imports_once_its_place_is_on_the_earth(
    shared: Path, tmp_path: Path
) -> None:
    full = shared / "standards/oruk-mocks/V3.0-UK-Default/service_full.json"
    assert refusals(full) == [("service", "service_at_locations[0].location.latitude")]
    service = json.loads(full.read_text())
    service["service_at_locations"][0]["location"] |= {"latitude": 52.0, "longitude": 0.1}
    batch = importing.read(Path(written(tmp_path / "s.json", service)))
    assert batch.refusals == []
    assert len(batch.counts()) == 15


def test_the_standards_own_full_example_is_refused_for_its_repeated_ids_and_its_place(shared: Path) -> None:
    found = refusals(shared / "standards/hsds-3.1/examples/service_full.json")
    assert ("service", "organization.locations[0].latitude") in found
    assert ("service", "phones[0].id") in found


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("Fail/service_full.json", ("service", "email")),
        ("Fail/service_list.json", ("contents[0]", "name")),
        ("Fail/api_details.json", ("", "")),
        ("Test/service_list.json", ("contents[1]", "id")),
        ("Default/service_at_location_list.json", ("contents[0]", "")),
    ],
)
def test_bad_feeds_are_refused_with_reasons(shared: Path, path: str, expected: tuple[str, str]) -> None:
    assert expected in refusals(shared / f"standards/oruk-mocks/V3.0-UK-{path}")


@pytest.mark.parametrize(
    ("path", "source", "services"),
    [
        ("greater-manchester/pharmacies.csv", "pharmacies", 375),
        ("greater-manchester/food_banks.csv", "food-banks", 128),
        ("greater-manchester/jobcentres.csv", "job-centres", 16),
        ("greater-manchester/libraries.csv", "libraries", 84),
        ("greater-manchester/probation_offices.csv", "probation-offices", 8),
        ("uk-justice/probation-offices-v0.csv", "probation-offices", 326),
        ("uk-justice", "prisons", 123),
    ],
)
def test_the_real_lists_come_in(shared: Path, path: str, source: str, services: int) -> None:
    file = shared / "data" / path
    assert importing.recognised(file) == source
    batch = importing.read(file)
    assert batch.refusals == []
    assert len(batch.of("service")) == len(batch.of("service_at_location")) == services
    assert sum(batch.hours.values()) == services


def test_a_list_that_nobody_knows_is_refused_by_its_header(shared: Path) -> None:
    (refusal,) = importing.read(shared / "data/ilao/services.csv").refusals
    assert refusal.reason.startswith("no source has this header: Services-ID")
