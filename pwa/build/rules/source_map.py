"""Source maps (version 3): from each line of JavaScript to the line of Python it comes from."""

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


class Origin(NamedTuple):
    """A line of a source: which of the sources, and its line, counted from 0."""

    source: int
    line: int


def source_map(sources: Sequence[tuple[str, str]], lines: Iterable[Origin | None]) -> str:
    """A map as JSON. `sources` are (name, content); `lines` holds where each generated line comes from."""
    mappings: list[str] = []
    before = Origin(0, 0)
    for origin in lines:
        if origin is None:
            mappings.append("")
            continue
        # Column 0 of the generated line; then source, line and column, each as a difference.
        steps = (0, origin.source - before.source, origin.line - before.line, 0)
        mappings.append("".join(base64_vlq(step) for step in steps))
        before = origin
    content = {
        "version": 3,
        "sources": [name for name, _ in sources],
        "sourcesContent": [text for _, text in sources],
        "names": [],
        "mappings": ";".join(mappings),
    }
    return json.dumps(content, ensure_ascii=False)


def base64_vlq(number: int) -> str:
    """A number in the digits of source maps: 5 bits each, the lowest first, the sign in the lowest."""
    rest = -number << 1 | 1 if number < 0 else number << 1
    text = ""
    while True:
        rest, digit = rest >> 5, rest & 31
        text += DIGITS[digit | 32 if rest else digit]
        if not rest:
            return text
