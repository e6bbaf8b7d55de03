"""The phrase list: what people say means the needs it should, and every need it means is there."""

import json
from collections import Counter
from pathlib import Path
from typing import TypedDict

import pytest

import directory_data
from app.publishing import national
from search.folding import TYPED_CHARACTERS, TYPED_WORDS, fold, fold_text
from search.rules.model import Plan
from search.rules.words import plan, text_class

CONTENT = Path(directory_data.__file__).parent / "content"


class Line(TypedDict):
    needs: list[str]
    say: list[str]


LINES: list[Line] = json.loads((CONTENT / "phrases.json").read_text("utf-8"))["phrases"]
OLD = [line for line in LINES if "today" in line]
SAID = [(text, line["needs"]) for line in LINES for text in line["say"]]
NEEDS = national.needs()
PHRASES, FILLERS = national.phrases()
DICTIONARY = national.dictionary(PHRASES, FILLERS)


def planned(typed: str) -> Plan:
    return plan(fold(typed), PHRASES, NEEDS, DICTIONARY, FILLERS)


def needs_meant(typed: str) -> set[str]:
    """The needs of every unit that is typed, certain ones only."""
    return {need for unit in planned(typed)["units"] for need in unit["needs"]}


def test_every_need_that_a_phrase_means_is_there() -> None:
    codes = {need["code"] for need in NEEDS}
    assert {code for line in LINES for code in line["needs"]} <= codes


def test_every_need_can_be_said() -> None:
    """Each finer need and each pathway: by the list or by its own words in needs.json."""
    pathways = {need["code"]: need["pathway"] for need in NEEDS}
    said = {code for phrase in PHRASES for code in phrase["needs"]}
    assert {code for code in pathways if code not in said} == set()


def test_there_are_many_phrases_and_none_stands_twice() -> None:
    folded = Counter(tuple(fold_text(text)) for text, _ in SAID)
    assert len(folded) >= 1_000
    assert [words for words, times in folded.items() if times > 1] == []


def test_every_phrase_can_be_typed() -> None:
    wrong = [
        text
        for text, _ in SAID
        if not 0 < len(fold_text(text)) <= TYPED_WORDS
        or len(text) > TYPED_CHARACTERS
        or text != text.lower().strip()
    ]
    assert wrong == []


def test_each_phrase_typed_by_itself_names_its_needs() -> None:
    """As a person would: a service with one of those needs, and no word in common, is class 0."""
    wrong = [
        (text, code)
        for text, codes in SAID
        for code in codes
        if text_class(planned(text), [], [], [code]) != 0
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("typed", "need"),
    [
        ("I've got nowhere to stay tonight", "bed-tonight"),
        ("somewhere to kip", "bed-tonight"),
        ("PPO", "probation"),
        ("nowhere to sleep", "bed-tonight"),
        ("where can I pick up my script", "script-collection"),
        ("methadone", "script"),
        ("Connexions", "work"),
        ("NOMS", "probation"),
        ("JSA", "benefits"),
        ("giro", "benefits"),
        ("DIP", "drugs"),
        ("crisis loan", "benefit-advance"),
        ("I want to see my kids", "see-children"),
        ("can't read", "reading-maths"),
        ("he hits me", "safe-advice"),
        ("take my dog", "pets"),
        ("food bank", "food"),
        ("NFA", "bed-tonight"),
        ("OST", "script"),
        ("A&E", "urgent"),
        ("a place to stay", "hostel"),
    ],
)
def test_people_and_workers_are_understood(typed: str, need: str) -> None:
    assert need in needs_meant(typed)


@pytest.mark.parametrize(
    ("typed", "need"),
    [
        ("nowere to stay", "bed-tonight"),
        ("metadone", "script"),
        ("crysis loan", "benefit-advance"),
        ("accomodation", "accommodation"),
        ("dentst", "dentist"),
        ("alchol", "alcohol"),
        ("probaton", "probation"),
        ("benifits", "benefits"),
    ],
)
def test_spelling_does_not_stand_in_the_way(typed: str, need: str) -> None:
    assert text_class(planned(typed), [], [], [need]) == 2


@pytest.mark.parametrize(
    "typed",
    [
        *("too", "hit", "black men", "old people", "adult education", "women's centre", "young adults"),
        *("forces", "exit", "trapped", "plugs", "elders", "tricks", "consent form", "domestic cleaner"),
    ],
)
def test_no_innocent_word_opens_a_private_pathway(typed: str) -> None:
    pathways = {need["code"]: need["pathway"] for need in NEEDS}
    assert not {"abuse", "sex-work"} & {pathways[code] for code in needs_meant(typed)}


def test_a_beginning_names_a_need_from_five_letters_and_where_it_begins_one_meaning() -> None:
    assert needs_meant("accom") == needs_meant("accommodation") - needs_meant("xyzzy")
    assert needs_meant("acco") == needs_meant("night") == needs_meant("centre") == set()


def test_work_does_not_name_sex_work() -> None:
    assert not any(code.startswith("sex-work") for code in needs_meant("work"))
    assert "sex-work" in needs_meant("sex work")


def test_old_names_say_what_they_are_called_now() -> None:
    assert len(OLD) >= 15
    assert all(str(line["today"]).strip() for line in OLD)  # type: ignore[typeddict-item]


def test_no_filler_is_what_a_need_is_called() -> None:
    """A filler is dropped when other words remain: none may be all that says what is wanted."""
    named = {phrase["words"][0] for phrase in PHRASES if len(phrase["words"]) == 1}
    assert set(FILLERS) & named <= {"help", "support", "advice", "anything"}
