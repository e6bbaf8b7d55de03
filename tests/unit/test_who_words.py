"""Every sentence of who and where can be said, in plain words (needs.md section 6)."""

import json
import re

import pytest

from search.catalogue import WORDS, english
from search.naming import ROUTES, routes_said
from search.rules.distance import say as say_distance
from search.rules.model import Message
from search.rules.saying import say, say_all
from tests.vector_files import vectors

OURS = {name: json.loads((WORDS / f"{name}.json").read_text("utf-8")) for name in ("who", "where")}
AVOIDED = (
    "offender|ex-con|nominal|intervention|programme|provision|service user|client|eligib|criteria|cohort"
    "|accommodation|NFA|substance|addict|criminogenic|compliance|breach|statutory|victim|BAME|BME|NRPF"
    "|complex needs|hard to reach|local connection"
)
NAMES_OF_ROUTES = {f"route-{route}" for route in ROUTES}


def _messages(value: object) -> list[Message]:
    """Every message inside a value."""
    if isinstance(value, list):
        return [found for item in value for found in _messages(item)]
    if not isinstance(value, dict):
        return []
    if set(value) == {"key", "values"}:
        return [Message(key=value["key"], values=value["values"])]
    return [found for item in value.values() for found in _messages(item)]


MODULES = ("eligibility", "implied", "distance")
SAID = [
    message
    for vector in vectors()
    if vector.module.rpartition(".")[2] in MODULES
    for message in _messages(vector.expected)
]


def test_every_message_of_the_rules_has_a_sentence() -> None:
    assert len(SAID) > 50
    for message in SAID:
        assert say(message, english()) != "" or message["values"] == {"text": ""}


def test_every_sentence_belongs_to_a_message() -> None:
    used = {message["key"] for message in SAID} | NAMES_OF_ROUTES | {"list-last", "list-more", "list-comma"}
    assert {key for entries in OURS.values() for key in entries} == used


@pytest.mark.parametrize("name", sorted(OURS))
def test_sentences_are_short_and_plain(name: str) -> None:
    for key, sentence in OURS[name].items():
        assert len(sentence.split()) <= 12, key
        assert not re.search(AVOIDED, sentence, re.IGNORECASE), key
        assert not sentence.endswith("."), key


@pytest.mark.parametrize(
    ("message", "sentence"),
    [
        ({"key": "from-day", "values": {"start": 20804 * 1440}}, "From Thursday 17 December"),
        ({"key": "risk", "values": {}}, "Phone first: this place cannot take some convictions"),
        ({"key": "bring", "values": {"what": "photo ID"}}, "Bring photo ID"),
        ({"key": "age-between", "values": {"low": 16, "high": 35}}, "For people aged 16 to 35"),
    ],
)
def test_sentences_that_answers_gives(message: Message, sentence: str) -> None:
    assert say(message, english()) == sentence


def test_distance_as_answers_says_it() -> None:
    assert say_all(say_distance(1290, True), english()) == "0.8 miles, about 25 minutes' walk"
    assert say_all(say_distance(24140, True), english()) == "15.0 miles"


@pytest.mark.parametrize(
    ("routes", "said"),
    [
        (["outreach", "probation", "council"], "probation, the council or outreach"),
        (["gp", "self"], "a GP"),
        (["court", "probation"], "probation or the court"),
        (
            ["agency", "peer-mentor", "gp", "court"],
            "a worker who helps you, a peer mentor, a GP or the court",
        ),
        (["self"], ""),
        ([], ""),
        (["nobody-knows"], ""),
    ],
)
def test_routes_in_words(routes: list[str], said: str) -> None:
    told = routes_said(routes)
    assert (say({"key": "referral-said", "values": {"routes": told}}, english()) if told else "") == (
        f"Someone has to refer you: {said}" if said else ""
    )


def test_a_route_without_words_is_printed_as_it_is() -> None:
    message: Message = {"key": "referral-said", "values": {"routes": "the church|gp"}}
    assert say(message, english()) == "Someone has to refer you: the church or a GP"
