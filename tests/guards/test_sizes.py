"""The compilers stay small enough to be read: a file under 300 lines, a function under 40."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "pwa" / "build"
FILES = sorted(BUILD.rglob("*.py"))
LINES, OF_A_FUNCTION = 300, 40


def too_long(source: str) -> list[str]:
    """What has grown too long: the file, and functions by name. Methods count, decorators do not."""
    lines = len(source.splitlines())
    found = [f"{lines} lines"] if lines >= LINES else []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            long = (node.end_lineno or node.lineno) - node.lineno + 1
            found += [f"{node.name}: {long} lines"] if long >= OF_A_FUNCTION else []
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(BUILD)))
def test_a_compiler_file_is_small(path: Path) -> None:
    assert too_long(path.read_text("utf-8")) == []


def test_what_is_too_long_is_seen() -> None:
    assert len(FILES) > 20
    body = "    x = 1\n"
    assert too_long(f"def short():\n{body * 38}") == []
    assert too_long(f"class A:\n  def long(self):\n{body * 39}") == ["long: 40 lines"]
    assert too_long("x = 1\n" * 300) == ["300 lines"]
