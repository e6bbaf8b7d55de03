"""What a request to a page says, cleaned: the one place that knows which fields may stand in a URL.

contract.md, Pages: place, time, miles, page and most needs by GET; words typed, two needs and everything
somebody says about themselves by POST alone, carried onward in hidden fields, or kept on the phone.
"""

from typing import Final, TypedDict

from search.rules.model import Need

from .fields import value_of
from .reading import day_read, hundredths, minute_read, trimmed, whole
from .shapes import Asked, Field
from .telling import FIELDS, MANY, Refusal, person_refused

#: Pathways whose needs stand in no URL.
PRIVATE: Final = ["abuse", "sex-work"]
IN_URL: Final = ["near", "need", "when", "at", "miles", "page", "lang"]
BY_POST: Final = ["q", "helper", "asked", *FIELDS]
WINDOWS: Final = ["now", "today", "tonight", "tomorrow", "weekend"]
MOST_FIELDS: Final = 500  # of a form or an address; those after them are not read
LONGEST: Final = 100
LONGEST_NEAR: Final = 200
LONGEST_WORDS: Final = 2000  # longer than what anybody types; the rule reads less (decision 0003)
MOST_NEEDS: Final = 20
LAST_PAGE: Final = 10000
FARTHEST: Final = "15"  # miles that pages ask for (answers.md section 3, Reach)
FARTHEST_HUNDREDTHS: Final = 1500


class Heard(TypedDict):
    """The fields that were said, without blanks, in a fixed order; `page` apart. `private`: something
    among them may stand in no URL. `refused`: the first that cannot be read."""

    fields: list[Field]
    page: int
    private: bool
    refused: Refusal | None


class Read(TypedDict):
    """Some of the fields of a request, or why they are refused."""

    fields: list[Field]
    refused: Refusal | None


def refuse(field: str, why: str) -> Read:
    """A field that cannot be read."""
    return {"fields": [], "refused": {"field": field, "why": why}}


def values(given: list[Field], name: str, longest: int) -> Read:
    """What stands in all fields of a name, each once, blanks left out, in the order given."""
    found: list[str] = []
    for field in given:
        if field["name"] == name:
            value = trimmed(field["value"], longest)
            if value is None:
                return refuse(name, "refused-long")
            if value != "" and value not in found:
                found.append(value)
    return {"fields": [{"name": name, "value": each} for each in found], "refused": None}


def one(given: list[Field], name: str, longest: int) -> Read:
    """A field that stands once. Of several the last is meant: a button comes after what it changes."""
    read = values(given, name, longest)
    count = len(read["fields"])
    if count < 2:
        return read
    return {"fields": [read["fields"][count - 1]], "refused": None}


def needs_of(given: list[Field], posted: bool, needs: list[Need]) -> Read:
    """The needs asked about."""
    read = values(given, "need", LONGEST)
    kept = [read["fields"][index] for index in range(0, min(MOST_NEEDS, len(read["fields"])))]
    for field in kept:
        pathways = [need["pathway"] for need in needs if need["code"] == field["value"]]
        if len(pathways) == 0:
            return refuse("need", "refused-need")
        if not posted and pathways[0] in PRIVATE:
            return refuse("need", "refused-in-address")
    return {"fields": kept, "refused": read["refused"]}


def when_of(given: list[Field]) -> Read:
    """The time asked about: a window's name, a date, or a date and time."""
    read = one(given, "when", LONGEST)
    for field in read["fields"]:
        text = field["value"]
        if text not in WINDOWS and day_read(text) is None and minute_read(text) is None:
            return refuse("when", "refused-when")
    return read


def at_of(given: list[Field]) -> Read:
    """The moment asked at, where one is given."""
    read = one(given, "at", LONGEST)
    for field in read["fields"]:
        if minute_read(field["value"]) is None:
            return refuse("at", "refused-moment")
    return read


def miles_of(given: list[Field]) -> Read:
    """How far to look: pages ask for 15 miles at most."""
    read = one(given, "miles", LONGEST)
    for field in read["fields"]:
        found = hundredths(field["value"])
        if found <= 0:
            return refuse("miles", "refused-miles")
        if found > FARTHEST_HUNDREDTHS:
            return {"fields": [{"name": "miles", "value": FARTHEST}], "refused": None}
    return read


def about(given: list[Field], asked_for: list[str]) -> list[Read]:
    """What somebody says about themselves, who asks for them, and what has been put to them.
    `asked_for`: the facts that questions are about; others that were "put" are left out."""
    helper = one(given, "helper", LONGEST)
    put = values(given, "asked", LONGEST)
    found: list[Read] = [
        {
            "fields": [each for each in helper["fields"] if each["value"] != "self"],
            "refused": helper["refused"],
        },
        {
            "fields": [each for each in put["fields"] if each["value"] in asked_for],
            "refused": put["refused"],
        },
    ]
    for name in FIELDS:
        read = values(given, name, LONGEST) if name in MANY else one(given, name, LONGEST)
        known = [each for each in read["fields"] if each["value"] != "not-sure"]
        found.append({"fields": known, "refused": read["refused"]})
    return found


def birthday(fields: list[Field]) -> list[Field]:
    """A birthday is said as its date alone: the age it brings is one more than now."""
    age = whole(value_of(fields, "age"), 3)
    if value_of(fields, "turns_on") == "" or value_of(fields, "turns_age") != "" or age < 0:
        return []
    return [{"name": "turns_age", "value": f"{age + 1}"}]


def page_of(given: list[Field]) -> int:
    """The number of the page, 1 where none is given, -1 for what is no number of a page."""
    read = one(given, "page", LONGEST)
    if read["refused"] is not None:
        return -1
    for field in read["fields"]:
        page = whole(field["value"], 5)
        return page if 1 <= page and page <= LAST_PAGE else -1
    return 1


def is_private(field: Field, needs: list[Need]) -> bool:
    """Whether a field may stand in no URL."""
    if field["name"] == "need":
        return any(need["code"] == field["value"] and need["pathway"] in PRIVATE for need in needs)
    return field["name"] not in IN_URL


def hear(said: list[Field], posted: bool, needs: list[Need], asked_for: list[str]) -> Heard:
    """A form (`posted`) or the query of an address, read.

    In an address a field that belongs in none is refused: it has been seen once already, and must not
    be printed into every link of a page.
    """
    given = [said[index] for index in range(0, min(MOST_FIELDS, len(said)))]
    reads: list[Read] = [
        one(given, "near", LONGEST_NEAR),
        needs_of(given, posted, needs),
        when_of(given),
        at_of(given),
        miles_of(given),
        one(given, "lang", LONGEST),
    ]
    if posted:
        reads = [*reads, one(given, "q", LONGEST_WORDS)]
        if not any(each["name"] == "clear" for each in given):
            reads = [*reads, *about(given, asked_for)]
    read_fields = [field for read in reads for field in read["fields"]]
    fields = [*read_fields, *birthday(read_fields)]
    page = page_of(given)
    return {
        "fields": fields,
        "page": page,
        "private": any(is_private(field, needs) for field in fields),
        "refused": first_refused(given, posted, reads, fields, page),
    }


def first_refused(
    given: list[Field], posted: bool, reads: list[Read], fields: list[Field], page: int
) -> Refusal | None:
    """The first thing that cannot be read or may not stand where it stands."""
    if not posted:
        for name in BY_POST:
            if any(each["name"] == name for each in given):
                return {"field": name, "why": "refused-in-address"}
    for read in reads:
        if read["refused"] is not None:
            return read["refused"]
    if page < 0:
        return {"field": "page", "why": "refused-page"}
    return person_refused(fields)


def in_url(heard: Heard) -> list[Field]:
    """What may stand in a URL of what was said, but for the page: to be percent-encoded by the host."""
    return [field for field in heard["fields"] if field["name"] in IN_URL]


def address(path: str, query: str, page: int) -> str:
    """The URL of a question in which nothing is private. `query`: `in_url`, percent-encoded."""
    if page > 1:
        return f"{path}?{query}&page={page}" if query != "" else f"{path}?page={page}"
    return f"{path}?{query}" if query != "" else path


def kept_address(path: str, number: int) -> str:
    """The URL of a question that stays on the phone, under its number."""
    return f"{path}?v={number}"


def kept_of(heard: Heard) -> list[Field]:
    """What the phone keeps of a question under its number. Heard again, as a form, it says the same."""
    if heard["page"] > 1:
        page = heard["page"]
        return [*heard["fields"], {"name": "page", "value": f"{page}"}]
    return heard["fields"]


def asked_of(heard: Heard, query: str) -> Asked:
    """As the views take it. `query`: `in_url`, percent-encoded; it is dropped once something private
    was said, so that no link holds anything of the question."""
    return {
        "method": "post" if heard["private"] else "get",
        "query": "" if heard["private"] else query,
        "fields": heard["fields"],
        "page": heard["page"],
    }
