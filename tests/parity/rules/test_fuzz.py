"""Made-up cases of every rule and view: Node says what Python says, and errors where Python does."""

import itertools
import os
import time
from collections import defaultdict
from collections.abc import Iterator

import pytest

from .fuzz import Case, Rule, answer, case, replay, report, rules
from .node import Node
from .reached import lines_of, reached

FEWEST, MOST = (100_000, 200_000) if os.environ.get("CI") else (20_000, 20_000)
SECONDS = 45  # after which the fewest are enough
SEED = os.environ.get("FUZZ_SEED", "1")
#: Rules whose cases take milliseconds: fewer of them.
HEAVY = ("answering", "results", "home", "service", "recurrence.compile_hours", "recurrence.channel_hours")
RULES = rules()
TRACED = 600  # cases of each rule, traced line by line, at the most


def rounds() -> Iterator[Case]:
    """Cases of every rule in turn, heavy ones in every tenth round, until there are enough."""
    made = 0
    start = time.monotonic()
    for turn in itertools.count():
        for rule in RULES:
            if turn % 10 == 0 or not any(name in rule.id for name in HEAVY):
                yield case(rule, f"{SEED}:{turn}")
                made += 1
        if made >= (MOST if time.monotonic() < start + SECONDS else FEWEST):
            return


def test_made_up_cases_are_the_same_in_node(node: Node) -> None:
    count, different = replay(node, rounds())
    assert count >= FEWEST
    assert not different, report(node, different)


@pytest.mark.parametrize("rule", RULES, ids=[rule.id for rule in RULES])
def test_a_rule_is_met_by_cases_that_mean_something(rule: Rule) -> None:
    """Some of its cases end in an answer and not in an error, and not all in the same."""
    answered = 0
    different: set[str] = set()
    for turn in range(400):
        told = answer(rule, case(rule, f"{SEED}:{turn}").args)
        answered += "value" in told
        different.add(repr(told))
        if answered >= 12 and (len(different) > 1 or not takes_anything(rule)):
            return
    pytest.fail(f"{rule.id}: {answered} answers, {len(different)} different: see fields.py")


def takes_anything(rule: Rule) -> bool:
    """Whether its answer may depend on anything but the catalogue."""
    return any(name not in ("return", "catalogue") for name in rule.function.__annotations__)


def test_every_line_of_every_rule_is_reached() -> None:
    """The generator is worth what it reaches: a new branch needs cases that take it."""
    lines = {rule: lines_of(rule.function.__code__) for rule in RULES}
    wanted: dict[str, set[int]] = defaultdict(set)
    for rule in RULES:
        wanted[rule.function.__code__.co_filename] |= lines[rule]
    found: dict[str, set[int]] = {file: set() for file in wanted}

    def left() -> list[Rule]:
        return [rule for rule in RULES if lines[rule] - found[rule.function.__code__.co_filename]]

    def run() -> None:
        for turn in range(TRACED):
            for rule in left():
                answer(rule, case(rule, f"{SEED}:{turn}").args)

    reached(wanted, found, run)
    missed = {rule.id: sorted(lines[rule] - found[rule.function.__code__.co_filename]) for rule in left()}
    assert missed == {}
