"""Functions and their statements."""

import ast
from typing import NamedTuple

from .calls import Calls
from .kinds import NUMBERS, Kind, Scope, item_of
from .names import Names
from .printing import Js, comment
from .wrapping import wrapped

STEPS = {ast.Add: "+=", ast.Sub: "-=", ast.Mult: "*="}


class Line(NamedTuple):
    """A line of JavaScript and the line of Python that it comes from (0: none)."""

    text: str
    source: int


class Statements(Calls):
    """One module's functions, written line by line."""

    def __init__(self, names: Names) -> None:
        super().__init__(names)
        self.lines: list[Line] = []
        self.indent = 0
        self.returns = Kind("any")

    def put(self, text: str, node: ast.AST | None = None) -> None:
        """One line, at the indent we are at; broken into several where it is too long."""
        whole = text.startswith(("/", " *", "for (", "if (", "while (", "}"))
        indent = "  " * self.indent
        for line in [indent + text] if whole else wrapped(text, indent):
            self.lines.append(Line(line, getattr(node, "lineno", 0)))

    def function(self, node: ast.FunctionDef) -> None:
        """A whole function, its docstring before it."""
        signature = self.names.functions[node.name]
        self.returns = signature.returns
        stored = [part.id for part in ast.walk(node) if isinstance(part, ast.Name) and stores(part)]
        self.own = set(stored)
        changed = [part.target for part in ast.walk(node) if isinstance(part, ast.AugAssign)]
        self.rebound = {name for name in stored if stored.count(name) > 1}
        self.rebound |= {target.id for target in changed if isinstance(target, ast.Name)}
        scope: Scope = {}
        for parameter, kind in zip(node.args.args, signature.parameters, strict=True):
            scope[self.names.new(parameter.arg, parameter)] = kind
        body = node.body
        match body:
            case [ast.Expr(value=ast.Constant(value=str(text))) as doc, *rest] if rest:
                body = rest
                for line in comment(text):
                    self.put(line, doc)
        self.put(f"export function {node.name}({', '.join(scope)}) {{", node)
        self.block(body, scope)
        self.put("}")

    def block(self, body: list[ast.stmt], outer: Scope) -> None:
        """A name first bound in a block ends with it, as in JavaScript; Python's leak is refused."""
        scope = dict(outer)
        self.indent += 1
        for node in body:
            self.statement(node, scope)
        self.indent -= 1

    def statement(self, node: ast.stmt, scope: Scope) -> None:
        match node:
            case ast.Return(value=value):
                result = self.given(value, self.returns, scope).text if value is not None else "null"
                self.put(f"return {result};", node)
            case ast.Assign(targets=[ast.Name(id=name)], value=value):
                if name in scope:
                    self.put(f"{name} = {self.given(value, scope[name], scope).text};", node)
                else:
                    self.bind(name, self.expression(value, scope), node, scope)
            case ast.AnnAssign(target=ast.Name(id=name), annotation=said, value=ast.expr() as value):
                kind = self.names.annotation(said)
                self.bind(name, self.given(value, kind, scope)._replace(kind=kind), node, scope)
            case ast.Assign(targets=[ast.Subscript(value=ast.Name(id=name), slice=index)], value=value) if (
                name in scope and scope[name].name == "list"
            ):
                place = f"{self.names.use('$slot')}({name}, {self.of(index, scope, 'int').text})"
                told = self.given(value, item_of(scope[name]), scope)
                self.put(f"{name}[{place}] = {told.text};", node)
            case ast.AugAssign(target=ast.Name(id=name), op=op, value=value) if (
                type(op) in STEPS and name in scope and scope[name].name in NUMBERS
            ):
                told = self.of(value, scope, *NUMBERS)
                if scope[name].name == "int" and told.kind.name == "float":
                    raise self.names.outside(node, f"'{name}' would become a float")
                self.put(f"{name} {STEPS[type(op)]} {told.text};", node)
            case ast.Expr(
                value=ast.Call(
                    func=ast.Attribute(value=ast.Name(id=name), attr="append"), args=[value], keywords=[]
                )
            ) if name in scope and scope[name].name == "list":
                self.put(f"{name}.push({self.given(value, item_of(scope[name]), scope).text});", node)
            case ast.Raise(exc=ast.Call(func=ast.Name(id="ValueError"), args=[why]), cause=None):
                self.put(f"{self.names.use('$raise')}({self.of(why, scope, 'str').text});", node)
            case ast.Continue() | ast.Break():
                self.put(f"{type(node).__name__.lower()};", node)
            case _:
                self.compound(node, scope)

    def compound(self, node: ast.stmt, scope: Scope) -> None:
        """if, while and for."""
        match node:
            case ast.If():
                self.choice(node, scope)
            case ast.While(test=test, body=body, orelse=[]):
                self.put(f"while ({self.truth(test, scope).text}) {{", node)
                self.block(body, scope)
                self.put("}")
            case ast.For(target=ast.Name(id=name), iter=items, body=body, orelse=[]):
                self.names.local(name, node, scope)
                for inside in (part for statement in body for part in ast.walk(statement)):
                    if isinstance(inside, ast.Name) and inside.id == name and stores(inside):
                        raise self.names.outside(inside, f"the loop's '{name}' would be rebound")
                head, kind = self.loop(name, items, scope)
                self.put(f"for ({head}) {{", node)
                self.block(body, {**scope, name: kind})
                self.put("}")
            case _:
                said = ast.unparse(node).splitlines()[0]
                raise self.names.outside(node, f"{said!r} is outside the subset")

    def choice(self, node: ast.If, scope: Scope) -> None:
        self.put(f"if ({self.truth(node.test, scope).text}) {{", node)
        self.block(node.body, self.narrowed(node.test, scope))
        orelse = node.orelse
        while len(orelse) == 1 and isinstance(orelse[0], ast.If):
            self.put(f"}} else if ({self.truth(orelse[0].test, scope).text}) {{", orelse[0])
            self.block(orelse[0].body, self.narrowed(orelse[0].test, scope))
            orelse = orelse[0].orelse
        if orelse:
            self.put("} else {")
            self.block(orelse, scope)
        self.put("}")

    def loop(self, name: str, items: ast.expr, scope: Scope) -> tuple[str, Kind]:
        """The head of a loop and what it walks. The end of a range is worked out once, as in Python."""
        bounds = self.bounds(items, scope)
        if not bounds:
            js = self.expression(items, scope)
            if js.kind.name == "str":
                return f"const {name} of {js.text}", js.kind._replace(optional=False)
            walked = self.walked(items, scope)
            return f"const {name} of {walked.text}", item_of(walked.kind)
        first, end = bounds
        if end.text.isdecimal():
            return f"let {name} = {first.text}; {name} < {end.text}; {name}++", first.kind
        head = f"let {name} = {first.text}, $end = {end.text}; {name} < $end; {name}++"
        return head, first.kind

    def bind(self, name: str, js: Js, node: ast.stmt, scope: Scope) -> None:
        """A name bound for the first time in its block."""
        self.names.local(name, node, scope)
        scope[name] = js.kind
        self.put(f"{'let' if name in self.rebound else 'const'} {name} = {js.text};", node)


def stores(name: ast.Name) -> bool:
    """Whether a name is bound where it stands, and not read."""
    return isinstance(name.ctx, ast.Store)
