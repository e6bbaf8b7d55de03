"""The prison register's little SQL: what is read, and that nothing else is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory_data.problems import FileRefusedError
from directory_data.sources import prisons
from directory_data.sources.sql import Insert, Update, statements

NAMES = "INSERT INTO prison VALUES ('AAI', 'Anywhere (HMP)', true);\n"
COLUMNS = "(PRISON_ID, ADDRESS_LINE1, ADDRESS_LINE2, TOWN, COUNTY, COUNTRY, POSTCODE)"
ADDRESSES = (
    f"INSERT INTO\n ADDRESS {COLUMNS}\nVALUES ('AAI', 'A Road', null, 'Town', null, 'England', 'BL1 1SX');"
)


def register(folder: Path, names: str = NAMES, addresses: str = ADDRESSES, updates: str = "") -> Path:
    (folder / "V1_1__insert_prisons.sql").write_text(names)
    (folder / "V1_11__insert_prison_address.sql").write_text(addresses)
    if updates:
        (folder / "V1_16__update_prison_address.sql").write_text(updates)
    (folder / "notes.txt").write_text("DROP TABLE prison;")
    return folder


def test_quotes_comments_nulls_and_lists_are_read() -> None:
    found = statements(
        "-- one\nINSERT INTO a VALUES ('O''Brien', null, true); -- two\n"
        "UPDATE b SET X = 'y;--', (P,Q) = ('1', null) WHERE PRISON_ID = 'AAI';",
        "f",
    )
    assert found == [
        Insert("a", (), ("O'Brien", None, True), 2),
        Update("b", {"x": "y;--", "p": "1", "q": None}, "AAI", 3),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("DROP TABLE prison;", 1),
        ("INSERT INTO a VALUES ('x'", 1),
        ("\n\nINSERT INTO a VALUES ('x);", 3),
        ("INSERT INTO a VALUES ('x')", 1),
        ("INSERT INTO a (p) VALUES ('x', 'y');", 1),
        ("INSERT INTO a VALUES (1);", 1),
        ("INSERT INTO a VALUES (now());", 1),
        ("UPDATE a SET p = 'x';", 1),
        ("UPDATE a SET p = 'x' WHERE NAME = 'y';", 1),
        ("UPDATE a SET p = 'x' WHERE PRISON_ID = null;", 1),
        ("UPDATE a SET (p, q) = ('x') WHERE PRISON_ID = 'AAI';", 1),
        ("INSERT INTO a VALUES ('x'); SELECT 1;", 1),
        ("\n=", 2),
    ],
)
def test_anything_else_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(FileRefusedError) as refused:
        statements(text, "V1.sql")
    assert refused.value.problem.place == f"V1.sql line {line}"


@given(st.text(max_size=60) | st.lists(st.sampled_from(ADDRESSES.split(" ")), max_size=20).map(" ".join))
def test_no_text_does_more_than_be_refused(text: str) -> None:
    try:
        assert isinstance(statements(text, "f"), list)
    except FileRefusedError as error:
        assert error.problem.place.startswith("f line ")


def test_a_register_reads_to_its_prisons(tmp_path: Path) -> None:
    folder = register(tmp_path, updates="UPDATE ADDRESS SET TOWN = 'City' WHERE PRISON_ID = 'AAI';")
    (row,) = prisons.read(folder)
    assert row.service is not None and row.service["name"] == "HMP Anywhere: visits and gate"
    assert prisons.prisons(folder)[0].addresses[0]["town"] == "City"


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"names": NAMES + NAMES}, "stands twice"),
        ({"names": "INSERT INTO prison VALUES ('AAI', 'Anywhere');"}, "a prison is"),
        ({"names": "INSERT INTO prison VALUES ('AAI', 'Anywhere', 'true');"}, "a prison is"),
        ({"names": "INSERT INTO users VALUES ('x');"}, "is not read"),
        ({"updates": "UPDATE prison SET NAME = 'x' WHERE PRISON_ID = 'AAI';"}, "in a way that is not read"),
        ({"updates": "UPDATE ADDRESS SET OWNER = 'x' WHERE PRISON_ID = 'AAI';"}, "in a way that is not read"),
        ({"updates": "UPDATE ADDRESS SET TOWN = 'x' WHERE PRISON_ID = 'ZZI';"}, "no prison has the code"),
        ({"addresses": "INSERT INTO ADDRESS (PRISON_ID, TOWN) VALUES ('AAI', 'x');"}, "an address without"),
    ],
)
def test_a_register_that_is_wrong_is_refused_whole(
    tmp_path: Path, change: dict[str, str], reason: str
) -> None:
    with pytest.raises(FileRefusedError) as refused:
        list(prisons.read(register(tmp_path, **change)))
    assert reason in refused.value.problem.reason and " line " in refused.value.problem.place


def test_one_file_alone_or_a_folder_without_them_is_refused(tmp_path: Path) -> None:
    folder = register(tmp_path)
    with pytest.raises(FileRefusedError, match="give the folder"):
        list(prisons.read(folder / "V1_1__insert_prisons.sql"))
    (folder / "V1_11__insert_prison_address.sql").unlink()
    with pytest.raises(FileRefusedError, match="insert_prison_address"):
        list(prisons.read(folder))


def test_a_postcode_of_the_wrong_form_refuses_its_row(tmp_path: Path) -> None:
    (row,) = prisons.read(register(tmp_path, addresses=ADDRESSES.replace("BL1 1SX", "BL1")))
    assert row.service is None and row.refusals[0].field == "POSTCODE"


def test_an_address_of_a_prison_that_no_file_names_is_left_out_with_a_warning(tmp_path: Path) -> None:
    extra = ADDRESSES.replace("('AAI'", "('ZZI', 'B Road', null, 'Town', null, 'England', 'BL1 1SX'), ('AAI'")
    (row,) = prisons.read(register(tmp_path, addresses=extra))
    assert [problem.reason for problem in row.warnings] == [
        "an address of 'ZZI', which no file names: left out"
    ]
