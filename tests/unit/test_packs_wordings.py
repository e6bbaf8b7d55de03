"""The quick way to read a text's words, and an id's digits, says what the plain way says."""

from random import Random

import pytest

from app.publishing.packs.columns import Values, hexadecimal
from app.publishing.packs.wordings import quick, quick_whole
from search.rules.plainly import plain_words, whole_words

IDENTITY = "0b1f6a52-3c4d-4e5f-8a9b-0c1d2e3f4a5b"


def test_words_are_read_as_the_rule_reads_them() -> None:
    random = Random(1)
    letters = [chr(code) for code in range(128)] + list("aB9 .'`é") * 8
    for _ in range(4000):
        text = "".join(random.choices(letters, k=random.randrange(14)))
        assert quick(text) == plain_words(text), repr(text)
        assert quick_whole(text) == whole_words(text), repr(text)


def test_an_id_is_its_digits_and_nothing_else_is_an_id() -> None:
    assert hexadecimal(IDENTITY) == IDENTITY.replace("-", "").encode()
    for wrong in (
        "",
        IDENTITY.upper(),
        IDENTITY[:-1],
        f"{IDENTITY}0",
        f"{IDENTITY}\n",
        IDENTITY.replace("-", ""),
    ):
        with pytest.raises(ValueError, match="is no UUID"):
            hexadecimal(wrong)


def test_texts_and_other_values_share_one_table() -> None:
    values = Values()
    for value in ("a", ["a"], "a", None, "", "a", "[]", []):
        values.add(value)
    assert values.table == [b'"a"', b'["a"]', b"null", b'""', b'"[]"', b"[]"]
    assert values.rows.tolist() == [0, 1, 0, 2, 3, 0, 4, 5]
