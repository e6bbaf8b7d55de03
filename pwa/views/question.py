"""From what a page heard to the one question, with its place looked up and its words folded."""

from math import floor
from typing import Final, TypedDict

from search.rules.meant import asking_for
from search.rules.model import Knowledge, Person, Place, Question
from search.rules.windows import default_name

from .fields import value_of, values_of
from .heard import FARTHEST, WINDOWS, Heard
from .reading import day_read, hundredths, minute_read
from .telling import person_of

DAY: Final = 1440
MILE: Final = 1609.344
#: Places on a page, and how many of those that are not for the person are named on it.
PER_PAGE: Final = 20
NOT_FOR_YOU: Final = 20


class PlaceSaid(TypedDict):
    """What the look-up of a place said: the place, or None; a sentence, or ""; other names to press."""

    place: Place | None
    say: str
    suggestions: list[str]


class Put(TypedDict):
    """A question as it is put to `match`, and what to tell about its place: `place_note` of one that
    was found, `near_error` of one that was not."""

    question: Question
    place_note: str
    near_error: str
    suggestions: list[str]


def moment(heard: Heard, now: int) -> int:
    """The moment asked at, now unless one was given."""
    given = minute_read(value_of(heard["fields"], "at"))
    return given if given is not None else now


def limit(miles: str) -> int:
    """Whole metres of a number of miles."""
    return floor(hundredths(miles) / 100 * MILE)


def window_name(text: str, at: int) -> str:
    """The window asked about (model.Question, `when`): with none, the one that pages take."""
    if text == "":
        return default_name(at)
    if text in WINDOWS:
        return text
    return "date" if day_read(text) is not None else "moment"


def window_minute(text: str) -> int:
    """The minute that goes with it (`when_at`), 0 for a window with a name."""
    day = day_read(text)
    minute = minute_read(text)
    if day is not None:
        return day * DAY
    return minute if minute is not None else 0


def put(heard: Heard, found: PlaceSaid, words: list[str], now: int) -> Put:
    """The question of a page: 15 miles at most, and only what is reached from anywhere while no place
    is known (answers.md section 3, Reach). `heard` is not refused; `words`: `q`, folded."""
    fields = heard["fields"]
    at = moment(heard, now)
    when = value_of(fields, "when")
    miles = value_of(fields, "miles")
    place = found["place"]
    person: Person = person_of(fields)
    question: Question = {
        "at": at,
        "when": window_name(when, at),
        "when_at": window_minute(when),
        "place": place,
        "limit": limit(miles if miles != "" else FARTHEST),
        "needs": values_of(fields, "need"),
        "words": words,
        "channel": "",
        "asked": values_of(fields, "asked"),
        "person": person,
        "anywhere_only": place is None,
        "farthest": limit(FARTHEST),
    }
    return {
        "question": question,
        "place_note": found["say"] if place is not None else "",
        "near_error": found["say"] if place is None else "",
        "suggestions": found["suggestions"],
    }


def of_service(question: Question) -> Question:
    """The same question about one service, whatever it is for and wherever it is."""
    return asking_for(question, [], False)


def asked_for(knowledge: Knowledge) -> list[str]:
    """The facts that questions are about."""
    return [fact["attribute"] for fact in knowledge["facts"]]
