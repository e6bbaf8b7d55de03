"""What of a page is plain letters: neither the pseudo-language nor the directory's own."""

import json
import re
from html.parser import HTMLParser
from typing import cast

from flask import Flask

from app import serving
from app.pages.sources import sources

#: Attributes that are read to somebody.
READ = ("aria-label", "alt", "title", "placeholder", "aria-description", "aria-roledescription", "label")
#: What a service's page shows of its detail, as it was written.
SHOWN = (
    *("description", "address", "postcode", "place_name", "directions", "fees", "costs"),
    *("first_visit", "if_refused", "wait", "how", "languages"),
)
#: Messages that hold a provider's own words.
OWN_WORDS = ("own-words", "bring")
UNSEEN = ("script", "style", "template")
#: The name of the site, where it stands by itself and at the end of a title.
NAME, TITLE_ENDS = "saturday", " – Saturday"
VOID = ("area", "br", "hr", "img", "input", "link", "meta")
LETTERS = re.compile(r"[A-Za-z][A-Za-z'’&.-]*")


class Seen(HTMLParser):
    """All that a page says in its language, in pieces: its text, and attributes that are read aloud. What
    is marked as another language is left out."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.language = self.direction = ""
        self._open: list[bool] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = {name: value or "" for name, value in attrs}
        if tag == "html":
            self.language, self.direction = said.get("lang", ""), said.get("dir", "")
        if tag not in VOID:
            self._open.append(tag in UNSEEN or said.get("lang", self.language) != self.language)
        self.pieces += [said[name] for name in READ if name in said]
        if tag == "input" and said.get("type") in ("submit", "button", "reset"):
            self.pieces.append(said.get("value", ""))
        if tag == "meta" and said.get("name") in ("description", "application-name"):
            self.pieces.append(said.get("content", ""))

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_data(self, data: str) -> None:
        if not any(self._open) and data.strip() not in ("", NAME):
            self.pieces.append(data.removesuffix(TITLE_ENDS))


def texts_in(value: object) -> set[str]:
    """Every text inside a value."""
    if isinstance(value, str):
        return {value}
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else []
    return {text for each in inside for text in texts_in(each)}


def of_directory(app: Flask) -> set[str]:
    """The directory's own texts: services and their details, names of places, the words of licences."""
    with app.app_context():
        edition = serving.current()
        found: set[str] = set()
        for row in range(len(edition.records)):
            record = edition.record(row)
            detail = cast(dict[str, object], edition.details[row])
            rules = [each["say"] for each in record["clauses"] if each["say"]["key"] in OWN_WORDS]
            found |= texts_in(
                [
                    [record["name"], record["summary"], record["organization"], record["area"]],
                    [record["hours_said"], record["notes"], record["bring"], record["paused_why"]],
                    [record["checked_by"], [phone["name"] for phone in record["phones"]]],
                    [each["values"] for each in rules],
                    [dated["say"] for hours in record["hours"] for dated in hours["dates"]],
                    [detail[name] for name in SHOWN],
                ]
            )
        found |= texts_in(edition.extra["councils"])
        found |= {told["by"] for told in edition.knowledge["told"]}
        found |= {line["number"] for line in edition.knowledge["help_lines"]}
    return {text for text in found | {each["words"] for each in sources()} if LETTERS.search(text)}


class Own:
    """The directory's own texts, longest first, to be taken out of what a page says."""

    def __init__(self, texts: set[str]) -> None:
        self._texts = texts
        self._cut: dict[str, re.Pattern[str]] = {}

    def escaped(self, html: str, *typed: str) -> list[str]:
        """The words of a page that no key gave and nobody of the directory said. `typed`: what was asked,
        which a page repeats."""
        found: list[str] = []
        for piece in Seen(html).pieces:
            if LETTERS.search(piece):
                found += LETTERS.findall(self.without(piece, typed))
        return found

    def without(self, piece: str, typed: tuple[str, ...]) -> str:
        """A piece of a page without the directory's own texts that stand in it as whole words."""
        inside = [text for text in {*self._texts, *typed} if text in piece]
        for text in sorted(inside, key=len, reverse=True):
            piece = re.sub(rf"(?<![A-Za-z]){re.escape(text)}(?![A-Za-z])", " ", piece)
        return piece


def brackets(html: str) -> bool:
    """Whether every bracket of the pseudo-language that opens is closed in its own piece."""
    return all(piece.count("⟦") == piece.count("⟧") for piece in Seen(html).pieces)


def shown(words: list[str]) -> str:
    """Escaped words on one line."""
    return json.dumps(words, ensure_ascii=False)
