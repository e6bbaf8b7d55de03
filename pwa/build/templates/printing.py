"""One macro, block or file as one JavaScript function.

What has no case here is not in the subset: there is no other list of it (decision 0006).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jinja2 import nodes as n
from markupsafe import escape

from . import names
from .outside import OutsideSubset, outside
from .settings import LARGEST
from .writing import Lines, constant, template_text


@dataclass(frozen=True)
class Callee:
    """A macro that may be called: its function and how many arguments it takes."""

    function: str
    arity: int


@dataclass
class Printer:
    """Writes one function. `parameters` are those of a macro, None for what sees the page's context.

    After a run `calls` holds the functions it calls and `context` the names it takes from the
    context, each with its first line.
    """

    file: str
    callees: Mapping[str, Callee]
    parameters: tuple[str, ...] | None
    holds_blocks: bool = False
    calls: set[str] = field(default_factory=set)
    context: dict[str, int] = field(default_factory=dict)
    _lines: Lines = field(default_factory=Lines)
    _locals: list[str] = field(default_factory=list)
    _walked: dict[str, int] = field(default_factory=dict)
    _loops: list[tuple[str, str]] = field(default_factory=list)

    def function(self, name: str, body: Iterable[n.Node], line: int) -> str:
        """The function called `name`, which gives what `body` prints."""
        for parameter in self.parameters or ():
            self._bind(parameter, line)
        self._statements(body, top=True)
        for walked, at in self._walked.items():
            if walked in self.context:
                raise OutsideSubset(self.file, at, f"{walked} stands for two things")
        if self.parameters is not None:
            given = ", ".join(map(names.local, self.parameters))
            return f"function {name}({given}) {{\n{self._lines.whole()}}}\n"
        taken = ", ".join(map(_taken, sorted(self.context)))
        given = "context, blocks" if self.holds_blocks else "context"
        first = f"  const {{ {taken} }} = context;\n" if taken else ""
        return f"function {name}({given}) {{\n{first}{self._lines.whole()}}}\n"

    # -- statements ---------------------------------------------------------------------------

    def _statements(self, body: Iterable[n.Node], *, top: bool = False) -> None:
        for node in body:
            if isinstance(node, n.Block) and top and self.holds_blocks:
                self._lines.text(f"${{blocks.{node.name}(context)}}")
                continue
            match node:
                case n.Output():
                    self._output(node)
                case n.If():
                    self._if(node)
                case n.For():
                    self._for(node)
                case _:
                    raise self._outside(node, f"{type(node).__name__} is not in the subset")

    def _output(self, node: n.Output) -> None:
        for each in node.nodes:
            match each:
                case n.TemplateData():
                    self._lines.text(template_text(each.data))
                case n.Const():
                    self._lines.text(template_text(self._printed_constant(each)))
                case n.Filter():
                    self._lines.text(f"${{{self._length(each)}}}")
                case n.Call():
                    self._lines.text(f"${{{self._call(each)}}}")
                case _:
                    self._lines.text(f"${{put({self._path(each)})}}")

    def _if(self, node: n.If) -> None:
        self._lines.opened(f"if ({self._test(node.test)})")
        self._statements(node.body)
        for other in node.elif_:
            self._lines.turned(f"else if ({self._test(other.test)})")
            self._statements(other.body)
        if node.else_:
            self._lines.turned("else")
            self._statements(node.else_)
        self._lines.closed()

    def _for(self, node: n.For) -> None:
        if node.recursive or node.test or node.else_ or not isinstance(node.target, n.Name):
            raise self._outside(node, "only: for x in list")
        walked, name = self._path(node.iter), node.target.name
        self._bind(name, node.lineno)
        self._walked.setdefault(name, node.lineno)
        variable = names.local(name)
        if any(each.name == "loop" for each in node.find_all(n.Name)):
            self._lines.opened(f"for (const [{variable}$at, {variable}] of list({walked}).entries())")
        else:
            self._lines.opened(f"for (const {variable} of list({walked}))")
        self._loops.append((f"{variable}$at", walked))
        self._statements(node.body)
        self._loops.pop()
        self._lines.closed()
        self._locals.remove(name)

    # -- what {{ }} prints --------------------------------------------------------------------

    def _printed_constant(self, node: n.Const) -> str:
        value = self._constant(node)
        if value is None or isinstance(value, bool):
            raise self._outside(node, f"{value} cannot be printed")
        return str(escape(value))

    def _call(self, node: n.Call) -> str:
        if not isinstance(node.node, n.Name) or node.node.name not in self.callees:
            raise self._outside(node, "only macros of this file or imported by name")
        callee = self.callees[node.node.name]
        if node.kwargs or node.dyn_args or node.dyn_kwargs:
            raise self._outside(node, "arguments by position only")
        if len(node.args) != callee.arity:
            raise self._outside(
                node, f"{node.node.name} takes {callee.arity} arguments, not {len(node.args)}"
            )
        self.calls.add(callee.function)
        return f"{callee.function}({', '.join(map(self._argument, node.args))})"

    def _argument(self, node: n.Expr) -> str:
        match node:
            case n.Const():
                return constant(self._constant(node))
            case n.Filter():
                return self._length(node)
            case _:
                return self._path(node)

    # -- values -------------------------------------------------------------------------------

    def _path(self, node: n.Node) -> str:
        """A name and the keys that lead from it. Whether the value is there and of the right kind is
        seen where it is printed, tested or walked."""
        match node:
            case n.Name():
                return self._name(node)
            case n.Getattr(node=n.Name(name="loop")):
                raise self._outside(
                    node, "loop.first and loop.last are tests, and nothing else of loop is here"
                )
            case n.Getattr():
                self._key(node, node.attr, dotted=True)
                return f"{self._path(node.node)}.{node.attr}"
            case n.Getitem(arg=n.Const(value=str() as key)):
                self._key(node, key, dotted=False)
                return f"{self._path(node.node)}[{constant(key)}]"
            case n.Getitem():
                raise self._outside(node, "only a constant text as the key")
            case _:
                raise self._outside(node, f"{type(node).__name__} is not in the subset")

    def _key(self, node: n.Expr, key: str, *, dotted: bool) -> None:
        why = names.refused_key(key, dotted=dotted)
        if why:
            raise self._outside(node, why)

    def _name(self, node: n.Name) -> str:
        why = names.refused(node.name)
        if node.name not in self._locals and self.parameters is not None:
            why = f"{node.name}: a macro sees its arguments alone"
        if why:
            raise self._outside(node, why)
        if node.name not in self._locals:
            self.context.setdefault(node.name, node.lineno)
        return names.local(node.name)

    def _constant(self, node: n.Const) -> str | int | None:
        value = node.value
        if value is None or isinstance(value, str) or (isinstance(value, int) and abs(value) <= LARGEST):
            return value
        raise self._outside(node, "only text, whole numbers, true, false and none")

    def _length(self, node: n.Filter) -> str:
        if node.name != "length" or node.node is None or node.args or node.kwargs:
            raise self._outside(node, f"the filter {node.name}")
        if node.dyn_args or node.dyn_kwargs:
            raise self._outside(node, "arguments by position only")
        return f"list({self._path(node.node)}).length"

    # -- tests --------------------------------------------------------------------------------

    def _test(self, node: n.Node) -> str:
        match node:
            case n.Not():
                return f"!({self._test(node.node)})"
            case n.And():
                return f"({self._test(node.left)} && {self._test(node.right)})"
            case n.Or():
                return f"({self._test(node.left)} || {self._test(node.right)})"
            case n.Compare():
                return self._compare(node)
            case n.Getattr(node=n.Name(name="loop")):
                return self._loop(node)
            case _:
                return f"truth({self._path(node)})"

    def _loop(self, node: n.Getattr) -> str:
        if not self._loops or node.attr not in ("first", "last"):
            raise self._outside(node, f"loop.{node.attr}")
        at, walked = self._loops[-1]
        return f"{at} === 0" if node.attr == "first" else f"{at} === {walked}.length - 1"

    def _compare(self, node: n.Compare) -> str:
        if len(node.ops) != 1:
            raise self._outside(node, "one comparison at a time")
        operator, other = node.ops[0].op, node.ops[0].expr
        value = self._constant(other) if isinstance(other, n.Const) else None
        sign = {"eq": "===", "ne": "!=="}.get(operator)
        if isinstance(value, str) and sign:
            return f"known({self._path(node.expr)}) {sign} {constant(value)}"
        sign = {"eq": "===", "ne": "!==", "gt": ">"}.get(operator)
        if (
            isinstance(value, int)
            and not isinstance(value, bool)
            and sign
            and isinstance(node.expr, n.Filter)
        ):
            return f"{self._length(node.expr)} {sign} {value}"
        raise self._outside(node, 'only: x == "text", x != "text", and a length ==, != or > a whole number')

    # -- the rest -----------------------------------------------------------------------------

    def _bind(self, name: str, line: int) -> None:
        why = names.refused(name)
        if name in self._locals or name in self.callees:
            why = f"{name} stands for two things"
        if why:
            raise OutsideSubset(self.file, line, why)
        self._locals.append(name)

    def _outside(self, node: n.Node, why: str) -> OutsideSubset:
        return outside(self.file, node, why)


def _taken(name: str) -> str:
    """One name of `const { … } = context`."""
    variable = names.local(name)
    return name if variable == name else f"{name}: {variable}"
