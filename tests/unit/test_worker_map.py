"""sw.js is one line of letters: its map leads from any place in it to the line that somebody wrote."""

import json
import re
from bisect import bisect_right
from pathlib import Path
from typing import NamedTuple

import pytest
from flask import Flask

from app import client_build, create_app
from app.config import Settings
from pwa.build.bundle import WORKER, Client
from pwa.build.mangling import Piece
from pwa.build.rules import BundleError
from pwa.build.rules.source_map import DIGITS, Origin, Stretch
from pwa.build.tracing import stretches, worker_map

ROOT = Path(__file__).resolve().parents[2]


class Found(NamedTuple):
    """A line of a source, counted from 1."""

    file: str
    line: int

    @property
    def text(self) -> str:
        """The line as it stands in the project."""
        return (ROOT / self.file).read_text("utf-8").splitlines()[self.line - 1]

    @property
    def statement(self) -> str:
        """The same with what follows it, to the next empty line."""
        lines = (ROOT / self.file).read_text("utf-8").splitlines()[self.line - 1 :]
        return "\n".join(lines[: lines.index("")] if "" in lines else lines)


class Map:
    """A source map, read as a browser's tools read it."""

    def __init__(self, told: str) -> None:
        whole = json.loads(told)
        self.sources: list[str] = whole["sources"]
        self.lines: list[list[tuple[int, Found | None]]] = []
        source = line = 0
        for row in whole["mappings"].split(";"):
            column, found = 0, list[tuple[int, Found | None]]()
            for segment in filter(None, row.split(",")):
                steps = numbers(segment)
                column += steps[0]
                if len(steps) > 1:
                    source, line = source + steps[1], line + steps[2]
                found.append((column, Found(self.sources[source], line + 1) if len(steps) > 1 else None))
            self.lines.append(found)

    def at(self, script: str, place: int) -> Found | None:
        """Where a place in the script comes from. (Columns are UTF-16.)"""
        row = script.count("\n", 0, place)
        before = script[script.rfind("\n", 0, place) + 1 : place]
        column = len(before.encode("utf-16-le")) // 2
        index = bisect_right([start for start, _ in self.lines[row]], column) - 1
        return self.lines[row][index][1] if index >= 0 else None


def numbers(segment: str) -> list[int]:
    """The numbers of a segment."""
    found, value, shift = list[int](), 0, 0
    for digit in map(DIGITS.index, segment):
        value |= (digit & 31) << shift
        shift += 5
        if digit < 32:
            found.append(-(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    return found


@pytest.fixture(scope="module")
def client() -> Client:
    """The client as it is built."""
    return client_build.made()


@pytest.fixture(scope="module")
def script(client: Client) -> str:
    """The worker as it is served."""
    return client.files["sw.js"].decode()


@pytest.fixture(scope="module")
def told(client: Client, script: str) -> Map:
    """Its map."""
    return Map(worker_map(ROOT, client.modules, WORKER, script))


def test_a_place_in_the_worker_leads_to_its_line_of_python(script: str, told: Map) -> None:
    """Half a tenth of a mile, in the two rules that round to tenths."""
    found = [told.at(script, each.start()) for each in re.finditer("8046720", script)]
    assert {each.file for each in found if each} == {"search/rules/steps.py", "search/rules/distance.py"}
    assert all(each is not None and "8046720" in each.text for each in found)
    (step,) = [each for each in found if each is not None and each.file.endswith("steps.py")]
    assert step.text.strip().startswith('tenths = (found["further_metres"] * 100000 + 8046720)')


def test_what_stands_once_leads_to_the_line_that_says_it(script: str, told: Map) -> None:
    """Numbers and texts, which nothing renames: rules and views write them as Python does, or they stand for
    the name of a constant. A statement of several lines has the place of its first."""
    written = "\n".join(
        path.read_text("utf-8")
        for folder in ("search/rules", "pwa/views")
        for path in (ROOT / folder).glob("*.py")
    )
    checked = 0
    for once in sorted(set(re.findall(r'(?<![\w.])\d{2,}(?![\w.])|"[a-z][a-z-]{6,}"', script))):
        pattern = rf"(?<![\w.]){once}(?![\w.])"
        if len(re.findall(pattern, script)) == len(re.findall(pattern, written)) == 1:
            place = re.search(pattern, script)
            found = told.at(script, place.start()) if place is not None else None
            named = re.findall(rf"^(\w+): Final = {once}(?![\w.])", written, re.MULTILINE)
            said = "|".join((pattern, *(rf"\b{name}\b" for name in named)))
            assert found is not None and re.search(said, found.statement), (once, found)
            checked += 1
    assert checked > 150


def test_what_is_written_by_hand_leads_to_its_own_line(script: str, told: Map) -> None:
    found = told.at(script, script.index('"readwrite"'))
    assert found is not None
    assert (found.file, "readwrite" in found.text) == ("pwa/worker/visit.js", True)


def test_most_of_the_worker_comes_from_somewhere(script: str, told: Map) -> None:
    """All but the templates, which are compiled as a whole, what is built in, and the runtime."""
    places = range(0, len(script), 97)
    known = sum(told.at(script, place) is not None for place in places)
    assert known > len(places) / 2
    assert {"search/rules/opening.py", "pwa/views/cards.py", "pwa/worker/main.js"} <= set(told.sources)


def test_a_map_of_another_script_is_refused(client: Client, script: str) -> None:
    with pytest.raises(BundleError, match="not what comes of these"):
        worker_map(ROOT, client.modules, WORKER, script.replace("1440", "1441"))


def test_the_map_lies_beside_the_worker_and_is_not_served(script: str, tmp_path: Path) -> None:
    assert client_build.prepare(tmp_path / "client")
    assert Map((tmp_path / "client" / "sw.js.map").read_text("utf-8")).at(script, script.index("8046720"))
    assert "sourceMappingURL" not in script
    app: Flask = create_app(
        Settings(
            database_url="sqlite:///:memory:",
            data_dir=tmp_path,
            secret_key="only for tests",
            production=False,
            base_url="http://127.0.0.1:8000",
        )
    )
    asked = app.test_client()
    assert asked.get("/sw.js").status_code == 200
    for path in ("/sw.js.map", "/client/sw.js.map"):
        assert asked.get(path).status_code == 404


def test_stretches_are_told_for_each_line_and_each_change() -> None:
    here, there = Origin(0, 3), Origin(0, 4)
    where = {0: here, 1: there, 2: None}.get
    pieces = [
        Piece("😀a", 0),
        Piece("b", 0),
        Piece(" ", -1),
        Piece("`c\nd`", 1),
        Piece("e", 1),
        Piece("f", 2),
    ]
    assert stretches(pieces, where) == [
        [Stretch(0, here), Stretch(5, there)],
        [Stretch(2, there), Stretch(3, None)],
    ]
