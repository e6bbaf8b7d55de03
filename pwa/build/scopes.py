"""Shorter names within one statement: each arrow function and block may use the same few letters again.

A name of an arrow function's parameters means the parameter wherever it stands in that function, unless
one inside binds it anew. A name that is declared and stands in one arrow function or block alone is that
one's. Every other name of the statement has one new name wherever it stands in it, so no other scope has
to be understood. A scope gets letters that nothing it uses from outside has.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from .rules.scanning import Named, Token, bindings

#: Texts that end where a value of a template begins, and that begin where it ends.
OPENS, CLOSES = "${", "}"
#: What stands before a block, with a head in parentheses or alone. A function's body is none: its
#: parameters are declared with it.
HEADS, ALONE = ("for", "if", "while"), ("else", "try", "finally", "do")


@dataclass
class Scope:
    """An arrow function or a block, as places of tokens: from its parameters (its brace, its loop's head) to
    its end, both of them counted. `bound`: names that mean its own; `new`: their new ones."""

    first: int
    last: int
    bound: set[str]
    new: dict[str, str] = field(default_factory=dict)

    def holds(self, place: int) -> bool:
        """Whether a token stands in it."""
        return self.first <= place <= self.last


def scopes_of(
    tokens: list[Token], parameters: Callable[[list[Token], int], tuple[int, set[str]]]
) -> list[Scope]:
    """The arrow functions and blocks of a statement, outer ones before those inside. `parameters`: for
    code and the place before an arrow, where the parameters begin and what they bind."""
    places = [place for place, token in enumerate(tokens) if token.means]
    code = [tokens[place] for place in places]
    found = []
    for at, token in enumerate(code):
        if token == Token("mark", "=>"):
            first, bound = parameters(code, at - 1)
            found.append(Scope(places[first], places[ended(code, at + 1)], bound))
    found += [Scope(places[first], places[last], set()) for first, last in blocks(code)]
    return sorted(found, key=lambda each: (each.first, -each.last))


def blocks(code: list[Token]) -> Iterator[tuple[int, int]]:
    """Where the blocks of a statement begin and end; a loop's begins with its head. Objects and patterns
    are no blocks."""
    opened: list[int] = []
    partner: dict[int, int] = {}
    for at, token in enumerate(code):
        if token.kind == "mark" and token.text in "([{":
            opened.append(at)
        elif token.kind == "mark" and token.text in ")]}" and opened:
            partner[at] = opened.pop()
            if token == Token("mark", "}"):
                before = partner[at] - 1
                head = partner.get(before, 0) if code[before] == Token("mark", ")") else 0
                word = code[head - 1].text if head > 0 else ""
                if word in HEADS or code[before].text in ALONE:
                    yield head if word == "for" else partner[at], at


def ended(code: list[Token], start: int) -> int:
    """The place of the last token of an arrow function whose body begins at a place."""
    block = code[start] == Token("mark", "{")
    depth = asked = 0  # open brackets and values of templates; question marks that wait for their colon
    for at in range(start, len(code)):
        kind, text = code[at].kind, code[at].text
        opens = text.endswith(OPENS) if kind == "text" else kind == "mark" and text in "([{"
        closes = text.startswith(CLOSES) if kind == "text" else kind == "mark" and text in ")]}"
        if depth == 0:
            if closes or (kind == "mark" and (text in ",;" or (text == ":" and asked == 0))):
                return at - 1
            if kind == "mark" and text in "?:" and "?" not in (code[at - 1].text, code[at + 1].text):
                asked += 1 if text == "?" else -1
        depth += int(opens) - int(closes)
        if block and depth == 0:
            return at
    return len(code) - 1


def renamed_within(
    tokens: list[Token],
    scopes: list[Scope],
    local: set[str],
    tops: Mapping[str, str],
    short_names: Callable[[set[str]], Iterator[str]],
) -> list[Token]:
    """A statement under its new names. `local`: the names that it binds; `tops`: old → new of all
    statements; `short_names`: new names without those that are taken."""
    named = [each for each in bindings(tokens) if tokens[each.place].kind == "name"]
    own(tokens, named, scopes, local)
    whole = Scope(0, len(tokens), set(local))
    for scope in [whole, *scopes]:
        outside: set[str] = set()
        mine: dict[str, None] = {}
        for each in named:
            name = tokens[each.place].text
            if scope.holds(each.place):
                owner = owner_of(each.place, name, whole, scopes)
                if owner is scope:
                    mine[name] = None
                elif owner is None or not (scope.holds(owner.first) and scope.holds(owner.last)):
                    outside.add(tops.get(name, name) if owner is None else owner.new[name])
        scope.new = dict(zip(mine, short_names(outside), strict=False))
    found = list(tokens)
    for each in named:
        name = tokens[each.place].text
        owner = owner_of(each.place, name, whole, scopes)
        new = tops.get(name, name) if owner is None else owner.new[name]
        if new != name:
            told = f"{name}:{new}" if each.short else new
            found[each.place] = Token("name", told, tokens[each.place].line)
    return found


def own(tokens: list[Token], named: list[Named], scopes: list[Scope], local: set[str]) -> None:
    """Give each declared name that stands in one scope alone to the innermost such scope."""
    everywhere: dict[str, list[int]] = {}
    for each in named:
        everywhere.setdefault(tokens[each.place].text, []).append(each.place)
    for name in local:
        places = everywhere.get(name, [])
        around = [scope for scope in scopes if all(map(scope.holds, places))]
        if around and not any(name in scope.bound for scope in scopes):
            around[-1].bound.add(name)


def owner_of(place: int, name: str, whole: Scope, scopes: list[Scope]) -> Scope | None:
    """The innermost scope that binds a name for a place; None: nothing in the statement does."""
    for scope in reversed(scopes):
        if name in scope.bound and scope.holds(place):
            return scope
    return whole if name in whole.bound else None
