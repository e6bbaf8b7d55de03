"""Fields carried from page to page, and the parts of forms made from them."""

from typing import Final

from .shapes import Asked, Carried, Choice, Field

#: Fields of the question itself; every other field is something the person said.
QUESTION: Final = ["near", "need", "when", "at", "miles", "q", "helper", "asked", "lang"]


def value_of(fields: list[Field], name: str) -> str:
    """The value of a field that stands once, "" when it is absent."""
    found = ""
    for field in fields:
        if field["name"] == name:
            found = field["value"]
    return found


def values_of(fields: list[Field], name: str) -> list[str]:
    """The values of a field that may stand several times."""
    return [field["value"] for field in fields if field["name"] == name]


def without(fields: list[Field], names: list[str]) -> list[Field]:
    """The fields, but for those of the given names."""
    return [field for field in fields if field["name"] not in names]


def carried(asked: Asked) -> Carried:
    """What a page carries onward, cut for each of its forms."""
    fields = asked["fields"]
    query = asked["query"]
    suffix = f"?{query}" if query != "" else ""
    back = suffix
    if asked["page"] > 1:
        page = asked["page"]
        suffix = f"?{query}&page={page}" if query != "" else f"?page={page}"
        back = suffix
    return {
        "method": asked["method"],
        "suffix": suffix,
        "back": back,
        "page": asked["page"],
        "fields": fields,
        "without_near": without(fields, ["near"]),
        "without_need": without(fields, ["need"]),
        "for_change": without(fields, ["near", "when", "miles", "q", "helper"]),
        "for_facts": [field for field in fields if field["name"] in QUESTION and field["name"] != "helper"],
    }


def choice(name: str, value: str, label: str, chosen: bool) -> Choice:
    """One choice of the field `name`."""
    return {"id": f"{name}-{value}", "value": value, "label": label, "chosen": chosen}
