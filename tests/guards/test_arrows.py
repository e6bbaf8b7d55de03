"""Imports run one way: app → search → directory_data (docs/architecture.md)."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("app", "search", "directory_data", "pwa", "bench", "tests")
#: Room → what it may import of ours, beside itself. The longest prefix of a module's name decides.
ALLOWED = {
    "app": ("search", "directory_data", "pwa"),
    "search.rules": ("search.ascii",),
    "search": ("directory_data",),
    "directory_data": (),
    "pwa.views": ("search.rules",),
}


def module_of(path: Path) -> str:
    """The dotted name of a file."""
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def imported(path: Path) -> set[str]:
    """Every module of ours that a file imports, as absolute names."""
    found: set[str] = set()
    package = module_of(path).split(".")[:-1]
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            name = ".".join([*base, *([node.module] if node.module else [])])
            found.add(name)
            found.update(f"{name}.{alias.name}" for alias in node.names)
    return {name for name in found if name.split(".")[0] in ROOMS}


def room_of(module: str) -> str | None:
    """The room whose rule holds for a module."""
    rooms = [room for room in ALLOWED if module == room or module.startswith(f"{room}.")]
    return max(rooms, key=len, default=None)


def wrong(path: Path) -> list[str]:
    """The imports of a file that go against the arrows."""
    room = room_of(module_of(path))
    if room is None:
        return []
    may = (room, *ALLOWED[room])
    return sorted(
        name
        for name in imported(path)
        if not any(name == each or name.startswith(f"{each}.") for each in may)
        # `from search import rules` names the package first: judged by the fuller name beside it.
        and not any(each.startswith(f"{name}.") for each in may)
    )


FILES = sorted(
    path for room in ("app", "search", "directory_data", "pwa") for path in (ROOT / room).rglob("*.py")
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_imports_only_what_its_room_may(path: Path) -> None:
    assert wrong(path) == []


def test_the_guard_bites(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(globals(), "ROOT", tmp_path)
    bad = tmp_path / "search" / "rules" / "bad.py"
    bad.parent.mkdir(parents=True)
    bad.write_text(
        "from app.models import db\nfrom ..match import match\nfrom .hours import stretches\n", "utf-8"
    )
    assert wrong(bad) == ["app.models", "app.models.db", "search.match", "search.match.match"]
