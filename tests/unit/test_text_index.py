"""The word index of an edition gives every row the class that the rule gives it."""

import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from search import text
from search.rules.model import Need, Phrase, Plan
from search.rules.words import plan, text_class
from search.text import TextIndex, TextIndexError
from search.text_drafting import TextRow
from tests.text_building import build

#: Words with their other forms, beginnings and misspellings among them.
WORDS = """
hostel hostels hostelling hotel hospital housing house houses food foods foodbank bank banks bed beds bedding
night nights nightstop gp uc methadone methods meths metal crisis crises loan loans loaned advice advise
advised advising family families familiar dentist dentists dental work works worker working care caring car
cars bus buses the a at womens women woman drink drinks drinking drunk 24 111 1111 łodz straße 東京 мир мира
ab abc abcd baked baker
"""
SPOKEN = WORDS.split()
TYPED = [
    *SPOKEN,
    "hostal",
    "hostl",
    "dentst",
    "metadone",
    "accomodation",
    "crysis",
    "loon",
    "hos",
    "ho",
    "fam",
    "zzzzz",
    "bakez",  # two words of the dictionary are one letter away
]
PATHWAYS = {
    "stay": "stay",
    "hostel": "stay",
    "bed": "stay",
    "money": "money",
    "debt": "money",
    "teeth": "health",
}
NEEDS: list[Need] = [
    {"code": code, "pathway": pathway, "name": code, "words": [code]} for code, pathway in PATHWAYS.items()
]
PHRASES: list[Phrase] = [
    {"words": ["crisis", "loan"], "needs": ["money"]},
    {"words": ["hostel"], "needs": ["hostel"]},
    {"words": ["dentist"], "needs": ["teeth"]},
    {"words": ["night", "bed"], "needs": ["bed", "gone"]},
    {"words": ["methadone"], "needs": ["teeth"]},
    {"words": ["family"], "needs": []},
]
DICTIONARY = sorted(
    {word for phrase in PHRASES for word in phrase["words"]}
    | {"accommodation", "hostels", "hotel", "baked", "baker"}
)


def planned(typed: list[str]) -> Plan:
    return plan(typed, PHRASES, NEEDS, DICTIONARY, ["the", "a", "at"])


def directory(rows: int) -> list[TextRow]:
    """Made-up services: common words in many, rare words in few, some with no description."""
    chance = random.Random(20261127)
    weights = [1 / (place + 1) for place in range(len(SPOKEN))]

    def some(most: int) -> list[str]:
        return chance.choices(SPOKEN, weights, k=chance.randrange(most + 1))

    codes = [*PATHWAYS, "other"]
    return [TextRow(some(4), some(12), chance.sample(codes, chance.randrange(4))) for _ in range(rows)]


ROWS = directory(2_000)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> TextIndex:
    folder = tmp_path_factory.mktemp("edition") / "index"
    build(folder, ROWS)
    return TextIndex.open(folder)


def ruled(asked: Plan, rows: list[int]) -> list[int]:
    """What the rule says of each row, one by one."""
    return [text_class(asked, [*ROWS[r].name], [*ROWS[r].body], [*ROWS[r].needs]) for r in rows]


@pytest.mark.parametrize("word", [[word] for word in TYPED], ids=TYPED)
def test_every_row_has_the_class_of_the_rule_for_one_word(index: TextIndex, word: list[str]) -> None:
    everything = list(range(len(ROWS)))
    assert index.classes(planned(word), np.array(everything, np.int32)).tolist() == ruled(
        planned(word), everything
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(TYPED), max_size=4), st.data())
def test_every_surviving_row_has_the_class_of_the_rule(
    index: TextIndex, typed: list[str], data: st.DataObject
) -> None:
    size = data.draw(st.sampled_from([0, 1, 30, 400, 2_000]))
    rows = sorted(random.Random(size).sample(range(len(ROWS)), size))
    found = index.classes(planned(typed), np.array(rows, np.int32))
    assert found.dtype == np.int8
    assert found.tolist() == ruled(planned(typed), rows)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(TYPED), min_size=1, max_size=3))
def test_whoosh_leaves_out_no_row_that_matches(index: TextIndex, typed: list[str]) -> None:
    """Whether postings narrow the rows or not, the answer is the same."""
    everything = np.arange(len(ROWS), dtype=np.int32)
    found = []
    for postings_a_row, rows_a_posting in ((0, 10**9), (10**9, 10**9), (0, 0), (10**9, 0)):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(text, "POSTINGS_A_ROW", postings_a_row)
            patch.setattr(text, "ROWS_A_POSTING", rows_a_posting)
            found.append(index.classes(planned(typed), everything).tolist())
    assert all(each == ruled(planned(typed), list(everything)) for each in found)


@pytest.fixture
def postings_read(index: TextIndex, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[list[str]]]:
    """The terms whose postings were read, as they are read."""
    read: list[list[str]] = []
    real = index._postings.mark

    def mark(field: str, terms: list[str], there: object) -> None:
        read.append([*terms])
        real(field, terms, there)

    monkeypatch.setattr(index._postings, "mark", mark)
    yield read


def test_a_rare_word_among_many_rows_is_found_by_its_postings(
    index: TextIndex, postings_read: list[list[str]]
) -> None:
    everything = np.arange(len(ROWS), dtype=np.int32)
    assert (index.classes(planned(["abcd", "hostel"]), everything) >= 0).any()
    assert postings_read[0] == ["abcd"]


def test_a_handful_of_rows_is_read_without_postings(index: TextIndex, postings_read: list[list[str]]) -> None:
    assert len(index.classes(planned(["hostel"]), np.arange(20, dtype=np.int32))) == 20
    assert postings_read == []


def test_nothing_typed_leaves_every_row_in_class_0(index: TextIndex) -> None:
    assert index.classes(planned([]), np.arange(50, dtype=np.int32)).tolist() == [0] * 50


def test_rows_come_back_in_the_order_they_were_asked(index: TextIndex) -> None:
    rows = [1999, 3, 700, 3]
    assert index.classes(planned(["bed"]), np.array(rows, np.int32)).tolist() == ruled(planned(["bed"]), rows)


@pytest.mark.parametrize(
    "rows",
    [[], [TextRow([], [], [])], [TextRow(["food"], [], [])], [TextRow([], [], ["hostel"])]],
    ids=["no rows", "no words", "one word", "one need"],
)
def test_a_very_small_directory_can_be_asked(tmp_path: Path, rows: list[TextRow]) -> None:
    build(tmp_path / "index", rows)
    index = TextIndex.open(tmp_path / "index")
    assert len(index) == len(rows)
    for typed in (["food"], ["hostel"], ["zzz"], ["food", "hostel"]):
        expected = [text_class(planned(typed), [*row.name], [*row.body], [*row.needs]) for row in rows]
        assert index.classes(planned(typed), np.arange(len(rows), dtype=np.int32)).tolist() == expected


def test_the_same_rows_make_the_same_arrays(tmp_path: Path) -> None:
    for name in ("one", "two"):
        build(tmp_path / name, ROWS[:200])
    own = sorted(path.name for path in (tmp_path / "one").iterdir() if "MAIN" not in path.name)
    assert len(own) >= 8
    assert all(
        (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() for name in own
    )


@pytest.mark.parametrize("damage", ["nothing there", "no words", "no postings", "cut short", "not numbers"])
def test_a_damaged_index_says_which(index: TextIndex, tmp_path: Path, damage: str) -> None:
    folder = tmp_path / "index"
    if damage != "nothing there":
        build(folder, ROWS[:50])
    if damage == "no words":
        (folder / "words.json").write_text('{"words": ["a",', "utf-8")
    if damage == "no postings":
        for path in folder.glob("*MAIN*"):
            path.unlink()
    if damage == "cut short":
        whole = (folder / "texts-values.npy").read_bytes()
        (folder / "texts-values.npy").write_bytes(whole[: len(whole) // 2])
    if damage == "not numbers":
        (folder / "by-stem.npy").write_bytes(b"hello")
    with pytest.raises(TextIndexError, match=re.escape(str(folder))):
        TextIndex.open(folder)


def test_an_index_may_be_copied_elsewhere(tmp_path: Path) -> None:
    build(tmp_path / "here", ROWS[:50])
    shutil.copytree(tmp_path / "here", tmp_path / "there")
    shutil.rmtree(tmp_path / "here")
    asked = planned(["hostel"])
    found = TextIndex.open(tmp_path / "there").classes(asked, np.arange(50, dtype=np.int32))
    assert found.tolist() == ruled(asked, list(range(50)))


@pytest.fixture
def impatient_threads() -> Iterator[None]:
    """Threads take turns as often as they can, so that what they share shows."""
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(usual)


@pytest.mark.usefixtures("impatient_threads")
def test_threads_may_share_an_index(index: TextIndex) -> None:
    asked = ["hostel", "dental", "bed", "loaned", "hospital", "metal", "food", "night"] * 60

    def rows(word: str) -> list[int]:
        there = np.zeros(len(index), np.bool_)
        index._postings.mark("words", [word], there)
        return [int(row) for row in np.flatnonzero(there)]

    expected = {word: rows(word) for word in set(asked)}
    with ThreadPoolExecutor(8) as threads:
        found = list(threads.map(rows, asked))
    assert found == [expected[word] for word in asked]


def test_whoosh_can_be_imported_where_warnings_are_errors(tmp_path: Path) -> None:
    """On a fresh machine Whoosh is compiled at its first import, which is when Python complains."""
    command = [
        sys.executable,
        "-W",
        "error",
        "-X",
        f"pycache_prefix={tmp_path}",
        "-c",
        "import search.postings",
    ]
    assert subprocess.run(command, capture_output=True, text=True, check=False).stderr == ""
