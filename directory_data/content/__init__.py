"""The content: needs, questions, national lines, dated facts and the sample directory.

All of it is JSON that people edit and review in a diff. These loaders give it typed, and refuse
what lacks a field with the file and the place named. What the content *says* is judged by
`directory_data.checking`; codes are those of docs/contract.md.
"""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Required, TypedDict, cast

FOLDER = Path(__file__).resolve().parent
SAMPLE = FOLDER / "sample"

Json = dict[str, Any]


class ContentError(ValueError):
    """A content file cannot be read. The message names the file and the place in it."""


class Pathway(TypedDict):
    """One of the nine pathways, or basics. `icon` is a name in the icon sheet ("i-bed")."""

    code: str
    name: str
    description: str
    icon: str
    sensitive: bool


class ContentNeed(TypedDict):
    """A finer need. `words` are what people and workers say for it, plain, not yet folded."""

    code: str
    pathway: str
    name: str
    words: list[str]
    sensitive: bool


class Said(TypedDict, total=False):
    """What people say for the same needs, as typed. `today`: old names, and what they are called now.
    `language`: words of another language, by its code (BCP 47)."""

    needs: Required[list[str]]
    say: Required[list[str]]
    today: str
    language: str


class Phrases(TypedDict):
    """The phrase list. `fillers` are dropped where other words remain."""

    note: str
    fillers: list[str]
    phrases: list[Said]


class Choice(TypedDict):
    """One answer to a question: the code of contract.md and the words on the button."""

    code: str
    label: str


class ContentQuestion(TypedDict):
    """One of the 25 facts of needs.md section 3b.

    sensitivity: 0 low, 1 medium, 2 high. where: start, asked, offered. kind: one, many, age, place,
    needs, when or councils. pathways: where it may be asked, empty for anywhere.
    """

    order: int
    attribute: str
    ask: str
    help: str
    sensitivity: int
    pathways: list[str]
    where: str
    worker_only: bool
    never: bool
    kind: str
    answers: list[Choice]
    skip: str


class ContentLine(TypedDict):
    """A national line. `hours` are schedules as HSDS has them, with `channel`; empty: not known.

    nation: "" for everyone, "england" or "wales". checked_on: ISO date, or None when no date is known.
    """

    id: str
    name: str
    organization: str
    number: str
    channel: str
    needs: list[str]
    say: str
    hours: list[Json]
    any_hour: bool
    nation: str
    rank: int
    verified: bool
    source: str
    checked_on: str | None


class LeftOut(TypedDict):
    """A line that people may look for and that is not listed, with the reason. checked_on: ISO date."""

    name: str
    why: str
    checked_on: str


class DatedFact(TypedDict):
    """A fact about money or law. status: verified, old or unverified; only `show` may be shown.

    by: who says so, as a page names it, "" where it is not shown. checked_on: ISO date, the day it was
    seen or is true from; None only where it is not shown.
    """

    id: str
    topic: str
    say: str
    needs: list[str]
    nation: str
    status: str
    source: str
    by: str
    checked_on: str | None
    show: bool


class Covered(TypedDict):
    """A council that the sample covers, and the needs with nothing local behind them."""

    file: str
    council: str
    name: str
    gaps: list[str]


class SampleFile(TypedDict):
    """One area's import file (contract.md, HSDS JSON with our extension)."""

    version: str
    organizations: list[Json]
    services: list[Json]


def pathways() -> list[Pathway]:
    """The nine pathways and basics, in the order of the tiles (needs.md section 6)."""
    return cast(list[Pathway], items("needs.json", "pathways", Pathway))


def needs() -> list[ContentNeed]:
    """The finer needs, in the order they are shown."""
    return cast(list[ContentNeed], items("needs.json", "needs", ContentNeed))


def phrases() -> Phrases:
    """What people and workers type, and what it means."""
    found = document(FOLDER / "phrases.json")
    _complete(found, Phrases, "phrases.json")
    for position, line in enumerate(items("phrases.json", "phrases", Said)):
        for name in sorted({"needs", "say", "today"} & set(line)):
            wanted = str if name == "today" else list
            if not isinstance(line[name], wanted):
                raise ContentError(f"phrases.json: phrases[{position}]: {name} is no {wanted.__name__}")
    return cast(Phrases, found)


def questions() -> list[ContentQuestion]:
    """The 25 facts about a person, in the order of asking."""
    found = cast(list[ContentQuestion], items("questions.json", "questions", ContentQuestion))
    return sorted(found, key=lambda question: question["order"])


def help_lines() -> list[ContentLine]:
    """National phone and text lines, in the order of the file."""
    return cast(list[ContentLine], items("help_lines.json", "lines", ContentLine))


def left_out() -> list[LeftOut]:
    """Lines that are known and not listed: there is nothing to ring."""
    return cast(list[LeftOut], items("help_lines.json", "left_out", LeftOut))


def facts() -> list[DatedFact]:
    """Facts about money and law with their dates, those that may not be shown as well."""
    return cast(list[DatedFact], items("facts.json", "facts", DatedFact))


def coverage() -> list[Covered]:
    """The councils of the sample directory, each with its file."""
    return cast(list[Covered], items("coverage.json", "areas", Covered))


def sample_paths() -> list[Path]:
    """The files of the sample directory, each of which imports by itself, by name."""
    return sorted(SAMPLE.glob("*.json"))


def sample(name: str) -> SampleFile:
    """One file of the sample directory: "lewisham". ContentError where it is not one."""
    found = document(SAMPLE / f"{name}.json")
    _complete(found, SampleFile, f"{name}.json")
    return cast(SampleFile, found)


def items(file: str, key: str, shape: type) -> list[Json]:
    """The list under a key of a file, each item with exactly the fields of its shape."""
    found = document(FOLDER / file).get(key)
    if not isinstance(found, list):
        raise ContentError(f"{file}: {key} is not a list")
    for position, item in enumerate(found):
        _complete(item, shape, f"{file}: {key}[{position}]")
    return found


def document(path: Path) -> Json:
    """One JSON object of a file. ContentError where it cannot be read, or a name stands twice."""
    try:
        found = json.loads(path.read_text("utf-8"), object_pairs_hook=_once)
    except OSError as error:
        raise ContentError(f"{path.name}: cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise ContentError(f"{path.name}: {error}") from error
    if not isinstance(found, dict):
        raise ContentError(f"{path.name}: is not one object")
    return found


def _once(pairs: Sequence[tuple[str, Any]]) -> Json:
    """An object whose names stand once: JSON would silently keep the last."""
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"{next(name for name in names if names.count(name) > 1)} stands twice")
    return found


def _complete(item: object, shape: type, place: str) -> None:
    """Raises ContentError when a field of the shape is missing, or one stands that it has not."""
    if not isinstance(item, Mapping):
        raise ContentError(f"{place}: is not an object")
    wanted = set(shape.__annotations__)
    for name in sorted(getattr(shape, "__required_keys__", wanted) - set(item)):
        raise ContentError(f"{place}: lacks {name}")
    for name in sorted(set(item) - wanted):
        raise ContentError(f"{place}: has {name}, which nothing reads")
