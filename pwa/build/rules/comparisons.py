"""Comparisons: what is exact with an operator of JavaScript, and what needs the runtime."""

import ast

from .expressions import Expressions
from .kinds import BOOL, NUMBERS, Scope, item_of, plainly_comparable
from .printing import ADD, AND, EQUAL, ORDER, UNARY, Js, at

ORDERS = {ast.Lt: "<", ast.LtE: "<=", ast.Gt: ">", ast.GtE: ">="}


class Comparisons(Expressions):
    """Expressions with comparisons."""

    def comparisons(self, nodes: list[ast.expr], ops: list[ast.cmpop], scope: Scope) -> Js:
        """One comparison, or a chain whose middles may be said twice."""
        for node in nodes[1:-1]:
            if any(isinstance(part, ast.Call | ast.ListComp) for part in ast.walk(node)):
                raise self.names.outside(node, "the middle of a chain of comparisons is a plain value")
        told = [self.compared(nodes[i], ops[i], nodes[i + 1], scope) for i in range(len(ops))]
        if len(told) == 1:
            return told[0]
        return Js(" && ".join(at(each, EQUAL) for each in told), BOOL, AND)

    def compared(self, left: ast.expr, op: ast.cmpop, right: ast.expr, scope: Scope) -> Js:
        a, b = self.expression(left, scope), self.expression(right, scope)
        no = "!" if isinstance(op, ast.NotEq | ast.IsNot | ast.NotIn) else ""
        same = Js(f"{at(a, ADD)} {no or '='}== {at(b, ADD)}", BOOL, EQUAL)
        if isinstance(op, ast.Is | ast.IsNot):
            constant = isinstance(right, ast.Constant) and (right.value is None or b.kind == BOOL)
            if constant and ("none" in (a.kind.name, b.kind.name) or a.kind.name == "bool"):
                return same
            raise self.names.outside(left, "'is' compares with None, True or False only")
        if isinstance(op, ast.Eq | ast.NotEq):
            if plainly_comparable(a.kind, b.kind):
                return same
            return Js(f"{no}{self.names.use('$eq')}({a.text}, {b.text})", BOOL, UNARY)
        if isinstance(op, ast.In | ast.NotIn):
            return self.contained(a, b, no, right)
        if type(op) not in ORDERS:
            raise self.names.outside(left, "a comparison outside the subset")
        sign = ORDERS[type(op)]
        if a.kind.name in NUMBERS and b.kind.name in NUMBERS:
            return Js(f"{at(a, ADD)} {sign} {at(b, ADD)}", BOOL, ORDER)
        return Js(f"{self.names.use('$cmp')}({a.text}, {b.text}) {sign} 0", BOOL, ORDER)

    def contained(self, a: Js, b: Js, no: str, node: ast.expr) -> Js:
        """`a in b`, for lists and for the keys of a dict."""
        item = item_of(b.kind)
        if b.kind.name == "dict" and a.kind.name == "str":
            return Js(f"{no}Object.hasOwn({b.text}, {a.text})", BOOL, UNARY)
        if b.kind.name == "list" and a.kind.name == item.name and a.kind.name in ("int", "str"):
            return Js(f"{no}{at(b, UNARY + 1)}.includes({a.text})", BOOL, UNARY)
        if b.kind.name in ("list", "any"):
            return Js(f"{no}{self.names.use('$in')}({a.text}, {b.text})", BOOL, UNARY)
        raise self.names.outside(node, "'in' looks into lists and dicts")
