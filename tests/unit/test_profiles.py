"""Verdicts by columns are the verdicts of the rule, whoever asks."""

from typing import cast

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from search.person import nobody
from search.profiles import MUST_NO, MUST_UNKNOWN, USUALLY_SHORT, Profiles
from search.rules.eligibility import applies, judged_on
from search.rules.facts import ORDER
from search.rules.model import Clause, Person, Place
from tests.unit.people import DAYS, clauses, persons, places
from tests.vector_shapes import expand

LATELY = cast(Clause, expand({"$clause": {"attribute": "days_since_release", "op": "at-most", "value": 28}}))
RELEASED_SOON: Person = {**nobody(), "released_on": 20_800}


def possible(person: Person) -> Person:
    """The same, as `parse_person` gives it: a birthday has both its age and its day."""
    if person["turns_age"] is None or person["turns_on"] is None:
        return {**person, "turns_age": None, "turns_on": None}
    return person


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.lists(clauses(), max_size=4), min_size=1, max_size=4),
    persons().map(possible),
    st.none() | places(),
    DAYS,
    st.sampled_from(("", "in-person", "phone")),
)
# Whoever has told us that they come out on a day to come is not asked when they came out.
@example([[LATELY]], RELEASED_SOON, None, 20_780, "")
def test_columns_judge_as_the_rule_does(
    lists: list[list[Clause]], person: Person, place: Place | None, day: int, channel: str
) -> None:
    every = [clause for each in lists for clause in each]
    starts = np.cumsum([0, 0, *(len(each) for each in lists)])
    profiles = Profiles(every, starts, np.arange(len(every)))
    found = profiles.judge(np.arange(len(lists) + 1), person, place, day, channel)
    for number, each in enumerate([[], *lists]):
        want = judged_on([clause for clause in each if applies(clause, person, channel)], person, place, day)
        flags, missing = int(found.flags[number]), int(found.missing[number])
        ask = flags & (MUST_UNKNOWN | USUALLY_SHORT)
        verdict = "not-for-you" if flags & MUST_NO else "ask-first" if ask else "can-use"
        assert verdict == want["verdict"]
        assert [name for bit, name in enumerate(ORDER) if missing >> bit & 1] == want["missing"]
        assert found.met[number] == want["met"]
