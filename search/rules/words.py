"""Words typed: what they mean, and whether a service matches them (answers.md section 4).

All words are folded. `plan` is worked out once a question; `text_class` judges one service.
"""

from typing import Final

from .model import Need, Phrase, Plan, Unit
from .spelling import (
    BEGINNING,
    LAST_LETTER,
    ONE_LETTER,
    begins,
    corrections,
    same_word,
    start_of,
    word_matches,
)

#: Words that a phrase may have more or fewer of. "By", "me", "of", "to" and "with" tell who did what to
#: whom: "scared of me" is not "scares me", and "I am with a violent man" is not "I am violent".
SMALL: Final = [
    *["a", "an", "and", "any", "are", "been", "being", "for", "gets", "has", "have", "is", "just", "my"],
    *["on", "our", "really", "so", "some", "that", "the", "this", "your"],
]

# -- what the typed words mean ------------------------------------------------------------------


def with_finer(codes: list[str], needs: list[Need]) -> list[str]:
    """The needs named, and for a pathway all that hang under it, each once in the list's order."""
    return [need["code"] for need in needs if need["code"] in codes or need["pathway"] in codes]


def without_fillers(words: list[str], fillers: list[str]) -> list[str]:
    """The words without the fillers; all of them when nothing else remains."""
    rest = [word for word in words if word not in fillers]
    if len(rest) == 0:
        return words
    return rest


def meant_by_word(word: str, phrases: list[Phrase], needs: list[Need]) -> list[str]:
    """The needs that a single word names: those of the phrases of one word that it is, whole or by
    its stem ("job" is no jobcentre); else of phrases of two words that it runs together
    ("nightshelter"); else, from 5 letters, of phrases of one word that it begins, where they all mean
    the same. A word that stands in a phrase begins no other ("adult" is itself)."""
    begun = starting(word, [], phrases)
    meant = [each for each in begun if len(each["words"]) == 1 and same_word(word, each["words"][0])]
    if len(meant) == 0:
        meant = [each for each in begun if len(each["words"]) == 2 and together(each["words"], 0) == word]
    if len(meant) == 0 and len(word) >= ONE_LETTER:
        meant = [each for each in begun if len(each["words"]) == 1 and begins(word, each["words"][0])]
        several = any(each["needs"] != meant[0]["needs"] for each in meant)
        if several or (len(meant) > 0 and any(word in each["words"] for each in phrases)):
            return []
    return with_finer([code for phrase in meant for code in phrase["needs"]], needs)


def together(words: list[str], first: int) -> str:
    """A word and the next, run together."""
    return f"{words[first]}{words[first + 1]}"


def first_from(word: str, phrases: list[Phrase]) -> int:
    """Index of the first phrase whose first word does not stand before a word (binary search:
    phrases stand in the order of their words)."""
    low = 0
    high = len(phrases)
    while low < high:
        middle = (low + high) // 2
        if phrases[middle]["words"][0] < word:
            low = middle + 1
        else:
            high = middle
    return low


def between(low: str, high: str, phrases: list[Phrase]) -> list[Phrase]:
    """The phrases whose first word lies between two words, both of them counted."""
    index = first_from(low, phrases)
    found: list[Phrase] = []
    while index < len(phrases) and phrases[index]["words"][0] <= high:
        found.append(phrases[index])
        index += 1
    return found


def starting(typed: str, spelled: list[str], phrases: list[Phrase]) -> list[Phrase]:
    """The phrases whose first word begins as a typed word does, or is one of its spellings."""
    low = start_of(typed)
    high = low + LAST_LETTER if len(typed) >= BEGINNING else low
    found = between(low, high, phrases)
    for spelling in spelled:
        if spelling < low or spelling > high:
            found = [*found, *between(spelling, spelling, phrases)]
    return found


def stands(
    phrase: list[str], first: int, typed: list[str], spelled: list[list[str]], spans: list[int]
) -> int:
    """How many typed words a phrase covers that is more than one of them, where it stands at a typed
    word, over words that none covers yet; 0 where it does not stand there. Small words may be more or
    fewer ("run out of my tablets"); two words at least are shared. A phrase of one word may be typed
    as two ("doss house").

    `spelled` holds the spellings allowed for each typed word: empty lists for none.
    """
    if len(phrase) == 1:
        pair = first + 1 < len(typed) and spans[first] == 0 and spans[first + 1] == 0
        return 2 if pair and together(typed, first) == phrase[0] else 0
    i = 0
    k = first
    shared = 0
    while i < len(phrase) and k < len(typed) and spans[k] == 0:
        if same_word(typed[k], phrase[i]) or phrase[i] in spelled[k]:
            i += 1
            k += 1
            shared += 1
        elif i > 0 and phrase[i] in SMALL:
            i += 1
        elif i > 0 and typed[k] in SMALL:
            k += 1
        else:
            return 0
    return k - first if i == len(phrase) and shared > 1 else 0


def longest(
    first: int, typed: list[str], spelled: list[list[str]], spans: list[int], phrases: list[Phrase]
) -> int:
    """The most words that a phrase covers which stands at a typed word, 0 for none."""
    size = 0
    for phrase in phrases:
        size = max(size, stands(phrase["words"], first, typed, spelled, spans))
    return size


def cover(
    typed: list[str], spelled: list[list[str]], spans: list[int], begun: list[list[Phrase]]
) -> list[int]:
    """For each typed word, how many words the phrase that begins there covers: 0 for no phrase,
    -1 inside one. What `spans` covers already stays; from the left, the longest phrase first.

    `begun` holds the phrases that may begin at each typed word.
    """
    covered = [span for span in spans]
    for i in range(len(typed)):
        if covered[i] == 0:
            size = longest(i, typed, spelled, covered, begun[i])
            for k in range(size):
                covered[i + k] = -1
            if size > 0:
                covered[i] = size
    return covered


def telling(phrases: list[Phrase], fillers: list[str]) -> list[Phrase]:
    """The phrases that are more than fillers. The others ("help me") mean something by themselves,
    and nothing beside a word that says what is wanted."""
    return [phrase for phrase in phrases if any(word not in fillers for word in phrase["words"])]


def phrase_unit(words: list[str], phrases: list[Phrase], needs: list[Need], fillers: list[str]) -> Unit:
    """The unit of typed words that a phrase covers as they were typed."""
    free = [0 for word in words]
    none: list[list[str]] = [[] for word in words]
    codes = [
        code
        for phrase in phrases
        if stands(phrase["words"], 0, words, none, free) == len(words)
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
    meant = [phrase for phrase in phrases if stands(phrase["words"], 0, words, spelled, free) == len(words)]
    return {
        "words": without_fillers(words, fillers),
        "needs": [],
        "spellings": [without_fillers(phrase["words"], fillers) for phrase in meant],
        "spelling_needs": with_finer([code for phrase in meant for code in phrase["needs"]], needs),
    }


def word_unit(word: str, spelled: list[str], phrases: list[Phrase], needs: list[Need]) -> Unit:
    """The unit of one typed word that no phrase covers."""
    meant = [code for spelling in spelled for code in meant_by_word(spelling, phrases, needs)]
    return {
        "words": [word],
        "needs": meant_by_word(word, phrases, needs),
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
    then as corrected; fillers dropped when other words remain; then each word by itself.

    `phrases` in the order of their words, the names of the needs among them.
    """
    spelled = [corrections(word, dictionary) for word in typed]
    none: list[list[str]] = [[] for word in typed]
    begun = [starting(typed[i], spelled[i], phrases) for i in range(len(typed))]
    if any(word not in fillers for word in typed):
        begun = [telling(each, fillers) for each in begun]
    exact = cover(typed, none, [0 for word in typed], begun)
    spans = cover(typed, spelled, exact, begun)
    drop = any(spans[i] != 0 or typed[i] not in fillers for i in range(len(typed)))
    units: list[Unit] = []
    for i in range(len(typed)):
        size = spans[i]
        if size > 0:
            words = [typed[k] for k in range(i, i + size)]
            if exact[i] > 0:
                units.append(phrase_unit(words, begun[i], needs, fillers))
            else:
                choices = [spelled[k] for k in range(i, i + size)]
                units.append(mended_unit(words, choices, begun[i], needs, fillers))
        elif size == 0 and not (drop and typed[i] in fillers):
            units.append(word_unit(typed[i], spelled[i], phrases, needs))
    return {"units": units}


# -- one service --------------------------------------------------------------------------------


def holds(words: list[str], name: list[str], body: list[str]) -> bool:
    """Whether every one of the words matches some word of the name or the body."""
    return all(
        stands_in(word, start_of(word), name) or stands_in(word, start_of(word), body) for word in words
    )


def stands_in(word: str, start: str, text: list[str]) -> bool:
    """Whether a word matches some word of a text. Only those that begin with its `start` can."""
    return any(other.startswith(start) and word_matches(word, other) for other in text)


def unit_class(unit: Unit, name: list[str], body: list[str], needs: list[str]) -> int:
    """The best class in which one unit matches a service: 0, 1, 2, or -1 for not at all."""
    if any(need in unit["needs"] for need in needs) or holds(unit["words"], name, []):
        return 0
    if holds(unit["words"], name, body):
        return 1
    if any(need in unit["spelling_needs"] for need in needs):
        return 2
    if any(holds(spelling, name, body) for spelling in unit["spellings"]):
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
