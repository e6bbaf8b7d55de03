"""The real lists, whole: how many rows, how many hours understood, and what is odd in them."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from directory_data.files import header_of
from directory_data.rows import HOURS_IN_WORDS, HOURS_UNDERSTOOD, HOURS_UNKNOWN, Row
from directory_data.sources import MODULES, reader, recognised
from directory_data.sources.attribution import ATTRIBUTIONS
from directory_data.sources.common import report
from tests.shared_folder import shared

__all__ = ["shared"]

pytestmark = pytest.mark.shared

LISTS = {
    "greater-manchester/pharmacies.csv": ("pharmacies", 375, (375, 0, 0)),
    "greater-manchester/food_banks.csv": ("food-banks", 128, (84, 31, 13)),
    "greater-manchester/jobcentres.csv": ("job-centres", 16, (0, 0, 16)),
    "greater-manchester/libraries.csv": ("libraries", 84, (0, 0, 84)),
    "greater-manchester/probation_offices.csv": ("probation-offices", 8, (0, 0, 8)),
    "uk-justice/probation-offices-v0.csv": ("probation-offices", 326, (0, 0, 326)),
    "uk-justice": ("prisons", 123, (0, 0, 123)),
}
WARNED = {  # row: the column that is odd, by list
    "greater-manchester/pharmacies.csv": {"row 57": {f"opening_hours_{day}" for day in
                                          ("monday", "tuesday", "wednesday", "thursday", "friday")}},
    "greater-manchester/food_banks.csv": {
        "row 10": {"Referral method"}, "row 25": {"Website"}, "row 37": {"Contact"}, "row 39": {"Contact"},
        "row 49": {"Contact"}, "row 53": {"Website"}, "row 85": {"Website"}, "row 88": {"Address"},
    },
    "greater-manchester/jobcentres.csv": {},
    "greater-manchester/libraries.csv": {},
    "greater-manchester/probation_offices.csv": {f"row {number}": {"type"} for number in range(2, 9)},
    "uk-justice/probation-offices-v0.csv": {f"row {number}": {"address"} for number in (279, 296, 311)},
}  # fmt: skip


def rows_of(shared: Path, listed: str) -> list[Row]:
    return list(reader(LISTS[listed][0]).read(shared / "data" / listed))


@pytest.mark.parametrize("listed", LISTS)
def test_auto_knows_each_list_by_its_header(shared: Path, listed: str) -> None:
    assert recognised(header_of(shared / "data" / listed)) == LISTS[listed][0]


@pytest.mark.parametrize("listed", LISTS)
def test_exactly_one_reader_knows_each_list(shared: Path, listed: str) -> None:
    header = header_of(shared / "data" / listed)
    assert [name for name in MODULES if reader(name).recognises(header)] == [LISTS[listed][0]]


@pytest.mark.parametrize("listed", LISTS)
def test_every_row_is_read_and_counted(shared: Path, listed: str) -> None:
    _, rows, hours = LISTS[listed]
    counted = report(rows_of(shared, listed))
    assert (counted.rows, counted.refused) == (rows, 0)
    assert counted.counts() == dict(
        zip((HOURS_UNDERSTOOD, HOURS_IN_WORDS, HOURS_UNKNOWN), hours, strict=True)
    )
    for name, number in counted.counts().items():
        assert f"hours {name}".ljust(20) + f"{number:>7}" in str(counted)


@pytest.mark.parametrize("listed", WARNED)
def test_what_is_odd_is_named_by_row_and_column(shared: Path, listed: str) -> None:
    odd: dict[str, set[str]] = {}
    for row in rows_of(shared, listed):
        for problem in row.warnings:
            odd.setdefault(problem.place, set()).add(problem.field)
    assert odd == WARNED[listed]


@pytest.mark.parametrize("listed", LISTS)
def test_ids_are_unique_and_say_nothing_of_where(shared: Path, listed: str) -> None:
    services: list[Any] = [row.service for row in rows_of(shared, listed)]
    ids = [service["id"] for service in services]
    assert len(set(ids)) == len(ids)
    for service in services:
        assert service["organization"]["id"] == service["id"]
        for visit in service["service_at_locations"]:
            for where in visit.get("location", {}).get("addresses", []):
                outward = where["postal_code"].split()[0].lower()
                assert not set(service["id"].split("-")) & {outward, where["postal_code"].lower()}


def test_the_same_list_gives_the_same_rows_again(shared: Path) -> None:
    assert rows_of(shared, "greater-manchester/food_banks.csv") == rows_of(
        shared, "greater-manchester/food_banks.csv"
    )


def test_pharmacies_open_on_sunday_in_bolton(shared: Path) -> None:
    open_on_sunday = Counter(
        visit["location"]["saturday"]["council"]
        for row in rows_of(shared, "greater-manchester/pharmacies.csv")
        for visit in _visits(row)
        if any("SU" in schedule["byday"] for schedule in visit["schedules"])
    )
    with (shared / "data/greater-manchester/pharmacies.csv").open(encoding="utf-8-sig") as file:
        lines = [line for line in file if ",E08000001,Bolton" in line]
    not_closed = [line for line in lines if line.split(",E050")[0].split(",")[-3] != "CLOSED"]
    assert open_on_sunday["E08000001"] == len(not_closed) > 5


def _visits(row: Row) -> list[dict[str, Any]]:
    assert row.service is not None
    visits = row.service["service_at_locations"]
    assert isinstance(visits, list)
    return visits


def test_the_seven_days_of_every_pharmacy_are_said_back_from_its_schedules(shared: Path) -> None:
    """An oracle that shares no code with the reader: cells rebuilt from schedules."""
    import csv

    with (shared / "data/greater-manchester/pharmacies.csv").open(encoding="utf-8-sig", newline="") as file:
        cells = list(csv.DictReader(file))
    days = {"MO": "monday", "TU": "tuesday", "WE": "wednesday", "TH": "thursday", "FR": "friday"}
    days |= {"SA": "saturday", "SU": "sunday"}
    for row, cell in zip(rows_of(shared, "greater-manchester/pharmacies.csv"), cells, strict=True):
        for code, day in days.items():
            spans = sorted(
                f"{schedule['opens_at']}-{schedule['closes_at']}"
                for schedule in _visits(row)[0]["schedules"]
                if code in schedule["byday"].split(",")
            )
            written = cell[f"opening_hours_{day}"].replace("13:00:14:00", "13:00,14:00")
            assert ",".join(spans) == written.replace("CLOSED", ""), row.place


def test_food_bank_routes_are_stated_only_where_the_words_are_certain(shared: Path) -> None:
    found: Counter[str] = Counter()
    for row in rows_of(shared, "greater-manchester/food_banks.csv"):
        service: Any = row.service
        method = service.get("application_process", "").removeprefix("They say: ")
        for route in service["saturday"].get("referral_routes", []):
            found[f"{route}: {method.lower()}"] += 1
    assert found == {
        "agency: foodbank voucher": 35,
        "agency: foodbank vouchers": 1,
        "agency: referral": 7,
        "agency: referral only": 2,
        "self: open door": 4,
        "self: self-referral": 1,
        "self: first come first served": 1,
        "self: no evidence needed": 1,
        "self: referral or self-refer": 1,
        "agency: referral or self-refer": 1,
        "self: referral/first come first served": 1,
        "agency: referral/first come first served": 1,
    }


def test_prisons_are_on_record_and_listed_for_nobody(shared: Path) -> None:
    for row in rows_of(shared, "uk-justice"):
        assert row.service is not None and row.service["status"] == "inactive"


def test_prison_updates_are_applied_in_order(shared: Path) -> None:
    by_id: dict[str, Any] = {
        str(row.service["id"]): row.service for row in rows_of(shared, "uk-justice") if row.service
    }
    forest_bank = by_id["prison-FBI"]["service_at_locations"][0]["location"]["addresses"][0]
    assert forest_bank == {
        "address_1": "Forest Bank, Swinton",
        "city": "Manchester",
        "state_province": "Greater Manchester",
        "postal_code": "M27 8FB",
        "country": "GB",
        "address_type": "physical",
    }
    assert (
        by_id["prison-FMI"]["service_at_locations"][0]["location"]["addresses"][0]["postal_code"]
        == "TW13 4ND"
    )
    assert len(by_id["prison-HDI"]["service_at_locations"]) == 2
    assert by_id["prison-KTI"]["service_at_locations"] == []
    assert "prison-ALI" not in by_id  # closed
    assert by_id["prison-AGI"]["name"] == "HMP & YOI Askham Grange: visits and gate"
    assert by_id["prison-ISI"]["name"] == "HMP & YOI Isis: visits and gate"


def test_every_source_has_a_dated_attribution() -> None:
    assert {one.source for one in ATTRIBUTIONS} == set(MODULES)
    for one in ATTRIBUTIONS:
        assert one.checked_on >= "2026-11-20" and one.licence and one.words
