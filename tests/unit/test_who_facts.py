"""Facts on a day, against a calendar that is not ours (answers.md section 2)."""

from datetime import date
from typing import cast

from dateutil.relativedelta import relativedelta  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from search.person import FACTS, nobody
from search.rules.facts import ORDER, fact_on, known
from search.rules.model import Person
from tests.unit.people import DAYS, FIELDS, persons
from tests.vector_shapes import expand

EPOCH = date(1970, 1, 1)
DATES = st.dates(date(1990, 1, 1), date(2090, 12, 31))


def _day(of: date) -> int:
    return (of - EPOCH).days


@given(DATES, DATES, st.integers(0, 90))
def test_age_from_a_birthday_agrees_with_the_calendar(birthday: date, on: date, age: int) -> None:
    """dateutil counts a 29 February as 28 February of other years; ours is 1 March: left out."""
    if (birthday.month, birthday.day) == (2, 29):
        birthday = birthday.replace(day=28)
    person = cast(Person, expand({"$person": {"turns_age": age, "turns_on": _day(birthday)}}))
    years = relativedelta(on, birthday).years
    if on < birthday and on + relativedelta(years=-years) != birthday:
        years -= 1
    assert fact_on(person, "age", _day(on)) == max(0, age + years)


@given(st.integers(0, 120), DAYS, DAYS)
def test_an_age_without_a_birthday_stays(age: int, day: int, later: int) -> None:
    person = cast(Person, expand({"$person": {"age": age}}))
    assert fact_on(person, "age", day) == fact_on(person, "age", later) == age


@given(persons(), st.sampled_from((*FIELDS, "days_since_release", "other")), DAYS)
def test_a_fact_is_a_number_a_code_a_list_or_unknown(person: Person, name: str, day: int) -> None:
    fact = fact_on(person, name, day)
    assert fact is None or isinstance(fact, int) or (isinstance(fact, str | list) and len(fact) > 0)
    assert fact != "not-sure"


@given(st.sampled_from(ORDER), DAYS)
def test_who_has_said_nothing_has_no_facts(name: str, day: int) -> None:
    assert fact_on(nobody(), name, day) is None
    assert not known(nobody(), name)


def test_the_order_of_asking_is_the_table_of_facts() -> None:
    """`turns` and `supervision_ends` are told with another fact and never asked for alone."""
    told_with_another = ("turns", "supervision_ends")
    assert [fact.name for fact in FACTS if fact.name not in told_with_another] == list(ORDER)
