"""Words of plain text: ASCII letters and digits folded alike everywhere (answers.md section 4).

The whole folding (NFKD, marks) is a matter of each runtime. Of ASCII it is small enough to be a rule,
so that a pack need not carry words that its texts already spell.
"""

from re import findall
from typing import Final

from search.ascii import lowered

ENDS: Final = [".", "!", "?"]


def plain_words(text: str) -> list[str]:
    """The folded words of a text, in order. A word with a letter beyond ASCII is left out."""
    return words_in(text, False)


def whole_words(text: str) -> list[str]:
    """The folded words of a text that may have been cut: without its last, unless it ends a sentence."""
    return words_in(text, True)


def words_in(text: str, cut: bool) -> list[str]:
    """The folded words of a text. `cut`: it may have been cut."""
    told = lowered(text).replace("'", "").replace("`", "")
    found = findall("[0-9a-z\x80-\U0010ffff]+", told)
    if len(findall("[\x80-\U0010ffff]+", told)) > 0:
        found = [word for word in found if len(findall("[\x80-\U0010ffff]", word)) == 0]
    if cut and not any(text.endswith(end) for end in ENDS):
        return [found[i] for i in range(len(found) - 1)]
    return found


def distinct(words: list[str]) -> list[str]:
    """Each word once, in order."""
    found: list[str] = []
    for word in words:
        if word not in found:
            found.append(word)
    return found
