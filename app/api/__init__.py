"""The API: `POST /api/match` (docs/contract.md, Match)."""

from flask import Blueprint, Response, request
from werkzeug.exceptions import BadRequest

from app import asking, serving
from app.errors import refuse
from search import wall
from search.match import match
from search.rules.model import Question

from .fields import FIELDS, parsed
from .shapes import answer_json

blueprint = Blueprint("api", __name__, url_prefix="/api")

NOT_FOR_YOU_SHOWN = 200
MOST_PAGES = 100_000


@blueprint.post("/match")
def match_endpoint() -> Response:
    """Answer one question. 400 for what is no JSON object, 422 for a field that is wrong."""
    body = parsed(_json())
    edition = serving.current()
    at = wall.now_minute() if body["at"] is None else asking.moment(body["at"], "at")
    name, when_at = asking.window(body["when"], at, "now")
    found = asking.place(body["near"])
    if found is not None and found.place is None:
        refuse("near", found.sentence + (f" {', '.join(found.suggestions)}" if found.suggestions else ""))
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


def _json() -> dict[str, object]:
    """The body as a JSON object."""
    try:
        body = request.get_json(force=True)
    except (BadRequest, UnicodeError, RecursionError):
        refuse("body", "must be JSON", status=400)
    if not isinstance(body, dict):
        refuse("body", f"must be a JSON object with {', '.join(FIELDS)}", status=400)
    return body
