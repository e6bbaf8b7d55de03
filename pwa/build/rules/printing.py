"""Pieces of JavaScript text: literals, names, brackets by precedence, comments."""

import json
import re
from typing import NamedTuple

from .kinds import Kind

#: Names that JavaScript keeps for itself, or that the generated code relies on.
RESERVED = frozenset(
    "abstract arguments await boolean break byte case catch char class const continue debugger default "
    "delete do double else enum eval export extends false final finally float for function goto if "
    "implements import in instanceof int interface let long native new null package private protected public "
    "return short static super switch synchronized this throw throws transient true try typeof undefined var "
    "void volatile while with yield Array Error Infinity Math NaN Number Object String".split()
)
# How strongly operators bind, weakest first; the value of `Js.level`.
CHOICE, OR, AND, EQUAL, ORDER, ADD, TIMES, UNARY, PRIMARY = range(1, 10)


class Js(NamedTuple):
    """A JavaScript expression, the kind of its value, and how strongly its outermost operator binds."""

    text: str
    kind: Kind
    level: int = PRIMARY


def at(js: Js, level: int) -> str:
    """The expression as an operand of an operator of that level, in brackets where it needs them."""
    return js.text if js.level >= level else f"({js.text})"


def is_name(text: str) -> bool:
    """Whether a Python name is a name in JavaScript as well (`$` is left to the runtime)."""
    return re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", text) is not None and text not in RESERVED


def key(text: str) -> str:
    """The key of an object literal."""
    return text if re.fullmatch(r"[A-Za-z_][A-Za-z0-9_]*", text) else json.dumps(text)


def field(text: str, name: str) -> str:
    """A field of an object."""
    return f"{text}.{name}" if key(name) == name else f"{text}[{json.dumps(name)}]"


def template_text(text: str) -> str:
    """Text between the values of a template literal."""
    return json.dumps(text)[1:-1].replace('\\"', '"').replace("`", "\\`").replace("${", "\\${")


def arrow(name: str, body: str) -> str:
    """A function of one name; an object literal needs brackets, or it would be a block."""
    return f"({name}) => ({body})" if body.startswith("{") else f"({name}) => {body}"


def comment(text: str) -> list[str]:
    """A docstring as the lines of a comment."""
    lines = [line.strip().replace("*/", "* /") for line in text.strip().splitlines()]
    if len(lines) == 1:
        return [f"/** {lines[0]} */"]
    return ["/**", *[f" * {line}".rstrip() for line in lines], " */"]
