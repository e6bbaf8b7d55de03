"""Every page, asked of the real app and of the phone's half: what their templates are given is equal.

What is private goes the phone's way: kept under a number, then asked for by that number.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from app import serving
from app.pages.finding import known
from app.pages.question import place_of
from pwa.views.shapes import Field
from search import wall
from search.languages import ENGLISH, catalogue_of
from tests.parity.templates.visits import (
    AREAS,
    FRIDAY,
    PEOPLE,
    PIOTR,
    PIOTR_NEEDS,
    WINDOWS,
    Visit,
    Visitor,
    visiting,
)

from .node import Phone

Form = dict[str, str | list[str]]
NOW = wall.minute_of(FRIDAY)
NOTHING_KEPT = None


def fields(form: Form) -> list[Field]:
    """As a browser sends them."""
    return [
        {"name": name, "value": each}
        for name, value in form.items()
        for each in ([value] if isinstance(value, str) else value)
    ]


class Both:
    """The app, and a phone that holds all of its edition."""

    def __init__(self, app: Flask, visitor: Visitor, phone: Phone, tag: str = ENGLISH) -> None:
        self.app, self.visitor, self.phone, self.tag = app, visitor, phone, tag
        with app.app_context():
            edition = serving.current()
            records = [edition.record(row) for row in range(len(edition.records))]
            details = {record["id"]: edition.details[row] for row, record in enumerate(records)}
            self.ids = [record["id"] for record in records]
            self.needs = edition.knowledge["needs"]
            held = {
                "records": records,
                "details": details,
                "known": known(edition),
                "catalogue": catalogue_of(tag),
            }
        assert phone.ask("hold", held) == len(records) > 100

    def turn(self, path: str, posted: bool, sent: list[Field]) -> Any:
        """What the phone makes of a request; what it keeps is asked for by its number."""
        query, form = ([], sent) if posted else (sent, [])
        asked = self.phone.ask("turn", path, posted, query, form, NOTHING_KEPT, True, NOW)
        if asked["kind"] != "keep":
            return asked
        number: list[Field] = [{"name": "v", "value": "7"}]
        kept = self.phone.ask("kept", asked["heard"])
        again = self.phone.ask("turn", path, False, number, [], kept, True, NOW)
        assert again["heard"] == asked["heard"]
        return again

    def page(self, asked: Any) -> Any:
        """What the phone's template is given."""
        with self.app.test_request_context("/", headers={"Accept-Language": self.tag}):
            return self.phone.ask("page", asked, place_of(asked["near"]))

    def same(self, path: str, form: Form, *, posted: bool) -> str:
        """Ask both; gives the kind of turn it was."""
        asked = self.turn(path, posted, fields(form))
        if asked["kind"] == "see":
            location = self.phone.ask("address", path, asked["heard"])
            response = self.app.test_client().post(path, data=form)
            assert (response.status_code, response.headers["Location"]) == (303, location)
            return "see"
        made = self.made(path, form, posted)
        if asked["kind"] == "refused":
            field = asked["heard"]["refused"]["field"]
            assert (made.template, made.context["page"]["field"]) == ("error.html", field)
            return "refused"
        page = self.page(asked)
        if page is None:
            assert made.template == "error.html", made.what
            return "missing"
        assert made.context["page"] == page, made.what
        return str(asked["kind"])

    def made(self, path: str, form: Form, posted: bool) -> Visit:
        client = self.visitor
        if posted:
            return client.post(path, form)
        return client.made(f"{path} {form}", client._client.get(path, query_string=form))


@pytest.fixture
def both(sample_app: Flask, on_phone: Phone, monkeypatch: pytest.MonkeyPatch) -> Iterator[Both]:
    monkeypatch.setattr(wall, "now_minute", lambda: NOW)
    with visiting(sample_app) as visitor:
        yield Both(sample_app, visitor, on_phone)


@pytest.fixture
def strange(pseudo_app: Flask, on_phone: Phone, monkeypatch: pytest.MonkeyPatch) -> Iterator[Both]:
    """Both, in the pseudo-language."""
    monkeypatch.setattr(wall, "now_minute", lambda: NOW)
    with visiting(pseudo_app) as visitor:
        visitor.accept("en-XA")
        yield Both(pseudo_app, visitor, on_phone, "en-XA")


def test_another_language(strange: Both) -> None:
    for path in ("/", "/help-lines"):
        strange.same(path, {}, posted=False)
    for number, id_ in enumerate(strange.ids[::4]):
        strange.same(f"/services/{id_}", {"at": FRIDAY, **PEOPLE[number % 2]}, posted=True)
    for need in PIOTR_NEEDS:
        assert strange.same("/find", {**PIOTR, **({"need": need} if need else {})}, posted=True) == "list"
    assert strange.same("/find", {"near": "SE13 6ZZ", "lang": "en-XA"}, posted=False) == "list"
    assert strange.same("/find", {"near": "SE13 6ZZ", "lang": "en-XA"}, posted=True) == "see"


def test_pages_that_ask_nothing(both: Both) -> None:
    assert [both.same(path, {}, posted=False) for path in ("/", "/help-lines")] == ["home", "help-lines"]


def test_every_service(both: Both) -> None:
    kinds: list[str] = []
    for number, id_ in enumerate(both.ids):
        path, near = f"/services/{id_}", AREAS[number % len(AREAS)]
        kinds.append(both.same(path, {"at": FRIDAY}, posted=False))
        kinds.append(both.same(path, {"near": near, "when": "weekend", "page": "2"}, posted=False))
        kinds.append(both.same(path, {"near": near, **PEOPLE[number % 2]}, posted=True))
    # What has run out by then is missing on both.
    assert set(kinds) <= {"service", "missing"} and kinds.count("missing") < len(kinds) / 10


def test_every_need_everywhere(both: Both) -> None:
    kinds = set()
    for number, need in enumerate(both.needs):
        near, when = AREAS[number % len(AREAS)], WINDOWS[number % len(WINDOWS)]
        form: Form = {"near": near, "need": need["code"], "when": when}
        kinds.add(both.same("/find", form, posted=False))
        kinds.add(both.same("/find", {**form, "at": "2026-12-25T09:10"}, posted=True))
        assert both.same("/find", {**form, **PEOPLE[number % 2]}, posted=True) == "list"
    assert kinds == {"list", "see", "refused"}


@pytest.mark.parametrize(
    ("form", "posted", "kind"),
    [
        ({}, False, "list"),
        ({}, True, "see"),
        ({"near": " Lewishamm Spa Town "}, False, "list"),
        ({"near": "SE13 6ZZ"}, False, "list"),
        ({"near": 'Newport & "St Mary\'s" (~*!)'}, True, "see"),
        ({"near": "Lewisham", "miles": "2.55"}, False, "list"),
        ({"near": "Lewisham", "miles": "99"}, True, "see"),
        ({"near": "SE13 6JP", "page": "2"}, False, "list"),
        ({"near": "SE13 6JP", "page": "2", "age": "31"}, True, "list"),
        ({"near": "SE13 6JP", "page": "9"}, False, "missing"),
        ({"near": "SE13 6JP", "page": "0"}, False, "refused"),
        ({"near": "SE13", "q": "a bed & <b>breakfast</b>"}, True, "list"),
        ({"near": "Cambridge", "q": "fóod, ﬁnd ’em"}, True, "list"),
        ({"near": "Cambridge", "q": "x" * 2001}, True, "refused"),
        ({"near": "Cambridge", "age": "17", "turns_on": "2026-12-17", "pet": "not-sure"}, True, "list"),
        ({"near": "Cambridge", "age": "x"}, True, "refused"),
        ({"near": "Cambridge", "age": "30", "clear": "yes"}, True, "see"),
        ({"q": "food"}, False, "refused"),
        ({"need": "abuse"}, False, "refused"),
        ({"need": "abuse"}, True, "list"),
        ({"need": "gold"}, True, "refused"),
        ({"at": "noon"}, False, "refused"),
        ({"at": "2027-03-28T01:30", "when": "2027-03-28"}, False, "list"),
        ({"at": "1975-03-16T02:10", "near": "SE13"}, False, "list"),
        ({"when": "someday"}, True, "refused"),
        (
            {"helper": "probation", "near": "SE13", "local_connection": ["E09000023", "E09000012"]},
            True,
            "list",
        ),
    ],
)
def test_odd_questions(both: Both, form: Form, posted: bool, kind: str) -> None:
    assert both.same("/find", form, posted=posted) == kind


def test_a_number_that_is_gone_shows_the_first_page(both: Both) -> None:
    for path in ("/find", f"/services/{both.ids[0]}"):
        for number in ("7", "x", "0", ""):
            assert both.same(path, {"v": number}, posted=False) == "home"


def test_a_service_that_is_not_there(both: Both) -> None:
    assert both.same("/services/nothing", {}, posted=False) == "missing"
