"""One cell, one address, one number at a time; and files that are not what they say."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory_data.problems import FileRefusedError, Problem
from directory_data.rows import HOURS_IN_WORDS, HOURS_UNDERSTOOD, HOURS_UNKNOWN, Row
from directory_data.sources import (
    food_banks,
    job_centres,
    libraries,
    pharmacies,
    probation_offices,
    recognised,
)
from directory_data.sources.common import address
from directory_data.sources.contacts import emails, phones

PHARMACY = {
    "pharmacy_name": "A Pharmacy", "address": "1 High Street, Bolton", "postcode": "BL1 1SX",
    **dict.fromkeys(pharmacies.DAYS, "09:00-17:00"), "organisation_data_service_code": "FAA01",
    "la_code": "E08000001", "la_name": "Bolton",
}  # fmt: skip
FOOD_BANK = {
    "Name": "A Food Bank", "Referral method": "Referral", "Opening times": "Mon 10am-2pm",
    "Address": "1 High Street, Bolton", "Postcode": "BL1 1SX", "Contact": "01632 960001",
    "Website": "https://example.org", "Area name": "Bolton", "Area code": "E08000001",
}  # fmt: skip
JOB_CENTRE = {
    "name": "Bolton", "address": "1 High Street, Bolton", "postcode": "BL1 1SX", "area_name": "Bolton",
    "area_code": "E08000001", "lon": "-2.43", "lat": "53.58",
}  # fmt: skip
OFFICE = {
    "probation_office_id": "1", "name": "Bolton: An Office", "address": "1 High Street, Bolton, BL1 1SX",
    "probation_region_id": "F", "gov_uk_url": "https://www.gov.uk/guidance/x",
}  # fmt: skip


def sheet(folder: Path, *rows: Mapping[str, str]) -> Path:
    path = folder / "list.csv"
    lines = [list(rows[0]), *(list(row.values()) for row in rows)]
    path.write_text("\n".join(",".join(f'"{cell}"' for cell in line) for line in lines) + "\n", "utf-8")
    return path


def one(rows: list[Row]) -> Any:
    assert [row.refusals for row in rows] == [()]
    return rows[0].service


# -- pharmacies --------------------------------------------------------------------------------


def spans(path: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for schedule in one(list(pharmacies.read(path)))["service_at_locations"][0]["schedules"]:
        for day in schedule["byday"].split(","):
            found.setdefault(day, []).append(f"{schedule.get('opens_at')}-{schedule.get('closes_at')}")
    return found


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("09:00-13:00,14:00-18:00", ["09:00-13:00", "14:00-18:00"]),
        ("09:00-13:00:14:00-18:00", ["09:00-13:00", "14:00-18:00"]),
        ("08:30-00:00", ["08:30-00:00"]),
        ("00:00-24:00", ["00:00-24:00"]),
        ("22:00-06:00", ["22:00-06:00"]),
        ("CLOSED", None),
        ("closed", None),
    ],
)
def test_a_day_of_a_pharmacy(tmp_path: Path, cell: str, expected: list[str] | None) -> None:
    path = sheet(tmp_path, {**PHARMACY, "opening_hours_sunday": cell})
    assert spans(path).get("SU") == expected
    assert next(iter(pharmacies.read(path))).hours == HOURS_UNDERSTOOD


@pytest.mark.parametrize(
    "cell", ["09:00-25:00", "09:00-", "9-5", "09:00-13:00,14:0", "09:00 13:00", "0" * 5000]
)
def test_a_day_that_is_no_time_is_refused_by_row_and_column(tmp_path: Path, cell: str) -> None:
    path = sheet(tmp_path, PHARMACY, {**PHARMACY, "organisation_data_service_code": "FAA02",
                                      "opening_hours_monday": cell})  # fmt: skip
    rows = list(pharmacies.read(path))
    assert rows[0].service is not None and rows[1].service is None
    assert [(problem.place, problem.field) for problem in rows[1].refusals] == [
        ("row 3", "opening_hours_monday")
    ]


@pytest.mark.parametrize(
    ("cell", "hours"),
    [("", HOURS_UNKNOWN), ("By appointment", HOURS_IN_WORDS), ("13:00-09:00", HOURS_IN_WORDS),
     ("09:00-13:00,12:00-18:00", HOURS_IN_WORDS)],
)  # fmt: skip
def test_a_day_that_is_not_certain_is_unknown_on_that_day_only(tmp_path: Path, cell: str, hours: str) -> None:
    path = sheet(tmp_path, {**PHARMACY, "opening_hours_sunday": cell})
    row = next(iter(pharmacies.read(path)))
    assert row.hours == hours and row.warnings[0].field == "opening_hours_sunday"
    assert spans(path)["SU"] == ["None-None"] and spans(path)["MO"] == ["09:00-17:00"]


def test_a_pharmacy_closed_all_week_and_one_that_stands_twice_are_refused(tmp_path: Path) -> None:
    closed = {**PHARMACY, **dict.fromkeys(pharmacies.DAYS, "CLOSED")}
    rows = list(
        pharmacies.read(
            sheet(tmp_path, PHARMACY, PHARMACY, {**closed, "organisation_data_service_code": "B"})
        )
    )
    assert [problem.reason for row in rows for problem in row.refusals] == [
        "'FAA01' stands in an earlier row",
        "closed on all seven days: nothing to list",
    ]


def test_bank_holidays_and_steps_are_not_guessed(tmp_path: Path) -> None:
    service = one(list(pharmacies.read(sheet(tmp_path, PHARMACY))))
    visit = service["service_at_locations"][0]
    assert all("on_bank_holidays" not in schedule["saturday"] for schedule in visit["schedules"])
    assert "step_free" not in visit["location"]["saturday"]


# -- what every list refuses -------------------------------------------------------------------

FAULTS = [
    (pharmacies, PHARMACY, "postcode", "BL1 1S", "has not the form of a postcode"),
    (pharmacies, PHARMACY, "postcode", "", "is empty"),
    (pharmacies, PHARMACY, "la_code", "E0800000", "is no council code"),
    (pharmacies, PHARMACY, "pharmacy_name", "", "is empty"),
    (food_banks, FOOD_BANK, "Postcode", "Manchester", "has not the form of a postcode"),
    (food_banks, FOOD_BANK, "Area code", "E080", "is no council code"),
    (food_banks, FOOD_BANK, "Name", "x" * 201, "more than 200"),
    (food_banks, FOOD_BANK, "Address", "y" * 50_000, "more than 2000"),
    (job_centres, JOB_CENTRE, "lat", "fifty", "is no number of degrees"),
    (job_centres, JOB_CENTRE, "lat", "153.5", "is no number of degrees"),
    (job_centres, JOB_CENTRE, "lon", "nan", "is no number of degrees"),
    (job_centres, JOB_CENTRE, "lon", "", "is empty"),
    (job_centres, JOB_CENTRE, "lon", "1e400", "is no number of degrees"),
    (probation_offices, OFFICE, "address", "1 High Street, Bolton", "does not end with a postcode"),
    (probation_offices, OFFICE, "probation_office_id", "", "is empty"),
]


@pytest.mark.parametrize(("module", "row", "column", "value", "reason"), FAULTS)
def test_a_fault_is_named_by_row_column_and_reason(
    tmp_path: Path, module: Any, row: dict[str, str], column: str, value: str, reason: str
) -> None:
    found = list(module.read(sheet(tmp_path, {**row, column: value})))
    assert [row.service for row in found] == [None]
    (problem,) = found[0].refusals
    assert (problem.place, problem.field) == ("row 2", column) and reason in problem.reason
    assert len(problem.reason) < 200


def test_a_name_cut_off_stands_out_beside_the_same_code(tmp_path: Path) -> None:
    rows = list(job_centres.read(sheet(tmp_path, JOB_CENTRE, {**JOB_CENTRE, "area_name": "Bolt"})))
    assert rows[1].refusals == (
        Problem("row 3", "area_name", "E08000001 is called 'Bolton' in row 2, 'Bolt' here"),
    )


@pytest.mark.parametrize(
    ("module", "row"),
    [(pharmacies, PHARMACY), (food_banks, FOOD_BANK), (job_centres, JOB_CENTRE), (probation_offices, OFFICE)],
)
def test_a_missing_column_refuses_the_whole_file(tmp_path: Path, module: Any, row: dict[str, str]) -> None:
    for column in row:
        without = {name: value for name, value in row.items() if name != column}
        if column not in ("probation_office_id",):
            with pytest.raises(FileRefusedError) as refused:
                list(module.read(sheet(tmp_path, without)))
            assert refused.value.problem == Problem("row 1", column, f"the column is missing: {column}")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\0\0\0",
        "pharmacy_name,opening_hours_monday\nCaf\u00e9".encode("latin-1"),
        b"\xff\xfe\x00p",
        b"a\nb",
    ],
    ids=["empty", "nul", "latin-1", "utf-16", "another file"],
)
@pytest.mark.parametrize("module", [pharmacies, food_banks, job_centres, libraries, probation_offices])
def test_a_file_that_is_something_else_is_refused(tmp_path: Path, module: Any, content: bytes) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(content)
    with pytest.raises(FileRefusedError):
        list(module.read(path))


@pytest.mark.parametrize(("module", "row"), [(pharmacies, PHARMACY), (food_banks, FOOD_BANK)])
def test_a_file_cut_off_anywhere_in_its_last_row_gives_no_wrong_row(
    tmp_path: Path, module: Any, row: dict[str, str]
) -> None:
    path = tmp_path / "list.csv"
    plain = {name: value.replace(",", " ") for name, value in row.items()}
    second = {**plain, "organisation_data_service_code": "FAA02"} if module is pharmacies else plain
    lines = [",".join(line) for line in (plain, plain.values(), second.values())]
    path.write_text("\n".join(lines))
    whole = list(module.read(path))
    assert [found.refusals for found in whole] == [(), ()]
    for cut in range(1, len(lines[2])):
        path.write_text("\n".join([*lines[:2], lines[2][:cut]]))
        rows = list(module.read(path))
        assert rows[-1].refusals and rows[-1].place == "row 3", lines[2][:cut]


def test_a_header_without_rows_and_a_cell_over_the_limit_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text(",".join(FOOD_BANK) + "\n")
    with pytest.raises(FileRefusedError, match="no rows"):
        list(food_banks.read(path))
    with pytest.raises(FileRefusedError):
        list(food_banks.read(sheet(tmp_path, {**FOOD_BANK, "Opening times": "x" * 200_000})))


@given(
    st.dictionaries(
        st.sampled_from(list(FOOD_BANK)),
        st.text(st.characters(exclude_characters='"\0', codec="utf-8"), max_size=60),
    )
)
def test_no_cell_of_a_food_bank_makes_its_reader_raise(changes: dict[str, str]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = sheet(Path(folder), {**FOOD_BANK, **changes})
        path.write_bytes(path.read_bytes())
        for row in food_banks.read(path):
            assert (row.service is None) == bool(row.refusals)


def test_no_reader_takes_a_strangers_header() -> None:
    assert recognised(["id", "name", "address"]) is None
    assert recognised([]) is None


# -- food banks --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("Foodbank Voucher", ["agency"]),
        ("Referral only.", ["agency"]),
        ("self-referral", ["self"]),
        ("Open access", ["self"]),
        ("Referral or self-refer", ["self", "agency"]),
        ("Referral or assessment", []),
        ("Self-refer if you live in Hulme", []),
        ("Not known", []),
        ("", []),
    ],
)
def test_referral_words(words: str, expected: list[str]) -> None:
    assert food_banks.routes(words) == expected


def test_words_about_getting_in_and_hours_are_kept_for_people(tmp_path: Path) -> None:
    changed = {**FOOD_BANK, "Referral method": "Proof of benefits", "Opening times": "One morning per week"}
    row = next(iter(food_banks.read(sheet(tmp_path, changed))))
    service = one([row])
    assert service["application_process"] == "They say: Proof of benefits"
    assert "referral_routes" not in service["saturday"] and row.hours == HOURS_IN_WORDS
    assert service["service_at_locations"][0]["schedules"] == [
        {"description": "One morning per week", "saturday": {"channel": "in-person"}}
    ]


def test_names_that_repeat_are_told_apart_and_their_ids_counted(tmp_path: Path) -> None:
    other = {**FOOD_BANK, "Address": "St Ann's Hall, Bolton"}
    services: list[Any] = [row.service for row in food_banks.read(sheet(tmp_path, FOOD_BANK, other))]
    assert [(service["id"], service["name"]) for service in services] == [
        ("food-bank-a-food-bank", "A Food Bank, 1 High Street"),
        ("food-bank-a-food-bank-2", "A Food Bank, St Ann's Hall"),
    ]


def test_where_nobody_is_based_there_is_no_place_but_a_council_served(tmp_path: Path) -> None:
    changed = {**FOOD_BANK, "Address": "The pin does not represent a base. Ring first."}
    service = one(list(food_banks.read(sheet(tmp_path, changed))))
    assert "location" not in service["service_at_locations"][0]
    assert service["saturday"]["catchment"] == ["E08000001"]


# -- contacts and addresses --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "numbers", "mended"),
    [
        ("01632 960 001", ["01632 960001"], False),
        ("0161 496 0000 / a@example.org", ["0161 496 0000"], False),
        ("a@example.org 0161 \n496 0000", ["0161 496 0000"], False),
        ("020 7946 0142 and 07700900123", ["020 7946 0142", "07700 900123"], False),
        ("O7700900123", ["07700 900123"], True),
        ("7700900123", ["07700 900123"], True),
        ("+44 7700 900123", ["07700 900123"], True),
        ("0300 0479000", ["0300 047 9000"], False),
        ("charity 163296000", [], False),
        ("01204 96000", ["01204 96000"], False),
        ("SE13 6JP, 12 noon, \u00a32.50", [], False),
        ("a07700900123@example.org", [], False),
        ("Not known", [], False),
    ],
)
def test_phone_numbers_in_words(words: str, numbers: list[str], mended: bool) -> None:
    found, why = phones(words)
    assert found == numbers and (why != "") == mended


def test_every_email_is_found_once() -> None:
    assert emails("a@example.org / b.c@example.org, a@example.org") == ["a@example.org", "b.c@example.org"]


@pytest.mark.parametrize(
    ("words", "street", "city", "region"),
    [
        ("491 Radcliffe Road, Darcy Lever, Bolton", "491 Radcliffe Road, Darcy Lever", "Bolton", None),
        ("Moss Bank Way, Bolton, Lancashire", "Moss Bank Way", "Bolton", "Lancashire"),
        ("2 Paddington Close,  , Salford, Lancashire", "2 Paddington Close", "Salford", "Lancashire"),
        ("36 Crescent Road, Manchester, Manchester", "36 Crescent Road", "Manchester", None),
        ("Community Centre, Westcroft Road", "Community Centre, Westcroft Road", "Manchester", None),
        ("53 George St New Bury", "53 George St New Bury", "Manchester", None),
        ("1 High Street, Irlam, BL1 1SX", "1 High Street", "Irlam", None),
    ],
)
def test_addresses_out_of_one_cell(words: str, street: str, city: str, region: str | None) -> None:
    made = address(words, "BL1 1SX", "Manchester")
    assert (made["address_1"], made["city"], made.get("state_province")) == (street, city, region)
    assert made["postal_code"] == "BL1 1SX"
