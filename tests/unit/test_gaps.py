"""`directory gaps`: what nobody does, and where, of the edition that serves."""

from pathlib import Path

import pytest
from flask import Flask

from directory_data import content
from tests.conftest import MakeApp
from tests.importing_app import run

pytestmark = pytest.mark.both_databases


@pytest.fixture(scope="module")
def told(sample_app: Flask) -> list[str]:
    result = run(sample_app, "directory", "gaps")
    assert result.exit_code == 0
    return [line for line in result.output.splitlines() if " of " not in line]


def test_gambling_has_nothing_behind_it_where_nobody_helps_with_it(told: list[str]) -> None:
    assert "Hartlepool: gambling" in told
    assert "Lewisham: gambling" in told
    assert "Coventry: gambling" not in told  # Level Deck
    assert "Bristol: gambling" not in told  # Spare Coin Club


def test_what_somebody_does_is_no_gap(told: list[str]) -> None:
    assert not any(line.endswith((": food", ": accommodation", ": council-housing-help")) for line in told)


def test_every_area_of_the_sample_is_counted_and_every_gap_once(told: list[str]) -> None:
    *gaps, last = told
    assert len(gaps) == len(set(gaps)) > 0
    assert last == f"{len(gaps)} gaps in {len(content.coverage())} areas"


def test_the_page_says_the_same(sample_app: Flask, told: list[str]) -> None:
    """A gap is what the list answers with these words, and nothing else is."""
    client = sample_app.test_client()
    for need in ("gambling", "dentist", "food", "veterans", "eyes-ears"):
        for area in ("Hartlepool", "Walsall", "Coventry"):
            page = client.get(f"/find?near={area}&need={need}&at=2026-11-20T09:00&when=now").text
            assert ("We know of nothing for this here." in page) == (f"{area}: {need}" in told), (need, area)


def test_before_anything_is_published_there_is_nothing_to_say(make_app: MakeApp, tmp_path: Path) -> None:
    result = run(make_app(tmp_path), "directory", "gaps")
    assert result.exit_code == 1
    assert "nothing is published" in result.output
