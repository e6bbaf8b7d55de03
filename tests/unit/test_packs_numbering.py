"""Columns of a shard are numbered by first use, all at once; areas are cut by the council rows lie in."""

from random import Random

import numpy as np
import orjson

from app.publishing.packs.columns import NONE, Values
from app.publishing.packs.cutting import LEAST_ROWS, cut
from app.publishing.packs.fragments import columns_of, own


def plainly(numbers: list[int]) -> tuple[list[int], list[int]]:
    """The distinct numbers in the order of their first use; 0 for the next of them, n for the n-th."""
    used: list[int] = []
    column = []
    for number in numbers:
        if number == NONE:
            column.append(NONE)
        elif number in used:
            column.append(used.index(number) + 1)
        else:
            used.append(number)
            column.append(0)
    return used, column


def test_numbers_are_made_its_own_in_the_order_of_their_first_use() -> None:
    random = Random(1)
    for size in (0, 1, 2, 40):
        numbers = [random.randrange(-1, 12) for _ in range(size)]
        used, column = own(np.array(numbers, np.int64), 12)
        assert (used.tolist(), column.tolist()) == plainly(numbers)


def test_columns_are_the_same_together_as_each_by_itself() -> None:
    random = Random(2)
    named = {name: Values() for name in ("a", "b", "c", "d")}
    for _ in range(60):
        for place, values in enumerate(named.values()):
            values.add(random.randrange(1 + 9 * place))
    for size in (0, 1, 7, 60):
        rows = random.sample(range(60), size)
        made = columns_of(named, np.array(rows, np.int64))
        assert list(made) == list(named)
        for name, values in named.items():
            used, column = plainly([int(values.rows[row]) for row in rows])
            table = [orjson.loads(values.table[number]) for number in used]
            assert orjson.loads(made[name]) == {"table": table, "column": column}


def test_an_area_is_cut_by_council_and_what_is_small_goes_together_last() -> None:
    random = Random(3)
    homes = [*[5] * LEAST_ROWS, *[2] * (LEAST_ROWS + 9), *[7] * (LEAST_ROWS - 1), *[0] * 3]
    random.shuffle(homes)
    home, rows = np.array(homes, np.int64), np.arange(len(homes))
    parts = [part.tolist() for part in cut(rows, home)]
    assert [{homes[row] for row in part} for part in parts] == [{2}, {5}, {0, 7}]
    assert all(part == sorted(part) for part in parts)
    assert sorted(row for part in parts for row in part) == rows.tolist()
    large = np.array([row for row in rows.tolist() if homes[row] in (2, 5)])
    assert [len(part) for part in cut(large, home)] == [LEAST_ROWS + 9, LEAST_ROWS]
    small = np.array([row for row in rows.tolist() if homes[row] == 0])
    assert [part.tolist() for part in cut(small, home)] == [small.tolist()]
    assert cut(rows[:0], home) == []
