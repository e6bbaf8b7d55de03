"""A request as fields, and fields as an address: the HTTP of a page. What they mean is decided in
`pwa/views`, which the phone runs too."""

from urllib.parse import urlencode

from flask import request
from werkzeug.datastructures import MultiDict

from app.errors import refuse
from pwa.views.heard import Heard, in_url
from pwa.views.routes import Turn, turn
from pwa.views.shapes import Field
from search import wall
from search.edition import Edition


def fields_of(given: MultiDict[str, str]) -> list[Field]:
    """The fields of a form or a query; those of one name in the order they were sent."""
    return [{"name": name, "value": value} for name, value in given.items(multi=True)]


def turned(edition: Edition) -> Turn:
    """What this request comes to (a HEAD is a GET)."""
    posted = request.method == "POST"
    return turn(
        request.path,
        posted,
        fields_of(request.args),
        fields_of(request.form) if posted else [],
        None,
        False,
        edition.knowledge,
        wall.now_minute(),
    )


def refuse_wrong(asked: Turn) -> None:
    """Raises InputError 422, naming the first field that cannot be read."""
    refused = asked["heard"]["refused"]
    if refused is not None:
        refuse(refused["field"], refused["why"])


def query_of(heard: Heard) -> str:
    """What may stand in a URL of what was said, percent-encoded."""
    return urlencode([(each["name"], each["value"]) for each in in_url(heard)])
