"""Words of plain text: ASCII letters and digits folded alike everywhere (answers.md section 4).

The whole folding (NFKD, marks) is a matter of each runtime. Of ASCII it is small enough to be a rule,
so that a pack need not carry words that its texts already spell.
"""

from typing import Final

#: What is folded or kept as it is, but for a to z, which are most of a text and are not looked up.
FOLDED: Final = {
    "A": "a", "B": "b", "C": "c", "D": "d", "E": "e", "F": "f", "G": "g", "H": "h", "I": "i", "J": "j",
    "K": "k", "L": "l", "M": "m", "N": "n", "O": "o", "P": "p", "Q": "q", "R": "r", "S": "s", "T": "t",
    "U": "u", "V": "v", "W": "w", "X": "x", "Y": "y", "Z": "z",
    "0": "0", "1": "1", "2": "2", "3": "3", "4": "4", "5": "5", "6": "6", "7": "7", "8": "8", "9": "9",
}  # fmt: skip
ENDS: Final = [".", "!", "?"]
FIRST_BEYOND: Final = "\x7f"


def plain_words(text: str) -> list[str]:
    """The folded words of a text, in order. A word with a letter beyond ASCII is left out."""
    return words_in(text, False)


def whole_words(text: str) -> list[str]:
    """The folded words of a text that may have been cut: without its last, unless it ends a sentence."""
    return words_in(text, True)


def words_in(text: str, cut: bool) -> list[str]:
    """The folded words of a text, read once. `cut`: it may have been cut."""
    found: list[str] = []
    last_word = ""  # the one that was read last waits: it may be a part of one
    last = ""
    word = ""
    strange = False
    for letter in text:
        last = letter
        if letter >= "a" and letter <= "z":
            word = word + letter
            continue
        low = FOLDED.get(letter)
        if low is not None:
            word = word + low
        elif letter > FIRST_BEYOND:
            strange = True
        elif letter != "'" and letter != "`":
            if word != "" and not strange:
                if last_word != "":
                    found.append(last_word)
                last_word = word
            word = ""
            strange = False
    if word != "" and not strange:
        if last_word != "":
            found.append(last_word)
        last_word = word
    if last_word != "" and (not cut or last in ENDS):
        found.append(last_word)
    return found


def distinct(words: list[str]) -> list[str]:
    """Each word once, in order."""
    found: list[str] = []
    for word in words:
        if word not in found:
            found.append(word)
    return found
