"""Shards of some rows, put together from the columns of an edition.

Everything a shard says is already JSON, or a number in an array: a shard is numbers made its own
(those of its tables, in the order in which its rows first need them) and pieces of text joined.
"""

from collections.abc import Iterable, Mapping

import numpy as np
import numpy.typing as npt
import orjson

from search.lists import first_use

from .columns import NONE, Columns, Groups, Ints, Timetable, Values

Flags = npt.NDArray[np.bool_]
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


def own(numbers: Ints, size: int) -> tuple[Ints, Ints]:
    """The distinct numbers in the order of their first use, and the column that says so: 0 for the
    next of them, n for the n-th, NONE where there is none. All numbers are smaller than `size`."""
    some = np.flatnonzero(numbers != NONE)
    used, places = first_use(numbers[some], size)
    column = np.full(len(numbers), NONE)
    column[some] = np.where(fresh(places), 0, places + 1)
    return used, column


def fresh(places: Ints) -> Flags:
    """Where each place comes first, of places in the order of their first use."""
    return np.asarray(np.diff(np.maximum.accumulate(places), prepend=-1) > 0)


def columns_of(named: Mapping[str, Values], rows: Ints) -> dict[str, bytes]:
    """Of some columns, in which every row has a value, the table of those that the rows have and the column
    itself (`own`). All are worked out at once: shards are many, and have some thirty columns."""
    each = list(named.values())
    starts = np.cumsum([0, *(len(values.table) for values in each)]).tolist()
    numbers = [values.rows[rows] + start for values, start in zip(each, starts, strict=False)]
    used, places = first_use(np.concatenate(numbers), starts[-1])
    firsts = fresh(places)
    made, first = {}, 0
    for at, (name, values) in enumerate(named.items()):
        own_part = slice(at * len(rows), (at + 1) * len(rows))
        after = first + int(np.count_nonzero(firsts[own_part]))
        found = np.where(firsts[own_part], 0, places[own_part] - first + 1)
        table = list_of([values.table[number - starts[at]] for number in used[first:after].tolist()])
        made[name] = object_of({"table": table, "column": json(found)})
        first = after
    return made


def regrouped(lists: list[list[int]], wanted: list[int], size: int) -> tuple[Ints, list[list[int]]]:
    """Some lists with their members numbered anew: the members, and the lists. All members are smaller
    than `size`."""
    chosen = [lists[number] for number in wanted]
    flat = np.array([member for each in chosen for member in each], np.int64)
    used, found = first_use(flat, size)
    numbered, at = found.tolist(), 0
    made = []
    for each in chosen:
        made.append(numbered[at : at + len(each)])
        at += len(each)
    return used, made


def grouped(groups: Groups, numbers: Ints) -> tuple[bytes, bytes]:
    """The members that the rows need, and the column of their lists."""
    used, found = own(numbers, len(groups.lists))
    members, lists = regrouped(groups.lists, used.tolist(), len(groups.members.table))
    table = list_of([groups.members.table[number] for number in members.tolist()])
    return table, object_of({"table": json(lists), "column": json(found)})


def hours(times: Timetable, numbers: Ints) -> dict[str, bytes]:
    """The parts `times` and `hours` of a list shard."""
    used, found = own(numbers, len(times.sets.lists))
    channels, sets = regrouped(times.sets.lists, used.tolist(), len(times.hours))
    entries = [times.hours[number] for number in channels.tolist()]
    week_numbers, weeks = first_use(
        np.array([week for _, week, _ in entries], np.int64), len(times.weeks.lists)
    )
    date_numbers, date_lists = first_use(
        np.array([dates for _, _, dates in entries], np.int64), len(times.dates.lists)
    )
    dated_numbers, dates = regrouped(times.dates.lists, date_numbers.tolist(), len(times.dated))
    dated = [times.dated[number] for number in dated_numbers.tolist()]
    kept_weeks = [times.weeks.lists[number] for number in week_numbers.tolist()]
    kept_spans = [times.dated_spans.lists[number] for _, number in dated]
    spans, place = span_places(kept_weeks, kept_spans)
    parts = {
        "spans": list_of([times.spans.table[number] for number in spans]),
        "weeks": json([[place[n] if at % 2 else n for at, n in enumerate(week)] for week in kept_weeks]),
        "dated": list_of(
            [
                b'%s,"spans":%s}' % (head[:-1], json([place[n] for n in found]))
                for (head, _), found in zip(dated, kept_spans, strict=True)
            ]
        ),
        "dates": json(dates),
        "hours": list_of(
            [
                b'%s,"week":%d,"dates":%d}' % (head[:-1], week, date)
                for (head, _, _), week, date in zip(entries, weeks.tolist(), date_lists.tolist(), strict=True)
            ]
        ),
    }
    return {"times": object_of(parts), "hours": object_of({"table": json(sets), "column": json(found)})}


def span_places(weeks: list[list[int]], dated: list[list[int]]) -> tuple[list[int], dict[int, int]]:
    """The spans in use, in order, and the place of each."""
    used = dict.fromkeys([n for week in weeks for n in week[1::2]] + [n for each in dated for n in each])
    return list(used), {number: place for place, number in enumerate(used)}


def list_shard(columns: Columns, rows: Ints) -> bytes:
    """What match and a list need of some rows, in their order (search.rules.packed.ListShard)."""
    chosen = rows.tolist()
    codes, needs = grouped(columns.needs, columns.arrays["need"][rows])
    clauses, rules = grouped(columns.rules, columns.arrays["rule"][rows])
    checked = columns.arrays["checked"][rows]
    last = int(checked.max(initial=0))
    parts = {
        "ids": json(b"".join([columns.ids[row] for row in chosen]).decode("ascii")),
        "names": list_of([columns.names[row] for row in chosen]),
        "summaries": list_of([columns.summaries[row] for row in chosen]),
        "codes": codes,
        "needs": needs,
        "clauses": clauses,
        "rules": rules,
        "checked_last": json(last),
        "checked": json(np.where(checked == NONE, NONE, last - checked)),
        **columns_of({"setting": columns.setting, "extra": columns.extra, **columns.texts}, rows),
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
    services, service = own(columns.services.rows[rows], len(columns.services.table))
    locations, location = own(columns.locations.rows[rows], len(columns.locations.table))
    named = columns.details["alternatives"]
    alternatives = own(named.rows[rows], len(named.table))[0].tolist()
    parts = columns_of(columns.details, rows)
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
