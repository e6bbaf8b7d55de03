"""The content files are read whole, and a file that lacks something is refused by name."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from directory_data import content
from directory_data.checking import PATHWAYS


@pytest.fixture
def copied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the content that a test may break."""
    folder = tmp_path / "content"
    shutil.copytree(content.FOLDER, folder)
    monkeypatch.setattr(content, "FOLDER", folder)
    monkeypatch.setattr(content, "SAMPLE", folder / "sample")
    return folder


def changed(path: Path, change: Callable[[dict[str, Any]], object]) -> None:
    """Changes a JSON file in place."""
    found = json.loads(path.read_text("utf-8"))
    change(found)
    path.write_text(json.dumps(found), "utf-8")


def test_there_are_nine_pathways_and_basics_and_about_seventy_needs() -> None:
    assert [pathway["code"] for pathway in content.pathways()] == PATHWAYS
    assert 60 <= len(content.needs()) <= 80
    assert {need["pathway"] for need in content.needs()} == set(PATHWAYS)


def test_every_pathway_has_an_icon_name() -> None:
    assert all(pathway["icon"].startswith("i-") for pathway in content.pathways())


def test_abuse_and_sex_work_are_sensitive_and_nothing_else_is() -> None:
    assert {need["pathway"] for need in content.needs() if need["sensitive"]} == {"abuse", "sex-work"}
    assert [pathway["code"] for pathway in content.pathways() if pathway["sensitive"]] == [
        "abuse",
        "sex-work",
    ]


def test_the_questions_come_in_the_order_of_asking() -> None:
    questions = content.questions()
    assert [question["order"] for question in questions] == list(range(1, 26))
    assert questions[0]["attribute"] == "going_to"
    assert questions[-1]["attribute"] == "helper"


def test_999_is_there_at_any_hour_and_verified() -> None:
    line = next(line for line in content.help_lines() if line["number"] == "999")
    assert line["any_hour"]
    assert line["verified"]


def test_the_lines_for_wales_alone_say_so() -> None:
    welsh = {line["name"] for line in content.help_lines() if line["nation"] == "wales"}
    assert {"Live Fear Free", "DAN 24/7", "Shelter Cymru"} <= welsh


def test_the_first_money_on_release_is_never_shown_as_a_fact() -> None:
    amount = next(fact for fact in content.facts() if "£76" in fact["say"])
    assert not amount["show"]


TOPICS = {"money", "travel", "release", "probation", "beds", "health", "papers", "phone"}


def test_each_matter_of_money_and_law_has_a_fact_that_may_be_shown() -> None:
    shown = [fact for fact in content.facts() if fact["show"]]
    assert {fact["topic"] for fact in shown} == {fact["topic"] for fact in content.facts()} == TOPICS


def test_no_sum_of_money_is_shown_as_a_fact() -> None:
    """Every amount we know of is older than 2 years, or its date was never seen (needs.md section 7)."""
    assert [fact["id"] for fact in content.facts() if "£" in fact["say"] and fact["show"]] == []


def test_what_needs_md_could_not_verify_is_kept_but_not_shown() -> None:
    kept = {fact["id"] for fact in content.facts() if fact["status"] == "unverified" and not fact["show"]}
    assert {"discharge-money-now", "uc-deductions", "script-missed-days", "release-after-a-third"} <= kept
    assert {"naloxone-law", "reconnect", "databank-who", "missed-appointment"} <= kept


@pytest.mark.parametrize(
    ("file", "key", "read"),
    [
        ("needs.json", "pathways", content.pathways),
        ("needs.json", "needs", content.needs),
        ("questions.json", "questions", content.questions),
        ("help_lines.json", "lines", content.help_lines),
        ("facts.json", "facts", content.facts),
        ("coverage.json", "areas", content.coverage),
    ],
)
def test_an_item_that_lacks_a_field_or_has_a_stray_one_is_named(
    copied: Path, file: str, key: str, read: Callable[[], object]
) -> None:
    changed(
        copied / file, lambda found: found[key][1].pop("name" if "name" in found[key][1] else "ask", None)
    )
    changed(copied / file, lambda found: found[key][2].update(colour="red"))
    changed(copied / file, lambda found: found[key][1].pop("say", None))
    with pytest.raises(content.ContentError, match=rf"{file}: {key}\[1\]: lacks "):
        read()
    changed(copied / file, lambda found: found[key].pop(1))
    with pytest.raises(content.ContentError, match=rf"{file}: {key}\[1\]: has colour, which nothing reads"):
        read()


def test_a_name_that_stands_twice_is_refused_and_not_silently_lost(copied: Path) -> None:
    (copied / "facts.json").write_text('{"facts": [], "facts": []}', "utf-8")
    with pytest.raises(content.ContentError, match=r"facts\.json: facts stands twice"):
        content.facts()


@pytest.mark.parametrize("text", ["", "[]", "{", '{"facts": {}}', '{"facts": [1]}'])
def test_a_broken_file_is_named(copied: Path, text: str) -> None:
    (copied / "facts.json").write_text(text, "utf-8")
    with pytest.raises(content.ContentError, match=r"facts\.json"):
        content.facts()


def test_a_missing_file_is_named(copied: Path) -> None:
    with pytest.raises(content.ContentError, match=r"atlantis\.json: cannot be read"):
        content.sample("atlantis")
