"""Pages of plain words: help lines, about, privacy, leave and errors."""

from typing import Final

from search.rules.model import HelpAnswer, Need
from search.rules.saying import say

from .lines import any_hour_first, few, telephone
from .shapes import Catalogue, ErrorPage, HelpLinesPage, LineGroup, Source, TextPage, TextPart
from .words import joined, need_name, of_content, plain, timed

ABOUT: Final = {"what": 3, "how": 4, "trust": 3, "sources": 1, "code": 2}
PRIVACY: Final = {"kept": 3, "sent": 4, "address": 3, "leave": 3, "saved": 4, "phone": 2}
LEAVE: Final = 4
LABELS: Final = {
    "near": "near-label",
    "when": "when-label",
    "at": "when-label",
    "miles": "miles-label",
    "need": "home-needs",
    "q": "words-label",
    "helper": "helper-role",
    "page": "pages-label",
}


def text_part(page: str, name: str, sentences: int, points: list[str], catalogue: Catalogue) -> TextPart:
    """One part of a page: its heading and its numbered sentences."""
    return {
        "id": name,
        "title": plain(f"{page}-{name}", catalogue),
        "say": [plain(f"{page}-{name}-{index}", catalogue) for index in range(1, sentences + 1)],
        "points": points,
    }


def source_say(source: Source, catalogue: Catalogue) -> str:
    """A source in its own words, with the day or month that it describes and when we looked."""
    told = [source["words"]]
    if source["of"] >= 0:
        told.append(timed("about-sources-day", source["of"], catalogue))
    elif source["month"] > 0:
        values: dict[str, int | str] = {
            "month": plain(f"month-{source['month']}", catalogue),
            "year": source["year"],
        }
        told.append(say({"key": "about-sources-month", "values": values}, catalogue))
    elif source["checked"] >= 0:
        told.append(plain("about-sources-undated", catalogue))
    if source["checked"] >= 0:
        told.append(timed("about-sources-checked", source["checked"], catalogue))
    return joined(told)


def about_page(sources: list[Source], catalogue: Catalogue) -> TextPage:
    """What this is, how places are chosen, and whose data it stands on."""
    told = [source_say(source, catalogue) for source in sources]
    parts = [
        text_part("about", name, ABOUT[name], told if name == "sources" else [], catalogue)
        for name in ["what", "how", "trust", "sources", "code"]
    ]
    return {
        "title": plain("about-title", catalogue),
        "robots": "index",
        "heading": plain("about-title", catalogue),
        "parts": parts,
    }


def privacy_page(catalogue: Catalogue) -> TextPage:
    """What is kept (nothing), what is sent, and what this site can't do."""
    return {
        "title": plain("privacy-title", catalogue),
        "robots": "index",
        "heading": plain("privacy-title", catalogue),
        "parts": [
            text_part("privacy", name, PRIVACY[name], [], catalogue)
            for name in ["kept", "sent", "saved", "address", "leave", "phone"]
        ],
    }


def leave_page(catalogue: Catalogue) -> TextPage:
    """A neutral page."""
    title = plain("leave-title", catalogue)
    points = [plain(f"leave-{index}", catalogue) for index in range(1, LEAVE + 1)]
    part: TextPart = {"id": "notes", "title": title, "say": [], "points": points}
    return {"title": title, "robots": "noindex", "heading": title, "parts": [part]}


def in_group(answer: HelpAnswer, pathway: str, needs: list[Need]) -> bool:
    """Whether a line is for a pathway or for a need under it."""
    codes = [need["code"] for need in needs if need["pathway"] == pathway]
    return any(each in codes for each in answer["line"]["needs"])


def help_lines_page(answers: list[HelpAnswer], needs: list[Need], catalogue: Catalogue) -> HelpLinesPage:
    """Every line: those at any hour first, then by what they are for."""
    groups: list[LineGroup] = []
    always = [each for each in answers if each["line"]["any_hour"]]
    if len(always) > 0:
        groups.append(
            {
                "id": "lines-any-hour",
                "title": plain("help-title", catalogue),
                "lines": [telephone(each, True, catalogue) for each in always],
            }
        )
    for need in needs:
        if need["code"] == need["pathway"]:
            ours = [each for each in answers if in_group(each, need["code"], needs)]
            if len(ours) > 0:
                groups.append(
                    {
                        "id": f"lines-{need['code']}",
                        "title": need_name(need, catalogue),
                        "lines": [telephone(each, True, catalogue) for each in ours],
                    }
                )
    return {"title": plain("help-page-title", catalogue), "robots": "index", "groups": groups}


def field_say(field: str, catalogue: Catalogue) -> str:
    """What a field is called on the pages: its own label; a fact's own, else "About you"; "" for none."""
    if field == "":
        return ""
    key = LABELS.get(field)
    return of_content(f"fact-{field}", plain("about-you" if key is None else key, catalogue), catalogue)


def error_page(
    heading: str, advice: str, field: str, why: str, lines: list[HelpAnswer], catalogue: Catalogue
) -> ErrorPage:
    """Something went wrong: what, the field it is about, and what can be done."""
    return {
        "title": heading,
        "robots": "noindex",
        "heading": heading,
        "field": field,
        "field_say": field_say(field, catalogue),
        "why": why,
        "advice": advice,
        "help_lines": few(any_hour_first(lines), catalogue),
    }
