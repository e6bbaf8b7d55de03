"""The words of the pages: short sentences, and none that needs.md section 6 says to avoid."""

import json
import re
from pathlib import Path

PAGES = Path(__file__).resolve().parents[2] / "directory_data" / "content" / "words" / "pages.json"
MOST = 12
AVOID = (
    "offender|ex-con|nominal|intervention|programme|provision|service user|client|eligibility|criteria|"
    "cohort|"
    "referral|accommodation|NFA|substance|addict|OST|compliance|breach|statutory|victim|prostitut|BAME|NRPF|"
    "complex needs|hard to reach|prison"
)
#: Whose words they are: licences are named as they ask to be.
QUOTED = ("about-sources-",)


def sentences() -> list[tuple[str, str]]:
    """Every sentence, a value counted as one word."""
    found = []
    for key, text in json.loads(PAGES.read_text("utf-8")).items():
        if not key.startswith(QUOTED):
            plain = re.sub(r"\{[^}]+\}", "X", text)
            found += [(key, each) for each in re.split(r"(?<=[.?!:]) ", plain)]
    return found


def test_no_sentence_is_longer_than_twelve_words() -> None:
    assert [(key, text) for key, text in sentences() if len(text.split()) > MOST] == []


def test_no_word_to_avoid_stands_on_a_page() -> None:
    assert [(key, text) for key, text in sentences() if re.search(rf"\b({AVOID})", text, re.I)] == []
