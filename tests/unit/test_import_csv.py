"""Our spreadsheet: what a council officer types, and what is refused with its row and column."""

import csv
import io
from pathlib import Path

import pytest

from directory_data import csv_columns, importing, template
from directory_data.batch import Batch
from directory_data.csv_hours import exceptions_of, times_of, weekly
from tests.importing_app import written

WEEK = {
    "Monday": "09:00-12:00, 13:00-17:00",
    "Tuesday": "9:00 - 17:00",
    "Wednesday": "09:00–17:00",
    "Thursday": "closed",
    "Friday": "09:00 to 17:00",
    "Saturday": "24 hours",
    "Sunday": "Closed",
}
ROW = {
    "Organisation": "Lantern Trust",
    "Service": "Food",
    "Needs": "basics",
    "Place": "Lantern House",
    "Address": "1 Street",
    "Postcode": "SE13 6JP",
    "Show where": "public",
    **WEEK,
}


def sheet(*rows: dict[str, str]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(csv_columns.NAMES), restval="")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def read(tmp_path: Path, *rows: dict[str, str]) -> Batch:
    return importing.read(Path(written(tmp_path / "sheet.csv", sheet(*rows))))


def test_a_week_as_typed_becomes_schedules(tmp_path: Path) -> None:
    batch = read(tmp_path, ROW)
    assert (batch.refusals, batch.warnings.lines(), batch.hours) == ([], [], {"understood": 1})
    found = [(row["byday"], row["opens_at"], row["closes_at"]) for row in batch.of("schedule").values()]
    assert found == [
        ("MO", "09:00", "12:00"),
        ("MO", "13:00", "17:00"),
        ("TU,WE,FR", "09:00", "17:00"),
        ("SA", "00:00", "24:00"),
    ]


def test_a_day_left_empty_is_not_known_and_a_week_left_empty_has_no_schedule(tmp_path: Path) -> None:
    batch = read(tmp_path, {**ROW, "Sunday": ""})
    assert batch.warnings.lines() == ["row 2: Sunday: is empty, so not known: write closed"]
    assert [row.get("opens_at") for row in batch.of("schedule").values() if row["byday"] == "SU"] == [None]
    empty = read(tmp_path, {**ROW, **dict.fromkeys(WEEK, "")})
    assert (empty.of("schedule"), empty.hours) == ({}, {"unknown": 1})
    words = read(tmp_path, {**ROW, **dict.fromkeys(WEEK, ""), "Hours in words": "Most mornings"})
    assert [row["description"] for row in words.of("schedule").values()] == ["Most mornings"]
    assert words.hours == {"kept as words": 1}


def test_a_night_runs_into_the_next_day() -> None:
    assert times_of("22:00-08:00") == [("22:00", "08:00")]
    assert times_of("unknown") is None
    assert weekly([None] * 7) == []


@pytest.mark.parametrize(
    "cell", ["9-5", "09:00", "09:00-25:00", "09:00-12:00,11:00-13:00", "13:00-17:00, 09:00-12:00", "mornings"]
)
def test_hours_that_cannot_be_read_are_refused(tmp_path: Path, cell: str) -> None:
    batch = read(tmp_path, {**ROW, "Friday": cell})
    assert [(refusal.place, refusal.field) for refusal in batch.refusals] == [("row 2", "Friday")]


def test_exceptions_as_typed(tmp_path: Path) -> None:
    cell = "2026-12-25 to 2026-12-26 closed; 24/12/2026: 10:00-12:00, 13:00-14:00 (Eve); 2027-01-01 unknown"
    assert exceptions_of(cell) == [
        {"date": "2026-12-25", "to": "2026-12-26", "status": "closed"},
        {"date": "2026-12-24", "say": "Eve", "status": "open", "opens_at": "10:00", "closes_at": "12:00"},
        {"date": "2026-12-24", "say": "Eve", "status": "open", "opens_at": "13:00", "closes_at": "14:00"},
        {"date": "2027-01-01", "status": "unknown"},
    ]
    batch = read(tmp_path, {**ROW, "Exceptions": cell})
    assert len(batch.of("schedule_exception")) == 4
    unknown_week = read(tmp_path, {**ROW, **dict.fromkeys(WEEK, ""), "Exceptions": "2026-12-25 closed"})
    assert (unknown_week.refusals, len(unknown_week.of("schedule_exception"))) == ([], 1)


def test_rows_of_one_service_are_one_service_at_several_places(tmp_path: Path) -> None:
    other = {**ROW, "Place": "Annexe", "Address": "2 Street"}
    batch = read(tmp_path, {**ROW, "Description": "Hot food"}, other, {**ROW, "Service": "Clothes"})
    assert batch.refusals == []
    assert [len(batch.of(name)) for name in ("service", "service_at_location", "organization")] == [2, 3, 1]
    differing = read(tmp_path, {**ROW, "Description": "Hot food"}, {**other, "Description": "Cold food"})
    assert [(refusal.place, refusal.field) for refusal in differing.refusals] == [("row 3", "Description")]


def test_one_service_may_stand_twice_at_one_place(tmp_path: Path) -> None:
    batch = read(tmp_path, ROW, {**ROW, "How": "phone", "Monday": "closed"})
    assert batch.refusals == []
    assert len(batch.of("service_at_location")) == 2


def test_ids_stay_when_rows_move_and_hours_change(tmp_path: Path) -> None:
    annexe = {**ROW, "Place": "Annexe", "Address": "2 Street"}
    first = read(tmp_path, ROW, annexe).of("service_at_location").keys()
    changed = {**ROW, "Friday": "closed", "Description": "New"}
    second = read(tmp_path, annexe, changed).of("service_at_location")
    assert len(first) == 2
    assert set(first) == set(second)


@pytest.mark.parametrize("shown", ["hidden", "area", ""])
def test_no_id_depends_on_where_a_place_is(tmp_path: Path, shown: str) -> None:
    here = read(tmp_path, {**ROW, "Show where": shown})
    there = {
        "Place": "12 Secret Lane",
        "Address": "12 Secret Lane",
        "Postcode": "CB1 1AA",
        "Latitude": "52.2",
    }
    other = read(tmp_path, {**ROW, "Show where": shown, **there, "Longitude": "0.1", "Town": "Cambridge"})
    assert here.refusals == other.refusals == []
    assert {name: list(rows) for name, rows in here.rows.items()} == {
        name: list(rows) for name, rows in other.rows.items()
    }


@pytest.mark.parametrize(
    ("cells", "field"),
    [
        ({"Service": ""}, "Service"),
        ({"Organisation": ""}, "Organisation"),
        ({"Needs": ""}, "Needs"),
        ({"Needs": "a bed"}, "Needs"),
        ({"Who can ask": "anyone"}, "Who can ask"),
        ({"Youngest age": "sixteen"}, "Youngest age"),
        ({"Pets": "dogs"}, "Pets"),
        ({"Gender": "woman"}, "Who it is for"),
        ({"Gender": "ladies", "Who it is for": "For women"}, "Gender"),
        ({"Area served": "Lewisham"}, "Area served"),
        ({"Show where": "yes"}, "Show where"),
        ({"Council code": "E1"}, "Council code"),
        ({"Latitude": "north"}, "Latitude"),
        ({"Latitude": "95", "Longitude": "0"}, "Latitude"),
        ({"Step-free": "mostly"}, "Step-free"),
        ({"How": "pigeon"}, "How"),
        ({"Bank holidays": "maybe"}, "Bank holidays"),
        ({"Exceptions": "Christmas"}, "Exceptions"),
        ({"Exceptions": "2026-02-30 closed"}, "Exceptions"),
        ({"Checked on": "last week"}, "Checked on"),
        ({"Checked by": "Ann"}, "Checked by"),
        ({"Hours from": "2026-12-01", "Hours until": "2026-11-01"}, "Hours until"),
        ({"Start dates": "soon"}, "Start dates"),
        ({"Appointment": "sometimes"}, "Appointment"),
        (dict.fromkeys(WEEK, "closed"), "Monday"),
    ],
)
def test_what_is_wrong_is_refused_by_its_cell(tmp_path: Path, cells: dict[str, str], field: str) -> None:
    batch = read(tmp_path, {**ROW, "Service": "Good"}, {**ROW, **cells})
    assert {(refusal.place, refusal.field) for refusal in batch.refusals} == {("row 3", field)}


def test_a_column_that_is_not_ours_is_refused_by_name(tmp_path: Path) -> None:
    text = sheet(ROW).replace("Council code", "Counsel code")
    batch = importing.read(Path(written(tmp_path / "sheet.csv", text)))
    assert [(refusal.place, refusal.field) for refusal in batch.refusals] == [("row 1", "Counsel code")]


def test_the_template_imports_nothing_until_its_example_is_made_a_row(tmp_path: Path) -> None:
    untouched = importing.read(Path(written(tmp_path / "a.csv", template.sheet())))
    assert [refusal.reason for refusal in untouched.refusals] == ["no services in this file"]
    filled = importing.read(
        Path(written(tmp_path / "b.csv", template.sheet().replace("# Lantern", "Lantern")))
    )
    assert (filled.refusals, filled.warnings.lines()) == ([], [])
    found = [len(filled.of(name)) for name in ("service", "schedule", "schedule_exception")]
    assert found == [1, 2, 2]


def test_the_notes_explain_every_column() -> None:
    for column in csv_columns.COLUMNS:
        assert f"\n{column.name}" in template.notes()


def test_every_field_that_is_called_otherwise_names_a_column() -> None:
    assert set(csv_columns.FIELDS.values()) <= set(csv_columns.NAMES)
