"""A phone finds the same place as the server does, for all that lies in an area it holds."""

from random import Random
from typing import Any

import orjson
import pytest

from app.publishing.packs.places import Country, area_shard, names_shard
from directory_data.gazetteer import Found, Gazetteer
from directory_data.gazetteer.gazetteer import tidy
from directory_data.gazetteer.names import folded
from directory_data.gazetteer.postcodes import inside, readings, slips, text_of
from search.rules import finding
from search.rules import postcodes as rules
from search.rules.packed import AreaPlaces, FoundPlace, PlaceNames, Typed

HELD = ("E09000023", "E07000008", "E08000021", "E06000031", "E07000010")


def typed(text: str) -> Typed:
    """What the phone's own folding hands to the rule."""
    tidied = tidy(text)
    before, comma, after = tidied.partition(",")
    return {
        "text": tidied,
        "upper": tidied.upper(),
        "words": folded(tidied),
        "comma": bool(comma and before.strip()),
        "before": folded(before),
        "after": folded(after),
    }


@pytest.fixture(scope="module")
def country(gazetteer_folder: Any) -> Country:
    return Country(gazetteer_folder)


@pytest.fixture(scope="module")
def names(country: Country) -> PlaceNames:
    found: PlaceNames = orjson.loads(names_shard(country))
    return found


@pytest.fixture(scope="module")
def areas(country: Country) -> dict[str, AreaPlaces]:
    return {code: orjson.loads(area_shard(country, area)) for area, code in enumerate(country.councils)}


def differs(found: FoundPlace, want: Found, held: set[str]) -> bool:
    """Whether the phone's answer is another than the server's, or than "save that area first"."""
    if want.place is not None and not held & set(want.place["councils"]):
        asks = found["say"] is not None and found["say"]["key"] == "place-save"
        return found["place"] is not None or not asks or bool(held & set(found["save"])) or not found["save"]
    answer = (found["place"], found["say"], tuple(found["suggestions"]))
    return answer != (want.place, want.say, want.suggestions)


def test_every_name_and_outward_code_is_found_alike(
    places: Gazetteer, country: Country, names: PlaceNames, areas: dict[str, AreaPlaces]
) -> None:
    said = [each for place in country.places for each in place["said"]] + names["outwards"]
    assert len(said) > 6000
    carried = list(areas.values())
    for held in (carried, [areas[code] for code in HELD]):
        codes = {area["council"] for area in held}
        for each in said:
            assert not differs(finding.find(names, held, typed(each)), places.find(each), codes), each


def test_thousands_of_postcodes_are_found_alike(
    places: Gazetteer, country: Country, names: PlaceNames, areas: dict[str, AreaPlaces]
) -> None:
    random, held = Random(11), [areas[code] for code in HELD]
    for code in HELD:
        rows = country.rows(country.councils.index(code)).tolist()
        for row in random.sample(rows, 800):
            text = text_of(int(country.arrays.keys[row]), 7)
            assert not differs(finding.find(names, held, typed(text)), places.find(text), set(HELD)), text


def test_a_postcode_in_a_sector_that_another_council_shares_asks_to_save_that_one(
    country: Country, names: PlaceNames, areas: dict[str, AreaPlaces], places: Gazetteer
) -> None:
    lewisham = areas["E09000023"]
    inside = {sector: councils for sectors in country.inside for sector, councils in sectors.items()}
    shared = {sector for sector, councils in inside.items() if len(councils) > 1}
    seen = 0
    for row in country.rows(country.councils.index("E09000006")).tolist():
        text = text_of(int(country.arrays.keys[row]), 7)
        if text[:-2] in shared and text[:-2] in lewisham["sectors"]:
            seen += 1
            found = finding.find(names, [lewisham], typed(text))
            assert found["place"] is None
            assert "E09000006" in found["save"] and "E09000023" not in found["save"]
    assert seen > 50


def test_a_postcode_that_does_not_exist_falls_back_only_where_that_is_sure(
    names: PlaceNames, areas: dict[str, AreaPlaces], country: Country
) -> None:
    lewisham = areas["E09000023"]
    rows = country.rows(country.councils.index("E09000023")).tolist()
    held = {text_of(int(country.arrays.keys[row]), 7) for row in rows}
    none = next(f"SE13 6Z{letter}" for letter in "ZYXWVUT" if f"SE13 6Z{letter}" not in held)
    sure = finding.find(names, [lewisham], typed(none))
    assert sure["place"] is not None and sure["place"]["name"] == "SE13 6"
    assert sure["say"] == {"key": "place-fallback", "values": {"typed": none, "used": "SE13 6"}}
    councils = {
        sector: [country.councils[each] for each in inside]
        for sectors in country.inside
        for sector, inside in sectors.items()
    }
    shared = next(s for s in lewisham["sectors"] if len(councils[s]) > 1)
    unsure = finding.find(names, [lewisham], typed(f"{shared}VV"))
    assert unsure["place"] is None
    assert unsure["save"] == [each for each in councils[shared] if each != "E09000023"]


TEXTS = (
    "hmp durham|Durham prison|in lewisham|near Lewisham, London|City of London council|"
    "Richmond, Yorkshire|Lewishm|Newcastel|SE13|SE1 3|SE13 6J|se136jp|Deptford SE8|"
    "12 Some Road, London SE13 6JP|BT1 1AA|JE2 3AB|SE99 9ZZ|SE13 9ZZ|S3136JP|SEI3 6JP|SE13 6JPX|99||"
    "London|lewisham council|Manchestr|the saint albans|St. Albans|NPT|GIR 0AA|SW1|EC1|W1A|Wales|"
    "O1 1AA|LL77 7AA|Ynys Môn|Kent|Peterborough uk|Lewisham (SE13)|a, b|NE1 ,Newcastle|London SE13|"
    "prison|Holloway|Leeds nick|bristol, hmp|,|, London|SE13, 6JP|SE 13|S E 1 3 6 J P|GB SE13 6JP x"
).split("|")


@pytest.mark.parametrize("text", [*TEXTS, "x" * 120, "x" * 40])
def test_whatever_is_typed_is_answered_alike(
    places: Gazetteer, names: PlaceNames, areas: dict[str, AreaPlaces], text: str
) -> None:
    assert not differs(finding.find(names, list(areas.values()), typed(text)), places.find(text), set(areas))


def test_codes_are_read_as_the_regular_expressions_read_them() -> None:
    random = Random(5)
    for _ in range(30_000):
        text = " ".join("".join(random.choices("SE1390WAIO NPT,-Z", k=random.randint(0, 12))).split())
        read = [(code["outward"], code["inward"]) for code in rules.readings(text)]
        assert read == [tuple(code) for code in readings(text)], text
        address, want = rules.inside(text), inside(text)
        assert (address and (address["outward"], address["inward"])) == (want and tuple(want)), text
        assert rules.slips(text) == slips(text)


def test_a_position_takes_its_nearest_postcode_s_council_and_sector(
    places: Gazetteer, names: PlaceNames, areas: dict[str, AreaPlaces], country: Country
) -> None:
    random, held = Random(3), [areas["E09000023"]]
    rows = country.rows(country.councils.index("E09000023")).tolist()
    for row in random.sample(rows, 4):
        lat, lon = int(country.arrays.latitude[row]) / 1e6, int(country.arrays.longitude[row]) / 1e6
        found = finding.find_near(names, held, lat, lon)["place"]
        assert found is not None
        assert found["councils"] == ["E09000023"] and (found["lat"], found["lon"]) == (lat, lon)
    elsewhere = finding.find_near(names, held, 51.3, 0.0)
    assert elsewhere["place"] is None and elsewhere["save"] != []
    abroad = finding.find_near(names, held, 48.85, 2.35)
    assert abroad["place"] is None and abroad["say"] is not None
    assert abroad["say"]["key"] == "place-position-abroad"
