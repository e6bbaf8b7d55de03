"""From the first page to an answer and back, in the three modes: the same steps, the same words."""

import re

import pytest
from playwright.sync_api import Page, expect

from .modes import Mode
from .test_pages import FIND, FRIDAY, pressed, private, told

pytestmark = pytest.mark.browser


def heading(page: Page, words: str) -> None:
    """The page's own heading says so."""
    expect(page.get_by_role("heading", level=1)).to_have_text(words)


def as_of(page: Page, moment: str = FRIDAY) -> None:
    """What is asked on this page is asked as of a moment: instead of the server's and the phone's clocks."""
    page.evaluate(
        """(moment) => {
          for (const form of document.querySelectorAll('form[action="/find"]')) {
            const field = document.createElement("input");
            [field.type, field.name, field.value] = ["hidden", "at", moment];
            form.append(field);
          }
        }""",
        moment,
    )


def test_from_home_to_a_service_and_back(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Where are you going?").fill("SE13 6JP")
    page.get_by_label("This weekend", exact=True).check()
    page.get_by_role("button", name="A place to stay").click()
    expect(page).to_have_url(re.compile(r"/find\?near=SE13\+6JP&need=accommodation&when=weekend$"))
    heading(page, "A place to stay")
    listed = page.url
    first = page.locator(".card h3 a").first
    name = first.inner_text()
    first.click()
    heading(page, name)
    page.get_by_role("link", name="Back to the list").click()
    expect(page).to_have_url(listed)


def test_enter_in_the_place_box_shows_everything(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Where are you going?").fill("Lewisham")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/find\?near=Lewisham&when=\w+$"))
    assert page.locator(".card").count() > 5


def test_a_day_can_be_picked(page: Page) -> None:
    page.goto("/")
    page.get_by_text("Pick a day", exact=True).click()
    page.locator(".pick input").nth(2).check()
    page.get_by_role("button", name="Basics today").click()
    expect(page).to_have_url(re.compile(r"/find\?need=basics&when=\d{4}-\d{2}-\d{2}$"))


def test_time_and_distance_can_be_changed(page: Page) -> None:
    page.goto(FIND)
    lead = page.locator(".lead")
    expect(lead).to_contain_text("This weekend: Friday 5pm to Monday 9am")
    expect(lead).to_contain_text("15 miles")
    page.locator("details.place > summary").first.click()
    page.get_by_label("Tonight", exact=True).check()
    page.locator("#miles").select_option("3")
    pressed(page, page.get_by_role("button", name="Show places"))
    expect(page).to_have_url(
        re.compile(r"/find\?near=SE13\+6JP&need=accommodation&when=tonight&at=2026-11-27T16%3A30&miles=3$")
    )
    expect(lead).to_contain_text("Tonight: 6pm to 8am")
    expect(lead).to_contain_text("3 miles")


def test_a_finer_need_can_be_chosen(page: Page) -> None:
    page.goto(FIND)
    page.locator("details.narrow > summary").click()
    pressed(page, page.get_by_role("button", name="A hostel"))
    heading(page, "A hostel")
    expect(page).to_have_url(re.compile(r"need=hostel"))


def test_facts_are_carried_to_a_service_and_back(mode: Mode, page: Page) -> None:
    told(page)
    expect(page).to_have_url(mode.private("/find"))
    before = page.locator("main").inner_text()
    pressed(page, page.locator(".card h3 button").first)
    expect(page).to_have_url(mode.private(re.search(r"/services/[^?]+", page.url)[0]))  # type: ignore[index]
    pressed(page, page.get_by_role("button", name="Back to the list"))
    expect(page).to_have_url(mode.private("/find"))
    assert page.locator("main").inner_text() == before


def test_a_fact_moves_a_place_to_another_group(page: Page) -> None:
    """A place for women stands under "Not for you" once a man asks, and says why."""
    page.goto(f"/find?near=Lewisham&need=social&when=weekend&at={FRIDAY}")
    name = "Rowan Women's Centre"
    expect(page.locator(".card", has_text=name)).to_have_attribute("data-group", "ask")
    pressed(page, page.locator(".q").get_by_role("button", name="Places for men", exact=True))
    expect(page.locator(".card", has_text=name)).to_have_count(0)
    page.locator("summary", has_text="Not for you, and why").click()
    expect(page.locator(".nots > li", has_text=name)).to_contain_text("For women, including trans women")


def test_the_one_question_is_answered_or_skipped_by_a_button(mode: Mode, page: Page) -> None:
    page.goto(FIND)
    asked = page.locator(".q legend, .q label").first.inner_text()
    for press in ("Skip", "Answer"):
        page.goto(FIND)
        question = page.locator(".q")
        if press == "Answer":
            question.locator("#age").fill("44")
        pressed(page, question.get_by_role("button", name=press, exact=True))
        expect(page).to_have_url(mode.private("/find"))
        expect(page.locator(".q").get_by_text(asked, exact=True)).to_have_count(0)
    page.locator(".about-you > summary").click()
    expect(page.locator(".about-you #age")).to_have_value("44")


# -- what stands in no address ---------------------------------------------------------------------------


def test_words_typed_stand_in_no_address(mode: Mode, page: Page) -> None:
    before = len(mode.seen)
    page.goto("/")
    page.get_by_label("Or say it in your words").fill("nowhere to sleep")
    page.get_by_label("Where are you going?").fill("Lewisham")
    pressed(page, page.get_by_role("button", name="Search"))
    expect(page).to_have_url(mode.private("/find"))
    heading(page, "Places for “nowhere to sleep”")
    assert page.locator(".card").count() > 0
    assert "nowhere" not in " ".join(mode.seen[before:])


def test_private_needs_stand_in_no_address_title_or_history(mode: Mode, page: Page) -> None:
    before = len(mode.seen)
    private(page)
    expect(page).to_have_url(mode.private("/find"))
    heading(page, "Feeling safe")
    expect(page).to_have_title("Find what is open near you – Saturday")
    page.locator("details.narrow > summary").click()
    pressed(page, page.get_by_role("button", name="Sex work"))
    expect(page).to_have_url(mode.private("/find"))
    heading(page, "Sex work")
    expect(page).to_have_title("Find what is open near you – Saturday")
    assert not re.search("abuse|sex-work|refuge", " ".join(mode.seen[before:]))
    links = page.evaluate("[...document.links].map((link) => link.href).join(' ')")
    assert not re.search("abuse|sex-work|refuge", links)


@pytest.mark.parametrize(
    "address", ["/find?q=food", "/find?need=abuse", "/find?age=44", "/find?need=sex-work"]
)
def test_an_address_with_something_private_in_it_is_refused(address: str, page: Page) -> None:
    page.goto(address)
    expect(page.locator("main")).to_contain_text("may not stand in a web address")
    assert page.locator(".card").count() == 0


# -- errors, nothing found, more pages ---------------------------------------------------------------------


def test_a_field_that_cannot_be_read_is_named(page: Page) -> None:
    page.goto(FIND)
    page.locator(".q #age").fill("old")
    pressed(page, page.locator(".q").get_by_role("button", name="Answer", exact=True))
    expect(page.locator("main")).to_contain_text("age")
    expect(page.locator("main")).to_contain_text("whole years")
    page.goto("/find?near=SE13+6JP&miles=far")
    expect(page.locator("main")).to_contain_text("miles")
    page.goto("/find?near=SE13+6JP&when=someday")
    expect(page.locator("main")).to_contain_text("when")


def test_a_place_nobody_knows_is_said_and_one_like_it_is_offered(page: Page) -> None:
    page.goto(f"/find?near=Lewishem&need=health&at={FRIDAY}")
    expect(page.get_by_role("alert")).to_be_visible()
    page.get_by_role("alert").get_by_role("link").click()
    expect(page.locator("#near")).to_be_focused()
    expect(page.locator("#near")).to_have_value("Lewishem")
    pressed(page, page.get_by_role("button", name="Lewisham", exact=True))
    expect(page.locator(".lead")).to_contain_text("Lewisham")
    assert page.locator(".card").count() > 0


def test_where_there_is_nothing_there_are_next_steps(page: Page) -> None:
    page.goto(f"/find?near=Wisbech&need=gambling&when=weekend&at={FRIDAY}")
    assert page.locator(".card").count() == 0
    steps = page.locator(".steps-list")
    expect(steps).to_contain_text("National Gambling Helpline")
    expect(steps.locator('a[href="tel:08088020133"]')).to_be_visible()


def test_a_long_list_goes_on_over_pages(page: Page) -> None:
    page.goto(f"/find?near=Lewisham&when=weekend&at={FRIDAY}")
    first = page.locator(".card").evaluate_all("all => all.map((card) => card.dataset.id)")
    assert len(first) == 20
    pressed(page, page.get_by_role("button", name="More places"))
    expect(page).to_have_url(re.compile(r"page=2$"))
    second = page.locator(".card").evaluate_all("all => all.map((card) => card.dataset.id)")
    assert second and not set(first) & set(second)
    expect(page.locator("nav.pages")).to_contain_text("21")
    pressed(page, page.get_by_role("button", name="Places before these"))
    assert page.locator(".card").evaluate_all("all => all.map((card) => card.dataset.id)") == first


def test_help_lines_are_links_that_ring(page: Page) -> None:
    page.goto("/help-lines")
    lines = page.locator('main a[href^="tel:"], main a[href^="sms:"]')
    assert lines.count() > 20
    expect(page.locator('a[href="tel:999"]').first).to_be_visible()
    expect(page.locator('a[href="tel:116123"]').first).to_contain_text("Samaritans")


# -- one service ---------------------------------------------------------------------------------------


def test_a_service_says_what_somebody_needs_to_get_in(page: Page) -> None:
    page.goto(f"/find?near=Lewisham&need=bed-tonight&when=weekend&at={FRIDAY}")
    pressed(page, page.get_by_role("link", name="Lantern Row Night Shelter", exact=True))
    heading(page, "Lantern Row Night Shelter")
    main = page.locator("main")
    for words in (
        "Opens at 8pm today",
        "Phone first: this place cannot take some convictions",
        "How to get in",
        "What to bring",
    ):
        expect(main).to_contain_text(words)
    expect(page.locator(".verdict .btn.big").first).to_have_attribute("href", re.compile(r"^tel:\d+$"))
    assert page.locator("table.hours tr").count() >= 7


def test_leaving_shows_a_page_that_says_nothing_and_claims_nothing(page: Page) -> None:
    private(page)
    page.get_by_role("link", name="Leave").click()
    page.wait_for_url("**/leave")
    text = page.locator("body").inner_text()
    assert "Feeling safe" not in text and "Saturday" not in page.title()
    assert "history" in text
