"""Folding: raw text to words, for text from anywhere."""

import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search import folding
from search.folding import APOSTROPHES, TYPED_CHARACTERS, TYPED_WORDS, fold, fold_text
from search.unicode14 import ASSIGNED

any_text = st.text(st.characters(codec=None), max_size=300)  # lone surrogates too


@given(any_text)
@example("\ud83d")
@example("\udc00food\ud800bank")
@example("ﷺ" * 200)
@example("İ" * 200)
@example("a" + "\u0301" * 199)
def test_anything_typed_folds_to_a_few_words_of_letters_and_digits(text: str) -> None:
    words = fold(text)
    assert len(words) <= TYPED_WORDS
    for word in words:
        assert word != ""
        assert all(unicodedata.category(c)[0] == "L" or unicodedata.category(c) == "Nd" for c in word)
        assert not any(c in APOSTROPHES for c in word)


@given(any_text)
def test_folding_words_again_changes_nothing(text: str) -> None:
    words = fold_text(text)
    assert fold_text(" ".join(words)) == words


@given(st.text("abcXYZ 019'-", max_size=60))
def test_plain_text_takes_the_same_way_as_any_other(text: str) -> None:
    # A snowman makes the text more than ASCII and splits like a space.
    assert fold_text(text) == fold_text(text + " ☃")


def test_only_the_first_200_characters_are_read() -> None:
    assert fold("x" * 10_000) == ["x" * TYPED_CHARACTERS]
    assert fold(" " * TYPED_CHARACTERS + "hostel") == []
    assert len(fold_text("word " * 1000)) == 1000


def test_the_table_of_known_characters_is_that_of_unicode_14() -> None:
    if unicodedata.unidata_version != "14.0.0":
        assert sys.version_info >= (3, 12)
        return
    known = {c for a, b in zip(ASSIGNED[::2], ASSIGNED[1::2], strict=True) for c in range(a, b + 1)}
    unknown = set(range(0x110000)) - known
    assert all(unicodedata.category(chr(c)) in ("Cn", "Cs", "Co") for c in unknown)
    assert not any(unicodedata.category(chr(c)) in ("Cn", "Cs", "Co") for c in known)


def test_every_single_character_folds_to_what_unicode_says_of_it() -> None:
    for point in range(0x110000):
        character = chr(point)
        kind = unicodedata.category(character)
        if kind in ("Cn", "Cs", "Co"):  # 970,000 of them: looked at in one text each
            continue
        words = fold_text(character)
        if character in APOSTROPHES:
            assert words == [], hex(point)
        elif kind in ("Ll", "Lo", "Nd") and unchanged(character):
            assert words == ["σ" if character == "ς" else character], hex(point)
        if character != character.lower():
            assert fold_text(character.lower()) == words, f"{point:#x}: case does not matter"


def test_what_is_no_character_of_unicode_14_is_no_word() -> None:
    points = range(0x110000)
    assert (
        fold_text("".join(chr(p) for p in points if unicodedata.category(chr(p)) in ("Cn", "Cs", "Co"))) == []
    )


def unchanged(character: str) -> bool:
    return unicodedata.normalize("NFKD", character).lower() == character


def test_a_letter_that_the_table_does_not_know_splits(monkeypatch: pytest.MonkeyPatch) -> None:
    """As on a newer Python, which knows letters that today's phones do not."""
    assert fold_text("xéy") == ["xey"]
    monkeypatch.setattr(folding, "_ENDS", (0xE8,))
    monkeypatch.setattr(folding, "_STARTS", (0,))
    assert fold_text("xéy xèy") == ["x", "y", "xey"]
