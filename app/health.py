"""`/healthz`: is this process ready to answer."""

from flask import Blueprint, Response, jsonify

from . import serving

blueprint = Blueprint("health", __name__)


@blueprint.get("/healthz")
def healthz() -> tuple[Response, int]:
    """200 with the edition served, or 503 while there is none."""
    edition = serving.current_or_none()
    if edition is None:
        return jsonify(status="no edition", edition=None), 503
    return jsonify(status="ok", edition=edition.id), 200
