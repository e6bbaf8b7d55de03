"""Made-up cases of every rule and view: Node says what Python says, and errors where Python does."""

import itertools
import os
import re
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from pwa.build.rules import RUNTIME, Module, translated

from .fuzz import Case, Rule, answer, case, in_turn, replay, report, rules
from .node import Node
from .reached import lines_of, reached

FEWEST, MOST = (100_000, 200_000) if os.environ.get("CI") else (20_000, 20_000)
SECONDS = 45  # after which the fewest are enough
SEED = os.environ.get("FUZZ_SEED", "1")
RULES = rules()
TRACED = 600  # cases of each rule, traced line by line, at the most


def rounds() -> Iterator[Case]:
    """Cases of every rule in turn, heavy ones in every tenth round, until there are enough."""
    made = 0
    start = time.monotonic()
    for turn in itertools.count():
        for each in in_turn(RULES, SEED, turn):
            yield each
            made += 1
        if made >= (MOST if time.monotonic() < start + SECONDS else FEWEST):
            return


def test_made_up_cases_are_the_same_in_node(node: Node, told: Callable[[str], None]) -> None:
    count, different = replay(node, rounds())
    assert count >= FEWEST
    assert not different, report(node, different)
    told(f"{count:,} made-up cases of {len(RULES)} rules and views: Node says what Python says")


def missing(modules: Mapping[str, Module], generated: Iterable[Rule]) -> set[str]:
    """What the compiler exports as a function, for which no case would be made."""
    exported = {
        f"{module.name}.{name}"
        for module in modules.values()
        if module.name != RUNTIME
        for name in re.findall(r"^export function (\w+)", module.text, re.MULTILINE)
    }
    assert len(exported) > 300, "the compiler writes exported functions otherwise: look for them anew"
    return exported - {rule.id for rule in generated}


def test_every_exported_rule_is_in_the_generator(modules: dict[str, Module]) -> None:
    """Found by the compiler, apart from how the generator finds them."""
    assert missing(modules, RULES) == set()
    assert missing(modules, (each.rule for each in in_turn(RULES, SEED, 0))) == set()


def test_a_rule_that_is_missing_is_seen(modules: dict[str, Module], tmp_path: Path) -> None:
    """One that is left out, and one of a module that the generator does not look at."""
    assert missing(modules, RULES[1:]) == {RULES[0].id}
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "__init__.py").write_text("")
    (tmp_path / "rules" / "fresh.py").write_text("def twice(x: int) -> int:\n    return x + x\n")
    found = translated(tmp_path / "rules")
    fresh = {name for name in found if name.endswith("fresh")}
    assert len(fresh) == 1
    assert missing({**modules, **found}, RULES) == {f"{name}.twice" for name in fresh}


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
