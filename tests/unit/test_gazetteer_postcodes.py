"""Postcodes as text and as keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory_data.gazetteer.postcodes import (
    OUTWARD_KEYS,
    SECTOR_KEYS,
    Postcode,
    inside,
    key_of,
    keys_of,
    readings,
    slips,
    text_of,
)

LETTER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
OUTWARDS = st.from_regex(r"[A-Z]{1,2}[0-9][A-Z0-9]?", fullmatch=True)
INWARDS = st.from_regex(r"[0-9][A-Z]{2}", fullmatch=True)
POSTCODES = st.builds(Postcode, OUTWARDS, INWARDS)


@given(POSTCODES)
def test_a_key_gives_back_its_postcode_sector_and_outward_code(code: Postcode) -> None:
    assert text_of(code.key, 7) == f"{code.outward} {code.inward}"
    assert text_of(code.key // SECTOR_KEYS, 5) == f"{code.outward} {code.inward[0]}"
    assert text_of(code.key // OUTWARD_KEYS, 4) == code.outward
    assert code.key // SECTOR_KEYS == Postcode(code.outward, code.inward[0]).key
    assert code.key // OUTWARD_KEYS == Postcode(code.outward, "").key


@given(st.lists(POSTCODES, min_size=1))
def test_many_keys_at_once_are_the_keys_one_by_one(codes: list[Postcode]) -> None:
    padded = [f"{code.outward:<4}{code.inward}" for code in codes]
    assert keys_of(padded).tolist() == [key_of(text) for text in padded]


def test_a_space_is_no_digit() -> None:
    assert key_of("E1  0AA") != key_of("E10 0AA")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("SE13 6JP", ["SE13 6JP"]),
        ("SE136JP", ["SE13 6JP"]),
        ("S E 1 3 6 J P", ["SE13 6JP"]),
        ("E1 6AN", ["E1 6AN"]),
        ("W1A 1AA", ["W1A 1AA"]),
        ("SE13", ["SE13", "SE1 3"]),
        ("SE1 3", ["SE1 3"]),
        ("SE13 6", ["SE13 6"]),
        ("SE136", ["SE13 6"]),
        ("SE13 6J", ["SE13 6"]),
        ("NPT 0AD", ["NPT 0AD"]),
        ("10115", []),
        ("90210", []),
        ("LEWISHAM", []),
        ("SE13 6JPX", []),
        ("", []),
    ],
)
def test_what_a_typed_code_could_be(typed: str, read: list[str]) -> None:
    assert [code.text for code in readings(typed)] == read


@given(POSTCODES)
def test_a_full_postcode_is_always_read_as_itself_first(code: Postcode) -> None:
    assert readings(code.text)[0] == code
    assert readings(code.outward + code.inward)[0] == code


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("12 HIGH STREET, LONDON SE13 6JP", "SE13 6JP"),
        ("CATFORD SE136JP UK", "SE13 6JP"),
        ("FROM E1 6AN TO SE13 6JP", "SE13 6JP"),
        ("XSE13 6JPX", None),
        ("FLAT 1A 2BC ROAD", None),
    ],
)
def test_a_postcode_inside_an_address(text: str, found: str | None) -> None:
    code = inside(text)
    assert (code and code.text) == found


def test_slips_are_letters_for_digits_and_back() -> None:
    assert "SE136JP" in slips("SEI3 6JP")
    assert "M11AA" in slips("MI IAA")
    assert "SO160AA" in slips("S016 OAA")
    assert slips("SE3 6JP") == []
    assert slips("O" * 8) == []
