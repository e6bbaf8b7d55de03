"""The pages in a real browser: without JavaScript, at any width, and by axe."""

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page, expect

from .conftest import NewContext

pytestmark = pytest.mark.browser

FRIDAY = "2026-11-27T16:30"
FIND = f"/find?near=SE13+6JP&need=accommodation&when=weekend&at={FRIDAY}"
NIGHT = f"/find?near=SE13+6JP&need=health&when=tonight&at={FRIDAY}"


def home(page: Page) -> None:
    page.goto("/")


def listing(page: Page) -> None:
    page.goto(FIND)


def listing_unfolded(page: Page) -> None:
    page.goto(FIND)
    for summary in page.locator("summary").all():
        if summary.is_visible():
            summary.click()


def told(page: Page) -> None:
    """The list after facts about the person were sent."""
    page.goto(FIND)
    page.locator(".about-you > summary").click()
    page.locator("#age").first.fill("44")
    page.get_by_label("A dog", exact=True).first.check()
    page.get_by_role("button", name="Use these answers").click()


def private(page: Page) -> None:
    """The list of a need that stands in no URL."""
    page.goto("/")
    page.get_by_label("Where are you going?").fill("SE13 6JP")
    page.get_by_role("button", name="Feeling safe").click()


def service(page: Page) -> None:
    page.goto(FIND)
    page.locator(".card h3 a").first.click()


def service_told(page: Page) -> None:
    told(page)
    page.locator(".card h3 button").first.click()


def unknown_place(page: Page) -> None:
    page.goto("/find?near=Lewishem&need=health")


def at(path: str) -> Callable[[Page], None]:
    def go(page: Page) -> None:
        page.goto(path)

    return go


PAGES: dict[str, Callable[[Page], None]] = {
    "home": home,
    "list": listing,
    "list unfolded": listing_unfolded,
    "list of a night": at(NIGHT),
    "list after facts": told,
    "list of a private need": private,
    "no place": at("/find?need=health"),
    "unknown place": unknown_place,
    "service": service,
    "service after facts": service_told,
    "help lines": at("/help-lines"),
    "about": at("/about"),
    "privacy": at("/privacy"),
    "leave": at("/leave"),
    "not found": at("/nothing"),
    "refused": at("/find?q=x"),
}


@pytest.fixture(params=[360, 1280])
def without_script(request: pytest.FixtureRequest, new_context: NewContext) -> Iterator[Page]:
    """A page of a phone's and of a desk's width, with JavaScript off."""
    yield new_context(request.param, java_script_enabled=False).new_page()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(("width", "scheme"), [(360, "light"), (1280, "dark")])
def test_axe_finds_nothing(name: str, width: int, scheme: str, new_context: NewContext) -> None:
    page = new_context(width, color_scheme=scheme, bypass_csp=True).new_page()
    PAGES[name](page)
    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("name", PAGES)
def test_nothing_scrolls_sideways_at_320_px_or_with_text_twice_as_large(
    name: str, new_context: NewContext
) -> None:
    page = new_context(320, bypass_csp=True).new_page()
    PAGES[name](page)
    assert too_wide(page) == []
    page.set_viewport_size({"width": 360, "height": 800})
    page.add_style_tag(content="html{font-size:200%}")
    assert too_wide(page) == []


def too_wide(page: Page) -> list[str]:
    """What reaches past the right edge of a page that scrolls sideways."""
    found: list[str] = page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :"
        "[...document.querySelectorAll('body *')]"
        ".filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
        ".map(e => e.tagName + '.' + e.className.toString() + ' ' + e.textContent.slice(0, 40))"
    )
    return found


@pytest.mark.parametrize("name", PAGES)
def test_no_page_breaks_the_content_policy_or_asks_another_site(
    name: str, new_context: NewContext, site: str
) -> None:
    context = new_context(1280)
    page = context.new_page()
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    asked: list[str] = []
    context.on("request", lambda request: asked.append(request.url))
    PAGES[name](page)
    refused = name in ("not found", "refused")
    assert [text for text in wrong if not (refused and "status of 4" in text)] == []
    assert all(url.startswith(site) for url in asked)
    assert context.cookies() == []


def test_from_home_to_a_service_and_back_without_script(without_script: Page) -> None:
    page = without_script
    page.goto("/")
    page.get_by_label("Where are you going?").fill("SE13 6JP")
    page.get_by_label("This weekend", exact=True).check()
    page.get_by_role("button", name="A place to stay").click()
    expect(page).to_have_url(re.compile(r"/find\?near=SE13\+6JP&need=accommodation&when=weekend$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("A place to stay")
    listed = page.url
    first = page.locator(".card h3 a").first
    name = first.inner_text()
    first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    page.get_by_role("link", name="Back to the list").click()
    expect(page).to_have_url(listed)


def test_enter_in_the_place_box_shows_everything(without_script: Page) -> None:
    page = without_script
    page.goto("/")
    page.get_by_label("Where are you going?").fill("Cambridge")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"/find\?near=Cambridge&when=\w+$"))


def test_words_and_private_needs_stand_in_no_url_without_script(without_script: Page) -> None:
    page = without_script
    page.goto("/")
    page.get_by_label("Or say it in your words").fill("food")
    page.get_by_label("Where are you going?").fill("Cambridge")
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile(r"/find$"))
    expect(page.get_by_role("heading", level=1)).to_have_text("Places for “food”")
    page.goto("/")
    page.get_by_role("button", name="Feeling safe").click()
    expect(page).to_have_url(re.compile(r"/find$"))
    expect(page).to_have_title("Find what is open near you – Saturday")


def test_facts_are_carried_to_the_service_and_back_without_script(without_script: Page) -> None:
    page = without_script
    told(page)
    expect(page).to_have_url(re.compile(r"/find$"))
    before = page.locator("main").inner_text()
    page.locator(".card h3 button").first.click()
    expect(page).to_have_url(re.compile(r"/services/[^?]+$"))
    page.get_by_role("button", name="Back to the list").click()
    expect(page).to_have_url(re.compile(r"/find$"))
    assert page.locator("main").inner_text() == before


def test_the_one_question_is_answered_by_a_button(without_script: Page) -> None:
    page = without_script
    page.goto(FIND)
    section = page.locator(".q")
    asked = section.locator("legend, label").first.inner_text()
    section.get_by_role("button", name="Skip").click()
    expect(page).to_have_url(re.compile(r"/find$"))
    if page.locator(".q").count():
        assert page.locator(".q").locator("legend, label").first.inner_text() != asked


def test_a_day_can_be_picked_without_script(without_script: Page) -> None:
    page = without_script
    page.goto("/")
    page.get_by_text("Pick a day", exact=True).click()
    page.locator(".pick input").nth(2).check()
    page.get_by_role("button", name="Basics today").click()
    expect(page).to_have_url(re.compile(r"/find\?need=basics&when=\d{4}-\d{2}-\d{2}$"))


def test_everything_can_be_reached_and_seen_by_keyboard(new_context: NewContext) -> None:
    page = new_context(360).new_page()
    page.goto(FIND)
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to main content")).to_be_focused()
    expect(page.get_by_text("Skip to main content")).to_be_in_viewport()
    for _ in range(25):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            "(() => { const e = document.activeElement, l = e.labels && e.labels[0];"
            " const s = [e, l, e.parentElement && e.parentElement.querySelector('.track')].filter(Boolean)"
            ".map(x => getComputedStyle(x).outlineStyle); return s.some(x => x !== 'none'); })()"
        )
        assert seen, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def test_targets_are_large_enough_to_press(new_context: NewContext) -> None:
    """WCAG 2.2 asks for 24 px; a thumb asks for 44. Links in sentences are not counted."""
    page = new_context(360).new_page()
    for path in ("/", FIND):
        page.goto(path)
        small = page.evaluate(
            "[...document.querySelectorAll("
            "'button, a.btn, a[href^=tel], .govuk-radios__item, summary, nav a, h3 a')]"
            ".filter(e => e.offsetParent)"
            ".map(e => [e.getBoundingClientRect(), e.textContent.trim().slice(0, 30)])"
            ".filter(([r]) => r.width > 0 && (r.height < 44 || r.width < 44))"
            ".map(([r, t]) => t + ' ' + r.width + 'x' + r.height)"
        )
        assert small == []


def test_on_paper_nothing_is_hidden_that_matters(new_context: NewContext) -> None:
    page = new_context(794).new_page()
    page.goto(FIND)
    page.emulate_media(media="print")
    expect(page.locator(".card .btn").first).to_be_visible()
    expect(page.locator(".nots").first).to_be_visible()
    expect(page.locator(".top")).to_be_hidden()
    expect(page.locator(".about-you")).to_be_hidden()
    for link in page.locator(".card .btn").all():
        assert re.search(r"\d{3}", link.inner_text())


def test_with_forced_colours_the_strip_is_still_drawn(new_context: NewContext) -> None:
    page = new_context(360, forced_colors="active").new_page()
    page.goto(FIND)
    block, ground = (
        page.evaluate("s => getComputedStyle(document.querySelector(s)).fill", selector)
        for selector in (".st-open", ".st-day")
    )
    assert block != ground
