"""From what was sent to a `Question`: the one place where the API and the pages meet.

Nothing of it is kept. Every refusal names the field (answers.md, contract.md, Match).
"""

import math

from directory_data.gazetteer import Found
from search import wall
from search.edition import Edition
from search.folding import fold
from search.person import FactError, parse_person
from search.rules.model import Person, Place

from . import serving
from .errors import InputError, refuse

MILE = 1609.344
MOST_MILES = 1000
WINDOWS = ("now", "today", "tonight", "tomorrow", "weekend")
CHANNELS = ("in-person", "phone", "text", "video")
#: Longer than the longest word list a person could type; the rule reads less (decision 0003).
LONGEST_WORDS = 2000
MOST_NEEDS = 60
LONGEST_NEAR = 200


def moment(text: object, field: str) -> int:
    """A local wall time, YYYY-MM-DDTHH:MM, as a minute."""
    if not isinstance(text, str):
        refuse(field, "refused-moment")
    try:
        return wall.minute_of(text)
    except ValueError:
        refuse(field, "refused-moment")


def window(text: object, at: int, default: str) -> tuple[str, int]:
    """The name of a window and its minute (model.Question, `when`)."""
    if text is None or text == "":
        text = default
    if not isinstance(text, str):
        refuse("when", "api-text")
    if text in WINDOWS:
        return text, 0
    try:
        if "T" in text:
            return "moment", wall.minute_of(text)
        return "date", wall.day_of(text) * 1440
    except ValueError:
        refuse("when", "api-when", known=", ".join(WINDOWS))


def place(near: object) -> Found | None:
    """The place asked about; None for nowhere. An unknown one comes back without a place."""
    if near is None or near == "":
        return None
    if isinstance(near, dict):
        lat, lon = (number(near.get(name), f"near.{name}") for name in ("lat", "lon"))
        if set(near) != {"lat", "lon"}:
            refuse("near", "api-position")
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            refuse("near", "api-earth")
        return serving.gazetteer().locate(lat, lon)
    if not isinstance(near, str):
        refuse("near", "api-near")
    if len(near) > LONGEST_NEAR:
        refuse("near", "api-long", count=LONGEST_NEAR)
    return serving.gazetteer().find(near)


def number(value: object, field: str) -> float:
    """A finite number; a whole one may have more digits than a float can hold."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        refuse(field, "api-number")
    try:
        found = float(value)
    except OverflowError:
        found = math.inf
    if not math.isfinite(found):
        refuse(field, "api-large")
    return found


def limit(miles: object) -> int | None:
    """Whole metres of a number of miles, None for no limit."""
    if miles is None:
        return None
    value = number(miles, "miles")
    if not 0 < value <= MOST_MILES:
        refuse("miles", "api-miles", most=MOST_MILES)
    return math.floor(value * MILE)


def needs(codes: object, edition: Edition) -> list[str]:
    """Need and pathway codes, each once."""
    known = {need["code"] for need in edition.knowledge["needs"]}
    if codes is None:
        return []
    if not isinstance(codes, list) or len(codes) > MOST_NEEDS:
        refuse("needs", "api-codes", count=MOST_NEEDS)
    for code in codes:
        if not isinstance(code, str) or code not in known:
            refuse("needs", "api-need", value=shown(code))
    return list(dict.fromkeys(codes))


def shown(value: object) -> str:
    """A refused value, short and printable, for a message to the one who sent it."""
    text = value if isinstance(value, str) else repr(value)
    return ascii(text[:40])


def words(text: object) -> list[str]:
    """Typed words, folded."""
    if text is None:
        return []
    if not isinstance(text, str):
        refuse("q", "api-text")
    if len(text) > LONGEST_WORDS:
        refuse("q", "api-long", count=LONGEST_WORDS)
    return fold(text)


def text(value: object, field: str) -> str:
    """Some text, "" for none."""
    if value is None:
        return ""
    if not isinstance(value, str):
        refuse(field, "api-text")
    return value


def channel(value: object) -> str:
    """A channel, "" for any."""
    if value is None or value == "":
        return ""
    if value not in CHANNELS:
        refuse("channel", "api-one-of", value=shown(value), known=", ".join(CHANNELS))
    return str(value)


def attributes(value: object, edition: Edition) -> list[str]:
    """Facts that have been put to the person already."""
    known = {fact["attribute"] for fact in edition.knowledge["facts"]}
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > MOST_NEEDS:
        refuse("asked", "api-codes", count=MOST_NEEDS)
    for name in value:
        if not isinstance(name, str) or name not in known:
            refuse("asked", "api-not-asked", value=shown(name))
    return list(dict.fromkeys(value))


def person(facts: object, helper: object) -> Person:
    """What was said of the person."""
    try:
        return parse_person(facts if facts is not None else {}, helper if helper is not None else "self")
    except FactError as error:
        raise InputError(422, error.field, error.message) from None


def whole(value: object, field: str, default: int, most: int) -> int:
    """A whole number from 1."""
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
        refuse(field, "api-whole", most=most)
    return value


def resolved(found: Found | None) -> Place | None:
    """The place found, if there is one."""
    return None if found is None or found.place is None else found.place
