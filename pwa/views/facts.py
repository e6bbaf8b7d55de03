"""Dated facts of the needs asked about."""

from typing import Final

from search.rules.helping import country_of
from search.rules.model import Knowledge, Place
from search.rules.saying import say

from .shapes import Catalogue, Fact
from .words import of_content

MOST: Final = 3


def good_to_know(
    codes: list[str], place: Place | None, knowledge: Knowledge, catalogue: Catalogue
) -> list[Fact]:
    """The first facts of some needs, or of the needs under a pathway, each with who says so and its day;
    one of another country is left out where the place is known."""
    needs = [each["code"] for each in knowledge["needs"] if each["code"] in codes or each["pathway"] in codes]
    country = country_of(place)
    found: list[Fact] = []
    for told in knowledge["told"]:
        here = country == "" or country in told["countries"]
        if len(found) < MOST and here and any(need in needs for need in told["needs"]):
            values: dict[str, int | str] = {"name": told["by"], "minute": told["seen"]}
            found.append(
                {
                    "say": of_content(f"fact:{told['id']}", told["say"], catalogue),
                    "source": say({"key": "fact-source", "values": values}, catalogue),
                }
            )
    return found
