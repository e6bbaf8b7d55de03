"""A pseudo-language: English that was made strange, so that what has no key stands out.

`en-XA` is its tag in CLDR and on Android. Letters are accented, vowels doubled (translations are about a
third longer), entries that are sentences stand in brackets; placeholders stay.
"""

import re

from search.catalogue import PLACEHOLDER

TAG = "en-XA"
PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
STRANGE = "ȧƀƈḓḗƒɠħīĵķŀḿƞǿƥɋřşŧŭṽẇẋẏẑȦƁƇḒḖƑƓĦĪĴĶĿḾȠǾƤɊŘŞŦŬṼẆẊẎẐ"
LETTERS = {ord(a): b * 2 if a in "aeouAEOU" else b for a, b in zip(PLAIN, STRANGE, strict=True)}
#: What other sentences are made of: without brackets, so that a page can still be looked at.
PIECES = ("clock-", "date-", "longdate-", "list-", "miles-", "month-", "route-", "short-day-", "weekday-")


def strange(text: str) -> str:
    """A text with every plain letter accented, but for its placeholders."""
    told, end = "", 0
    for found in PLACEHOLDER.finditer(text):
        told += text[end : found.start()].translate(LETTERS) + found[0]
        end = found.end()
    return told + text[end:].translate(LETTERS)


def pseudo(english: dict[str, str]) -> dict[str, str]:
    """Every entry, made strange."""
    told = {key: sentence(key, text) for key, text in english.items()}
    return told | {"language-tag": TAG, "language-dir": "ltr", "language-name": strange("Pseudo")}


def sentence(key: str, text: str) -> str:
    """One entry."""
    has_letters = re.search(r"[A-Za-z]", PLACEHOLDER.sub("", text)) is not None
    return f"⟦{strange(text)}⟧" if has_letters and not key.startswith(PIECES) else strange(text)
