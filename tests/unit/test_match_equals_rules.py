"""The server's columns and the phone's plain list give the same answer (docs/decisions/0001)."""

from random import Random

import orjson
import pytest
from flask import Flask

from app import serving
from directory_data import synth
from directory_data.gazetteer import Gazetteer
from search import wall
from search.edition import Edition
from search.folding import fold
from search.match import match
from search.person import parse_person
from search.rules.answering import whole_answer
from search.rules.model import Question, Record
from tests.conftest import MakeApp, load, publish_now
from tests.unit import tricky

#: Needs whose places may be confidential.
SECRET = ("abuse", "sex-work")

PLACES = (
    "SE13 6JP",
    "Lewisham",
    "CB1",
    "Wisbech",
    "Newcastle upon Tyne",
    "PE1 1AA",
    "Manchester",
    "Glasgow",
    "E09000023",
    None,
)
WORDS = (
    "",
    "",
    "",
    "food",
    "bed tonight",
    "hostel women",
    "methdone",
    "garden",
    "alder",
    "benefits",
    "xyzzy",
)
MOMENTS = (
    "2026-11-20T16:30",
    "2026-11-21T02:10",
    "2026-11-23T08:20",
    "2026-11-27T16:30",
    "2026-12-24T16:30",
    "2026-12-27T11:00",
    "2027-02-05T12:00",
    "2027-06-11T16:00",
    "2026-03-01T10:00",
    "2028-05-01T10:00",
)
WHENS = (
    ("now", 0),
    ("weekend", 0),
    ("weekend", 0),
    ("tonight", 0),
    ("today", 0),
    ("tomorrow", 0),
    ("date", "2026-12-25T00:00"),
    ("moment", "2026-12-01T19:00"),
)


def person(random: Random) -> dict[str, object]:
    """A few facts, or none."""
    every = {
        "age": random.randint(15, 70),
        "gender": random.choice(("woman", "man", "another")),
        "supervision": random.choice(("licence", "order", "none")),
        "supervision_ends": "2026-11-30",
        "turns": {"age": 18, "on": "2026-12-02"},
        "pet": random.choice(("dog", "none", "assistance-dog")),
        "substance": [random.choice(("drugs", "alcohol", "none"))],
        "access": ["wheelchair"],
        "id_held": [random.choice(("none", "passport"))],
        "veteran": random.choice(("yes", "no")),
        "with_you": ["children"],
        "language": "pl",
        "released_on": "2026-11-18",
    }
    return {name: every[name] for name in random.sample(sorted(every), random.choice((0, 1, 3, 6, 12)))}


def question(random: Random, edition: Edition, places: Gazetteer) -> Question:
    """One question that somebody could ask."""
    text = random.choice(PLACES)
    when, at = random.choice(WHENS)
    codes = [need["code"] for need in edition.knowledge["needs"]]
    limit = random.choice((None, 3000, 24140, 24140, 100_000))
    return Question(
        at=wall.minute_of(random.choice(MOMENTS)),
        when=when,
        when_at=wall.minute_of(at) if isinstance(at, str) else 0,
        place=None if text is None else places.find(text).place,
        limit=limit,
        needs=random.sample(codes, random.choice((0, 1, 1, 1, 2))),
        words=fold(random.choice(WORDS)),
        channel=random.choice(("", "", "", "phone", "in-person")),
        asked=random.choice(([], ["pet"])),
        person=parse_person(
            person(random), random.choice(("self", "self", "self", "probation", "peer-mentor"))
        ),
        anywhere_only=text is None and random.random() < 0.5,
        farthest=random.choice((None, 24140)),
    )


def differing(edition: Edition, asked: Question, records: list[Record], page: int) -> list[str]:
    """The parts of an answer that columns and rules do not give alike."""
    by_rules = whole_answer(records, edition.knowledge, asked, page, 20, 30)
    by_columns = match(edition, asked, page, 20, 30)
    return [part for part in by_rules if by_columns[part] != by_rules[part]]  # type: ignore[literal-required]


@pytest.mark.parametrize("seed", range(12))
def test_columns_and_rules_give_the_same_answer(made_up_app: Flask, places: Gazetteer, seed: int) -> None:
    with made_up_app.app_context():
        edition = serving.current()
        records = [edition.record(row) for row in range(len(edition.records))]
        random = Random(seed)
        for _ in range(12):
            asked = question(random, edition, places)
            assert not differing(edition, asked, records, random.choice((1, 1, 2))), asked


@pytest.fixture(scope="module")
def tricky_app(
    make_lasting_app: MakeApp, places: Gazetteer, tmp_path_factory: pytest.TempPathFactory
) -> Flask:
    """A small directory where much meets at the edges."""
    folder = tmp_path_factory.mktemp("tricky")
    needs = [need for need in synth.need_codes() if need not in SECRET]
    path = folder / "tricky.json"
    path.write_bytes(orjson.dumps(tricky.services(180, 3, needs)))
    app = make_lasting_app(folder)
    load(app, path)
    publish_now(app, places)
    return app


@pytest.mark.parametrize("seed", range(10))
def test_at_the_edges_as_well(tricky_app: Flask, places: Gazetteer, seed: int) -> None:
    """1,000 questions in all."""
    with tricky_app.app_context():
        edition = serving.current()
        records = [edition.record(row) for row in range(len(edition.records))]
        random = Random(seed)
        for _ in range(100):
            asked = tricky.question(random, edition, places)
            assert not differing(edition, asked, records, random.choice((1, 1, 2))), asked
