"""The reading age: how well syllables are counted, and what the formula says."""

import json
from pathlib import Path

import pytest

from directory_data.content.reading_age import OLDEST, long_words, reading_age, sentences, syllables

COUNTED: dict[str, list[int]] = json.loads(
    (Path(__file__).parents[1] / "data" / "syllables.json").read_text("utf-8")
)["words"]


def test_syllables_are_those_of_a_pronouncing_dictionary() -> None:
    """Of the words of our content that it has. Wrong ones must not all lean to the easy side."""
    told = {word: syllables(word) for word in COUNTED}
    wrong = {word: count for word, count in told.items() if count not in COUNTED[word]}
    assert len(COUNTED) > 1200
    assert len(wrong) <= 0.02 * len(COUNTED), wrong
    leaning = sum(
        count - min(COUNTED[word], key=lambda each: abs(each - count)) for word, count in wrong.items()
    )
    assert abs(leaning) <= 0.01 * len(COUNTED)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("go", 1),
        ("table", 2),
        ("asked", 1),
        ("wanted", 2),
        ("places", 2),
        ("probation", 3),
        ("9:30am", 1),
        ("", 1),
    ],
)
def test_syllables(word: str, count: int) -> None:
    assert syllables(word) == count


def test_long_words_are_found_but_for_those_that_are_needed() -> None:
    assert long_words("A Universal emergency for {number:administration}") == []
    assert long_words("The administration of it, unfortunately.") == ["administration", "unfortunately"]


def test_the_formula() -> None:
    """4 sentences of 5 words of one syllable: 0.39 * 5 + 11.8 - 15.59, and five years."""
    assert reading_age(["The dog sat on me. " * 4]) == 3.2
    assert reading_age(["The dog sat on it " * 4]) == 9.0  # one sentence of 20 words
    assert OLDEST == 9


def test_longer_words_and_longer_sentences_are_older() -> None:
    plain = ["You can go there now. Ring first if you can. They will help you to find a bed. You can go now."]
    longer = [plain[0].replace(". ", " and ")]
    harder = [plain[0].replace("help you to find a bed", "facilitate your accommodation application")]
    ages = [reading_age(each) for each in (plain, longer, harder)]
    assert ages[0] is not None and all(age is not None and age > ages[0] + 1 for age in ages[1:])


def test_few_words_have_no_age_and_labels_do_not_count() -> None:
    assert reading_age(["Eligibility documentation"]) is None
    assert reading_age(["Unconditional accommodation provision"] * 6) is None  # 18 words
    assert reading_age(["Food", "Go", "Now"] * 50) is None
    told = ["You can go there now. " * 5]
    assert reading_age([*told, *["Food"] * 50]) == reading_age(told)


def test_values_are_words_and_colons_end_sentences() -> None:
    assert sentences("Opens today: ring them first") == ["ring them first"]
    assert reading_age(["Opens {day:start} {time:start}. " * 10]) == reading_age(["Opens X X. " * 10])
