"""Public pages: request, match, view, template. Nothing is kept of any request."""

from flask import Blueprint, Response, redirect, request

from app import serving
from pwa.views.home import home_page
from pwa.views.plain import about_page, help_lines_page, leave_page, privacy_page
from search import wall

from . import finding
from .frame import catalogue, lines_of, rendered
from .heard import Heard, hear
from .sources import sources

#: Pages that nothing about a person went into.
SHARED = "public, no-cache"
#: Answers to what somebody sent: the browser's own back cache may keep them, nothing else.
OWN = "private, no-cache"
NOTHING = Heard([], 1, False)

blueprint = Blueprint("pages", __name__)


@blueprint.get("/")
def home() -> Response:
    """Where, when, what."""
    edition = serving.current()
    at = wall.now_minute()
    page = home_page(edition.knowledge, lines_of(edition, at), NOTHING.asked, at, catalogue())
    return rendered("home.html", page, edition, SHARED)


@blueprint.get("/find")
def find() -> Response:
    """The list, for what may stand in a URL. A `v` belongs to the phone: here it is gone."""
    if "v" in request.args:
        return home()
    edition = serving.current()
    heard = hear(request.args.to_dict(flat=False), edition.knowledge["needs"], posted=False)
    return rendered("find.html", finding.list_page(heard, edition), edition, OWN)


@blueprint.post("/find")
def find_posted() -> Response:
    """The list, for what may not. A form that says nothing private is sent on to its URL."""
    edition = serving.current()
    heard = hear(request.form.to_dict(flat=False), edition.knowledge["needs"], posted=True)
    if not heard.private:
        return sent_on("/find", heard)
    return rendered("find.html", finding.list_page(heard, edition), edition, OWN)


@blueprint.get("/services/<id_>")
def service(id_: str) -> Response:
    """One service at one place."""
    if "v" in request.args:
        return home()
    edition = serving.current()
    heard = hear(request.args.to_dict(flat=False), edition.knowledge["needs"], posted=False)
    return rendered("service.html", finding.one_page(id_, heard, edition), edition, OWN)


@blueprint.post("/services/<id_>")
def service_posted(id_: str) -> Response:
    """The same, for somebody who told us something: the facts travel in the form."""
    edition = serving.current()
    heard = hear(request.form.to_dict(flat=False), edition.knowledge["needs"], posted=True)
    return rendered("service.html", finding.one_page(id_, heard, edition), edition, OWN)


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


def sent_on(path: str, heard: Heard) -> Response:
    """To the URL of what was posted, so that it can be kept, sent and gone back to."""
    page = f"page={heard.page}" if heard.page > 1 else ""
    query = "&".join(part for part in (heard.query, page) if part)
    response = redirect(f"{path}?{query}" if query else path, 303)
    response.headers["Cache-Control"] = "no-store"
    return Response(response.get_data(), 303, response.headers)
