"""Properties of the next question (answers.md section 6)."""

from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from search.person import HELPERS, nobody
from search.rules.asking import best, next_question
from search.rules.facts import ORDER, known
from search.rules.model import AskedFact, Person
from tests.unit.people import persons
from tests.vector_shapes import expand

#: Few facts, so that ties are many.
NAMES = ORDER[:5]
PATHWAYS = ("accommodation", "families", "abuse", "health", "finance", "drugs-alcohol")
NEEDS = st.lists(st.sampled_from(PATHWAYS), unique=True, max_size=2)


@st.composite
def questions(draw: st.DrawFn) -> list[AskedFact]:
    """Questions in some order, each once."""
    return [
        cast(
            AskedFact,
            expand(
                {
                    "$asked": {
                        "attribute": name,
                        "ask": f"{name}?",
                        "sensitivity": draw(st.integers(0, 2)),
                        "needs": draw(st.just([]) | NEEDS),
                        "worker_only": draw(st.booleans()),
                        "never": draw(st.integers(0, 4)) == 0,
                    }
                }
            ),
        )
        for name in draw(st.lists(st.sampled_from(NAMES), unique=True, min_size=2, max_size=5))
    ]


COUNTS = st.tuples(*(st.integers(0, 2) for _ in NAMES))
MISSING = COUNTS.map(
    lambda counts: [
        [],
        list(NAMES[:2]),
        *([name] for name, n in zip(NAMES, counts, strict=True) for _ in range(n)),
    ]
)
PEOPLE = st.builds(nobody, st.sampled_from(HELPERS)) | persons()
ASKED = st.lists(st.sampled_from(NAMES), unique=True, max_size=1)


@given(MISSING, ASKED, NEEDS, PEOPLE, questions())
def test_only_what_may_be_asked_and_settles_most(
    missing: list[list[str]], asked: list[str], needs: list[str], person: Person, facts: list[AskedFact]
) -> None:
    found = next_question(missing, asked, needs, person, facts)
    helped = person["helper"] not in ("self", "peer-mentor")
    allowed = {
        fact["attribute"]: missing.count([fact["attribute"]])
        for fact in facts
        if not fact["never"]
        and fact["attribute"] not in asked
        and not known(person, fact["attribute"])
        and (helped or not fact["worker_only"])
        and (not fact["needs"] or set(fact["needs"]) & set(needs))
    }
    most = max([0, *allowed.values()])
    if most == 0:
        assert found is None
        return
    assert found is not None
    assert found["settles"] == most == allowed[found["attribute"]]
    rank = {fact["attribute"]: (fact["sensitivity"], index) for index, fact in enumerate(facts)}
    assert rank[found["attribute"]] == min(rank[name] for name, count in allowed.items() if count == most)


@given(MISSING, ASKED, NEEDS, PEOPLE, questions())
def test_counting_first_gives_the_same_question(
    missing: list[list[str]], asked: list[str], needs: list[str], person: Person, facts: list[AskedFact]
) -> None:
    counts = [missing.count([fact["attribute"]]) for fact in facts]
    assert best(counts, asked, needs, person, facts) == next_question(missing, asked, needs, person, facts)
