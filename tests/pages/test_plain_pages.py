"""Every page for a person is plain: reading age 9 or lower, 12 words a sentence, no word to avoid."""

import re
from collections.abc import Iterator
from typing import cast

import pytest
from flask import Flask

from app import serving
from app.pages.sources import sources
from directory_data.content.plain_words import avoided_in, long_sentences
from directory_data.content.reading_age import OLDEST, long_words, reading_age

from .blocks import Blocks
from .strange import Own

FRIDAY = "2026-11-27T16:30"
PLAIN = ("/", "/help-lines", "/about", "/privacy", "/leave", "/areas", "/nothing-here", "/find?miles=x")
AREAS = ("Lewisham", "Cambridge", "Newcastle upon Tyne", "Peterborough", "Wisbech")
#: docs/answers.md words these itself.
OF_THE_LAW = re.compile(r"Someone has to refer you|more if someone refers you")
#: A list of hours or of who may ask is no sentence: each of its parts is read by itself.
LISTED = re.compile(r": |, (?=(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day )")


def pages(app: Flask) -> Iterator[tuple[str, list[str]]]:
    """What each page says, block by block. Licences are named as they ask to be, and left out."""
    client = app.test_client()
    quoted = [each["words"] for each in sources()]
    with app.app_context():
        edition = serving.current()
        ids, needs = list(edition.rows), [need["code"] for need in edition.knowledge["needs"]]
    for path in [*PLAIN, *(f"/services/{id_}?near=Lewisham&at={FRIDAY}" for id_ in ids)]:
        texts = Blocks(client.get(path).text).texts
        yield path, [text for text in texts if not text.startswith(tuple(quoted))]
    for number, need in enumerate(needs):
        asked = {"at": FRIDAY, "near": AREAS[number % len(AREAS)], "need": need, "age": "31"}
        yield f"{asked}", Blocks(client.post("/find", data=asked).text).texts


def named(app: Flask) -> set[str]:
    """Names of services, organisations, places and languages."""
    with app.app_context():
        edition = serving.current()
        records = [edition.record(row) for row in range(len(edition.records))]
        names = {
            each
            for record in records
            for each in (record["name"], record["organization"], record["area"], record["checked_by"])
        }
        every = (edition.details[row] for row in range(len(edition.records)))
        names |= {each for detail in every for each in cast(dict[str, list[str]], detail)["languages"]}
    return {each for each in names if each}


@pytest.fixture(scope="module")
def said(sample_app: Flask) -> list[tuple[str, list[str]]]:
    found = list(pages(sample_app))
    assert len(found) > 200
    return found


def test_every_page_has_a_reading_age_of_9_or_lower(said: list[tuple[str, list[str]]]) -> None:
    ages = {what: reading_age(texts) for what, texts in said}
    assert {what: age for what, age in ages.items() if age is not None and age > OLDEST} == {}
    assert sum(age is None for age in ages.values()) <= 1  # "Leave" opens a page of few words


def test_no_page_says_a_word_to_avoid(said: list[tuple[str, list[str]]]) -> None:
    ours = [(what, OF_THE_LAW.sub("", text)) for what, texts in said for text in texts]
    assert [(what, avoided_in(text)) for what, text in ours if avoided_in(text)] == []


def test_no_page_says_a_long_word_that_nobody_needs(
    said: list[tuple[str, list[str]]], sample_app: Flask
) -> None:
    """Names are not ours to word."""
    own = Own(named(sample_app))
    assert {
        word for _, texts in said for text in texts for word in long_words(own.without(text, ()))
    } == set()


def test_no_sentence_of_a_page_is_longer_than_12_words(said: list[tuple[str, list[str]]]) -> None:
    long = {
        sentence
        for _, texts in said
        for text in texts
        for part in LISTED.split(text)
        for sentence in long_sentences(part)
    }
    assert long == set()
