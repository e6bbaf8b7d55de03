"""The little SQL that the prison register's files hold: INSERT … VALUES and UPDATE … WHERE PRISON_ID.

Nothing is run. Any other statement, and any that is cut off, is refused with its line.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NoReturn

from directory_data.problems import FileRefusedError

Value = str | bool | None

TOKEN: Final = re.compile(
    r"(?P<skip>\s+|--[^\n]*)|'(?P<text>(?:[^']|'')*)'|(?P<word>[A-Za-z_]\w*)|(?P<mark>[(),;=])"
)
CONSTANTS: Final[dict[str, bool | None]] = {"null": None, "true": True, "false": False}


@dataclass(frozen=True)
class Insert:
    """One row for a table; `columns` is empty where the file leaves them out."""

    table: str
    columns: tuple[str, ...]
    values: tuple[Value, ...]
    line: int


@dataclass(frozen=True)
class Update:
    """Columns of a table that change for one prison."""

    table: str
    changes: dict[str, Value]
    prison: str
    line: int


@dataclass(frozen=True)
class _Token:
    kind: str
    text: str
    line: int


def statements(text: str, file: str) -> list[Insert | Update]:
    """Every statement of one file, in order. Raises FileRefusedError with the line."""
    return list(_Reader(_tokens(text, file), file).all())


def _tokens(text: str, file: str) -> list[_Token]:
    found: list[_Token] = []
    at, line = 0, 1
    while at < len(text):
        match = TOKEN.match(text, at)
        if match is None or match.lastgroup is None:
            raise FileRefusedError(f"{text[at : at + 20]!r} is not read", f"{file} line {line}")
        if match.lastgroup != "skip":
            words = match[match.lastgroup].replace("''", "'")
            found.append(_Token(match.lastgroup, words, line))
        line += match[0].count("\n")
        at = match.end()
    return found


class _Reader:
    def __init__(self, tokens: list[_Token], file: str) -> None:
        self.tokens = tokens
        self.file = file
        self.at = 0

    def all(self) -> Iterator[Insert | Update]:
        while self.at < len(self.tokens):
            first = self.word()
            if first == "insert":
                yield from self.insert()
            elif first == "update":
                yield self.update()
            else:
                self.refuse(f"{first[:20]!r}: only INSERT and UPDATE are read")

    def insert(self) -> Iterator[Insert]:
        self.expect("into")
        line, table = self.line(), self.word()
        columns: tuple[str, ...] = ()
        if self.peek() == "(":
            columns = self.names()
        self.expect("values")
        while True:
            row = self.line()
            values = self.values()
            if columns and len(columns) != len(values):
                self.refuse(f"{len(values)} values for {len(columns)} columns", row)
            yield Insert(table, columns, values, line if not columns else row)
            if self.mark(",", ";") == ";":
                return

    def update(self) -> Update:
        line, table = self.line(), self.word()
        self.expect("set")
        changes: dict[str, Value] = {}
        while True:
            if self.peek() == "(":
                names = self.names()
                self.mark("=")
                values = self.values()
                if len(names) != len(values):
                    self.refuse(f"{len(values)} values for {len(names)} columns", line)
                changes |= dict(zip(names, values, strict=True))
            else:
                name = self.word()
                self.mark("=")
                changes[name] = self.value()
            if self.peek() != ",":
                break
            self.mark(",")
        self.expect("where")
        if self.word() != "prison_id":
            self.refuse("WHERE names another column than PRISON_ID", line)
        self.mark("=")
        prison = self.value()
        self.mark(";")
        if not isinstance(prison, str):
            self.refuse("WHERE PRISON_ID is no text", line)
        return Update(table, changes, prison, line)

    def names(self) -> tuple[str, ...]:
        self.mark("(")
        names = [self.word()]
        while self.mark(",", ")") == ",":
            names.append(self.word())
        return tuple(names)

    def values(self) -> tuple[Value, ...]:
        self.mark("(")
        values = [self.value()]
        while self.mark(",", ")") == ",":
            values.append(self.value())
        return tuple(values)

    def value(self) -> Value:
        token = self.next()
        if token.kind == "text":
            return token.text
        if token.kind != "word" or token.text.lower() not in CONSTANTS:
            self.refuse(f"{token.text[:20]!r} where a value belongs", token.line)
        return CONSTANTS[token.text.lower()]

    def word(self) -> str:
        token = self.next()
        if token.kind != "word":
            self.refuse(f"{token.text[:20]!r} where a name belongs", token.line)
        return token.text.lower()

    def expect(self, word: str) -> None:
        line, found = self.line(), self.word()
        if found != word:
            self.refuse(f"{found[:20]!r} where {word.upper()} belongs", line)

    def mark(self, *marks: str) -> str:
        token = self.next()
        if token.kind != "mark" or token.text not in marks:
            self.refuse(f"{token.text[:20]!r} where {' or '.join(marks)} belongs", token.line)
        return token.text

    def peek(self) -> str:
        """The next token where it is a mark, else ""."""
        if self.at < len(self.tokens) and self.tokens[self.at].kind == "mark":
            return self.tokens[self.at].text
        return ""

    def line(self) -> int:
        return self.tokens[min(self.at, len(self.tokens) - 1)].line

    def next(self) -> _Token:
        if self.at >= len(self.tokens):
            self.refuse("the file ends inside a statement: is it cut off?")
        self.at += 1
        return self.tokens[self.at - 1]

    def refuse(self, reason: str, line: int = 0) -> NoReturn:
        raise FileRefusedError(reason, f"{self.file} line {line or self.line()}")
