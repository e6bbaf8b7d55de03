"""Properties of reach and catchment (answers.md section 3)."""

from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from search.rules.model import Place, Point, Record
from search.rules.reach import listed, on_catchment, reached_from_anywhere, within
from tests.unit.people import COUNCILS, DAYS, SECTORS, places
from tests.vector_shapes import expand

CATCHMENTS = st.lists(st.sampled_from((*COUNCILS, *SECTORS)), unique=True, max_size=5)
METRES = st.integers(0, 1_000_000).map(lambda tens: tens * 10)
POINT = Point(lat=51.5, lon=0.0)


@given(CATCHMENTS, places())
def test_a_plain_answer_is_true_of_every_part_of_the_place(catchment: list[str], place: Place) -> None:
    found = on_catchment(catchment, place)
    if found == "yes" and catchment:
        assert set(place["councils"]) <= set(catchment) or set(place["sectors"]) <= set(catchment)
    if found == "no":
        assert not set(catchment) & {*place["councils"], *place["sectors"]}


@given(CATCHMENTS, places(), st.sampled_from((*COUNCILS, *SECTORS)))
def test_a_longer_list_never_covers_less(catchment: list[str], place: Place, code: str) -> None:
    order = ("no", "unknown", "yes")
    if catchment and place["councils"] and place["sectors"]:
        before = order.index(on_catchment(catchment, place))
        assert order.index(on_catchment([*catchment, code], place)) >= before


@given(CATCHMENTS)
def test_no_place_is_never_outside(catchment: list[str]) -> None:
    assert on_catchment(catchment, None) == ("unknown" if catchment else "yes")


@given(st.none() | METRES, st.none() | METRES, st.sampled_from(("local", "anywhere")))
def test_miles_cut_only_what_has_a_distance_and_is_local(
    distance: int | None, limit: int | None, reach: str
) -> None:
    cut = not within(distance, limit, reach)
    assert cut == (reach == "local" and distance is not None and limit is not None and distance > limit)


@given(st.booleans(), st.sampled_from(("local", "anywhere")), CATCHMENTS)
def test_without_a_place_only_what_is_reached_from_anywhere(
    placed: bool, reach: str, catchment: list[str]
) -> None:
    record = cast(
        Record,
        expand(
            {"$record": {"point": dict(POINT) if placed else None, "reach": reach, "catchment": catchment}}
        ),
    )
    assert reached_from_anywhere(record) == (not catchment and (not placed or reach == "anywhere"))


@given(DAYS, DAYS)
def test_an_entry_is_listed_to_its_last_day(last: int, day: int) -> None:
    record = cast(Record, expand({"$record": {"valid_to": last}}))
    assert listed(record, day) == (day <= last)
