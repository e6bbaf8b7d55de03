"""Every public page, through Flask's client: what it shows, and what stands in no URL."""

import re
from urllib.parse import parse_qsl, urlsplit

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from app.serving import served
from pwa.views.heard import BY_POST, IN_URL

from .page import Page

FRIDAY = "2026-11-27T16:30"
PLAIN = ["/", "/help-lines", "/about", "/privacy", "/leave"]
FIND = f"/find?near=SE13+6JP&need=accommodation&when=weekend&at={FRIDAY}"
FACTS = {
    "age": "44",
    "gender": "woman",
    "pet": "dog",
    "substance": ["drugs", "on-script"],
    "supervision": "licence",
}
SAID = {"near": "SE13 6JP", "need": "accommodation", "at": FRIDAY, "when": "weekend", **FACTS}


@pytest.fixture
def client(sample_app: Flask) -> FlaskClient:
    return sample_app.test_client()


def page_of(response: TestResponse, status: int = 200) -> Page:
    assert response.status_code == status, response.text[:2000]
    assert "Set-Cookie" not in response.headers
    return Page(response.text)


def all_pages(client: FlaskClient) -> dict[str, Page]:
    """A page of every kind and mode."""
    found = {path: page_of(client.get(path)) for path in PLAIN}
    found["found"] = page_of(client.get(FIND))
    found["no place"] = page_of(client.get("/find?need=health"))
    found["unknown place"] = page_of(client.get("/find?near=Lewishamm+Spa+Town&need=health"))
    found["told"] = page_of(client.post("/find", data=SAID))
    found["words"] = page_of(client.post("/find", data={"near": "Cambridge", "q": "food"}))
    found["private"] = page_of(client.post("/find", data={"near": "SE13", "need": "abuse"}))
    ids = [
        card.attributes["data-id"] for card in found["found"].elements if card.attributes.get("data-group")
    ]
    found["service"] = page_of(client.get(f"/services/{ids[0]}?near=SE13+6JP&at={FRIDAY}"))
    found["service told"] = page_of(client.post(f"/services/{ids[0]}", data=SAID))
    found["not found"] = page_of(client.get("/nothing-here"), 404)
    return found


def test_every_page_says_who_made_it_and_has_a_plain_title(client: FlaskClient) -> None:
    for name, page in all_pages(client).items():
        html = page.one("html")
        assert html.attributes["data-made-by"] == "server", name
        assert html.attributes["lang"] == "en-GB", name
        assert not re.search(r"prison|abuse|sex|drug.*help|offend", page.one("title").text, re.I), name
        assert len(page.every("h1")) == 1, name
        assert len(page.every("main")) == 1, name


def test_ids_are_unique_and_everything_that_is_named_is_there(client: FlaskClient) -> None:
    for name, page in all_pages(client).items():
        ids = [element.attributes["id"] for element in page.elements if "id" in element.attributes]
        assert len(ids) == len(set(ids)), (name, sorted(each for each in ids if ids.count(each) > 1))
        for element in page.elements:
            for attribute in ("for", "form", "aria-labelledby", "aria-describedby"):
                for each in element.attributes.get(attribute, "").split():
                    assert each in ids, (name, attribute, each)
            if element.tag in ("use", "a") and element.attributes["href"].startswith("#"):
                assert element.attributes["href"][1:] in ids, (name, element.attributes["href"])


def test_nothing_inline_runs_or_styles(client: FlaskClient) -> None:
    for name, page in all_pages(client).items():
        for element in page.elements:
            assert element.tag not in ("script", "style", "iframe", "object"), name
            assert "style" not in element.attributes, (name, element)
            assert not any(each.startswith("on") for each in element.attributes), (name, element)


def test_every_link_leads_to_a_page_that_is_there(client: FlaskClient) -> None:
    seen: set[str] = set()
    for name, page in all_pages(client).items():
        for link in page.links:
            if link in seen or link.startswith(("#", "tel:", "sms:")):
                continue
            seen.add(link)
            assert link.startswith("/"), (name, link)
            assert client.get(link).status_code == 200, (name, link)
    assert len(seen) > 20


def test_links_hold_only_what_may_stand_in_a_url(client: FlaskClient) -> None:
    for name, page in all_pages(client).items():
        for link in page.links:
            for field, value in parse_qsl(urlsplit(link).query):
                assert field in IN_URL, (name, link)
                assert value not in ("abuse", "sex-work", "refuge"), (name, link)


@pytest.mark.parametrize(
    "said", [SAID, {"near": "SE13", "q": "methadone"}, {"near": "SE13", "need": "refuge"}]
)
def test_once_something_private_is_said_no_link_holds_anything_of_the_question(
    client: FlaskClient, said: dict[str, str]
) -> None:
    page = page_of(client.post("/find", data=said))
    assert [link for link in page.links if "?" in link] == []
    carry = page.one("form", id="carry")
    assert carry.attributes["method"] == "post"
    hidden = page.hidden(carry)
    for name, value in said.items():
        for each in [value] if isinstance(value, str) else value:
            assert (name, each) in hidden
    cards = [element for element in page.every("button", form="carry") if "formaction" in element.attributes]
    assert cards and all(element.attributes["formaction"].startswith("/services/") for element in cards)


def test_a_card_opens_its_service_with_what_was_said_and_leads_back(client: FlaskClient) -> None:
    page = page_of(client.post("/find", data=SAID))
    button = next(each for each in page.every("button", form="carry") if "formaction" in each.attributes)
    fields = [
        *page.hidden(page.one("form", id="carry")),
        (button.attributes["name"], button.attributes["value"]),
    ]
    service = page_of(client.post(button.attributes["formaction"], data=to_form(fields)))
    assert service.one("h1").text == button.text
    back = service.one("button", class_="aslink backlink")
    assert back.attributes["formaction"] == "/find"
    again = page_of(client.post("/find", data=to_form(service.hidden(service.one("form", id="carry")))))
    assert again.words == page.words


def to_form(fields: list[tuple[str, str]]) -> dict[str, list[str]]:
    return {name: [value for each, value in fields if each == name] for name, _ in fields}


def test_a_plain_question_is_sent_on_to_its_url_and_its_service_leads_back_by_url(
    client: FlaskClient,
) -> None:
    sent = client.post(
        "/find", data={"near": "SE13 6JP", "need": "accommodation", "when": "weekend", "at": FRIDAY, "q": ""}
    )
    assert sent.status_code == 303
    assert sent.headers["Location"] == FIND.replace(":", "%3A")
    page = page_of(client.get(sent.headers["Location"]))
    first = next(each for each in page.every("a") if each.attributes["href"].startswith("/services/"))
    service = page_of(client.get(first.attributes["href"]))
    back = service.one("a", class_="backlink")
    assert parse_qsl(urlsplit(back.attributes["href"]).query) == parse_qsl(urlsplit(FIND).query)


def test_the_question_and_the_facts_go_by_post_and_say_so_first(client: FlaskClient) -> None:
    page = page_of(client.get(FIND))
    asking = [form for form in page.every("form") if form.attributes.get("id") != "carry"]
    assert len(asking) >= 3
    assert {form.attributes["method"] for form in asking} == {"post"}
    told = [
        each for each in page.elements if "data-status" in each.attributes and "our computer" in each.text
    ]
    question = next(form for form in asking if form.attributes.get("class") == "q")
    about = next(
        form for form in asking if any(parent.attributes.get("id") == "about-you" for parent in form.parents)
    )
    for form in (question, about):
        assert any(form in each.parents for each in told)


def test_facts_change_the_answer_and_can_be_cleared(client: FlaskClient) -> None:
    told = page_of(client.post("/find", data=SAID))
    asked = page_of(client.get(FIND))
    assert told.words != asked.words
    cleared = client.post("/find", data={**SAID, "clear": "yes"})
    assert cleared.status_code == 303
    assert cleared.headers["Location"] == FIND.replace(":", "%3A")


def test_a_question_that_was_skipped_is_not_put_again(client: FlaskClient) -> None:
    page = page_of(client.get(FIND))
    skip = page.every("button", name="asked")[0].attributes["value"]
    later = page_of(
        client.post("/find", data={"near": "SE13 6JP", "need": "accommodation", "at": FRIDAY, "asked": skip})
    )
    assert skip not in [each.attributes["value"] for each in later.every("button", name="asked")]


def named_field(page: Page) -> str:
    """The field that an error page is about: called by its label, marked with its name."""
    (found,) = [each for each in page.every("strong") if "data-field" in each.attributes]
    assert found.text != ""
    return found.attributes["data-field"]


@pytest.mark.parametrize("name", BY_POST)
def test_what_is_said_about_a_person_is_refused_in_a_url(client: FlaskClient, name: str) -> None:
    for path in ("/find", "/services/x"):
        response = client.get(f"{path}?near=SE13&{name}=yes")
        page = page_of(response, 422)
        assert named_field(page) == name
        assert not any(f"{name}=" in link for link in page.links)


@pytest.mark.parametrize("need", ["abuse", "sex-work", "refuge", "sex-work-safety"])
def test_the_private_needs_are_refused_in_a_url_and_answered_by_post(client: FlaskClient, need: str) -> None:
    assert named_field(page_of(client.get(f"/find?near=SE13&need={need}"), 422)) == "need"
    page = page_of(client.post("/find", data={"near": "SE13", "need": need}))
    assert page.one("title").text == "Find what is open near you – Saturday"


def test_home_has_no_tile_for_sex_work_and_feeling_safe_leads_to_it(client: FlaskClient) -> None:
    tiles = [each.attributes["value"] for each in page_of(client.get("/")).every("button", class_="tile")]
    assert tiles[-1] == "basics"
    assert len(tiles) == 9
    assert "abuse" in tiles
    assert "sex-work" not in tiles
    chips = page_of(client.post("/find", data={"need": "abuse"})).every("button", name="need")
    assert "sex-work" in [each.attributes["value"] for each in chips]


@pytest.mark.parametrize("path", ["/find?v=7", "/services/anything?v=7"])
def test_a_number_of_the_phones_shows_the_home_page(client: FlaskClient, path: str) -> None:
    assert page_of(client.get(path)).words == page_of(client.get("/")).words


def test_without_a_place_only_what_is_reached_from_anywhere_and_the_page_asks_for_one(
    sample_app: Flask, client: FlaskClient
) -> None:
    page = page_of(client.get(f"/find?need=drugs-alcohol&at={FRIDAY}"))
    assert "Tell us a place." in page.words
    assert "open" in page.every("details")[0].attributes
    shown = {each.attributes["data-id"] for each in page.every("li", class_="card")}
    with sample_app.app_context():
        edition = served().edition()
        assert edition is not None
        for id_ in shown:
            record = edition.record(edition.rows[id_])
            assert record["catchment"] == []
            assert record["point"] is None or record["reach"] == "anywhere"
    assert (
        len(page_of(client.get(f"/find?need=drugs-alcohol&near=SE13&at={FRIDAY}")).every("li", class_="card"))
        > 0
    )


def test_an_unknown_place_is_answered_kindly_with_others_to_press(client: FlaskClient) -> None:
    page = page_of(client.get("/find?near=Lewishem&need=health"))
    assert "Check the place" in page.words
    assert (
        page.words.count("We don’t know Lewishem. Did you mean one of these?") == 2
    )  # above, and at the field
    assert page.every("input", name="near")[-1].attributes["value"] == "Lewishem"
    suggested = [each.attributes["value"] for each in page.every("button", name="near")]
    assert "Lewisham" in suggested
    chosen = client.get("/find?need=health&near=Lewisham")
    assert "Check the place" not in page_of(chosen).words


def test_a_confidential_place_shows_nothing_of_where(sample_app: Flask, client: FlaskClient) -> None:
    with sample_app.app_context():
        edition = served().edition()
        assert edition is not None
        secret = [
            row for row in range(len(edition.records)) if edition.details[row]["visibility"] == "hidden"
        ]
        assert secret
        ids = [edition.record(row)["id"] for row in secret]
    for id_ in ids:
        page = page_of(client.post(f"/services/{id_}", data={"near": "SE13", "need": "abuse"}))
        where = next(each for each in page.every("section", aria_labelledby="where"))
        assert "They don’t share the address." in where.text
        assert not re.search(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b|miles", where.text)
        assert page.one("title").text == "Find what is open near you – Saturday"


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/find?when=someday", "when"),
        ("/find?when=2026-13-45", "when"),
        ("/find?at=noon", "at"),
        ("/find?miles=far", "miles"),
        ("/find?miles=0", "miles"),
        ("/find?need=gold", "need"),
        ("/find?page=0", "page"),
        ("/find?page=two", "page"),
        ("/find?near=" + "x" * 201, "near"),
    ],
)
def test_what_cannot_be_read_is_named(client: FlaskClient, path: str, field: str) -> None:
    page = page_of(client.get(path), 422)
    assert named_field(page) == field
    assert page.every("a", href="/help-lines")


@pytest.mark.parametrize(
    ("name", "value"), [("age", "-3"), ("pet", "dragon"), ("helper", "king"), ("asked", "x")]
)
def test_a_fact_that_cannot_be_read_is_named(client: FlaskClient, name: str, value: str) -> None:
    response = client.post("/find", data={"near": "SE13", name: value})
    if name == "asked":
        assert response.status_code == 303  # nothing we ask for: left out, and so nothing private
    else:
        assert named_field(page_of(response, 422)) == name


def test_errors_have_one_page(client: FlaskClient) -> None:
    page = page_of(client.get("/services/nobody"), 404)
    assert "That page is not here" in page.words
    refused = client.delete("/find")
    assert refused.status_code == 405
    assert refused.headers["Allow"]
    assert "can't be used that way" in Page(refused.text).words
    assert page_of(client.get("/find?near=SE13&page=9999"), 404)
    for each in ("/plan", "/pack", "/desk", "/gaps"):
        assert client.get(each).status_code == 404


def test_at_most_fifteen_miles(client: FlaskClient) -> None:
    assert "within 15 miles" in page_of(client.get("/find?near=SE13&miles=40")).words
    assert "within 3 miles" in page_of(client.get("/find?near=SE13&miles=3")).words


def test_the_stylesheet_and_icon_are_kept_by_their_hash(client: FlaskClient) -> None:
    page = page_of(client.get("/"))
    for link in page.every("link"):
        response = client.get(link.attributes["href"])
        assert response.status_code == 200
        assert re.fullmatch(r"/static/saturday\.[0-9a-f]{12}\.(css|svg)", link.attributes["href"])
        assert "immutable" in response.headers["Cache-Control"]
    assert client.get("/static/saturday.css").status_code == 404


def test_answers_are_kept_by_nobody_but_the_browser(client: FlaskClient) -> None:
    assert client.post("/find", data=SAID).headers["Cache-Control"] == "private, no-cache"
    assert client.get(FIND).headers["Cache-Control"] == "private, no-cache"


def test_leave_says_nothing_of_where_it_was_opened(client: FlaskClient) -> None:
    page = page_of(client.get("/leave"))
    assert page.every("a") == []
    assert "saturday" not in page.words.lower()
    assert "did not clear your history" in page.words


def test_groups_stand_in_their_order_with_how_many_they_hold(client: FlaskClient) -> None:
    page = page_of(client.get(FIND))
    groups = [each.attributes["data-group"] for each in page.every("li") if "data-group" in each.attributes]
    order = ["go", "ask", "later", "no"]
    assert groups == sorted(groups, key=order.index)
    for name in ("go", "ask", "later"):
        if name in groups:
            heading = page.one("h2", id=f"group-{name}")
            assert heading.text.endswith(f"({groups.count(name)})")
    assert "This weekend: Friday 5pm to Monday 9am" in page.words
    assert page.one("section", aria_labelledby="next").text.strip()


@pytest.mark.parametrize("near", ["Lewisham", "Walsall"])
def test_a_made_up_place_says_so_wherever_it_is_shown(
    sample_app: Flask, client: FlaskClient, near: str
) -> None:
    """Where a list is empty its next steps still name places, and a service's page names others."""
    empty = page_of(client.get(f"/find?near={near}&need=young-housing&at={FRIDAY}"))
    assert [each for each in empty.every("li") if "data-group" in each.attributes] == []
    steps = [each for each in empty.every("a") if each.attributes["href"].startswith("/services/")]
    assert steps
    full = page_of(client.get(f"/find?near={near}&need=food&at={FRIDAY}"))
    service = page_of(client.get(steps[0].attributes["href"]))
    for page in (page_of(client.get("/")), empty, full, service):
        assert "These are made-up services." in page.words
        assert "Help lines are real." in page.words


def test_a_list_without_made_up_places_says_nothing_of_them(
    sample_app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sample_app.app_context():
        edition = served().edition()
        assert edition is not None
    monkeypatch.setitem(edition.knowledge, "sample", False)  # type: ignore[misc]
    assert "made-up services" not in page_of(client.get(f"{FIND}&miles=2")).words


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    fields=st.dictionaries(
        st.sampled_from([*IN_URL, *BY_POST, "clear", "x"]),
        st.lists(
            st.one_of(st.text(max_size=60), st.sampled_from(["dog", "44", "SE13", "weekend", "health"])),
            max_size=3,
        ),
        max_size=6,
    )
)
def test_no_form_makes_a_failure(sample_app: Flask, fields: dict[str, list[str]]) -> None:
    client = sample_app.test_client()
    for path in ("/find", "/services/x"):
        assert client.post(path, data=fields).status_code in (200, 303, 404, 422)
        assert client.get(path, query_string=fields).status_code in (200, 404, 422)


def test_the_question_stands_over_the_places_it_would_settle(client: FlaskClient) -> None:
    page = page_of(client.get(FIND))
    form = page.one("form", class_="q")
    assert any(each.attributes.get("aria-labelledby") == "group-ask" for each in form.parents)


def test_an_answer_left_empty_is_not_asked_again(client: FlaskClient) -> None:
    said = {"near": "SE13 6JP", "need": "accommodation", "at": FRIDAY, "when": "weekend"}
    page = page_of(client.get(FIND))
    for _ in range(12):
        if not page.every("form", class_="q"):
            break
        button = page.every("button", name="asked")[0].attributes["value"]
        carried = to_form([*page.hidden(page.one("form", class_="q")), ("asked", button)])
        page = page_of(client.post("/find", data={**said, **carried}))
        assert button not in [each.attributes["value"] for each in page.every("button", name="asked")]
    else:
        pytest.fail("the questions never end")


def test_about_names_every_source_with_its_date(client: FlaskClient) -> None:
    words = page_of(client.get("/about")).words
    for each in (
        "Contains OS data © Crown copyright and database right",
        "contains Royal Mail data © Royal Mail copyright and database right",
        "source: Office for National Statistics, Open Government Licence v3.0",
        "Bank holidays: GOV.UK",
        "As it was on 31 March 2025. Looked at on 20 November 2026.",
        "As it was in January 2018.",
        "Prisons: Ministry of Justice",
    ):
        assert each in words


def test_a_misspelt_place_asks_once_and_says_nothing_of_nothing_found(client: FlaskClient) -> None:
    words = page_of(client.get(f"/find?near=Lewishem&need=health&at={FRIDAY}")).words
    assert "Did you mean" in words
    assert "Tell us a place" not in words
    assert "Nothing found." not in words


def test_what_every_strip_shares_is_drawn_once_on_a_page(client: FlaskClient) -> None:
    listed = client.get(FIND).text
    service = client.get(re.findall(r'href="(/services/[^"]+)"', listed)[0].replace("&amp;", "&")).text
    for text in (listed, service):
        strips = text.count('class="strip"')
        assert strips >= 1
        for part in ("st-under", "st-over"):
            assert text.count(f'id="{part}"') == 1
            assert text.count(f'<use href="#{part}"/>') == strips
        for what in ("st-day", "st-line", "st-now"):
            # "Now" is in the key, too.
            assert text.count(f'class="{what}"') == 1 + (what == "st-now")
    assert listed.count('class="strip"') > 1
