"""What is the same on every page, and how a page is rendered."""

from collections.abc import Mapping
from functools import cache

from flask import Response, make_response, render_template

from app.client import script_url
from pwa.views.frame import server_site
from pwa.views.shapes import Catalogue, Said, Site
from search import wall
from search.catalogue import english
from search.edition import Edition
from search.rules.answering import help_answers
from search.rules.model import HelpAnswer
from search.rules.saying import say

from .assets import ICON, STYLE


def catalogue() -> Catalogue:
    """The English catalogue."""
    return english()


@cache
def said() -> Said:
    """Every sentence without values: what templates call `t`."""
    entries = catalogue()
    return {
        key: say({"key": key, "values": {}}, entries)
        for key, parts in entries.items()
        if all(part["kind"] == "text" for part in parts)
    }


def site(edition: Edition | None) -> Site:
    """The frame of a page made by the server now."""
    published = edition.knowledge["published"] if edition is not None else None
    return server_site(published, wall.now_minute(), STYLE.url, ICON.url, catalogue())


def lines_of(edition: Edition | None, at: int) -> list[HelpAnswer]:
    """National help lines and whether each is open, for pages that ask nothing."""
    if edition is None:
        return []
    return help_answers(edition.help_openings("", at), [], edition.knowledge)


def context(page: Mapping[str, object], edition: Edition | None) -> dict[str, object]:
    """What every template is given."""
    return {"page": page, "site": {**site(edition), "script": script_url()}, "t": said()}


def rendered(template: str, page: Mapping[str, object], edition: Edition | None, keep: str) -> Response:
    """A page with its caching. `keep`: the value of Cache-Control."""
    response = make_response(render_template(template, **context(page, edition)))
    response.headers["Cache-Control"] = keep
    return response
