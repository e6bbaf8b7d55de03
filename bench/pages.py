"""A results page through the app, against Flask rendering the same template from ready data."""

from collections.abc import Callable
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


Ask = Callable[[FlaskClient], str]


def private(client: FlaskClient) -> str:
    """One request of somebody who told us facts: made anew each time, kept nowhere."""
    response = client.post("/find", data={**ASKED, **FACTS})
    assert response.status_code == 200, response.status
    return response.text


def public(client: FlaskClient) -> str:
    """One request for an address that somebody else has asked for within the minute."""
    response = client.get("/find", query_string=ASKED)
    assert response.status_code == 200, response.status
    return response.text


def ready(app: Flask, client: FlaskClient, ask: Ask) -> tuple[str, dict[str, object]]:
    """The template of the page and everything that it was given."""
    seen: list[tuple[str, dict[str, object]]] = []

    def keep(_: Flask, template: object, context: dict[str, object], **__: object) -> None:
        seen.append((str(getattr(template, "name", "")), context))

    with template_rendered.connected_to(keep, app):
        ask(client)
    name, context = seen[0]
    return name, {key: context[key] for key in ("page", "site", "t")}


def alone(app: Flask, name: str, context: dict[str, object]) -> FlaskClient:
    """A Flask with nothing in it but one route that renders the template from ready data."""
    bare = Flask("bare")
    bare.jinja_env = app.jinja_env
    both = ["GET", "POST"]
    bare.add_url_rule("/find", view_func=lambda: render_template(name, **context), methods=both)
    return bare.test_client()


def compared(app: Flask, ask: Ask) -> tuple[float, float]:
    """The median time of the page and of rendering alone, taken in turns, so that both meet the
    same machine."""
    client = app.test_client()
    bare = alone(app, *ready(app, client, ask))
    shown = ask(client).count('<li class="card')
    assert shown == PER_PAGE, f"{shown} places stand on the page"
    assert len(ask(bare)) == len(ask(client))
    for each in [client, bare] * WARM:
        ask(each)
    rendering, asking = [], []
    for _ in range(ROUNDS):
        rendering += milliseconds([partial(ask, bare)])
        asking += milliseconds([partial(ask, client)])
    return median(asking), median(rendering)


def measure(folder: Path, size: int) -> list[Figure]:
    """Both kinds of page, each as milliseconds and against rendering alone."""
    app = create_app(settings(folder, size))
    figures = []
    for kind, ask in (("asked again within its minute", public), ("with facts, kept nowhere", private)):
        taken, drawn = compared(app, ask)
        what = f"a results page of {PER_PAGE} places over {size:,}, {kind}"
        figures.append(Figure(f"{what}, p50", taken, "ms"))
        figures.append(Figure("Flask rendering the same page from ready data, p50", drawn, "ms"))
        ratio = "rendering alone against that page: 0.5 is half as fast"
        figures.append(Figure(ratio, drawn / taken, "times", 0.5, at_least=True))
    return figures
