"""The lint of what people type: phrases.json and the words of needs.json, folded as when published."""

from collections.abc import Iterator

from directory_data import codes, content
from directory_data.problems import Problem
from search.folding import TYPED_CHARACTERS, TYPED_WORDS, fold_text

FILE = "phrases.json"
#: Fillers that mean something by themselves: everything.
FOR_ALL = len(content.pathways())


def check_phrases() -> list[Problem]:
    """Every error, in the order of the lines. A file that cannot be read is one."""
    try:
        return [*_needs_words(), *_fillers(), *_lines()]
    except content.ContentError as error:
        return [Problem("", "", str(error))]


def _needs_words() -> Iterator[Problem]:
    """Within one need no word twice; the same word may mean several needs."""
    for need in content.needs():
        seen: set[tuple[str, ...]] = set()
        for text in need["words"]:
            words = tuple(fold_text(text))
            if not words or words in seen:
                yield Problem(f"needs.json: {need['code']}", "words", f"{text!r} {_twice(words)}")
            seen.add(words)


def _twice(words: tuple[str, ...]) -> str:
    return "stands twice" if words else "holds no word"


def _fillers() -> Iterator[Problem]:
    """A filler is one word, stands once, and is not all that names some need."""
    told = content.phrases()
    meant = {tuple(fold_text(text)): len(line["needs"]) for line in told["phrases"] for text in line["say"]}
    meant |= {tuple(fold_text(text)): 1 for need in content.needs() for text in need["words"]}
    seen: set[tuple[str, ...]] = set()
    for text in told["fillers"]:
        words = tuple(fold_text(text))
        if len(words) != 1 or words in seen:
            reason = "stands twice" if words in seen else "is not one word"
            yield Problem(FILE, "fillers", f"{text!r} {reason}")
        seen.add(words)
        if meant.get(words, FOR_ALL) != FOR_ALL:
            yield Problem(FILE, "fillers", f"{text!r} names a need: it would be dropped")


def _lines() -> Iterator[Problem]:
    """One meaning a line, of needs that exist; every phrase can be typed, and no two fold alike."""
    known = codes.needs()
    own = {tuple(fold_text(text)): need["code"] for need in content.needs() for text in need["words"]}
    seen: dict[tuple[str, ...], str] = {}
    meanings: set[tuple[object, ...]] = set()
    for number, line in enumerate(content.phrases()["phrases"], start=1):
        place = f"{FILE}: line {number}"
        yield from _meaning(line, place, known)
        meaning = (tuple(sorted(line["needs"])), line.get("today"), line.get("language"))
        if meaning in meanings:
            yield Problem(place, "needs", f"{', '.join(line['needs'])}: another line means the same")
        meanings.add(meaning)
        for text in line["say"]:
            words = tuple(fold_text(text))
            if (
                not 0 < len(words) <= TYPED_WORDS
                or len(text) > TYPED_CHARACTERS
                or text != text.lower().strip()
            ):
                yield Problem(place, "say", f"{text!r} cannot be typed so")
            elif words in seen:
                yield Problem(place, "say", f"{text!r} folds as {seen[words]!r} does, which stands already")
            elif words in own:
                yield Problem(place, "say", f"{text!r} stands in needs.json: {own[words]}")
            seen.setdefault(words, text)


def _meaning(line: content.Said, place: str, known: frozenset[str]) -> Iterator[Problem]:
    if not line["needs"] or not line["say"]:
        yield Problem(place, "needs", "a line needs needs, and something that is said")
    for need in line["needs"]:
        if need not in known:
            yield Problem(place, "needs", f"{need} is not known")
    if len(set(line["needs"])) != len(line["needs"]):
        yield Problem(place, "needs", "one stands twice")
    if line.get("today", "now").strip() == "":
        yield Problem(place, "today", "what is it called now?")
    if not codes.LANGUAGE.fullmatch(line.get("language", "en")):
        yield Problem(place, "language", "is no BCP 47 code")
