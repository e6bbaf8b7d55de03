"""What phones fetch anew though no record changed: nothing for the days of a block, and then no more than
the hours of the days that came and went (docs/decisions/0007)."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any

import orjson
import pytest
from flask import Flask

from app.models import db
from app.publishing import national
from app.publishing.packs import pointing
from app.publishing.packs.making import publish_packs
from app.publishing.publish import HORIZON_DAYS, publish
from app.publishing.reading import EPOCH
from directory_data.gazetteer import Gazetteer
from search import wall
from search.edition import current_folder, open_edition
from search.rules import packs
from search.rules.hours import spans_on
from search.rules.model import Cover, Hours
from tests.conftest import SAMPLE, MakeApp, load, publish_now

Json = dict[str, Any]
#: The first and the last day of a block.
FIRST, LAST = date(2026, 10, 30), date(2026, 11, 26)
#: The first and the last minute of the next one, and one between.
LATER = ["2026-11-27T00:00", "2026-12-08T09:00", "2026-12-24T23:59"]
#: What of a list shard says when something is open.
HOURS = ("hours", "times")


def weekly(byday: str, opens_at: str, **fields: str) -> Json:
    return {"freq": "WEEKLY", "byday": byday, "opens_at": opens_at, "closes_at": "17:00", **fields}


#: Which of its weeks is the usual one, the longer within the days worked out, is not the same on the first
#: day of the block and on the last where those days are not.
TURNING = {
    "id": "turning",
    "name": "Turning Tide",
    "status": "active",
    "assured_date": "2026-10-01",
    "organization": {"id": "tide", "name": "Tide"},
    "schedules": [
        weekly("MO,TH", "09:00", valid_to="2026-11-18"),
        weekly("TU,FR", "10:00", valid_from="2026-11-19"),
    ],
    "saturday": {"needs": ["food"], "catchment": ["E09000023"]},
}


def day_number(day: date) -> int:
    return (day - EPOCH).days


# -- the days that hours are worked out for ----------------------------------------------------------


def covers(day: int, ahead: int = HORIZON_DAYS) -> Cover:
    published = EPOCH + timedelta(days=day)
    return national.cover_of(published, published + timedelta(days=ahead))


def test_every_day_of_a_block_works_hours_out_for_the_same_days() -> None:
    blocks: dict[int, list[tuple[int, Cover]]] = {}
    start = day_number(FIRST)
    for day in range(start, start + 40 * national.BLOCK):
        blocks.setdefault(national.first_carried(day), []).append((day, covers(day)))
    firsts = sorted(blocks)
    assert [later - sooner for sooner, later in pairwise(firsts)] == [national.BLOCK] * 39
    for first, days in blocks.items():
        assert len(days) == national.BLOCK
        worked = national.to_the_block(days[0][1], days[0][0])
        assert all(national.to_the_block(cover, day) == worked for day, cover in days)
        # All that any day of it covers, and not a day more.
        assert worked == {"first": days[0][1]["first"], "last": days[-1][1]["last"]}
        assert worked["first"] < first <= days[0][0] - national.BACK


def test_a_last_day_that_was_asked_for_stays() -> None:
    for day in range(day_number(FIRST), day_number(LAST) + 1):
        worked = national.to_the_block(covers(day, ahead=30), day, fixed=True)
        assert worked == {"first": covers(day_number(FIRST))["first"], "last": day + 30}


# -- what phones fetch -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def app(make_lasting_app: MakeApp, tmp_path_factory: pytest.TempPathFactory) -> Flask:
    folder = tmp_path_factory.mktemp("days")
    made = make_lasting_app(folder)
    (folder / "turning.json").write_text(json.dumps([TURNING]))
    load(made, SAMPLE / "lewisham.json", SAMPLE / "national.json", folder / "turning.json")
    return made


class Packed:
    """The packs of the edition that serves: the document, and how many cuts had to be made."""

    def __init__(self, app: Flask) -> None:
        editions = app.config["SATURDAY"].editions
        folder = current_folder(editions)
        assert folder is not None
        self.made = 0
        self.edition = open_edition(folder)
        gazetteer = app.config["SATURDAY"].gazetteer
        self.document = publish_packs(self.edition, editions, gazetteer, self._progress).document
        self.public: Path = pointing.public(editions)

    def _progress(self, done: int, total: int) -> None:
        self.made = done

    def file(self, sha: str) -> Json:
        found: Json = orjson.loads((self.public / f"{sha}.json").read_bytes())
        return found

    def entries(self) -> dict[str, Json]:
        """The national part and the areas, by code."""
        document: Json = self.document
        return {"": document["national"], **document["areas"]}

    def shards(self, code: str) -> list[Json]:
        found: list[Json] = self.file(self.entries()[code]["sha256"])["shards"]
        return found


def packed(app: Flask, places: Gazetteer, at: str) -> Packed:
    publish_now(app, places, at)
    return Packed(app)


@pytest.fixture(scope="module")
def before(app: Flask, places: Gazetteer) -> Packed:
    return packed(app, places, f"{FIRST}T00:00")


def test_on_no_other_day_of_a_block_anything_moves(app: Flask, places: Gazetteer, before: Packed) -> None:
    assert before.document["cover"]["first"] == day_number(FIRST) - national.BACK  # type: ignore[index]
    for number in range(1, national.BLOCK):
        day = FIRST + timedelta(days=number)
        after = packed(app, places, f"{day}T23:59")
        assert after.entries() == before.entries(), day
        assert after.made == 0, day
        assert after.document["cover"] != before.document["cover"], day
    assert day == LAST


def test_with_a_last_day_that_was_asked_for_nothing_moves_either(app: Flask, places: Gazetteer) -> None:
    told = []
    for day in (FIRST, date(2026, 11, 19), LAST):
        with app.app_context():
            at = wall.minute_of(f"{day}T09:00")
            editions = app.config["SATURDAY"].editions
            publish(db.session(), editions, places, at=at, horizon=date(2027, 12, 31))
        told.append(Packed(app).entries())
    assert told[0] == told[1] == told[2]


# -- across the border -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def after(app: Flask, places: Gazetteer, before: Packed) -> Packed:
    return packed(app, places, LATER[0])


def moved(before: Packed, after: Packed) -> Iterator[tuple[Json, Json]]:
    """The shards of the same rows that are not the same."""
    assert before.entries().keys() == after.entries().keys()
    for code in before.entries():
        for old, new in zip(before.shards(code), after.shards(code), strict=True):
            kept = ("kind", "cut", "rows")
            assert [old.get(name) for name in kept] == [new.get(name) for name in kept]
            if old["sha256"] != new["sha256"]:
                yield old, new


def test_in_the_next_block_only_lists_and_help_lines_move(before: Packed, after: Packed) -> None:
    assert {old["kind"] for old, _ in moved(before, after)} == {"list", "knowledge"}
    fresh = {"sha256", "size"}
    for code, entry in before.entries().items():
        assert {**after.entries()[code], **{name: entry[name] for name in fresh}} == entry


def test_in_the_next_block_only_the_hours_of_a_list_are_others(before: Packed, after: Packed) -> None:
    for old, new in moved(before, after):
        was, now = before.file(old["sha256"]), after.file(new["sha256"])
        if old["kind"] == "list":
            assert {**now, **{name: was[name] for name in HOURS}} == was
        else:
            lines = now["knowledge"]["help_lines"]
            for line, held in zip(lines, was["knowledge"]["help_lines"], strict=True):
                line["hours"] = held["hours"]
            assert now == was


def hours_of(packs_: Packed, shard: Json) -> list[tuple[str, Hours]]:
    """Who has which hours in a shard, channel by channel."""
    told = packs_.file(shard["sha256"])
    if shard["kind"] == "list":
        rows: list[Any] = list(packs.records(told, None, None))  # type: ignore[arg-type]
    else:
        rows = told["knowledge"]["help_lines"]
    return [(row["name"], each) for row in rows for each in row["hours"]]


def test_in_the_next_block_only_days_that_went_and_came_are_others(before: Packed, after: Packed) -> None:
    """No shard moves that has none of them, and of the days that both know nothing else is said."""
    gone = first_of(after)
    last = covers(day_number(LAST))["last"]
    turned = set()
    for old, new in moved(before, after):
        due = False
        for (name, was), (_, now) in zip(hours_of(before, old), hours_of(after, new), strict=True):
            days = range(gone, last + 1)
            assert [spans_on(now, day) for day in days] == [spans_on(was, day) for day in days], name
            if now["week"] != was["week"]:
                turned.add(name)
                due = True
                continue
            assert (now["channel"], now["known"]) == (was["channel"], was["known"])
            stay = [each for each in was["dates"] if each["day"] >= gone]
            come = [each for each in now["dates"] if each["day"] > last]
            assert now["dates"] == [*stay, *come], name
            due = due or now["dates"] != was["dates"]
        assert due, old["kind"]
    assert turned == {TURNING["name"]}


def first_of(packs_: Packed) -> int:
    document: Json = packs_.document
    first: int = document["cover"]["first"]
    return first


def test_after_the_first_day_of_the_next_block_nothing_moves(
    after: Packed, app: Flask, places: Gazetteer
) -> None:
    for at in LATER[1:]:
        later = packed(app, places, at)
        assert (later.entries(), later.made) == (after.entries(), 0), at
