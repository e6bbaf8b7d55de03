"""The words of every catalogue: short sentences, and none that needs.md section 6 says to avoid."""

import json
import re
from pathlib import Path

import pytest

from directory_data.checking import OF_THE_LAW
from directory_data.content.plain_words import avoided_in

WORDS = Path(__file__).resolve().parents[2] / "directory_data" / "content" / "words"
FILES = sorted(path.name for path in WORDS.glob("*.json"))
MOST = 12
#: Whose words they are: licences are named as they ask to be.
QUOTED = ("about-sources-",)


def sentences(file: str) -> list[tuple[str, str]]:
    """Every sentence of a file, a value counted as one word."""
    found = []
    for key, text in json.loads((WORDS / file).read_text("utf-8")).items():
        if not key.startswith(QUOTED):
            plain = re.sub(r"\{[^}]+\}", "X", text)
            found += [(key, each) for each in re.split(r"(?<=[.?!:]) ", plain)]
    return found


def test_there_are_files_to_read() -> None:
    assert {"asking.json", "pages.json", "phone.json", "server.json", "steps.json", "who.json"} <= set(FILES)


@pytest.mark.parametrize("file", FILES)
def test_no_sentence_is_longer_than_twelve_words(file: str) -> None:
    assert [(key, text) for key, text in sentences(file) if len(text.split()) > MOST] == []


@pytest.mark.parametrize("file", FILES)
def test_no_word_to_avoid_stands_on_a_page(file: str) -> None:
    found = [(key, word) for key, text in sentences(file) for word, _ in avoided_in(text)]
    assert [(key, word) for key, word in found if word != OF_THE_LAW.get(key)] == []


def test_no_page_of_ours_says_prison() -> None:
    assert [(key, text) for key, text in sentences("pages.json") if "prison" in text.lower()] == []
