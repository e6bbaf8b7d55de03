"""The names that staff use: the page in docs is the data, and typing one finds what it stands for."""

import re

import pytest
from flask import Flask

from app.publishing import national
from directory_data import content
from directory_data.content import crosswalk
from search.folding import fold_text
from tests.conftest import ROOT


def cell(names: dict[str, str], match: crosswalk.Match) -> str:
    """A match as the page shows it."""
    said = ", ".join(names[term] for term in match["terms"]) or "none"
    return f"{said} (part)" if match["fit"] == "part" else said


def test_the_page_in_docs_is_the_data() -> None:
    names = {
        each["code"]: {term["code"]: term["name"] for term in each["terms"]} for each in crosswalk.lists()
    }
    shown = {pathway["code"]: pathway["name"] for pathway in content.pathways()}
    wanted = [
        [
            f"`{row['pathway']}`",
            shown[row["pathway"]],
            cell(names["hmpps"], row["hmpps"]),
            cell(names["crs"], row["crs"]),
        ]
        for row in crosswalk.rows()
    ]
    page = (ROOT / "docs" / "crosswalk.md").read_text("utf-8")
    rows = [line.strip("| ").split(" | ") for line in re.findall(r"^\| `.*$", page, re.MULTILINE)]
    assert rows == wanted


def test_staff_know_seven_pathways_and_six_categories() -> None:
    assert [len(each["terms"]) for each in crosswalk.lists()] == [7, 6]
    assert all(each["status"] == "verified" and each["checked_on"] for each in crosswalk.lists())


@pytest.mark.parametrize(
    ("typed", "pathways"),
    [
        ("Finance and ID", {"finance"}),
        ("Attitudes, thinking and behaviour", {"thinking-behaviour"}),
        ("Personal wellbeing", {"health", "thinking-behaviour", "families"}),
        ("Dependency and recovery", {"drugs-alcohol"}),
        (
            "Women's services",
            {
                *("accommodation", "finance", "health", "drugs-alcohol"),
                *("thinking-behaviour", "employment-education", "families"),
            },
        ),
    ],
)
def test_a_name_that_staff_use_is_published_as_a_phrase(typed: str, pathways: set[str]) -> None:
    phrases, _ = national.phrases()
    meant = {tuple(phrase["words"]): set(phrase["needs"]) for phrase in phrases}
    assert pathways <= meant[tuple(fold_text(typed))]


def test_a_worker_who_types_one_finds_what_it_stands_for(sample_app: Flask) -> None:
    body = {
        "at": "2026-12-08T10:00",
        "near": "Cambridge",
        "miles": 15,
        "q": "personal wellbeing",
        "per_page": 100,
    }
    answer = sample_app.test_client().post("/api/match", json=body).json or {}
    names = {result["name"] for result in answer["results"]}
    assert {"Granta Lane Open Surgery", "Bluebell Contact Days", "Two Chairs"} <= names
