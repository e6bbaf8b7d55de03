"""Shorter names for what a bundle binds itself, so that the worker fits its budget.

A bundle is a list of statements in one function. What a statement declares there gets one new name
everywhere, those that are used most a capital letter. Any other name that a statement binds gets a new
one within that statement, the same wherever it stands in it: no scope inside has to be understood, for
what was one name stays one and what were two stay two. Names are given in the order in which they are
first met, so that functions that are alike look alike to Brotli. Fields, keys and globals keep theirs.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from .rules.bundling import DECLARES, BundleError, Statement, statements
from .rules.scanning import Token, bindings, parts, scan
from .scopes import renamed_within, scopes_of
from .squeezing import shortened

CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ_$"
FIRST = "abcdefghijklmnopqrstuvwxyz"
LATER = FIRST + CAPITALS + "0123456789"
#: A number that no field is asked of can stand where its name stood; one below zero might meet a minus.
CONSTANT = re.compile(r"\s*(?:export\s+)?const\s+([\w$]+)\s*=\s*(\d+);\s*")
#: Words of the language, which scan as names. A new name is none of them.
WORDS = frozenset(
    "as async await break case catch class const constructor continue default delete do else export extends "
    "false finally for from function get if import in instanceof let new null of return set static super "
    "switch this throw true try typeof undefined var void while with yield arguments eval".split()
)


class Piece(NamedTuple):
    """Some of the new text, and the line of the old on which it stood, counted from 0; -1: on none."""

    text: str
    line: int


def mangled(script: str) -> str:
    """A script that `bundle` made under a name and minified, with short names and on few lines."""
    return "".join(piece.text for piece in mangled_pieces(script))


def mangled_pieces(script: str) -> list[Piece]:
    """The same, and where each piece of it comes from."""
    head, inner, foot = outside(script)
    found = list(statements(inner))
    tops = {name for statement in found for name in declares(statement)}
    taken = ({name for statement in found for name in names_in(statement.tokens)} - tops) | WORDS
    numbers = {name: number for statement in found for name, number in constants(statement).items()}
    found = [statement for statement in found if not constants(statement)]
    new = top_names(found, taken) | numbers
    first = head.count("\n")
    told = [piece for each in found for piece in pieces(shortened(renamed(each, new)))]
    last = joined(renamed(Statement("", list(scan(foot)), 0), new))
    moved = [Piece(text, line + first if line >= 0 else -1) for text, line in told]
    return [Piece(head, -1), *moved, Piece(f"{last}\n", -1)]


def top_names(found: list[Statement], taken: set[str]) -> dict[str, str]:
    """New names of what statements declare, by old ones: capital letters for those used most, and two
    letters and more in the order in which they are met."""
    declared = [name for each in found for name in declares(each)]
    used = Counter(name for each in found for name in names_in(each.tokens))
    free = [letter for letter in CAPITALS if letter not in taken]
    most = sorted(declared, key=lambda name: -used[name])[: len(free)]
    new = dict(zip(most, free, strict=False))
    return new | dict(zip((name for name in declared if name not in new), long_names(taken), strict=False))


def outside(script: str) -> tuple[str, str, str]:
    """The two lines before the statements, the statements, and the two lines after them."""
    lines = script.rstrip("\n").split("\n")
    return "\n".join(lines[:2]) + "\n", "\n".join(lines[2:-2]) + "\n", "\n".join(lines[-2:])


def declares(statement: Statement) -> list[str]:
    """The name that a statement declares, as a list of one or none."""
    found = DECLARES.match(
        "".join(token.text for token in statement.tokens if token.kind != "comment").lstrip()
    )
    return [found[1]] if found is not None else []


def constants(statement: Statement) -> dict[str, str]:
    """The name and number of a statement that binds a name to a whole number and does nothing else."""
    found = CONSTANT.fullmatch("".join(token.text for token in statement.tokens if token.kind != "comment"))
    return {found[1]: found[2]} if found is not None else {}


def names_in(tokens: list[Token]) -> list[str]:
    """The names that stand for bindings, each time."""
    return [tokens[each.place].text for each in bindings(tokens)]


def renamed(statement: Statement, tops: dict[str, str]) -> list[Token]:
    """A statement under its new names. `tops`: of all statements; a number for what is one."""
    tokens = list(statement.tokens)
    code = [token for token in tokens if token.means]
    ends = matching(code)
    scopes = scopes_of(tokens, lambda _, at: (parameters_from(code, at, ends), parameters(code, at, ends)))
    local = (declared(tokens) - set(tops) | taken_in(tokens) | hiding(code, set(tops), ends)) - WORDS
    return renamed_within(tokens, scopes, local, tops, lambda taken: short_names(taken | WORDS))


def hiding(code: list[Token], tops: set[str], ends: dict[int, int]) -> set[str]:
    """The names of `tops` that a statement declares anew and never means otherwise: each stands only in the
    block that it is declared in, from whose beginning it means the new one."""
    places: dict[str, list[int]] = {}
    for each in bindings(code):
        places.setdefault(code[each.place].text, []).append(each.place)
    found: set[str] = set()
    around: list[int] = []
    for at, token in enumerate(code):
        if token.kind == "mark" and token.text in "([{":
            around.append(at)
        elif token.kind == "mark" and token.text in ")]}" and around:
            around.pop()
        elif token.kind == "name" and token.text in ("let", "const"):
            first, last = block_of(code, around, ends)
            names = bound(code, at + 1, ends) & tops
            found |= {name for name in names if all(first <= place <= last for place in places[name])}
    return found


def block_of(code: list[Token], around: list[int], ends: dict[int, int]) -> tuple[int, int]:
    """The first and last place at which a declaration holds that stands in brackets `around`, outermost
    first; an empty stretch for a loop whose body is no block, and for what the bundle itself declares."""
    if not around or around[-1] not in ends:
        return 0, -1
    first, last = around[-1], ends[around[-1]]
    if code[first].text == "{":
        return first, last
    body = last + 1
    return (first, ends[body]) if code[body].text == "{" else (0, -1)


def taken_in(tokens: list[Token]) -> set[str]:
    """The parameters of the function that a statement declares: wherever they stand in it they mean the
    parameter, even where something outside has the same name."""
    code = [token for token in tokens if token.means and token.text not in ("export", "async")]
    if not code or code[0].text != "function":
        return set()
    ends = matching(code)
    opens = next(index for index, token in enumerate(code) if token.text == "(")
    if any(token.text == "=" for token in code[opens : ends[opens]]):
        return set()  # a default value may mean something outside
    return pattern_names(code, opens, ends) - {code[opens - 1].text}


def joined(tokens: list[Token]) -> str:
    """Tokens as text."""
    return "".join(piece.text for piece in pieces(tokens))


def pieces(tokens: list[Token]) -> list[Piece]:
    """Tokens without spaces that part nothing. Statements end with a semicolon or a brace, so line ends
    part names alone."""
    told: list[Piece] = []
    for index, token in enumerate(tokens):
        after = tokens[index + 1].text if index + 1 < len(tokens) else ""
        if token.kind != "space":
            told.append(Piece(token.text, token.line))
        elif told and after and parts(told[-1].text[-1], after[0]):
            told.append(Piece(" ", token.line))
    return told


def long_names(taken: set[str]) -> Iterator[str]:
    """Names of two letters and more."""
    return (name for name in short_names(taken) if len(name) > 1)


def short_names(taken: set[str]) -> Iterator[str]:
    """a, b, … z, aa, ab, … without those that are taken: one capital alone is no such name."""
    longer = [""]
    while True:
        longer = [before + letter for before in longer for letter in (LATER if before else FIRST)]
        yield from (name for name in longer if name not in taken)


def declared(tokens: list[Token]) -> set[str]:
    """The names that a script binds: declarations, parameters, patterns, what is caught."""
    code = [token for token in tokens if token.means]
    ends = matching(code)
    found: set[str] = set()
    for index, token in enumerate(code):
        after = code[index + 1] if index + 1 < len(code) else token
        if token.text in ("const", "let", "class") and token.kind == "name":
            found |= bound(code, index + 1, ends)
        elif token.text == "function" and token.kind == "name":
            found |= function_names(code, index + 1, ends)
        elif token.text in ("catch", "constructor") and after.text == "(":
            found |= pattern_names(code, index + 1, ends)
        elif token.text == "=>":
            found |= parameters(code, index - 1, ends)
    return found


def matching(code: list[Token]) -> dict[int, int]:
    """For each bracket the place of the other one of its pair."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    for index, token in enumerate(code):
        if token.kind == "mark" and token.text in "([{":
            opened.append(index)
        elif token.kind == "mark" and token.text in ")]}" and opened:
            pairs[index] = opened.pop()
            pairs[pairs[index]] = index
    return pairs


def bound(code: list[Token], index: int, ends: dict[int, int]) -> set[str]:
    """What a declaration binds: a name, several after commas, or a pattern."""
    found: set[str] = set()
    while index < len(code):
        if code[index].text in ("{", "["):
            found |= pattern_names(code, index, ends)
            index = ends[index] + 1
        else:
            found.add(code[index].text)
            index += 1
        while index < len(code) and code[index].text not in (",", ";", "of", "in"):
            index = ends[index] + 1 if code[index].text in ("(", "[", "{") else index + 1
        if index >= len(code) or code[index].text != ",":
            return found
        index += 1
    return found


def function_names(code: list[Token], index: int, ends: dict[int, int]) -> set[str]:
    """A function's name and its parameters."""
    found: set[str] = set()
    while code[index].text != "(":
        if code[index].kind == "name":
            found.add(code[index].text)
        index += 1
    return found | pattern_names(code, index, ends)


def parameters_from(code: list[Token], index: int, ends: dict[int, int]) -> int:
    """Where the parameters before an arrow begin."""
    return ends[index] if code[index].text == ")" else index


def parameters(code: list[Token], index: int, ends: dict[int, int]) -> set[str]:
    """The parameters before an arrow."""
    if code[index].text == ")":
        return pattern_names(code, ends[index], ends)
    return {code[index].text}


def pattern_names(code: list[Token], index: int, ends: dict[int, int]) -> set[str]:
    """The names in brackets that are bindings: not keys before a colon. A default value's own names
    come along; they are ours or were never declared, and then are not renamed by this alone. BundleError: a
    field has a default."""
    inside = code[index : ends[index] + 1]
    refuse_defaults(inside)
    return {inside[each.place].text for each in bindings(inside) if inside[each.place].kind == "name"}


def refuse_defaults(pattern: list[Token]) -> None:
    """BundleError for `{ name = value }`, which would ask for a field of the new name."""
    opened: list[str] = []
    for before, token, after in zip(pattern, pattern[1:], pattern[2:], strict=False):
        if before.kind == "mark" and before.text in "([{":
            opened.append(before.text)
        elif before.kind == "mark" and before.text in ")]}":
            opened.pop()
        if opened and opened[-1] == "{" and before.text in ("{", ",") and after.text == "=":
            raise BundleError(f"a field with a default in a pattern: {token.text}")
