"""The first page: where, when, what."""

from typing import Final

from search.rules.model import HelpAnswer, Knowledge, Need

from .asking import ask_form
from .lines import any_hour_first, few
from .shapes import Asked, Catalogue, HomePage, Tile
from .words import need_name, plain

#: Pathways that are found by words, or from "Feeling safe", and are no tile of a shared screen.
NO_TILE: Final = ["sex-work"]
ICONS: Final = {
    "accommodation": "bed",
    "finance": "coins",
    "health": "heart",
    "drugs-alcohol": "drop",
    "thinking-behaviour": "signpost",
    "employment-education": "work",
    "families": "family",
    "abuse": "shield",
    "basics": "cup",
}
TINTS: Final = {
    "accommodation": "d2",
    "finance": "d1",
    "health": "d3",
    "drugs-alcohol": "d5",
    "thinking-behaviour": "d4",
    "employment-education": "d2",
    "families": "d3",
    "abuse": "d5",
    "basics": "d1",
}


def tiles(needs: list[Need], catalogue: Catalogue) -> list[Tile]:
    """One tile a pathway, in the order of the content; `basics` comes last."""
    found: list[Tile] = []
    for need in needs:
        code = need["code"]
        if code == need["pathway"] and code in ICONS and code not in NO_TILE:
            found.append(
                {
                    "code": code,
                    "name": need_name(need, catalogue),
                    "hint": plain("tile-basics-hint", catalogue) if code == "basics" else "",
                    "icon": ICONS[code],
                    "tint": TINTS[code],
                }
            )
    return found


def home_page(
    knowledge: Knowledge, lines: list[HelpAnswer], asked: Asked, place: str, at: int, catalogue: Catalogue
) -> HomePage:
    """The first page. `asked`: at most a language. `place`: what the phone remembers, "" for nothing: then
    place and time fold to one line."""
    placed: Asked = {"method": "get", "query": "", "fields": [{"name": "near", "value": place}], "page": 1}
    return {
        "title": plain("home-title", catalogue),
        "robots": "index",
        "sample": knowledge["sample"],
        "fields": asked["fields"],
        "form": ask_form(placed, at, "", catalogue),
        "tiles": tiles(knowledge["needs"], catalogue),
        "help_lines": few(any_hour_first(lines), catalogue),
    }
