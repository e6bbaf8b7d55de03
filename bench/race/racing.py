"""The race: each question asked of every engine in turn, the answers compared, the clock on the wall."""

import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

from psycopg.errors import FeatureNotSupported

from directory_data.gazetteer import Gazetteer
from search import wall
from search.edition import Edition
from search.match import match
from search.rules.answering import plan_of
from search.rules.meant import loosened, named_by_words
from search.rules.model import Question
from tests.postgres_server import AbsentError, running

from ..answering import FRIDAY, opened
from ..machine import percentiles
from ..questions import mix
from ..report import Figure
from .postgres import Postgres
from .question import PAGE, Told
from .sqlite import Sqlite

ASKED, SEED, WARM = 150, 7, 30
#: What a server of this size would be given; it answers with one process, as the others do.
SETTINGS = {"shared_buffers": "1GB", "work_mem": "64MB", "jit": "off", "max_parallel_workers_per_gather": "0"}


class Engine(Protocol):
    """Something that answers the whole question."""

    name: str

    def ask(self, question: Question) -> Told:
        """Groups, counts and the first page."""


class Ours:
    """`search.match`, which gives reasons, sentences and next steps as well."""

    name = "match"

    def __init__(self, edition: Edition) -> None:
        self._edition = edition

    def ask(self, question: Question) -> Told:
        """Groups, counts and the first page."""
        answer, rows = match(self._edition, question, 1, PAGE, PAGE), self._edition.rows
        return Told(
            answer["counts"],
            [rows[each["record"]["id"]] for each in answer["results"]],
            [rows[each["record"]["id"]] for each in answer["not_for_you"]],
        )


class Loosening:
    """An engine that is asked again, for what the words name, where no place has all of them."""

    def __init__(self, engine: Engine, edition: Edition) -> None:
        self.name, self._engine, self._edition = engine.name, engine, edition

    def ask(self, question: Question) -> Told:
        """Groups, counts and the first page."""
        answer, knowledge = self._engine.ask(question), self._edition.knowledge
        if question["words"] and not any(answer.counts):
            named = named_by_words(plan_of(question, knowledge), knowledge["needs"])
            for wider in loosened(question, named, knowledge["needs"]):
                answer = answer if any(answer.counts) else self._engine.ask(wider)
        return answer


def race(engines: Sequence[Engine], questions: Sequence[Question]) -> dict[str, list[float]]:
    """Milliseconds of each question, engine by engine. AssertionError where two do not answer alike."""
    taken: dict[str, list[float]] = {engine.name: [] for engine in engines}
    for question in questions:
        answers = []
        for engine in engines:
            start = time.perf_counter()
            answers.append(engine.ask(question))
            taken[engine.name].append((time.perf_counter() - start) * 1000)
        for engine, answer in zip(engines, answers, strict=True):
            assert answer == answers[0], f"{engine.name} answers otherwise: {question}"
    return taken


def measure(folder: Path, places: Gazetteer, size: int) -> list[Figure]:
    """p50 and p95 of each engine, and how many times as fast match is."""
    edition = opened(folder, size)
    questions = mix(edition, places, wall.minute_of(FRIDAY), ASKED + WARM, SEED)
    ready: list[Engine] = [Ours(edition), Loosening(Sqlite(edition), edition)]
    with ExitStack() as stack:
        try:
            server = stack.enter_context(running(**SETTINGS))
            server.make("race")
            connection = stack.enter_context(server.connect("race"))
            ready.append(Loosening(Postgres(connection, edition), edition))
        except (AbsentError, FeatureNotSupported) as absent:  # no server, or one without PostGIS
            print(f"PostgreSQL is not raced: {absent}", flush=True)
        race(ready, questions[:WARM])
        taken = race(ready, questions[WARM:])
    figures = []
    for name, each in taken.items():
        half, most = percentiles(each)
        figures.append(
            Figure(f"the whole question over {size:,}, {name}, p50, clock on the wall", half, "ms")
        )
        figures.append(
            Figure(f"the whole question over {size:,}, {name}, p95, clock on the wall", most, "ms")
        )
    for peer in (Sqlite, Postgres):
        for at, name in enumerate(("p50", "p95")):
            told = f"match against {peer.name}, {name}"
            figures.append(Figure(told, _times(taken, peer.name, at), "times as fast", 1, True))
    return figures


def _times(taken: dict[str, list[float]], peer: str, at: int) -> float:
    """How many times as fast match is; NaN, which is a miss, for a peer that is not there. `at`: 0 for the
    median, 1 for the 95th percentile."""
    if peer not in taken:
        return float("nan")
    return percentiles(taken[peer])[at] / percentiles(taken[Ours.name])[at]
