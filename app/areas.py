"""`/areas` as the server makes it: every area that a phone may save. It knows nothing of what is saved."""

from pathlib import Path
from typing import Any, cast

import orjson
from flask import Blueprint, Response, current_app

from app import serving
from app.pages.frame import catalogue, rendered
from pwa.views.areas import Area, areas_page

SHARED = "public, no-cache"

blueprint = Blueprint("areas", __name__)


@blueprint.get("/areas")
def areas() -> Response:
    """What may be saved, and how large it is."""
    edition = serving.current()
    offers = published(current_app.config["SATURDAY"].editions)
    names = cast(dict[str, str], edition.extra["councils"])
    national = national_size(offers)
    page = areas_page(listed(offers, names), national, national, [], None, catalogue())
    return rendered("areas.html", page, edition, SHARED)


def published(editions: Path) -> dict[str, Any] | None:
    """The `current.json` that phones fetch, None before packs were first published."""
    try:
        return cast(dict[str, Any], orjson.loads((editions / "public" / "current.json").read_bytes()))
    except FileNotFoundError:
        return None


def listed(offers: dict[str, Any] | None, names: dict[str, str]) -> list[Area]:
    """The areas on offer that have a name and a place of their own. The others hold only what their
    neighbours have: they are offered where somebody asks about a place in them."""
    if offers is None:
        return []
    return [
        {"code": code, "name": names[code], "size": area["size"]}
        for code, area in offers["areas"].items()
        if code in names and area["own"] > 0
    ]


def national_size(offers: dict[str, Any] | None) -> int:
    """Bytes of the part that every phone holds."""
    return 0 if offers is None else int(offers["national"]["size"])
