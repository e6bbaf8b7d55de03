"""Shards of a pack for made-up cases: columns that fit their tables, all of one number of rows."""

from typing import Any, get_args, get_type_hints

from search.rules import packs
from search.rules.model import Clause, Point
from search.rules.packed import DetailShard, ListShard, RowWords, Times, WordShard

from . import pools
from .fields import day, text, word
from .making import TOGETHER, WHOLE, Made, maker

Shape = dict[str, Any]
HEX = "0123456789abcdef"


def ids(made: Made, number: int) -> str:
    return "".join(made.pick(HEX) for _ in range(32 * number))


def packed(made: Made, kind: object, rows: int) -> Shape:
    """A table and a column of so many rows: 0 is the next entry, else an earlier one, counted from 1."""
    column: list[int] = []
    size = 0
    for _ in range(rows):
        column.append(0 if size == 0 or made.chance(0.6) else made.whole(1, size))
        size += column[-1] == 0
    item = get_args(get_type_hints(kind)["table"])[0]
    if item == list[int]:
        table: list[object] = [[made.whole(0, 2) for _ in range(made.whole(0, 3))] for _ in range(size)]
    else:
        names = (
            ("features", "text") if get_args(item)[:1] == (str,) and len(get_args(item)) == 2 else ("text",)
        )
        table = [maker(item, names)(made) for _ in range(size)]
    return {"table": table, "column": column}


def times(made: Made) -> Shape:
    """Three distinct hours, of three spans."""
    found: Shape = maker(Times, ("times",))(made)  # type: ignore[assignment]
    span = maker(get_args(get_type_hints(Times)["spans"])[0], ("spans",))
    found["spans"] = [span(made) for _ in range(3)]
    found["weeks"] = [[0, made.whole(0, 2), made.whole(1, 6), made.whole(0, 2)], []]
    found["dated"] = [
        {
            "day": day(made),
            "why": made.pick(["exception", "schedule"]),
            "say": text(made),
            "spans": [made.whole(0, 2)],
        }
        for _ in range(2)
    ]
    found["dates"] = [[0, 1], [], [1]]
    found["hours"] = [
        {
            "channel": made.pick(pools.CHANNELS),
            "known": made.chance(0.8),
            "week": made.whole(0, 1),
            "dates": made.whole(0, 2),
        }
        for _ in range(3)
    ]
    return found


def shard(made: Made, kind: object, rows: int) -> Shape:
    """Each field by its type: a packed column, or a list of so many rows."""
    found: Shape = {}
    for name, type_ in get_type_hints(kind).items():
        fields = getattr(type_, "__annotations__", {})
        if set(fields) == {"table", "column"}:
            found[name] = packed(made, type_, rows)
        elif name != "times":
            found[name] = maker(type_, (f"{getattr(kind, '__name__', '')}.{name}", name))(made)
    return found


def list_shard(made: Made, rows: int) -> Shape:
    found = shard(made, ListShard, rows)
    found |= {
        "ids": ids(made, rows),
        "names": [text(made) for _ in range(rows)],
        "summaries": [text(made) for _ in range(rows)],
        "codes": pools.NEEDS[:3],
        "placed": [made.whole(0, 2) for _ in range(rows)],
        "lat": [made.whole(0, 99999) for _ in range(rows)],
        "lon": [made.whole(0, 99999) for _ in range(rows)],
        "points": [maker(Point, ("point",))(made) for _ in range(rows)],
        "clauses": [maker(Clause, ("clause",))(made) for _ in range(3)],
        "times": times(made),
        "checked_last": day(made),
        "checked": [made.whole(-1, 400) for _ in range(rows)],
    }
    return found


def word_shard(made: Made, rows: int) -> Shape:
    counts = [made.whole(0, 2) for _ in range(rows)]

    def some() -> list[Shape]:
        found: Shape = maker(RowWords, ("rows",))(made)  # type: ignore[assignment]
        return [{**found, "row": made.whole(0, rows - 1)}] if rows > 0 else []

    return {
        **maker(WordShard, ("words",))(made),  # type: ignore[dict-item]
        "words": sorted(word(made) for _ in range(9)),
        "counts": counts,
        "numbers": [made.whole(0, 3) for _ in range(sum(counts))],
        "names": some(),
        "dropped": some(),
    }


def detail_shard(made: Made, rows: int) -> Shape:
    found = shard(made, DetailShard, rows)
    found |= {
        "services": ids(made, rows),
        "service": [0] * rows,
        "locations": ids(made, rows),
        "location": [made.pick([0, 0, 1]) if number else 0 for number in range(rows)],
        "follows": [made.whole(0, 1) for _ in range(rows)],
    }
    return found


def records(made: Made) -> list[object]:
    rows = made.whole(0, 4)
    words = word_shard(made, rows) if made.chance(0.7) else None
    return [list_shard(made, rows), words, detail_shard(made, rows) if made.chance(0.7) else None]


def details(made: Made) -> list[object]:
    rows = made.whole(0, 4)
    return [detail_shard(made, rows), list_shard(made, rows)]


def body_words(made: Made) -> list[object]:
    rows = made.whole(1, 4)
    return [list_shard(made, rows), word_shard(made, rows)]


def name_words(made: Made) -> list[object]:
    rows = made.whole(1, 4)
    return [[text(made) for _ in range(rows)], word_shard(made, rows)]


def apart(made: Made, rows: int) -> Shape:
    """A list shard taken apart, with words or without."""
    words = word_shard(made, rows) if made.chance(0.5) else None
    return packs.taken_apart(list_shard(made, rows), words)  # type: ignore[arg-type, return-value]


def one_record(made: Made) -> list[object]:
    rows = made.whole(1, 4)
    return [apart(made, rows), made.whole(0, rows - 1), made.pick(["", "s1"]), made.pick([None, "l1"])]


TOGETHER.update(
    {
        "packs.record_at": one_record,
        "packs.records": records,
        "packs.details": details,
        "packs.body_words": body_words,
        "packs.name_words": name_words,
        "packs.hours_of": lambda made: [times(made)],
        "packs.identifiers": lambda made: [ids(made, made.whole(0, 3))],
    }
)
WHOLE["Apart"] = lambda made: apart(made, 3)
WHOLE["ListShard"] = lambda made: list_shard(made, 2)
