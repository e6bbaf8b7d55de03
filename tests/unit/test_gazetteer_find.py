"""What people type, and the place or the kind answer they get (answers.md section 3)."""

import pytest

from directory_data.gazetteer import SENTENCES, Gazetteer
from directory_data.gazetteer.found import PlaceFound
from search.rules.model import Place
from tests.gazetteer_folder import gazetteer

__all__ = ["gazetteer"]

LEWISHAM = "E09000023"


def test_a_place_has_the_fields_that_the_rules_read() -> None:
    assert PlaceFound.__annotations__ == Place.__annotations__


@pytest.mark.parametrize(
    "typed", ["SE13 6JP", "se13 6jp", "se136jp", " SE13  6JP. ", "ＳＥ１３ ６ＪＰ", "SE13-6JP"]
)
def test_a_postcode_in_any_case_and_spacing(gazetteer: Gazetteer, typed: str) -> None:
    found = gazetteer.find(typed)
    assert found.place == {
        "name": "SE13 6JP",
        "precision": "postcode",
        "councils": [LEWISHAM],
        "sectors": ["SE13 6"],
        "lat": 51.45983,
        "lon": -0.012091,
        "nation": "england-and-wales",
    }
    assert (found.sentence, found.suggestions) == ("", ())


@pytest.mark.parametrize(
    ("typed", "name", "precision", "home"),
    [
        ("SE13", "SE13", "outward", LEWISHAM),
        ("se136", "SE13 6", "sector", LEWISHAM),
        ("SE1 3", "SE1 3", "sector", "E09000028"),
        ("SE13, Lewisham", "SE13", "outward", LEWISHAM),
        ("Deptford SE8", "SE8", "outward", LEWISHAM),
        ("1 High St, Catford SE6 4AA", "SE6 4AA", "postcode", LEWISHAM),
        ("Deptford", "Deptford, London", "town", LEWISHAM),
        ("deptford london", "Deptford, London", "town", LEWISHAM),
        ("Byker", "Byker, Newcastle upon Tyne", "town", "E08000021"),
        ("Cherry Hinton", "Cherry Hinton, Cambridge", "town", "E07000008"),
        ("moss-side", "Moss Side, Manchester", "town", "E08000003"),
        ("Moss Side, Manchester", "Moss Side, Manchester", "town", "E08000003"),
        ("near Wisbech", "Wisbech", "town", "E07000010"),
        ("Kings Lynn", "King's Lynn", "town", "E07000146"),
        ("KING’S LYNN", "King's Lynn", "town", "E07000146"),
        ("Saint Helens", "St Helens", "town", "E08000013"),
        ("Elephant & Castle", "Elephant and Castle, London", "town", "E09000028"),
        ("Washington", "Washington, Sunderland", "town", "E08000024"),
        ("Bolton", "Bolton", "town", "E08000001"),
        ("Bolton, UK", "Bolton", "town", "E08000001"),
        ("Lewisham", "Lewisham", "town", LEWISHAM),
        ("Lewisham council", "Lewisham", "council", LEWISHAM),
        ("London Borough of Lewisham", "Lewisham", "council", LEWISHAM),
        ("E09000023", "Lewisham", "council", LEWISHAM),
        ("Ynys Mon", "Isle of Anglesey", "council", "W06000001"),
        ("County Durham", "County Durham", "council", "E06000047"),
        ("Durham County Council", "County Durham", "council", "E06000047"),
        ("City of London council", "City of London", "council", "E09000001"),
        ("Royal Borough of Kensington & Chelsea", "Kensington and Chelsea", "council", "E09000020"),
        ("Durham", "Durham", "town", "E06000047"),
        ("in Durham", "Durham", "town", "E06000047"),
        ("HMP Durham", "HMP Durham", "prison", "E06000047"),
        ("Durham prison", "HMP Durham", "prison", "E06000047"),
        ("hmp/yoi Feltham", "HMP Feltham", "prison", "E09000018"),
        ("prison in Leeds", "HMP Leeds", "prison", "E08000035"),
        ("Thameside", "HMP Thameside", "prison", "E09000011"),
        ("Glasgow", "Glasgow", "town", "S12000049"),
    ],
)
def test_what_people_type(gazetteer: Gazetteer, typed: str, name: str, precision: str, home: str) -> None:
    place = gazetteer.find(typed).place
    assert place is not None
    assert (place["name"], place["precision"], place["councils"][0]) == (name, precision, home)


def test_nations(gazetteer: Gazetteer) -> None:
    nations = [gazetteer.find(name).place for name in ("Cardiff", "Glasgow", "Byker", "EH1")]
    assert [place and place["nation"] for place in nations] == [
        "england-and-wales",
        "scotland",
        "england-and-wales",
        "scotland",
    ]


def test_a_postcode_that_does_not_exist_falls_back_to_its_sector_and_says_so(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("se13 9zz")
    assert found.place is not None
    assert (found.place["name"], found.place["precision"]) == ("SE13 9", "sector")
    assert found.sentence == "We don’t know SE13 9ZZ. Using SE13 9 instead."


def test_then_to_its_outward_code(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("SE13 1AA")
    assert found.place is not None
    assert (found.place["name"], found.place["precision"]) == ("SE13", "outward")
    assert found.sentence == "We don’t know SE13 1AA. Using SE13 instead."


def test_and_then_to_a_kind_answer_with_neighbours_in_spelling(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("SE31 4QX")
    assert found.place is None
    assert found.sentence == "We don’t know SE31 4QX. Try a town or area."
    assert found.suggestions[:2] == ("SE13, Lewisham", "SE3, Greenwich")


def test_a_place_knows_every_council_it_lies_in_most_postcodes_first(gazetteer: Gazetteer) -> None:
    outward = gazetteer.find("SE13").place
    assert outward is not None
    assert outward["councils"] == [LEWISHAM, "E09000011"]
    assert outward["sectors"] == ["SE13 5", "SE13 6", "SE13 7", "SE13 9"]


def test_one_of_several_is_used_and_the_others_are_offered(gazetteer: Gazetteer) -> None:
    for typed, used, others in (
        ("Newcastle", "Newcastle upon Tyne", ("Newcastle-under-Lyme",)),
        ("Newport", "Newport", ("Newport, Isle of Wight", "Newport, Shropshire")),
        ("Richmond", "Richmond, London", ("Richmond, North Yorkshire",)),
    ):
        found = gazetteer.find(typed)
        assert found.place is not None
        assert found.place["name"] == used
        assert found.suggestions == others
        assert found.sentence == f"Using {used}. There are others with this name."


def test_a_prison_far_off_is_not_offered_to_somebody_who_named_a_town(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("Hatfield")
    assert found.place is not None
    assert (found.place["councils"], found.suggestions, found.sentence) == (["E07000241"], (), "")


def test_a_town_in_several_councils_is_at_home_where_most_of_it_is(gazetteer: Gazetteer) -> None:
    london = gazetteer.find("London").place
    assert london is not None
    assert london["councils"][0] == "E09000033"  # Westminster, the last of its codes


def test_what_stands_behind_a_comma_chooses(gazetteer: Gazetteer) -> None:
    for typed, name in (
        ("Richmond, Yorkshire", "Richmond, North Yorkshire"),
        ("Newport, Shropshire", "Newport, Shropshire"),
        ("Kensington, Liverpool", "Kensington, Liverpool"),
    ):
        place = gazetteer.find(typed).place
        assert place is not None
        assert place["name"] == name


@pytest.mark.parametrize(
    ("typed", "offered"),
    [
        ("Lewishm", "Lewisham"),
        ("Lewsiham", "Lewisham"),
        ("Manchestr", "Manchester"),
        ("Byekr", "Byker, Newcastle upon Tyne"),
        ("Peterbrough", "Peterborough"),
        ("Shefield", "Sheffield"),
        ("Newcasle", "Newcastle upon Tyne"),
        ("Wolverh", "Wolverhampton"),
        ("SEI3 6JP", "SE13 6JP"),
        ("S016 4AA", "SO16 4AA"),
        ("MI IAA", "M1 1AA"),
        ("W1O", "W10"),
    ],
)
def test_misspelt_names_and_codes_are_offered_never_assumed(
    gazetteer: Gazetteer, typed: str, offered: str
) -> None:
    found = gazetteer.find(typed)
    assert found.place is None
    assert found.suggestions[0] == offered
    assert found.sentence == f"We don’t know {typed}. Did you mean one of these?"


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("", "Type a postcode, town or area."),
        (" \n\t ", "Type a postcode, town or area."),
        ("x" * 101, "That is too long. Type a postcode, town or area."),
        ("Paris", "We only cover England, Scotland and Wales. Type a town there."),
        ("New York", "We only cover England, Scotland and Wales. Type a town there."),
        ("10115", "10115 is not a UK postcode. Try a town or area."),
        ("90210", "90210 is not a UK postcode. Try a town or area."),
        ("BT1", "We don’t cover Northern Ireland yet."),
        ("BT1 1AA", "We don’t cover Northern Ireland yet."),
        ("Belfast", "We don’t cover Northern Ireland yet."),
        ("JE2 3AB", "We don’t cover the Channel Islands."),
        ("GY1", "We don’t cover the Channel Islands."),
        ("IM1 1AA", "We don’t cover the Isle of Man."),
        ("Isle of Man", "We don’t cover the Isle of Man."),
        ("Dublin", "We don’t cover Ireland."),
        ("Kent", "Kent is a large area. Type a town in it."),
        ("no fixed address", "That’s fine. Type a town or area you’ll be near."),
        ("Xyzzyville", "We don’t know Xyzzyville. Try a town or area."),
    ],
)
def test_places_we_do_not_hold_get_a_kind_answer(gazetteer: Gazetteer, typed: str, sentence: str) -> None:
    found = gazetteer.find(typed)
    assert found.place is None
    assert found.sentence == sentence


def test_sentences_are_short_and_plain() -> None:
    avoided = ("error", "invalid", "eligib", "location", "failed")
    for sentence in SENTENCES.values():
        for part in sentence.replace("!", ".").replace("?", ".").split("."):
            assert len(part.split()) <= 12, part
        assert not any(word in sentence.lower() for word in avoided), sentence


def test_imports_ask_for_whole_postcodes_only(gazetteer: Gazetteer) -> None:
    found = gazetteer.postcode("dh13hu")
    assert found is not None
    assert (found.council, found.nation) == ("E06000047", "england-and-wales")
    assert (round(found.lat, 3), round(found.lon, 3)) == (54.773, -1.567)
    assert [gazetteer.postcode(text) for text in ("DH1", "DH1 3", "SE13 9ZZ", "BT1 1AA", "", "Durham")] == [
        None
    ] * 6
