"""Typed codes among the parts that a phone carries: postcodes, sectors, outward codes (answers.md section 3).

The same place as directory_data/gazetteer finds, for everything that lies in an area that is held. Of
anything else it tells which councils' areas would have to be saved. Folding and upper case are the
runtime's (`Typed`); everything after them is here.
"""

from typing import Final

from .model import Message, Place
from .packed import AreaOutward, AreaPlaces, FoundPlace, Held, PlaceNames
from .plainly import distinct
from .postcodes import Code, before_comma, inside, joined, readings, slips, split, written

MICRO: Final = 1000000
ECHOED: Final = 30
LETTERS: Final = [
    "A", "B", "C", "D", "E", "F", "G", "H", "I", "J", "K", "L", "M",
    "N", "O", "P", "Q", "R", "S", "T", "U", "V", "W", "X", "Y", "Z",
]  # fmt: skip
NATIONS: Final = {"S": "scotland", "N": "northern-ireland"}
NOT_COVERED: Final = {
    "BT": "place-northern-ireland",
    "JE": "place-channel-islands",
    "GY": "place-channel-islands",
    "IM": "place-isle-of-man",
}


# -- codes --------------------------------------------------------------------------------------


def total(steps: list[int], last: int) -> int:
    """The sum of the steps up to and with one."""
    found = 0
    for index in range(0, last + 1):
        found += steps[index]
    return found


def place_in(texts: list[str], text: str) -> int:
    """The place of a text in a list, -1 for none."""
    for index in range(0, len(texts)):
        if texts[index] == text:
            return index
    return -1


def nation_of(council: str) -> str:
    """The nation of a council's code, by its first letter."""
    for letter in council:
        nation = NATIONS.get(letter)
        return nation if nation is not None else "england-and-wales"
    return "england-and-wales"


def placed(name: str, precision: str, councils: list[str], sectors: list[str], lat: int, lon: int) -> Place:
    """A place at a position in millionths of a degree."""
    return {
        "name": name,
        "precision": precision,
        "councils": councils,
        "sectors": sectors,
        "lat": lat / MICRO,
        "lon": lon / MICRO,
        "nation": nation_of(councils[0]),
    }


def coded(councils: list[str], numbers: list[int]) -> list[str]:
    """Councils' codes."""
    return [councils[number] for number in numbers]


def sector_of(code: Code) -> str:
    """The sector of a postcode or sector, as written."""
    for digit in code["inward"]:
        return f"{code['outward']} {digit}"
    return code["outward"]


def sectors_of(outward: AreaOutward) -> list[str]:
    """The sectors of an outward code."""
    return [f"{outward['name']} {digit}" for digit in outward["digits"]]


def councils_in(outward: AreaOutward, sector: int) -> list[int]:
    """The councils of one sector of an outward code, as numbers."""
    if len(outward["shared"]) == 0:
        return outward["within"]
    return outward["shared"][sector]


def outward_in(area: AreaPlaces, name: str) -> AreaOutward | None:
    """What an area knows of an outward code."""
    for outward in area["outwards"]:
        if outward["name"] == name:
            return outward
    return None


def outward_held(names: PlaceNames, areas: list[AreaPlaces], code: Code) -> Held:
    """An outward code: its centre is held with the area of any of its councils."""
    row = place_in(names["outwards"], code["outward"])
    if row < 0:
        return {"place": None, "save": []}
    for area in areas:
        outward = outward_in(area, code["outward"])
        if outward is not None:
            councils = coded(area["councils"], outward["within"])
            if area["council"] in councils:
                return {
                    "place": placed(
                        code["outward"],
                        "outward",
                        councils,
                        sectors_of(outward),
                        outward["lat"],
                        outward["lon"],
                    ),
                    "save": [],
                }
    return {"place": None, "save": coded(names["councils"], names["within"][row])}


def councils_of_sector(names: PlaceNames, areas: list[AreaPlaces], code: Code) -> list[str]:
    """The councils of a code's sector, [] where there is no such sector. Where no area knows the
    sector itself, those of its outward code."""
    row = place_in(names["outwards"], code["outward"])
    if row < 0:
        return []
    sector = sector_of(code)
    if not any(f"{code['outward']} {digit}" == sector for digit in names["digits"][row]):
        return []
    for area in areas:
        outward = outward_in(area, code["outward"])
        if outward is not None:
            index = place_in(sectors_of(outward), sector)
            if index >= 0:
                return coded(area["councils"], councils_in(outward, index))
    return coded(names["councils"], names["within"][row])


def sector_held(names: PlaceNames, areas: list[AreaPlaces], code: Code) -> Held:
    """A sector: its centre is held with the area of any of its councils."""
    councils = councils_of_sector(names, areas, code)
    sector = sector_of(code)
    for area in areas:
        row = place_in(area["sectors"], sector)
        if row >= 0 and len(councils) > 0:
            lat = total(area["lat"], row)
            lon = total(area["lon"], row)
            return {"place": placed(sector, "sector", councils, [sector], lat, lon), "save": []}
    return {"place": None, "save": councils}


def unit_of(code: Code) -> int:
    """The last two letters of a postcode as a number, -1 for letters that none ends in."""
    letters = [letter for letter in code["inward"]]
    left = place_in(LETTERS, letters[1])
    right = place_in(LETTERS, letters[2])
    if left < 0 or right < 0:
        return -1
    return left * len(LETTERS) + right


def postcode_in(area: AreaPlaces, code: Code) -> Place | None:
    """A full postcode of one area."""
    sector = sector_of(code)
    row = place_in(area["sectors"], sector)
    if row < 0:
        return None
    first = total(area["sizes"], row) - area["sizes"][row]
    unit = 0
    lat = total(area["lat"], row)
    lon = total(area["lon"], row)
    wanted = unit_of(code)
    for index in range(first, first + area["sizes"][row]):
        unit += area["units"][index]
        lat += area["north"][index]
        lon += area["east"][index]
        if unit == wanted:
            return placed(written(code), "postcode", [area["council"]], [sector], lat, lon)
    return None


def held(names: PlaceNames, areas: list[AreaPlaces], code: Code) -> Held:
    """What is known of a code. A postcode that is not held, in a sector that lies in another council
    too, may exist there: then its councils are named."""
    if code["inward"] == "":
        return outward_held(names, areas, code)
    if len([letter for letter in code["inward"]]) == 1:
        return sector_held(names, areas, code)
    for area in areas:
        place = postcode_in(area, code)
        if place is not None:
            return {"place": place, "save": []}
    ours = [area["council"] for area in areas]
    others = [council for council in councils_of_sector(names, areas, code) if council not in ours]
    return {"place": None, "save": others}


# -- answers ------------------------------------------------------------------------------------


def refused(key: str, text: str, suggestions: list[str]) -> FoundPlace:
    """No place, and why; `text` is what was typed, as it is echoed."""
    say: Message = {"key": key, "values": {"typed": text}}
    return {"place": None, "say": say, "suggestions": suggestions, "save": []}


def bare(key: str) -> FoundPlace:
    """No place, and why, with nothing echoed."""
    return {"place": None, "say": {"key": key, "values": {}}, "suggestions": [], "save": []}


def to_save(text: str, councils: list[str]) -> FoundPlace:
    """Nothing can be told until one of these areas is saved."""
    say: Message = {"key": "place-save", "values": {"typed": text}}
    return {"place": None, "say": say, "suggestions": [], "save": councils}


def taken(place: Place, key: str, suggestions: list[str]) -> FoundPlace:
    """A place, and what is said of it ("" for nothing)."""
    say: Message | None = None
    if key != "":
        say = {"key": key, "values": {"used": place["name"]}}
    return {"place": place, "say": say, "suggestions": suggestions, "save": []}


def shown(text: str) -> str:
    """What was typed, cut where it is long."""
    letters = [letter for letter in text]
    if len(letters) <= ECHOED:
        return text
    return f"{joined(letters, 0, ECHOED)}…"


def cut_short(code: Code, text: str) -> bool:
    """Whether a letter was left off a postcode, so that its sector is meant."""
    last = ""
    for letter in text:
        last = letter
    return len([letter for letter in code["inward"]]) == 1 and last != code["inward"]


def slipped(names: PlaceNames, areas: list[AreaPlaces], text: str) -> list[str]:
    """Codes that are held and that the text becomes when O and 0, or I and 1, are swapped."""
    found: list[str] = []
    for way in slips(text):
        codes = readings(way)
        if len(codes) > 0 and held(names, areas, codes[0])["place"] is not None:
            found.append(written(codes[0]))
    return distinct(found)


def not_covered(names: PlaceNames, code: Code) -> str:
    """Why a code's part of the islands is not covered, "" where that is not why."""
    if place_in(names["outwards"], code["outward"]) >= 0:
        return ""
    area = ""
    for letter in code["outward"]:
        if letter >= "0" and letter <= "9":
            break
        area = area + letter
    key = NOT_COVERED.get(area)
    return key if key is not None else ""


def beside_a_name(names: PlaceNames, areas: list[AreaPlaces], upper: str) -> FoundPlace | None:
    """A sector or outward code written after or before a name: "Deptford SE8"."""
    words = split(upper)
    size = len(words)
    if size < 2:
        return None
    for part in [f"{words[size - 2]} {words[size - 1]}", words[size - 1], words[0]]:
        for code in readings(part):
            known = held(names, areas, code)
            place = known["place"]
            if place is not None:
                return taken(place, "place-part", [])
            if len(known["save"]) > 0:
                return to_save(written(code), known["save"])
    return None


def of_code(names: PlaceNames, areas: list[AreaPlaces], upper: str) -> FoundPlace | None:
    """The place of a postcode, sector or outward code; None when the text has no shape of one, or
    nothing of it exists."""
    text = before_comma(upper)
    address = inside(upper)
    codes = readings(text) if address is None else [address]
    for code in codes:
        known = held(names, areas, code)
        place = known["place"]
        if place is not None:
            return taken(place, "place-part" if cut_short(code, text) else "", [])
        if len(known["save"]) > 0:
            return to_save(written(code), known["save"])
    if len(codes) == 0:
        return beside_a_name(names, areas, upper)
    first = codes[0]
    key = not_covered(names, first)
    if key != "":
        return bare(key)
    return shorter(names, areas, first)


def shorter(names: PlaceNames, areas: list[AreaPlaces], code: Code) -> FoundPlace | None:
    """A code that does not exist falls back to its sector, then its outward code, and says so."""
    parts: list[Code] = []
    if len([letter for letter in code["inward"]]) > 1:
        for digit in code["inward"]:
            parts.append({"outward": code["outward"], "inward": digit})
            break
    if code["inward"] != "":
        parts.append({"outward": code["outward"], "inward": ""})
    for part in parts:
        known = held(names, areas, part)
        place = known["place"]
        if place is None and len(known["save"]) > 0:
            return to_save(written(code), known["save"])
        if place is not None:
            say: Message = {
                "key": "place-fallback",
                "values": {"typed": written(code), "used": written(part)},
            }
            likely = slipped(names, areas, written(code))
            return {"place": place, "say": say, "suggestions": likely, "save": []}
    return None
