"""Among the few words that `Dictionary` picks, what was typed has the same corrections as among all."""

from random import Random

import pytest

from app.publishing import national
from search.dictionary import Dictionary
from search.rules.spelling import ONE_LETTER, corrections

WORDS = national.dictionary(*national.phrases())
DICTIONARY = Dictionary(WORDS)
LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789çł語"


def mistyped(random: Random, word: str, changes: int) -> str:
    """A word with some letters put in, left out, changed or swapped."""
    for _ in range(changes):
        at = random.randrange(len(word) or 1)
        kind = random.choice(("in", "out", "other", "swap"))
        letter = "" if kind == "out" else random.choice(LETTERS)
        if kind == "swap":
            word = word[:at] + word[at + 1 : at + 2] + word[at : at + 1] + word[at + 2 :]
        else:
            word = word[:at] + letter + word[at + (kind != "in") :]
    return word


@pytest.mark.parametrize("changes", [0, 1, 2, 3])
def test_what_is_mistyped_is_corrected_as_among_all_words(changes: int) -> None:
    random = Random(changes)
    found = 0
    for _ in range(120):
        typed = [mistyped(random, random.choice(WORDS), changes) for _ in range(random.choice((1, 2)))]
        few = DICTIONARY.around(typed)
        for word in typed:
            expected = corrections(word, WORDS)
            assert corrections(word, few) == expected, word
            found += len(expected) > 0
    assert (found > 0) == (changes > 0)


def test_other_forms_of_a_word_are_no_mistakes() -> None:
    for word in ("hostels", "counselling", "families", "trainings", "boxes", "housed"):
        assert corrections(word, WORDS) == corrections(word, DICTIONARY.around([word]))


def test_it_picks_a_few_of_many() -> None:
    assert len(WORDS) > 3000
    assert len(DICTIONARY.around(["methdone"])) < len(WORDS) / 20
    assert "methadone" in DICTIONARY.around(["methdone"])
    assert DICTIONARY.around(["x" * (ONE_LETTER - 1), ""]) == []
