"""What `make bench` races gives the same answers, and the race notices where it does not."""

import os
from dataclasses import replace

import pytest
from flask import Flask
from psycopg.errors import FeatureNotSupported

from app import serving
from bench.questions import mix
from bench.race.postgres import Postgres
from bench.race.question import Told
from bench.race.racing import Loosening, Ours, race
from bench.race.sqlite import Sqlite
from bench.report import Figure
from directory_data.gazetteer import Gazetteer
from search import wall
from search.rules.model import Question
from tests.postgres_server import Server


def test_sql_answers_as_match_does(made_up_app: Flask, places: Gazetteer) -> None:
    with made_up_app.app_context():
        edition = serving.current()
    questions = mix(edition, places, wall.minute_of("2026-11-20T12:00"), 120, 3)
    taken = race([Ours(edition), Loosening(Sqlite(edition), edition)], questions)
    assert {name: len(each) for name, each in taken.items()} == {"match": 120, "SQLite with FTS5": 120}


def test_postgis_answers_as_match_does(
    made_up_app: Flask, places: Gazetteer, postgres_server: Server
) -> None:
    with made_up_app.app_context():
        edition = serving.current()
    postgres_server.make("race")
    questions = mix(edition, places, wall.minute_of("2026-11-20T12:00"), 120, 3)
    with postgres_server.connect("race") as connection:
        try:
            peer = Loosening(Postgres(connection, edition), edition)
        except FeatureNotSupported as absent:
            why = f"no test of the race's SQL on PostGIS: {absent}"
            if os.environ.get("CI"):
                pytest.fail(why)
            pytest.skip(why)
        taken = race([Ours(edition), peer], questions)
    assert {name: len(each) for name, each in taken.items()} == {"match": 120, Postgres.name: 120}


def test_an_answer_that_differs_ends_the_race(made_up_app: Flask, places: Gazetteer) -> None:
    with made_up_app.app_context():
        edition = serving.current()

    class Other(Ours):
        name = "other"

        def ask(self, question: Question) -> Told:
            answer = super().ask(question)
            return replace(answer, shown=answer.shown[1:])

    questions = mix(edition, places, wall.minute_of("2026-11-20T12:00"), 20, 3)
    with pytest.raises(AssertionError, match="other answers otherwise"):
        race([Ours(edition), Other(edition)], questions)


def test_what_could_not_be_measured_is_missed() -> None:
    assert Figure("nothing", float("nan"), "ms", 1.0).missed
    assert Figure("nothing", float("nan"), "times", 1.0, at_least=True).missed
    assert not Figure("told only", float("nan"), "ms").missed
