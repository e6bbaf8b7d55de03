"""Words typed: what they mean, and whether a service matches them (answers.md section 4).

All words are folded. `plan` is worked out once a question; `text_class` judges one service.
"""

from .model import Need, Phrase, Plan, Unit
from .spelling import LAST_LETTER, corrections, same_word, start_of, word_matches

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


def spoken(phrases: list[Phrase], needs: list[Need], fillers: list[str]) -> list[Phrase]:
    """All that names a need: the phrase list and the needs' own names, with their fillers and
    without ("a place to stay", "stay")."""
    names: list[Phrase] = [{"words": need["words"], "needs": [need["code"]]} for need in needs]
    bare: list[Phrase] = [
        {"words": without_fillers(need["words"], fillers), "needs": [need["code"]]} for need in needs
    ]
    return [*phrases, *names, *bare]


def named(word: str, phrases: list[Phrase], needs: list[Need]) -> list[str]:
    """The needs that a single word names: those of the phrases of one word that it matches."""
    codes = [
        code
        for phrase in starting(word, [], phrases)
        if len(phrase["words"]) == 1 and word_matches(word, phrase["words"][0])
        for code in phrase["needs"]
    ]
    return with_finer(codes, needs)


def starting(typed: str, spelled: list[str], phrases: list[Phrase]) -> list[Phrase]:
    """The phrases whose first word begins as a typed word does, or is one of its spellings."""
    low = start_of(typed)
    high = low + LAST_LETTER
    return [
        phrase
        for phrase in phrases
        if (low <= phrase["words"][0] and phrase["words"][0] <= high) or phrase["words"][0] in spelled
    ]


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


def word_unit(word: str, spelled: list[str], phrases: list[Phrase], needs: list[Need]) -> Unit:
    """The unit of one typed word that no phrase covers."""
    meant = [code for spelling in spelled for code in named(spelling, phrases, needs)]
    return {
        "words": [word],
        "needs": named(word, phrases, needs),
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
    meant = spoken(phrases, needs, fillers)
    single = [phrase for phrase in meant if len(phrase["words"]) == 1]
    several = [phrase for phrase in meant if len(phrase["words"]) > 1]
    begun = [starting(typed[i], spelled[i], several) for i in range(len(typed))]
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
            units.append(word_unit(typed[i], spelled[i], single, needs))
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
