"""Areas on this phone: what may be saved, what is, and the offer of one that a question needs."""

from typing import Final, TypedDict

from search.rules.saying import say

from .shapes import Catalogue
from .words import named, plain

KILO: Final = 1000


class Area(TypedDict):
    """A council whose area may be saved. `size`: bytes that saving it fetches, compressed."""

    code: str
    name: str
    size: int


class SavedArea(TypedDict):
    """An area that is whole on this phone, and of which edition."""

    code: str
    edition: str


class AreaRow(TypedDict):
    """One area with its buttons. `edition` is "" until it is saved."""

    code: str
    name: str
    edition: str
    save_say: str
    saved_say: str
    remove_say: str


class AreasPage(TypedDict):
    """What is saved, and all that may be. `first_say` is what the first area brings along, or "".
    `none`: what to say where nothing is saved. `place`: a sentence with the place that is remembered, or "".
    `offer`: the page stands in for an answer that needs one of its rows."""

    title: str
    robots: str
    heading: str
    lead: str
    offer: bool
    any: bool
    none: str
    place: str
    saved: list[AreaRow]
    rows: list[AreaRow]
    first_say: str


def kilobytes(size: int) -> int:
    """Bytes as whole kilobytes, never fewer than they are."""
    return (size + KILO - 1) // KILO


def area_row(area: Area, first: int, saved: list[SavedArea], catalogue: Catalogue) -> AreaRow:
    """One area. `first`: bytes that saving it brings along."""
    edition = ""
    for each in saved:
        if each["code"] == area["code"]:
            edition = each["edition"]
    values: dict[str, int | str] = {"name": area["name"], "count": kilobytes(area["size"] + first)}
    return {
        "code": area["code"],
        "name": area["name"],
        "edition": edition,
        "save_say": say({"key": "areas-save", "values": values}, catalogue),
        "saved_say": named("areas-saved", area["name"], catalogue),
        "remove_say": named("areas-remove", area["name"], catalogue),
    }


def first_said(national: int, catalogue: Catalogue) -> str:
    """What the national part weighs."""
    return say({"key": "areas-first", "values": {"count": kilobytes(national)}}, catalogue)


def areas_page(
    areas: list[Area],
    national: int,
    first: int,
    saved: list[SavedArea],
    place: str | None,
    catalogue: Catalogue,
) -> AreasPage:
    """Every area, by name. `national`: bytes of the national part; `first`: those of them that are not held
    yet; `place`: what the phone remembers, or ""; None on the server, which cannot see what is saved."""
    rows = [area_row(area, first, saved, catalogue) for area in in_order(areas)]
    return {
        "title": plain("areas-title", catalogue),
        "robots": "noindex",
        "heading": plain("areas-title", catalogue),
        "lead": plain("areas-lead", catalogue),
        "offer": False,
        "any": len(areas) > 0,
        "none": plain("areas-unseen" if place is None else "areas-none", catalogue),
        "place": named("areas-place", place, catalogue) if place is not None and place != "" else "",
        "saved": [row for row in rows if row["edition"] != ""],
        "rows": rows,
        "first_say": first_said(national, catalogue),
    }


def offer_page(areas: list[Area], place: str, catalogue: Catalogue) -> AreasPage:
    """Instead of an answer: the areas of which one is needed, the place's home council first."""
    names = place if len(areas) == 0 else areas[0]["name"]
    return {
        "title": named("offer-title", names, catalogue),
        "robots": "noindex",
        "heading": named("offer-title", names, catalogue),
        "lead": plain("offer-lead", catalogue),
        "offer": True,
        "any": len(areas) > 0,
        "none": "",
        "place": "",
        "saved": [],
        "rows": [area_row(area, 0, [], catalogue) for area in areas],
        "first_say": "",
    }


def in_order(areas: list[Area]) -> list[Area]:
    """Areas by name, then by code."""
    return sorted(areas, key=lambda area: (area["name"], area["code"]))
