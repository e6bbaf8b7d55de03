"""A results page through the app, against Flask rendering the same template from ready data."""

from functools import partial
from pathlib import Path
from statistics import median

from flask import Flask, render_template, template_rendered
from flask.testing import FlaskClient

from app import create_app
from app.pages.question import PER_PAGE

from .machine import milliseconds
from .publishing import settings
from .report import Figure

#: A place with many services around it, one need, the weekend: what a page asks most.
ASKED = {"near": "M14 5RH", "need": "health", "when": "weekend", "at": "2026-11-20T16:30"}
FACTS = {"age": "34", "gender": "man", "supervision": "licence"}
ROUNDS = 60
WARM = 5


def whole(client: FlaskClient) -> str:
    """One request for the page, in all."""
    response = client.post("/find", data={**ASKED, **FACTS})
    assert response.status_code == 200, response.status
    return response.text


def ready(app: Flask, client: FlaskClient) -> tuple[str, dict[str, object]]:
    """The template of the page and everything that it was given."""
    seen: list[tuple[str, dict[str, object]]] = []

    def keep(_: Flask, template: object, context: dict[str, object], **__: object) -> None:
        seen.append((str(getattr(template, "name", "")), context))

    with template_rendered.connected_to(keep, app):
        whole(client)
    name, context = seen[0]
    return name, {key: context[key] for key in ("page", "site", "t")}


def alone(app: Flask, name: str, context: dict[str, object]) -> FlaskClient:
    """A Flask with nothing in it but one route that renders the template from ready data."""
    bare = Flask("bare")
    bare.jinja_env = app.jinja_env
    bare.add_url_rule("/find", view_func=lambda: render_template(name, **context), methods=["POST"])
    return bare.test_client()


def measure(folder: Path, size: int) -> list[Figure]:
    """The median time of each, taken in turns, so that both meet the same machine."""
    app = create_app(settings(folder, size))
    client = app.test_client()
    bare = alone(app, *ready(app, client))
    shown = whole(client).count('<li class="card')
    assert shown == PER_PAGE, f"{shown} places stand on the page"
    assert len(whole(bare)) == len(whole(client))
    for each in [client, bare] * WARM:
        whole(each)
    rendering, asking = [], []
    for _ in range(ROUNDS):
        rendering += milliseconds([partial(whole, bare)])
        asking += milliseconds([partial(whole, client)])
    drawn, taken = median(rendering), median(asking)
    return [
        Figure(f"a results page of {PER_PAGE} places over {size:,}, p50", taken, "ms"),
        Figure("Flask rendering the same page from ready data, p50", drawn, "ms"),
        Figure("a results page against rendering alone", drawn / taken, "times", 0.5, at_least=True),
    ]
