"""Words typed, judged: how often the first results serve what somebody meant (docs/decisions/0014).

`python -m bench.judging` prints the rates, and what misses of the half that is not held back.
"""

import json
import tempfile
from collections.abc import Callable, Iterable, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, TypedDict

from app import create_app, store
from app.models import Base, db
from app.publishing.publish import publish
from directory_data import content, gazetteer, importing
from directory_data.gazetteer import Gazetteer
from search import wall
from search.edition import Edition
from search.folding import fold
from search.match import match
from search.person import nobody
from search.rules.answering import plan_of
from search.rules.meant import named_by_words
from search.rules.model import Need, Question, Result
from search.rules.words import without_fillers

from .answering import opened
from .publishing import AT, settings
from .questions import MILES_15
from .report import Figure

FILE = Path(__file__).resolve().parent / "judged_words.json"
DANGER = Path(__file__).resolve().parent / "danger_words.json"
SAMPLE = "sample"
FIRST = 3  # results that a person looks at before anything else
TUNED_AT_LEAST, HELD_BACK_AT_LEAST = 95.0, 90.0


class Judged(TypedDict):
    """One query: its words, its place and moment, and for each thing asked for the needs that will do."""

    words: str
    kind: str
    near: str
    at: str
    when: str
    needs: list[list[str]]


class Danger(TypedDict):
    """Words of somebody in danger, or that only sound so: needs that they name, the help line that stands
    first ("" for any), and needs that they never name and no place comes for."""

    words: str
    must: list[str]
    line: str
    never: list[str]


class Outcome(NamedTuple):
    """What one query came to: right in the first result, in the first three, and read right."""

    query: Judged
    first: bool
    three: bool
    read: bool


def judged_set() -> list[Judged]:
    """Every judged query, with the file's own moment where a query names none."""
    told = json.loads(FILE.read_text("utf-8"))
    usual = {"at": told["at"], "when": told["when"]}
    return [Judged(**{**usual, **query}) for query in told["queries"]]


def friday_set() -> list[Judged]:
    """What is typed on a Friday evening after release: reported apart, in no rate of the judged set."""
    told = json.loads(DANGER.read_text("utf-8"))
    return [Judged(**{"at": told["at"], "when": told["when"], **query}) for query in told["friday"]]


def danger_set() -> list[Danger]:
    """Words of people in danger, and innocent ones: in no rate at all, each of them has to be right."""
    return [Danger(**each) for each in json.loads(DANGER.read_text("utf-8"))["danger"]]


def held_back(words: str) -> bool:
    """Whether a query is kept from tuning: the first byte of its words' SHA-256 is odd."""
    return sha256(words.encode("utf-8")).digest()[0] % 2 == 1


class Judge:
    """One edition of the sample directory, asked every query of the set."""

    def __init__(self, edition: Edition, places: Gazetteer) -> None:
        self.edition = edition
        self.places = places
        self.known: list[Need] = edition.knowledge["needs"]

    def question(self, query: Judged, words: str) -> Question:
        """The question that a page asks, with 15 miles and nothing said about the person."""
        place = self.places.find(query["near"]).place
        assert place is not None, query["near"]
        return Question(
            at=wall.minute_of(query["at"]),
            when=query["when"],
            when_at=0,
            place=place,
            limit=MILES_15,
            needs=[],
            words=fold(words),
            channel="",
            asked=[],
            person=nobody(),
            anywhere_only=False,
            farthest=MILES_15,
        )

    def near_by(self, query: Judged, wanted: Sequence[str]) -> bool:
        """Whether the sample has anything near for one of the needs."""
        question = self.question(query, "")
        question["needs"] = list(wanted)
        return match(self.edition, question, 1, 1)["total"] > 0

    def outcome(self, query: Judged) -> Outcome:
        """What one query comes to."""
        question = self.question(query, query["words"])
        results = match(self.edition, question, 1, FIRST)["results"]
        read_as = named_by_words(plan_of(question, self.edition.knowledge), self.known)
        if not query["needs"]:
            nothing = not results and not read_as
            return Outcome(query, nothing, nothing, nothing)
        reads = [self._read(group, read_as) for group in query["needs"]]
        right = [
            [serves(result, group) for result in results] if self.near_by(query, group) else [read] * FIRST
            for group, read in zip(query["needs"], reads, strict=True)
        ]
        first = any(each[:1] == [True] for each in right)
        return Outcome(query, first, all(any(each) for each in right), all(reads))

    def _read(self, group: Sequence[str], read_as: Sequence[str]) -> bool:
        pathways = {need["pathway"] for need in self.known if need["code"] in group}
        return any(code in group or code in pathways for code in read_as)

    def literal(self, words: str) -> bool:
        """Whether a query is a phrase of the list word for word, with or without its fillers."""
        fillers = self.edition.knowledge["fillers"]
        typed = fold(words)
        ways = (typed, without_fillers(typed, fillers))
        return any(
            phrase["words"] in ways or without_fillers(phrase["words"], fillers) in ways
            for phrase in self.edition.knowledge["phrases"]
        )

    def outcomes(self, queries: Iterable[Judged]) -> list[Outcome]:
        """What every query comes to."""
        return [self.outcome(query) for query in queries]


def serves(result: Result, wanted: Sequence[str]) -> bool:
    """Whether a result is for one of the needs."""
    return any(need in wanted for need in result["record"]["needs"])


def rate(outcomes: Sequence[Outcome], right: Callable[[Outcome], bool]) -> float:
    """The share of outcomes that are right, per cent."""
    return 100 * sum(map(right, outcomes)) / len(outcomes)


def sample(folder: Path, places: Gazetteer) -> Edition:
    """The sample directory, imported and published into a folder of its own beside the gazetteer."""
    home = folder / SAMPLE
    home.mkdir()
    (home / "gazetteer").symlink_to(folder / "gazetteer")
    app = create_app(settings(folder, SAMPLE))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        for path in content.sample_paths():
            batch = importing.read(path)
            refusals = [*batch.refusals] or store.write(db.engine, batch)
            assert not refusals, refusals[:3]
        publish(db.session(), home / "editions", places, at=wall.minute_of(AT))
        db.engine.dispose()
    return opened(folder, SAMPLE)


def measure(edition: Edition, places: Gazetteer) -> list[Figure]:
    """Top-1, top-3 and the share read right, for the tuned half and for the half held back; of that also
    without the queries that are phrases of the list by now; and Friday's words."""
    judge, figures = Judge(edition, places), []
    for name, back, least in (
        ("tuned", False, TUNED_AT_LEAST),
        ("held back", True, HELD_BACK_AT_LEAST),
    ):
        half = judge.outcomes(query for query in judged_set() if held_back(query["words"]) == back)
        what = f"judged words, {name} ({len(half)} queries)"
        figures += [
            Figure(f"{what}, top 1", rate(half, lambda outcome: outcome.first), "%"),
            Figure(f"{what}, top 3", rate(half, lambda outcome: outcome.three), "%", least, at_least=True),
            Figure(f"{what}, read as what was meant", rate(half, lambda outcome: outcome.read), "%"),
        ]
    fresh = [each for each in half if not judge.literal(each.query["words"])]
    friday = judge.outcomes(friday_set())
    for name, some in (("held back and no phrase of the list", fresh), ("Friday evening", friday)):
        what = f"judged words, {name} ({len(some)} queries), top 3"
        figures.append(Figure(what, rate(some, lambda outcome: outcome.three), "%"))
    return figures


def main() -> None:
    """The rates, and each miss of the tuned half."""
    with tempfile.TemporaryDirectory(prefix="saturday-judging-") as name:
        folder = Path(name)
        gazetteer.build(folder / "gazetteer")
        places = Gazetteer.open(folder / "gazetteer")
        edition = sample(folder, places)
        for figure in measure(edition, places):
            print(f"{figure.what}: {figure.value:.1f}%")
        judge = Judge(edition, places)
        for query in judged_set():
            if not held_back(query["words"]) and not judge.outcome(query).three:
                print(f"missed: {query['words']!r} in {query['near']}, meaning {query['needs']}")


if __name__ == "__main__":
    main()
