"""Telephone numbers and e-mail addresses out of a cell that holds both, or words."""

import re
from typing import Final

from directory_data.hours_in_words.tokens import clean
from directory_data.sources.cells import EMAIL

PHONE: Final = re.compile(r"(?<![\w@.])(?:\+44 ?|[0O])?[1-9](?:[ -]?[0-9]){8,9}(?![\w@])")


def phones(words: str) -> tuple[list[str], str]:
    """UK numbers in a text, printed alike ("0161 236 1185"), and why one was mended, or "".

    A letter O for the nought, a nought lost by a spreadsheet ("7464036317") and a number broken over
    a line are mended; anything else that is not a number is left where it is.
    """
    found: list[str] = []
    mended = ""
    for match in PHONE.findall(clean(words)):
        given = re.sub(r"[ -]", "", match)
        digits = re.sub(r"^(?:\+44|O|0)?", "0", given)
        # A few old area codes have ten digits; a number that lost its nought has none to spare.
        if len(digits) not in ((10, 11) if given[0] == "0" else (11,)):
            continue
        if given != digits:
            mended = f"{match!r} is read as {digits}"
        if printed(digits) not in found:
            found.append(printed(digits))
    return found, mended


def printed(digits: str) -> str:
    """Spaces where the area code ends."""
    if digits[:2] == "02":
        return f"{digits[:3]} {digits[3:7]} {digits[7:]}"
    if digits[:2] in ("03", "08") or re.match(r"011|01.1", digits):
        return f"{digits[:4]} {digits[4:7]} {digits[7:]}"
    return f"{digits[:5]} {digits[5:]}"


def emails(words: str) -> list[str]:
    """Every e-mail address in a text, each once."""
    return list(dict.fromkeys(EMAIL.findall(clean(words))))
