"""Every rule stays inside the typed subset that is compiled for the phone (decision 0002)."""

import ast
import shutil
from pathlib import Path

import pytest

from pwa.build.rules import OutsideSubset, translate

RULES = Path(__file__).parents[2] / "search" / "rules"
BAD = [
    "if xs: return 1",
    "return len(xs[1:])",
    "return round(x)",
    "return n // 2 if s else 1",
    "d[s] = 1",
    "return [n for n, m in zip(xs, xs)][0]",
    "return n or 1",
    "a, c = 1, 2",
    "return x // 2",
    "return len(s.lower())",
    "for k in d: n = n + 1",
    "try: n = 1\n    except ValueError: n = 2",
    "return max([n, 1])",
]


def test_the_translator_takes_every_rule() -> None:
    taken = translate(RULES)
    assert {f"search.rules.{p.stem}" for p in RULES.glob("*.py") if p.stem != "__init__"} <= set(taken)


@pytest.mark.parametrize("line", BAD)
def test_a_line_outside_the_subset_is_refused(line: str, tmp_path: Path) -> None:
    package = tmp_path / "rules"
    shutil.copytree(RULES, package, ignore=shutil.ignore_patterns("__pycache__"))
    civil = package / "civil.py"
    first = len(civil.read_text("utf-8").splitlines()) + 4
    with civil.open("a") as text:
        text.write(
            "\n\ndef planted(n: int, x: float, s: str, xs: list[int], d: dict[str, int]) -> int:\n"
            f"    {line}\n    return n\n"
        )
    with pytest.raises(OutsideSubset) as refused:
        translate(package)
    assert refused.value.file == str(civil)
    assert refused.value.line >= first


def test_rules_import_nothing_of_ours_outside_themselves() -> None:
    for path in sorted(RULES.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            assert not isinstance(node, ast.Import), f"{path.name}:{node.lineno} imports a whole module"
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                known = node.module in ("math", "re", "search.ascii", "typing")
                assert known, f"{path.name}:{node.lineno} imports {node.module}"
