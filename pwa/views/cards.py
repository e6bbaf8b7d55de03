"""One result as a card of a list."""

from typing import Final

from search.rules.distance import WALKED, say
from search.rules.hours import merged, stretches, united, without
from search.rules.model import Cover, Eligibility, Hours, Phone, Reason, Result, Stretch

from .shapes import Barred, Card, Catalogue, Ground, PhoneButton, Shown
from .strip import strip, times
from .words import counted, first_said, phone_button, plain, rest_said, sentence, shown

WHOLE: Final = 3  # cards of a page that stand whole; later ones are compact
REASONS: Final = 3
NUMBERS: Final = 2


def pieces(result: Result, span: Stretch, cover: Cover) -> list[Stretch]:
    """What is open over the strip, in order: `open` where people go, `phone` where they only ring
    or write, `unknown`. Open beats phone beats unknown."""
    record = result["record"]
    lists = [stretches(each, cover, record["paused"], span["start"], span["end"]) for each in record["hours"]]
    if result["open"]["status"] == "unknown" and (len(lists) == 0 or not result["trust"]["hours_count"]):
        return [{"start": span["start"], "end": span["end"], "status": "unknown"}]
    if not result["trust"]["hours_count"]:
        return []
    going = united([lists[k] for k in range(0, len(lists)) if in_person(record["hours"][k])])
    ringing = united([lists[k] for k in range(0, len(lists)) if not in_person(record["hours"][k])])
    if len(ringing) == 0:
        return going
    if len(going) == 0:
        return [answered(piece) for piece in ringing]
    opened = merged(going, "open")
    rung = without(merged(ringing, "open"), opened)
    either = merged([*opened, *merged(ringing, "open")], "open")
    vague = without(merged([*going, *ringing], "unknown"), either)
    told = [*opened, *vague, *[by_phone(piece) for piece in rung]]
    return sorted(told, key=lambda piece: (piece["start"], piece["end"]))


def in_person(hours: Hours) -> bool:
    """Whether these are the hours of a door."""
    return hours["channel"] == "in-person"


def by_phone(piece: Stretch) -> Stretch:
    """A stretch in which people ring or write."""
    return {"start": piece["start"], "end": piece["end"], "status": "phone"}


def answered(piece: Stretch) -> Stretch:
    """A stretch of a service without a door: what is open is by phone."""
    return by_phone(piece) if piece["status"] == "open" else piece


def reasons(found: list[Reason], most: int, catalogue: Catalogue) -> list[Shown]:
    """The first reasons, in their fixed order."""
    return [
        shown(found[index]["answer"], sentence(found[index]["say"], catalogue), catalogue)
        for index in range(0, min(most, len(found)))
    ]


def weighty(judged: Eligibility) -> list[Reason]:
    """The reasons that a card has room for: a language that only orders the list, and was not asked
    about, says nothing on it."""
    return [
        reason
        for reason in judged["reasons"]
        if reason["attribute"] != "language"
        or reason["answer"] != "unknown"
        or "language" in judged["missing"]
    ]


def phones(numbers: list[Phone], most: int, catalogue: Catalogue) -> list[PhoneButton]:
    """The first numbers, each as a button."""
    return [
        phone_button(numbers[index]["number"], numbers[index]["name"], numbers[index]["channel"], catalogue)
        for index in range(0, min(most, len(numbers)))
    ]


def where(result: Result, catalogue: Catalogue) -> str:
    """How far it is, else the area; for a place that is never told, that it is not."""
    record = result["record"]
    said = first_said(say(result["distance"], record["in_person"]), catalogue)
    if said != "":
        return said
    if not record["in_person"]:
        return plain("by-phone-or-online", catalogue)
    if record["point"] is not None:
        return record["area"]
    if record["area"] == "":
        return plain("where-hidden", catalogue)
    return sentence({"key": "where-area", "values": {"name": record["area"]}}, catalogue)


def where_icon(result: Result) -> str:
    """A walker where it can be walked, a pin farther off, else a telephone."""
    distance = result["distance"]
    if distance is not None and distance <= WALKED:
        return "walk"
    return "pin" if result["record"]["in_person"] else "phone"


def notes(result: Result, catalogue: Catalogue) -> list[str]:
    """What to know before setting out: an old check, a pause, the provider's own notes."""
    found: list[str] = []
    if result["trust"]["stale"]:
        found.append(sentence(result["trust"]["say"], catalogue))
    if result["record"]["paused_why"] != "":
        found.append(result["record"]["paused_why"])
    for note in result["record"]["notes"]:
        found.append(note)
    return found


def card(result: Result, index: int, under: Ground, cover: Cover, catalogue: Catalogue) -> Card:
    """The card of one result; `index` counts from 0 on its page."""
    record = result["record"]
    drawn = pieces(result, under["span"], cover)
    written = times(drawn, under["span"], catalogue)
    held = weighty(result["eligibility"])
    more = len(held) - REASONS
    return {
        "id": record["id"],
        "group": result["group"],
        "name": record["name"],
        "sample": record["sample"],
        "what": record["summary"],
        "when": first_said(result["open"]["say"], catalogue),
        "when_more": rest_said(result["open"]["say"], catalogue),
        "strip": strip(drawn, written, under),
        "times": written,
        "where": where(result, catalogue),
        "where_icon": where_icon(result),
        "reasons": reasons(held, REASONS, catalogue),
        "more": counted("more-reasons", more, catalogue) if more > 0 else "",
        "notes": notes(result, catalogue),
        "phones": phones(record["phones"], NUMBERS, catalogue),
        "compact": index >= WHOLE,
    }


def barred(result: Result, catalogue: Catalogue) -> Barred:
    """One line of "Not for you, and why": the reasons that bar."""
    record = result["record"]
    against = [reason for reason in result["eligibility"]["reasons"] if reason["answer"] == "no"]
    return {"id": record["id"], "name": record["name"], "reasons": reasons(against, REASONS, catalogue)}
