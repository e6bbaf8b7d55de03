"""Shards of some rows, put together from the columns of an edition.

Everything a shard says is already JSON, or a number in an array: a shard is numbers made its own
(those of its tables, in the order in which its rows first need them) and pieces of text joined.
"""

from collections.abc import Iterable, Mapping

import numpy as np
import orjson

from .columns import DETAIL_TEXTS, DETAIL_VALUES, NONE, Columns, Groups, Ints, Timetable, Values

NUMPY = orjson.OPT_SERIALIZE_NUMPY


def json(value: object) -> bytes:
    """A value as JSON, arrays included."""
    return orjson.dumps(value, option=NUMPY)


def object_of(parts: Mapping[str, bytes]) -> bytes:
    """An object of pieces that are JSON already, by name."""
    return b"{" + b",".join(json(name) + b":" + parts[name] for name in sorted(parts)) + b"}"


def list_of(pieces: Iterable[bytes]) -> bytes:
    """A list of pieces that are JSON already."""
    return b"[" + b",".join(pieces) + b"]"


def own(numbers: Ints) -> tuple[Ints, Ints]:
    """The distinct numbers in the order of their first use, and the column that says so: 0 for the
    next of them, n for the n-th, NONE where there is none."""
    some = numbers != NONE
    used, first, inverse = np.unique(numbers[some], return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.empty(len(used), np.int64)
    rank[order] = np.arange(len(used))
    inner = rank[inverse] + 1
    inner[first] = 0
    column = np.full(len(numbers), NONE)
    column[some] = inner
    return used[order], column


def places_in(values: Ints) -> tuple[Ints, Ints]:
    """The distinct values in the order of their first use, and the place of each among them."""
    used, first, inverse = np.unique(values, return_index=True, return_inverse=True)
    order = np.argsort(first)
    rank = np.empty(len(used), np.int64)
    rank[order] = np.arange(len(used))
    return used[order], rank[inverse]


def column(values: Values, rows: Ints) -> bytes:
    """A table of the values that the rows have, and their column."""
    used, found = own(values.rows[rows])
    table = list_of(values.table[number] for number in used.tolist())
    return object_of({"table": table, "column": json(found)})


def regrouped(lists: list[list[int]], wanted: list[int]) -> tuple[Ints, list[list[int]]]:
    """Some lists with their members numbered anew: the members, and the lists."""
    chosen = [lists[number] for number in wanted]
    flat = np.fromiter((member for each in chosen for member in each), np.int64)
    used, found = places_in(flat)
    numbered, at = found.tolist(), 0
    made = []
    for each in chosen:
        made.append(numbered[at : at + len(each)])
        at += len(each)
    return used, made


def grouped(groups: Groups, numbers: Ints) -> tuple[bytes, bytes]:
    """The members that the rows need, and the column of their lists."""
    used, found = own(numbers)
    members, lists = regrouped(groups.lists, used.tolist())
    table = list_of(groups.members.table[number] for number in members.tolist())
    return table, object_of({"table": json(lists), "column": json(found)})


def hours(times: Timetable, numbers: Ints) -> dict[str, bytes]:
    """The parts `times` and `hours` of a list shard."""
    used, found = own(numbers)
    channels, sets = regrouped(times.sets.lists, used.tolist())
    entries = [times.hours[number] for number in channels.tolist()]
    week_numbers, weeks = places_in(np.array([week for _, week, _ in entries], np.int64))
    date_numbers, date_lists = places_in(np.array([dates for _, _, dates in entries], np.int64))
    dated_numbers, dates = regrouped(times.dates.lists, date_numbers.tolist())
    dated = [times.dated[number] for number in dated_numbers.tolist()]
    kept_weeks = [times.weeks.lists[number] for number in week_numbers.tolist()]
    kept_spans = [times.dated_spans.lists[number] for _, number in dated]
    spans, place = span_places(kept_weeks, kept_spans)
    parts = {
        "spans": list_of(times.spans.table[number] for number in spans),
        "weeks": json([[place[n] if at % 2 else n for at, n in enumerate(week)] for week in kept_weeks]),
        "dated": list_of(
            with_field(head, "spans", json([place[n] for n in found]))
            for (head, _), found in zip(dated, kept_spans, strict=True)
        ),
        "dates": json(dates),
        "hours": list_of(
            with_field(with_field(head, "week", json(week)), "dates", json(date))
            for (head, _, _), week, date in zip(entries, weeks.tolist(), date_lists.tolist(), strict=True)
        ),
    }
    return {"times": object_of(parts), "hours": object_of({"table": json(sets), "column": json(found)})}


def span_places(weeks: list[list[int]], dated: list[list[int]]) -> tuple[list[int], dict[int, int]]:
    """The spans in use, in order, and the place of each."""
    used = dict.fromkeys([n for week in weeks for n in week[1::2]] + [n for each in dated for n in each])
    return list(used), {number: place for place, number in enumerate(used)}


def with_field(head: bytes, name: str, value: bytes) -> bytes:
    """An object with one more field."""
    return head[:-1] + b"," + json(name) + b":" + value + b"}"


def list_shard(columns: Columns, rows: Ints) -> bytes:
    """What match and a list need of some rows, in their order (search.rules.packed.ListShard)."""
    chosen = rows.tolist()
    codes, needs = grouped(columns.needs, columns.arrays["need"][rows])
    clauses, rules = grouped(columns.rules, columns.arrays["rule"][rows])
    checked = columns.arrays["checked"][rows]
    last = int(checked.max(initial=0))
    parts = {
        "ids": json(b"".join(columns.ids[row] for row in chosen).decode("ascii")),
        "names": list_of(columns.names[row] for row in chosen),
        "summaries": list_of(columns.summaries[row] for row in chosen),
        "codes": codes,
        "needs": needs,
        "clauses": clauses,
        "rules": rules,
        "setting": column(columns.setting, rows),
        "extra": column(columns.extra, rows),
        "checked_last": json(last),
        "checked": json(np.where(checked == NONE, NONE, last - checked)),
        **{name: column(values, rows) for name, values in columns.texts.items()},
        **positions(columns, rows),
        **hours(columns.times, columns.arrays["hour"][rows]),
    }
    return object_of(parts)


def positions(columns: Columns, rows: Ints) -> dict[str, bytes]:
    """The parts of a list shard that say where."""
    placed = columns.arrays["placed"][rows]
    where = columns.where[rows[placed == 1]]
    south, west = where.min(axis=0).tolist() if len(where) else (0, 0)
    return {
        "placed": json(placed),
        "south": json(south),
        "west": json(west),
        "lat": json(np.ascontiguousarray(where[:, 0] - south)),
        "lon": json(np.ascontiguousarray(where[:, 1] - west)),
        "points": list_of(columns.points[row] for row in rows[placed == 2].tolist()),
    }


def word_shard(columns: Columns, rows: Ints) -> bytes:
    """The words of the same rows (search.rules.packed.WordShard)."""
    kept = columns.wordings
    lists = [kept.own[row] for row in rows.tolist()]
    flat = np.fromiter((number for each in lists for number in each), np.int64)
    used, counts = np.unique(flat, return_counts=True)
    words = sorted(
        zip((-counts).tolist(), (kept.words[number] for number in used.tolist()), used.tolist(), strict=True)
    )
    place = {number: at for at, (_, _, number) in enumerate(words)}
    numbers: list[int] = []
    for each in lists:
        before = 0
        for number in sorted(place[number] for number in each):
            numbers.append(number - before)
            before = number
    return object_of(
        {
            "words": json([word for _, word, _ in words]),
            "counts": json([len(each) for each in lists]),
            "numbers": json(numbers),
            "names": rare(kept.names, rows),
            "dropped": rare(kept.dropped, rows),
        }
    )


def rare(words: dict[int, bytes], rows: Ints) -> bytes:
    """Words of the few rows that have any."""
    return list_of(
        object_of({"row": json(at), "words": words[row]})
        for at, row in enumerate(rows.tolist())
        if row in words
    )


def detail_shard(columns: Columns, rows: Ints) -> bytes:
    """What the pages of the same rows add (search.rules.packed.DetailShard)."""
    services, service = own(columns.services.rows[rows])
    locations, location = own(columns.locations.rows[rows])
    alternatives = own(columns.details["alternatives"].rows[rows])[0].tolist()
    parts = {name: column(columns.details[name], rows) for name in (*DETAIL_TEXTS, *DETAIL_VALUES)}
    return object_of(
        {
            **parts,
            "follows": json(columns.arrays["follows"][rows]),
            "services": ids(columns.services, services),
            "service": json(service),
            "locations": ids(columns.locations, locations),
            "location": json(location),
            "named": list_of(columns.named[number] for number in alternatives if number in columns.named),
        }
    )


def ids(values: Values, numbers: Ints) -> bytes:
    """Ids end to end."""
    return json(b"".join(values.table[number] for number in numbers.tolist()).decode("ascii"))
