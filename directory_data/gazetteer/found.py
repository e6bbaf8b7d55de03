"""What a look-up hands back, and every sentence it can say."""

from dataclasses import dataclass
from typing import Final, TypedDict


class PlaceFound(TypedDict):
    """A place, resolved: the same fields as `Place` in the rules' model (answers.md section 3)."""

    name: str
    precision: str
    councils: list[str]
    sectors: list[str]
    lat: float
    lon: float
    nation: str


class Say(TypedDict):
    """A sentence as a key of SENTENCES and its values, so that another language is another catalogue."""

    key: str
    values: dict[str, int | str]


SENTENCES: Final[dict[str, str]] = {
    "place-fallback": "We don’t know {typed}. Using {used} instead.",
    "place-part": "Using {used}.",
    "place-one-of-several": "Using {used}. There are others with this name.",
    "place-did-you-mean": "We don’t know {typed}. Did you mean one of these?",
    "place-unknown": "We don’t know {typed}. Try a town or area.",
    "place-not-a-postcode": "{typed} is not a UK postcode. Try a town or area.",
    "place-empty": "Type a postcode, town or area.",
    "place-too-long": "That is too long. Type a postcode, town or area.",
    "place-northern-ireland": "We don’t cover Northern Ireland yet.",
    "place-channel-islands": "We don’t cover the Channel Islands.",
    "place-isle-of-man": "We don’t cover the Isle of Man.",
    "place-ireland": "We don’t cover Ireland.",
    "place-wide": "{typed} is a large area. Type a town in it.",
    "place-no-address": "That’s fine. Type a town or area you’ll be near.",
    "place-abroad": "We only cover England, Scotland and Wales. Type a town there.",
    "place-position-abroad": "You seem to be far from here. Type where you’re going.",
}


@dataclass(frozen=True)
class Found:
    """The answer to one typed place. Without `place`, `say` is a kind refusal. `suggestions` are names
    that `find` knows; with a `place` they are others that the same words could mean."""

    place: PlaceFound | None
    say: Say | None = None
    suggestions: tuple[str, ...] = ()

    @property
    def sentence(self) -> str:
        """`say` in English, "" when there is nothing to say."""
        if self.say is None:
            return ""
        return SENTENCES[self.say["key"]].format(**self.say["values"])


def say(key: str, **values: int | str) -> Say:
    return {"key": key, "values": values}
