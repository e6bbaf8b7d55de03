"""Every vector, and made-up cases, in a service worker of Chromium: what Python says, the worker says."""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from search.unicode14 import steps
from tests.parity.rules.fuzz import KEPT, Case, in_turn, replay, report, rules
from tests.parity.rules.pools import CATALOGUE
from tests.parity.rules.test_vectors import of_rules
from tests.vector_files import vectors

from .rules_worker import HANDED, InWorker, Script, asking, script

pytestmark = pytest.mark.browser

SEED = os.environ.get("FUZZ_SEED", "1")
TURNS = 24  # cases of each rule, of heavy ones fewer


@pytest.fixture(scope="module")
def built(data: Path) -> Script:
    """sw.js with its rules handed out."""
    return script(data / "client")


@pytest.fixture(scope="module")
def worker(chromium: Browser, built: Script) -> Iterator[InWorker]:
    """A service worker that is asked for rules."""
    with asking(chromium, built.asked) as asked:
        # Views ask for some sentences by a shorter key (pwa/build/keys.py): the worker has them under both.
        asked.keep(KEPT, {**CATALOGUE, **{short: CATALOGUE[key] for key, short in built.short.items()}})
        yield asked


def test_what_is_asked_is_the_worker_that_is_served(built: Script, data: Path) -> None:
    """Byte for byte, to the line in which its rules are handed out; and most rules are inside it."""
    assert built.served == (data / "client" / "sw.js").read_text("utf-8")
    code, _, last = built.served.rpartition(HANDED)
    assert len(last) < 20 and len(code) > 100_000
    assert built.handing.rpartition(HANDED)[0] == code
    assert built.asked.startswith(built.handing)
    assert built.inside | built.beside == {rule.id for rule in rules()}
    assert "search.rules.answering.answer_of" in built.inside
    assert len(built.inside) > 6 * len(built.beside)


def test_every_vector_holds_in_the_worker(worker: InWorker) -> None:
    asked = {worker.expect(each.module, each.function, each.input, each.want): each for each in of_rules()}
    assert len(asked) >= 400
    assert [f"{asked[found.id].id}: {found.got}" for found in worker.unequal()] == []


def test_words_are_folded_in_the_worker_as_on_the_server(worker: InWorker) -> None:
    """The worker's own `fold`, written by hand: every vector of folding, with the table of an edition."""
    worker.tell("search.folding", "assigned", steps())
    folded = [each for each in vectors() if each.module == "search.folding"]
    asked = {worker.expect(each.module, each.function, each.input, each.want): each for each in folded}
    assert len(asked) >= 13
    assert [f"{asked[found.id].id}: {found.got}" for found in worker.unequal()] == []
    worker.expect("search.folding", "fold", ["Café"], {"value": ["café"]})
    assert len(worker.unequal()) == 1


def made_up() -> Iterator[Case]:
    """Cases of every rule."""
    every = rules()
    for turn in range(TURNS):
        yield from in_turn(every, f"worker:{SEED}", turn)


def test_made_up_cases_are_the_same_in_the_worker(worker: InWorker, told: Callable[[str], None]) -> None:
    count, different = replay(worker, made_up())
    assert count > 10_000
    assert not different, report(worker, different)
    told(f"{count:,} made-up cases: Chromium's service worker says what Python says")


def test_a_fault_in_the_worker_is_found(chromium: Browser, built: Script) -> None:
    """A vector that is wrong is seen, and so is a fault planted in sw.js itself."""
    planted = re.sub(r"\b1440\b", "1441", built.asked)
    assert planted != built.asked
    with asking(chromium, planted) as faulty:
        for each in of_rules():
            faulty.expect(each.module, each.function, each.input, each.want)
        assert len(faulty.unequal()) > 10
