"""National help lines: which, whether they are open, in which order (answers.md section 5)."""

from typing import Final

from .model import HelpAnswer, HelpLine, Knowledge, Place, Window
from .opening import opening

COUNTRIES: Final = {"E": "england", "W": "wales", "S": "scotland", "N": "northern-ireland"}


def pathways(needs: list[str], knowledge: Knowledge) -> list[str]:
    """The needs with the pathways they lie under (sensitive questions are asked inside them only)."""
    return [*needs, *[need["pathway"] for need in knowledge["needs"] if need["code"] in needs]]


def country_of(place: Place | None) -> str:
    """england, wales, scotland or northern-ireland, "" where no place is known: a council's code
    begins with its country's letter."""
    if place is not None and len(place["councils"]) > 0:
        for letter in place["councils"][0]:
            country = COUNTRIES.get(letter)
            return country if country is not None else ""
    return ""


def help_openings(knowledge: Knowledge, country: str, at: int) -> list[HelpAnswer]:
    """The help lines of a country at a moment. A line of one country is left out only where the
    place is known to lie in another."""
    now: Window = {"name": "now", "moment": True, "start": at, "end": at, "first": -1, "last": -1}
    found: list[HelpAnswer] = []
    for each in knowledge["help_lines"]:
        if each["nation"] == "" or country == "" or each["nation"] == country:
            opened = opening(each["hours"], [], None, True, "", now, at, knowledge["cover"])
            found.append({"line": each, "open": opened})
    return found


def help_answers(lines: list[HelpAnswer], needs: list[str], knowledge: Knowledge) -> list[HelpAnswer]:
    """Help lines: those of the needs first; open, then hours not known, then closed (section 5)."""
    wanted = pathways(needs, knowledge)
    return sorted(lines, key=lambda each: help_order(each, needs, wanted))


def help_order(given: HelpAnswer, needs: list[str], wanted: list[str]) -> tuple[int, int, int, int, str]:
    """Those of the needs and their pathways (`wanted`) first, then by what is known of their hours,
    then those of the most needs by their own code, then their own order."""
    each: HelpLine = given["line"]
    ours = any(need in wanted for need in each["needs"])
    own = len([need for need in each["needs"] if need in needs])
    status = given["open"]["status"]
    states = 0 if status == "open" else 1 if status == "unknown" else 2
    return (0 if ours else 1, states, -own, each["rank"], each["id"])
