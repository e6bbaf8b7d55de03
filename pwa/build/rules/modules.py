"""Modules and the packages they stand in."""

import ast
import posixpath
import re
from dataclasses import dataclass
from pathlib import Path

from .kinds import Kind, Signature
from .names import Names, OutsideSubset
from .printing import comment, is_name
from .statements import Line, Statements

RUNTIME = "runtime"
LIBRARY = {
    "math": ("floor", "sqrt"),
    "re": ("findall",),
    "search.ascii": ("lowered",),
    "typing": ("Final", "Literal", "TypedDict"),
}


@dataclass(frozen=True)
class Module:
    """One module, translated. `file`: the Python as it was given; `lines`: the JavaScript and where
    each of its lines comes from. The runtime has no Python (`file` is "")."""

    name: str
    file: str
    source: str
    lines: tuple[Line, ...]

    @property
    def text(self) -> str:
        """The JavaScript module."""
        return "\n".join(line.text for line in self.lines) + "\n"


def path_of(name: str) -> str:
    """Where a module's file stands, seen from the root of what is generated."""
    return f"{name.replace('.', '/')}.js"


def path_from(name: str, other: str) -> str:
    """How one module imports another."""
    path = posixpath.relpath(path_of(other), posixpath.dirname(path_of(name)) or ".")
    return path if path.startswith(".") else f"./{path}"


def dotted(package: Path) -> str:
    """A package's name as Python imports it: search.rules for …/search/rules."""
    name = package.name
    while (package.parent / "__init__.py").is_file():
        package = package.parent
        name = f"{package.name}.{name}"
    return name


class World:
    """The modules of some packages, each translated once, what it imports first."""

    def __init__(self, packages: list[Path]) -> None:
        self.files = {
            f"{dotted(package)}.{path.stem}": path
            for package in packages
            for path in sorted(package.glob("*.py"))
            if path.stem != "__init__"
        }
        self.records: dict[str, dict[str, Kind]] = {}
        self.modules: dict[str, Module | None] = {}
        self.known: dict[str, Names] = {}

    def all(self) -> dict[str, Module]:
        """Every module, by its name."""
        return {name: self.module(name) for name in sorted(self.files)}

    def module(self, name: str) -> Module:
        """One module. OutsideSubset: what it, or a module it imports, holds beyond the subset."""
        if name not in self.modules:
            self.modules[name] = None
            self.modules[name] = Translation(name, self).module()
        found = self.modules[name]
        if found is None:
            raise OutsideSubset(str(self.files[name]), 1, f"{name} imports itself in a circle")
        return found

    def names(self, name: str) -> Names:
        """What another module may import of it."""
        self.module(name)
        return self.known[name]


class Translation:
    """One module on its way."""

    def __init__(self, name: str, world: World) -> None:
        self.name, self.world = name, world
        self.path = world.files[name]
        self.names = world.known[name] = Names(str(self.path), world.records)
        self.code = Statements(self.names)
        self.imports: list[Line] = []

    def module(self) -> Module:
        """The module, in the order of its source."""
        source = self.path.read_text("utf-8")
        try:
            body = ast.parse(source).body
        except SyntaxError as wrong:
            raise OutsideSubset(str(self.path), wrong.lineno or 1, f"no Python: {wrong.msg}") from wrong
        self.forward(body)
        for node in body:
            self.declaration(node)
        for node in body:
            match node:
                case ast.Expr(value=ast.Constant(value=str(text))):
                    for line in comment(text):
                        self.code.put(line, node)
                case ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value):
                    self.constant(name, node, value)
                case ast.FunctionDef():
                    self.code.function(node)
        head = [Line(f"// Compiled from {path_of(self.name)[:-3]}.py. Do not edit.", 0)]
        if self.names.helpers:
            helpers = ", ".join(sorted(self.names.helpers))
            head.append(Line(f'import {{ {helpers} }} from "{path_from(self.name, RUNTIME)}";', 0))
        lines = (*head, *self.imports, *self.code.lines)
        return Module(self.name, str(self.path), source, lines)

    def forward(self, body: list[ast.stmt]) -> None:
        """TypedDicts are known by name before their fields are read: quoted, they may be used early."""
        for node in body:
            if isinstance(node, ast.ClassDef):
                self.names.types[node.name] = Kind(f"{self.name}.{node.name}")

    def declaration(self, node: ast.stmt) -> None:
        """What a statement of the module declares, without the insides of functions."""
        match node:
            case ast.Expr(value=ast.Constant(value=str())):
                pass
            case ast.ImportFrom(module=str(module), level=0) if module in LIBRARY:
                for alias in node.names:
                    if alias.name not in LIBRARY[module] or alias.asname:
                        raise self.names.outside(node, f"{alias.name} may not be imported")
            case ast.ImportFrom(module=str(module), level=0 | 1 as level):
                package = self.name.rpartition(".")[0]
                self.imported(node, f"{package}.{module}" if level == 1 else module)
            case ast.ClassDef(bases=[ast.Name(id="TypedDict")], decorator_list=[], keywords=[]):
                self.typed_dict(node)
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Subscript() | ast.BinOp() as value):
                self.names.types[name] = self.names.annotation(value)
            case ast.AnnAssign(
                target=ast.Name(id=name), annotation=ast.Name(id="Final"), value=ast.expr() as value
            ):
                if any(isinstance(part, ast.Call) for part in ast.walk(value)):
                    raise self.names.outside(node, "a constant calls nothing")
                name = self.fresh(name, node)
                self.names.constants[name] = self.code.expression(value, {}).kind
                if isinstance(value, ast.Constant) and type(value.value) in (int, float) and value.value:
                    self.names.nonzero.add(name)
            case ast.FunctionDef():
                self.signature(node)
            case _:
                said = ast.unparse(node).splitlines()[0]
                raise self.names.outside(node, f"{said!r} is outside the subset")

    def fresh(self, name: str, node: ast.stmt) -> str:
        """A name that the module binds for the first time."""
        names = self.names
        if name in names.constants or name in names.functions or name in names.types:
            raise names.outside(node, f"'{name}' is bound twice")
        return names.new(name, node)

    def imported(self, node: ast.ImportFrom, module: str) -> None:
        """Names of another module of ours."""
        if module not in self.world.files:
            raise self.names.outside(node, f"{module} may not be imported")
        other = self.world.names(module)
        runtime: list[str] = []
        for alias in node.names:
            name = alias.name
            if alias.asname is not None:
                raise self.names.outside(node, f"{name} may not be renamed")
            if name in other.types:
                self.names.types[name] = other.types[name]
            elif name in other.functions:
                self.names.functions[self.fresh(name, node)] = other.functions[name]
                runtime.append(name)
            elif name in other.constants:
                self.names.constants[self.fresh(name, node)] = other.constants[name]
                self.names.nonzero |= other.nonzero & {name}
                runtime.append(name)
            else:
                raise self.names.outside(node, f"{module} has no {name}")
        if runtime:
            path = path_from(self.name, module)
            self.imports.append(Line(f'import {{ {", ".join(runtime)} }} from "{path}";', node.lineno))

    def typed_dict(self, node: ast.ClassDef) -> None:
        """A shape: fields and nothing else. It leaves nothing in JavaScript."""
        fields: dict[str, Kind] = {}
        for inside in node.body:
            match inside:
                case ast.AnnAssign(target=ast.Name(id=name), annotation=annotation, value=None):
                    if not re.fullmatch(r"[a-z_][a-z0-9_]*", name) or name == "__proto__":
                        raise self.names.outside(inside, f"'{name}' may not be a field")
                    fields[name] = self.names.annotation(annotation)
                case ast.Expr(value=ast.Constant(value=str())):
                    pass
                case _:
                    raise self.names.outside(inside, "a TypedDict holds fields only")
        self.world.records[self.names.types[node.name].name] = fields

    def signature(self, node: ast.FunctionDef) -> None:
        """A function's parameters, all plain, and what it returns."""
        taken = node.args
        odd = (taken.vararg, taken.kwarg, taken.kwonlyargs, taken.posonlyargs, taken.defaults)
        if any(odd) or node.decorator_list:
            raise self.names.outside(node, "functions take plain positional parameters and no decorators")
        for parameter in taken.args:
            if not is_name(parameter.arg):
                raise self.names.outside(parameter, f"'{parameter.arg}' cannot be a name in JavaScript")
        kinds = [self.names.annotation(parameter.annotation) for parameter in taken.args]
        returns = self.names.annotation(node.returns)
        self.names.functions[self.fresh(node.name, node)] = Signature(kinds, returns)

    def constant(self, name: str, node: ast.AnnAssign, value: ast.expr) -> None:
        """A constant of the module."""
        self.code.put(f"export const {name} = {self.code.expression(value, {}).text};", node)
