"""What the subset asks of texts is answered alike by Python and by Node, whatever the letters."""

import ast
from pathlib import Path
from random import Random

import pytest

from pwa.build.rules import translate
from search.ascii import lowered

from .node import Node

MADE = '''"""Made up."""

from re import findall

from search.ascii import lowered


def small(text: str, other: str) -> str:
    return lowered(text)


def some(text: str, other: str) -> list[str]:
    return findall("[a-c.{}\\x80-\\U0010ffff]+", text)


def pairs(text: str, other: str) -> list[str]:
    return findall("[a-c/🙂]{2}", text)


def each(text: str, other: str) -> list[str]:
    return findall("[$'`K]", text)


def less(text: str, other: str) -> str:
    return text.replace("'", "").replace("ab", "").replace("$", "")


def first(text: str, other: str) -> bool:
    return text.startswith(other)


def last(text: str, other: str) -> bool:
    return text.endswith(other)
'''
#: The Kelvin sign and the dotted capital I become ASCII in small letters, in part: not here.
LETTERS = "aabbccAKZ.{}$'`/ 0\n\x7f\x80éßİ\u212aΣςя🙂\U0010ffff"
CASES = 3_000


def test_texts_are_asked_alike(node: Node, tmp_path: Path) -> None:
    package = tmp_path / "made"
    package.mkdir()
    (package / "made.py").write_text(MADE, "utf-8")
    node.load(tmp_path / "compiled", translate(package))
    here: dict = {}
    exec(MADE, here)
    random = Random(1)
    names = [each.name for each in ast.parse(MADE).body if isinstance(each, ast.FunctionDef)]
    answers: dict[str, set[str]] = {name: set() for name in names}
    for _ in range(CASES):
        text = "".join(random.choices(LETTERS, k=random.randrange(9)))
        other = "".join(random.choices([text[:2], text[-2:], *LETTERS], k=random.randrange(2)))
        for name in names:
            value = here[name](text, other)
            answers[name].add(repr(value))
            node.expect("made.made", name, [text, other], {"value": value})
    assert node.unequal() == []
    assert all(len(each) > 1 for each in answers.values())


@pytest.mark.parametrize(
    ("text", "small"),
    [("", ""), ("AZ az 09 @[`{", "az az 09 @[`{"), ("ÀA\u212aK\u0130I", "Àa\u212ak\u0130i")],
)
def test_only_a_to_z_are_lowered(text: str, small: str) -> None:
    assert lowered(text) == small
