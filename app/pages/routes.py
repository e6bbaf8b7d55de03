"""Public pages: request, match, view, template. Nothing is kept of any request."""

from flask import Blueprint, Response, redirect

from app import language, serving
from pwa.views.heard import address
from pwa.views.home import home_page
from pwa.views.plain import about_page, help_lines_page, leave_page, privacy_page
from pwa.views.shapes import Asked, Field
from search import wall

from . import finding
from .frame import catalogue, lines_of, rendered
from .heard import query_of, refuse_wrong, turned
from .sources import sources

#: Pages that nothing about a person went into.
SHARED = "public, no-cache"
#: Answers to what somebody sent: the browser's own back cache may keep them, nothing else.
OWN = "private, no-cache"

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def home() -> Response:
    """Where, when, what."""
    edition = serving.current()
    at = wall.now_minute()
    page = home_page(edition.knowledge, lines_of(edition, at), in_language(), "", at, catalogue())
    return rendered("home.html", page, edition, SHARED)


def in_language() -> Asked:
    """Nothing but the language, where one was asked for."""
    tag = language.asked()
    fields: list[Field] = [{"name": language.FIELD, "value": tag}] if tag in language.served() else []
    return {"method": "get", "query": "", "fields": fields, "page": 1}


@blueprint.route("/find", methods=["GET", "POST"])
@blueprint.route("/services/<id_>", methods=["GET", "POST"])
def asked(id_: str = "") -> Response:
    """The list, or one service at one place. A `v` belongs to a phone: here it is gone, and shows the
    first page. A form of the list that says nothing private is sent on to its own address."""
    edition = serving.current()
    turn = turned(edition)
    if turn["kind"] == "home":
        return home()
    refuse_wrong(turn)
    if turn["kind"] == "see":
        return sent_on(address(turn["path"], query_of(turn["heard"]), turn["heard"]["page"]))
    if turn["kind"] == "service":
        return rendered("service.html", finding.one_page(turn, edition), edition, OWN)
    return rendered("find.html", finding.list_page(turn, edition), edition, OWN)


@blueprint.get("/help-lines")
def help_lines() -> Response:
    """Every national line, and whether it is open now."""
    edition = serving.current()
    lines = lines_of(edition, wall.now_minute())
    page = help_lines_page(lines, edition.knowledge["needs"], catalogue())
    return rendered("help-lines.html", page, edition, SHARED)


@blueprint.get("/about")
def about() -> Response:
    """What this is, and whose data it stands on."""
    return rendered("text.html", about_page(sources(), catalogue()), serving.current_or_none(), SHARED)


@blueprint.get("/privacy")
def privacy() -> Response:
    """What is kept: nothing."""
    return rendered("text.html", privacy_page(catalogue()), serving.current_or_none(), SHARED)


@blueprint.get("/leave")
def leave() -> Response:
    """A plain page that says nothing of what was looked at."""
    return rendered("leave.html", leave_page(catalogue()), None, SHARED)


def sent_on(location: str) -> Response:
    """To the URL of what was posted, so that it can be kept, sent and gone back to."""
    response = redirect(location, 303)
    response.headers["Cache-Control"] = "no-store"
    return Response(response.get_data(), 303, response.headers)
