"""Forms: place, time and words; the facts about a person; the one question."""

from typing import Final

from search.rules.civil import iso
from search.rules.model import NextQuestion, Place
from search.rules.saying import say
from search.rules.windows import default_name

from .fields import choice, value_of, values_of
from .reading import day_read, minute_read
from .shapes import Asked, AskForm, Catalogue, Choice, FactChoice, FactField, FactQuestion, Field, OneQuestion
from .words import counted, named, of_content, of_miles, plain, timed

DAY: Final = 1440
DAYS: Final = 14  # how many days ahead may be picked
WINDOWS: Final = ["now", "tonight", "weekend"]
MILES: Final = ["1", "3", "5", "10", "15"]
FARTHEST: Final = "15"
HELPERS: Final = ["self", "peer-mentor", "probation", "council", "gp", "court", "outreach", "agency"]
NEVER_IN_FORM: Final = ["going_to", "needs", "when", "helper"]


def when_of(asked: Asked, at: int) -> str:
    """The window chosen, else the one that pages take by themselves."""
    chosen = value_of(asked["fields"], "when")
    return chosen if chosen != "" else default_name(at)


def days(chosen: str, at: int, catalogue: Catalogue) -> list[Choice]:
    """The days that may be picked, tomorrow first; one chosen farther ahead stands at the end."""
    found: list[Choice] = []
    for ahead in range(1, DAYS + 1):
        day = at // DAY + ahead
        found.append(choice("when", iso(day), timed("pick-day", day * DAY, catalogue), chosen == iso(day)))
    listed = any(each["chosen"] for each in found)
    if chosen not in WINDOWS and not listed:
        for name in ["today", "tomorrow"]:
            if chosen == name:
                return [*found, choice("when", name, plain(f"when-{name}", catalogue), True)]
        return [*found, choice("when", chosen, day_or_moment(chosen, catalogue), True)]
    return found


def day_or_moment(chosen: str, catalogue: Catalogue) -> str:
    """A chosen date, or date and time, in words."""
    minute = minute_read(chosen)
    if minute is not None:
        return say({"key": "window-moment", "values": {"start": minute}}, catalogue)
    day = day_read(chosen)
    return chosen if day is None else timed("pick-day", day * DAY, catalogue)


def ask_form(asked: Asked, at: int, near_error: str, catalogue: Catalogue) -> AskForm:
    """Place, time, miles and words, as they were asked."""
    fields = asked["fields"]
    chosen = when_of(asked, at)
    miles = value_of(fields, "miles")
    within = miles if miles != "" else FARTHEST
    helper = value_of(fields, "helper")
    listed = MILES if within in MILES else [*MILES, within]
    return {
        "near": value_of(fields, "near"),
        "near_error": near_error,
        "when": [choice("when", name, plain(f"when-{name}", catalogue), chosen == name) for name in WINDOWS],
        "days": days(chosen, at, catalogue),
        "day_chosen": chosen not in WINDOWS,
        "miles": [
            choice("miles", each, named(of_miles("miles-choice", each), each, catalogue), each == within)
            for each in listed
        ],
        "words": value_of(fields, "q"),
        "helping": helper != "" and helper != "self",
    }


def helpers(fields: list[Field], catalogue: Catalogue) -> list[Choice]:
    """Who is asking: the person, or someone who helps."""
    helper = value_of(fields, "helper")
    role = helper if helper != "" else "self"
    return [choice("helper", each, plain(f"helper-{each}", catalogue), each == role) for each in HELPERS]


def belongs(question: FactQuestion, pathways: list[str], helping: bool) -> bool:
    """Whether a fact may stand in the form: sensitive ones only inside the needs they belong to."""
    if question["attribute"] in NEVER_IN_FORM:
        return False
    if question["worker_only"] and not helping:
        return False
    return len(question["pathways"]) == 0 or any(each in pathways for each in question["pathways"])


def label_of(name: str, answer: FactChoice, catalogue: Catalogue) -> str:
    """The words of one answer to a question."""
    return of_content(f"ask:{name}:{answer['code']}", answer["label"], catalogue)


def fact_field(
    question: FactQuestion, fields: list[Field], areas: list[Choice], catalogue: Catalogue
) -> FactField:
    """One fact as a form field, filled in with what was said. `areas`: councils to choose from."""
    name = question["attribute"]
    said = values_of(fields, name)
    kind = question["kind"]
    choices: list[Choice] = []
    if kind == "one":
        choices.append(choice(name, "", plain("skip-fact", catalogue), len(said) == 0))
    for answer in question["answers"]:
        choices.append(
            choice(name, answer["code"], label_of(name, answer, catalogue), answer["code"] in said)
        )
    if kind == "councils":
        choices = [choice(name, area["value"], area["label"], area["value"] in said) for area in areas]
    shape = "value"
    if kind == "one":
        shape = "one"
    elif kind == "many" or kind == "councils":
        shape = "many"
    return {
        "name": name,
        "kind": shape,
        "ask": of_content(f"ask:{name}", question["ask"], catalogue),
        "help": of_content(f"ask:{name}?", question["help"], catalogue),
        "input": "date" if kind == "date" else "text",
        "value": value_of(fields, name),
        "choices": choices,
    }


def dated(name: str, fields: list[Field], catalogue: Catalogue) -> FactField:
    """A date that goes with a fact: when supervision ends, the next birthday."""
    return {
        "name": name,
        "kind": "value",
        "ask": plain(f"fact-{name}", catalogue),
        "help": plain(f"fact-{name}-help", catalogue),
        "input": "date",
        "value": value_of(fields, name),
        "choices": [],
    }


def fact_fields(
    questions: list[FactQuestion],
    pathways: list[str],
    fields: list[Field],
    areas: list[Choice],
    catalogue: Catalogue,
) -> list[FactField]:
    """Everything that a person may tell about themselves here, in the order of asking."""
    helper = value_of(fields, "helper")
    helping = helper != "" and helper != "self" and helper != "peer-mentor"
    found: list[FactField] = []
    for question in questions:
        if belongs(question, pathways, helping):
            field = fact_field(question, fields, areas, catalogue)
            if field["kind"] == "value" or len(field["choices"]) > 0:
                found.append(field)
            if question["attribute"] == "age":
                found.append(dated("turns_on", fields, catalogue))
            elif question["attribute"] == "supervision":
                found.append(dated("supervision_ends", fields, catalogue))
    return found


def one_question(
    asked: NextQuestion | None,
    questions: list[FactQuestion],
    fields: list[Field],
    areas: list[Choice],
    catalogue: Catalogue,
) -> OneQuestion | None:
    """The one question that would settle most, with a button for each answer, or a field."""
    if asked is None:
        return None
    for question in questions:
        if question["attribute"] == asked["attribute"]:
            field = fact_field(question, fields, areas, catalogue)
            buttons = question["kind"] == "one"
            if field["kind"] == "many" and len(field["choices"]) == 0:
                return None
            return {
                "kind": "buttons" if buttons else "field",
                "name": asked["attribute"],
                "ask": field["ask"],
                "settles": counted("settles", asked["settles"], catalogue),
                "choices": [each for each in field["choices"] if each["value"] != ""],
                "field": field,
            }
    return None


def areas_of(place: Place | None, names: dict[str, str], fields: list[Field]) -> list[Choice]:
    """The councils that may be ticked: those of the place, and those ticked before."""
    said = values_of(fields, "local_connection")
    codes = said
    if place is not None:
        codes = [*place["councils"], *[code for code in said if code not in place["councils"]]]
    return [choice("local_connection", code, names[code], code in said) for code in codes if code in names]
