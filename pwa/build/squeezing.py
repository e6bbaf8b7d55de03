"""The same script in fewer letters: what a minifier does without knowing what anything means."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from .rules.scanning import Token

#: A statement of its own when it is all that a block holds.
ALONE = frozenset(("return", "continue", "break", "throw"))
LET = Token("name", "let")
#: What stands before the parentheses of a statement that may have an empty body.
HEADS = frozenset(("if", "for", "while"))


def shortened(tokens: Iterable[Token]) -> list[Token]:
    """Tokens without comments, in fewer letters; spaces stay where they were."""
    return without_ends(joined_lets(without_blocks(plain_arrows(let(list(tokens))))))


def let(tokens: list[Token]) -> list[Token]:
    """`let` for `const`: nothing is ever given another value that was not meant to be."""
    return [replace(LET, line=each.line) if each == Token("name", "const") else each for each in tokens]


def joined_lets(tokens: list[Token]) -> list[Token]:
    """`let a=1,b=2;` for `let a=1;let b=2;`. The head of a loop stays as it is."""
    means = [at for at, token in enumerate(tokens) if token.means]
    found, gone = list(tokens), set[int]()
    declaring = [False]  # for each bracket we are inside of, whether a declaration has begun there
    for before_it, at, after_it in zip([-1, *means], means, [*means[1:], -1], strict=False):
        token = tokens[at]
        if token.kind == "mark" and token.text in "([{":
            declaring.append(False)
        elif token.kind == "mark" and token.text in ")]}":
            declaring.pop()
        elif token == LET and before_it not in gone:
            declaring[-1] = before_it < 0 or tokens[before_it] != Token("mark", "(")
        elif token == Token("mark", ";") and declaring[-1]:
            declaring[-1] = after_it >= 0 and tokens[after_it] == LET
            if declaring[-1]:
                found[at] = Token("mark", ",", token.line)
                gone.add(after_it)
    return [token for at, token in enumerate(found) if at not in gone]


def plain_arrows(tokens: list[Token]) -> list[Token]:
    """`a=>…` for `(a)=>…`."""
    means = [at for at, token in enumerate(tokens) if token.means]
    gone: set[int] = set()
    for first in range(1, len(means) - 3):
        before, opening, name, closing, arrow = (tokens[at] for at in means[first - 1 : first + 4])
        if (opening.text, closing.text, arrow.text) != ("(", ")", "=>") or name.kind != "name":
            continue
        if before.kind == "mark" and before.text not in (")", "]", "}"):
            gone |= {means[first], means[first + 2]}
    return [token for at, token in enumerate(tokens) if at not in gone]


def pairs(tokens: list[Token]) -> dict[int, int]:
    """Where each bracket's partner stands, by place; values of templates are no brackets."""
    found: dict[int, int] = {}
    opened: list[int] = []
    for at, token in enumerate(tokens):
        if token.kind != "mark":
            continue
        if token.text in "([{":
            opened.append(at)
        elif token.text in ")]}":
            found[at] = opened.pop()
            found[found[at]] = at
    return found


def before(tokens: list[Token], at: int) -> int:
    """The place of the token that means something before another, -1 for none."""
    at -= 1
    while at >= 0 and not tokens[at].means:
        at -= 1
    return at


def after(tokens: list[Token], at: int) -> int:
    """The place of the token that means something after another: as many as there are for none."""
    at += 1
    while at < len(tokens) and not tokens[at].means:
        at += 1
    return at


def heads(tokens: list[Token], closing: int, partner: Mapping[int, int], words: frozenset[str]) -> bool:
    """Whether a closing parenthesis ends the head of such a statement."""
    if closing < 0 or tokens[closing] != Token("mark", ")"):
        return False
    word = before(tokens, partner[closing])
    return word >= 0 and tokens[word].kind == "name" and tokens[word].text in words


def without_blocks(tokens: list[Token]) -> list[Token]:
    """`if(…)return x;` for `if(…){return x;}`, where the block holds nothing else."""
    partner, gone = pairs(tokens), set[int]()
    for at, token in enumerate(tokens):
        if token != Token("mark", "{") or not heads(tokens, before(tokens, at), partner, frozenset(("if",))):
            continue
        inside = tokens[at + 1 : partner[at]]
        ends = [each for each in inside if each == Token("mark", ";")]
        first, last = after(tokens, at), before(tokens, partner[at])
        if tokens[first].text in ALONE and len(ends) == 1 and tokens[last] == Token("mark", ";"):
            gone |= {at, partner[at]}
    return [
        Token("space", " ") if at in gone and token.text == "{" else token
        for at, token in enumerate(tokens)
        if at not in gone or token.text == "{"
    ]


def without_ends(tokens: list[Token]) -> list[Token]:
    """No semicolon before a closing brace, but for that of an empty body."""
    partner = pairs(tokens)
    gone = {
        at
        for at, token in enumerate(tokens)
        if token == Token("mark", ";")
        and after(tokens, at) < len(tokens)
        and tokens[after(tokens, at)] == Token("mark", "}")
        and not heads(tokens, before(tokens, at), partner, HEADS)
    }
    return [token for at, token in enumerate(tokens) if at not in gone]
