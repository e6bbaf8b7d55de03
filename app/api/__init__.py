"""The API: `POST /api/match` (docs/contract.md, Match)."""

from typing import NoReturn

from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest

from app import asking, serving
from app.errors import refuse
from app.language import catalogue, speak
from directory_data.gazetteer import Found
from pwa.views.words import listed
from search import wall
from search.match import match
from search.rules.model import Question
from search.rules.saying import say

from .fields import FIELDS, parsed
from .shapes import answer_json

blueprint = Blueprint("api", __name__, url_prefix="/api")

NOT_FOR_YOU_SHOWN = 200
MOST_PAGES = 100_000


@blueprint.post("/match")
def match_endpoint() -> Response:
    """Answer one question. 400 for what is no JSON object, 422 for a field that is wrong."""
    body = parsed(_json())
    speak(asking.text(body["lang"], "lang"))
    edition = serving.current()
    at = wall.now_minute() if body["at"] is None else asking.moment(body["at"], "at")
    name, when_at = asking.window(body["when"], at, "now")
    found = asking.place(body["near"])
    if found is not None and found.place is None:
        refuse_place(found)
    question = Question(
        at=at,
        when=name,
        when_at=when_at,
        place=asking.resolved(found),
        limit=asking.limit(body["miles"]),
        needs=asking.needs(body["needs"], edition),
        words=asking.words(body["q"]),
        channel=asking.channel(body["channel"]),
        asked=asking.attributes(body["asked"], edition),
        person=asking.person(body["person"], body["helper"]),
        anywhere_only=False,
        farthest=None,
    )
    page = asking.whole(body["page"], "page", 1, MOST_PAGES)
    per_page = asking.whole(body["per_page"], "per_page", 20, 100)
    answer = match(edition, question, page, per_page, NOT_FOR_YOU_SHOWN)
    response = Response(answer_json(edition, question, answer, found), content_type="application/json")
    response.headers["Cache-Control"] = "no-store"
    return response


def refuse_place(found: Found) -> NoReturn:
    """Raises InputError 422: the place is not known; with names like it, where there are any."""
    why = say(found.say, catalogue()) if found.say is not None else ""
    refuse("near", "api-place", why=why, names=listed([*found.suggestions], catalogue()))


def _json() -> dict[str, object]:
    """The body as a JSON object."""
    try:
        body = request.get_json(force=True)
    except (BadRequest, UnicodeError, RecursionError):
        refuse("body", "api-json", status=400)
    if not isinstance(body, dict):
        refuse("body", "api-object", status=400, known=", ".join(FIELDS))
    return body
