"""Every rule stays inside the typed subset that is compiled for the phone (decision 0002)."""

import ast
import importlib.util
import shutil
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from tests.shared_folder import shared as shared

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


def translator_of(folder: Path) -> ModuleType:
    """The proof translator, taught one thing: a quoted name in a TypedDict is that TypedDict."""
    path = folder / "design" / "one-source" / "proof" / "py2js.py"
    spec = importlib.util.spec_from_file_location("one_source_translator", path)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    plain = module.Module.annotation

    def annotation(self: Any, node: ast.expr | None) -> object:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return module.T(node.value)
        return plain(self, node)

    module.Module.annotation = annotation
    return module


@pytest.fixture(scope="module")
def translator(shared: Path) -> ModuleType:
    return translator_of(shared)


def refusal(translator: ModuleType, package: Path, name: str, out: Path) -> str:
    """Why a module of the package is refused, or ""."""
    try:
        translator.World(package, out).module(name)
    except SystemExit as refused:
        return str(refused)
    return ""


@pytest.mark.shared
@pytest.mark.parametrize("name", sorted(p.stem for p in RULES.glob("*.py") if p.stem != "__init__"))
def test_the_translator_takes_every_rule(name: str, translator: ModuleType, tmp_path: Path) -> None:
    assert refusal(translator, RULES, name, tmp_path) == ""


@pytest.mark.shared
@pytest.mark.parametrize("line", BAD)
def test_a_line_outside_the_subset_is_refused(line: str, translator: ModuleType, tmp_path: Path) -> None:
    package = tmp_path / "rules"
    shutil.copytree(RULES, package, ignore=shutil.ignore_patterns("__pycache__"))
    assert refusal(translator, package, "civil", tmp_path) == ""
    with (package / "civil.py").open("a") as civil:
        civil.write(
            "\n\ndef planted(n: int, x: float, s: str, xs: list[int], d: dict[str, int]) -> int:\n"
            f"    {line}\n    return n\n"
        )
    assert "civil.py:" in refusal(translator, package, "civil", tmp_path)


def test_rules_import_nothing_of_ours_outside_themselves() -> None:
    for path in sorted(RULES.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            assert not isinstance(node, ast.Import), f"{path.name}:{node.lineno} imports a whole module"
            if isinstance(node, ast.ImportFrom) and node.level == 0:
                assert node.module in ("math", "typing"), f"{path.name}:{node.lineno} imports {node.module}"
