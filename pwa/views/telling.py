"""What somebody says about themselves in a form → the person that the rules judge.

Facts and codes are those of contract.md (`search/rules/told.py`). A value that cannot be read is
refused by the name of its field; nothing is guessed.
"""

from typing import Final, TypedDict

from search.rules.model import Person
from search.rules.told import (
    ALONE,
    FACTS,
    FIRST_YEAR,
    HELPERS,
    LAST_YEAR,
    MOST_ITEMS,
    OLDEST,
    ONE_OF,
    SOME_OF,
    UNKNOWN,
)

from .fields import value_of, values_of
from .reading import DIGITS, day_in, whole
from .shapes import Field

LETTERS: Final = {
    "A": "a",
    "B": "b",
    "C": "c",
    "D": "d",
    "E": "e",
    "F": "f",
    "G": "g",
    "H": "h",
    "I": "i",
    "J": "j",
    "K": "k",
    "L": "l",
    "M": "m",
    "N": "n",
    "O": "o",
    "P": "p",
    "Q": "q",
    "R": "r",
    "S": "s",
    "T": "t",
    "U": "u",
    "V": "v",
    "W": "w",
    "X": "x",
    "Y": "y",
    "Z": "z",
}
SMALL: Final = [letter for letter in "abcdefghijklmnopqrstuvwxyz"]
COUNTRIES: Final = ["E", "W", "S", "N"]
#: The fields of a form: a birthday is two of them, its age last, because that may be worked out.
FIELDS: Final = [
    *[fact[0] for fact in FACTS if fact[1] != "turns"],
    "turns_on",
    "turns_age",
]
#: Those that may stand several times.
MANY: Final = [fact[0] for fact in FACTS if fact[1] in ["codes", "councils"]]


class Refusal(TypedDict):
    """A field that cannot be read, and why, as a key of the catalogue."""

    field: str
    why: str


def said(fields: list[Field], name: str) -> str:
    """The one answer to a fact, "" where it is unknown."""
    value = value_of(fields, name)
    return "" if value in UNKNOWN else value


def every(fields: list[Field], name: str) -> list[str]:
    """The answers to a fact with several, each once; "none" counts only where it stands alone."""
    found: list[str] = []
    for value in values_of(fields, name):
        if value not in UNKNOWN and value not in found:
            found.append(value)
    return found if len(found) < 2 else [each for each in found if each not in ALONE]


def years(fields: list[Field], name: str) -> int | None:
    """Whole years, None where they are unknown."""
    value = said(fields, name)
    return whole(value, 4) if value != "" else None


def day(fields: list[Field], name: str) -> int | None:
    """A date in somebody's life, None where it is unknown."""
    return day_in(said(fields, name), FIRST_YEAR, LAST_YEAR)


def small(text: str) -> str:
    """The text with the letters A to Z made small."""
    made = ""
    for letter in text:
        low = LETTERS.get(letter)
        made = f"{made}{low if low is not None else letter}"
    return made


def is_council(code: str) -> bool:
    """Whether this is the form of a council's code: E09000023."""
    letters = [letter for letter in code]
    if len(letters) != 9 or letters[0] not in COUNTRIES:
        return False
    return all(letters[index] in DIGITS for index in range(1, 9))


def is_language(code: str) -> bool:
    """Whether this is the form of a BCP 47 code: two or three letters, then up to four parts of up to
    eight letters or digits, each after a hyphen."""
    parts = 0
    length = 0
    for letter in small(code):
        if letter == "-":
            if length == 0 or (parts == 0 and length < 2):
                return False
            parts = parts + 1
            length = 0
        elif letter in SMALL or (parts > 0 and letter in DIGITS):
            length = length + 1
        else:
            return False
        if parts > 4 or length > (3 if parts == 0 else 8):
            return False
    return length > (1 if parts == 0 else 0)


def why_not(fields: list[Field], name: str, kind: str) -> str:
    """Why a fact of the person cannot be read, "" where it can or where nothing was said."""
    if kind == "codes" or kind == "councils":
        values = every(fields, name)
        if len(values_of(fields, name)) > MOST_ITEMS:
            return "refused-many"
        if kind == "codes":
            return "" if all(value in SOME_OF[name] for value in values) else "refused-code"
        return "" if all(is_council(value) for value in values) else "refused-council"
    value = said(fields, name)
    if value == "":
        return ""
    if kind == "code":
        return "" if value in ONE_OF[name] else "refused-code"
    if kind == "language":
        return "" if is_language(value) else "refused-language"
    if kind == "date":
        return "" if day(fields, name) is not None else "refused-date"
    number = whole(value, 4)
    return "" if 0 <= number and number <= OLDEST else "refused-years"


def person_refused(fields: list[Field]) -> Refusal | None:
    """The first field about the person that cannot be read, None where all can."""
    helper = said(fields, "helper")
    if helper != "" and helper not in HELPERS:
        return {"field": "helper", "why": "refused-code"}
    for fact in FACTS:
        if fact[1] == "turns":
            for pair in [["turns_age", "years"], ["turns_on", "date"]]:
                wrong = why_not(fields, pair[0], pair[1])
                if wrong != "":
                    return {"field": pair[0], "why": wrong}
        else:
            reason = why_not(fields, fact[0], fact[1])
            if reason != "":
                return {"field": fact[0], "why": reason}
    return None


def person_of(fields: list[Field]) -> Person:
    """The person as the rules take it. `fields` hold nothing that `person_refused` names."""
    helper = said(fields, "helper")
    turns_age = years(fields, "turns_age")
    turns_on = day(fields, "turns_on")
    birthday = turns_age is not None and turns_on is not None
    return {
        "helper": helper if helper != "" else "self",
        "age": years(fields, "age"),
        "turns_age": turns_age if birthday else None,
        "turns_on": turns_on if birthday else None,
        "gender": said(fields, "gender"),
        "with_you": every(fields, "with_you"),
        "pet": said(fields, "pet"),
        "tonight": said(fields, "tonight"),
        "supervision": said(fields, "supervision"),
        "supervision_ends": day(fields, "supervision_ends"),
        "local_connection": every(fields, "local_connection"),
        "substance": every(fields, "substance"),
        "script_today": said(fields, "script_today"),
        "mental_health": every(fields, "mental_health"),
        "gp": said(fields, "gp"),
        "veteran": said(fields, "veteran"),
        "care_leaver": said(fields, "care_leaver"),
        "access": every(fields, "access"),
        "language": small(said(fields, "language")),
        "id_held": every(fields, "id_held"),
        "income": said(fields, "income"),
        "public_funds": said(fields, "public_funds"),
        "abuse": said(fields, "abuse"),
        "rough_sleeping": said(fields, "rough_sleeping"),
        "sentence": said(fields, "sentence"),
        "released_on": day(fields, "released_on"),
    }
