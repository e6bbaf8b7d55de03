"""The lint of the phrase list: what we ship passes, and each thing that can be wrong is found."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.publishing.phrase_checks import check_phrases
from directory_data import content

Json = dict[str, Any]


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the two files that a test may break."""
    for name in ("phrases.json", "needs.json"):
        shutil.copy(content.FOLDER / name, tmp_path)
    monkeypatch.setattr(content, "FOLDER", tmp_path)
    return tmp_path


def line(**fields: object) -> Callable[[Json], object]:
    """One line more."""
    return lambda found: found["phrases"].append({"needs": ["gp", "food"], "say": ["pogo stick"], **fields})


def own_word(text: str) -> Callable[[Json], object]:
    """One word more of the first need."""
    return lambda found: found["needs"][0]["words"].append(text)


BREAKS: list[tuple[str, Callable[[Json], object], str]] = [
    ("phrases.json", line(needs=["cake"]), "cake is not known"),
    ("phrases.json", line(needs=[]), "a line needs needs"),
    ("phrases.json", line(say=[]), "something that is said"),
    ("phrases.json", line(needs=["gp", "food", "gp"]), "one stands twice"),
    ("phrases.json", line(needs=["mental-health"]), "another line means the same"),
    ("phrases.json", line(say=["Pogo Stick"]), "'Pogo Stick' cannot be typed so"),
    ("phrases.json", line(say=["!!!"]), "cannot be typed so"),
    ("phrases.json", line(say=["a b c d e f g h i j k l m"]), "cannot be typed so"),
    ("phrases.json", line(say=["pogo stick", "pogo-stick"]), "'pogo-stick' folds as 'pogo stick' does"),
    ("phrases.json", line(say=["skag"]), "folds as 'skag' does"),
    ("phrases.json", line(say=["birth certificate"]), "stands in needs.json: id-documents"),
    ("phrases.json", line(today=" "), "what is it called now?"),
    ("phrases.json", line(language="polish!"), "is no BCP 47 code"),
    ("phrases.json", line(colour="red"), "has colour, which nothing reads"),
    ("phrases.json", line(say="pogo"), "say is no list"),
    ("phrases.json", lambda found: found["fillers"].append("near me"), "'near me' is not one word"),
    ("phrases.json", lambda found: found["fillers"].append("the"), "'the' stands twice"),
    ("phrases.json", lambda found: found["fillers"].append("skag"), "'skag' names a need"),
    ("phrases.json", lambda found: found["fillers"].append("food"), "'food' names a need"),
    ("phrases.json", lambda found: found.pop("fillers"), "lacks fillers"),
    ("needs.json", own_word("night-shelter"), "'night-shelter' stands twice"),
    ("needs.json", own_word("?"), "'?' holds no word"),
]


def test_what_we_ship_has_no_error() -> None:
    assert [str(problem) for problem in check_phrases()] == []


@pytest.mark.parametrize(("file", "change", "said"), BREAKS, ids=[each[2] for each in BREAKS])
def test_what_is_wrong_is_found(copied: Path, file: str, change: Callable[[Json], object], said: str) -> None:
    path = copied / file
    found = json.loads(path.read_text("utf-8"))
    change(found)
    path.write_text(json.dumps(found), "utf-8")
    assert any(said in str(problem) for problem in check_phrases()), [str(each) for each in check_phrases()]
