"""Lists of some rows are the same, whether rows are copied in runs or one by one."""

from random import Random

import numpy as np
import pytest

from search import lists
from search.lists import ListsMaker, runs


def plainly(held: list[list[int]], rows: list[int]) -> list[list[int]]:
    return [held[row] for row in rows]


@pytest.mark.parametrize("following", [0, 3, 1 << 30])
def test_chosen_lists_are_those_of_the_rows(following: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lists, "FOLLOWING", following)
    random = Random(1)
    maker = ListsMaker()
    held = [[random.randrange(9) for _ in range(random.randrange(4))] for _ in range(60)]
    for each in held:
        maker.add(each)
    made = maker.made()
    for rows in (list(range(60)), [*range(7, 31), 3, *range(31, 60)], random.sample(range(60), 40), [59], []):
        chosen = made.chosen(np.array(rows, np.int64))
        assert [list(chosen.of(row)) for row in range(len(chosen))] == plainly(held, rows)


def test_runs_are_what_follows_one_another() -> None:
    assert runs(np.array([], np.int64)) == []
    assert runs(np.array([4], np.int64)) == [(4, 5)]
    assert runs(np.array([4, 5, 6, 2, 3, 9, 8], np.int64)) == [(4, 7), (2, 4), (9, 10), (8, 9)]
