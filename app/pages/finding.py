"""The two pages that answer: the list, and one service. What they say is made in `pwa/views`."""

from typing import cast

from flask import abort

from app import language, serving
from pwa.views import answers
from pwa.views.routes import Turn
from pwa.views.shapes import Detail, FactQuestion, FindPage, Named, ServicePage
from search import wall
from search.edition import Edition
from search.match import match
from search.rules.helping import country_of
from search.rules.model import Record

from .frame import catalogue
from .heard import query_of
from .question import NOT_FOR_YOU, PER_PAGE, put


def list_page(asked: Turn, edition: Edition) -> FindPage:
    """The page of one answer. 404 past its last page.

    An address that says nothing private gives everyone the same page within a minute: it is made once
    and kept for that minute, without anything of who asked. What is said by POST is never kept.
    """
    if asked["heard"]["private"]:
        return made_page(asked, edition)
    ready = serving.served().ready(wall.now_minute())
    key = (language.of_request(), query_of(asked["heard"]), asked["heard"]["page"], asked["at"])
    return ready.get(key) or ready.keep(key, made_page(asked, edition))


def made_page(asked: Turn, edition: Edition) -> FindPage:
    """The page of one answer, made."""
    question = put(asked)
    answer = match(edition, question["question"], asked["heard"]["page"], PER_PAGE, NOT_FOR_YOU)
    names = {each["id"]: each["name"] for each in named(answers.step_ids(answer), edition)}
    page = answers.list_page(
        asked, question, answer, names, query_of(asked["heard"]), known(edition), catalogue()
    )
    return page if page is not None else abort(404)


def one_page(asked: Turn, edition: Edition) -> ServicePage:
    """The page of one service at one place, judged for what was asked. 404 for an unknown id."""
    row = edition.rows.get(asked["id"])
    if row is None:
        abort(404)
    question = put(asked)
    detail = cast(Detail, edition.details[row])
    page = answers.one_page(
        asked,
        question,
        edition.record(row),
        detail,
        named(places_of(detail["alternatives"], edition), edition),
        edition.help_openings(country_of(question["question"]["place"]), question["question"]["at"]),
        query_of(asked["heard"]),
        known(edition),
        catalogue(),
    )
    return page if page is not None else abort(404)


def known(edition: Edition) -> answers.Known:
    """What pages need of an edition beside its records."""
    return {
        "knowledge": edition.knowledge,
        "questions": cast(list[FactQuestion], edition.extra["questions"]),
        "councils": cast(dict[str, str], edition.extra["councils"]),
    }


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
