"""The made-up cases reach open services and whole answers: each status in each kind of window, each group,
each next step, a next question."""

from collections.abc import Iterator

import pytest

from . import making
from .fuzz import OFTEN, Case, case, in_turn, rules
from .outcomes import OPENING, STEPS, WANTED, WHOLE, lacking, outcomes
from .pools import GROUPS, WINDOWS
from .test_fuzz import SEED

ASKED = [rule for rule in rules() if rule.id in (OPENING, WHOLE)]
TURNS = 250  # times four cases of each: as in test_fuzz, and fewer than it makes


def met() -> Iterator[Case]:
    """The cases of the two rules that the comparison with Node begins with."""
    for turn in range(TURNS):
        yield from in_turn(ASKED, SEED, turn)


def test_cases_come_to_every_outcome_often_enough() -> None:
    found = outcomes(met())
    assert len(ASKED) == 2 and all(rule.id.endswith(OFTEN) for rule in ASKED)
    assert lacking(found, 1) == {}, found
    assert found["error"] < 20


def test_cases_whose_parts_do_not_fit_are_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without what makes them fit, hours lie anywhere and records are near nobody."""
    for name in ("opening.opening", "answering.whole_answer"):
        monkeypatch.delitem(making.TOGETHER, name)
    making.arguments.cache_clear()
    try:
        found = lacking(outcomes(case(rule, f"{SEED}:{turn}") for rule in ASKED for turn in range(300)), 0.3)
    finally:
        monkeypatch.undo()
        making.arguments.cache_clear()
    assert {"open weekend", "shows go", "next question"} <= set(found)


def test_an_outcome_that_never_comes_up_is_named() -> None:
    enough = dict.fromkeys(WANTED, 1000)
    assert lacking(enough, 1) == {}
    assert lacking({**enough, "step unlock": 29}, 1) == {"step unlock": 29}
    assert len(WANTED) == 3 * len(WINDOWS) + len(GROUPS) + len(STEPS) + 3
