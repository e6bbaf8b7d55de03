"""The catalogue: what it reads, what it refuses, and that every message of time has its sentence."""

import json
import re
from pathlib import Path

import pytest

from search.catalogue import WORDS, english, parse, read
from search.rules import opening_words, trust, windows
from search.rules.saying import say


def test_a_sentence_is_text_and_placeholders() -> None:
    assert parse("k", "Opens {day:start} {time:start}.") == [
        {"kind": "text", "name": "Opens "},
        {"kind": "day", "name": "start"},
        {"kind": "text", "name": " "},
        {"kind": "time", "name": "start"},
        {"kind": "text", "name": "."},
    ]
    assert parse("k", "{by}") == parse("k", "{value:by}") == [{"kind": "value", "name": "by"}]
    assert parse("k", "") == []


@pytest.mark.parametrize(
    "text", ["{clock:at}", "{time:at", "time:at}", "{}", "{time:}", "{Time:at}", "{a {b}}"]
)
def test_a_placeholder_out_of_place_is_refused_by_its_key(text: str) -> None:
    with pytest.raises(ValueError, match=r"^some-key: "):
        parse("some-key", text)


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"a.json": '{"k": "one"}', "b.json": '{"k": "two"}'}, "b.json: k: stands in a.json already"),
        ({"a.json": '{"k": "one", "k": "two"}'}, "a.json: k: stands twice"),
        ({"a.json": '{"k": 1}'}, "a.json: k: a sentence is text"),
        ({"a.json": '["k"]'}, "a.json: a catalogue is one object"),
        ({"a.json": '{"k": "{clock:at}"}'}, "a.json: k: no such kind of placeholder: clock"),
        ({"a.json": "{"}, "a.json: "),
    ],
)
def test_files_that_do_not_make_one_catalogue_are_refused(
    files: dict[str, str], why: str, tmp_path: Path
) -> None:
    for name, text in files.items():
        (tmp_path / name).write_text(text)
    with pytest.raises(ValueError, match=re.escape(why)):
        read(tmp_path)


def test_files_are_merged(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text('{"one": "1"}')
    (tmp_path / "b.json").write_text('{"two": "{n}"}')
    assert sorted(read(tmp_path)) == ["one", "two"]


def test_the_catalogue_of_this_project_reads() -> None:
    assert "open-until-today-in-person" in english()


def keys_in(module: object) -> set[str]:
    """Message keys that a rule module writes, with what is filled in replaced by a pattern."""
    source = Path(str(getattr(module, "__file__", ""))).read_text("utf-8")
    return {re.sub(r"\{[^}]*\}", "[a-z-]+", key) for key in re.findall(r'"key": f?"([^"]+)"', source)}


@pytest.mark.parametrize("module", [opening_words, trust, windows], ids=lambda m: m.__name__)
def test_every_message_of_time_has_its_sentence(module: object) -> None:
    entries = json.loads((WORDS / "time.json").read_text("utf-8"))
    assert keys_in(module)
    for pattern in keys_in(module):
        assert any(re.fullmatch(pattern, key) for key in entries), pattern


@pytest.mark.parametrize("channel", ["in-person", "phone", "text", "video"])
@pytest.mark.parametrize("days", range(0, 400, 3))
@pytest.mark.parametrize("clock", [0, 1, 719, 720])
def test_whatever_the_day_there_are_words_for_it(channel: str, days: int, clock: int) -> None:
    at = 20784 * 1440 + 500
    start = (20784 + days) * 1440 + clock
    if start > at:
        message = opening_words.opens_words(channel, start, at)
        assert len(say(message, english()).split()) <= 12
        cover = {"first": 20700, "last": 20784 + 800}
        stretch = {"start": at, "end": start, "status": "open"}
        ends = opening_words.open_words(channel, stretch, at, cover)  # type: ignore[arg-type]
        assert len(say(ends, english()).split()) <= 12


def test_no_sentence_of_time_is_longer_than_twelve_words() -> None:
    entries = json.loads((WORDS / "time.json").read_text("utf-8"))
    assert [key for key, text in entries.items() if len(text.split()) > 12] == []
