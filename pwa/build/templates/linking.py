"""Every file together: which macro a name stands for, which block a page prints, and the script."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from . import names
from .names import RUNTIME
from .outside import OutsideSubset
from .printing import Callee, Printer
from .reading import Template, blank

Files = Mapping[str, Template]


@dataclass(frozen=True)
class Function:
    """One function of the script, the functions it calls, and what it takes from the context."""

    text: str
    calls: frozenset[str]
    context: Mapping[str, int]


def linked(files: Files) -> str:
    """The script of all files. Raises OutsideSubset."""
    for template in files.values():
        _no_circle(template, files, ())
    macros = {file: _callees(template, files) for file, template in files.items()}
    functions = {name: made for file in files for name, made in _functions(files[file], macros[file]).items()}
    pages = {}
    for file in _pages(files):
        chain = _chain(files[file], files)
        _one_meaning(chain, macros, functions)
        pages[file] = _page(chain, functions)
    kept = _reached({name for page in pages.values() for name in page.calls}, functions)
    body = "\n".join([_runtime(), *(made.text for name, made in functions.items() if name in kept)])
    return f'const render = (() => {{\n"use strict";\n{body}\n{_render(pages)}return render;\n}})();\n'


# -- names ------------------------------------------------------------------------------------


def _no_circle(template: Template, files: Files, seen: tuple[str, ...]) -> None:
    """Every file that is named is there, and none leads back to itself."""
    seen = (*seen, template.file)
    leads = [(template.parent, 1)] if template.parent else []
    leads += [(each.file, each.line) for each in template.imports.values()]
    for file, line in dict.fromkeys(leads):
        if file not in files:
            raise OutsideSubset(template.file, line, f"there is no {file}")
        if file in seen:
            raise OutsideSubset(template.file, line, f"{file} leads back to itself")
        _no_circle(files[file], files, seen)


def _callees(template: Template, files: Files) -> dict[str, Callee]:
    """What a file may call, by the name it has there: its own macros and those it imports."""
    found = {name: _callee(template, name) for name in template.macros}
    for name, each in template.imports.items():
        source = files[each.file]
        if source.parent or not all(map(blank, source.body)):
            raise OutsideSubset(template.file, each.line, f"{each.file} holds more than macros")
        if each.name not in source.macros:
            raise OutsideSubset(template.file, each.line, f"{each.file} defines no {each.name}")
        found[name] = _callee(source, each.name)
    return found


def _callee(template: Template, name: str) -> Callee:
    return Callee(names.function(template.file, name), len(template.macros[name].args))


def _functions(template: Template, callees: Mapping[str, Callee]) -> dict[str, Function]:
    """Every function of a file, whether a page needs it or not, so that all of it is checked."""
    made = {}
    for name, macro in template.macros.items():
        printer = Printer(template.file, callees, tuple(each.name for each in macro.args))
        made[names.function(template.file, name)] = (printer, macro.body, macro.lineno)
    for name, block in template.blocks.items():
        made[names.function(template.file, name)] = (
            Printer(template.file, callees, None),
            block.body,
            block.lineno,
        )
    if not template.parent:
        printer = Printer(template.file, callees, None, holds_blocks=bool(template.blocks))
        made[names.function(template.file, "")] = (printer, template.body, 1)
    return {
        name: Function(printer.function(name, body, line), frozenset(printer.calls), printer.context)
        for name, (printer, body, line) in made.items()
    }


# -- pages ------------------------------------------------------------------------------------


def _pages(files: Files) -> list[str]:
    """The files that no other extends or imports from."""
    used = {template.parent for template in files.values()}
    used |= {each.file for template in files.values() for each in template.imports.values()}
    return sorted(set(files) - used)


def _chain(template: Template, files: Files) -> list[Template]:
    """A file and those it extends, itself first."""
    return [template, *(_chain(files[template.parent], files) if template.parent else [])]


def _one_meaning(
    chain: list[Template], macros: Mapping[str, Mapping[str, Callee]], functions: Mapping[str, Function]
) -> None:
    """Jinja lets the files of a chain share their macros' names and take them for the context's: here
    each name has one meaning in all of them."""
    meant: dict[str, Callee] = {}
    for template in chain:
        for name, callee in macros[template.file].items():
            if meant.setdefault(name, callee) != callee:
                raise OutsideSubset(chain[0].file, 1, f"{name} is another macro in {template.file}")
    for template in chain:
        for function in ["", *template.blocks]:
            made = functions.get(names.function(template.file, function))
            for name, line in made.context.items() if made else ():
                if name in meant:
                    raise OutsideSubset(template.file, line, f"{name} is a macro in {chain[0].file}")


def _page(chain: list[Template], functions: Mapping[str, Function]) -> Function:
    """The call that makes a page: the outermost file, with the innermost of each block."""
    outermost = chain[-1]
    root = names.function(outermost.file, "")
    blocks = dict.fromkeys(outermost.blocks, "")
    for template in reversed(chain):
        for name, block in template.blocks.items():
            if name not in blocks:
                raise OutsideSubset(template.file, block.lineno, f"{outermost.file} has no block {name}")
            blocks[name] = names.function(template.file, name)
    given = ", ".join(f"{name}: {function}" for name, function in blocks.items())
    text = f"{root}(context, {{ {given} }})" if blocks else f"{root}(context)"
    return Function(text, frozenset([root, *blocks.values()]), {})


def _reached(names_: set[str], functions: Mapping[str, Function]) -> set[str]:
    """Functions that a page calls, through others too."""
    reached: set[str] = set()
    waiting = sorted(names_)
    while waiting:
        name = waiting.pop()
        if name not in reached:
            reached.add(name)
            waiting.extend(functions[name].calls)
    return reached


# -- the script -------------------------------------------------------------------------------


def _runtime() -> str:
    """What the functions call, without its comments: a phone pays for every byte."""
    return "\n".join(_code(RUNTIME.read_text("utf-8").splitlines()))


def _code(lines: list[str]) -> Iterator[str]:
    return (line for line in lines if line and not line.startswith(("//", "/**")))


def _render(pages: Mapping[str, Function]) -> str:
    cases = "".join(f'    case "{file}":\n      return {page.text};\n' for file, page in pages.items())
    return (
        "function render(name, context) {\n"
        f"  switch (name) {{\n{cases}  }}\n"
        "  throw new RangeError(`there is no page ${name}`);\n"
        "}\n"
    )
