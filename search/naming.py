"""Lists of codes in words, for sentences that are fixed when an edition is published."""

import json
from functools import cache
from importlib.resources import files

ROUTES = ("agency", "peer-mentor", "probation", "council", "gp", "court", "outreach")


@cache
def _words() -> dict[str, str]:
    """The catalogue's entries of who can use a service."""
    text = (files("directory_data") / "content" / "words" / "who.json").read_text("utf-8")
    return {str(key): str(entry) for key, entry in json.loads(text).items()}


def routes_said(routes: list[str]) -> str:
    """Who may refer somebody, `self` left out: "probation, the council or outreach" (answers.md
    section 2). In the order of contract.md; "" when nobody is left; unknown codes are left out."""
    names = [_words()[f"route-{route}"] for route in ROUTES if route in routes]
    if not names:
        return ""
    said = names[0]
    for name in names[1:-1]:
        said = _words()["list-more"].replace("{value:first}", said).replace("{value:next}", name)
    if len(names) > 1:
        said = _words()["list-last"].replace("{value:first}", said).replace("{value:last}", names[-1])
    return said
