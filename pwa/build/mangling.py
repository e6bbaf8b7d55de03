"""Shorter names for what a bundle binds itself, so that the worker fits its budget.

A bundle is a list of statements in one function. What a statement declares there gets one new name
everywhere. Any other name that a statement binds gets a new one within that statement, the same
wherever it stands in it: no scope inside has to be understood, for what was one name stays one and
what were two stay two. Fields, keys and globals keep theirs.
"""

from collections import Counter
from collections.abc import Iterator

from .rules.bundling import DECLARES, Statement, statements
from .rules.scanning import Token, bindings, parts, scan

FIRST = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_$"
LATER = FIRST + "0123456789"
#: Words of the language, which scan as names. A new name is none of them.
WORDS = frozenset(
    "as async await break case catch class const constructor continue default delete do else export extends "
    "false finally for from function get if import in instanceof let new null of return set static super "
    "switch this throw true try typeof undefined var void while with yield arguments eval".split()
)


def mangled(script: str) -> str:
    """A script that `bundle` made under a name and minified, with short names and on few lines."""
    head, inner, foot = outside(script)
    found = list(statements(inner))
    tops = {name for statement in found for name in declares(statement)}
    used: Counter[str] = Counter()
    for statement in found:
        used.update(names_in(statement.tokens))
    taken = (set(used) - tops) | WORDS
    new = dict(zip((name for name, _ in used.most_common() if name in tops), long_names(taken), strict=False))
    told = "".join(joined(renamed(statement, new)) for statement in found)
    return f"{head}{told}{''.join(joined(renamed(Statement('', list(scan(foot)), 0), new)))}\n"


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


def names_in(tokens: list[Token]) -> list[str]:
    """The names that stand for bindings, each time."""
    return [tokens[each.place].text for each in bindings(tokens)]


def renamed(statement: Statement, tops: dict[str, str]) -> list[Token]:
    """A statement under its new names. `tops`: of all statements."""
    tokens = list(statement.tokens)
    used = Counter(names_in(tokens))
    local = declared(tokens) - set(tops) - WORDS
    taken = {tops.get(name, name) for name in used if name not in local} | WORDS
    new = tops | dict(
        zip((name for name, _ in used.most_common() if name in local), short_names(taken), strict=False)
    )
    for each in bindings(tokens):
        name = tokens[each.place].text
        if name in new:
            tokens[each.place] = Token("name", f"{name}:{new[name]}" if each.short else new[name])
    return tokens


def joined(tokens: list[Token]) -> str:
    """Tokens as text. Statements end with a semicolon or a brace, so line ends part names alone."""
    told = ""
    for index, token in enumerate(tokens):
        after = tokens[index + 1].text if index + 1 < len(tokens) else ""
        if token.kind != "space":
            told += token.text
        elif told and after and parts(told[-1], after[0]):
            told += " "
    return told


def long_names(taken: set[str]) -> Iterator[str]:
    """Names of two letters and more."""
    return (name for name in short_names(taken) if len(name) > 1)


def short_names(taken: set[str]) -> Iterator[str]:
    """a, b, … Z, aa, ab, … without those that are taken."""
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


def parameters(code: list[Token], index: int, ends: dict[int, int]) -> set[str]:
    """The parameters before an arrow."""
    if code[index].text == ")":
        return pattern_names(code, ends[index], ends)
    return {code[index].text}


def pattern_names(code: list[Token], index: int, ends: dict[int, int]) -> set[str]:
    """The names in brackets that are bindings: not keys before a colon. A default value's own names
    come along; they are ours or were never declared, and then are not renamed by this alone."""
    inside = code[index : ends[index] + 1]
    return {inside[each.place].text for each in bindings(inside) if inside[each.place].kind == "name"}
