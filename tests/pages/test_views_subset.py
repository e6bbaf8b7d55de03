"""Views stay inside the typed subset that is compiled for the phone (decision 0002), as rules do."""

import ast
from pathlib import Path

from pwa.build.rules import translate

ROOT = Path(__file__).resolve().parents[2]
RULES = ROOT / "search" / "rules"
VIEWS = ROOT / "pwa" / "views"


def test_the_translator_takes_every_view() -> None:
    taken = translate(RULES, VIEWS)
    assert {f"pwa.views.{p.stem}" for p in VIEWS.glob("*.py") if p.stem != "__init__"} <= set(taken)


def test_views_import_rules_and_one_another_only() -> None:
    for path in VIEWS.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            assert not isinstance(node, ast.Import), path.name
            if isinstance(node, ast.ImportFrom):
                outside = node.level == 0 and node.module not in ("typing", "math")
                assert not outside or (node.module or "").startswith("search.rules."), path.name
