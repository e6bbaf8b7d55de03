"""Words of people in danger: who acts is never mistaken, somebody to ring comes first, and innocent words
open no private pathway (docs/decisions/0014)."""

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app.publishing import national
from bench import judging

Json = dict[str, Any]
DANGER = judging.danger_set()
ASKED = {"at": "2026-11-27T16:30", "when": "weekend", "near": "Lewisham", "miles": 15}
NEEDS = {need["code"]: need["pathway"] for need in national.needs()}
PRIVATE = ("abuse", "sex-work")


@pytest.fixture(name="client")
def _client(sample_app: Flask) -> Iterator[FlaskClient]:
    yield sample_app.test_client()


def answer(client: FlaskClient, typed: str, **more: object) -> Json:
    return dict(client.post("/api/match", json={**ASKED, "per_page": 100, "q": typed, **more}).json or {})


def test_there_are_many_of_them_and_none_is_in_the_judged_set() -> None:
    words = [each["words"] for each in DANGER]
    assert len([each for each in DANGER if each["must"]]) >= 40 and len(set(words)) == len(words)
    apart = [*words, *(query["words"] for query in judging.friday_set())]
    assert not set(apart) & {query["words"] for query in judging.judged_set()}
    assert {code for each in DANGER for code in (*each["must"], *each["never"])} <= set(NEEDS)
    assert len(judging.friday_set()) >= 20


@pytest.mark.parametrize("each", DANGER, ids=[each["words"] for each in DANGER])
def test_what_is_meant_is_named_and_what_is_not_never_is(client: FlaskClient, each: judging.Danger) -> None:
    found = answer(client, each["words"])
    assert set(each["must"]) <= set(found["named"])
    assert not set(each["never"]) & {*found["named"], *found["loose"]}
    if each["line"]:
        assert found["help_lines"][0]["id"] == each["line"]
    for result in found["results"]:
        serves = set(result["needs"])
        # a place may be for both; one that is for nothing else is never a result
        assert not serves & set(each["never"]) or serves & {*found["named"], *found["loose"]}, result["name"]


@pytest.mark.parametrize(
    "each", [each for each in DANGER if each["line"]], ids=[each["words"] for each in DANGER if each["line"]]
)
def test_the_page_has_somebody_to_ring_before_any_place(client: FlaskClient, each: judging.Danger) -> None:
    page = client.post("/find", data={**ASKED, "q": each["words"]}).text
    lines = page.index('id="help-now"')
    assert lines < page.index('id="next"') and (
        'class="card' not in page or lines < page.index('class="card')
    )


@pytest.mark.parametrize("typed", ["i hit my partner", "i hit my partner and need a bed xyzzy"])
@pytest.mark.parametrize("near", ["Lewisham", "Sunderland", "Cambridge", "Bristol"])
def test_no_answer_is_widened_to_the_refuges(client: FlaskClient, typed: str, near: str) -> None:
    found = answer(client, typed, near=near)
    assert "refuge" not in found["loose"] and "abuse" not in found["loose"]
    for result in found["results"]:
        if any(NEEDS[need] in PRIVATE for need in result["needs"]):
            assert set(result["needs"]) & set(found["named"]), result["name"]


def test_words_that_name_a_private_need_get_nothing_wider_where_nothing_is_near(client: FlaskClient) -> None:
    """Wisbech has nobody for sex work; the places of the pathway elsewhere are no answer to it."""
    found = answer(client, "report a dodgy punter", near="Wisbech")
    assert found["named"] == ["sex-work-safety"]
    assert all("sex-work-safety" in result["needs"] for result in found["results"])


def test_999_stands_first_by_itself_and_before_111(client: FlaskClient) -> None:
    lines = [line["id"] for line in answer(client, "heart attack")["help_lines"]]
    assert lines[0] == "emergency" and lines.index("nhs-111") > 0
    page = client.post("/find", data={**ASKED, "q": "heart attack"}).text
    assert "Life in danger (ring 999)" in page


@pytest.mark.parametrize("near", ["Lewisham", "Cambridge", "Wisbech"])
def test_a_life_in_danger_is_sent_to_no_place_that_only_shares_the_pathway(
    client: FlaskClient, near: str
) -> None:
    for result in answer(client, "my mate is having a heart attack", near=near)["results"]:
        assert "urgent" in result["needs"] or "emergency" in result["needs"], result["name"]
