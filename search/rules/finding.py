"""From what somebody typed, or where they stand, to a place (answers.md section 3).

The same place as directory_data/gazetteer finds, for everything that lies in an area that is held. Of
anything else it tells which councils' areas would have to be saved.
"""

from typing import Final

from .distance import metres
from .model import Place, Point
from .named import of_name, suggested
from .packed import AreaPlaces, FoundPlace, PlaceNames, Typed
from .places import (
    LETTERS,
    MICRO,
    bare,
    coded,
    nation_of,
    of_code,
    place_in,
    postcode_in,
    refused,
    shown,
    slipped,
    taken,
    to_save,
)
from .plainly import distinct
from .postcodes import Code, before_comma, inside, is_digit, joined, readings, written

LONGEST: Final = 100
FARTHEST: Final = 20000  # metres from a postcode; beyond it a position is at sea or abroad
BESIDE: Final = 1000  # metres: farther from every held postcode, a position may lie in another area
ABOUT: Final = 1.5  # times as far: postcodes beside an area are not all carried
UNIT: Final = 16  # metres: they are carried to a unit of 11 by 7
TENTHS: Final = 10000
SUGGESTED: Final = 5


def held_code(areas: list[AreaPlaces], typed: Typed) -> FoundPlace | None:
    """A full postcode of an area that is held: what `find` says of it, without the names."""
    address = inside(typed["upper"])
    codes = readings(before_comma(typed["upper"])) if address is None else [address]
    if len(typed["text"]) > LONGEST or len(codes) == 0:
        return None
    if len([letter for letter in codes[0]["inward"]]) < 2:
        return None
    for area in areas:
        place = postcode_in(area, codes[0])
        if place is not None:
            return taken(place, "", [])
    return None


def find(names: PlaceNames, areas: list[AreaPlaces], typed: Typed) -> FoundPlace:
    """The place that a person typed, or a kind answer with names it may be."""
    if len(typed["text"]) > LONGEST:
        return bare("place-too-long")
    if typed["text"] == "":
        return bare("place-empty")
    whole = held_code(areas, typed)
    if whole is not None:
        return whole
    code = of_code(names, areas, typed["upper"])
    if code is not None:
        return code
    name = of_name(names, areas, typed)
    if name is not None:
        return name
    return unknown(names, areas, typed)


def unknown(names: PlaceNames, areas: list[AreaPlaces], typed: Typed) -> FoundPlace:
    """What to say of a text that nobody knows."""
    codes = readings(typed["upper"])
    likely = slipped(names, areas, typed["upper"])
    if len(likely) == 0 and len(codes) == 0:
        likely = suggested(names, typed["words"])
    echo = written(codes[0]) if len(codes) > 0 else shown(typed["text"])
    if len(likely) > 0:
        return refused("place-did-you-mean", echo, likely)
    if len(codes) > 0:
        return refused("place-unknown", echo, outwards_like(names, codes[0]))
    if any(is_digit(letter) for letter in typed["text"]):
        return refused("place-not-a-postcode", echo, [])
    return refused("place-unknown", echo, [])


def outwards_like(names: PlaceNames, code: Code) -> list[str]:
    """Outward codes that begin with this one ("SW1" is nine), or a swap or a digit too many away, with
    their council's name: "SE13, Lewisham"."""
    letters = ""
    digits: list[str] = []
    for letter in code["outward"]:
        if is_digit(letter):
            digits.append(letter)
        else:
            letters = letters + joined(digits, 0, len(digits)) + letter
            digits = []
    turned = ""
    for digit in digits:
        turned = digit + turned
    tries = [code["outward"] + letter for letter in LETTERS]
    if len(digits) > 0:
        tries = [*tries, letters + turned, letters + digits[0], letters + digits[len(digits) - 1]]
    found: list[str] = []
    for each in distinct(tries):
        row = place_in(names["outwards"], each)
        if row >= 0 and each != code["outward"]:
            found.append(f"{each}, {council_name(names, names['within'][row][0])}")
    return [found[index] for index in range(0, min(SUGGESTED, len(found)))]


def council_name(names: PlaceNames, council: int) -> str:
    """What a council is called."""
    for place in names["places"]:
        if place["kind"] == "council" and place["say"] == "" and place["within"][0] == council:
            return place["name"]
    return ""


# -- where somebody stands ----------------------------------------------------------------------


def find_near(names: PlaceNames, areas: list[AreaPlaces], lat: float, lon: float) -> FoundPlace:
    """The place of a position in degrees: council and sector of its nearest postcode that is held, and
    the position itself for distances. Where a postcode of another council is about as near, that area
    would have to be saved to be sure; farther than a kilometre from all that are held, the nearest
    outward code tells as much."""
    council = ""
    sector = ""
    best = -1.0
    for area in areas:
        first = 0
        middle_lat = 0
        middle_lon = 0
        for row in range(0, len(area["sectors"])):
            middle_lat += area["lat"][row]
            middle_lon += area["lon"][row]
            south = middle_lat
            west = middle_lon
            for index in range(first, first + area["sizes"][row]):
                south += area["north"][index]
                west += area["east"][index]
                away = metres({"lat": lat, "lon": lon}, {"lat": south / MICRO, "lon": west / MICRO})
                if best < 0 or away < best:
                    best = away
                    council = area["council"]
                    sector = area["sectors"][row]
            first += area["sizes"][row]
    if best < 0 or best > FARTHEST:
        return bare("place-position-abroad")
    held = [area["council"] for area in areas]
    if best > BESIDE:
        others = outward_near(areas, lat, lon)
        if len(others) > 0 and others[0] not in held:
            return to_save("", [code for code in others if code not in held])
    foreign = beside_near(areas, lat, lon, best * ABOUT + UNIT)
    if foreign != "":
        return to_save("", [foreign])
    place: Place = {
        "name": sector,
        "precision": "position",
        "councils": [council],
        "sectors": [sector],
        "lat": lat,
        "lon": lon,
        "nation": nation_of(council),
    }
    return {"place": place, "say": None, "suggestions": [], "save": []}


def beside_near(areas: list[AreaPlaces], lat: float, lon: float, limit: float) -> str:
    """The council whose postcode is nearest of those that lie beside the areas, if that is no farther than
    `limit` metres; "" for none. Not one that is held itself: all of its postcodes are known better."""
    held = [area["council"] for area in areas]
    best = limit
    found = ""
    for area in areas:
        for other in area["beside"]:
            if other["council"] not in held:
                south = 0
                west = 0
                for index in range(0, len(other["lat"])):
                    south += other["lat"][index]
                    west += other["lon"][index]
                    away = metres({"lat": lat, "lon": lon}, {"lat": south / TENTHS, "lon": west / TENTHS})
                    if away <= best:
                        best = away
                        found = other["council"]
    return found


def outward_near(areas: list[AreaPlaces], lat: float, lon: float) -> list[str]:
    """The councils of the outward code whose centre is nearest, of those that the areas know."""
    best = -1.0
    found: list[str] = []
    for area in areas:
        for outward in area["outwards"]:
            centre: Point = {"lat": outward["lat"] / MICRO, "lon": outward["lon"] / MICRO}
            away = metres({"lat": lat, "lon": lon}, centre)
            if best < 0 or away < best:
                best = away
                found = coded(area["councils"], outward["within"])
    return found
