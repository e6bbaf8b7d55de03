"""Made-up cases of every rule and view: in Python, then in Node, compared; what differs is made small."""

import importlib
import inspect
import json
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from pathlib import Path
from random import Random
from typing import NamedTuple

from . import columns, country, fields, forms, shapes, together, worlds
from .making import Made, arguments
from .node import Asking
from .pools import CATALOGUE

#: They fill the tables that cases are made from.
FILLED = (columns, country, fields, forms, shapes, together, worlds)  # the last of a name holds
ROOT = Path(__file__).resolve().parents[3]
PACKAGES = (ROOT / "search" / "rules", ROOT / "pwa" / "views")
#: What Python may raise: everything else is a fault of the case that was made.
RAISED = (ValueError, KeyError, IndexError, ZeroDivisionError)
KEPT = "catalogue"
#: Rules whose cases take milliseconds: fewer of them. And those that all the others are for: more.
HEAVY = ("results", "home", "service", "recurrence.compile_hours", "recurrence.channel_hours")
OFTEN = ("opening.opening", "answering.whole_answer", "answering.answer_of")
MORE = 3

Function = Callable[..., object]


class Rule(NamedTuple):
    """A function of the rules or views."""

    module: str
    name: str
    function: Function

    @property
    def id(self) -> str:
        return f"{self.module}.{self.name}"


class Case(NamedTuple):
    """One call of a rule. `seed` makes it again."""

    rule: Rule
    seed: str
    args: list[object]


def rules() -> list[Rule]:
    """Every function of every module, in order."""
    found: list[Rule] = []
    for package in PACKAGES:
        for path in sorted(package.glob("*.py")):
            name = f"{package.parent.name}.{package.name}.{path.stem}"
            module = importlib.import_module(name) if path.stem != "__init__" else None
            for key, value in vars(module).items() if module is not None else ():
                if inspect.isfunction(value) and value.__module__ == name:
                    found.append(Rule(name, key, value))
    return found


def case(rule: Rule, seed: str) -> Case:
    """The case that a seed makes."""
    return Case(rule, seed, arguments(rule.module, rule.function)(Made(Random(f"{rule.id} {seed}"))))


def in_turn(every: Sequence[Rule], seed: str, turn: int) -> Iterator[Case]:
    """A case of every rule: of heavy ones in every tenth turn only, of a few some more."""
    for rule in every:
        if turn % 10 == 0 or not any(name in rule.id for name in HEAVY):
            yield case(rule, f"{seed}:{turn}")
        if rule.id.endswith(OFTEN):
            yield from (case(rule, f"{seed}:{turn}:{number}") for number in range(MORE))


def answer(rule: Rule, args: list[object]) -> dict[str, object]:
    """What Python says: a value, or that it raises."""
    try:
        return {"value": rule.function(*args)}
    except RAISED:
        return {"error": True}


def sent(args: list[object]) -> list[object]:
    """The arguments as Node gets them: what it keeps is only named."""
    return [{"$kept": KEPT} if arg is CATALOGUE else arg for arg in args]


def replay(node: Asking, cases: Iterator[Case]) -> tuple[int, list[Case]]:
    """How many cases were asked, and those that differ."""
    asked: dict[int, Case] = {}
    count = 0
    different: list[Case] = []
    for each in cases:
        asked[
            node.expect(each.rule.module, each.rule.name, sent(each.args), answer(each.rule, each.args))
        ] = each
        count += 1
        if len(asked) == 2000:
            different += [asked[unequal.id] for unequal in node.unequal()]
            asked.clear()
    return count, [*different, *(asked[unequal.id] for unequal in node.unequal())]


# -- making failures small ------------------------------------------------------------------------------


def differs(node: Asking, rule: Rule, args: list[object]) -> bool:
    """Whether Python and Node differ over these arguments. What Python cannot take is no case."""
    try:
        want = answer(rule, args)
    except Exception:
        return False
    node.expect(rule.module, rule.name, sent(args), want)
    return len(node.unequal()) > 0


def smaller(value: object) -> Iterator[object]:
    """The same value with something of it gone or plainer. The keys of objects stay: they are shapes."""
    if isinstance(value, list):
        for index in range(len(value)):
            yield [*value[:index], *value[index + 1 :]]
        for index, item in enumerate(value):
            for less in smaller(item):
                yield [*value[:index], less, *value[index + 1 :]]
    elif isinstance(value, dict):
        for key, item in value.items():
            for less in smaller(item):
                yield {**value, key: less}
    elif isinstance(value, str) and value != "":
        yield from ("", value[: len(value) // 2], value[1:])
    elif isinstance(value, int | float) and not isinstance(value, bool) and value != 0:
        yield from (0, type(value)(value // 2)) if abs(value) < 1000 else (0,)


def shrunk(node: Asking, found: Case, tries: int = 2000) -> list[object]:
    """The smallest arguments we come to over which the two still differ."""
    args = deepcopy([None if arg is CATALOGUE else arg for arg in found.args])
    kept = [index for index, arg in enumerate(found.args) if arg is CATALOGUE]
    going = True
    while going and tries > 0:
        going = False
        for less in smaller(args):
            tries -= 1
            whole = list(less) if isinstance(less, list) and len(less) == len(args) else None
            if whole is None or tries <= 0:
                continue
            for index in kept:
                whole[index] = CATALOGUE
            if differs(node, found.rule, whole):
                args = [None if index in kept else arg for index, arg in enumerate(whole)]
                going = True
                break
    for index in kept:
        args[index] = CATALOGUE
    return args


def as_vector(rule: Rule, args: list[object], seed: str) -> str:
    """A ready-made vector (tests/vectors) of the failure: its sentence of answers.md is left to find."""
    said = [{"$catalogue": "made up"} if arg is CATALOGUE else arg for arg in args]
    vector = {
        "name": f"found by the fuzzer, seed {seed}",
        "why": "§… '…'",
        "input": said,
        **expected(rule, args),
    }
    head = {"module": rule.module, "function": rule.name, "cases": [vector]}
    return json.dumps(head, ensure_ascii=False, indent=1)


def expected(rule: Rule, args: list[object]) -> dict[str, object]:
    told = answer(rule, args)
    return {"expected": told["value"]} if "value" in told else {"raises": True}


def report(node: Asking, different: list[Case], most: int = 5) -> str:
    """One failure of each rule, made small, as vectors."""
    first = {each.rule.id: each for each in reversed(different)}
    told = [as_vector(each.rule, shrunk(node, each), each.seed) for each in list(first.values())[:most]]
    return f"{len(different)} cases differ, of {sorted(first)}\n" + "\n".join(told)
