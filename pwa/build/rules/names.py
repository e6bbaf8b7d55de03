"""What a module's names mean to the translator: types, functions, constants; and how it refuses."""

import ast
from dataclasses import dataclass, field

from .kinds import ANY, NONE, STR, Kind, Record, Scope, Signature, either
from .printing import is_name


class OutsideSubset(Exception):  # noqa: N818  a name that others build on
    """A line that is not in the subset of docs/decisions/0002-rules.md. `file` is the path as it
    was given, `line` counts from 1."""

    def __init__(self, file: str, line: int, why: str) -> None:
        super().__init__(f"{file}:{line}: {why}")
        self.file = file
        self.line = line
        self.why = why


@dataclass
class Names:
    """The names that a module may use. `records` is shared by all modules: qualified TypedDict
    name → its fields. `nonzero` has the constants that are a number other than 0. `helpers` collects
    what the module needs of the runtime."""

    file: str
    records: dict[str, Record]
    types: dict[str, Kind] = field(default_factory=dict)
    functions: dict[str, Signature] = field(default_factory=dict)
    constants: Scope = field(default_factory=dict)
    nonzero: set[str] = field(default_factory=set)
    helpers: set[str] = field(default_factory=set)

    def outside(self, node: ast.AST, why: str) -> OutsideSubset:
        """The refusal of what is outside the subset, to be raised."""
        return OutsideSubset(self.file, getattr(node, "lineno", 1), why)

    def use(self, helper: str) -> str:
        """The name of a helper of the runtime, noted so that it is imported."""
        self.helpers.add(helper)
        return helper

    def new(self, name: str, node: ast.AST) -> str:
        """A name that is bound here, refused where JavaScript could not have it."""
        if not is_name(name):
            raise self.outside(node, f"'{name}' cannot be a name in JavaScript")
        return name

    def local(self, name: str, node: ast.AST, scope: Scope) -> str:
        """A name that is bound here for the first time, in a loop, a comprehension or a block."""
        if name in scope:
            raise self.outside(node, f"'{name}' is bound already: loops and comprehensions bind fresh names")
        return self.new(name, node)

    def annotation(self, node: ast.expr | None) -> Kind:
        """The kind that an annotation tells."""
        match node:
            case ast.Constant(value=None):
                return NONE
            case ast.Constant(value=str(name)) if name in self.types and "." in self.types[name].name:
                return self.types[name]  # a quoted TypedDict: one that is defined further down
            case ast.Name(id="int" | "float" | "bool" | "str" as name):
                return Kind(name)
            case ast.Name(id=name) if name in self.types:
                return self.types[name]
            case ast.Subscript(value=ast.Name(id="list"), slice=item):
                return Kind("list", self.annotation(item))
            case ast.Subscript(value=ast.Name(id="dict"), slice=ast.Tuple(elts=[ast.Name(id="str"), item])):
                return Kind("dict", self.annotation(item))
            case ast.Subscript(value=ast.Name(id="tuple"), slice=ast.Tuple(elts=items)):
                kind: Kind | None = None
                for each in items:
                    kind = either(kind, self.annotation(each))
                return Kind("list", kind)
            case ast.Subscript(value=ast.Name(id="Literal"), slice=what):
                values = what.elts if isinstance(what, ast.Tuple) else [what]
                if all(isinstance(v, ast.Constant) and isinstance(v.value, str) for v in values):
                    return STR
            case ast.BinOp(left=left, op=ast.BitOr(), right=right):
                return either(self.annotation(left), self.annotation(right)) or ANY
        said = ast.unparse(node) if node is not None else "missing"
        raise self.outside(node or ast.Pass(), f"a type outside the subset: {said}")
