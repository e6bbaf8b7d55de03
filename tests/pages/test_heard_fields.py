"""What may stand in a URL, what stays on the phone, and which page a request is for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pwa.views import frame, routes
from pwa.views.heard import BY_POST, IN_URL, PRIVATE, Heard, address, asked_of, hear, in_url, kept_of
from pwa.views.question import PlaceSaid, limit, put, window_minute, window_name
from pwa.views.shapes import Field
from pwa.views.telling import FIELDS
from search import wall
from search.catalogue import english
from search.rules.model import Need

NEEDS: list[Need] = [
    {"code": code, "pathway": pathway, "name": code, "words": [code]}
    for code, pathway in (
        ("health", "health"),
        ("abuse", "abuse"),
        ("refuge", "abuse"),
        ("sex-work", "sex-work"),
    )
]
ASKED = ["pet", "age", "tonight"]
NOW = wall.minute_of("2026-11-27T16:30")
UNKNOWN_PLACE: PlaceSaid = {"place": None, "say": "We don’t know it.", "suggestions": []}


def fields(*pairs: tuple[str, str]) -> list[Field]:
    return [{"name": name, "value": value} for name, value in pairs]


def told(*pairs: tuple[str, str]) -> Heard:
    return hear(fields(*pairs), True, NEEDS, ASKED)


LIKELY = {
    "near": ["SE13", " Lewisham "],
    "need": ["health", "abuse", "refuge", "gold"],
    "when": ["weekend", "2026-12-24", "someday"],
    "at": ["2026-11-27T16:30", "noon"],
    "miles": ["3", "2.5", "40", "0"],
    "page": ["1", "2", "0", "x"],
    "q": ["food"],
    "asked": ["pet", "age", "gold"],
    "helper": ["self", "gp", "king"],
    "age": ["17", "120", "x"],
    "turns_on": ["2026-12-17"],
    "turns_age": ["18"],
    "pet": ["dog", "none", "not-sure"],
    "id_held": ["passport", "none", "not-sure"],
    "local_connection": ["E09000023", "x"],
    "clear": ["yes"],
}
PAIRS = st.lists(
    st.sampled_from(sorted(LIKELY)).flatmap(
        lambda name: st.tuples(st.just(name), st.sampled_from(LIKELY[name]) | st.text(max_size=6))
    ),
    max_size=12,
)


@given(PAIRS)
def test_what_the_phone_keeps_is_heard_again_as_it_was(pairs: list[tuple[str, str]]) -> None:
    heard = told(*pairs)
    if heard["refused"] is None:
        assert hear(kept_of(heard), True, NEEDS, ASKED) == heard


@given(PAIRS)
def test_no_address_holds_anything_once_something_private_was_said(pairs: list[tuple[str, str]]) -> None:
    heard = told(*pairs)
    private = [each for each in heard["fields"] if each["name"] not in IN_URL]
    private += [each for each in heard["fields"] if each["value"] in ("abuse", "refuge", "sex-work")]
    if not any(each["name"] == "near" for each in private):
        assert heard["private"] == (private != [])
    asked = asked_of(heard, "near=SE13")
    assert (asked["method"], asked["query"]) == (("post", "") if heard["private"] else ("get", "near=SE13"))


@given(PAIRS)
def test_what_stands_in_a_url_is_heard_from_it(pairs: list[tuple[str, str]]) -> None:
    heard = told(*pairs)
    if heard["refused"] is None and not heard["private"]:
        again = hear([*in_url(heard), *fields(("page", f"{heard['page']}"))], False, NEEDS, ASKED)
        assert again == heard


@pytest.mark.parametrize("name", BY_POST)
def test_what_is_said_about_a_person_is_refused_in_an_address(name: str) -> None:
    heard = hear(fields((name, "")), False, NEEDS, ASKED)
    assert heard["refused"] == {"field": name, "why": "refused-in-address"}


@pytest.mark.parametrize("need", ["abuse", "refuge", "sex-work"])
def test_private_needs_are_refused_in_an_address_and_heard_in_a_form(need: str) -> None:
    refused = hear(fields(("need", need)), False, NEEDS, ASKED)["refused"]
    assert refused == {"field": "need", "why": "refused-in-address"}
    heard = told(("need", need))
    assert heard["private"] and heard["refused"] is None


def test_clear_forgets_the_person_and_keeps_the_question() -> None:
    heard = told(("near", "SE13"), ("age", "30"), ("helper", "gp"), ("asked", "pet"), ("clear", "yes"))
    assert heard["fields"] == fields(("near", "SE13"))
    assert not heard["private"]


def test_of_several_the_last_counts_and_blanks_do_not() -> None:
    heard = told(("near", "SE13"), ("near", " N1 "), ("near", "  "), ("page", "2"), ("page", "3"))
    assert heard["fields"] == fields(("near", "N1"))
    assert heard["page"] == 3


def test_a_birthday_brings_its_age() -> None:
    heard = told(("age", "17"), ("turns_on", "2026-12-17"))
    assert heard["fields"][-1] == {"name": "turns_age", "value": "18"}


def test_a_page_looks_fifteen_miles_at_most() -> None:
    assert [told(("miles", text))["fields"][0]["value"] for text in ("15", "15.01", "2.5")] == [
        "15",
        "15",
        "2.5",
    ]


def test_the_same_answer_twice_is_one() -> None:
    heard = told(("need", "health"), ("need", " health"), ("id_held", "none"), ("id_held", "none"))
    assert heard["fields"] == fields(("need", "health"), ("id_held", "none"))


@pytest.mark.parametrize(("age", "readable"), [("0", True), ("120", True), ("121", False)])
def test_ages_have_bounds(age: str, readable: bool) -> None:
    assert (told(("age", age))["refused"] is None) == readable


def test_a_form_of_many_fields_is_read_so_far() -> None:
    heard = hear(fields(*[("x", "y")] * 500, ("near", "SE13")), True, NEEDS, ASKED)
    assert heard["fields"] == []


@pytest.mark.parametrize(
    ("path", "name", "id_"),
    [
        ("/", "home", ""),
        ("/find", "find", ""),
        ("/find/", "", ""),
        ("//find", "", ""),
        ("/services/x-1", "service", "x-1"),
        ("/services/", "", ""),
        ("/services", "", ""),
        ("/services/x/y", "", ""),
        ("/help-lines", "help-lines", ""),
        ("/about", "about", ""),
        ("/privacy", "privacy", ""),
        ("/areas", "areas", ""),
        ("/leave", "leave", ""),
        ("/desk", "", ""),
        ("/home", "", ""),
        ("/service", "", ""),
    ],
)
def test_the_page_at_a_path(path: str, name: str, id_: str) -> None:
    assert routes.route_of(path) == {"name": name, "id": id_}


@pytest.mark.parametrize(
    ("posted", "gone", "phone", "private", "refused", "find", "service"),
    [
        (False, False, True, False, False, "list", "service"),
        (False, True, True, False, False, "home", "home"),
        (False, False, True, True, False, "list", "service"),
        (True, False, True, True, False, "keep", "keep"),
        (True, False, False, True, False, "list", "service"),
        (True, False, True, False, False, "see", "service"),
        (True, False, False, False, False, "see", "service"),
        (True, False, True, True, True, "refused", "refused"),
    ],
)
def test_what_a_request_comes_to(
    posted: bool, gone: bool, phone: bool, private: bool, refused: bool, find: str, service: str
) -> None:
    heard: Heard = {
        "fields": [],
        "page": 1,
        "private": private,
        "refused": {"field": "age", "why": "refused-years"} if refused else None,
    }
    assert routes.kind_of("find", posted, gone, phone, heard) == find
    assert routes.kind_of("service", posted, gone, phone, heard) == service
    assert routes.kind_of("about", posted, gone, phone, heard) == "about"
    assert routes.kind_of("", posted, gone, phone, heard) == "elsewhere"


@pytest.mark.parametrize(("text", "number"), [("7", 7), ("0", -1), ("x", -1), ("", -1), ("1234567890", -1)])
def test_the_number_of_a_question(text: str, number: int) -> None:
    assert routes.number_of(fields(("v", text))) == number
    assert routes.number_of(fields(("near", text))) == 0


@pytest.mark.parametrize(
    ("query", "page", "url"),
    [("", 1, "/find"), ("a=b", 1, "/find?a=b"), ("", 2, "/find?page=2"), ("a=b", 2, "/find?a=b&page=2")],
)
def test_an_address(query: str, page: int, url: str) -> None:
    assert address("/find", query, page) == url


@pytest.mark.parametrize(
    ("text", "name", "minute"),
    [
        ("", "weekend", 0),
        ("tonight", "tonight", 0),
        ("2026-12-24", "date", wall.day_of("2026-12-24") * 1440),
        ("2026-12-24T19:00", "moment", wall.minute_of("2026-12-24T19:00")),
    ],
)
def test_the_window_asked_about(text: str, name: str, minute: int) -> None:
    assert (window_name(text, NOW), window_minute(text)) == (name, minute)


def test_miles_are_whole_metres() -> None:
    for hundredths in range(1, 1501):
        text = f"{hundredths // 100}.{hundredths % 100:02d}"
        assert limit(text) == int(float(text) * 1609.344)


def test_without_a_place_only_what_is_reached_from_anywhere() -> None:
    question = put(told(("near", "Nowhere")), UNKNOWN_PLACE, ["food"], NOW)
    assert question["question"]["anywhere_only"]
    assert question["near_error"] == "We don’t know it."
    assert question["place_note"] == ""
    assert question["question"]["words"] == ["food"]


def test_every_reason_and_every_error_has_words() -> None:
    words = english()
    for field in BY_POST:
        assert field in FIELDS or field in ("q", "helper", "asked")
    for status in frame.STATUSES:
        page = frame.wrong_page(status, "", "", [], words)
        assert page["heading"] != "That did not work" and page["advice"] != ""
    assert frame.wrong_page(418, "", "", [], words)["heading"] == "That did not work"


@pytest.mark.parametrize(
    ("later", "says"), [(0, "List of"), (29, "List of"), (31, "The list is old"), (-1, "clock is wrong")]
)
def test_a_phone_says_what_it_holds_and_how_old_it_is(later: int, says: str) -> None:
    site = frame.phone_site(NOW, NOW + later * 1440, ["Bexley", "Lewisham"], 0, "/s", "/i", english())
    assert site["status"].startswith("On this phone: Bexley, Lewisham. ")
    assert says in site["status"]
    assert site["made_by"] == "phone"
    assert frame.phone_site(NOW, NOW, [], 0, "", "", english())["status"] == "Nothing is saved on this phone."


def test_the_private_pathways_are_those_of_the_contract() -> None:
    assert PRIVATE == ["abuse", "sex-work"]
