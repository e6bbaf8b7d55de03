"""Which page a request is for, and what has to be done before it can be made."""

from typing import Final, TypedDict

from search.rules.model import Knowledge

from .fields import value_of
from .heard import Heard, hear
from .question import asked_for, moment
from .reading import whole
from .shapes import Field

#: The pages that ask nothing, by their one name in the address.
PLAIN: Final = ["help-lines", "areas", "about", "privacy", "leave"]
LONGEST_NUMBER: Final = 9


class Route(TypedDict):
    """`name`: home, find, service, a name of PLAIN, or "" for what is none of these pages. `id`: of
    `/services/<id>`."""

    name: str
    id: str


class Turn(TypedDict):
    """What a request comes to. `kind`:

    - a page that asks nothing: home, help-lines, areas, about, privacy, leave
    - list, service: look `near` up, fold `typed`, and answer what was `heard` as of `at`
    - see: nothing private was said in a form of the list; send it on to its own address
    - keep: on the phone, keep what was heard under a number, and send on to that
    - refused: `heard` says which field and why
    - elsewhere: none of these pages
    """

    kind: str
    path: str
    id: str
    heard: Heard
    at: int
    near: str
    typed: str


def segments(path: str) -> list[str]:
    """The parts of a path, between its slashes: "/services/x" is "services", "x"."""
    found: list[str] = []
    part = ""
    place = 0
    for letter in path:
        if letter == "/" and place > 0:
            found.append(part)
            part = ""
        elif letter != "/":
            part = f"{part}{letter}"
        place = place + 1
    return [*found, part]


def route_of(path: str) -> Route:
    """The page at a path."""
    parts = segments(path)
    if len(parts) == 1:
        if parts[0] == "":
            return {"name": "home", "id": ""}
        if parts[0] == "find" or parts[0] in PLAIN:
            return {"name": parts[0], "id": ""}
    if len(parts) == 2 and parts[0] == "services" and parts[1] != "":
        return {"name": "service", "id": parts[1]}
    return {"name": "", "id": ""}


def number_of(query: list[Field]) -> int:
    """The number of a question that a phone keeps, 0 for none, -1 for what can be no number."""
    if not any(field["name"] == "v" for field in query):
        return 0
    number = whole(value_of(query, "v"), LONGEST_NUMBER)
    return number if number > 0 else -1


def turn(
    path: str,
    posted: bool,
    query: list[Field],
    form: list[Field],
    kept: list[Field] | None,
    phone: bool,
    knowledge: Knowledge,
    now: int,
) -> Turn:
    """What a request comes to. `form`: of a POST. `kept`: what this phone keeps under the number in the
    query, None when it keeps nothing there (as on the server always)."""
    route = route_of(path)
    number = number_of(query)
    told = posted or number != 0
    said = query
    if posted:
        said = form
    elif kept is not None:
        said = kept
    heard = hear(said, told, knowledge["needs"], asked_for(knowledge))
    return {
        "kind": kind_of(route["name"], posted, number != 0 and kept is None, phone, heard),
        "path": path,
        "id": route["id"],
        "heard": heard,
        "at": moment(heard, now),
        "near": value_of(heard["fields"], "near"),
        "typed": value_of(heard["fields"], "q"),
    }


def kind_of(name: str, posted: bool, gone: bool, phone: bool, heard: Heard) -> str:
    """The kind of a turn. `gone`: a number was given that nothing is kept under."""
    if name == "":
        return "elsewhere"
    if name != "find" and name != "service":
        return name
    if gone and not posted:
        return "home"
    if heard["refused"] is not None:
        return "refused"
    if posted and phone and heard["private"]:
        return "keep"
    if posted and name == "find" and not heard["private"]:
        return "see"
    return "list" if name == "find" else "service"
