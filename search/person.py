"""The boundary: what somebody tells us about themselves, checked and parsed.

Nothing here is kept, logged or put into a URL. The facts and their codes are those of
docs/contract.md and stand in `rules/told.py` only; what a form says is read by `pwa/views/telling.py`.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from .rules import told
from .rules.model import Message, Person
from .rules.told import ALONE, FIRST_YEAR, LAST_YEAR, MOST_ITEMS, OLDEST, ONE_OF, SOME_OF, UNKNOWN

Kind = Literal["years", "turns", "code", "codes", "councils", "language", "date"]

MOST_TEXT = 40
HELPERS = tuple(told.HELPERS)

_EPOCH = date(1970, 1, 1).toordinal()
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_COUNCIL = re.compile(r"[EWSN][0-9]{8}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}")
_PRINTABLE = re.compile(rf"[A-Za-z0-9_-]{{1,{MOST_TEXT}}}")


@dataclass(frozen=True)
class FactKind:
    """One fact of contract.md: its name, the kind of its value, and its codes if it has any."""

    name: str
    kind: Kind
    codes: tuple[str, ...] = ()


def _fact(name: str, kind: str) -> FactKind:
    return FactKind(name, cast(Kind, kind), tuple(ONE_OF.get(name, SOME_OF.get(name, ()))))


FACTS: tuple[FactKind, ...] = tuple(_fact(name, kind) for name, kind in told.FACTS)
_BY_NAME = {fact.name: fact for fact in FACTS}


class FactError(ValueError):
    """Something said cannot be read. `field` is its name in the request ("person.pet"), `message` the
    sentence that says why."""

    def __init__(self, field: str, key: str, **values: int | str) -> None:
        super().__init__(f"{field}: {key}")
        self.field = field
        self.message: Message = {"key": key, "values": values}


def nobody(helper: str = "self") -> Person:
    """A person who has told us nothing."""
    return {
        "helper": helper,
        "age": None,
        "turns_age": None,
        "turns_on": None,
        "gender": "",
        "with_you": [],
        "pet": "",
        "tonight": "",
        "supervision": "",
        "supervision_ends": None,
        "local_connection": [],
        "substance": [],
        "script_today": "",
        "mental_health": [],
        "gp": "",
        "veteran": "",
        "care_leaver": "",
        "access": [],
        "language": "",
        "id_held": [],
        "income": "",
        "public_funds": "",
        "abuse": "",
        "rough_sleeping": "",
        "sentence": "",
        "released_on": None,
    }


def parse_person(raw: object, helper: object) -> Person:
    """The `person` and `helper` of a request (contract.md, Match).

    Absent, null, "not-sure", "" and [] are unknown. Raises FactError naming the field for an
    unknown name or code, a value of another kind, or one out of bounds.
    """
    found = dict(nobody(_helper(helper)))
    if raw is None:
        return cast(Person, found)
    if not isinstance(raw, Mapping):
        raise FactError("person", "api-facts")
    if len(raw) > len(FACTS):
        raise FactError("person", "api-many", count=len(FACTS))
    for name, value in raw.items():
        fact = _BY_NAME.get(name) if isinstance(name, str) else None
        if fact is None:
            raise FactError(f"person.{_shown(name)}", "api-fact")
        if not _is_unknown(value):
            found.update(_parsed(fact, f"person.{fact.name}", value))
    return cast(Person, found)


def _helper(raw: object) -> str:
    if _is_unknown(raw):
        return "self"
    if not isinstance(raw, str) or raw not in HELPERS:
        raise FactError("helper", "api-one-of", value=_shown(raw), known=", ".join(HELPERS))
    return raw


def _is_unknown(value: object) -> bool:
    return value is None or value == [] or (isinstance(value, str) and value in UNKNOWN)


def _shown(value: object) -> str:
    """A name or code as it may be repeated back: short and plain, or not at all."""
    return value if isinstance(value, str) and _PRINTABLE.fullmatch(value) else "…"


def _parsed(fact: FactKind, field: str, value: object) -> dict[str, object]:
    """The fields of Person that one fact fills."""
    match fact.kind:
        case "years":
            return {"age": _years(field, value)}
        case "turns":
            return _turns(field, value)
        case "date":
            return {fact.name: _day(field, value)}
        case "code":
            return {fact.name: _code(field, value, fact.codes)}
        case "language":
            return {fact.name: _language(field, value)}
        case "codes":
            codes = [_code(field, item, fact.codes) for item in _items(field, value)]
            return {fact.name: _distinct(codes)}
        case "councils":
            return {fact.name: _distinct([_council(field, item) for item in _items(field, value)])}


def _years(field: str, value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= OLDEST:
        raise FactError(field, "api-years", most=OLDEST)
    return value


def _turns(field: str, value: object) -> dict[str, object]:
    """An age and the day it is reached. One without the other says nothing."""
    if not isinstance(value, Mapping) or not set(value) <= {"age", "on"}:
        raise FactError(field, "api-turns", shape='{"age": 18, "on": "2026-12-17"}')
    age, on = value.get("age"), value.get("on")
    parsed_age = None if _is_unknown(age) else _years(f"{field}.age", age)
    parsed_on = None if _is_unknown(on) else _day(f"{field}.on", on)
    if parsed_age is None or parsed_on is None:
        return {}
    return {"turns_age": parsed_age, "turns_on": parsed_on}


def _day(field: str, value: object) -> int:
    """Days since 1970-01-01."""
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise FactError(field, "refused-date")
    try:
        parsed = date.fromisoformat(value)
    except ValueError:
        raise FactError(field, "api-no-day") from None
    if not FIRST_YEAR <= parsed.year <= LAST_YEAR:
        raise FactError(field, "api-between", low=FIRST_YEAR, high=LAST_YEAR)
    return parsed.toordinal() - _EPOCH


def _code(field: str, value: object, codes: tuple[str, ...]) -> str:
    if not isinstance(value, str) or value not in codes:
        raise FactError(field, "api-one-of", value=_shown(value), known=", ".join(codes))
    return value


def _council(field: str, value: object) -> str:
    if not isinstance(value, str) or not _COUNCIL.fullmatch(value):
        raise FactError(field, "api-council", value=_shown(value))
    return value


def _language(field: str, value: object) -> str:
    if not isinstance(value, str) or len(value) > MOST_TEXT or not _LANGUAGE.fullmatch(value):
        raise FactError(field, "api-language", value=_shown(value))
    return value.lower()


def _items(field: str, value: object) -> list[object]:
    """The known items of a list; "not-sure" among others adds nothing."""
    if not isinstance(value, list):
        raise FactError(field, "api-list")
    if len(value) > MOST_ITEMS:
        raise FactError(field, "api-many", count=MOST_ITEMS)
    return [item for item in value if item is not None and item not in UNKNOWN]


def _distinct(codes: list[str]) -> list[str]:
    """Duplicates removed, in the order given. Whoever names something besides "none" has it."""
    distinct = list(dict.fromkeys(codes))
    if len(distinct) > 1:
        return [code for code in distinct if code not in ALONE]
    return distinct
