"""An answer is the same in whatever order a survey's rows stand: the phone orders them when it has time."""

from random import Random
from typing import Any

from search.rules import answering

from .making import Made
from .test_fuzz import SEED
from .worlds import answer_of

CASES = 400


def test_the_order_of_a_survey_changes_no_answer() -> None:
    moved = 0
    for number in range(CASES):
        made: Any = answer_of(Made(Random(f"{SEED}:{number}")))
        held, *rest = made
        expected = answering.answer_of(held, *rest)
        for rows in (answering.in_order(held["rows"]), [*reversed(held["rows"])]):
            moved += rows != held["rows"]
            assert answering.answer_of({**held, "rows": rows}, *rest) == expected, number
    assert moved > CASES
