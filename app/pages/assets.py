"""The stylesheet, the icon and the drawings, under names that hold a hash of their content.

A name never changes its meaning, so browsers and caches keep them for a year.
"""

import hashlib
import re
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


#: Comments of a stylesheet; spaces around its marks; and strings, which stay as they are.
SPARE = re.compile(r"""("[^"]*"|'[^']*')|/\*[\s\S]*?\*/|\s*([{};,])\s*|\s+""")


#: Custom properties: no page and no script names one.
OWN = re.compile(r"(?<![\w-])--[a-z][\w-]*")


def smaller(style: str) -> str:
    """A stylesheet without what no browser needs: its own properties have short names."""
    told = SPARE.sub(lambda found: found[1] or found[2] or (" " if found[0].isspace() else ""), style)
    names = {name: f"--{number:x}" for number, name in enumerate(dict.fromkeys(OWN.findall(told)), 10)}
    return OWN.sub(lambda found: names[found[0]], told.replace(";}", "}"))


def load(path: Path, kind: str) -> Asset:
    """A file of the client, with 12 hexadecimal digits of its SHA-256 in its name."""
    body = path.read_bytes()
    if path.suffix == ".css":
        body = smaller(body.decode("utf-8")).encode()
    digest = hashlib.sha256(body).hexdigest()[:12]
    return Asset(f"{path.stem}.{digest}{path.suffix}", body, kind)


STYLE = load(PWA / "styles" / "saturday.css", "text/css; charset=utf-8")
ICON = load(PWA / "icons" / "saturday.svg", "image/svg+xml")
#: Every drawing of the pages. Its address stands in pwa/templates/parts.html: a macro sees no context.
DRAWINGS = load(PWA / "icons" / "drawings.svg", "image/svg+xml")
SERVED = {asset.name: asset for asset in (STYLE, ICON, DRAWINGS)}


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
