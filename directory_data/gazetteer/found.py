"""What a look-up hands back, and every sentence it can say."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypedDict

WORDS: Final = Path(__file__).parent.parent / "content" / "words" / "place.json"


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


#: Entries of the catalogue: read here too, so that a look-up can be told without it.
SENTENCES: Final[dict[str, str]] = json.loads(WORDS.read_text("utf-8"))


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
