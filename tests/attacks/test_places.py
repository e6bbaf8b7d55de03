"""Whatever stands in the place box: an answer, quickly, and never a traceback."""

import math
import sys
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from directory_data.gazetteer import Found, Gazetteer
from tests.gazetteer_folder import gazetteer

__all__ = ["gazetteer"]

ANY = st.text(st.characters(exclude_categories=()), max_size=140)  # surrogates and NUL among them
NEAR_MISSES = st.text("SE136JPOI01MWBT ,-.", max_size=14)
NAMES = st.lists(
    st.sampled_from(
        ["hmp", "prison", "council", "in", "uk", "the", "of", "london", "durham", "SE13", ",", "6JP"]
    ),
    max_size=12,
).map(" ".join)


def sound(gazetteer: Gazetteer, found: Found) -> None:
    """A place with a council, or words; and every name that is offered is one that is found."""
    if found.place is None:
        assert found.say is not None
    else:
        assert found.place["councils"]
        assert found.place["sectors"]
        assert 49 < found.place["lat"] < 61
        assert -9 < found.place["lon"] < 2
    assert len(found.suggestions) <= 12
    for name in found.suggestions:
        assert gazetteer.find(name).place is not None, name


@settings(max_examples=400, deadline=None)
@given(text=st.one_of(ANY, NEAR_MISSES, NAMES))
@example(text="\x00")
@example(text="\ud800\udfff")
@example(text="😀" * 100)
@example(text="{typed}{0}%s")
@example(text="ﷺ" * 100)  # unfolds to 18 letters each
@example(text="O" * 100)
@example(text="OI01" * 25)
@example(text="in " * 33)
@example(text="," * 100)
@example(text="a," * 50)
@example(text="hmp " * 25)
@example(text="<script>alert(1)</script>")
@example(text="' OR 1=1 --")
@example(text="../../etc/passwd")
@example(text="\u202egnirts")
@example(text="٣٣٣")
@example(text="SE¹³ 6JP")
def test_nothing_typed_breaks_it(gazetteer: Gazetteer, text: str) -> None:
    found = gazetteer.find(text)
    sound(gazetteer, found)
    assert gazetteer.postcode(text) is None or found.place is not None


@given(text=st.text(st.characters(exclude_categories=()), min_size=101, max_size=3000))
@settings(max_examples=30, deadline=None)
def test_what_is_too_long_is_not_echoed(gazetteer: Gazetteer, text: str) -> None:
    assert len(gazetteer.find(text).sentence) < 120


@given(
    lat=st.floats() | st.floats(-91, 91) | st.floats(49, 61),
    lon=st.floats() | st.floats(-181, 181) | st.floats(-9, 2),
)
@settings(max_examples=400, deadline=None)
@example(lat=math.nan, lon=math.nan)
@example(lat=math.inf, lon=0.0)
@example(lat=90.0, lon=180.0)
@example(lat=-90.0, lon=-180.0)
@example(lat=sys.float_info.max, lon=sys.float_info.min)
def test_no_position_breaks_it(gazetteer: Gazetteer, lat: float, lon: float) -> None:
    sound(gazetteer, gazetteer.locate(lat, lon))


@pytest.mark.parametrize(
    "text",
    [
        "O" * 100,
        "OI01OI01",
        "in " * 33,
        "a," * 50,
        "hmp " * 25,
        "etaoin shrdlu " * 7,
        "ﷺ" * 5000,
        " " * 10**6 + "x",
    ],
)
def test_no_text_is_slow(gazetteer: Gazetteer, text: str) -> None:
    gazetteer.find(text)
    started = time.process_time()
    for _ in range(10):
        gazetteer.find(text)
    assert (time.process_time() - started) / 10 < 0.02
