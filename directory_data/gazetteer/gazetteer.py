"""The gazetteer: from what a person types, or where they stand, to a place (answers.md section 3)."""

import json
import math
import unicodedata
from pathlib import Path
from random import Random
from string import ascii_uppercase
from typing import Final, NamedTuple, Self

from .facts import nation_of
from .found import Found, PlaceFound, say
from .named import Named
from .names import Names
from .nearest import nearest
from .postcodes import OUTWARD_KEYS, SECTOR_KEYS, Postcode, inside, readings, slips, text_of
from .tables import Arrays, Table, degrees, mapped, row_of, rows_within

LONGEST: Final = 100  # characters that are read
_ECHOED: Final = 30
_PUNCTUATION: Final = " .,;:!?'\"()[]"
_SUGGESTED: Final = 5
_SECTORS_EACH: Final = OUTWARD_KEYS // SECTOR_KEYS
_NOT_COVERED: Final = {
    "BT": "place-northern-ireland",
    "JE": "place-channel-islands",
    "GY": "place-channel-islands",
    "IM": "place-isle-of-man",
}


class Located(NamedTuple):
    """Where a full postcode is: degrees, council code, nation."""

    lat: float
    lon: float
    council: str
    nation: str


class Gazetteer:
    """Opened once and shared: everything in it is read-only. Make one with `Gazetteer.open`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._arrays = Arrays.opened(folder)
        self._sectors = Table.opened(folder, "sector")
        self._outwards = Table.opened(folder, "outward")
        self._cell_starts = mapped(folder, "cell_starts")
        self._cell_rows = mapped(folder, "cell_rows")
        named = json.loads((folder / "named.json").read_text(encoding="utf-8"))
        #: What it was built from, as text.
        self.version = (folder / "version.json").read_text("utf-8")
        self._codes: list[str] = named["councils"]
        places: list[Named] = named["places"]
        self._names = Names(places)
        #: Council code to the name that people say, for every council of the United Kingdom.
        self.council_names: dict[str, str] = {
            place["said"][-1]: place["said"][0] for place in places if place["kind"] == "council"
        }

    @classmethod
    def open(cls, folder: Path) -> Self:
        """Open what `build` wrote. Raises FileNotFoundError where there is none."""
        return cls(folder)

    def find(self, text: str) -> Found:
        """The place that a person typed, or a kind answer with names it may be. Never raises."""
        typed = tidy(text)
        if len(typed) > LONGEST:
            return Found(None, say("place-too-long"))
        if not typed:
            return Found(None, say("place-empty"))
        return self._of_code(typed) or self._of_name(typed) or self._unknown(typed)

    def near(self, lat: float, lon: float) -> PlaceFound | None:
        """The place of a position in degrees: council and sector of its nearest postcode, and the position
        itself for distances. None when that is over 20 km away, or for numbers that are no position."""
        if not (math.isfinite(lat) and math.isfinite(lon) and abs(lat) <= 90 and abs(lon) <= 180):
            return None
        closest = nearest(self._arrays, self._cell_starts, self._cell_rows, lat, lon)
        if closest is None:
            return None
        sector = text_of(int(self._arrays.keys[closest.row]) // SECTOR_KEYS, 5)
        councils = [int(self._arrays.council[closest.row])]
        return self._place(sector, "position", councils, [sector], lat, lon)

    def locate(self, lat: float, lon: float) -> Found:
        """`near`, with words for the person where there is no place."""
        place = self.near(lat, lon)
        return Found(place, None if place else say("place-position-abroad"))

    def postcode(self, text: str) -> Located | None:
        """Where a full postcode is, in any case and spacing; None unless it is held."""
        typed = tidy(text).upper()
        code = next((one for one in readings(typed) if one.precision == "postcode"), None)
        row = row_of(self._arrays.keys, code.key) if code and len(typed) <= LONGEST else None
        if row is None:
            return None
        council = self._codes[int(self._arrays.council[row])]
        position = degrees(self._arrays.latitude[row]), degrees(self._arrays.longitude[row])
        return Located(*position, council, nation_of(council))

    def sample_postcodes(self, random: Random, number: int, council: str = "") -> list[str]:
        """Full postcodes drawn evenly from all that are held, or from a council's: as people are spread,
        more or less. ValueError for a council that is not known."""
        keys = self._arrays.keys
        if council:
            keys = keys[self._arrays.council == self._codes.index(council)]
        return [text_of(int(keys[random.randrange(len(keys))]), 7) for _ in range(number)]

    # -- codes --------------------------------------------------------------------------------

    def _of_code(self, typed: str) -> Found | None:
        """The place of a postcode, sector or outward code; None when the text has no shape of one."""
        upper = typed.upper()
        address = inside(upper)
        codes = [address] if address else readings(upper.partition(",")[0])
        for code in codes:
            if place := self._held(code):
                cut_short = code.precision == "sector" and not upper.partition(",")[0].endswith(code.inward)
                return Found(place, say("place-part", used=code.text) if cut_short else None)
        if not codes:
            return self._beside_a_name(upper)
        first = codes[0]
        if key := self._not_covered(first):
            return Found(None, say(key))
        for shorter in (Postcode(first.outward, first.inward[:1]), Postcode(first.outward, "")):
            if len(shorter.inward) < len(first.inward) and (place := self._held(shorter)):
                fallback = say("place-fallback", typed=first.text, used=shorter.text)
                return Found(place, fallback, tuple(self._slipped(first.text)))
        return None

    def _beside_a_name(self, upper: str) -> Found | None:
        """A sector or outward code written after or before a name: "Deptford SE8"."""
        words = upper.replace(",", " ").split()
        for part in (" ".join(words[-2:]), words[-1], words[0]) if len(words) > 1 else ():
            for code in readings(part):
                if place := self._held(code):
                    return Found(place, say("place-part", used=code.text))
        return None

    def _held(self, code: Postcode) -> PlaceFound | None:
        if code.precision == "postcode":
            return self._of_postcode(code)
        sector = code.precision == "sector"
        table = self._sectors if sector else self._outwards
        row = row_of(table.keys, code.key)
        if row is None:
            return None
        within = slice(row, row + 1) if sector else rows_within(self._sectors.keys, code.key, _SECTORS_EACH)
        sectors = [text_of(key, 5) for key in self._sectors.keys[within].tolist()]
        position = degrees(table.latitude[row]), degrees(table.longitude[row])
        return self._place(code.text, code.precision, table.councils_of(row), sectors, *position)

    def _of_postcode(self, code: Postcode) -> PlaceFound | None:
        row = row_of(self._arrays.keys, code.key)
        if row is None:
            return None
        position = degrees(self._arrays.latitude[row]), degrees(self._arrays.longitude[row])
        councils = [int(self._arrays.council[row])]
        return self._place(code.text, "postcode", councils, [code.text[:-2]], *position)

    def _place(
        self, name: str, precision: str, councils: list[int], sectors: list[str], lat: float, lon: float
    ) -> PlaceFound:
        codes = [self._codes[index] for index in councils]
        return {
            "name": name,
            "precision": precision,
            "councils": codes,
            "sectors": sectors,
            "lat": lat,
            "lon": lon,
            "nation": nation_of(codes[0]),
        }

    def _not_covered(self, code: Postcode) -> str | None:
        area = code.outward.rstrip("0123456789")
        return None if self._held(Postcode(code.outward, "")) else _NOT_COVERED.get(area)

    # -- names --------------------------------------------------------------------------------

    def _of_name(self, typed: str) -> Found | None:
        meant = self._names.meant(typed)
        if not meant:
            return None
        if meant[0]["place"] is None:
            return Found(None, say(meant[0]["withheld"], typed=_shown(typed)))
        place: PlaceFound = {**meant[0]["place"]}
        others = _others(place, meant[1:])
        if not others:
            return Found(place)
        return Found(place, say("place-one-of-several", used=place["name"]), others)

    def _unknown(self, typed: str) -> Found:
        codes = readings(typed.upper())
        likely = self._slipped(typed) or ([] if codes else self._names.suggested(typed))
        if likely:
            shown = codes[0].text if codes else _shown(typed)
            return Found(None, say("place-did-you-mean", typed=shown), tuple(likely))
        if codes:
            like = self._outwards_like(codes[0].outward)
            return Found(None, say("place-unknown", typed=codes[0].text), tuple(like))
        digits = any(character.isdigit() for character in typed)
        return Found(None, say("place-not-a-postcode" if digits else "place-unknown", typed=_shown(typed)))

    def _slipped(self, typed: str) -> list[str]:
        """Codes that are held and that the text becomes when O and 0, or I and 1, are swapped."""
        codes = [code for way in slips(typed.upper()) for code in readings(way)[:1]]
        return list(dict.fromkeys(code.text for code in codes if self._held(code)))

    def _outwards_like(self, outward: str) -> list[str]:
        """Outward codes that begin with this one ("SW1" is nine), or a swap or a digit too many away, with
        their council's name: "SE13, Lewisham"."""
        letters = outward.rstrip("0123456789")
        digits = outward[len(letters) :]
        begun = [outward + letter for letter in ascii_uppercase]
        nearby = [letters + digits[::-1], letters + digits[:1], letters + digits[-1:]]
        codes = dict.fromkeys([*begun, *nearby])
        held = [(code, self._held(Postcode(code, ""))) for code in codes if code != outward]
        named = [f"{code}, {self.council_names[place['councils'][0]]}" for code, place in held if place]
        return named[:_SUGGESTED]


def _shown(typed: str) -> str:
    return typed if len(typed) <= _ECHOED else f"{typed[:_ECHOED]}…"


def _others(place: PlaceFound, meant: list[Named]) -> tuple[str, ...]:
    """Names of the other places the words could mean: elsewhere, and not the prison of the same name."""
    places = [other["place"] for other in meant if other["place"] and other["kind"] != "prison"]
    elsewhere = [other["name"] for other in places if other["councils"][0] != place["councils"][0]]
    return tuple(name for name in dict.fromkeys(elsewhere) if name != place["name"])


def tidy(text: str) -> str:
    """What was typed, on one line: full-width forms made plain, punctuation at the ends and
    anything that does not print dropped."""
    # Compatibility forms can unfold to 18 characters each: cut before, and again by the caller.
    plain = unicodedata.normalize("NFKC", text[: LONGEST * 4])
    printing = plain if plain.isprintable() else "".join(c if c.isprintable() else " " for c in plain)
    return " ".join(printing.split()).strip(_PUNCTUATION)
