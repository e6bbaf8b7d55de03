"""A page as tests read it: its elements, links, forms and words."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = {"area", "br", "hr", "img", "input", "link", "meta"}


@dataclass
class Element:
    """One element: tag, attributes, the tags around it, and its own and inner text."""

    tag: str
    attributes: dict[str, str]
    parents: list["Element"] = field(default_factory=list)
    text: str = ""


class Page(HTMLParser):
    """Parses strictly: an element that is closed by another's end tag fails."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[Element] = []
        self._open: list[Element] = []
        self.feed(html)
        self.close()
        assert self._open == [], f"not closed: {[element.tag for element in self._open]}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), f"an attribute stands twice: {tag} {names}"
        element = Element(tag, {name: value or "" for name, value in attrs}, list(self._open))
        self.elements.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1].tag == tag, f"<{self._open[-1].tag}> closed by </{tag}>"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def every(self, tag: str, **attributes: str) -> list[Element]:
        """Elements with a tag and attributes (`class_` and `for_` for those names; `data_id` for data-id)."""
        wanted = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
        return [
            element
            for element in self.elements
            if element.tag == tag
            and all(element.attributes.get(name) == value for name, value in wanted.items())
        ]

    def one(self, tag: str, **attributes: str) -> Element:
        """The only element of that kind."""
        found = self.every(tag, **attributes)
        assert len(found) == 1, f"{len(found)} of {tag} {attributes}"
        return found[0]

    @property
    def links(self) -> list[str]:
        """Every address that a browser would go to: href, action, formaction."""
        return [
            element.attributes[name]
            for element in self.elements
            for name in ("href", "action", "formaction")
            if name in element.attributes and element.tag != "use"
        ]

    def hidden(self, form: Element) -> list[tuple[str, str]]:
        """The hidden fields of one form."""
        return [
            (element.attributes["name"], element.attributes["value"])
            for element in self.every("input", type="hidden")
            if form in element.parents
        ]

    @property
    def words(self) -> str:
        """All that is read on the page, on one line."""
        return " ".join(self.elements[0].text.split())
