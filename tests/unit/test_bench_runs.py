"""`make bench` runs: each part of it, over a directory so small that its figures mean nothing."""

from math import isfinite
from pathlib import Path

import pytest

from bench import answering, memory, pace, publishing
from bench.__main__ import paced
from bench.report import Figure, line, table
from directory_data.gazetteer import Gazetteer

SIZE = 60


@pytest.fixture(scope="module")
def folder(gazetteer_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("bench")
    (made / "gazetteer").symlink_to(gazetteer_folder)
    return made


@pytest.fixture(scope="module")
def published(folder: Path, places: Gazetteer) -> list[Figure]:
    return publishing.measure(folder, places, SIZE)


def test_publishing_is_measured_whole_and_by_one_edit(published: list[Figure]) -> None:
    named = {figure.what: figure.value for figure in published}
    assert all(isfinite(value) and value > 0 for value in named.values())
    whole, edit = named[f"publish of {SIZE} services: both"], named[f"one edit in {SIZE}: both, slowest of 3"]
    assert named[f"one edit in {SIZE}: both, of the whole"] == pytest.approx(edit / whole)


def test_match_and_memory_are_measured(published: list[Figure], folder: Path, places: Gazetteer) -> None:
    figures = [*answering.measure(folder, places, (SIZE,)), *memory.measure(folder, SIZE)]
    assert all(isfinite(figure.value) and figure.value > 0 for figure in figures)
    assert [figure.bound for figure in figures if "p95" in figure.what] == [8.0]


def test_the_table_marks_what_is_missed() -> None:
    figures = [
        Figure("one", 2.0, "ms", 1.0),
        Figure("two", 2.0, "ms", 3.0),
        Figure("three", 0.5, "times", 1, True),
    ]
    lines = table({"on": "2026-11-20", "machine": "a machine"}, figures).splitlines()
    assert [line.startswith("|") and "**missed**" in line for line in lines[-3:]] == [True, False, True]


def test_the_pace_changes_no_bound() -> None:
    """What a time would be elsewhere is told beside it; what was measured is held to the bound."""
    late = Figure("one", 9.0, "ms", 8.0, slower=3.0)
    assert late.missed and late.at_pace == 3.0
    assert line(late) == "| one | 9.00 ms | at most 8 ms **missed** | 3.00 ms |"
    assert Figure("two", 9.0, "KB", 8.0, slower=3.0).at_pace is None


def test_the_pace_is_that_of_a_call_of_geopy(monkeypatch: pytest.MonkeyPatch) -> None:
    figures = paced(lambda: [Figure("one", 2.0, "s")])
    assert figures[0].slower == figures[-1].value > 0
    told = iter([3.0, 2.0])
    monkeypatch.setattr(pace, "call", lambda: 76.0 * next(told))
    assert paced(lambda: [Figure("one", 2.0, "s")])[0].at_pace == 1.0
