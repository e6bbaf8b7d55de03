"""Which language a page is in: asked for by `lang`, else by the browser; carried on, and kept nowhere."""

import logging

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import serving
from app.pages import finding
from search.rules.model import Question

from .page import Page
from .strange import Own, Seen, of_directory

FRIDAY = "2026-11-27T16:30"
FIND = f"/find?near=SE13&need=food&at={FRIDAY}"


@pytest.fixture
def client(pseudo_app: Flask) -> FlaskClient:
    return pseudo_app.test_client()


def spoken(client: FlaskClient, path: str, accept: str = "") -> str:
    """The language of a page."""
    return Seen(client.get(path, headers={"Accept-Language": accept} if accept else {}).text).language


def test_english_unless_something_else_is_asked_for(client: FlaskClient) -> None:
    assert spoken(client, "/") == "en-GB"
    assert spoken(client, "/", "pl, de;q=0.5") == "en-GB"
    assert spoken(client, "/", "en-XA, en;q=0.5") == "en-XA"
    assert spoken(client, "/?lang=en-GB", "en-XA") == "en-GB"
    assert spoken(client, "/?lang=en-XA") == spoken(client, f"{FIND}&lang=en-XA") == "en-XA"
    assert spoken(client, "/nothing-here?lang=en-XA") == "en-XA"
    assert spoken(client, "/?lang=xx", "en-XA") == "en-XA"


@pytest.mark.parametrize("path", ["/", FIND, "/help-lines", "/areas", "/about", "/leave", "/nothing-here"])
def test_a_language_asked_for_goes_along_to_every_page_of_ours(path: str, client: FlaskClient) -> None:
    page = Page(
        client.get(path, query_string=None if "?" in path else {"lang": "en-XA"}).text
        if "?" not in path
        else client.get(f"{path}&lang=en-XA").text
    )
    forms = [link for link in page.links if link in ("/find", "/services/x")]
    for link in page.links:
        if (
            link.startswith("/")
            and link not in forms
            and not link.startswith(("/static", "/client", "/manifest"))
        ) and (not link.startswith("/services/") or "?" in link):
            assert "lang=" in link, link
    for form in page.every("form"):
        assert ("lang", "en-XA") in page.hidden(form), form.attributes


def test_nothing_is_carried_where_nothing_was_asked_for(client: FlaskClient) -> None:
    page = Page(client.get(FIND, headers={"Accept-Language": "en-XA"}).text)
    choices = [link for link in page.links if link.startswith("/?lang=")]
    assert choices == ["/?lang=en-GB", "/?lang=en-XA"]
    assert [link for link in page.links if "lang=" in link and link not in choices] == []


def test_a_form_carries_it_to_the_next_page(client: FlaskClient) -> None:
    told = {"near": "SE13", "at": FRIDAY, "age": "31", "lang": "en-XA"}
    assert Seen(client.post("/find", data=told).text).language == "en-XA"
    sent_on = client.post("/find", data={"near": "SE13", "lang": "en-XA"})
    assert sent_on.status_code == 303 and sent_on.headers["Location"] == "/find?near=SE13&lang=en-XA"


def test_a_language_is_no_fact_and_stands_in_no_log_or_cookie(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Question] = []
    real = finding.match
    monkeypatch.setattr(finding, "match", lambda e, q, *more: (asked.append(q), real(e, q, *more))[1])
    with caplog.at_level(logging.DEBUG):
        response = client.post("/find", data={"near": "SE13", "age": "31", "lang": "en-XA"})
    assert [question["person"]["language"] for question in asked] == [""]
    assert "en-XA" not in caplog.text and "Set-Cookie" not in response.headers


def test_caches_know_of_languages_only_where_there_are_several(
    client: FlaskClient, sample_app: Flask
) -> None:
    for path in ("/", FIND, "/nothing-here"):
        assert set(client.get(path).vary) == {"Accept-Language", "Accept-Encoding"}
        alone = sample_app.test_client().get(path, headers={"Accept-Language": "en-XA"})
        assert set(alone.vary) == {"Accept-Encoding"} and Seen(alone.text).language == "en-GB"
        assert "lang=" not in alone.text.split("<body>")[1]


def test_what_is_kept_for_a_minute_is_kept_by_language(client: FlaskClient) -> None:
    first = [client.get(f"{FIND}{more}").text for more in ("", "&lang=en-XA", "", "&lang=en-XA")]
    assert first[:2] == first[2:] and Seen(first[0]).language != Seen(first[1]).language


# -- the API -----------------------------------------------------------------------------------------

BODY = {
    "at": FRIDAY,
    "when": "weekend",
    "near": "SE13 6ZZ",
    "needs": ["accommodation"],
    "person": {"age": 31},
}


def said_in(value: object) -> list[str]:
    """Every sentence of an answer."""
    if isinstance(value, list):
        return [text for each in value for text in said_in(each)]
    if not isinstance(value, dict):
        return []
    own = [
        text
        for name, text in value.items()
        if name in ("say", "ask", "distance_say") and isinstance(text, str)
    ]
    return own + [text for each in value.values() for text in said_in(each)]


def test_every_sentence_of_an_answer_has_a_key(client: FlaskClient, pseudo_app: Flask) -> None:
    answer = client.post("/api/match", json={**BODY, "lang": "en-XA"}).json
    own = Own(of_directory(pseudo_app))
    told = said_in(answer)
    assert len(told) > 100 and answer is not None
    assert [text for text in told if own.escaped(f"<p>{text}</p>", "SE13 6ZZ", "SE13 6", "SE13")] == []
    assert [own.escaped(f"<p>{line['name']}</p>") for line in answer["help_lines"]] == [[]] * len(
        answer["help_lines"]
    )
    assert {"closing", "duty", "help-line"} <= {step["kind"] for step in answer["next_steps"]}


def test_a_browser_that_calls_the_api_changes_nothing(client: FlaskClient) -> None:
    plain = client.post("/api/match", json=BODY)
    assert plain.json == client.post("/api/match", json=BODY, headers={"Accept-Language": "en-XA"}).json
    assert plain.json is not None and plain.json["window"]["say"].startswith("This weekend")
    assert client.post("/api/match", json={**BODY, "lang": "xx"}).json == plain.json


@pytest.mark.parametrize(
    "wrong",
    [
        {"lang": "en-XA", "miles": "far"},
        {"lang": "en-XA", "miles": -1},
        {"lang": "en-XA", "when": "someday"},
        {"lang": "en-XA", "near": "Atlantis"},
        {"lang": "en-XA", "near": {"lat": 1}},
        {"lang": "en-XA", "needs": ["gold"]},
        {"lang": "en-XA", "person": {"age": "old"}},
        {"lang": "en-XA", "person": {"turns": 18}},
        {"lang": "en-XA", "person": {"pet": ["dog"]}},
        {"lang": "en-XA", "page": 0},
    ],
)
def test_every_error_of_the_api_has_a_key(wrong: dict[str, object], client: FlaskClient) -> None:
    told = client.post("/api/match", json=wrong).json
    assert told is not None and told["status"] == 422
    words = told["detail"].removeprefix(f"{told['field']}: ")
    assert "⟦" in words and "⟦" in told["title"]
    sent = (
        str(wrong.values())
        + "now, today, tonight, tomorrow, weekend lat lon age on none, dog, cat, other, assistance-dog"
    )
    assert [
        word
        for word in Seen(f"<p>{words}</p>").pieces[0].split()
        if word.isascii() and word.isalpha() and word not in sent
    ] == []


def test_a_language_of_the_api_is_text(client: FlaskClient) -> None:
    told = client.post("/api/match", json={"lang": 7})
    assert told.status_code == 422 and told.json is not None and told.json["field"] == "lang"


def test_the_list_is_not_ready_in_any_language(pseudo_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(serving.Served, "edition", lambda self: None)
    response = pseudo_app.test_client().get("/?lang=en-XA")
    assert response.status_code == 503
    assert Own(set()).escaped(response.text) == []
