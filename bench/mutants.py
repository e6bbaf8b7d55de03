"""Mutants of the compiled rules: how many small faults the vectors and a slice of the made-up cases find.

One operator of the generated JavaScript is turned into another, Node is asked what the vectors and the
made-up cases ask, and a mutant that answers every one of them as Python does survives. One that ends in no
answer at all, or in an endless loop, is found.
"""

import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random
from threading import Timer
from typing import NamedTuple

from pwa.build.rules import translated
from tests.parity.rules.fuzz import KEPT, OFTEN, PACKAGES, answer, in_turn, rules, sent
from tests.parity.rules.node import Node, running
from tests.parity.rules.pools import CATALOGUE
from tests.vector_files import Vector, vectors

from .report import Figure

RULES = "search.rules."
SEED, MUTANTS = 1, 100
TURNS = 60  # made-up cases of each rule of a module; of opening and of whole answers some more
SECONDS = 60  # after which a mutant goes round in circles
LEAST = 0.9
#: What stands in the generated text, and what a mutant has instead.
OPERATORS = (
    (" === ", " !== "),
    (" < ", " <= "),
    (" <= ", " < "),
    (" > ", " >= "),
    (" >= ", " > "),
    (" && ", " || "),
    (" || ", " && "),
    (" + 1", " + 2"),
    (" - 1", " - 0"),
    ("true", "false"),
    ("return -1", "return 0"),
)


class Mutant(NamedTuple):
    """One operator of one module: where it stands, and what is put in its place."""

    module: str
    start: int
    end: int
    instead: str

    def text(self, whole: str) -> str:
        """The module with the fault in it."""
        return f"{whole[: self.start]}{self.instead}{whole[self.end :]}"

    def told(self, whole: str) -> str:
        """The line as it is, and what is put into it."""
        first = whole.rfind("\n", 0, self.start) + 1
        line = whole[first : whole.find("\n", self.start)].strip()
        return f"{self.module}: {whole[self.start : self.end].strip()} → {self.instead.strip()} in {line}"


class Case(NamedTuple):
    """What is asked: a rule's module and name, its arguments as they are sent, what Python answers."""

    module: str
    name: str
    args: object
    want: dict[str, object]


def whole_words(what: str) -> str:
    """A pattern that finds it where no letter or digit goes on before or after."""
    before, after = ("\\b" if end.isalnum() else "" for end in (what[0], what[-1]))
    return f"{before}{re.escape(what)}{after}"


def mutants(texts: Mapping[str, str]) -> list[Mutant]:
    """Every one that could be made of the rules. Comments are left alone."""
    found: list[Mutant] = []
    for module, text in texts.items():
        if not module.startswith(RULES):
            continue
        for what, instead in OPERATORS:
            for match in re.finditer(whole_words(what), text):
                first = text.rfind("\n", 0, match.start()) + 1
                if not text[first : match.start()].lstrip().startswith(("/", "*")):
                    found.append(Mutant(module, match.start(), match.end(), instead))
    return found


@cache
def of_vectors() -> Sequence[Vector]:
    """The vectors of the rules."""
    return [each for each in vectors() if each.module.startswith(RULES)]


def made_up(seed: str, turns: int, module: str) -> Iterator[Case]:
    """Made-up cases of a module's rules, and of the rules that all the others are for."""
    asked = [each for each in rules() if each.module == module or each.id.endswith(OFTEN)]
    for turn in range(turns):
        for rule, _, args in in_turn(asked, seed, turn):
            yield Case(rule.module, rule.name, sent(args), answer(rule, args))


@cache
def cases(module: str) -> Sequence[Case]:
    """What a mutant of a module is asked: the same for each of them."""
    told = [Case(each.module, each.function, each.input, each.want) for each in of_vectors()]
    return [*told, *made_up(str(SEED), TURNS, module)]


def survives(folder: Path, texts: Mapping[str, str], asked: Sequence[Case]) -> bool:
    """Whether Node, given these modules, answers every case as Python does."""
    with running() as node:
        late = Timer(SECONDS, node.stop)
        late.start()
        try:
            node.keep(KEPT, CATALOGUE)
            node.load(folder, texts)
            return not differs(node, asked)
        except (OSError, ValueError):
            return False  # it has ended: no answer is not Python's
        finally:
            late.cancel()


def differs(node: Node, asked: Sequence[Case]) -> bool:
    """Whether some case has another answer; asked no further than the first few hundred that do."""
    for first in range(0, len(asked), 500):
        for each in asked[first : first + 500]:
            node.expect(each.module, each.name, each.args, each.want)
        if node.unequal():
            return True
    return False


def found(texts: Mapping[str, str], chosen: Sequence[Mutant]) -> list[Mutant]:
    """Those that survive. The rules as they are have to, or nothing is measured."""
    left: list[Mutant] = []
    with tempfile.TemporaryDirectory(prefix="saturday-mutants-") as name:
        folder = Path(name)
        assert survives(folder / "none", texts, cases(chosen[0].module)), "the rules differ from Python's"
        for number, mutant in enumerate(chosen):
            changed = {**texts, mutant.module: mutant.text(texts[mutant.module])}
            if survives(folder / str(number), changed, cases(mutant.module)):
                left.append(mutant)
                print(f"  survives: {mutant.told(texts[mutant.module])}", flush=True)
    return left


def measure(number: int = MUTANTS, seed: int = SEED) -> list[Figure]:
    """How many of some mutants, drawn by a seed, are found. Those that are not are printed."""
    texts = {name: module.text for name, module in translated(*PACKAGES).items()}
    chosen = Random(f"mutants {seed}").sample(mutants(texts), number)
    left = found(texts, sorted(chosen))
    part = 1 - len(left) / number
    return [Figure(f"mutants of the compiled rules that are found, of {number}", part, "times", LEAST, True)]
