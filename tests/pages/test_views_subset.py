"""Views stay inside the typed subset that is compiled for the phone (decision 0002), as rules do."""

import ast
import re
import shutil
from pathlib import Path
from types import ModuleType

import pytest

from tests.guards.test_rules_subset import refusal, translator_of
from tests.shared_folder import shared as shared

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "search" / "rules"
VIEWS = ROOT / "pwa" / "views"
NAMES = sorted(path.stem for path in VIEWS.glob("*.py") if path.stem != "__init__")


@pytest.fixture(scope="module")
def translator(shared: Path) -> ModuleType:
    return translator_of(shared)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Rules and views side by side, as the proof translator takes them: one flat package."""
    folder = tmp_path_factory.mktemp("one") / "package"
    shutil.copytree(RULES, folder, ignore=shutil.ignore_patterns("__pycache__"))
    for path in VIEWS.glob("*.py"):
        text = path.read_text("utf-8")
        text = re.sub(r"^from \.(\w+) import", r"from .view_\1 import", text, flags=re.M)
        text = re.sub(r"^from search\.rules\.(\w+) import", r"from .\1 import", text, flags=re.M)
        if path.stem != "__init__":
            (folder / f"view_{path.stem}.py").write_text(text, "utf-8")
    return folder


@pytest.mark.shared
@pytest.mark.parametrize("name", NAMES)
def test_the_translator_takes_every_view(
    name: str, translator: ModuleType, package: Path, tmp_path: Path
) -> None:
    assert refusal(translator, package, f"view_{name}", tmp_path) == ""


def test_views_import_rules_and_one_another_only() -> None:
    for path in VIEWS.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            assert not isinstance(node, ast.Import), path.name
            if isinstance(node, ast.ImportFrom):
                outside = node.level == 0 and node.module not in ("typing", "math")
                assert not outside or (node.module or "").startswith("search.rules."), path.name
