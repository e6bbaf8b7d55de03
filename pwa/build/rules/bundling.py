"""Modules as one text without imports, holding only what its entries reach, for a service worker."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from .modules import Module, path_of
from .scanning import Token, bindings, minified_lines, scan
from .source_map import Origin, source_map

DECLARES = re.compile(r"(?:export\s+)?(?:async\s+)?(?:function\s*\*?|const|let|class)\s+([\w$]+)")
IMPORT = re.compile(r'import\s*\{([^}]*)\}\s*from\s*"([^"]+)"\s*;?\s*\Z')


class BundleError(ValueError):
    """What cannot be bundled: an import or an entry that is not there, or a form that is not known."""


@dataclass
class Statement:
    """A declaration with the comment before it, or another statement (then `name` is "")."""

    name: str
    tokens: list[Token]
    line: int  # of the module, counted from 0


@dataclass
class Part:
    """A module, taken apart. `imports`: name → the module it comes from."""

    name: str
    statements: list[Statement] = field(default_factory=list)
    imports: dict[str, str] = field(default_factory=dict)


class Placed(NamedTuple):
    """A line of the bundle and where it comes from; `module` is "" for lines of the bundle itself."""

    text: str
    module: str
    line: int


Entries = Iterable[str] | Mapping[str, str]
Global = tuple[str, str]  # module, name


def bundle(modules: Mapping[str, str], entries: Entries, name: str = "", minify: bool = False) -> str:
    """One text without imports. `modules`: name → JavaScript, as `translate` gives them.

    `entries`: "search.rules.answering.whole_answer", …, exported by their last part, or a mapping of
    exported name → entry; an entry that is a module's own name keeps all of that module, whatever it
    does. `name`: "" for an ES module that exports the entries, else a classic script that binds
    them as one frozen object of that name. Names that two modules share get their module's before them.
    BundleError: an entry or an import is not there.
    """
    return "\n".join(line.text for line in placed(modules, entries, name, minify)) + "\n"


def bundle_map(modules: Mapping[str, Module], entries: Entries, name: str = "", minify: bool = False) -> str:
    """The source map of the bundle of the same arguments, back to the Python."""
    python = [module for module in modules.values() if module.file != ""]
    numbers = {module.name: number for number, module in enumerate(python)}
    texts = {key: module.text for key, module in modules.items()}
    origins: list[Origin | None] = []
    for line in placed(texts, entries, name, minify):
        source = modules[line.module].lines[line.line].source if line.module in numbers else 0
        origins.append(Origin(numbers[line.module], source - 1) if source > 0 else None)
    sources = [(f"{path_of(module.name)[:-3]}.py", module.source) for module in python]
    return source_map(sources, origins)


def placed(modules: Mapping[str, str], entries: Entries, name: str, minify: bool) -> list[Placed]:
    """The bundle, line by line."""
    parts = {module: taken_apart(module, text, modules) for module, text in modules.items()}
    exported = exported_by(entries)
    kept = reached(parts, exported)
    names = new_names(parts, kept)
    lines: list[Placed] = []
    for part in in_order(parts):
        mine = [s for number, s in enumerate(part.statements) if (part.name, number) in kept]
        if mine and not minify:
            lines += [Placed("", "", 0), Placed(f"// {part.name}", "", 0)]
        for statement in mine:
            lines += written(part, statement, names, minify)
    told = {key: names[split(entry)] for key, entry in exported.items() if entry not in parts}
    if name == "":
        listed = ", ".join(key if key == new else f"{new} as {key}" for key, new in told.items())
        return [*lines, Placed(f"export {{ {listed} }};", "", 0)]
    listed = ", ".join(f"{key}: {new}" for key, new in told.items())
    head, foot = f"const {name} = (() => {{", f"return Object.freeze({{ {listed} }});"
    return [
        Placed('"use strict";', "", 0),
        Placed(head, "", 0),
        *lines,
        Placed(foot, "", 0),
        Placed("})();", "", 0),
    ]


def exported_by(entries: Entries) -> dict[str, str]:
    """Exported name → entry."""
    if isinstance(entries, Mapping):
        return dict(entries)
    found: dict[str, str] = {}
    for entry in entries:
        name = entry.rpartition(".")[2]
        if found.get(name, entry) != entry:
            raise BundleError(f"{entry} and {found[name]} are both called {name}: say what to export them as")
        found[name] = entry
    return found


def split(entry: str) -> Global:
    """The module and the name of an entry."""
    module, _, name = entry.rpartition(".")
    return module, name


# -- taking modules apart ---------------------------------------------------------------------------


def taken_apart(name: str, text: str, modules: Mapping[str, str]) -> Part:
    """A module's statements and imports."""
    part = Part(name)
    for statement in statements(text):
        code = "".join(token.text for token in statement.tokens if token.kind != "comment").strip()
        if code.startswith("import"):
            found = IMPORT.match(code)
            if found is None:
                raise BundleError(f"{name}:{statement.line + 1}: an import that is not `import {{ … }} from`")
            home = resolved(name, found[2], modules)
            for each in filter(None, (word.strip() for word in found[1].split(","))):
                part.imports[each] = home
        elif code != "":
            declared = DECLARES.match(code)
            statement.name = declared[1] if declared is not None else ""
            statement.tokens = without_export(statement.tokens)
            part.statements.append(statement)
    return part


def statements(text: str) -> Iterator[Statement]:
    """What begins at the margin, each with the comments before it."""
    tokens: list[Token] = []
    depth = line = start = 0
    fresh, code = True, False
    for token in scan(text):
        if fresh and depth == 0 and code and token.kind in ("name", "comment"):
            yield Statement("", tokens, start)
            tokens, start, code = [], line, False
        if not tokens:
            start = line
        tokens.append(token)
        code = code or token.means
        if token.kind == "mark":
            depth += (token.text in "([{") - (token.text in ")]}")
        fresh = token.kind == "space" and token.text.endswith("\n")
        line += token.text.count("\n")
    if tokens:
        yield Statement("", tokens, start)


def without_export(tokens: list[Token]) -> list[Token]:
    """The statement, no longer exported from its module."""
    for index, token in enumerate(tokens):
        if token.means:
            return [*tokens[:index], *tokens[index + 2 :]] if token.text == "export" else tokens
    return tokens


def resolved(name: str, path: str, modules: Mapping[str, str]) -> str:
    """The module that an import means."""
    place = path_of(name).split("/")[:-1]
    for step in path.split("/"):
        if step == ".." and place:
            place.pop()
        elif step != ".":
            place.append(step)
    for other in modules:
        if path_of(other) == "/".join(place):
            return other
    raise BundleError(f"{name} imports {path}, which is not there")


# -- what is kept, and under which name ---------------------------------------------------------------


def uses(part: Part, statement: Statement) -> set[str]:
    """The names that stand for bindings in a statement."""
    return {statement.tokens[named.place].text for named in bindings(statement.tokens)}


def reached(parts: Mapping[str, Part], exported: Mapping[str, str]) -> set[tuple[str, int]]:
    """The statements (module, number) that the entries need."""
    homes = {
        (part.name, s.name): number
        for part in parts.values()
        for number, s in enumerate(part.statements)
        if s.name != ""
    }
    waiting: list[tuple[str, int]] = []
    for entry in exported.values():
        if entry in parts:
            waiting += [(entry, number) for number in range(len(parts[entry].statements))]
        elif split(entry) in homes:
            waiting.append((split(entry)[0], homes[split(entry)]))
        else:
            raise BundleError(f"no such entry: {entry}")
    kept: set[tuple[str, int]] = set()
    while waiting:
        module, number = waiting.pop()
        if (module, number) in kept:
            continue
        kept.add((module, number))
        part = parts[module]
        for name in uses(part, part.statements[number]):
            home = part.imports.get(name, module)
            if (home, name) in homes:
                waiting.append((home, homes[home, name]))
            elif name in part.imports:
                raise BundleError(f"{module} imports {name}, which {home} has not")
    return kept


def new_names(parts: Mapping[str, Part], kept: set[tuple[str, int]]) -> dict[Global, str]:
    """The name in the bundle of everything that is kept: its own where no other module has it."""
    declared: dict[str, list[str]] = {}
    taken: set[str] = set()
    for module, number in sorted(kept):
        statement = parts[module].statements[number]
        taken |= uses(parts[module], statement)
        if statement.name != "":
            declared.setdefault(statement.name, []).append(module)
    found: dict[Global, str] = {}
    for name, homes in declared.items():
        for module in homes:
            new, left = name, module
            while len(homes) > 1 and (new == name or new in taken):
                left, _, last = left.rpartition(".")
                new = f"{last or '_'}_{new}"
            found[module, name] = new
            taken.add(new)
    return found


def in_order(parts: Mapping[str, Part]) -> list[Part]:
    """Every module after those that it imports."""
    found: dict[str, Part] = {}

    def visit(part: Part, above: tuple[str, ...]) -> None:
        for other in sorted(set(part.imports.values())):
            if other not in found and other not in above:
                visit(parts[other], (*above, part.name))
        found.setdefault(part.name, part)

    for name in sorted(parts):
        visit(parts[name], ())
    return list(found.values())


def written(part: Part, statement: Statement, names: Mapping[Global, str], minify: bool) -> list[Placed]:
    """A statement under its new names, line by line."""
    tokens = list(statement.tokens)
    for named in bindings(tokens):
        name = tokens[named.place].text
        new = names.get((part.imports.get(name, part.name), name), name)
        if new != name:
            tokens[named.place] = Token("name", f"{name}: {new}" if named.short else new)
    text = "".join(token.text for token in tokens).rstrip("\n")
    lines = minified_lines(text) if minify else text.split("\n")
    return [Placed(line, part.name, statement.line + n) for n, line in enumerate(lines) if line or not minify]
