"""The boundary: what somebody says is read whole, or refused with the field's name (contract.md)."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.person import FACTS, HELPERS, FactError, nobody, parse_person
from tests.vector_shapes import expand

CONTRACT = Path(__file__).parents[2] / "docs" / "contract.md"
THURSDAY_17_DECEMBER = 20804

WHOLE = {
    "age": 17,
    "turns": {"age": 18, "on": "2026-12-17"},
    "gender": "woman",
    "with_you": ["children", "partner"],
    "pet": "assistance-dog",
    "tonight": "not-safe",
    "supervision": "licence",
    "supervision_ends": "2026-12-08",
    "local_connection": ["E09000023", "W06000015"],
    "substance": ["on-script"],
    "script_today": "paper",
    "mental_health": ["want-help"],
    "gp": "no",
    "veteran": "yes",
    "care_leaver": "yes",
    "access": ["wheelchair", "reading"],
    "language": "pt-BR",
    "id_held": ["release-papers"],
    "income": "uc-not-yet",
    "public_funds": "told-no",
    "abuse": "past",
    "rough_sleeping": "lately",
    "sentence": "under-12-months",
    "released_on": "2026-11-27",
}


def test_every_fact_said() -> None:
    assert set(WHOLE) == {fact.name for fact in FACTS}
    said = {name: value for name, value in WHOLE.items() if name != "turns"}
    assert parse_person(WHOLE, "gp") == {
        **nobody(),
        **said,
        "helper": "gp",
        "turns_age": 18,
        "turns_on": THURSDAY_17_DECEMBER,
        "supervision_ends": 20795,
        "released_on": 20784,
        "language": "pt-br",
    }


def test_the_table_is_the_contract() -> None:
    """Every name and code of contract.md's table of facts, and no other."""
    section = CONTRACT.read_text("utf-8").split("Facts in `person`")[1].split("The codes of the nine")[0]
    for fact in FACTS:
        assert f"`{fact.name}`" in section, fact.name
        for code in fact.codes:
            assert f"`{code}`" in section, code
    named = set(re.findall(r"`([a-z0-9_-]+)`", section)) - {"person", "days_since_release"}
    assert named == {code for fact in FACTS for code in (fact.name, *fact.codes)}


def test_the_helpers_are_the_contract() -> None:
    assert f'"helper": "{"|".join(HELPERS)}"' in CONTRACT.read_text("utf-8")


def test_a_short_form_of_the_vectors_says_as_little_as_nobody() -> None:
    assert expand({"$person": {}}) == nobody()


@pytest.mark.parametrize("unknown", [None, "", [], "not-sure"])
@pytest.mark.parametrize("name", [fact.name for fact in FACTS])
def test_absent_null_not_sure_and_empty_are_unknown(name: str, unknown: object) -> None:
    assert parse_person({name: unknown}, unknown) == nobody()


@pytest.mark.parametrize("nothing", [None, {}])
def test_nothing_said_at_all(nothing: object) -> None:
    assert parse_person(nothing, None) == nobody()


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"colour": "red"}, "person.colour"),
        ({"Age": 31}, "person.Age"),
        ({"helper": "gp"}, "person.helper"),
        ({"age": True}, "person.age"),
        ({"age": False}, "person.age"),
        ({"age": 18.0}, "person.age"),
        ({"age": "31"}, "person.age"),
        ({"age": -1}, "person.age"),
        ({"age": 121}, "person.age"),
        ({"age": 10**400}, "person.age"),
        ({"age": [31]}, "person.age"),
        ({"turns": 18}, "person.turns"),
        ({"turns": {"age": 18, "on": "2026-12-17", "at": 1}}, "person.turns"),
        ({"turns": {"age": True, "on": "2026-12-17"}}, "person.turns.age"),
        ({"turns": {"age": 18, "on": "17/12/2026"}}, "person.turns.on"),
        ({"pet": "horse"}, "person.pet"),
        ({"pet": "Dog"}, "person.pet"),
        ({"pet": ["dog"]}, "person.pet"),
        ({"pet": 1}, "person.pet"),
        ({"pet": {}}, "person.pet"),
        ({"with_you": "children"}, "person.with_you"),
        ({"with_you": ["children", "dog"]}, "person.with_you"),
        ({"with_you": [["children"]]}, "person.with_you"),
        ({"with_you": ["children"] * 51}, "person.with_you"),
        ({"local_connection": ["Lewisham"]}, "person.local_connection"),
        ({"local_connection": ["E09000023\n"]}, "person.local_connection"),
        ({"language": "x" * 99}, "person.language"),
        ({"language": "polski!"}, "person.language"),
        ({"released_on": "2026-02-30"}, "person.released_on"),
        ({"released_on": "20261127"}, "person.released_on"),
        ({"released_on": "2026-W48-5"}, "person.released_on"),
        ({"released_on": "2026-11-27\n"}, "person.released_on"),
        ({"released_on": "٢٠٢٦-11-27"}, "person.released_on"),
        ({"released_on": "1026-11-27"}, "person.released_on"),
        ({"supervision_ends": 20784}, "person.supervision_ends"),
        ({f"fact{number}": 1 for number in range(100)}, "person"),
        ([], "person"),
        ("age", "person"),
        (31, "person"),
        (True, "person"),
    ],
)
def test_what_cannot_be_read_is_refused_by_name(said: object, field: str) -> None:
    with pytest.raises(FactError) as refused:
        parse_person(said, None)
    assert refused.value.field == field
    assert len(str(refused.value)) < 250


@pytest.mark.parametrize("helper", ["gaoler", "Self", 1, True, ["self"], {"a": 1}])
def test_an_unknown_helper_is_refused(helper: object) -> None:
    with pytest.raises(FactError) as refused:
        parse_person({}, helper)
    assert refused.value.field == "helper"


def test_an_absurd_name_is_not_repeated_back() -> None:
    with pytest.raises(FactError) as refused:
        parse_person({"<script>" * 1000: 1}, None)
    assert "<" not in str(refused.value)


def test_duplicates_and_blanks_in_a_list_are_dropped() -> None:
    said = {"with_you": ["partner", "children", "partner", "", None, "not-sure"]}
    assert parse_person(said, None)["with_you"] == ["partner", "children"]


def test_whoever_names_something_beside_none_has_it() -> None:
    assert parse_person({"id_held": ["none", "passport"]}, None)["id_held"] == ["passport"]
    assert parse_person({"with_you": ["nobody", "children"]}, None)["with_you"] == ["children"]
    assert parse_person({"id_held": ["none", "none"]}, None)["id_held"] == ["none"]


@pytest.mark.parametrize("half", [{"age": 18}, {"on": "2026-12-17"}, {"age": 18, "on": None}, {}])
def test_half_a_birthday_says_nothing(half: object) -> None:
    assert parse_person({"turns": half}, None) == nobody()


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
NAMES = st.sampled_from([fact.name for fact in FACTS]) | st.text(max_size=8)


@given(JSON | st.dictionaries(NAMES, JSON), JSON)
def test_anything_at_all_is_a_person_or_a_named_refusal(raw: object, helper: object) -> None:
    try:
        assert set(parse_person(raw, helper)) == set(nobody())
    except FactError as refused:
        assert refused.field.split(".")[0] in ("person", "helper")
