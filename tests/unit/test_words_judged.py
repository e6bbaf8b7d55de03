"""Words typed, as people mean them: the judged set (docs/decisions/0014), and what comes before any place."""

from collections import Counter
from random import Random
from typing import Any

import pytest
from flask import Flask

from app import serving
from app.publishing import national
from bench import judging
from directory_data.gazetteer import Gazetteer
from search.folding import fold
from search.rules.meant import named_by_words
from search.rules.model import Plan
from search.rules.spelling import corrections
from search.rules.words import plan, text_class

Json = dict[str, Any]
NEEDS = national.needs()
CODES = {need["code"] for need in NEEDS}
PHRASES, FILLERS = national.phrases()
DICTIONARY = national.dictionary(PHRASES, FILLERS)
SET = judging.judged_set()


def planned(typed: str) -> Plan:
    return plan(fold(typed), PHRASES, NEEDS, DICTIONARY, FILLERS)


def test_the_set_is_large_and_every_judgement_is_of_needs_that_exist() -> None:
    assert len(SET) >= 120
    assert {code for query in SET for group in query["needs"] for code in group} <= CODES
    assert [words for words, times in Counter(query["words"] for query in SET).items() if times > 1] == []
    pathways = {need["code"]: need["pathway"] for need in NEEDS}
    asked = {pathways[code] for query in SET for group in query["needs"] for code in group}
    assert asked == set(pathways.values())


def test_about_half_is_held_back_by_the_words_alone() -> None:
    back = sum(judging.held_back(query["words"]) for query in SET)
    assert 0.4 < back / len(SET) < 0.6
    assert judging.held_back("food bank") != judging.held_back("food bank tonight")


def test_the_rates_are_held(sample_app: Flask, places: Gazetteer) -> None:
    with sample_app.app_context():
        figures = judging.measure(serving.current(), places)
    assert len(figures) == 8
    assert figures[6].what.startswith("judged words, held back and no phrase of the list (")
    assert [(figure.what, figure.value) for figure in figures if figure.missed] == []


def test_a_query_that_nothing_is_right_for_is_a_hit_only_where_nothing_comes(
    sample_app: Flask, places: Gazetteer
) -> None:
    with sample_app.app_context():
        judge = judging.Judge(serving.current(), places)
    query = SET[0]
    assert not judge.outcome({**query, "words": "food", "needs": []}).three
    assert not judge.outcome({**query, "words": "food", "needs": [["dentist"]]}).three
    assert not judge.outcome({**query, "words": "zzzz", "needs": [["food"]]}).three
    assert judge.outcome({**query, "words": "food", "needs": [["food"]]}).first


def misspelt(word: str, random: Random) -> str:
    """A word with one slip: a letter lost, doubled, or two neighbours swapped; its first two stay."""
    at = random.randrange(2, len(word) - 1)
    slip = random.randrange(3)
    if slip == 0:
        return word[:at] + word[at + 1 :]
    if slip == 1:
        return word[:at] + word[at] + word[at:]
    return word[:at] + word[at + 1] + word[at] + word[at + 2 :]


def test_a_slip_in_any_word_of_the_dictionary_is_read() -> None:
    """As a correction, or as a word that it then is: no slip in a long word is read as nothing."""
    random = Random(14)
    long = [word for word in DICTIONARY if len(word) >= 6 and word.isascii()]
    assert len(long) > 1_500
    for word in long:
        slip = misspelt(word, random)
        known = corrections(slip, DICTIONARY)
        assert word in known or known == [], (word, slip, known)
        if known == []:
            assert any(slip.startswith(each[:3]) for each in DICTIONARY), (word, slip)


def test_a_slip_in_a_phrase_s_word_still_finds_its_needs() -> None:
    random = Random(15)
    single = [phrase for phrase in PHRASES if len(phrase["words"]) == 1 and len(phrase["words"][0]) >= 7]
    single = [phrase for phrase in single if phrase["words"][0].isascii()]
    assert len(single) > 800
    lost = []
    for phrase in single:
        slip = misspelt(phrase["words"][0], random)
        if all(text_class(planned(slip), [], [], [code]) < 0 for code in phrase["needs"]):
            lost.append((phrase["words"][0], slip))
    assert len(lost) <= len(single) // 100, lost


@pytest.mark.parametrize(
    ("typed", "need", "line"),
    [
        ("someone hitting me", "safe-advice", "domestic-abuse-helpline"),
        ("my ex is following me", "safe-advice", "domestic-abuse-helpline"),
        ("he beats me up", "safe-advice", "domestic-abuse-helpline"),
        ("scared to go home", "refuge", "domestic-abuse-helpline"),
        ("he wont stop hurting me", "safe-advice", "domestic-abuse-helpline"),
        ("he wants to kill me", "refuge", "domestic-abuse-helpline"),
        ("my partner is violent", "safe-advice", "domestic-abuse-helpline"),
        ("i was raped", "sexual-violence", "domestic-abuse-helpline"),
        ("i want to kill myself", "crisis", "samaritans"),
        ("cutting myself", "crisis", "samaritans"),
        ("self harm", "crisis", "samaritans"),
        ("suicidle", "crisis", "samaritans"),
        ("overdose", "naloxone", "emergency"),
        ("my mate has overdosed", "naloxone", "emergency"),
        ("taken too many tablets", "crisis", "emergency"),
        ("heart attack", "emergency", "emergency"),
        ("i got stabbed", "emergency", "emergency"),
        ("cant breathe", "emergency", "emergency"),
        ("took too much gear", "naloxone", "emergency"),
    ],
)
def test_danger_leads_with_somebody_to_ring(sample_app: Flask, typed: str, need: str, line: str) -> None:
    """The line stands first in the answer, and on the page before the first place."""
    asked = {"at": "2026-11-27T16:30", "when": "weekend", "near": "Lewisham", "miles": 15}
    client = sample_app.test_client()
    answer: Json = client.post("/api/match", json={**asked, "q": typed}).json or {}
    assert need in answer["named"]
    assert answer["help_lines"][0]["id"] == line
    page = client.post("/find", data={**asked, "q": typed}).text
    assert 0 < page.index('id="help-now"') < page.index('id="next"')
    assert 'class="card' not in page or page.index('id="help-now"') < page.index('class="card')


def test_other_words_leave_the_lines_at_the_foot(sample_app: Flask) -> None:
    asked = {"at": "2026-11-27T16:30", "when": "weekend", "near": "Lewisham", "q": "food"}
    page = sample_app.test_client().post("/find", data=asked).text
    assert page.index('class="card') < page.index('id="help-now"')


def found(app: Flask, typed: str, **more: object) -> Json:
    asked = {"at": "2026-12-02T11:00", "when": "today", "near": "Lewisham", "miles": 15, "q": typed, **more}
    answer = app.test_client().post("/api/match", json=asked).json
    assert answer is not None
    return dict(answer)


def test_where_no_place_has_all_the_words_they_are_read_as_needs(sample_app: Flask) -> None:
    answer = found(sample_app, "food xyzzy")
    assert answer["named"] == answer["loose"] == ["food"]
    assert answer["total"] > 0 and all("food" in result["needs"] for result in answer["results"])
    assert found(sample_app, "food")["loose"] == []
    assert found(sample_app, "xyzzy")["total"] == 0


def test_needs_that_were_chosen_hold_when_words_find_nothing(sample_app: Flask) -> None:
    answer = found(sample_app, "dentist xyzzy", needs=["food"])
    assert answer["loose"] == ["food"] and answer["named"] == ["dentist"]
    assert all("food" in result["needs"] for result in answer["results"])


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("hostl", "We read this as: A hostel."),
        ("food xyzzy", "No place has all your words. These are for: Food."),
        ("xyzzy", "We do not know these words. Try “food” or “bed”."),
    ],
)
def test_a_page_says_how_words_were_read(sample_app: Flask, typed: str, said: str) -> None:
    asked = {"at": "2026-12-02T11:00", "when": "today", "near": "Lewisham", "q": typed}
    assert said in sample_app.test_client().post("/find", data=asked).text


def test_words_that_we_would_say_to_nobody_are_read_and_never_shown(sample_app: Flask) -> None:
    """What was typed is said back, as typed; the phrases that it was read by are not."""
    asked = {"at": "2026-12-02T11:00", "when": "today", "near": "Lewisham", "q": "smakhead"}
    page = sample_app.test_client().post("/find", data=asked).text
    assert "smackhead" not in page and "We read this as: Help with drugs." in page


def test_more_than_a_few_needs_are_no_reading() -> None:
    assert named_by_words(planned("help"), NEEDS) == []
    assert named_by_words(planned("food"), NEEDS) == ["food"]


def test_a_query_that_became_a_phrase_word_for_word_is_known(sample_app: Flask, places: Gazetteer) -> None:
    with sample_app.app_context():
        judge = judging.Judge(serving.current(), places)
    assert judge.literal("food bank") and judge.literal("I need a food bank")
    assert not judge.literal("food bank xyzzy")
