"""Words typed, however odd, over 10,000 services."""

from functools import partial
from pathlib import Path

from search import wall
from search.folding import fold
from search.match import match
from search.person import nobody
from search.rules.model import Question

from .answering import FRIDAY, opened
from .machine import milliseconds
from .report import Figure

ODD = (
    "a* b* c* d*",
    "(((((a|b)*)*)*)*)*x",
    "a" * 2000,
    " ".join("abcdefghijklmnopqrstuvwxyz"),
    "con com pre pro sta str the wor car hou",
    "free free free free free free free free free free free free",
    "counsling methdone acomodation benifits housng",
    "\u202e\u0000\ufdfa\U0001f600 food",
    "' OR 1=1 --",
)


def measure(folder: Path, size: int) -> list[Figure]:
    """The slowest of the odd ones, with no place and no need to narrow them."""
    edition = opened(folder, size)
    asked = [
        Question(
            at=wall.minute_of(FRIDAY),
            when="weekend",
            when_at=0,
            place=None,
            limit=None,
            needs=[],
            words=fold(text),
            channel="",
            asked=[],
            person=nobody(),
            anywhere_only=False,
            farthest=None,
        )
        for text in ODD
    ]
    for question in asked:
        match(edition, question)
    taken = milliseconds(partial(match, edition, question) for question in asked * 3)
    return [Figure(f"the oddest words over {size:,}, slowest", max(taken), "ms", 100)]
