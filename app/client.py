"""The phone's half as this server hands it out: the worker, the page script, the manifest, the icons.

`directory prepare` builds it into the data folder. Where it is not built, pages name no script and
are otherwise the same (docs/decisions/0009).
"""

import json
import mimetypes
from dataclasses import dataclass
from pathlib import Path
from typing import cast

from flask import Blueprint, Flask, Response, abort, current_app, request

INDEX = "client.json"
WORKER, MANIFEST = "sw.js", "manifest.webmanifest"
#: Asked for anew at every visit: what they say may change under the same name.
FRESH = "no-cache"
KEPT = "public, max-age=31536000, immutable"
KINDS = {
    ".json": "application/json",
    ".js": "text/javascript; charset=utf-8",
    ".webmanifest": "application/manifest+json",
}
ENCODINGS = (("br", ".br"), ("gzip", ".gz"))

blueprint = Blueprint("client", __name__)


@dataclass(frozen=True)
class Built:
    """What is built: the page script's URL by language, and the names that may be fetched."""

    scripts: dict[str, str]
    names: frozenset[str]


NOTHING = Built({}, frozenset())


class Holder:
    """Looks, cheaply, whether a client has been built since."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._stamp: tuple[int, int] | None = None
        self._built = NOTHING

    def built(self) -> Built:
        """The client that is served, `NOTHING` before the first one."""
        try:
            found = (self.folder / INDEX).stat()
        except FileNotFoundError:
            return NOTHING
        stamp = (found.st_mtime_ns, found.st_ino)
        if stamp != self._stamp:
            index = json.loads((self.folder / INDEX).read_bytes())
            self._built = Built(index["scripts"], frozenset(index["files"]))
            self._stamp = stamp
        return self._built


def init_app(app: Flask) -> None:
    """Give the app its client."""
    app.extensions["saturday_client"] = Holder(app.config["SATURDAY"].data_dir / "client")
    app.register_blueprint(blueprint)


def holder() -> Holder:
    """This app's holder."""
    return cast(Holder, current_app.extensions["saturday_client"])


def script_url(tag: str) -> str:
    """The page script that a page of a language names, "" where no client is built for it."""
    return holder().built().scripts.get(tag, "")


@blueprint.get(f"/{WORKER}")
def worker() -> Response:
    """The service worker. Its scope is the whole site, as it stands at its root."""
    return sent(WORKER, FRESH)


@blueprint.get(f"/{MANIFEST}")
def manifest() -> Response:
    """What an installed Saturday is called and looks like."""
    return sent(MANIFEST, FRESH)


@blueprint.get("/client/<name>")
def hashed(name: str) -> Response:
    """A script or an icon, under a name that never changes its meaning."""
    if name in (WORKER, MANIFEST):
        abort(404)
    return sent(name, KEPT)


def sent(name: str, kept: str) -> Response:
    """A file of the client, in the best encoding that was asked for. 404 for any other name."""
    if name not in holder().built().names:
        abort(404)
    path = holder().folder / name
    kind = KINDS.get(path.suffix) or mimetypes.guess_type(name)[0]
    headers = {"Cache-Control": kept, "Vary": "Accept-Encoding"}
    for encoding, ending in ENCODINGS:
        packed = path.with_name(f"{name}{ending}")
        if request.accept_encodings[encoding] > 0 and packed.is_file():
            path, headers["Content-Encoding"] = packed, encoding
            break
    response = Response(path.read_bytes(), content_type=kind, headers=headers)
    if kept == FRESH:
        response.add_etag()
        response.make_conditional(request)
    return response
