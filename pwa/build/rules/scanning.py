"""JavaScript as tokens, as far as bundling needs them: what is a name, and what only looks like one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

TOKEN = re.compile(
    r"""(?P<comment>//[^\n]*|/\*[\s\S]*?\*/)
      | (?P<space>\s+)
      | (?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
      | (?P<number>\d[\w.]*|\.\d\w*)
      | (?P<name>[A-Za-z_$][\w$]*)
      | (?P<mark>\.\.\.|=>|\?\.(?!\d)|[-+]{2}|.)""",
    re.VERBOSE,
)
PATTERN = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
TEMPLATE = re.compile(r"(?:[^`\\$]|\\[\s\S]|\$(?!\{))*(?:`|\$\{)")
#: After these a slash begins a regular expression and does not divide.
BEFORE_PATTERN = frozenset("return typeof case in of delete void throw new else do await yield".split())


@dataclass(frozen=True, slots=True)
class Token:
    """kind: name, text (a string, or a piece of a template), number, pattern, mark, comment, space.

    `line`: on which of what was scanned it begins, counted from 0; -1 for what was never read. Two tokens
    are equal wherever they stand."""

    kind: str
    text: str
    line: int = field(default=-1, compare=False)

    @property
    def means(self) -> bool:
        """Whether it is code."""
        return self.kind not in ("space", "comment")


class ScanError(ValueError):
    """Text that is no JavaScript we know how to read."""


def scan(text: str) -> Iterator[Token]:
    """All of a text as tokens; joined again they are the text. ScanError: an unclosed string."""
    place = line = 0
    before: Token | None = None
    depth: list[int] = []  # for each template we are inside of, the open braces of its value
    while place < len(text):
        character = text[place]
        in_value = len(depth) > 0 and depth[-1] == 0 and character == "}"
        if character == "`" or in_value:
            found = TEMPLATE.match(text, place + 1)
            kind = "text"
            if found is not None and in_value:
                depth.pop()
            if found is not None and found[0].endswith("${"):
                depth.append(0)
        elif character == "/" and text[place + 1 : place + 2] not in ("/", "*") and begins_pattern(before):
            found, kind = PATTERN.match(text, place), "pattern"
        else:
            found = TOKEN.match(text, place)
            kind = (found.lastgroup or "mark") if found is not None else "mark"
            if depth and character in "{}":
                depth[-1] += 1 if character == "{" else -1
        if found is None or (kind == "mark" and character in "\"'"):
            raise ScanError(f"line {line + 1}: not read: {text[place : place + 20]!r}")
        token = Token(kind, text[place : found.end()], line)
        yield token
        line += token.text.count("\n")
        before = token if token.means else before
        place = found.end()


def begins_pattern(before: Token | None) -> bool:
    """Whether a slash after this token begins a regular expression."""
    if before is None or before.kind == "mark":
        return before is None or before.text not in (")", "]", "}", "++", "--")
    return before.kind == "name" and before.text in BEFORE_PATTERN


class Named(NamedTuple):
    """A name that stands for a binding: its place among the tokens; `short`: it is the key of
    `{ name }` as well."""

    place: int
    short: bool


def bindings(tokens: list[Token]) -> Iterator[Named]:
    """The names among the tokens that stand for a binding: not fields, nor what `get` names, nor keys."""
    means = [index for index, token in enumerate(tokens) if token.means]
    opened: list[str] = []
    for at, index in enumerate(means):
        token = tokens[index]
        before = tokens[means[at - 1]].text if at > 0 else ""
        after = tokens[means[at + 1]].text if at + 1 < len(means) else ""
        if token.kind == "mark" and token.text in "([{":
            opened.append(token.text)
        elif token.kind == "mark" and token.text in ")]}" and opened:
            opened.pop()
        elif token.kind == "name" and before not in (".", "?.") and not (before == "get" and after == "("):
            in_braces = len(opened) > 0 and opened[-1] == "{" and before in ("{", ",")
            if not (in_braces and after == ":"):
                yield Named(index, in_braces and after in (",", "}"))


def minified(text: str) -> str:
    """The text without comments, indents, empty lines and spaces that part nothing. Line ends stay."""
    return "\n".join(line for line in minified_lines(text) if line)


def minified_lines(text: str) -> list[str]:
    """The same with the emptied lines, so that line n is still line n."""
    tokens = list(scan(text))
    told = ""
    for index, token in enumerate(tokens):
        if token.means:
            told += token.text
        elif "\n" in token.text:
            told += "\n" * token.text.count("\n")
        elif told and index + 1 < len(tokens) and parts(told[-1], tokens[index + 1].text[0]):
            told += " "
    return told.split("\n")


def parts(before: str, after: str) -> bool:
    """Whether a space is needed between two characters."""
    letters = re.compile(r"[\w$]")
    if letters.match(before) and letters.match(after):
        return True
    return before == after and before in "+-/"
