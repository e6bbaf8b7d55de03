"""What a page request says, cleaned: the one place that knows which fields may stand in a URL.

contract.md, Pages: place, time, miles, page and most needs by GET; words typed, two needs and
everything somebody says about themselves by POST alone, carried onward in hidden fields.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from app import asking
from app.errors import refuse
from pwa.views.shapes import Asked, Field
from search.person import FACTS
from search.rules.model import Need

Given = Mapping[str, Sequence[str]]

#: Pathways whose needs stand in no URL.
PRIVATE_PATHWAYS = ("abuse", "sex-work")
IN_URL = ("near", "need", "when", "at", "miles", "page")
MANY = ("need", "asked", *tuple(fact.name for fact in FACTS if fact.kind in ("codes", "councils")))
FACT_NAMES = (*tuple(fact.name for fact in FACTS if fact.kind != "turns"), "turns_age", "turns_on")
BY_POST = ("q", "helper", "asked", *FACT_NAMES)
LONGEST = {"near": asking.LONGEST_NEAR, "q": asking.LONGEST_WORDS}
LAST_PAGE = 10_000
MOST_NEEDS = 20

_MILES = re.compile(r"\d{1,3}(\.\d{1,2})?", re.ASCII)


@dataclass(frozen=True)
class Heard:
    """The fields that were said, without blanks, in a fixed order; `page` apart."""

    fields: list[Field]
    page: int
    private: bool

    def one(self, name: str) -> str:
        """The value of a field that stands once, "" when absent."""
        return next((field["value"] for field in self.fields if field["name"] == name), "")

    def every(self, name: str) -> list[str]:
        """The values of a field that may stand several times."""
        return [field["value"] for field in self.fields if field["name"] == name]

    @property
    def query(self) -> str:
        """What may stand in a URL of what was said, percent-encoded."""
        return urlencode([(each["name"], each["value"]) for each in self.fields if each["name"] in IN_URL])

    @property
    def asked(self) -> Asked:
        """As the views take it."""
        private = self.private
        return {
            "method": "post" if private else "get",
            "query": "" if private else self.query,
            "fields": self.fields,
            "page": self.page,
        }


def hear(given: Given, needs: list[Need], *, posted: bool) -> Heard:
    """Read a form or a query. Raises Refused 422 that names the field.

    By GET a field that belongs in no URL is refused: it has been seen once already, and must not
    be printed into every link of a page.
    """
    if not posted:
        for name in BY_POST:
            if name in given:
                refuse(name, "This may not stand in a web address.")
    cleared = posted and "clear" in given
    fields: list[Field] = []
    pathway_of = {need["code"]: need["pathway"] for need in needs}
    fields += _one(given, "near")
    for code in _values(given, "need")[:MOST_NEEDS]:
        if code not in pathway_of:
            refuse("need", "We do not know this need.")
        if not posted and pathway_of[code] in PRIVATE_PATHWAYS:
            refuse("need", "This may not stand in a web address.")
        fields.append({"name": "need", "value": code})
    fields += _one(given, "when") + _one(given, "at") + _miles(given)
    if posted:
        fields += _one(given, "q")
        fields += [] if cleared else _about(given)
    private = any(_is_private(field, pathway_of) for field in fields)
    return Heard(fields, _page(given), private)


def _is_private(field: Field, pathway_of: dict[str, str]) -> bool:
    if field["name"] == "need":
        return pathway_of[field["value"]] in PRIVATE_PATHWAYS
    return field["name"] not in IN_URL


def _values(given: Given, name: str) -> list[str]:
    """Distinct values, blanks left out, in the order given."""
    return list(dict.fromkeys(value.strip() for value in given.get(name, ()) if value.strip()))


def _one(given: Given, name: str) -> list[Field]:
    """A field that stands once. Of several the last is meant: a button comes after what it changes."""
    values = _values(given, name)
    if not values:
        return []
    if len(values[-1]) > LONGEST.get(name, 100):
        refuse(name, "This is too long.")
    return [{"name": name, "value": values[-1]}]


def _miles(given: Given) -> list[Field]:
    """Pages ask for 15 miles at most (answers.md section 3, Reach)."""
    fields = _one(given, "miles")
    if not fields:
        return []
    text = fields[0]["value"]
    if not _MILES.fullmatch(text) or float(text) <= 0:
        refuse("miles", "This must be a number of miles.")
    return [{"name": "miles", "value": str(asking.PAGE_MILES) if float(text) > asking.PAGE_MILES else text}]


def _about(given: Given) -> list[Field]:
    """What somebody says about themselves, who asks for them, and what has been put to them."""
    fields = [field for field in _one(given, "helper") if field["value"] != "self"]
    fields += [{"name": "asked", "value": value} for value in _values(given, "asked") if value in FACT_NAMES]
    for name in FACT_NAMES:
        if name in MANY:
            fields += [
                {"name": name, "value": value} for value in _values(given, name) if value != "not-sure"
            ]
        else:
            fields += [field for field in _one(given, name) if field["value"] != "not-sure"]
    return _with_birthday(fields)


def _with_birthday(fields: list[Field]) -> list[Field]:
    """A birthday is said as its date alone: the age it brings is one more than now."""
    said = {field["name"]: field["value"] for field in fields}
    age = said.get("age", "")
    if (
        "turns_on" not in said
        or "turns_age" in said
        or not (age.isascii() and age.isdigit() and len(age) < 4)
    ):
        return fields
    return [*fields, {"name": "turns_age", "value": str(int(age) + 1)}]


def _page(given: Given) -> int:
    values = _values(given, "page")
    if not values:
        return 1
    text = values[-1]
    if not (text.isascii() and text.isdigit() and len(text) < 6 and 1 <= int(text) <= LAST_PAGE):
        refuse("page", "This must be the number of a page.")
    return int(text)
