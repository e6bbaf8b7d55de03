"""UK postcodes as text and as sortable numbers.

Held in the 7-character form of the ONS Postcode Directory: outward code padded to 4, then the inward
code ("E1  0AA", "SE136JP"). A *key* is that form read in base 37 (space 0, digits 1-10, letters 11-36):
base 36 would have no digit for the space, and "E1 00" would then collide with "E100". The keys of one
sector, and of one outward code, are neighbours: a key // SECTOR_KEYS is its sector's key.
"""

import re
from itertools import product
from typing import Final, Literal, NamedTuple

import numpy as np
import numpy.typing as npt

BASE: Final = 37
SECTOR_KEYS: Final = BASE**2
OUTWARD_KEYS: Final = BASE**3
DIGITS: Final = " 0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

# NPT (Newport, until 1984) and GIR (Girobank) are the directory's two outward codes without a digit.
_OUTWARD: Final = r"(?:[A-Z]{1,2}[0-9][A-Z0-9]?|NPT|GIR)"
_FULL: Final = re.compile(rf"({_OUTWARD})([0-9])([A-Z]{{2}})")
_SECTOR: Final = re.compile(rf"({_OUTWARD})([0-9])[A-Z]?")
_JUST_OUTWARD: Final = re.compile(_OUTWARD)
_IN_TEXT: Final = re.compile(rf"(?<![A-Z0-9])({_OUTWARD})[\s-]*([0-9])([A-Z]{{2}})(?![A-Z0-9])")

_SLIPS: Final = {"O": "O0", "0": "0O", "I": "I1", "1": "1I"}
_MOST_SLIPS: Final = 6

Precision = Literal["postcode", "sector", "outward"]


class Postcode(NamedTuple):
    """A postcode, sector or outward code as written: `inward` is "", "6" or "6JP"."""

    outward: str
    inward: str

    @property
    def precision(self) -> Precision:
        return "postcode" if len(self.inward) == 3 else "sector" if self.inward else "outward"

    @property
    def text(self) -> str:
        """As people write it: "SE13 6JP", "SE13 6", "SE13"."""
        return f"{self.outward} {self.inward}".rstrip()

    @property
    def key(self) -> int:
        """Its key; of a sector or an outward code, that of its own length (see the module)."""
        return key_of(f"{self.outward:<4}{self.inward}")


def key_of(padded: str) -> int:
    """Key of text in padded form: 7 characters a postcode, 5 a sector, 4 an outward code."""
    key = 0
    for character in padded:
        key = key * BASE + DIGITS.index(character)
    return key


def text_of(key: int, length: int) -> str:
    """The reverse of `key_of`, as people write it; `length` is 7, 5 or 4."""
    characters = ""
    for _ in range(length):
        key, digit = divmod(key, BASE)
        characters = DIGITS[digit] + characters
    return Postcode(characters[:4].rstrip(), characters[4:]).text


def keys_of(padded: list[str]) -> npt.NDArray[np.uint64]:
    """Keys of many postcodes in the 7-character form, in their order."""
    values = np.zeros(256, dtype=np.uint64)
    values[np.frombuffer(DIGITS.encode(), dtype=np.uint8)] = np.arange(BASE, dtype=np.uint64)
    characters = np.array(padded, dtype="S7").view(np.uint8).reshape(-1, 7)
    keys = np.zeros(len(padded), dtype=np.uint64)
    for column in range(7):
        keys = keys * np.uint64(BASE) + values[characters[:, column]]
    return keys


def readings(text: str) -> list[Postcode]:
    """What a typed code could be, the likelier first; [] when it has no shape of a postcode.

    `text` is upper case. "SE13" is the outward code SE13 or, written without its space, the sector SE1 3;
    "SE1 3" is only the latter. A last letter left off ("SE13 6J") reads as the sector.
    """
    compact = "".join(text.split())
    found: list[Postcode] = []
    if full := _FULL.fullmatch(compact):
        found.append(Postcode(full[1], full[2] + full[3]))
    if _JUST_OUTWARD.fullmatch(compact):
        found.append(Postcode(compact, ""))
    # Both splits of "SE136J" have the shape; the outward code that is as long as can be comes first.
    sectors = [m for cut in (4, 3, 2) if (m := _SECTOR.fullmatch(compact)) and len(m[1]) == cut]
    found += [Postcode(m[1], m[2]) for m in sectors]
    words = text.split()
    if len(words) == 2 and len(words[1]) < 3:
        return [code for code in found if code.outward == words[0] and code.inward]
    return found


def inside(text: str) -> Postcode | None:
    """The last full postcode inside a longer text (an address), or None. `text` is upper case."""
    matches = _IN_TEXT.findall(text)
    return Postcode(matches[-1][0], matches[-1][1] + matches[-1][2]) if matches else None


def slips(text: str) -> list[str]:
    """The same text with every way of swapping O with 0 and I with 1, itself left out."""
    compact = "".join(text.split())
    if len(compact) > 8 or sum(character in _SLIPS for character in compact) > _MOST_SLIPS:
        return []
    ways = product(*(_SLIPS.get(character, character) for character in compact))
    return [way for letters in ways if (way := "".join(letters)) != compact]
