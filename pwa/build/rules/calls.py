"""Calls of the few functions of Python that the subset has, and comprehensions."""

import ast

from .comparisons import Comparisons
from .kinds import ANY, BOOL, FLOAT, INT, NUMBERS, STR, Kind, Scope, either, item_of
from .printing import CHOICE, EQUAL, PRIMARY, UNARY, Js, arrow, at
from .texts import Texts

TYPES = {
    "bool": 'typeof {} === "boolean"',
    "str": 'typeof {} === "string"',
    "list": "Array.isArray({})",
    "int": "$int({})",
}


class Calls(Comparisons, Texts):
    """Expressions with calls and comprehensions."""

    def call(self, node: ast.Call, scope: Scope) -> Js:
        match node.func:
            case ast.Name(id=name) if name in scope or name in self.own:
                raise self.names.outside(node, f"'{name}' is a value here, and only functions are called")
            case ast.Name(id="sorted"):
                return self.sorted(node, scope)
        if node.keywords or any(isinstance(arg, ast.Starred) for arg in node.args):
            raise self.names.outside(node, "arguments are passed by position")
        of_text = self.of_text(node, scope)
        if of_text is not None:
            return of_text
        match node.func, node.args:
            case ast.Name(id=name), args if name in self.names.functions:
                return self.own_call(name, node, args, scope)
            case ast.Name(id="any" | "all" as name), [ast.GeneratorExp() as generator]:
                return self.quantified(name, generator, scope)
            case ast.Name(id="max" | "min" as name), [first, second]:
                return self.extreme(name, self.of(first, scope, *NUMBERS), self.of(second, scope, *NUMBERS))
            case ast.Name(id=name), [arg]:
                return self.of_one(name, node, arg, scope)
            case ast.Name(id="isinstance"), [arg, ast.Name(id=name)] if name in TYPES:
                js = self.expression(arg, scope)
                if name == "int":
                    self.names.use("$int")
                level = EQUAL if name in ("bool", "str") else PRIMARY
                return Js(TYPES[name].format(at(js, UNARY)), BOOL, level)
            case ast.Attribute(value=whole, attr="get"), [arg]:
                js = self.expression(whole, scope)
                if js.kind.name == "dict":
                    text = f"{self.names.use('$get')}({js.text}, {self.of(arg, scope, 'str').text})"
                    return Js(text, item_of(js.kind)._replace(optional=True))
        raise self.names.outside(node, f"the call {ast.unparse(node)!r} is outside the subset")

    def own_call(self, name: str, node: ast.Call, args: list[ast.expr], scope: Scope) -> Js:
        """A call of a function of the rules or views."""
        signature = self.names.functions[name]
        if len(args) != len(signature.parameters):
            raise self.names.outside(node, f"{name} takes {len(signature.parameters)} arguments")
        pairs = zip(args, signature.parameters, strict=True)
        told = ", ".join(self.given(arg, kind, scope).text for arg, kind in pairs)
        return Js(f"{name}({told})", signature.returns)

    def of_one(self, name: str, node: ast.Call, arg: ast.expr, scope: Scope) -> Js:
        """len, str, floor and sqrt."""
        match name:
            case "len":
                js = self.of(arg, scope, "list", "str")
                if js.kind.name == "list":
                    return Js(f"{at(js, PRIMARY)}.length", INT)
                return Js(f"{self.names.use('$len')}({js.text})", INT)
            case "str":
                return Js(f"String({self.printed(arg, scope, 'int').text})", STR)
            case "floor" | "sqrt":
                text = f"{self.names.use('$' + name)}({self.of(arg, scope, *NUMBERS).text})"
                return Js(text, INT if name == "floor" else FLOAT)
        raise self.names.outside(node, f"the call {ast.unparse(node)!r} is outside the subset")

    def extreme(self, name: str, a: Js, b: Js) -> Js:
        """max or min of two numbers; of floats with the first kept where neither is more."""
        kind = either(a.kind, b.kind) or ANY
        exact = kind.name == "int"
        return Js(
            f"{'Math.' if exact else self.names.use('$' + name)}{name if exact else ''}({a.text}, {b.text})",
            kind._replace(optional=False),
        )

    def sorted(self, node: ast.Call, scope: Scope) -> Js:
        """sorted(items), with key= a function or a lambda of one name."""
        if len(node.args) != 1 or isinstance(node.args[0], ast.Starred):
            raise self.names.outside(node, "sorted takes one list")
        js = self.walked(node.args[0], scope)
        by = ""
        match node.keywords:
            case []:
                pass
            case [ast.keyword(arg="key", value=ast.Name(id=name))] if (
                name in self.names.functions and name not in scope and name not in self.own
            ):
                by = f", {name}"
            case [ast.keyword(arg="key", value=ast.Lambda(args=ast.arguments() as taken, body=body))] if (
                self.takes_one(taken)
            ):
                bound = self.names.local(taken.args[0].arg, node, scope)
                told = self.expression(body, {**scope, bound: item_of(js.kind)})
                by = f", {arrow(bound, told.text)}"
            case _:
                raise self.names.outside(node, "sorted takes key= only: a function, or a lambda of one name")
        return Js(f"{self.names.use('$sorted')}({js.text}{by})", Kind("list", js.kind.item))

    def takes_one(self, taken: ast.arguments) -> bool:
        """Whether a lambda takes one plain name."""
        others = (taken.posonlyargs, taken.kwonlyargs, taken.defaults, taken.vararg, taken.kwarg)
        return len(taken.args) == 1 and not any(others)

    # -- walking ----------------------------------------------------------------------------------

    def bounds(self, node: ast.expr, scope: Scope) -> list[Js]:
        """The two bounds of a range, [] when it is none."""
        match node:
            case ast.Call(func=ast.Name(id="range"), args=args, keywords=[]) if "range" not in scope:
                if len(args) not in (1, 2):
                    raise self.names.outside(node, "range takes one or two bounds")
                return [Js("0", INT), *[self.of(arg, scope, "int") for arg in args]][-2:]
        return []

    def walked(self, node: ast.expr, scope: Scope) -> Js:
        """What is walked, as an array: a list, the letters of a text, a range. Never a dict: the order
        of its keys differs."""
        bounds = self.bounds(node, scope)
        if bounds:
            text = f"{self.names.use('$range')}({bounds[0].text}, {bounds[1].text})"
            return Js(text, Kind("list", INT))
        js = self.expression(node, scope)
        if js.kind.name == "str":
            return Js(f"[...{at(js, CHOICE + 1)}]", Kind("list", STR))
        if js.kind.name == "list":
            return js
        if js.kind.name == "any":
            return Js(f"{self.names.use('$list')}({js.text})", Kind("list", ANY))
        raise self.names.outside(node, "only lists, texts and range can be walked")

    def comprehension(self, elt: ast.expr, generators: list[ast.comprehension], scope: Scope) -> Js:
        """[elt for name in items if test …], any number of them deep."""
        first, *rest = generators
        if not isinstance(first.target, ast.Name) or first.is_async:
            raise self.names.outside(elt, "a comprehension walks one fresh name")
        js = self.walked(first.iter, scope)
        name = self.names.local(first.target.id, first.target, scope)
        inner = {**scope, name: item_of(js.kind)}
        text = at(js, PRIMARY)
        for test in first.ifs:
            text += f".filter({arrow(name, self.truth(test, inner).text)})"
        if rest:
            told = self.comprehension(elt, rest, inner)
            return Js(f"{text}.flatMap({arrow(name, told.text)})", told.kind)
        told = self.expression(elt, inner)
        if told.text == name and (first.ifs or text.startswith("[...")):  # an array of its own already
            return Js(text, Kind("list", told.kind))
        return Js(f"{text}.map({arrow(name, told.text)})", Kind("list", told.kind))

    def quantified(self, name: str, generator: ast.GeneratorExp, scope: Scope) -> Js:
        """any(… for name in items) and all(…)."""
        match generator.generators:
            case [ast.comprehension(target=ast.Name(id=bound), iter=items, ifs=[], is_async=0)]:
                js = self.walked(items, scope)
                told = self.truth(
                    generator.elt, {**scope, self.names.local(bound, generator, scope): item_of(js.kind)}
                )
                method = "some" if name == "any" else "every"
                return Js(f"{at(js, PRIMARY)}.{method}({arrow(bound, told.text)})", BOOL)
        raise self.names.outside(generator, f"{name} walks one fresh name, without if")
