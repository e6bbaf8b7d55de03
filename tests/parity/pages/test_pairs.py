"""What is written twice, by hand, for server and phone: folded text, the clock in London, URLs."""

import json
import unicodedata
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random
from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.publishing import national
from app.publishing.packs.phrases import phrases_shard
from directory_data.gazetteer.gazetteer import tidy
from directory_data.gazetteer.names import folded
from search import wall
from search.folding import fold
from search.unicode14 import ASSIGNED, steps

from .node import HOST, ROOT, Phone

TEXT = st.text(max_size=30) | st.text("aéİſßΑΣςﬁ①ａ'’,. \u0301\u0345\u0334\u1cf7-09\U00010d30", max_size=12)
INSTANTS = 100_000
STEP = 0x4000


def typed(text: str) -> dict[str, object]:
    """A place as the phone's rules take it, made by the gazetteer's own functions."""
    tidied = tidy(text)
    before, comma, after = tidied.partition(",")
    return {
        "text": tidied,
        "upper": tidied.upper(),
        "words": folded(tidied),
        "comma": comma != "" and before.strip() != "",
        "before": folded(before),
        "after": folded(after),
    }


@pytest.mark.parametrize("first", range(0, 0x110000, 0x22000))
def test_every_code_point_folds_alike(on_phone: Phone, first: int) -> None:
    for start in range(first, min(first + 0x22000, 0x110000), STEP):
        end = min(start + STEP, first + 0x22000, 0x110000)
        told = on_phone.ask("folded", start, end)
        for point in range(start, end):
            text = f"x{chr(point)}y"
            place = tidy(text)
            here = [" ".join(fold(text)), place, place.upper(), " ".join(folded(place))]
            assert told[point - start] == here, f"U+{point:04X}"


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXT)
def test_any_text_folds_alike(on_phone: Phone, text: str) -> None:
    assert on_phone.ask("fold", text) == fold(text)
    assert on_phone.ask("typed", text) == typed(text)


def test_long_text_is_cut_alike(on_phone: Phone) -> None:
    for text in ("a" * 300, "a b " * 20, "é" * 199 + "'xy", "\U0001f600a" * 150, "ﷺ" * 60):
        assert on_phone.ask("fold", text) == fold(text)
        assert on_phone.ask("typed", text * 4) == typed(text * 4)


def test_the_table_that_is_sent_is_unicode_14() -> None:
    turns = list(accumulate(steps()))
    assert turns == [point + index % 2 for index, point in enumerate(ASSIGNED)]
    assert unicodedata.unidata_version == "14.0.0" or len(turns) == len(ASSIGNED)


def test_the_phrases_that_are_sent_are_the_server_s(on_phone: Phone) -> None:
    phrases, fillers = national.phrases()
    sent = json.loads(json.dumps(phrases_shard(phrases)))
    told = on_phone.ask("spoken", sent, fillers)
    assert told["phrases"] == phrases
    assert told["dictionary"] == national.dictionary(phrases, fillers)


def instants() -> list[int]:
    """Milliseconds: all of the years 1996 to 2037 at random, and both changes of each minute by minute."""
    random = Random(7)
    first, last = datetime(1996, 1, 1, tzinfo=UTC), datetime(2037, 12, 31, tzinfo=UTC)
    span = int((last - first).total_seconds())
    begun = int(first.timestamp())
    found = [(begun + random.randrange(span)) * 1000 + random.randrange(1000) for _ in range(INSTANTS)]
    for year in range(1996, 2038):
        for month in (3, 10):
            day = datetime(year, month, 31, 1, tzinfo=UTC)
            day -= timedelta(days=(day.weekday() + 1) % 7)
            found += [round((day + timedelta(minutes=each)).timestamp()) * 1000 for each in range(-90, 90, 7)]
            found += [round(day.timestamp()) * 1000 + each for each in (-1, 0, 1)]
    return found


def test_a_clock_that_was_never_set_is_at_most_an_hour_out(on_phone: Phone) -> None:
    """Before 1996 summer time had other rules; no edition covers such a day, so nothing is called open."""
    moments = [day * 86_400_000 for day in range(0, 9_490, 5)]
    for moment, minute in zip(moments, on_phone.ask("minutes", moments), strict=True):
        true = wall.minute_at(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=moment))
        assert abs(minute - true) <= 60


def test_the_clock_shows_the_same_minute(on_phone: Phone) -> None:
    moments = instants()
    assert len(moments) > INSTANTS
    told = on_phone.ask("minutes", moments)
    for moment, minute in zip(moments, told, strict=True):
        assert minute == wall.minute_at(datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=moment))


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=20) | st.text("!*'()~-._ +%&=/:é", max_size=9)
)
def test_a_url_is_written_alike(on_phone: Phone, text: str) -> None:
    assert on_phone.ask("encoded", [{"name": "near", "value": text}]) == urlencode([("near", text)])


def test_the_worker_writes_urls_as_it_is_tested_here() -> None:
    def writer(path: Path) -> str:
        return "".join(path.read_text("utf-8").split("const coded = (text) =>")[1].split(";")[0].split())

    assert writer(ROOT / "pwa" / "worker" / "answering.js") == writer(HOST)
