"""Text to folded words (answers.md section 4, "Words typed"): the only place that reads raw text.

The rules see folded words only. The phone has a hand-written twin of this file; both are limited to
characters of Unicode 14, because a newer Python or browser knows letters that the other does not.
"""

import re
import unicodedata
from bisect import bisect_right
from typing import Final

from .unicode14 import ASSIGNED

TYPED_CHARACTERS: Final = 200  # code points that are read of what somebody types
TYPED_WORDS: Final = 12

#: Apostrophes and what people type for them. Some are letters or decompose to a space, so they go first.
APOSTROPHES: Final = (
    "'`\u00b4\u02b9\u02bb\u02bc\u02bd\u02bf\u02c8\u2018\u2019\u201a\u201b\u2032\u2035\ua78c\uff07"
)

_WITHOUT_APOSTROPHES = dict.fromkeys(map(ord, APOSTROPHES))
_PLAIN = re.compile("[a-z0-9]+")
_STARTS = ASSIGNED[::2]
_ENDS = ASSIGNED[1::2]


def fold(text: str) -> list[str]:
    """The words somebody typed: at most 200 characters and 12 words are read, whatever they are."""
    return fold_text(text[:TYPED_CHARACTERS])[:TYPED_WORDS]


def fold_text(text: str) -> list[str]:
    """The words of a text, in its order: NFKD, lower case, marks and apostrophes dropped, split at
    anything but letters and digits. Lone surrogates and characters newer than Unicode 14 split."""
    text = text.translate(_WITHOUT_APOSTROPHES)
    if text.isascii():
        return _PLAIN.findall(text.lower())
    known = "".join(c if _known(ord(c)) else " " for c in text)
    lower = unicodedata.normalize("NFKD", known).lower()
    kept = "".join(_letter(c) for c in lower.translate(_WITHOUT_APOSTROPHES))
    return kept.split()


def _known(point: int) -> bool:
    """Whether a code point was assigned in Unicode 14 (surrogates and private use are not text)."""
    at = bisect_right(_STARTS, point) - 1
    return at >= 0 and point <= _ENDS[at]


def _letter(character: str) -> str:
    """The character as it stands in a word: itself, nothing for a mark, a space for all else."""
    kind = unicodedata.category(character)
    if kind[0] == "M":
        return ""
    if kind[0] == "L" or kind == "Nd":
        return "σ" if character == "ς" else character  # the final sigma depends on what stands beside it
    return " "
