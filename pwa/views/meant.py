"""What typed words were read as, and whether help lines stand before the places."""

from typing import Final

from search.rules.meant import narrowed
from search.rules.model import Answer, Need

from .shapes import Catalogue
from .words import listed, named, need_name, plain

#: Needs and pathways for which somebody to ring comes before any place.
LINES_FIRST: Final = ["abuse", "crisis", "emergency", "naloxone"]


def words_note(answer: Answer, words: str, needs: list[Need], catalogue: Catalogue) -> str:
    """What the typed words were read as: the needs whose places are shown instead where no place has
    all the words; what to try where nobody knows them. "" with no words, or where places have them all
    and they name nothing."""
    if words == "":
        return ""
    loose = len(answer["loose"]) > 0
    codes = narrowed(answer["loose"], needs) if loose else answer["named"]
    if len(codes) > 0:
        names = listed([need_name(need, catalogue) for need in needs if need["code"] in codes], catalogue)
        return named("words-loose" if loose else "words-read", names, catalogue)
    return plain("words-unknown", catalogue) if answer["total"] == 0 else ""


def lines_first(chosen: list[Need], answer: Answer, needs: list[Need]) -> bool:
    """Whether what was chosen or typed is something to ring about before going anywhere."""
    meant = [*chosen, *[need for need in needs if need["code"] in answer["named"]]]
    return any(need["code"] in LINES_FIRST or need["pathway"] in LINES_FIRST for need in meant)
