"""Lists of codes in words, for sentences that are fixed when an edition is published."""

from .catalogue import english
from .rules.saying import say, words

ROUTES = ("agency", "peer-mentor", "probation", "council", "gp", "court", "outreach")


def routes_said(routes: list[str]) -> str:
    """Who may refer somebody, `self` left out: "probation, the council or outreach" (answers.md
    section 2). In the order of contract.md; "" when nobody is left; unknown codes are left out."""
    catalogue = english()
    names = [words(f"route-{route}", catalogue) for route in ROUTES if route in routes]
    if not names:
        return ""
    said = names[0]
    for name in names[1:-1]:
        said = say({"key": "list-more", "values": {"first": said, "next": name}}, catalogue)
    if len(names) > 1:
        said = say({"key": "list-last", "values": {"first": said, "last": names[-1]}}, catalogue)
    return said
