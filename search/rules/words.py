"""Words typed: what they mean, and whether a service matches them (answers.md section 4).

All words are folded. `plan` is worked out once a question; `text_class` judges one service.
"""

from typing import Final

from .model import Need, Phrase, Plan, Unit

BEGINNING: Final = 3  # letters that are enough for the beginning of a longer word
ONE_LETTER: Final = 5  # letters of a word in which one may be wrong
TWO_LETTERS: Final = 9  # letters of a word in which two may be wrong

VOWELS: Final = ["a", "e", "i", "o", "u"]
DOUBLED: Final = ["b", "d", "f", "g", "l", "m", "n", "p", "r", "s", "t", "z"]


# -- one word against another -------------------------------------------------------------------


def letters(word: str) -> list[str]:
    """The word's letters."""
    return [letter for letter in word]


def ends(kept: list[str], size: int, ending: str) -> bool:
    """Whether the first `size` letters end so."""
    tail = letters(ending)
    start = size - len(tail)
    return start >= 0 and all(kept[start + i] == tail[i] for i in range(len(tail)))


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
    if size >= 4 and kept[size - 1] == "y" and kept[size - 2] not in VOWELS:
        kept[size - 1] = "i"
    if size >= 4 and kept[size - 1] == kept[size - 2] and kept[size - 1] in DOUBLED:
        size = size - 1
    text = ""
    for i in range(size):
        text = text + kept[i]
    return text


def share_start(word: str, other: str) -> bool:
    """Whether both have 3 letters and the first 3 are the same: where they are not, no stem is."""
    for letter in word:
        for first in other:
            if letter != first:
                return False
            break
        break
    left = letters(word)
    right = letters(other)
    if len(left) < BEGINNING or len(right) < BEGINNING:
        return False
    return all(left[i] == right[i] for i in range(BEGINNING))


def begins(word: str, longer: str) -> bool:
    """Whether a word of 3 letters or more is the beginning of a longer one."""
    left = letters(word)
    right = letters(longer)
    if len(left) < BEGINNING or len(right) <= len(left):
        return False
    return all(left[i] == right[i] for i in range(len(left)))


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


# -- spelling -----------------------------------------------------------------------------------


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


def near(a: str, b: str, limit: int) -> bool:
    """Whether one word becomes the other in `limit` changes or fewer: a letter put in, left out or
    changed, or two neighbours swapped (which are then left alone)."""
    size = len(a)
    other = len(b)
    if size - other > limit or other - size > limit:
        return False
    left = letters(a)
    right = letters(b)
    strange = 0
    for letter in left:  # each change explains one letter that the other word lacks
        if letter not in right:
            strange += 1
            if strange > limit:
                return False
    return within(left, 0, right, 0, limit)


def corrections(typed: str, dictionary: list[str]) -> list[str]:
    """The words of the dictionary that a typed word may be a misspelling of: one letter wrong from
    5 letters, two from 9. A word of the dictionary, or another form of one, is never corrected."""
    size = len(typed)
    if size < ONE_LETTER or any(same_word(typed, word) for word in dictionary):
        return []
    limit = 1
    if size >= TWO_LETTERS:
        limit = 2
    return [word for word in dictionary if near(typed, word, limit)]


# -- what the typed words mean ------------------------------------------------------------------


def with_finer(codes: list[str], needs: list[Need]) -> list[str]:
    """The needs named, and for a pathway all that hang under it, each once in the list's order."""
    return [need["code"] for need in needs if need["code"] in codes or need["pathway"] in codes]


def named(word: str, phrases: list[Phrase], needs: list[Need], fillers: list[str]) -> list[str]:
    """The needs a single word names: by a need's own name, or by a phrase of one word."""
    codes = [
        need["code"]
        for need in needs
        if any(own not in fillers and word_matches(word, own) for own in need["words"])
    ]
    meant = [
        code
        for phrase in phrases
        if len(phrase["words"]) == 1 and word_matches(word, phrase["words"][0])
        for code in phrase["needs"]
    ]
    return with_finer([*codes, *meant], needs)


def stands(
    phrase: list[str], first: int, typed: list[str], spelled: list[list[str]], spans: list[int]
) -> bool:
    """Whether a phrase of several words stands at a typed word, over words that none covers yet.

    `spelled` holds the spellings allowed for each typed word: empty lists for none.
    """
    if len(phrase) < 2 or first + len(phrase) > len(typed):
        return False
    return all(
        spans[first + i] == 0 and (same_word(typed[first + i], phrase[i]) or phrase[i] in spelled[first + i])
        for i in range(len(phrase))
    )


def longest(
    first: int, typed: list[str], spelled: list[list[str]], spans: list[int], phrases: list[Phrase]
) -> int:
    """The number of words of the longest phrase that stands at a typed word, 0 for none."""
    size = 0
    for phrase in phrases:
        if len(phrase["words"]) > size and stands(phrase["words"], first, typed, spelled, spans):
            size = len(phrase["words"])
    return size


def cover(typed: list[str], spelled: list[list[str]], spans: list[int], phrases: list[Phrase]) -> list[int]:
    """For each typed word, how many words the phrase that begins there covers: 0 for no phrase,
    -1 inside one. What `spans` covers already stays; from the left, the longest phrase first."""
    covered = [span for span in spans]
    for i in range(len(typed)):
        if covered[i] == 0:
            size = longest(i, typed, spelled, covered, phrases)
            for k in range(size):
                covered[i + k] = -1
            if size > 0:
                covered[i] = size
    return covered


def without_fillers(words: list[str], fillers: list[str]) -> list[str]:
    """The words without the fillers; all of them when nothing else remains."""
    rest = [word for word in words if word not in fillers]
    if len(rest) == 0:
        return words
    return rest


def phrase_unit(words: list[str], phrases: list[Phrase], needs: list[Need], fillers: list[str]) -> Unit:
    """The unit of typed words that a phrase covers as they were typed."""
    free = [0 for word in words]
    none: list[list[str]] = [[] for word in words]
    codes = [
        code
        for phrase in phrases
        if len(phrase["words"]) == len(words) and stands(phrase["words"], 0, words, none, free)
        for code in phrase["needs"]
    ]
    return {
        "words": without_fillers(words, fillers),
        "needs": with_finer(codes, needs),
        "spellings": [],
        "spelling_needs": [],
    }


def mended_unit(
    words: list[str],
    spelled: list[list[str]],
    phrases: list[Phrase],
    needs: list[Need],
    fillers: list[str],
) -> Unit:
    """The unit of typed words that a phrase covers only after a correction."""
    free = [0 for word in words]
    meant = [
        phrase
        for phrase in phrases
        if len(phrase["words"]) == len(words) and stands(phrase["words"], 0, words, spelled, free)
    ]
    return {
        "words": without_fillers(words, fillers),
        "needs": [],
        "spellings": [without_fillers(phrase["words"], fillers) for phrase in meant],
        "spelling_needs": with_finer([code for phrase in meant for code in phrase["needs"]], needs),
    }


def word_unit(
    word: str, spelled: list[str], phrases: list[Phrase], needs: list[Need], fillers: list[str]
) -> Unit:
    """The unit of one typed word that no phrase covers."""
    meant = [code for spelling in spelled for code in named(spelling, phrases, needs, fillers)]
    return {
        "words": [word],
        "needs": named(word, phrases, needs, fillers),
        "spellings": [[spelling] for spelling in spelled],
        "spelling_needs": with_finer(meant, needs),
    }


def plan(
    typed: list[str],
    phrases: list[Phrase],
    needs: list[Need],
    dictionary: list[str],
    fillers: list[str],
) -> Plan:
    """What the typed words mean (answers.md section 4, decision 0003): phrases first, as typed and
    then as corrected; fillers dropped when other words remain; then each word by itself."""
    spelled = [corrections(word, dictionary) for word in typed]
    none: list[list[str]] = [[] for word in typed]
    several = [phrase for phrase in phrases if len(phrase["words"]) > 1]
    exact = cover(typed, none, [0 for word in typed], several)
    spans = cover(typed, spelled, exact, several)
    drop = any(spans[i] != 0 or typed[i] not in fillers for i in range(len(typed)))
    units: list[Unit] = []
    for i in range(len(typed)):
        size = spans[i]
        if size > 0:
            words = [typed[k] for k in range(i, i + size)]
            if exact[i] > 0:
                units.append(phrase_unit(words, several, needs, fillers))
            else:
                choices = [spelled[k] for k in range(i, i + size)]
                units.append(mended_unit(words, choices, several, needs, fillers))
        elif size == 0 and not (drop and typed[i] in fillers):
            units.append(word_unit(typed[i], spelled[i], phrases, needs, fillers))
    return {"units": units}


# -- one service --------------------------------------------------------------------------------


def holds(words: list[str], text: list[str]) -> bool:
    """Whether every one of the words matches some word of the text."""
    return all(any(word_matches(word, other) for other in text) for word in words)


def unit_class(unit: Unit, name: list[str], body: list[str], needs: list[str]) -> int:
    """The best class in which one unit matches a service: 0, 1, 2, or -1 for not at all."""
    if any(need in unit["needs"] for need in needs) or holds(unit["words"], name):
        return 0
    text = [*name, *body]
    if holds(unit["words"], text):
        return 1
    if any(need in unit["spelling_needs"] for need in needs):
        return 2
    if any(holds(spelling, text) for spelling in unit["spellings"]):
        return 2
    return -1


def text_class(asked: Plan, name: list[str], body: list[str], needs: list[str]) -> int:
    """The class in which a service matches all that was typed: the worst of its units' best.

    0: in the name or a need, 1: in the description, 2: only after a correction, -1: no match.
    Nothing typed is class 0. `needs` are the service's own codes.
    """
    worst = 0
    for unit in asked["units"]:
        found = unit_class(unit, name, body, needs)
        if found < 0:
            return -1
        worst = max(worst, found)
    return worst
