"""What a form says of a person: read whole, or refused by the name of its field, as the API reads JSON."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pwa.views.shapes import Field
from pwa.views.telling import FIELDS, person_of, person_refused
from search.person import FACTS, FactError, FactKind, nobody, parse_person
from search.rules.model import Person
from tests.unit.test_person import WHOLE

Form = dict[str, list[str]]


def fields_of(form: Form) -> list[Field]:
    """A form as `heard` hands it on: no value twice, none blank."""
    return [{"name": name, "value": value} for name, values in form.items() for value in values]


def read(form: Form) -> Person | str:
    """The person, or the field that is refused."""
    fields = fields_of(form)
    refused = person_refused(fields)
    return person_of(fields) if refused is None else refused["field"]


def as_json(form: Form) -> Person | str:
    """The same through the reader of the API, its field named as the form names it."""
    raw: dict[str, object] = {}
    for fact in FACTS:
        values = form.get(fact.name, [])
        if fact.kind in ("codes", "councils"):
            raw[fact.name] = values
        elif fact.kind != "turns" and values:
            raw[fact.name] = number(values[-1]) if fact.kind == "years" else values[-1]
    age, on = form.get("turns_age", [""])[-1:], form.get("turns_on", [""])[-1:]
    raw["turns"] = {"age": number(age[0]) if age else "", "on": on[0] if on else ""}
    try:
        return parse_person(raw, (form.get("helper") or [""])[-1])
    except FactError as error:
        name = error.field.removeprefix("person.")
        return {"turns.age": "turns_age", "turns.on": "turns_on"}.get(name, name)


def number(text: str) -> int | str:
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else text


def test_a_form_says_the_same_as_json() -> None:
    form = {
        name: value if isinstance(value, list) else [str(value)]
        for name, value in WHOLE.items()
        if name != "turns"
    }
    form |= {"turns_age": ["18"], "turns_on": ["2026-12-17"], "helper": ["gp"], "near": ["SE13 6JP"]}
    assert read(form) == parse_person(WHOLE, "gp")


def test_a_form_without_a_word_says_nothing() -> None:
    assert read({}) == nobody()
    assert read({name: ["not-sure"] for name in (*FIELDS, "helper")}) == nobody()


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({"age": ["about 30"]}, "age"),
        ({"age": ["-3"]}, "age"),
        ({"age": ["121"]}, "age"),
        ({"age": ["9" * 90]}, "age"),
        ({"age": ["٣"]}, "age"),
        ({"turns_age": ["x"], "turns_on": ["2026-12-17"]}, "turns_age"),
        ({"turns_on": ["tomorrow"], "turns_age": ["18"]}, "turns_on"),
        ({"released_on": ["2026-02-29"]}, "released_on"),
        ({"released_on": ["2201-01-01"]}, "released_on"),
        ({"released_on": ["1899-12-31"]}, "released_on"),
        ({"with_you": ["dog"]}, "with_you"),
        ({"with_you": [f"x{number}" for number in range(51)]}, "with_you"),
        ({"local_connection": ["E0900002"]}, "local_connection"),
        ({"local_connection": ["X09000023"]}, "local_connection"),
        ({"language": ["english"]}, "language"),
        ({"language": ["en-"]}, "language"),
        ({"language": ["e"]}, "language"),
        ({"language": ["en-123456789"]}, "language"),
        ({"language": ["en-a-b-c-d-e"]}, "language"),
        ({"helper": ["king"]}, "helper"),
    ],
)
def test_a_form_is_refused_by_the_name_of_its_field(form: Form, field: str) -> None:
    assert read(form) == field == as_json(form)


@pytest.mark.parametrize("half", [{"turns_age": ["18"]}, {"turns_on": ["2026-12-17"]}])
def test_half_a_birthday_says_nothing(half: Form) -> None:
    assert read(half) == nobody()


def test_whoever_names_something_beside_none_has_it() -> None:
    assert read({"id_held": ["none", "passport"]}) == {**nobody(), "id_held": ["passport"]}
    assert read({"id_held": ["none"]}) == {**nobody(), "id_held": ["none"]}


def likely(fact: FactKind) -> st.SearchStrategy[list[str]]:
    """Answers to a fact, mostly right ones."""
    odd = st.text("abcxyzAZ-09E٣ é", min_size=1, max_size=11)
    match fact.kind:
        case "years":
            good: st.SearchStrategy[str] = st.integers(-5, 150).map(str)
        case "date":
            good = st.dates(date(1890, 1, 1), date(2210, 1, 1)).map(str) | st.from_regex(
                r"20\d\d-[01]\d-[0-3]\d", fullmatch=True
            )
        case "councils":
            good = st.from_regex(r"[EWSNX][0-9]{7,9}", fullmatch=True)
        case "language":
            good = st.from_regex(r"[A-Za-z]{1,4}(-[A-Za-z0-9]{0,9}){0,5}", fullmatch=True)
        case _:
            good = st.sampled_from([*fact.codes, "not-sure"])
    one = good | odd
    if fact.kind in ("codes", "councils"):
        return st.lists(one, max_size=4, unique=True)
    return st.lists(one, min_size=1, max_size=1)


FORMS = st.fixed_dictionaries(
    {},
    optional={
        **{fact.name: likely(fact) for fact in FACTS if fact.kind != "turns"},
        "turns_age": st.lists(st.integers(-1, 125).map(str), min_size=1, max_size=1),
        "turns_on": st.lists(st.dates().map(str), min_size=1, max_size=1),
        "helper": st.lists(st.sampled_from(["self", "gp", "peer-mentor", "king"]), min_size=1, max_size=1),
    },
)


@given(FORMS)
def test_any_form_is_read_as_its_json_is(form: Form) -> None:
    said, told = read(form), as_json(form)
    if isinstance(said, str) or isinstance(told, str):
        assert isinstance(said, str) and isinstance(told, str)  # of several faults either may be the first
    else:
        assert said == told


@given(FORMS)
def test_one_fault_is_named_alike(form: Form) -> None:
    for name, values in form.items():
        assert read({name: values}) == as_json({name: values})
