"""Bad input to the API: 4xx with the field named, never a 500, never an echo of what was said."""

import json
import time

import pytest
from flask import Flask
from flask.testing import FlaskClient


@pytest.fixture
def client(sample_app: Flask) -> FlaskClient:
    return sample_app.test_client()


REFUSED = [
    ({"at": "yesterday"}, "at"),
    ({"at": 12}, "at"),
    ({"at": "2026-13-45T99:99"}, "at"),
    ({"when": "someday"}, "when"),
    ({"when": ["now"]}, "when"),
    ({"when": "2026-02-30"}, "when"),
    ({"near": "Atlantis"}, "near"),
    ({"near": {"lat": 51.4}}, "near.lon"),
    ({"near": {"lat": "51", "lon": 0}}, "near.lat"),
    ({"near": {"lat": 151.4, "lon": 0}}, "near"),
    ({"near": {"lat": 48.85, "lon": 2.35}}, "near"),
    ({"near": 7}, "near"),
    ({"near": "x" * 300}, "near"),
    ({"miles": -1}, "miles"),
    ({"miles": "10"}, "miles"),
    ({"miles": True}, "miles"),
    ({"miles": 1e308}, "miles"),
    ({"miles": 10**400}, "miles"),
    ({"near": {"lat": -(10**400), "lon": 0}}, "near.lat"),
    ({"needs": "food"}, "needs"),
    ({"needs": ["nonsense"]}, "needs"),
    ({"needs": [None]}, "needs"),
    ({"q": 5}, "q"),
    ({"q": "x" * 5000}, "q"),
    ({"channel": "pigeon"}, "channel"),
    ({"channel": ["phone"]}, "channel"),
    ({"asked": ["shoe size"]}, "asked"),
    ({"asked": "pet"}, "asked"),
    ({"person": {"shoe_size": 9}}, "person.shoe_size"),
    ({"person": {"age": "old"}}, "person.age"),
    ({"person": {"age": 18.5}}, "person.age"),
    ({"person": {"gender": "x"}}, "person.gender"),
    ({"person": []}, "person"),
    ({"helper": "boss"}, "helper"),
    ({"page": 0}, "page"),
    ({"page": "1"}, "page"),
    ({"per_page": 1000}, "per_page"),
    ({"nonsense": 1}, "nonsense"),
    ({"": 1}, "a name of no letters"),
    ({"at": "\ud800"}, "at"),
    ({"near": "\ud800"}, "near"),
    ({"person": {"\ud800": 1}}, "person.…"),
]


@pytest.mark.parametrize(("body", "field"), REFUSED)
def test_a_wrong_field_is_refused_by_name(client: FlaskClient, body: object, field: str) -> None:
    response = client.post("/api/match", json=body)
    assert response.status_code == 422
    assert response.content_type == "application/problem+json"
    assert response.json is not None
    assert response.json["field"] == field
    assert response.json["detail"].startswith(field)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"null",
        b"[]",
        b'"text"',
        b"\xff\xfe\x00",
        b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
        b"[" * 60_000,
    ],
)
def test_a_body_that_is_no_object_is_a_400(client: FlaskClient, body: bytes) -> None:
    response = client.post("/api/match", data=body, content_type="application/json")
    assert response.status_code == 400
    assert response.json is not None
    assert response.json["field"] == "body"


def test_a_huge_body_is_refused_before_it_is_read(client: FlaskClient) -> None:
    response = client.post("/api/match", data=b"x" * 200_000, content_type="application/json")
    assert response.status_code == 413


@pytest.mark.parametrize("method", ["get", "put", "delete", "patch"])
def test_another_method_is_a_405(client: FlaskClient, method: str) -> None:
    response = getattr(client, method)("/api/match")
    assert response.status_code == 405
    assert "POST" in response.headers["Allow"]


@pytest.mark.parametrize("text", ["\ud800", "a\u0000b", "%00", "' OR 1=1", "<script>", "{{7*7}}", "a*" * 50])
def test_odd_words_are_answered(client: FlaskClient, text: str) -> None:
    body = json.dumps({"q": text, "near": "Lewisham"})
    response = client.post("/api/match", data=body, content_type="application/json")
    assert response.status_code == 200


@pytest.mark.parametrize("at", ["1972-01-01T00:00", "2100-01-01T00:00", "2999-12-31T23:59"])
def test_a_moment_far_from_the_edition_costs_no_more_than_others(client: FlaskClient, at: str) -> None:
    """Days outside what the hours speak for are not walked one by one."""
    client.post("/api/match", json={"at": "2026-11-27T16:30"})
    begun = time.process_time()
    response = client.post("/api/match", json={"at": at, "when": "weekend"})
    assert time.process_time() - begun < 1
    assert response.status_code == 200
    assert {each["open"]["status"] for each in response.get_json()["results"]} <= {"unknown", "closed"}


def test_a_moment_before_the_clock_had_a_rule_is_refused_by_name(client: FlaskClient) -> None:
    response = client.post("/api/match", json={"at": "1971-12-31T23:59"})
    assert response.status_code == 422
    assert response.get_json()["field"] == "at"


def test_nothing_said_of_the_person_comes_back_or_is_logged(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, capsys: pytest.CaptureFixture[str]
) -> None:
    sentinel = "zebra-sentinel"
    for body in ({"person": {"gender": sentinel}}, {"q": sentinel}, {"person": {sentinel: 1}}):
        client.post("/api/match", json=body)
    written = capsys.readouterr()
    assert sentinel not in caplog.text + written.out + written.err
