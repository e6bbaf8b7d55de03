"""The source map of `sw.js`: from any place in it to the line of Python, or of ours by hand, it comes from.

The worker is bundled and mangled; its map is made by doing both again with positions, and only where the same
text comes of it. It lies beside `sw.js` and is served to nobody: a browser's tools load it from the disk.
"""

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from .mangling import Piece, mangled_pieces
from .rules import Module, path_of, translated
from .rules.bundling import BundleError, placed
from .rules.source_map import Origin, Stretch, map_of_stretches

BY_HAND = ("pwa.worker.",)


def worker_map(root: Path, modules: Mapping[str, str], entries: Mapping[str, str], script: str) -> str:
    """The map of a script that was bundled and mangled of these modules. BundleError: it is another."""
    lines = placed(modules, entries, "saturday", minify=True)
    pieces = mangled_pieces("\n".join(line.text for line in lines) + "\n")
    if "".join(piece.text for piece in pieces) != script:
        raise BundleError("the script is not what comes of these modules")
    python = translated(root / "search" / "rules", root / "pwa" / "views")
    sources = {name: source_of(name, root, python) for name in modules}
    known = [name for name, source in sources.items() if source[0] != ""]
    numbers = {name: number for number, name in enumerate(known)}

    def origin(line: int) -> Origin | None:
        module, at = (lines[line].module, lines[line].line) if line >= 0 else ("", 0)
        if module not in numbers:
            return None
        if module in python:
            at = python[module].lines[at].source - 1
        return Origin(numbers[module], at) if at >= 0 else None

    return map_of_stretches([sources[name] for name in known], stretches(pieces, origin))


def source_of(name: str, root: Path, python: Mapping[str, Module]) -> tuple[str, str]:
    """The file that a module was written in and its text, both "" where there is none to show."""
    if name in python and python[name].file != "":
        return f"{path_of(name)[:-3]}.py", python[name].source
    path = root / path_of(name)
    if name.startswith(BY_HAND) and path.is_file():
        return path_of(name), path.read_text("utf-8")
    return "", ""


def stretches(pieces: Iterable[Piece], origin: Callable[[int], Origin | None]) -> list[list[Stretch]]:
    """Of each line of the new text what comes from where, a stretch for each change. A piece that stood
    nowhere belongs to what is before it."""
    told: list[list[Stretch]] = [[]]
    column, now = 0, None
    for text, line in pieces:
        found = origin(line) if line >= 0 else now
        if found != now or (found is not None and not told[-1]):
            told[-1].append(Stretch(column, found))
            now = found
        *whole, last = text.split("\n")
        told += [[] for _ in whole]
        column = (0 if whole else column) + len(last.encode("utf-16-le")) // 2
    return told
