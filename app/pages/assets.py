"""The stylesheet and the icon, under names that hold a hash of their content.

A name never changes its meaning, so browsers and caches keep them for a year.
"""

import hashlib
from dataclasses import dataclass
from pathlib import Path

from flask import Blueprint, Response, abort

PWA = Path(__file__).resolve().parent.parent.parent / "pwa"
KEPT = "public, max-age=31536000, immutable"

blueprint = Blueprint("assets", __name__)


@dataclass(frozen=True)
class Asset:
    """One file as it is served: its name with the hash, its bytes and its type."""

    name: str
    body: bytes
    kind: str

    @property
    def url(self) -> str:
        """Where it is fetched."""
        return f"/static/{self.name}"


def load(path: Path, kind: str) -> Asset:
    """A file of the client, with 12 hexadecimal digits of its SHA-256 in its name."""
    body = path.read_bytes()
    digest = hashlib.sha256(body).hexdigest()[:12]
    return Asset(f"{path.stem}.{digest}{path.suffix}", body, kind)


STYLE = load(PWA / "styles" / "saturday.css", "text/css; charset=utf-8")
ICON = load(PWA / "icons" / "saturday.svg", "image/svg+xml")
SERVED = {asset.name: asset for asset in (STYLE, ICON)}


@blueprint.get("/static/<name>")
def static(name: str) -> Response:
    """One file by its full name; nothing else is there."""
    asset = SERVED.get(name)
    if asset is None:
        abort(404)
    return Response(asset.body, content_type=asset.kind, headers={"Cache-Control": KEPT})


@blueprint.get("/favicon.ico")
def favicon() -> Response:
    """What browsers ask for by themselves."""
    return Response(ICON.body, content_type=ICON.kind, headers={"Cache-Control": "public, max-age=86400"})
