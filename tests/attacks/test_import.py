"""Files that are truncated, wrong, huge or hostile: refused with a reason, nothing written, no traceback."""

import csv
import json
import os
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from directory_data import files, importing
from directory_data.csv_columns import NAMES
from tests.importing_app import a_service, app, everything, run, written

__all__ = ["app"]

pytestmark = pytest.mark.both_databases

GOOD = json.dumps([a_service()])
HEADER = ",".join(NAMES)
CELLS = "Lantern,Food,," + "basics"


def deep(levels: int) -> str:
    return '[{"id": "1", "name": "x", "status": "active", "saturday": {"worker_only": ' + (
        "[" * levels + "]" * levels + "}}]"
    )


FILES: dict[str, tuple[str, bytes | str, str]] = {
    "empty": ("f.json", "", "empty"),
    "only spaces": ("f.csv", " \n ", "empty"),
    "truncated": ("f.json", GOOD[: len(GOOD) // 2], "is no JSON"),
    "one bracket too many": ("f.json", GOOD + "]", "is no JSON"),
    "not a number": ("f.json", '[{"id": "1", "minimum_age": NaN}]', "is no JSON"),
    "infinity": ("f.json", '[{"id": "1", "minimum_age": Infinity}]', "is no JSON"),
    "an infinite latitude": (
        "f.json",
        json.dumps([a_service()]).replace("51.46", "1e999"),
        "number is infinity",
    ),
    "a number of a thousand digits": ("f.json", GOOD.replace("51.46", "9" * 1000), "number is infinity"),
    "a number of thirty digits": ("f.json", GOOD.replace("51.46", "9" * 30), "latitude"),
    "a float for years": ("f.json", json.dumps([a_service(minimum_age=18.0)]), "minimum_age"),
    "half a character": ("f.json", '[{"id": "1", "name": "\\ud800", "status": "active"}]', "is no JSON"),
    "a NUL in a text": ("f.json", json.dumps([a_service(name="a\0b")]), "U+0000"),
    "an escape in a text": ("f.json", json.dumps([a_service(name="a\x1b[31mb")]), "U+001B"),
    "text that runs backwards": ("f.json", json.dumps([a_service(name="a\u202eb")]), "U+202E"),
    "Latin-1": ("f.json", '[{"id": "1", "name": "Café"}]'.encode("latin-1"), "is no JSON"),
    "Latin-1 in a sheet": ("f.csv", f"{HEADER}\nCafé".encode("latin-1"), "line 2: not UTF-8"),
    "UTF-16": ("f.json", GOOD.encode("utf-16"), "is no JSON"),
    "UTF-16 sheet": ("f.csv", f"{HEADER}\n{CELLS}".encode("utf-16"), "not UTF-8"),
    "a NUL in a sheet": ("f.csv", f"{HEADER}\n{CELLS}\0", "NUL"),
    "random bytes": ("f.json", bytes(range(256)) * 20, "is no JSON"),
    "random bytes, no name": ("f", bytes(range(128, 256)) * 20, "not UTF-8"),
    "nested past all reading": ("f.json", "[" * 100_000, "is no JSON"),
    "nested deep in our extension": ("f.json", deep(100), "nested deeper"),
    "nested deeper than the reader": ("f.json", deep(5_000), "is no JSON"),
    "a giant text": ("f.json", json.dumps([a_service(description="x" * 200_000)]), "200000 characters"),
    "a giant name": ("f.json", json.dumps([a_service(name="x" * 3_000)]), "3000 characters"),
    "a giant id": ("f.json", json.dumps([a_service(id="x" * 3_000)]), "3000 characters"),
    "a giant list": ("f.json", json.dumps([a_service(phones=[{"number": "1"}] * 6_000)]), "6000 items"),
    "a giant list of codes": (
        "f.json",
        json.dumps([a_service(saturday={"needs": ["basics"] * 3_000})]),
        "3000 items",
    ),
    "a giant cell": ("f.csv", f'{HEADER}\n"{"x" * 200_000}"', "row 2: cannot be read as CSV"),
    "a quote never closed": ("f.csv", f'{HEADER}\n"Lantern,Food', "cannot be read as CSV"),
    "too many cells": ("f.csv", f"{HEADER}\n{'x,' * 200}x", "row 2: 201 cells"),
    "a column twice": ("f.csv", f"{HEADER},Needs\n{CELLS}", "row 1: Needs: stands twice"),
    "a column without a name": ("f.csv", f"{HEADER},,x\n{CELLS}", "row 1: a column has no name"),
    "a header of nobody": ("f.csv", "a,b,c\n1,2,3", "no source has this header: a, b, c"),
    "a number alone": ("f.json", "7", "neither services nor organizations"),
    "a text alone": ("f.json", '"hello"', "neither services nor organizations"),
    "null": ("f.json", "null", "neither services nor organizations"),
    "services that are no list": ("f.json", '{"services": {"id": 1}}', "services: is no list"),
    "organizations that are no list": ("f.json", '{"organizations": 7}', "organizations: is no list"),
    "a service that is a number": ("f.json", "[7]", "[0]: 7 is no service"),
    "a service that is a list": ("f.json", "[[]]", "[0]: [] is no service"),
    "an id that is an object": ("f.json", json.dumps([a_service(id={"a": 1})]), "[0]: id"),
    "an id that is a list": ("f.json", json.dumps([a_service(id=["1"])]), "[0]: id"),
    "a service without an id": ("f.json", '[{"name": "x", "status": "active"}]', "[0]: id: is missing"),
    "no service at all": ("f.json", "[]", "no services"),
    "a web address that runs": ("f.json", json.dumps([a_service(url="JaVaScript:alert(1)")]), "[0]: url"),
    "a hidden field name": (
        "f.json",
        json.dumps([a_service(saturday={"\x1b[2J\nvis": "x"})]),
        "\\x1b[2J\\nvis: is no field of our extension",
    ),
    "a place that is a text": (
        "f.json",
        json.dumps([a_service(service_at_locations=[{"location": "Lewisham"}])]),
        "service_at_locations[0].location: 'Lewisham' is no location",
    ),
    "schedules of numbers": ("f.json", json.dumps([a_service(schedules=[1, None])]), "schedules[0]"),
    "exceptions of numbers": (
        "f.json",
        json.dumps([a_service(schedules=[{"byday": "MO", "saturday": {"exceptions": [1]}}])]),
        "exceptions[0]",
    ),
    "rules of numbers": ("f.json", json.dumps([a_service(saturday={"eligibility_rules": [1]})]), "rules[0]"),
    "a line that is no JSON": ("f.ndjson", "{}\n{oops}", "line 2: is no JSON"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_refused_with_its_reason(app: Flask, tmp_path: Path, name: str) -> None:
    file, content, reason = FILES[name]
    result = run(app, "import", written(tmp_path / file, content))
    assert result.exit_code == 1
    assert reason in result.output
    assert "Nothing was written" in result.output
    assert not any(everything().values())
    assert all(letter.isprintable() or letter == "\n" for letter in result.output)


def test_a_byte_order_mark_is_no_reason_to_refuse(app: Flask, tmp_path: Path) -> None:
    for name, content in (("f.json", GOOD), ("f.ndjson", json.dumps(a_service())), ("f", GOOD)):
        assert run(app, "import", written(tmp_path / name, b"\xef\xbb\xbf" + content.encode())).exit_code == 0


def test_a_file_that_is_too_large_is_refused_before_it_is_read(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "LARGEST_FILE", 1000)
    monkeypatch.setattr(importing, "LARGEST_FILE", 1000)
    monkeypatch.setattr(importing, "LARGEST_DOCUMENT", 1000)
    for name in ("f.json", "f.ndjson", "f.csv"):
        result = run(app, "import", written(tmp_path / name, "x" * 1001))
        assert (result.exit_code, "1001 bytes" in result.output) == (1, True)


def test_a_line_that_never_ends_is_refused_without_reading_it_all(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "LARGEST_LINE", 100)
    result = run(app, "import", written(tmp_path / "f.ndjson", "[" * 500))
    assert "line 1: longer than 100 bytes" in result.output


def test_folders_pipes_and_wrong_sources_are_refused(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")
    path = written(tmp_path / "f.json", GOOD)
    for arguments in ([str(tmp_path / "empty")], [str(tmp_path / "pipe")]):
        assert run(app, "import", *arguments).exit_code == 1
    for source in importing.SOURCES:
        if source not in ("auto", *importing.HSDS):
            assert run(app, "import", path, "--source", source).exit_code == 1
    sheet = written(tmp_path / "f.csv", f"{HEADER}\n{CELLS}")
    for source in importing.SOURCES:
        if source not in ("auto", "csv"):
            assert run(app, "import", sheet, "--source", source).exit_code == 1
    assert not any(everything().values())


def test_text_that_looks_like_sql_is_text(app: Flask, tmp_path: Path) -> None:
    name = "'); DROP TABLE service; --"
    assert run(app, "import", written(tmp_path / "f.json", [a_service(name=name)])).exit_code == 0
    assert [row for row in everything()["service"] if name in row] != []


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=10), inner, max_size=3),
    max_leaves=10,
)
FIELDS = [
    *a_service(),
    *["phones", "schedules", "saturday", "contacts", "attributes", "metadata", "minimum_age", "program"],
]
FIELDS += ["capacities", "cost_options", "languages", "required_documents", "last_modified"]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fields=st.dictionaries(st.sampled_from(FIELDS), JSON, max_size=4))
def test_whatever_stands_in_a_service_it_is_read_or_refused(tmp_path: Path, fields: dict[str, Any]) -> None:
    batch = importing.read(Path(written(tmp_path / "f.json", [a_service(**fields)])))
    assert batch.refusals or "service" in batch.counts()
    for refusal in batch.refusals:
        assert str(refusal).isprintable()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    path=st.lists(st.integers(0, 50), min_size=1, max_size=3),
    value=JSON,
)
def test_any_value_changed_anywhere_is_read_or_refused(tmp_path: Path, path: list[int], value: Any) -> None:
    service = a_service(phones=[{"number": "1"}], saturday={"needs": ["basics"]})
    spot: Any = service
    for step in path:
        keys = list(spot) if isinstance(spot, dict) else range(len(spot)) if isinstance(spot, list) else []
        if not keys:
            break
        key = keys[step % len(keys)]
        if step == path[-1] or not isinstance(spot[key], dict | list):
            spot[key] = value
            break
        spot = spot[key]
    batch = importing.read(Path(written(tmp_path / "f.json", [service])))
    assert batch.refusals or batch.counts()


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300), name=st.sampled_from(["f.json", "f.ndjson", "f.csv", "f"]))
def test_any_bytes_are_read_or_refused(tmp_path: Path, content: bytes, name: str) -> None:
    batch = importing.read(Path(written(tmp_path / name, content)))
    assert batch.refusals


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cells=st.dictionaries(st.sampled_from(NAMES), st.text(max_size=30), max_size=6))
def test_any_cells_are_read_or_refused(tmp_path: Path, cells: dict[str, str]) -> None:
    path = tmp_path / "sheet.csv"
    with path.open("w", encoding="utf-8", errors="replace", newline="") as file:
        writer = csv.DictWriter(file, NAMES, restval="")
        writer.writeheader()
        writer.writerow({"Organisation": "A", "Service": "B", "Needs": "basics", **cells})
    batch = importing.read(path)
    assert batch.refusals or "service" in batch.counts()
