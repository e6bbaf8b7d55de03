"""What the ONS Postcode Directory says of a list's places, through a look-up that is given."""

import math
from typing import Any, NamedTuple

import pytest

from directory_data.problems import Problem
from directory_data.rows import HOURS_IN_WORDS, HOURS_UNDERSTOOD, Row
from directory_data.sources.common import TOO_FAR, report, settled, unplaced


class Known(NamedTuple):
    lat: float
    lon: float
    council: str


HELD = {"M16 0PQ": Known(53.4602, -2.2836, "E08000009")}
CALLED = {"council": "area_code", "latitude": "lat", "postal_code": "postcode"}


def row(postcode: str, council: str | None, position: tuple[float, float] | None) -> Row:
    location: dict[str, Any] = {
        "addresses": [{"postal_code": postcode}],
        "saturday": {"visibility": "public"},
    }
    if council:
        location["saturday"]["council"] = council
    if position:
        location["latitude"], location["longitude"] = position
    return Row({"service_at_locations": [{"location": location}]}, "row 9", columns=CALLED)


def place(found: Row) -> Any:
    service: Any = found.service
    return service["service_at_locations"][0]["location"]


def test_where_the_council_differs_the_postcode_is_right_with_a_warning() -> None:
    given = row("M16 0PQ", "E08000003", (53.4602, -2.2836))
    found = settled(given, HELD.get)
    assert place(found)["saturday"] == {"visibility": "public", "council": "E08000009"}
    reason = "E08000003 in the list, but M16 0PQ lies in E08000009: corrected"
    assert found.warnings == (Problem("row 9", "area_code", reason),)
    assert place(given)["saturday"]["council"] == "E08000003"  # what was given is left as it was


def test_where_they_agree_nothing_is_said() -> None:
    found = settled(row("M16 0PQ", "E08000009", (53.4605, -2.2830)), HELD.get)
    assert found.warnings == () and (place(found)["latitude"], place(found)["longitude"]) == (
        53.4605,
        -2.2830,
    )


def test_where_the_list_has_no_position_or_council_the_postcode_gives_them() -> None:
    found = settled(row("M16 0PQ", None, None), HELD.get)
    assert (place(found)["latitude"], place(found)["longitude"]) == (53.4602, -2.2836)
    assert place(found)["saturday"]["council"] == "E08000009" and found.warnings == ()


@pytest.mark.parametrize(("metres", "kept"), [(TOO_FAR - 20, True), (TOO_FAR + 20, False)])
def test_a_position_far_from_its_postcode_gives_way_to_it(metres: int, kept: bool) -> None:
    north = 53.4602 + math.degrees(metres / 6_371_008.8)
    found = settled(row("M16 0PQ", "E08000009", (north, -2.2836)), HELD.get)
    assert (place(found)["latitude"] == north) == kept
    assert [problem.field for problem in found.warnings] == ([] if kept else ["lat"])


def test_a_postcode_that_is_not_held_is_a_warning() -> None:
    found = settled(row("ZZ9 9ZZ", "E08000003", None), HELD.get)
    reason = "ZZ9 9ZZ is not in the ONS Postcode Directory"
    assert found.warnings == (Problem("row 9", "postcode", reason),)
    assert place(found)["saturday"]["council"] == "E08000003"


@pytest.mark.parametrize(
    "service",
    [None, {}, {"service_at_locations": "x"}, {"service_at_locations": [{}, 1, {"location": {}}]},
     {"service_at_locations": [{"location": {"addresses": [{"postal_code": 7}]}}]}],
)  # fmt: skip
def test_what_has_no_postcode_is_left_as_it_is(service: Any) -> None:
    given = Row(service, "row 2")
    assert settled(given, HELD.get) == given


def test_the_table_counts_hours_refusals_and_warnings() -> None:
    odd = (Problem("row 3", "x", "odd"),)
    rows = [
        Row({}, "row 2", hours=HOURS_UNDERSTOOD),
        Row({}, "row 3", hours=HOURS_IN_WORDS, warnings=odd),
        Row(None, "row 4", hours=HOURS_UNDERSTOOD, refusals=odd),
    ]
    assert str(report(rows)).splitlines() == [
        "rows                      3",
        "refused                   1",
        "with warnings             1",
        "hours understood          1",
        "hours kept as words       1",
        "hours unknown             0",
    ]


def test_a_public_place_that_only_an_unknown_postcode_places_is_named() -> None:
    reason = "'ZZ1 1ZZ' is not in the ONS Postcode Directory: no distance is known"
    assert unplaced(row("ZZ1 1ZZ", None, None), HELD.get).warnings == (Problem("row 9", "postcode", reason),)
    for fine in (row("M16 0PQ", None, None), row("ZZ1 1ZZ", None, (53.4602, -2.2836)), row("", None, None)):
        assert unplaced(fine, HELD.get).warnings == ()


@pytest.mark.parametrize("ours", [{"visibility": "hidden"}, {"visibility": "area"}, {}, None])
def test_a_postcode_that_may_be_secret_is_in_no_warning(ours: object) -> None:
    given = row("ZZ1 1ZZ", None, None)
    place(given)["saturday"] = ours
    assert unplaced(given, HELD.get).warnings == ()


@pytest.mark.parametrize(
    "service", [None, {}, {"service_at_locations": 5}, {"service_at_locations": [7, {"location": 3}]}]
)
def test_what_is_no_place_is_left_to_the_validation(service: Any) -> None:
    assert unplaced(Row(service, "row 9"), HELD.get).warnings == ()
