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
from .errors import refuse

MILE = 1609.344
WINDOWS = ("now", "today", "tonight", "tomorrow", "weekend")
CHANNELS = ("in-person", "phone", "text", "video")
#: Longer than the longest word list a person could type; the rule reads less (decision 0003).
LONGEST_WORDS = 2000
MOST_NEEDS = 60
LONGEST_NEAR = 200


def moment(text: object, field: str) -> int:
    """A local wall time, YYYY-MM-DDTHH:MM, as a minute."""
    if not isinstance(text, str):
        refuse(field, "must be a time such as 2026-11-27T16:30")
    try:
        return wall.minute_of(text)
    except ValueError as error:
        refuse(field, str(error))


def window(text: object, at: int, default: str) -> tuple[str, int]:
    """The name of a window and its minute (model.Question, `when`)."""
    if text is None or text == "":
        text = default
    if not isinstance(text, str):
        refuse("when", "must be text")
    if text in WINDOWS:
        return text, 0
    try:
        if "T" in text:
            return "moment", wall.minute_of(text)
        return "date", wall.day_of(text) * 1440
    except ValueError as error:
        refuse("when", f"must be one of {', '.join(WINDOWS)}, a date, or a date and time: {error}")


def place(near: object) -> Found | None:
    """The place asked about; None for nowhere. An unknown one comes back without a place."""
    if near is None or near == "":
        return None
    if isinstance(near, dict):
        lat, lon = (number(near.get(name), f"near.{name}") for name in ("lat", "lon"))
        if set(near) != {"lat", "lon"}:
            refuse("near", "a position has lat and lon, and nothing else")
        if not (-90 <= lat <= 90 and -180 <= lon <= 180):
            refuse("near", "lat is -90 to 90 and lon -180 to 180")
        return serving.gazetteer().locate(lat, lon)
    if not isinstance(near, str):
        refuse("near", "must be a place's name, a postcode, or lat and lon")
    if len(near) > LONGEST_NEAR:
        refuse("near", f"must be {LONGEST_NEAR} characters or fewer")
    return serving.gazetteer().find(near)


def number(value: object, field: str) -> float:
    """A finite number; a whole one may have more digits than a float can hold."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        refuse(field, "must be a number")
    try:
        found = float(value)
    except OverflowError:
        found = math.inf
    if not math.isfinite(found):
        refuse(field, "must be a number that is not so large")
    return found


def limit(miles: object) -> int | None:
    """Whole metres of a number of miles, None for no limit."""
    if miles is None:
        return None
    value = number(miles, "miles")
    if not 0 < value <= 1000:
        refuse("miles", "must be more than 0 and at most 1000")
    return math.floor(value * MILE)


def needs(codes: object, edition: Edition) -> list[str]:
    """Need and pathway codes, each once."""
    known = {need["code"] for need in edition.knowledge["needs"]}
    if codes is None:
        return []
    if not isinstance(codes, list) or len(codes) > MOST_NEEDS:
        refuse("needs", f"must be a list of at most {MOST_NEEDS} codes")
    for code in codes:
        if not isinstance(code, str) or code not in known:
            refuse("needs", f"{shown(code)} is not a need we know")
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
        refuse("q", "must be text")
    if len(text) > LONGEST_WORDS:
        refuse("q", f"must be {LONGEST_WORDS} characters or fewer")
    return fold(text)


def channel(value: object) -> str:
    """A channel, "" for any."""
    if value is None or value == "":
        return ""
    if value not in CHANNELS:
        refuse("channel", f"must be one of {', '.join(CHANNELS)}")
    return str(value)


def attributes(value: object, edition: Edition) -> list[str]:
    """Facts that have been put to the person already."""
    known = {fact["attribute"] for fact in edition.knowledge["facts"]}
    if value is None:
        return []
    if not isinstance(value, list) or len(value) > MOST_NEEDS:
        refuse("asked", "must be a list of facts")
    for name in value:
        if not isinstance(name, str) or name not in known:
            refuse("asked", f"{shown(name)} is not a fact we ask for")
    return list(dict.fromkeys(value))


def person(facts: object, helper: object) -> Person:
    """What was said of the person."""
    try:
        return parse_person(facts if facts is not None else {}, helper if helper is not None else "self")
    except FactError as error:
        refuse(error.field, error.message)


def whole(value: object, field: str, default: int, most: int) -> int:
    """A whole number from 1."""
    if value is None:
        return default
    if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= most:
        refuse(field, f"must be a whole number from 1 to {most}")
    return value


def resolved(found: Found | None) -> Place | None:
    """The place found, if there is one."""
    return None if found is None or found.place is None else found.place
