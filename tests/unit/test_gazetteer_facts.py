"""The files of facts about places: whole, plausible, and found by the names in them."""

import csv
import re
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from geopy.distance import great_circle

from directory_data.gazetteer import SENTENCES, Gazetteer, facts, named
from directory_data.gazetteer.found import PlaceFound
from tests.gazetteer_folder import gazetteer
from tests.shared_folder import shared

__all__ = ["gazetteer", "shared"]

EXPECTED = """
Deptford Catford Byker Cherry-Hinton Moss-Side Lewisham Peckham Brixton Walker Gateshead Wisbech
Peterborough Cambridge Arbury Huntingdon Sunderland Durham Darlington Hartlepool Middlesbrough
Doncaster Coventry Walsall Bristol Bolton Newcastle Birmingham Liverpool Leeds Sheffield Bradford
Nottingham Leicester Plymouth Southampton Portsmouth Norwich Exeter Cardiff Swansea Newport Wrexham
Glasgow Edinburgh Aberdeen Dundee Inverness Toxteth Handsworth Harehills Easton Chapeltown Govan
Leith Splott Tottenham Hackney Luton Blackpool Hull Grimsby Stoke Derby Wolverhampton Carlisle Truro
Hastings Margate Southend Ipswich
"""
IN_BRITAIN = [town for town in facts.towns() if not town.councils[0].startswith("N")]


def place(gazetteer: Gazetteer, typed: str) -> PlaceFound:
    found = gazetteer.find(typed).place
    assert found is not None, typed
    return found


def miles(one: PlaceFound, other: PlaceFound) -> float:
    return float(great_circle((one["lat"], one["lon"]), (other["lat"], other["lon"])).miles)


def test_every_row_says_where_it_comes_from_and_when() -> None:
    for name in facts.FILES:
        with (facts.FOLDER / name).open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                assert row["source"], row
                assert re.fullmatch(r"20\d\d-\d\d-\d\d", row["checked_on"]), row
                assert None not in row, row
                assert all(cell == cell.strip() for cell in row.values()), row


def test_there_are_towns_enough_and_in_every_part() -> None:
    assert len(IN_BRITAIN) >= 450
    nations = Counter(town.councils[0][0] for town in IN_BRITAIN)
    assert nations["W"] >= 40
    assert nations["S"] >= 60
    assert len({council for town in IN_BRITAIN for council in town.councils}) >= 330
    assert len({town.full_name for town in facts.towns()}) == len(facts.towns())


@pytest.mark.parametrize("name", EXPECTED.split())
def test_what_everybody_expects_to_find(gazetteer: Gazetteer, name: str) -> None:
    assert place(gazetteer, name)["precision"] == "town"


def test_every_name_in_the_files_finds_its_place(gazetteer: Gazetteer) -> None:
    for town in IN_BRITAIN:
        assert place(gazetteer, town.full_name)["name"] == town.full_name
        for other in town.also:
            found = gazetteer.find(other)
            assert found.place is not None, other
            assert town.full_name in (found.place["name"], *found.suggestions), other
    for council in facts.councils():
        if council.nation != "northern-ireland":
            for said in (council.name, council.code, f"{council.name} council"):
                assert place(gazetteer, said)["councils"][0] == council.code, said
    for prison in facts.prisons():
        bare = prison.name.removeprefix("HMP ")
        for said in (prison.name, f"{bare} prison", f"hmp {bare}".lower(), f"HMPYOI {bare}"):
            assert place(gazetteer, said)["name"] == prison.name, said
            assert place(gazetteer, said)["precision"] == "prison"


def test_every_town_lies_in_the_councils_of_its_row_and_nowhere_else(gazetteer: Gazetteer) -> None:
    for town in IN_BRITAIN:
        found = place(gazetteer, town.full_name)
        assert set(found["councils"]) == set(town.councils), town.full_name
        outwards = {sector.split()[0] for sector in found["sectors"]}
        assert outwards == {code.split()[0] for code in town.codes}, town.full_name


@pytest.mark.parametrize(
    ("codes", "councils", "why"),
    [
        (("SE99",), ("E09000023",), "no postcodes of SE99"),
        (("SE13 1",), ("E09000023",), "no postcodes of SE13 1"),
        (("SE13",), ("E08000021",), "no postcodes of SE13"),
        (("SE13",), ("E09000023", "E08000021"), "nothing in E08000021"),
        (("SE13",), ("E09000023", "E99999999"), "council does not exist"),
        (("SE13", "SE13 6"), ("E09000023",), "there twice"),
    ],
)
def test_a_row_that_does_not_hold_is_refused_by_name(
    gazetteer: Gazetteer, codes: tuple[str, ...], councils: tuple[str, ...], why: str
) -> None:
    town = facts.Town("Nowhere", (), "", codes, councils)
    with pytest.raises(ValueError, match=f"towns.csv: Nowhere: .*{why}"):
        named.town_rows(town, gazetteer._arrays, gazetteer._codes)


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("Deptford", "New Cross", 0.3, 1.5),
        ("Catford", "Lewisham", 0.5, 2),
        ("Peckham", "Camberwell", 0.5, 1.6),
        ("Brixton", "Stockwell", 0.3, 1.6),
        ("Byker", "Walker", 0.5, 2.5),
        ("Byker", "Gateshead", 1, 4),
        ("Gateshead", "Newcastle upon Tyne", 1, 4),
        ("Sunderland", "Washington", 3, 8),
        ("Durham", "Chester-le-Street", 4, 8),
        ("Darlington", "Middlesbrough", 12, 17),
        ("Hartlepool", "Billingham", 5, 9),
        ("Cambridge", "Cherry Hinton", 1, 4),
        ("Cambridge", "Arbury", 0.5, 2),
        ("Huntingdon", "St Neots", 6, 10),
        ("Peterborough", "Wisbech", 16, 23),
        ("Peterborough", "Whittlesey", 3, 8),
        ("Moss Side", "Hulme", 0.3, 1.5),
        ("Bolton", "Bury", 4, 8),
        ("Salford", "Manchester", 1, 4.5),
        ("Toxteth", "Liverpool", 1, 4),
        ("Birkenhead", "Liverpool", 2, 6),
        ("Leeds", "Bradford", 7, 11),
        ("Harehills", "Chapeltown", 0.3, 1.8),
        ("Sheffield", "Rotherham", 4, 9),
        ("Doncaster", "Rotherham", 8, 14),
        ("Coventry", "Nuneaton", 6, 10),
        ("Walsall", "Wolverhampton", 4, 8),
        ("Handsworth", "Aston", 1, 3),
        ("Derby", "Nottingham", 10, 15),
        ("Stoke-on-Trent", "Newcastle-under-Lyme", 1.5, 5),
        ("Bristol", "Bath", 8, 14),
        ("Bristol", "Kingswood", 2, 6),
        ("Cardiff", "Newport", 8, 13),
        ("Swansea", "Neath", 4, 9),
        ("Glasgow", "Paisley", 4, 9),
        ("Edinburgh", "Leith", 1, 4),
        ("Dundee", "Perth", 14, 23),
        ("Portsmouth", "Southampton", 12, 20),
        ("Brighton", "Hove", 1, 4),
        ("Margate", "Ramsgate", 2, 5),
        ("Plymouth", "Saltash", 2, 6),
        ("Norwich", "Great Yarmouth", 15, 22),
        ("Hull", "Beverley", 5, 10),
        ("Grimsby", "Cleethorpes", 1, 4),
    ],
)
def test_neighbours_are_as_far_apart_as_people_know(
    gazetteer: Gazetteer, one: str, other: str, least: float, most: float
) -> None:
    assert least <= miles(place(gazetteer, one), place(gazetteer, other)) <= most


def test_a_district_is_near_the_place_it_is_known_by(gazetteer: Gazetteer) -> None:
    for town in IN_BRITAIN:
        if town.label and gazetteer.find(town.label).place:
            label = place(gazetteer, town.label)
            if label["precision"] == "town":
                limit = 19 if town.label == "London" else 9
                assert miles(place(gazetteer, town.full_name), label) < limit, town.full_name


def test_addresses_of_others_put_towns_where_we_do(gazetteer: Gazetteer, shared: Path) -> None:
    """Town names in 900 real addresses, against the postcode of the same address."""
    far, seen = [], 0
    for address, postcode in _addresses(shared / "data"):
        where = gazetteer.postcode(postcode)
        for part in address.split(",")[1:]:
            towns = [town for town in IN_BRITAIN if town.name == part.strip()]
            if where is None or not towns or part.strip() in POST_TOWNS:
                continue
            here = (where.lat, where.lon)
            centres = [place(gazetteer, town.full_name) for town in towns]
            nearest = min(great_circle(here, (centre["lat"], centre["lon"])).miles for centre in centres)
            seen += 1
            if nearest > 5:
                far.append((round(nearest, 1), part.strip(), address))
    assert seen > 500
    # What is left: a district that shares a name with a town elsewhere, or a large town's outer villages.
    assert len(far) < seen * 0.05, far


POST_TOWNS = ("London", "Manchester")  # written for suburbs and towns ten miles out


def _addresses(folder: Path) -> list[tuple[str, str]]:
    rows: list[tuple[str, str]] = []
    for file in sorted((folder / "greater-manchester").glob("*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines):
                lower = {key.lower(): cell for key, cell in row.items()}
                rows.append((lower["address"], lower["postcode"]))
    with (folder / "uk-justice/probation-offices-v0.csv").open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            if code := re.search(r"[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}", row["address"]):
                rows.append((row["address"], code[0]))
    return rows


def test_prisons_stand_where_the_prison_register_has_them(shared: Path) -> None:
    registered = _register(shared / "data/uk-justice")
    ours = {_plain(prison.name): prison.postcode for prison in facts.prisons()}
    agreed = {name for name, postcode in ours.items() if registered.get(name) == postcode}
    assert len(facts.prisons()) >= 115
    assert len(agreed) >= 110
    assert {name for name in ours if name in registered} - agreed <= {
        "wandsworth"
    }  # the register has a former postcode there


def _register(folder: Path) -> dict[str, str]:
    """Prison name to postcode, out of three files of SQL, read in their order."""
    names, postcodes = {}, {}
    for code, name in re.findall(
        r"\('(\w+)', '([^']+)', \w+\)", (folder / "V1_1__insert_prisons.sql").read_text()
    ):
        names[code] = _plain(name)
    added = (folder / "V1_11__insert_prison_address.sql").read_text()
    for code, postcode in re.findall(r"\('(\w+)',.*'([A-Z0-9 ]+)'\)", added):
        postcodes[code] = postcode
    changed = (folder / "V1_16__update_prison_address.sql").read_text()
    for line in changed.splitlines():
        if update := re.search(r"POSTCODE.*'([A-Z]+\d+ \d[A-Z]{2})'.*PRISON_ID = '(\w+)'", line):
            postcodes[update[2]] = update[1]
    return {names[code]: postcode for code, postcode in postcodes.items() if code in names}


def _plain(name: str) -> str:
    words = re.findall(r"[a-z]+", name.lower())
    return "".join(word for word in words if word not in ("hmp", "yoi", "hmpyoi", "stc", "female"))


def test_every_prisons_postcode_is_held(gazetteer: Gazetteer) -> None:
    for prison in facts.prisons():
        found = gazetteer.postcode(prison.postcode)
        assert found is not None, prison.name
        assert found.nation == "england-and-wales"


def test_places_elsewhere_have_a_sentence(gazetteer: Gazetteer) -> None:
    for other in facts.elsewhere():
        assert other.say in SENTENCES
        assert gazetteer.find(other.name).place is None, other.name


def test_every_postcode_drawn_lies_in_one_council_and_one_sector(gazetteer: Gazetteer) -> None:
    for text in gazetteer.sample_postcodes(Random(5), 500):
        found = place(gazetteer, text)
        assert found["name"] == text
        assert len(found["councils"]) == len(found["sectors"]) == 1
        sector = place(gazetteer, found["sectors"][0])
        assert found["councils"][0] in sector["councils"]
        outward = place(gazetteer, text.split()[0])
        assert sector["name"] in outward["sectors"]
        assert set(sector["councils"]) <= set(outward["councils"])
        council = place(gazetteer, found["councils"][0])
        assert sector["name"] in council["sectors"]
