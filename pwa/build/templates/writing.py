"""JavaScript text: literals, and the lines of one function."""

import json
import re

#: What a template literal reads as something else: its end, an escape, the start of a value, and
#: characters that an editor or a parser may take for the end of a line.
_SPECIAL = re.compile(r"[\\`]|\$(?=\{|\Z)|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff]")


def _escaped(found: re.Match[str]) -> str:
    character = found.group()
    return f"\\{character}" if character in "\\`$" else f"\\u{ord(character):04x}"


#: A line without anything on it: whoever joins scripts may take it for nothing, even inside a text.
_EMPTY_LINE = re.compile(r"(?<=\n)\n")


def template_text(text: str) -> str:
    """Text as it stands inside a template literal."""
    return _SPECIAL.sub(_escaped, text)


def constant(value: str | int | None) -> str:
    """A constant: text, a whole number, true, false or null."""
    return json.dumps(value)


class Lines:
    """The lines of a function that adds up a text called `out`."""

    def __init__(self) -> None:
        self._lines: list[str] = []
        self._pending = ""
        self._depth = 1
        self._begun = False

    def text(self, piece: str) -> None:
        """Print a piece: text as template_text gives it, or `${…}`."""
        self._pending += piece

    def opened(self, code: str) -> None:
        """A line that opens a block."""
        self._flush()
        self._line(f"{code} {{")
        self._depth += 1

    def turned(self, code: str) -> None:
        """A line that closes a block and opens the next: else."""
        self._flush()
        self._depth -= 1
        self._line(f"}} {code} {{")
        self._depth += 1

    def closed(self) -> None:
        """The end of a block."""
        self._flush()
        self._depth -= 1
        self._line("}")

    def whole(self) -> str:
        """Every line, with the return. A function that only prints is one expression."""
        if not self._begun:
            return f"  return {self._literal()};\n"
        self._flush()
        return "".join([*self._lines, "  return out;\n"])

    def _flush(self) -> None:
        if not self._begun:
            self._begun = True
            self._line(f"let out = {self._literal()};")
        elif self._pending:
            self._line(f"out += {self._literal()};")
        self._pending = ""

    def _literal(self) -> str:
        text = _EMPTY_LINE.sub(r"\\n", self._pending)
        return f"`{text}`" if text else '""'

    def _line(self, code: str) -> None:
        self._lines.append(f"{'  ' * self._depth}{code}\n")
