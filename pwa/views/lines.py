"""Help lines and telephone numbers."""

from typing import Final

from search.rules.model import HelpAnswer

from .shapes import Catalogue, Telephone
from .words import dialled, joined, plain, spoken

FEW: Final = 5  # in the panel at the foot of a page


def telephone(answer: HelpAnswer, catalogue: Catalogue) -> Telephone:
    """One help line: when it is open, what it is for, and whether its number was checked."""
    line = answer["line"]
    texting = line["channel"] == "text"
    told = spoken(answer["open"]["say"], catalogue)
    when = plain("any-hour", catalogue) if line["any_hour"] else joined(told)
    unchecked = "" if line["verified"] else plain("line-unchecked", catalogue)
    return {
        "name": line["name"],
        "number": line["number"],
        "href": f"sms:{dialled(line['number'])}" if texting else f"tel:{dialled(line['number'])}",
        "verb": plain("verb-text" if texting else "verb-call", catalogue),
        "when": when if line["say"] == "" else f"{line['say']} {when}",
        "note": unchecked,
    }


def few(answers: list[HelpAnswer], catalogue: Catalogue) -> list[Telephone]:
    """The first few, in the order they come."""
    return [telephone(answers[index], catalogue) for index in range(0, min(FEW, len(answers)))]


def any_hour_first(answers: list[HelpAnswer]) -> list[HelpAnswer]:
    """Those open at any hour, else in the order they come: what the first page shows."""
    always = [answer for answer in answers if answer["line"]["any_hour"]]
    others = [answer for answer in answers if not answer["line"]["any_hour"]]
    return [*always, *others]
