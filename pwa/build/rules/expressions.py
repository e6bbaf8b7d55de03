"""Expressions, but for comparisons (comparisons.py), calls and comprehensions (calls.py)."""

import ast
import json
import re
from math import isfinite

from .kinds import (
    ANY,
    BOOL,
    FLOAT,
    INT,
    NONE,
    NUMBERS,
    STR,
    Kind,
    Scope,
    either,
    hides_a_bool,
    item_of,
)
from .names import Names
from .printing import ADD, AND, CHOICE, OR, TIMES, UNARY, Js, at, field, key, template_text

LARGEST = 2**53  # a whole number beyond it is not itself in JavaScript
ARITHMETIC = {ast.Add: ("+", ADD), ast.Sub: ("-", ADD), ast.Mult: ("*", TIMES)}


class Expressions:
    """One module's expressions as JavaScript. What is not handled is refused."""

    def __init__(self, names: Names) -> None:
        self.names = names
        #: Names that the function at hand binds anywhere: in all of it they are no name of the module.
        self.own: set[str] = set()
        #: Those of them that it binds more than once, or changes: `let` and not `const`.
        self.rebound: set[str] = set()

    def of(self, node: ast.expr, scope: Scope, *kinds: str) -> Js:
        """An expression that has to be of one of the kinds. (That it is not None, mypy has shown.)"""
        js = self.expression(node, scope)
        if js.kind.name not in kinds:
            needed = " or ".join(kinds)
            raise self.names.outside(node, f"{ast.unparse(node)!r} is {js.kind.name}, and {needed} is needed")
        return js

    def printed(self, node: ast.expr, scope: Scope, *kinds: str) -> Js:
        """The same, where mypy would let None pass: Python prints "None", JavaScript "null"."""
        js = self.of(node, scope, *kinds)
        if js.kind.optional:
            raise self.names.outside(node, f"{ast.unparse(node)!r} may be None, which cannot be printed")
        return js

    def truth(self, node: ast.expr, scope: Scope) -> Js:
        """A condition. No truthiness: an empty list is false in Python and true in JavaScript."""
        js = self.expression(node, scope)
        if js.kind != BOOL:
            raise self.names.outside(
                node, f"{ast.unparse(node)!r} is not plainly bool; compare it with something"
            )
        return js

    def given(self, node: ast.expr, wanted: Kind, scope: Scope) -> Js:
        """An expression where a value of a certain kind is wanted: an argument, a result, a field."""
        if isinstance(node, ast.Dict) and wanted.name in self.names.records:
            return self.display(node, scope, wanted)
        if isinstance(node, ast.Dict) and wanted.name == "dict":
            return self.display(node, scope, wanted)
        if isinstance(node, ast.List) and wanted.name == "list":
            return self.items(node.elts, scope, wanted.item)
        js = self.expression(node, scope)
        if hides_a_bool(js.kind, wanted):
            raise self.names.outside(node, f"{ast.unparse(node)!r} is a bool where a number is wanted")
        return js

    def expression(self, node: ast.expr, scope: Scope) -> Js:
        """Any expression."""
        match node:
            case ast.Constant(value=value):
                return self.constant(node, value)
            case ast.Name(id=name):
                if name in scope:
                    return Js(name, scope[name])
                if name in self.names.constants and name not in self.own:
                    return Js(name, self.names.constants[name])
                raise self.names.outside(node, f"'{name}' is not bound here on every path")
            case ast.JoinedStr(values=parts):
                return Js("`" + "".join(self.part(part, scope) for part in parts) + "`", STR)
            case ast.List(elts=elts) | ast.Tuple(elts=elts):
                return self.items(elts, scope, None)
            case ast.Dict():
                return self.display(node, scope, None)
            case ast.UnaryOp(op=ast.Not(), operand=operand):
                return Js(f"!{at(self.truth(operand, scope), UNARY)}", BOOL, UNARY)
            case ast.UnaryOp(op=ast.USub(), operand=operand):
                return self.negative(self.of(operand, scope, *NUMBERS), operand)
            case ast.BoolOp(op=op, values=terms):
                return self.logic(op, terms, scope)
            case ast.IfExp():
                return self.one_or_other(node, scope)
            case ast.BinOp():
                return self.arithmetic(node, scope)
            case ast.Compare(left=left, ops=ops, comparators=others):
                return self.comparisons([left, *others], ops, scope)
            case ast.Subscript(value=whole, slice=index) if not isinstance(index, ast.Slice):
                return self.item(node, self.expression(whole, scope), index, scope)
            case ast.Call():
                return self.call(node, scope)
            case ast.ListComp(elt=elt, generators=generators):
                return self.comprehension(elt, generators, scope)
        raise self.names.outside(node, f"{ast.unparse(node)!r} is outside the subset")

    def one_or_other(self, node: ast.IfExp, scope: Scope) -> Js:
        """One value or the other."""
        condition = at(self.truth(node.test, scope), OR)
        yes = self.expression(node.body, self.narrowed(node.test, scope))
        no = self.expression(node.orelse, scope)
        kind = either(yes.kind, no.kind) or ANY
        return Js(f"{condition} ? {at(yes, OR)} : {at(no, CHOICE)}", kind, CHOICE)

    def comparisons(self, nodes: list[ast.expr], ops: list[ast.cmpop], scope: Scope) -> Js:
        """See comparisons.py."""
        raise NotImplementedError

    def call(self, node: ast.Call, scope: Scope) -> Js:
        """See calls.py."""
        raise NotImplementedError

    def comprehension(self, elt: ast.expr, generators: list[ast.comprehension], scope: Scope) -> Js:
        """See calls.py."""
        raise NotImplementedError

    def walked(self, node: ast.expr, scope: Scope) -> Js:
        """See calls.py."""
        raise NotImplementedError

    # -- literals ---------------------------------------------------------------------------------

    def constant(self, node: ast.expr, value: object) -> Js:
        if value is None:
            return Js("null", NONE)
        if isinstance(value, bool):
            return Js(str(value).lower(), BOOL)
        if isinstance(value, int) and value < LARGEST:
            return Js(str(value), INT)
        if isinstance(value, float) and isfinite(value):
            return Js(repr(value), FLOAT)
        if isinstance(value, str):
            return Js(json.dumps(value), STR)
        raise self.names.outside(node, f"{value!r} is outside the subset")

    def part(self, node: ast.expr, scope: Scope) -> str:
        """A piece of an f-string."""
        if isinstance(node, ast.Constant):
            return template_text(str(node.value))
        assert isinstance(node, ast.FormattedValue)
        if node.format_spec is None and node.conversion == -1:
            return f"${{{self.printed(node.value, scope, 'str', 'int').text}}}"
        spec = re.fullmatch(r"f'0([1-9])d'", ast.unparse(node.format_spec)) if node.format_spec else None
        if spec is None or node.conversion != -1:
            raise self.names.outside(node, "an f-string prints strings and ints, as they are or as 02d")
        return f"${{{self.names.use('$pad')}({self.printed(node.value, scope, 'int').text}, {spec[1]})}}"

    def items(self, nodes: list[ast.expr], scope: Scope, wanted: Kind | None) -> Js:
        """A list or tuple as it is written; `wanted` is the kind of its items where that is known."""
        texts: list[str] = []
        kind: Kind | None = None
        for node in nodes:
            if isinstance(node, ast.Starred):
                js = self.walked(node.value, scope)
                texts.append(f"...{at(js, OR)}")
                kind = either(kind, js.kind.item)
            else:
                js = self.expression(node, scope) if wanted is None else self.given(node, wanted, scope)
                texts.append(js.text)
                kind = either(kind, js.kind)
        return Js(f"[{', '.join(texts)}]", Kind("list", wanted or kind))

    def display(self, node: ast.Dict, scope: Scope, wanted: Kind | None) -> Js:
        """A dict as it is written. As a TypedDict it has to hold each of its fields, once."""
        fields = self.names.records.get(wanted.name) if wanted is not None else None
        pairs: list[str] = []
        seen: list[str] = []
        kind: Kind | None = None
        for name, value in zip(node.keys, node.values, strict=True):
            if not isinstance(name, ast.Constant) or not isinstance(name.value, str):
                raise self.names.outside(node, "the keys of a dict are plain strings")
            said = name.value
            if said == "__proto__" or said in seen:
                raise self.names.outside(name, f"'{said}' may not be a key of a dict, or stands in it twice")
            if fields is not None and said not in fields:
                raise self.names.outside(name, f"{wanted.name if wanted else ''} has no field '{said}'")
            if fields is not None:
                js = self.given(value, fields[said], scope)
            elif wanted is not None and wanted.item is not None:
                js = self.given(value, wanted.item, scope)
            else:
                js = self.expression(value, scope)
            kind = either(kind, js.kind)
            seen.append(said)
            pairs.append(f"{key(said)}: {js.text}")
        if fields is not None and len(seen) != len(fields):
            raise self.names.outside(
                node, f"fields are missing: {', '.join(sorted(set(fields) - set(seen)))}"
            )
        text = f"{{ {', '.join(pairs)} }}" if pairs else "{}"
        return Js(text, wanted if wanted is not None else Kind("dict", kind))

    # -- operators --------------------------------------------------------------------------------

    def logic(self, op: ast.boolop, terms: list[ast.expr], scope: Scope) -> Js:
        """`and` and `or` of plain bools; what `and` has shown not to be None is not."""
        sign, level = ("&&", AND) if isinstance(op, ast.And) else ("||", OR)
        told: list[str] = []
        for term in terms:
            told.append(at(self.truth(term, scope), level + 1))
            scope = self.narrowed(term, scope) if isinstance(op, ast.And) else scope
        return Js(f" {sign} ".join(told), BOOL, level)

    def narrowed(self, test: ast.expr, scope: Scope) -> Scope:
        """What is known where a test holds: `name is not None`, for a name that is bound only once."""
        match test:
            case ast.Compare(
                left=ast.Name(id=name), ops=[ast.IsNot()], comparators=[ast.Constant(value=None)]
            ) if name in scope and name not in self.rebound:
                return {**scope, name: scope[name]._replace(optional=False)}
            case ast.BoolOp(op=ast.And(), values=terms):
                for term in terms:
                    scope = self.narrowed(term, scope)
        return scope

    def negative(self, js: Js, operand: ast.expr) -> Js:
        """Of a whole number 0 - n: JavaScript's -0 is no whole number of Python's."""
        if isinstance(operand, ast.Constant):
            return Js(f"-{js.text}", js.kind, UNARY)
        if js.kind.name == "int":
            return Js(f"0 - {at(js, TIMES)}", INT, ADD)
        return Js(f"-({js.text})" if js.text.startswith("-") else f"-{at(js, UNARY)}", js.kind, UNARY)

    def arithmetic(self, node: ast.BinOp, scope: Scope) -> Js:
        left, right = self.expression(node.left, scope), self.expression(node.right, scope)
        if isinstance(node.op, ast.Add) and left.kind.name == right.kind.name == "str":
            return Js(f"{at(left, ADD)} + {at(right, TIMES)}", STR, ADD)
        if left.kind.name in NUMBERS and right.kind.name in NUMBERS:
            kind = FLOAT if "float" in (left.kind.name, right.kind.name) else INT
            if type(node.op) in ARITHMETIC:
                sign, level = ARITHMETIC[type(node.op)]
                return Js(f"{at(left, level)} {sign} {at(right, level + 1)}", kind, level)
            if isinstance(node.op, ast.Div):
                return self.quotient(node, left, right, scope)._replace(kind=FLOAT)
            if kind.name == "int" and isinstance(node.op, ast.FloorDiv):
                return Js(f"Math.floor({self.quotient(node, left, right, scope).text})", INT)
            if kind.name == "int" and isinstance(node.op, ast.Mod):
                return Js(f"{self.names.use('$mod')}({left.text}, {right.text})", INT)
        names = f"{left.kind.name} and {right.kind.name}"
        raise self.names.outside(node, f"{ast.unparse(node)!r}: no such operation on {names}")

    def quotient(self, node: ast.BinOp, left: Js, right: Js, scope: Scope) -> Js:
        """A division that throws where Python raises ZeroDivisionError."""
        match node.right:
            case ast.Constant(value=value):
                never_zero = value != 0
            case ast.Name(id=name):
                never_zero = name in self.names.nonzero and name not in scope and name not in self.own
            case _:
                never_zero = False
        if never_zero:
            return Js(f"{at(left, TIMES)} / {at(right, UNARY)}", left.kind, TIMES)
        return Js(f"{self.names.use('$div')}({left.text}, {right.text})", left.kind)

    def item(self, node: ast.Subscript, whole: Js, index: ast.expr, scope: Scope) -> Js:
        """A field of a TypedDict, an entry of a dict, an item of a list."""
        fields = self.names.records.get(whole.kind.name)
        if fields is not None and isinstance(index, ast.Constant) and index.value in fields:
            return Js(field(at(whole, UNARY + 1), str(index.value)), fields[str(index.value)])
        if whole.kind.name == "dict":
            name = self.of(index, scope, "str").text
            return Js(f"{self.names.use('$key')}({whole.text}, {name})", item_of(whole.kind))
        if whole.kind.name == "list":
            place = self.of(index, scope, "int").text
            return Js(f"{self.names.use('$at')}({whole.text}, {place})", item_of(whole.kind))
        raise self.names.outside(node, f"{ast.unparse(node)!r} is outside the subset")
