"""Bank holidays by nation, from the packaged list."""

import json
import socket
from datetime import date
from pathlib import Path

import pytest

from directory_data.gazetteer import holidays
from tests.shared_folder import shared

__all__ = ["shared"]


def test_christmas_2026_has_its_substitute_day() -> None:
    listed = holidays.listed("england-and-wales")
    assert [day for day in listed if day.year == 2026 and day.month == 12] == [
        date(2026, 12, 25),
        date(2026, 12, 28),
    ]


def test_the_nations_differ() -> None:
    assert date(2026, 1, 2) in holidays.listed("scotland")
    assert date(2026, 1, 2) not in holidays.listed("england-and-wales")
    assert date(2026, 4, 6) not in holidays.listed("scotland")  # Easter Monday
    assert date(2026, 3, 17) in holidays.listed("northern-ireland")


def test_lists_are_in_order_and_once_each_and_reach_past_next_year() -> None:
    for nation in holidays.NATIONS:
        listed = holidays.listed(nation)
        assert listed == sorted(set(listed))
        assert listed[0].year == 2012
        assert listed[-1].year >= 2027


def test_a_callers_list_is_its_own() -> None:
    holidays.listed("scotland").clear()
    assert holidays.listed("scotland")


def test_an_unknown_nation_is_refused() -> None:
    with pytest.raises(ValueError, match="wales"):
        holidays.listed("wales")


def test_the_network_is_never_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise AssertionError("a socket was opened")

    monkeypatch.setattr(socket, "socket", refused)
    holidays._listed.cache_clear()
    assert holidays.listed("scotland")


def test_it_is_gov_uks_list(shared: Path) -> None:
    published = json.loads((shared / "data/holidays/govuk-bank-holidays-0.19.json").read_text())
    for nation in holidays.NATIONS:
        dates = sorted(date.fromisoformat(event["date"]) for event in published[nation]["events"])
        assert holidays.listed(nation) == dates
