"""Made-up people, clauses and places for the property tests of who and where."""

from typing import cast

from hypothesis import strategies as st

from search.person import FACTS, HELPERS, nobody
from search.rules.model import Clause, Person, Place
from tests.vector_shapes import expand

DAYS = st.integers(20_000, 21_500)
COUNCILS = ("E09000023", "E07000008", "E06000031", "E08000021")
SECTORS = ("SE13 6", "CB1 2", "PE1 1", "NE1 4")
CODES = {fact.name: fact.codes for fact in FACTS if fact.codes}
SEVERAL = tuple(fact.name for fact in FACTS if fact.kind == "codes")


def _value(name: str) -> st.SearchStrategy[object]:
    if name in SEVERAL:
        return st.lists(st.sampled_from(CODES[name]), unique=True, max_size=3)
    if name in CODES:
        return st.sampled_from(("", *CODES[name]))
    if name == "local_connection":
        return st.lists(st.sampled_from(COUNCILS), unique=True, max_size=2)
    if name == "language":
        return st.sampled_from(("", "en", "pl", "pt-br"))
    if name in ("age", "turns_age"):
        return st.none() | st.integers(0, 120)
    return st.none() | DAYS


FIELDS = tuple(name for name in nobody() if name != "helper")


@st.composite
def persons(draw: st.DrawFn) -> Person:
    """Somebody who has said some things, in any mode."""
    person = dict(nobody(draw(st.sampled_from(HELPERS))))
    for name in draw(st.lists(st.sampled_from(FIELDS), unique=True)):
        person[name] = draw(_value(name))
    return cast(Person, person)


BELONG_TOGETHER = (("age", "turns_age", "turns_on"), ("supervision", "supervision_ends"))
TOLD = (*BELONG_TOGETHER, *((name,) for name in FIELDS if not any(name in told for told in BELONG_TOGETHER)))


def without(person: Person, told: tuple[str, ...]) -> Person:
    """The same person, who has not said those things."""
    return cast(Person, {**person, **{name: value for name, value in nobody().items() if name in told}})


_WORDS = tuple(sorted({code for codes in CODES.values() for code in codes}))
_ATTRIBUTES = (
    *FIELDS,
    "days_since_release",
    "referral",
    "place",
    "documents",
    "convictions",
    "risk",
    "other",
)
_OPERATORS = (
    "is",
    "is-not",
    "in",
    "not-in",
    "at-least",
    "at-most",
    "between",
    "includes",
    "excludes",
    "about",
)
_VALUES = st.one_of(
    st.integers(-1, 121),
    st.sampled_from(_WORDS),
    st.lists(st.integers(0, 120), max_size=3),
    st.lists(st.sampled_from((*_WORDS, *COUNCILS, *SECTORS, "self", "agency", "probation")), max_size=4),
)


def _conditions() -> st.SearchStrategy[dict[str, object]]:
    """Any test at all, the wrong kinds among them, and often one that fits its attribute."""
    anything = st.fixed_dictionaries(
        {"attribute": st.sampled_from(_ATTRIBUTES), "op": st.sampled_from(_OPERATORS), "value": _VALUES}
    )
    fitting = st.sampled_from(sorted(CODES)).flatmap(
        lambda name: st.fixed_dictionaries(
            {
                "attribute": st.just(name),
                "op": st.sampled_from(("in", "not-in", "includes", "excludes")),
                "value": st.lists(st.sampled_from(CODES[name]), min_size=1, max_size=3),
            }
        )
    )
    age = st.fixed_dictionaries(
        {
            "attribute": st.just("age"),
            "op": st.sampled_from(("at-least", "at-most")),
            "value": st.integers(15, 60),
        }
    )
    return st.one_of(fitting, age, anything)


@st.composite
def clauses(draw: st.DrawFn) -> Clause:
    """One clause of any strength, sometimes with an unless."""
    whole = {
        **draw(_conditions()),
        "strength": draw(st.sampled_from(("must", "usually", "prefers"))),
        "unless": draw(st.lists(_conditions(), max_size=2)),
        "in_person": draw(st.booleans()),
        "only_with": draw(st.booleans()),
    }
    return cast(Clause, expand({"$clause": whole}))


@st.composite
def places(draw: st.DrawFn) -> Place:
    """Somewhere that lies in one or two councils and in some sectors, not all of them known."""
    return cast(
        Place,
        expand(
            {
                "$place": {
                    "councils": draw(st.lists(st.sampled_from(COUNCILS), unique=True, max_size=3)),
                    "sectors": draw(st.lists(st.sampled_from(SECTORS), unique=True, max_size=3)),
                }
            }
        ),
    )
