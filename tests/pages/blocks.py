"""A page as it is read: one text for each block, joined over what stands inside a line."""

import re
from html.parser import HTMLParser

from .strange import UNSEEN, VOID

#: Elements that stand inside a line of text.
INLINE = ("b", "em", "i", "span", "strong", "svg", "use")
#: Spans that are labels of what stands beside them.
LABELS = ("vh", "lab", "tag")
#: Parts of pages that quote others: licences in their own words, addresses, hours in a provider's words.
QUOTED = ("address", "blockquote")


class Blocks(HTMLParser):
    """The texts of a page, in their order."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.texts: list[str] = []
        self._line = self._inside = ""
        self._open: list[tuple[bool, bool]] = []
        self.feed(html)
        self.close()
        self._end()

    def _end(self) -> None:
        text = re.sub(r"\s+", " ", self._line).strip()
        if text:
            self.texts.append(text)
        self._line = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        apart = tag not in INLINE or dict(attrs).get("class") in LABELS or self._inside == "label"
        if apart:
            self._end()
        self._inside = tag
        if tag not in VOID:
            self._open.append((apart, tag in UNSEEN or tag in QUOTED or tag == "title"))

    def handle_endtag(self, tag: str) -> None:
        apart, _ = self._open.pop()
        if apart:
            self._end()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        pass

    def handle_data(self, data: str) -> None:
        if not any(unread for _, unread in self._open):
            self._line += data
