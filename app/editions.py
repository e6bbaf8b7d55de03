"""`/editions/…`: the tree that phones fetch, as a static host would serve it (contract.md).

A shard's name is its hash, so it is kept for ever; `current.json` and the key are asked for each time.
"""

import re
from pathlib import Path

from flask import Blueprint, Response, abort, current_app, request
from werkzeug.http import generate_etag

from app.publishing.packs.pointing import CURRENT, KEY, public

blueprint = Blueprint("editions", __name__, url_prefix="/editions")

FOR_EVER = "public, max-age=31536000, immutable"
EACH_TIME = "no-cache"
SHARD = re.compile(r"[0-9a-f]{64}\.json")
#: In the order of preference: the name that HTTP has for a form, and its file's ending.
FORMS = (("br", ".br"), ("gzip", ".gz"))


@blueprint.get("/<name>")
def file(name: str) -> Response:
    """A shard, a manifest, `current.json` or `key.json`; nothing else is there."""
    if name in (CURRENT, KEY):
        return sent(name, EACH_TIME)
    if not SHARD.fullmatch(name):
        abort(404)
    return sent(name, FOR_EVER)


def sent(name: str, keep: str) -> Response:
    """A file in the form that was asked for."""
    folder = public(current_app.config["SATURDAY"].editions)
    forms = ((encoding, read(folder / f"{name}{ending}")) for encoding, ending in wanted())
    encoding, body = next(((encoding, body) for encoding, body in forms if body is not None), ("", None))
    if body is None:
        abort(404)
    response = Response(body, content_type="application/json")
    if encoding:
        response.headers["Content-Encoding"] = encoding
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = keep
    # Of the body as it is sent: each form is a representation of its own (RFC 9110, 8.8.3).
    response.set_etag(generate_etag(body))
    response.make_conditional(request)
    return response


def wanted() -> list[tuple[str, str]]:
    """The forms that the client takes, the likeliest first; the plain one is always among them."""
    asked = request.accept_encodings
    taken = [(asked.quality(name), name, ending) for name, ending in FORMS if asked.quality(name) > 0]
    taken.sort(key=lambda each: -each[0])
    return [*((name, ending) for _, name, ending in taken), ("", "")]


def read(path: Path) -> bytes | None:
    """A file's bytes, None where there is none."""
    try:
        return path.read_bytes()
    except FileNotFoundError:
        return None
