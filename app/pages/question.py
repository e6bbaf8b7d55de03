"""A question as it is put: its place looked up, its words folded."""

from app import asking
from app.language import catalogue
from pwa.views.question import NOT_FOR_YOU as NOT_FOR_YOU
from pwa.views.question import PER_PAGE as PER_PAGE
from pwa.views.question import PlaceSaid, Put
from pwa.views.question import put as put_to
from pwa.views.routes import Turn
from pwa.views.words import plain
from search.folding import fold
from search.rules.saying import say


def put(asked: Turn) -> Put:
    """The question of a page."""
    return put_to(asked["heard"], place_of(asked["near"]), fold(asked["typed"]), asked["at"])


def place_of(near: str) -> PlaceSaid:
    """What the gazetteer says of a place. Where somebody stands only a phone knows, for a while."""
    if near == plain("near-me", catalogue()):
        return {"place": None, "say": plain("near-again", catalogue()), "suggestions": []}
    found = asking.place(near)
    if found is None:
        return {"place": None, "say": "", "suggestions": []}
    return {
        "place": asking.resolved(found),
        "say": say(found.say, catalogue()) if found.say is not None else "",
        "suggestions": list(found.suggestions),
    }
