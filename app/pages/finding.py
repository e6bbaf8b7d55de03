"""The two pages that answer: the list, and one service."""

from typing import cast

from flask import abort

from app import serving
from pwa.views.results import find_page
from pwa.views.service import service_page
from pwa.views.shapes import Detail, FactQuestion, FindPage, Named, ServicePage
from search.edition import Edition
from search.match import match
from search.rules.answering import country_of, help_answers, judged, window_of
from search.rules.model import Answer, Question, Record

from .frame import catalogue
from .heard import Heard
from .question import NOT_FOR_YOU, PER_PAGE, put


def list_page(heard: Heard, edition: Edition) -> FindPage:
    """The page of one answer."""
    asked = put(heard, edition)
    answer = match(edition, asked.question, heard.page, PER_PAGE, NOT_FOR_YOU)
    if heard.page > 1 and not answer["results"]:
        abort(404)
    return find_page(
        answer,
        edition.knowledge,
        questions_of(edition),
        serving.gazetteer().council_names,
        names_of(answer, edition),
        heard.asked,
        asked.question["at"],
        asked.place_note,
        asked.near_error,
        asked.suggestions,
        catalogue(),
    )


def one_page(id_: str, heard: Heard, edition: Edition) -> ServicePage:
    """The page of one service at one place, judged for what was asked. 404 for an unknown id."""
    row = edition.rows.get(id_)
    if row is None:
        abort(404)
    record, detail = edition.record(row), cast(Detail, edition.details[row])
    asked = put(heard, edition)
    question: Question = {**asked.question, "needs": [], "words": [], "anywhere_only": False}
    knowledge = edition.knowledge
    span = window_of(question, knowledge)
    result = judged(record, question, {"units": []}, span, knowledge)
    if result is None:
        abort(404)
    pathways = [need["pathway"] for need in knowledge["needs"] if need["code"] in record["needs"]]
    country = country_of(question["place"])
    return service_page(
        result,
        detail,
        named(places_of(detail["alternatives"], edition), edition),
        help_answers(edition.help_openings(country, question["at"]), record["needs"], knowledge),
        pathways,
        span,
        knowledge["cover"],
        heard.asked,
        question["at"],
        catalogue(),
    )


def places_of(services: list[str], edition: Edition) -> list[str]:
    """The first place of each service, in their order (alternatives are ids of services)."""
    if not services:
        return []
    first = first_places(edition)
    return [first[id_] for id_ in services if id_ in first]


#: Edition id → its services' first places; one edition at a time.
_FIRST_PLACES: dict[str, dict[str, str]] = {}


def first_places(edition: Edition) -> dict[str, str]:
    """Service id → id of its first record. One pass, made when first asked for."""
    held = _FIRST_PLACES.get(edition.id)
    if held is None:
        held = {}
        for row in range(len(edition.records)):
            record = cast(Record, edition.records[row])  # without its hours: only ids are read
            held.setdefault(record["service_id"], record["id"])
        _FIRST_PLACES.clear()
        _FIRST_PLACES[edition.id] = held
    return held


def named(ids: list[str], edition: Edition) -> list[Named]:
    """Records by their ids, with their names; an id that is not in the edition is left out."""
    return [
        {"id": id_, "name": edition.record(edition.rows[id_])["name"]} for id_ in ids if id_ in edition.rows
    ]


def names_of(answer: Answer, edition: Edition) -> dict[str, str]:
    """Names of the places that the next steps point to."""
    ids = [id_ for step in answer["next_steps"] if step["kind"] != "help-line" for id_ in step["ids"]]
    return {each["id"]: each["name"] for each in named(ids, edition)}


def questions_of(edition: Edition) -> list[FactQuestion]:
    """The questions about a person with their answers, as the content has them."""
    return cast(list[FactQuestion], edition.extra["questions"])
