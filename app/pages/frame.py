"""What is the same on every page, and how a page is rendered."""

from collections.abc import Mapping
from functools import cache

from flask import Response, make_response, render_template

from app import language
from app.client import script_url
from app.language import catalogue as catalogue
from pwa.views.frame import server_site
from pwa.views.languages import carrying
from pwa.views.shapes import Said, Spoken
from search import wall
from search.edition import Edition
from search.languages import catalogue_of, name_of, plain_texts
from search.rules.helping import help_answers
from search.rules.model import HelpAnswer

from .assets import ICON, STYLE


@cache
def said(tag: str) -> Said:
    """Every sentence of a language without values: what templates call `t`."""
    return plain_texts(catalogue_of(tag))


@cache
def offered(served: tuple[str, ...]) -> list[Spoken]:
    """The languages to choose from, each by its own name."""
    return [{"tag": tag, "name": name_of(tag)} for tag in served]


def site(edition: Edition | None) -> dict[str, object]:
    """The frame of a page made by the server now."""
    published = edition.knowledge["published"] if edition is not None else None
    made = server_site(published, wall.now_minute(), STYLE.url, ICON.url, catalogue())
    served = language.served()
    return {
        **made,
        "script": script_url(language.of_request()),
        "lang": carrying(language.asked(), list(served)),
        "languages": offered(served),
    }


def lines_of(edition: Edition | None, at: int) -> list[HelpAnswer]:
    """National help lines and whether each is open, for pages that ask nothing."""
    if edition is None:
        return []
    return help_answers(edition.help_openings("", at), [], edition.knowledge)


def context(page: Mapping[str, object], edition: Edition | None) -> dict[str, object]:
    """What every template is given."""
    return {"page": page, "site": site(edition), "t": said(language.of_request())}


def rendered(template: str, page: Mapping[str, object], edition: Edition | None, keep: str) -> Response:
    """A page with its caching. `keep`: the value of Cache-Control."""
    response = make_response(render_template(template, **context(page, edition)))
    response.headers["Cache-Control"] = keep
    language.vary(response)
    return response
