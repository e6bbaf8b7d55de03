"""The public pages (docs/contract.md, Pages): request, match, view, template."""

from flask import Blueprint

from app import serving
from pwa.views.frame import wrong_page
from search import wall

from . import assets, routes
from .frame import catalogue, context, lines_of

blueprint = Blueprint("public", __name__)
blueprint.register_blueprint(assets.blueprint)
blueprint.register_blueprint(routes.blueprint)


def error_context(status: int, field: str, why: str) -> dict[str, object]:
    """What the error template is given. Never raises: an error page must not fail."""
    edition = None
    if status < 500:
        edition = serving.current_or_none()
    lines = lines_of(edition, wall.now_minute())
    return context(wrong_page(status, field, why, lines, catalogue()), edition)
