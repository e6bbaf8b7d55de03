"""The English words for messages: reads `directory_data/content/words/*.json`.

Each file is one flat object, `{"opens-weekday": "Opens {day:start} {time:start}", …}`; together they
are one catalogue, so that a key stands in one file only. Braces hold `{kind:name}`: how the message's
value `name` is printed. Kinds:

| kind | value | prints |
|---|---|---|
| `value` (or none: `{name}`), `text` | text or whole number | as it is |
| `number` | whole number | digits |
| `miles` | tenths of a mile | 0.8 |
| `time` | absolute minute (or minute of the day) | 9am, 9:30am, midday, midnight |
| `day` | absolute minute | Monday |
| `date` | absolute minute | Monday 14 December |
| `longdate` | absolute minute | 14 December 2026 |
| `routes` | codes, "probation|council" | probation or the council |

An absolute minute is day * 1440 + minute of the day: multiply a day number by 1440. A value that is
text is printed as it is by every other kind. The first `number` of a sentence decides its form: see
`search/plurals.py`. The parsing happens here, once; rules see Parts only.
"""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from search.rules.model import Part

WORDS = Path(__file__).parent.parent / "directory_data" / "content" / "words"
KINDS = ("value", "number", "miles", "time", "day", "date", "longdate", "routes")
PLACEHOLDER = re.compile(r"\{(?:([a-z]+):)?([a-z][a-z0-9_]*)\}")

Catalogue = dict[str, list[Part]]


def parse(key: str, text: str) -> list[Part]:
    """A sentence as parts. ValueError names the key: a kind that is none, a brace out of place."""
    parts: list[Part] = []
    end = 0
    for found in PLACEHOLDER.finditer(text):
        parts.append({"kind": "text", "name": text[end : found.start()]})
        kind = "value" if found[1] in (None, "text") else found[1]
        if kind not in KINDS:
            raise ValueError(f"{key}: no such kind of placeholder: {kind}")
        parts.append({"kind": kind, "name": found[2]})
        end = found.end()
    parts.append({"kind": "text", "name": text[end:]})
    for part in parts:
        if part["kind"] == "text" and ("{" in part["name"] or "}" in part["name"]):
            raise ValueError(f"{key}: a brace that is no placeholder in {text!r}")
    return [part for part in parts if part["name"] != ""]


def refuse_repeats(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """JSON keeps the last of two equal keys and says nothing: a sentence would be lost."""
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"{key}: stands twice in one file")
        found[key] = value
    return found


def texts(folder: Path) -> dict[str, str]:
    """All files of a folder as one: key → sentence as it is written.

    ValueError names the file and key: a key in two files, a value that is no text, a bad placeholder.
    """
    found: dict[str, str] = {}
    homes: dict[str, str] = {}
    for path in sorted(folder.glob("*.json")):
        try:
            entries = json.loads(path.read_text("utf-8"), object_pairs_hook=refuse_repeats)
            if not isinstance(entries, dict):
                raise ValueError("a catalogue is one object of keys and sentences")
            for key, text in entries.items():
                if not isinstance(text, str):
                    raise ValueError(f"{key}: a sentence is text")
                if key in homes:
                    raise ValueError(f"{key}: stands in {homes[key]} already")
                parse(key, text)
                homes[key], found[key] = path.name, text
        except ValueError as wrong:
            raise ValueError(f"{path.name}: {wrong}") from wrong
    return found


def parsed(entries: Mapping[str, str]) -> Catalogue:
    """Sentences as parts."""
    return {key: parse(key, text) for key, text in entries.items()}


def read(folder: Path) -> Catalogue:
    """All files of a folder as one catalogue. ValueError as of `texts`."""
    return parsed(texts(folder))


@cache
def english() -> Catalogue:
    """The catalogue of this repository, read once."""
    return read(WORDS)
