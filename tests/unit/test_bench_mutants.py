"""The mutants of `make bench`: a fault in a compiled rule is found, and no fault is none."""

from pathlib import Path

import pytest

from bench import mutants
from bench.mutants import Case, Mutant
from pwa.build.rules import translated
from tests.parity.rules.fuzz import PACKAGES

CIVIL = "search.rules.civil"
ASKED = [Case(CIVIL, "weekday", [0], {"value": 3}), Case(CIVIL, "weekday", [4], {"value": 0})]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The rules, compiled."""
    return {name: module.text for name, module in translated(*PACKAGES).items()}


def test_a_fault_is_found_and_none_survives(texts: dict[str, str], tmp_path: Path) -> None:
    assert mutants.survives(tmp_path / "none", texts, ASKED)
    at = texts[CIVIL].index(" + 3, 7)")
    planted = Mutant(CIVIL, at, at + 4, " + 4")
    faulty = {**texts, CIVIL: planted.text(texts[CIVIL])}
    assert not mutants.survives(tmp_path / "planted", faulty, ASKED)
    assert planted.told(texts[CIVIL]).startswith(f"{CIVIL}: + 3 → + 4 in return ")


def test_what_does_not_run_or_does_not_end_is_found(
    texts: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = {**texts, CIVIL: texts[CIVIL] + "}"}
    assert not mutants.survives(tmp_path / "broken", broken, ASKED)
    monkeypatch.setattr(mutants, "SECONDS", 1)
    endless = texts[CIVIL].replace(
        "export function weekday(day) {", "export function weekday(day) { for (;;);"
    )
    assert endless != texts[CIVIL]
    assert not mutants.survives(tmp_path / "endless", {**texts, CIVIL: endless}, ASKED)


def test_mutants_are_made_of_rules_and_each_is_another_text(texts: dict[str, str]) -> None:
    every = mutants.mutants(texts)
    assert len(every) > 1_000
    assert {each.module.rpartition(".")[0] for each in every} == {"search.rules"}
    for each in every[:: len(every) // 50]:
        assert each.text(texts[each.module]) != texts[each.module]
    assert list(mutants.made_up("1", 2, CIVIL)) != []
