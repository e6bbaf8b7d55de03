"""The rules and views of the server as JavaScript for the phone (docs/decisions/0005-rules-compiler.md).

A strict subset of typed Python comes in, readable ES modules go out: names, docstrings and order are
kept. What is outside the subset is refused with its file and line; nothing is guessed. `mypy --strict`
has to pass first: the translator trusts it about None and about the fields of TypedDicts.
"""

from pathlib import Path

from .bundling import BundleError, bundle, bundle_map
from .modules import RUNTIME, Module, World, path_of
from .names import OutsideSubset
from .scanning import minified
from .source_map import Origin, source_map
from .statements import Line

__all__ = [
    "RUNTIME",
    "BundleError",
    "Module",
    "OutsideSubset",
    "bundle",
    "bundle_map",
    "map_of",
    "minified",
    "path_of",
    "translate",
    "translated",
]

_RUNTIME_FILE = Path(__file__).parents[1] / "runtime" / "rules.js"


def translate(*packages: Path) -> dict[str, str]:
    """Every module of the packages as an ES module: name ("search.rules.civil") → JavaScript.

    Among them is the runtime, under the name `RUNTIME`. A module stands at `path_of(name)`. Raises
    OutsideSubset(file, line, why) at the first line that is not in the subset.
    """
    return {name: module.text for name, module in translated(*packages).items()}


def translated(*packages: Path) -> dict[str, Module]:
    """The same, with where each line comes from."""
    text = _RUNTIME_FILE.read_text("utf-8")
    lines = tuple(Line(line, 0) for line in text.rstrip("\n").split("\n"))
    return {RUNTIME: Module(RUNTIME, "", text, lines), **World(list(packages)).all()}


def map_of(module: Module) -> str:
    """The source map of one module."""
    lines = [Origin(0, line.source - 1) if line.source > 0 else None for line in module.lines]
    return source_map([(f"{path_of(module.name)[:-3]}.py", module.source)], lines)
