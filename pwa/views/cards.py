"""One result as a card of a list."""

from typing import Final

from search.rules.distance import say
from search.rules.hours import merged, stretches, without
from search.rules.model import Cover, Phone, Reason, Result, Stretch, Window

from .shapes import Barred, Card, Catalogue, PhoneButton, Shown
from .strip import span_of, strip, times
from .words import counted, first_said, phone_button, plain, rest_said, sentence, shown

WHOLE: Final = 3  # cards of a page that stand whole; later ones are compact
REASONS: Final = 3
NUMBERS: Final = 2


def pieces(result: Result, window: Window, cover: Cover) -> list[Stretch]:
    """What is open over the strip, in order: `open` where people go, `phone` where they only ring
    or write, `unknown`. Open beats phone beats unknown."""
    record = result["record"]
    span = span_of(window)
    lists = [stretches(each, cover, record["paused"], span["start"], span["end"]) for each in record["hours"]]
    if result["open"]["status"] == "unknown" and (len(lists) == 0 or not result["trust"]["hours_count"]):
        return [{"start": span["start"], "end": span["end"], "status": "unknown"}]
    if not result["trust"]["hours_count"]:
        return []
    going: list[Stretch] = []
    ringing: list[Stretch] = []
    for index in range(0, len(lists)):
        if record["hours"][index]["channel"] == "in-person":
            going = [*going, *lists[index]]
        else:
            ringing = [*ringing, *lists[index]]
    opened = merged(going, "open")
    rung = without(merged(ringing, "open"), opened)
    either = merged([*opened, *merged(ringing, "open")], "open")
    vague = without(merged([*going, *ringing], "unknown"), either)
    answered: list[Stretch] = [{"start": p["start"], "end": p["end"], "status": "phone"} for p in rung]
    return sorted([*opened, *answered, *vague], key=lambda piece: (piece["start"], piece["end"]))


def reasons(found: list[Reason], most: int, catalogue: Catalogue) -> list[Shown]:
    """The first reasons, in their fixed order."""
    return [
        shown(found[index]["answer"], sentence(found[index]["say"], catalogue), catalogue)
        for index in range(0, min(most, len(found)))
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


def card(result: Result, index: int, window: Window, at: int, cover: Cover, catalogue: Catalogue) -> Card:
    """The card of one result; `index` counts from 0 on its page."""
    record = result["record"]
    drawn = pieces(result, window, cover)
    held = result["eligibility"]["reasons"]
    more = len(held) - REASONS
    return {
        "id": record["id"],
        "group": result["group"],
        "name": record["name"],
        "sample": record["sample"],
        "what": record["summary"],
        "when": first_said(result["open"]["say"], catalogue),
        "when_more": rest_said(result["open"]["say"], catalogue),
        "strip": strip(drawn, window, at, catalogue),
        "times": times(drawn, span_of(window), catalogue),
        "where": where(result, catalogue),
        "where_icon": "walk" if result["distance"] is not None else "pin" if record["in_person"] else "phone",
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
