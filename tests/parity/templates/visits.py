"""Every page that the real app makes, with what its template was given."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from flask import Flask, before_render_template
from flask.testing import FlaskClient
from jinja2 import Template
from werkzeug.wrappers import Response

from app import errors, serving
from app.pages import frame
from app.pages.routes import in_language
from pwa.views.areas import Area, SavedArea, areas_page, offer_page
from pwa.views.frame import STATUSES
from pwa.views.home import home_page
from search import wall

from .node import GIVEN

FRIDAY = "2026-11-27T16:30"
#: A place in each area of the sample, in the order of coverage.json.
AREAS = (
    "SE13 6JP",
    "Cambridge",
    "Peterborough",
    "Wisbech",
    "Newcastle upon Tyne",
    "Huntingdon",
    "Gateshead",
    "Sunderland",
    "Durham",
    "Darlington",
    "Hartlepool",
    "Middlesbrough",
    "Doncaster",
    "Coventry",
    "Walsall",
    "Bristol",
)
WINDOWS = ("now", "today", "tonight", "tomorrow", "weekend", "2026-12-24", "2026-12-24T19:00")
#: Somebody of whom much is known, and somebody else.
PEOPLE: tuple[dict[str, str | list[str]], ...] = (
    {
        "age": "44",
        "gender": "woman",
        "pet": "dog",
        "substance": ["drugs", "on-script"],
        "supervision": "licence",
        "id_held": ["none"],
        "access": ["wheelchair"],
        "asked": ["tonight", "income"],
    },
    {
        "age": "17",
        "turns_on": "2026-12-17",
        "gender": "man",
        "supervision": "none",
        "helper": "peer-mentor",
        "id_held": ["passport", "bank-card"],
        "sentence": "remand-only",
        "public_funds": "told-no",
    },
)


@dataclass(frozen=True)
class Visit:
    """One page as the server made it. `what` says how it was asked for."""

    what: str
    template: str
    context: dict[str, Any]
    body: bytes


class Visitor:
    """Asks a real app for pages and catches what their templates are given."""

    def __init__(self, app: Flask) -> None:
        self._client: FlaskClient = app.test_client()
        self._given: tuple[str, dict[str, Any]] | None = None

    def _caught(self, _app: Flask, template: Template, context: dict[str, Any], **_: object) -> None:
        assert template.name is not None
        self._given = template.name, {name: context[name] for name in GIVEN}

    def accept(self, language: str) -> None:
        """Ask for a language from now on, as a browser does."""
        self._client.environ_base["HTTP_ACCEPT_LANGUAGE"] = language

    def get(self, path: str, **query: str) -> Visit:
        """A page by its address."""
        return self.made(f"GET {path} {query}", self._client.get(path, query_string=query))

    def post(self, path: str, data: dict[str, str | list[str]]) -> Visit:
        """A page by a form."""
        return self.made(f"POST {path} {data}", self._client.post(path, data=data))

    def delete(self, path: str) -> Visit:
        """What no page can do."""
        return self.made(f"DELETE {path}", self._client.delete(path))

    def made(self, what: str, response: Response) -> Visit:
        """The page that a response holds, with what its template was given last."""
        assert self._given is not None, (what, response.status)
        template, context = self._given
        self._given = None
        return Visit(what, template, context, response.get_data())


@contextmanager
def visiting(app: Flask) -> Iterator[Visitor]:
    """A visitor for as long as it is needed."""
    visitor = Visitor(app)
    with before_render_template.connected_to(visitor._caught, app):
        yield visitor


def ids_and_needs(app: Flask) -> tuple[list[str], list[str], list[str]]:
    """Every record of the edition, every need and every pathway, by their codes."""
    with app.app_context():
        edition = serving.current()
        needs = edition.knowledge["needs"]
        return (
            list(edition.rows),
            [need["code"] for need in needs],
            list(dict.fromkeys(need["pathway"] for need in needs)),
        )


#: J9 of needs/journeys.md: sleeping in a tent in Cambridge, unsure about benefits, no ID, speaks Polish.
PIOTR: dict[str, str | list[str]] = {
    "near": "Cambridge",
    "at": "2026-11-27T16:30",
    "when": "weekend",
    "age": "33",
    "gender": "man",
    "rough_sleeping": "tonight",
    "tonight": "not-sorted",
    "supervision": "not-sure",
    "public_funds": "not-sure",
    "id_held": ["none"],
    "language": "pl",
}
PIOTR_NEEDS = ("accommodation", "food", "gp", "finance", "immigration-advice", "id-documents", "basics", "")


def piotr(visitor: Visitor) -> Iterator[Visit]:
    """What Piotr asks: each need, and the same with words."""
    for need in PIOTR_NEEDS:
        yield visitor.post("/find", {**PIOTR, **({"need": need} if need else {})})
    yield visitor.post("/find", {**PIOTR, "q": "bed"})


def plain(visitor: Visitor) -> Iterator[Visit]:
    """The pages that ask nothing."""
    for path in ("/", "/help-lines", "/about", "/privacy", "/leave"):
        yield visitor.get(path)


def areas(visitor: Visitor, app: Flask) -> Iterator[Visit]:
    """What may be saved, as the server knows it and as phones do: some saved, and an offer of one; a
    place that is remembered."""
    yield visitor.get("/areas")
    two: list[Area] = [
        {"code": "E09000023", "name": "Lewisham", "size": 84_000},
        {"code": "E07000008", "name": "Cambridge & <around>", "size": 1},
    ]
    saved: list[SavedArea] = [
        {"code": "E07000008", "edition": "12ab"},
        {"code": "E09000001", "edition": "0"},
    ]
    for make in (
        lambda: areas_page(two, 40_000, 0, saved, "Lewisham", frame.catalogue()),
        lambda: areas_page(two[:1], 0, 98_000, [], "", frame.catalogue()),
        lambda: offer_page(two, "SE13 6JP", frame.catalogue()),
        lambda: offer_page([], '"Nowhere"', frame.catalogue()),
    ):
        with app.test_request_context("/areas", environ_base=visitor._client.environ_base):
            page = make()
            response = frame.rendered("areas.html", page, serving.current(), "no-store")
        yield visitor.made(f"{page['title']} {page['rows']}", response)
    with app.test_request_context("/", environ_base=visitor._client.environ_base):
        knowledge, nothing = serving.current().knowledge, in_language()
        home = home_page(
            knowledge, [], nothing, "Lewisham & <Lewisham>", wall.minute_of(FRIDAY), frame.catalogue()
        )
        response = frame.rendered("home.html", home, serving.current(), "no-store")
    yield visitor.made("the first page with a place that is remembered", response)


def services(visitor: Visitor, ids: list[str]) -> Iterator[Visit]:
    """Every record: without facts, near and far, and for two people."""
    for number, id_ in enumerate(ids):
        path = f"/services/{id_}"
        yield visitor.get(path, at=FRIDAY)
        yield visitor.get(path, at=FRIDAY, near=AREAS[number % len(AREAS)], when="weekend", page="2")
        for person in PEOPLE:
            yield visitor.post(path, {"at": FRIDAY, "near": "SE13 6JP", "when": "tonight", **person})


def pathways(visitor: Visitor, codes: list[str]) -> Iterator[Visit]:
    """Every pathway in every area and in every window, with and without a person."""
    number = 0
    for code in codes:
        for near in AREAS:
            for when in WINDOWS:
                # A need alone may be sent on to its address; what is said in words may not.
                asked: dict[str, str | list[str]] = {"at": FRIDAY, "near": near, "need": code, "when": when}
                number += 1
                person = PEOPLE[number % 2]
                yield visitor.post("/find", {**asked, **person})
                if code in ("abuse", "sex-work"):
                    yield visitor.post("/find", asked)
                else:
                    yield visitor.get("/find", near=near, need=code, when=when, at=FRIDAY)


def needs(visitor: Visitor, codes: list[str]) -> Iterator[Visit]:
    """Every need by itself, for somebody who has answered nothing yet but one thing."""
    for number, code in enumerate(codes):
        yield visitor.post(
            "/find", {"at": FRIDAY, "near": AREAS[number % len(AREAS)], "need": code, "asked": "tonight"}
        )


def odd(visitor: Visitor) -> Iterator[Visit]:
    """Places that are not known, words typed, later pages, nothing asked."""
    yield visitor.get("/find", at=FRIDAY)
    yield visitor.get("/find", at=FRIDAY, near="Lewishamm Spa Town")
    yield visitor.post("/find", {"at": FRIDAY, "near": "Lewishamm Spa Town", "age": "31"})
    yield visitor.get("/find", at=FRIDAY, near="SE13 6ZZ")
    yield visitor.get("/find", at=FRIDAY, near="Newport")
    yield visitor.post("/find", {"at": FRIDAY, "near": "Newport", "age": "31"})
    yield visitor.get("/find", at=FRIDAY, near="Lewisham", miles="1")
    yield visitor.get("/find", at=FRIDAY, near="HMP Belmarsh")
    yield visitor.get("/find", at="2028-02-29T09:00", near="Cambridge", when="weekend")
    for page in ("1", "2", "3"):
        yield visitor.get("/find", at=FRIDAY, near="SE13 6JP", page=page)
        yield visitor.post("/find", {"at": FRIDAY, "near": "SE13 6JP", "page": page, "age": "31"})
    for words in (
        "food",
        "a bed & <b>breakfast</b>",
        "quote \" and ' and \\ and ${x} `",
        "zzzz",
        "😀 \u2028",
    ):
        yield visitor.post("/find", {"at": FRIDAY, "near": "Cambridge", "q": words})


def wrong(visitor: Visitor, app: Flask) -> Iterator[Visit]:
    """Error pages: those that a visitor meets, and every one that the app can make."""
    yield visitor.get("/nothing-here")
    yield visitor.get("/services/nothing")
    yield visitor.get("/find", page="0")
    yield visitor.get("/find", at="<now>")
    yield visitor.get("/find", q="words")
    yield visitor.post("/find", {"age": "-1"})
    yield visitor.post("/find", {"q": "x" * 100_000})
    yield visitor.delete("/find")
    for status in (*STATUSES, 418):
        for field, why in (("", ""), ("near", ""), ("near", 'Not "here" & <there>.'), ("", "Because.")):
            with app.test_request_context("/", environ_base=visitor._client.environ_base):
                response = errors.problem(status, field, why)
            yield visitor.made(f"error {status} {field} {why}", response)
