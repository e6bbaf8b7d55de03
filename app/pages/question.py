"""From what a page heard to the one question, with a place looked up."""

from dataclasses import dataclass

from app import asking
from app.errors import refuse
from search import wall
from search.edition import Edition
from search.person import FactError, parse_form
from search.rules.model import Person, Question

from .heard import FACT_NAMES, Heard

#: Places on a page, and how many of those that are not for the person are named on it.
PER_PAGE = 20
NOT_FOR_YOU = 20


@dataclass(frozen=True)
class Put:
    """A question as it is put to `match`, and what to tell about its place: `place_note` of one
    that was found, `near_error` of one that was not."""

    question: Question
    place_note: str
    near_error: str
    suggestions: list[str]


def put(heard: Heard, edition: Edition) -> Put:
    """The question of a page: 15 miles at most, and only what is reached from anywhere while no
    place is known (answers.md section 3, Reach). Raises Refused 422 naming the field."""
    at = moment_of(heard)
    when, when_at = asking.window(heard.one("when"), at, asking.default_window(at))
    found = asking.place(heard.one("near"))
    place = asking.resolved(found)
    told = found.sentence if found is not None else ""
    question: Question = {
        "at": at,
        "when": when,
        "when_at": when_at,
        "place": place,
        "limit": asking.limit(float(heard.one("miles") or asking.PAGE_MILES)),
        "needs": asking.needs(heard.every("need"), edition),
        "words": asking.words(heard.one("q")),
        "channel": "",
        "asked": asking.attributes(heard.every("asked"), edition),
        "person": person_of(heard),
        "anywhere_only": place is None,
        "farthest": asking.limit(asking.PAGE_MILES),
    }
    suggestions = list(found.suggestions) if found is not None else []
    if place is None:
        return Put(question, "", told, suggestions)
    return Put(question, told, "", suggestions)


def moment_of(heard: Heard) -> int:
    """The moment asked about, now unless one was given."""
    text = heard.one("at")
    return asking.moment(text, "at") if text != "" else wall.now_minute()


def person_of(heard: Heard) -> Person:
    """What was said about the person. Refuses a wrong value, naming its field."""
    try:
        return parse_form({name: heard.every(name) for name in (*FACT_NAMES, "helper")})
    except FactError as error:
        refuse(error.field.removeprefix("person."), f"This {error.message}.")
