"""Vectors stand for answers.md: each quotes it, each rule has some, and no sentence goes without."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.vector_files import Vector, vectors

ROOT = Path(__file__).parents[2]
RULES = ROOT / "search" / "rules"
#: Sentences that no rule of search/rules can hold to, each with the reason.
ELSEWHERE = Path(__file__).parent / "sentences_elsewhere.json"
FEWEST = 400
WHY = re.compile(r"§(\d) ['‘“\"](.*)", re.DOTALL)
QUOTES = "'’”\""


def plain(text: str) -> str:
    """Without the marks that only markdown needs, every space one space."""
    return re.sub(r"\s+", " ", re.sub(r"\*\*|`|\|", " ", text)).strip()


def squeezed(text: str) -> str:
    """Without any space: a mark that was dropped leaves none behind."""
    return plain(text).replace(" ", "")


def sections() -> dict[int, str]:
    """The text of answers.md by section; what stands before the first is 0."""
    parts = re.split(r"^## (\d)\. .*$", (ROOT / "docs" / "answers.md").read_text("utf-8"), flags=re.MULTILINE)
    return {0: parts[0], **{int(parts[i]): parts[i + 1] for i in range(1, len(parts), 2)}}


def sentences(text: str) -> Iterator[str]:
    """A section's sentences: of each paragraph, point and row of a table."""
    for line in text.splitlines():
        line = line.strip()
        if not line or line.startswith("#") or re.fullmatch(r"[|\- ]+", line):
            continue
        for sentence in re.split(r"(?<=[.!?])(?:\*\*)?\s+(?=[\"“*`A-Z(])", line.lstrip("- 0123456789.")):
            if len(plain(sentence)) > 12:
                yield plain(sentence)


def quote(vector: Vector, text: str) -> str:
    """The words of answers.md that a vector quotes, "" when it quotes none.

    A quote may hold the very mark that ends it ("the provider's own words"): the longest that stands
    in the text is the one meant.
    """
    said = WHY.match(vector.why)
    if said is None:
        return ""
    ends = [i for i, character in enumerate(said[2]) if character in QUOTES]
    whole = squeezed(text)
    for end in reversed(ends):
        if len(said[2][:end]) > 3 and squeezed(said[2][:end]) in whole:
            return said[2][:end]
    return ""


ALL = list(vectors())
SECTIONS = sections()
QUOTED = {v.id: quote(v, SECTIONS.get(int(m[1]), "")) if (m := WHY.match(v.why)) else "" for v in ALL}


@cache
def public_names() -> dict[str, set[str]]:
    """For each rule module the functions that others use: imported elsewhere, or used by none of its own."""
    trees = {
        p: ast.parse(p.read_text("utf-8"))
        for top in ("app", "search", "pwa")
        for p in (ROOT / top).rglob("*.py")
    }
    imported: set[tuple[str, str]] = set()
    for tree in trees.values():
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and node.module is not None:
                imported |= {(node.module.rpartition(".")[2], alias.name) for alias in node.names}
    found: dict[str, set[str]] = {}
    for path in sorted(RULES.glob("*.py")):
        functions = {n.name: n for n in trees[path].body if isinstance(n, ast.FunctionDef)}
        used: set[str] = set()
        for name, function in functions.items():
            calls = {n.id for n in ast.walk(function) if isinstance(n, ast.Name)}
            used |= calls - {name}
        found[path.stem] = {n for n in functions if (path.stem, n) in imported or n not in used}
    return found


def test_there_are_enough_vectors() -> None:
    assert len(ALL) >= FEWEST


def test_every_vector_quotes_answers() -> None:
    assert [f"{v.id}: {v.why[:80]}" for v in ALL if QUOTED[v.id] == ""] == []


@pytest.mark.parametrize("module", sorted(public_names()))
def test_every_rule_that_others_use_has_a_vector(module: str) -> None:
    held = {v.function for v in ALL if v.module == f"search.rules.{module}"}
    assert sorted(public_names()[module] - held) == []


def elsewhere() -> dict[str, str]:
    loaded: dict[str, str] = json.loads(ELSEWHERE.read_text("utf-8"))
    return loaded


def test_no_sentence_of_answers_goes_without_a_vector() -> None:
    quotes = {squeezed(q) for q in QUOTED.values() if q}
    excused = {squeezed(sentence) for sentence in elsewhere()}
    bare = [
        f"§{number} {sentence}"
        for number, text in SECTIONS.items()
        for sentence in sentences(text)
        if squeezed(sentence) not in excused
        and not any(q in squeezed(sentence) or squeezed(sentence) in q for q in quotes)
    ]
    assert bare == [], "\n".join(["sentences of answers.md without a vector:", *bare])


def test_a_sentence_is_excused_only_while_it_stands_and_with_a_reason() -> None:
    standing = {squeezed(s) for text in SECTIONS.values() for s in sentences(text)}
    for sentence, reason in elsewhere().items():
        assert squeezed(sentence) in standing, f"no such sentence any more: {sentence}"
        assert len(reason) > 10, f"no reason: {sentence}"


def test_the_guard_sees_a_quote_that_nobody_wrote() -> None:
    false = ALL[0]._replace(why="§1 'A shop is open when its lights are on'")
    assert quote(false, SECTIONS[1]) == ""
    assert quote(false._replace(why="§1 'A weekly Sunday is a Sunday' whatever"), SECTIONS[1]) != ""
    assert quote(false._replace(why="§1 'A weekly Sunday is a Sunday'"), SECTIONS[2]) == ""
