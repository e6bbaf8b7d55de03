"""One folded word against another: whole, by a shared simple stem, as a beginning, or misspelt
(answers.md section 4, "Words typed")."""

from typing import Final

BEGINNING: Final = 3  # letters that are enough for the beginning of a longer word
ONE_LETTER: Final = 5  # letters of a word in which one may be wrong
TWO_LETTERS: Final = 9  # letters of a word in which two may be wrong
LAST_LETTER: Final = "\U0010ffff"  # stands in no word and sorts after every letter

VOWELS: Final = ["a", "e", "i", "o", "u"]
DOUBLED: Final = ["b", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "z"]


def letters(word: str) -> list[str]:
    """The word's letters."""
    return [letter for letter in word]


def ends(kept: list[str], size: int, ending: str) -> bool:
    """Whether the first `size` letters end so."""
    at = size - len(ending)
    if at < 0:
        return False
    for letter in ending:
        if kept[at] != letter:
            return False
        at += 1
    return True


def without_plural(kept: list[str], size: int) -> int:
    """How many letters stay when a plural's ending goes: boxes, families, hostels; not bus, crisis."""
    if size < 4 or kept[size - 1] != "s" or ends(kept, size, "ss"):
        return size
    if ends(kept, size, "us") or ends(kept, size, "is"):
        return size
    if size > 4 and (ends(kept, size, "ies") or ends(kept, size, "uses") or ends(kept, size, "sses")):
        return size - 2
    if size > 4 and (ends(kept, size, "xes") or ends(kept, size, "shes")):
        return size - 2
    if size > 5 and ends(kept, size, "ches"):
        return size - 2
    return size - 1


def without_tense(kept: list[str], size: int) -> int:
    """How many letters stay when -ing or -ed goes: 4 at least, so that `caring` is no `car`."""
    if size >= 7 and ends(kept, size, "ing"):
        return size - 3
    if size >= 6 and ends(kept, size, "ed") and not ends(kept, size, "eed"):
        return size - 2
    return size


def stem(word: str) -> str:
    """What is left of a word without plural, -ing, -ed and what they change in spelling.

    Its first 3 letters are always the word's own. Words of up to 3 letters are their own stems.
    """
    kept = letters(word)
    if len(kept) <= BEGINNING:
        return word
    size = without_tense(kept, without_plural(kept, len(kept)))
    if size >= 5 and kept[size - 1] == "e":
        size = size - 1
    changed = size >= 4 and kept[size - 1] == "y" and kept[size - 2] not in VOWELS
    if changed:
        kept[size - 1] = "i"
    if size >= 4 and kept[size - 1] == kept[size - 2] and kept[size - 1] in DOUBLED:
        size = size - 1
    if size == len(kept) and not changed:
        return word
    text = ""
    for i in range(size):
        text = text + kept[i]
    return text


def share_start(word: str, other: str) -> bool:
    """Whether both have 3 letters and the first 3 are the same: where they are not, no stem is."""
    start = start_of(word)
    return len(start) == BEGINNING and other.startswith(start)


def begins(word: str, longer: str) -> bool:
    """Whether a word of 3 letters or more is the beginning of a longer one."""
    return longer != word and longer.startswith(word) and len(word) >= BEGINNING


def same_word(typed: str, word: str) -> bool:
    """Whether two words are the same, whole or by their stem."""
    if typed == word:
        return True
    return share_start(typed, word) and stem(typed) == stem(word)


def word_matches(typed: str, word: str) -> bool:
    """Whether a typed word matches a word of a text: whole, by its stem, or as its beginning."""
    if typed == word:
        return True
    return share_start(typed, word) and (begins(typed, word) or stem(typed) == stem(word))


def start_of(word: str) -> str:
    """The word's first 3 letters: words that match it, or share its stem, begin with them."""
    text = ""
    size = 0
    for letter in word:
        text = text + letter
        size += 1
        if size == BEGINNING:
            return text
    return text


def likely(typed: str, words: list[str]) -> list[str]:
    """The words that begin as a typed word does, of words in their order (binary search). No other can
    match it; this is only quicker."""
    start = start_of(typed)
    low = 0
    high = len(words)
    while low < high:
        middle = (low + high) // 2
        if words[middle] < start:
            low = middle + 1
        else:
            high = middle
    found: list[str] = []
    while low < len(words) and words[low].startswith(start):
        found.append(words[low])
        low += 1
    return found


# -- misspelt words ---------------------------------------------------------------------------


def within(left: list[str], i: int, right: list[str], j: int, limit: int) -> bool:
    """Whether what follows letter i of the one becomes what follows letter j of the other."""
    while i < len(left) and j < len(right) and left[i] == right[j]:
        i += 1
        j += 1
    more_left = len(left) - i
    more_right = len(right) - j
    if more_left == 0 or more_right == 0:
        return max(more_left, more_right) <= limit
    if limit <= 0 or more_left - more_right > limit or more_right - more_left > limit:
        return False
    if more_left > 1 and more_right > 1 and left[i] == right[j + 1] and left[i + 1] == right[j]:
        if within(left, i + 2, right, j + 2, limit - 1):
            return True
    if within(left, i + 1, right, j + 1, limit - 1):
        return True
    return within(left, i + 1, right, j, limit - 1) or within(left, i, right, j + 1, limit - 1)


def near(kept: list[str], word: str, limit: int) -> bool:
    """Whether the letters of one word become another in `limit` changes or fewer: a letter put in, left out
    or changed, or two neighbours swapped (which are then left alone)."""
    size = len(word)
    if size - len(kept) > limit or len(kept) - size > limit:
        return False
    strange = 0
    for letter in word:  # each change explains one letter that the other word lacks
        if letter not in kept:
            strange += 1
            if strange > limit:
                return False
    return within(kept, 0, letters(word), 0, limit)


def corrections(typed: str, dictionary: list[str]) -> list[str]:
    """The words of the dictionary that a typed word may be a misspelling of: one letter wrong from
    5 letters, two from 9. A word of the dictionary, or another form of one, is never corrected.
    `dictionary` in the order of its words."""
    size = len(typed)
    if size < ONE_LETTER or any(same_word(typed, word) for word in likely(typed, dictionary)):
        return []
    limit = 1
    if size >= TWO_LETTERS:
        limit = 2
    kept = letters(typed)
    return [word for word in dictionary if near(kept, word, limit)]
