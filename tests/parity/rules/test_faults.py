"""A fault planted in what was compiled is found by the vectors or the made-up cases."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from pwa.build.rules import Module
from tests.vector_files import Vector, vectors

from .fuzz import Case, Rule, answer, as_vector, case, replay, report, rules
from .node import Node, Unequal
from .pools import CATALOGUE

#: Module, what stands there once, and what is planted instead.
FAULTS = [
    (
        "search.rules.hours",
        "piece.start <= $at(found, size - 1).end",
        "piece.start < $at(found, size - 1).end",
    ),
    ("search.rules.hours", "minute < piece.end", "minute <= piece.end"),
    ("search.rules.civil", "$mod(day + 3, 7)", "(day + 3) % 7"),
    ("search.rules.civil", " - Math.floor(yoe / 100)", ""),
    ("search.rules.windows", "(day + 2) * DAY", "(day + 2) * DAY - 1"),
    ("search.rules.distance", "x / 10 + 0.5", "x / 10 + 0.4999999"),
    ("search.rules.eligibility", 'op === "between" && numbers.length === 2', 'op === "between"'),
    ("search.rules.eligibility", "numbers.length !== each_of(value).length", "numbers.length > 99"),
    ("search.rules.spelling", "limit - 1)", "limit)"),
    ("search.rules.ranking", "result.record.name,", "result.record.id,"),
    ("search.rules.facts", "day < turns_on", "day <= turns_on"),
    ("search.rules.saying", "$mod(hour + 11, 12) + 1", "$mod(hour + 11, 12)"),
    ("pwa.views.strip", "inside * 10000", "inside * 1000"),
    ("runtime", "$rank(x) - $rank(y)", "x - y"),
    ("runtime", "rest < 0 !== b < 0 ? rest + b", "rest < 0 !== b < 0 ? rest"),
]


def nearby(module: str) -> Iterator[Case]:
    """Cases of a module's own rules; of the runtime, of every rule."""
    chosen = [rule for rule in rules() if module in ("runtime", rule.module)]
    for turn in range(40 if module == "runtime" else 3000 // len(chosen)):
        for rule in chosen:
            yield case(rule, f"fault:{turn}")


@pytest.mark.parametrize(("module", "before", "after"), FAULTS)
def test_a_planted_fault_is_found(
    module: str, before: str, after: str, node: Node, modules: dict[str, Module], tmp_path: Path
) -> None:
    texts = {name: each.text for name, each in modules.items()}
    assert before in texts[module], "the compiled text has changed: plant the fault in what stands there now"
    texts[module] = texts[module].replace(before, after)
    node.load(tmp_path / "faulty", texts)
    _, different = replay(node, nearby(module))
    assert different


def test_a_failure_is_made_small_and_printed_as_a_vector(
    node: Node, modules: dict[str, Module], tmp_path: Path
) -> None:
    texts = {name: each.text for name, each in modules.items()}
    texts["search.rules.spelling"] = texts["search.rules.spelling"].replace("size >= 7", "size >= 8")
    node.load(tmp_path / "faulty", texts)
    cases = (
        case(rule, f"{turn}") for turn in range(300) for rule in rules() if rule.id.endswith("spelling.stem")
    )
    _, different = replay(node, cases)
    told = report(node, different)
    joins_the_vectors(told, node, modules, tmp_path)
    assert '"function": "stem"' in told
    assert '"expected": "' in told
    shortest = min(len(str(each.args[0])) for each in different)
    assert shortest >= 7


def joins_the_vectors(told: str, node: Node, modules: dict[str, Module], tmp_path: Path) -> None:
    """What is printed of a failure is a file of vectors as it stands: it holds in Python and where the
    fault is mended, and fails where it is not. (Its sentence of answers.md is left to find.)"""
    folder = tmp_path / "vectors"
    folder.mkdir()
    printed, _ = json.JSONDecoder().raw_decode(told, told.index("{"))
    (folder / "found.json").write_text(json.dumps(printed), "utf-8")
    joined = list(vectors(folder))
    assert joined and all(answer(rule_of(each), each.input) == each.want for each in joined)
    assert len(asked(node, joined)) == len(joined)
    node.load(tmp_path / "mended", {name: each.text for name, each in modules.items()})
    assert asked(node, joined) == []


def asked(node: Node, some: list[Vector]) -> list[Unequal]:
    """Those that differ."""
    for each in some:
        node.expect(each.module, each.function, each.input, each.want)
    return node.unequal()


def rule_of(vector: Vector) -> Rule:
    """The rule that a vector asks."""
    return next(each for each in rules() if each.id == f"{vector.module}.{vector.function}")


def test_a_failure_that_raises_joins_the_vectors_too(tmp_path: Path) -> None:
    """Where Python raises and the phone did not, the vector says so; and a rule's catalogue is all of it."""
    rule = next(each for each in rules() if each.id == "search.rules.saying.say")
    for args in (
        [{"key": "nothing like it", "values": {}}, CATALOGUE],
        [{"key": "open", "values": {}}, CATALOGUE],
    ):
        (tmp_path / "found.json").write_text(as_vector(rule, args, "1"), "utf-8")
        (joined,) = vectors(tmp_path)
        assert joined.input == args
        assert joined.want == answer(rule, args)
    assert answer(rule, [{"key": "nothing like it", "values": {}}, CATALOGUE]) == {"error": True}
