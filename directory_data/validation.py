"""One check for each kind of field. A check takes what stood in the file and gives what is stored.

Every check raises ValueError with a reason in plain words. None and "" never reach a check: they
mean that nothing was said.
"""

import math
import re
from collections.abc import Callable, Collection, Mapping
from datetime import UTC, date, datetime
from functools import partial
from uuid import UUID, uuid5

from directory_data import codes
from directory_data.schedules import day_of

Check = Callable[[object], object]

OURS = UUID("6d0f6b5e-1d0c-5a57-9b0a-0d6a3d1c5a7d")
"""The namespace of ids made from the ids of others."""
LONGEST_LINE = 2000
LONGEST_TEXT = 100_000
MOST_CODES = 2000
DEEPEST = 20
"""How deep the JSON of `worker_only` and `alternatives` may nest."""

# Control characters, half characters, and marks that turn the reading direction: none belongs in
# a text, and each can hide what the text says.
_HOSTILE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")
_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", re.IGNORECASE)
_EMAIL = re.compile(r"[^@\s<>\"(),:;]+@[^@\s<>\"(),:;]+\.[^@\s<>\"(),:;]+")
_ADDRESS_ON_THE_WEB = re.compile(r"https?://[^\s/?#]+\.?[^\s]*", re.IGNORECASE)
_WITHOUT_SCHEME = re.compile(r"(?!.*://)[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z]{2,}([/?#][^\s]*)?", re.IGNORECASE)
_SCHEME_THAT_RUNS = re.compile(r"\s*(javascript|data|vbscript|file)\s*:", re.IGNORECASE)


def shown(value: object) -> str:
    """A value as it can stand in a message: quoted, with nothing hidden, not too long."""
    text = ascii(value)
    return text if len(text) <= 60 else text[:57] + "..."


def text(value: object, longest: int = LONGEST_TEXT) -> str:
    """Stripped text."""
    if not isinstance(value, str):
        raise ValueError(f"{shown(value)} is no text")
    if len(value) > longest:
        raise ValueError(f"{len(value)} characters: more than {longest}")
    hostile = _HOSTILE.search(value)
    if hostile is not None:
        raise ValueError(f"holds the character U+{ord(hostile[0]):04X}, which no text needs")
    return value.strip()


line: Check = partial(text, longest=LONGEST_LINE)
"""Text of at most 2,000 characters."""
short: Check = partial(text, longest=64)
"""Text of at most 64 characters."""
number_text: Check = partial(text, longest=200)
"""A phone number as printed."""


def identity(kind: str, value: object) -> str:
    """A UUID as it stands, lower case; any other id as a uuid5 of the kind of object and the id."""
    given = text(str(value) if type(value) is int else value, LONGEST_LINE)
    if _UUID.fullmatch(given) is not None:
        return given.lower()
    if given == "":
        raise ValueError("is empty")
    return str(uuid5(OURS, f"{kind}:{given}"))


def service_id(value: object) -> str:
    """The id of a service, mapped as the service's own is."""
    return identity("service", value)


def made(*parts: object) -> str:
    """An id for what came without one, from its parent's id, what it is, and its ordinal or name."""
    return str(uuid5(OURS, "\x1f".join(str(part) for part in parts)))


def whole(value: object, least: int = 0, most: int = 2**31 - 1) -> int:
    """A whole number. 18.0 is refused: who wrote it may have meant 18.5."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise ValueError(f"{shown(value)} is no whole number")
    if not least <= value <= most:
        raise ValueError(f"{shown(value)} is not between {least} and {most}")
    return value


age: Check = partial(whole, most=130)
"""Whole years."""


def number(value: object, least: float = -1e9, most: float = 1e9) -> float:
    """A number that is finite and in its bounds."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(f"{shown(value)} is no number")
    if not math.isfinite(value) or not least <= value <= most:
        raise ValueError(f"{shown(value)} is not between {least:g} and {most:g}")
    return float(value)


latitude: Check = partial(number, least=-90, most=90)
longitude: Check = partial(number, least=-180, most=180)


def money(value: object) -> float:
    """An amount, to a hundredth."""
    return round(number(value, least=0), 2)


def day(value: object) -> date:
    """A date."""
    return day_of(value)


def moment(value: object) -> datetime:
    """An ISO date and time, in UTC without its offset; without an offset it is taken as UTC."""
    said = line(value)
    try:
        found = datetime.fromisoformat(str(said))
        found = found if found.tzinfo is None else found.astimezone(UTC).replace(tzinfo=None)
    except (ValueError, OverflowError):
        raise ValueError(f"{shown(value)} is no date and time: write 2026-11-27T16:30:00Z") from None
    return found


def email(value: object) -> str:
    """An e-mail address."""
    said = text(value, LONGEST_LINE)
    if _EMAIL.fullmatch(said) is None:
        raise ValueError(f"{shown(said)} is no e-mail address")
    return said


def web(value: object) -> str:
    """A web address. `www.example.org` gets its `https://`; what could run in a page is refused."""
    said = text(value, LONGEST_LINE)
    if _ADDRESS_ON_THE_WEB.fullmatch(said) is not None:
        return said
    if _WITHOUT_SCHEME.fullmatch(said) is not None:
        return f"https://{said}"
    raise ValueError(f"{shown(said)} is no web address: write https://…")


def uri(value: object) -> str:
    """Any identifier with a scheme or without, but none that could run in a page."""
    said = text(value, LONGEST_LINE)
    if _SCHEME_THAT_RUNS.match(said) is not None:
        raise ValueError(f"{shown(said)} could run in a page")
    return said


def code_in(known: Collection[str], value: object) -> str:
    """One of the codes known."""
    if not isinstance(value, str) or value not in known:
        raise ValueError(f"{shown(value)} is not one of {', '.join(sorted(known))}")
    return value


def one_of(known: Collection[str]) -> Check:
    """A check that takes one of these codes."""
    return partial(code_in, known)


def list_of(check: Check) -> Check:
    """A check that takes a list of what another takes, each once."""
    return partial(_listed, check)


def _listed(check: Check, value: object) -> list[object]:
    if not isinstance(value, list | tuple):
        raise ValueError(f"{shown(value)} is no list")
    if len(value) > MOST_CODES:
        raise ValueError(f"{len(value)} items: more than {MOST_CODES}")
    items: list[object] = []
    for item in value:
        checked = check(item)
        if checked not in items:
            items.append(checked)
    return items


def need(value: object) -> str:
    """A need of content/needs.json."""
    if not isinstance(value, str) or value not in codes.needs():
        raise ValueError(f"{shown(value)} is no need: see directory_data/content/needs.json")
    return value


def council(value: object) -> str:
    """A council's code."""
    if not isinstance(value, str) or codes.COUNCIL.fullmatch(value) is None:
        raise ValueError(f"{shown(value)} is no council code such as E09000023")
    return value


def area(value: object) -> str:
    """A council's code or a postcode sector."""
    if isinstance(value, str):
        upper = " ".join(value.upper().split())
        if codes.COUNCIL.fullmatch(upper) or codes.SECTOR.fullmatch(upper):
            return upper
    raise ValueError(f"{shown(value)} is neither a council code (E09000023) nor a sector (SE13 6)")


def iso_day(value: object) -> str:
    """A date, as text for JSON."""
    return day(value).isoformat()


def flag(value: object) -> bool:
    """True or false."""
    if not isinstance(value, bool):
        raise ValueError("must be true or false")
    return value


def risks(value: object) -> object:
    """A list of codes of risk, or an object of code to yes, case-by-case or unknown."""
    if isinstance(value, Mapping):
        for answer in value.values():
            code_in(codes.RISK_ANSWERS, answer)
        return {code_in(codes.RISK_EXCLUSIONS, code): answer for code, answer in value.items()}
    return _listed(one_of(codes.RISK_EXCLUSIONS), value)


def data(value: object, depth: int = 0) -> object:
    """JSON of any shape, every text in it checked."""
    if depth > DEEPEST:
        raise ValueError(f"is nested deeper than {DEEPEST}")
    if isinstance(value, Mapping):
        return {text(key, LONGEST_LINE): data(item, depth + 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        if len(value) > MOST_CODES:
            raise ValueError(f"{len(value)} items: more than {MOST_CODES}")
        return [data(item, depth + 1) for item in value]
    if isinstance(value, str):
        return text(value)
    if isinstance(value, float):
        return number(value, -1e15, 1e15)
    if isinstance(value, int):
        return value if isinstance(value, bool) else whole(value, -(2**53), 2**53)
    if value is None:
        return None
    raise ValueError(f"{shown(value)} is no JSON")
