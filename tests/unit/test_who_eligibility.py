"""Properties of eligibility (answers.md section 2), for any person and any rules, wrong ones too."""

from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from search.person import nobody
from search.rules.eligibility import answer, applies, eligibility, verdict
from search.rules.facts import ORDER, known
from search.rules.model import Clause, Person, Place
from tests.unit.people import DAYS, TOLD, clauses, persons, places, without
from tests.vector_shapes import expand

CHANNELS = st.sampled_from(("", "in-person", "phone", "video"))
RULES = st.lists(clauses(), max_size=5)
ORDER_OF_ANSWERS = ("no", "unknown", "yes")
NOT_FACTS = ("place", "referral", "convictions", "risk", "documents")


def _said_nothing(rules: list[Clause]) -> list[Clause]:
    """Rules about facts only: what a provider cannot take stays, whatever is skipped."""
    return [
        rule
        for rule in rules
        if not {rule["attribute"], *(each["attribute"] for each in rule["unless"])} & set(NOT_FACTS)
    ]


@given(RULES, st.none() | places(), DAYS, CHANNELS)
def test_who_skips_every_question_is_never_turned_away(
    rules: list[Clause], place: Place | None, day: int, channel: str
) -> None:
    found = eligibility(_said_nothing(rules), nobody(), place, day, channel)
    assert found["verdict"] != "not-for-you"
    assert all(reason["answer"] == "unknown" for reason in found["reasons"])


@given(RULES, persons(), st.none() | places(), DAYS, CHANNELS, st.sampled_from(TOLD))
def test_taking_back_what_was_said_turns_no_service_into_not_for_you(
    rules: list[Clause], person: Person, place: Place | None, day: int, channel: str, told: tuple[str, ...]
) -> None:
    before = eligibility(rules, person, place, day, channel)
    after = eligibility(rules, without(person, told), place, day, channel)
    if before["verdict"] != "not-for-you":
        assert after["verdict"] != "not-for-you"


@given(clauses(), persons(), st.none() | places(), DAYS, st.sampled_from(TOLD))
def test_an_answer_never_turns_round_when_something_is_taken_back(
    rule: Clause, person: Person, place: Place | None, day: int, told: tuple[str, ...]
) -> None:
    """It stays or becomes unknown; papers not asked about count as held, and so become yes."""
    alone = cast(Clause, {**rule, "unless": []})
    before = answer(alone, person, place, day)
    after = answer(alone, without(person, told), place, day)
    assert after in (before, "yes" if rule["attribute"] == "documents" else "unknown")


@given(RULES, persons(), st.none() | places(), DAYS, CHANNELS)
def test_the_verdict_is_the_table_of_section_2(
    rules: list[Clause], person: Person, place: Place | None, day: int, channel: str
) -> None:
    found = eligibility(rules, person, place, day, channel)
    on = found["from_day"] if found["from_day"] is not None else day
    judged = [
        (rule["strength"], answer(rule, person, place, on))
        for rule in rules
        if applies(rule, person, channel)
    ]
    expected = "can-use"
    if any(strength in ("must", "usually") and given != "yes" for strength, given in judged):
        expected = "ask-first"
    if ("must", "no") in judged:
        expected = "not-for-you"
    assert found["verdict"] == expected
    assert found["met"] == judged.count(("prefers", "yes"))
    extra = 0 if found["from_day"] is None else 1
    assert sorted(reason["answer"] for reason in found["reasons"][extra:]) == sorted(
        given for _, given in judged
    )


@given(RULES, persons(), st.none() | places(), DAYS, CHANNELS)
def test_reasons_stand_in_order_and_missing_names_only_what_was_not_said(
    rules: list[Clause], person: Person, place: Place | None, day: int, channel: str
) -> None:
    found = eligibility(rules, person, place, day, channel)
    ranks = [ORDER_OF_ANSWERS.index(reason["answer"]) for reason in found["reasons"]]
    assert ranks == sorted(ranks)
    assert found["missing"] == [name for name in ORDER if name in found["missing"]]
    assert not any(known(person, name) for name in found["missing"])


@given(RULES, persons(), st.none() | places(), DAYS, CHANNELS)
def test_prefers_never_changes_the_verdict(
    rules: list[Clause], person: Person, place: Place | None, day: int, channel: str
) -> None:
    plain = [rule for rule in rules if rule["strength"] != "prefers"]
    one = eligibility(rules, person, place, day, channel)
    other = eligibility(plain, person, place, day, channel)
    assert one["verdict"] == other["verdict"]
    assert one["missing"] == other["missing"]
    assert one["from_day"] == other["from_day"]


@given(clauses(), persons(), st.none() | places(), DAYS)
def test_a_yes_of_unless_lifts_and_unless_never_bars(
    rule: Clause, person: Person, place: Place | None, day: int
) -> None:
    alone = answer(cast(Clause, {**rule, "unless": []}), person, place, day)
    found = answer(rule, person, place, day)
    assert ORDER_OF_ANSWERS.index(found) >= ORDER_OF_ANSWERS.index(alone)
    always = {"attribute": "convictions", "op": "is", "value": "yes"}
    assert answer(cast(Clause, {**rule, "unless": [always]}), person, place, day) == "yes"


@given(st.integers(0, 30), st.integers(1, 40), DAYS, st.integers(0, 400))
def test_age_edges_fall_at_midnight_of_the_birthday(age: int, least: int, day: int, wait: int) -> None:
    """J7: usable now, or from the birthday, or not: never in between."""
    person = cast(Person, expand({"$person": {"age": age, "turns_age": age + 1, "turns_on": day + wait}}))
    rule = cast(Clause, expand({"$clause": {"attribute": "age", "op": "at-least", "value": least}}))
    found = eligibility([rule], person, None, day, "")
    if wait == 0:
        assert (found["verdict"] == "can-use") == (age + 1 >= least)
        assert found["from_day"] is None
    elif age >= least:
        assert (found["verdict"], found["from_day"]) == ("can-use", None)
    elif age + 1 == least:
        assert (found["verdict"], found["from_day"]) == ("can-use", day + wait)
        assert found["reasons"][0]["say"] == {"key": "from-day", "values": {"start": (day + wait) * 1440}}
    else:
        assert (found["verdict"], found["from_day"]) == ("not-for-you", None)


@given(st.booleans(), st.booleans(), st.booleans())
def test_verdict_from_its_three_flags(must_no: bool, must_unknown: bool, usually_short: bool) -> None:
    found = verdict(must_no, must_unknown, usually_short)
    assert (found == "not-for-you") == must_no
    assert (found == "can-use") == (not must_no and not must_unknown and not usually_short)
