"""Templates to JavaScript: the phone prints the pages that the server prints (docs/decisions/0006)."""

from pathlib import Path

from .linking import linked
from .outside import OutsideSubset
from .reading import read

__all__ = ["OutsideSubset", "compile_all", "compile_sources"]


def compile_all(folder: Path) -> str:
    """One script that defines `render(name, context) -> string`, for every page in a folder.

    `name` is a file that no other file extends or imports from; `context` is plain JSON. The script
    is a strict one, makes no code at run time and leaves no other name behind.
    Raises OutsideSubset for the first thing that is not in the subset.
    """
    return compile_sources({path.name: path.read_text("utf-8") for path in sorted(folder.glob("*.html"))})


def compile_sources(sources: dict[str, str]) -> str:
    """The same, from file name → text."""
    return linked({file: read(file, source) for file, source in sources.items()})
