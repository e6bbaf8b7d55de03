"""The two pages that answer, from an answer to what their templates print.

None: there is nothing to show (page 9 of 3; a service that does not run any more).
"""

from typing import TypedDict

from search.rules.answering import judged, window_of
from search.rules.helping import help_answers
from search.rules.model import Answer, HelpAnswer, Knowledge, Record, Result

from .heard import asked_of
from .question import Put, of_service
from .results import find_page
from .routes import Turn
from .service import service_page
from .shapes import Catalogue, Detail, FactQuestion, FindPage, Named, ServicePage


class Known(TypedDict):
    """What pages need of an edition beside its records. `councils`: code → name."""

    knowledge: Knowledge
    questions: list[FactQuestion]
    councils: dict[str, str]


def step_ids(answer: Answer) -> list[str]:
    """Ids of the places that next steps point to."""
    return [id_ for step in answer["next_steps"] if step["kind"] != "help-line" for id_ in step["ids"]]


def list_page(
    turn: Turn,
    put: Put,
    answer: Answer,
    names: dict[str, str],
    query: str,
    known: Known,
    catalogue: Catalogue,
) -> FindPage | None:
    """The list. `names`: of `step_ids`. `query`: `heard.in_url`, percent-encoded."""
    if turn["heard"]["page"] > 1 and len(answer["results"]) == 0:
        return None
    return find_page(
        answer,
        known["knowledge"],
        known["questions"],
        known["councils"],
        names,
        asked_of(turn["heard"], query),
        turn["at"],
        put["place_note"],
        put["near_error"],
        put["suggestions"],
        catalogue,
    )


def one_page(
    turn: Turn,
    put: Put,
    record: Record,
    detail: Detail,
    alternatives: list[Named],
    openings: list[HelpAnswer],
    query: str,
    known: Known,
    catalogue: Catalogue,
) -> ServicePage | None:
    """One service at one place, judged for what was asked. `openings`: `help_openings` of the country
    of the place asked about. `alternatives`: the first places of `detail`'s."""
    knowledge = known["knowledge"]
    question = of_service(put["question"])
    span = window_of(question, knowledge)
    result: Result | None = judged(record, question, {"units": []}, span, knowledge)
    if result is None:
        return None
    return service_page(
        result,
        detail,
        alternatives,
        help_answers(openings, record["needs"], knowledge),
        [need["pathway"] for need in knowledge["needs"] if need["code"] in record["needs"]],
        span,
        knowledge["cover"],
        asked_of(turn["heard"], query),
        turn["at"],
        catalogue,
    )
