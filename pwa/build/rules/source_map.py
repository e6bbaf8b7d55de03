"""Source maps (version 3): from each line of JavaScript to the line of Python it comes from."""

import json
from collections.abc import Iterable, Sequence
from typing import NamedTuple

DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"


class Origin(NamedTuple):
    """A line of a source: which of the sources, and its line, counted from 0."""

    source: int
    line: int


class Stretch(NamedTuple):
    """What stands from a column of a generated line on, counted in UTF-16; None: nobody wrote it."""

    column: int
    origin: Origin | None


def source_map(sources: Sequence[tuple[str, str]], lines: Iterable[Origin | None]) -> str:
    """A map as JSON. `sources` are (name, content); `lines` holds where each generated line comes from."""
    return map_of_stretches(sources, ([] if line is None else [Stretch(0, line)] for line in lines))


def map_of_stretches(sources: Sequence[tuple[str, str]], lines: Iterable[Sequence[Stretch]]) -> str:
    """The same where lines come from several: the stretches of each generated line, in order."""
    mappings: list[str] = []
    before = Origin(0, 0)
    for line in lines:
        column = 0
        told: list[str] = []
        for at, origin in line:
            # The column of the generated line; then source, line and column, each as a difference.
            steps = [at - column]
            if origin is not None:
                steps += [origin.source - before.source, origin.line - before.line, 0]
                before = origin
            column = at
            told.append("".join(base64_vlq(step) for step in steps))
        mappings.append(",".join(told))
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
