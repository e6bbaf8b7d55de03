"""Every page as it looks, in the three modes: axe, any width, print, colours, keyboard, thumbs."""

import re
from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Locator, Page, Request, Route, expect

from .modes import NARROW, WIDE, Mode

pytestmark = pytest.mark.browser

FRIDAY = "2026-11-27T16:30"
FIND = f"/find?near=SE13+6JP&need=accommodation&when=weekend&at={FRIDAY}"
NIGHT = f"/find?near=SE13+6JP&need=health&when=tonight&at={FRIDAY}"
RULES = {
    "resultTypes": ["violations"],
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}


def at(path: str) -> Callable[[Page], None]:
    def go(page: Page) -> None:
        page.goto(path)

    return go


def pressed(page: Page, control: Locator) -> None:
    """Press what leads to another page, and be there."""
    with page.expect_navigation():
        control.click()


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
    pressed(page, page.get_by_role("button", name="Use these answers"))


def private(page: Page) -> None:
    """The list of a need that stands in no URL."""
    page.goto("/")
    page.get_by_label("Where are you going?").fill("SE13 6JP")
    pressed(page, page.get_by_role("button", name="Feeling safe"))


def service(page: Page) -> None:
    page.goto(FIND)
    pressed(page, page.locator(".card h3 a").first)


def service_told(page: Page) -> None:
    told(page)
    pressed(page, page.locator(".card h3 button").first)


PAGES: dict[str, Callable[[Page], None]] = {
    "home": at("/"),
    "list": at(FIND),
    "list unfolded": listing_unfolded,
    "list of a night": at(NIGHT),
    "list after facts": told,
    "list of a private need": private,
    "no place": at("/find?need=health"),
    "unknown place": at("/find?near=Lewishem&need=health"),
    "nothing found": at(f"/find?near=Wisbech&need=gambling&when=weekend&at={FRIDAY}"),
    "service": service,
    "service after facts": service_told,
    "help lines": at("/help-lines"),
    "areas": at("/areas"),
    "about": at("/about"),
    "privacy": at("/privacy"),
    "leave": at("/leave"),
    "not found": at("/services/nothing"),
    "refused": at("/find?q=x"),
}
REFUSED = ("not found", "refused")


# -- for eyes, ears and fingers ------------------------------------------------------------------------


@pytest.fixture(scope="module")
def stage(chromium: Browser) -> Iterator[Page]:
    """A page on which axe can look at what another page holds. It needs timers, which a page without script
    has not."""
    context = chromium.new_context(service_workers="block")
    yield context.new_page()
    context.close()


def staged(page: Page, stage: Page) -> Page:
    """What the page holds by now, on the stage, at the same address; none of its scripts run."""
    html = page.content()

    def answer(route: Route, request: Request) -> None:
        if request.resource_type == "document":
            route.fulfill(body=html, content_type="text/html; charset=utf-8")
        elif request.resource_type == "script":
            route.abort()
        else:
            route.continue_()

    stage.unroute_all()
    stage.route("**/*", answer)
    stage.goto(page.url)
    return stage


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_for_everybody(name: str, mode: Mode, page: Page, stage: Page) -> None:
    """One main part, one heading of the page, a name for every control, nothing that the content policy
    stops, no cookie; it scrolls sideways at no width; axe finds nothing by day and by night. (That nobody
    else is asked the mode itself makes sure of.)"""
    wrong: list[str] = []
    page.on("console", lambda message: wrong.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    PAGES[name](page)
    assert [text for text in wrong if not (name in REFUSED and "with a status of" in text)] == []
    has_landmarks_and_labels(page, header=name != "leave")
    assert mode.context.cookies() == []
    for width in (320, 360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        assert too_wide(page) == [], width
    looked_at = page if mode.made_by == "phone" else staged(page, stage)
    for size, scheme in ((WIDE, "dark"), (NARROW, "light")):
        looked_at.set_viewport_size(size)  # type: ignore[arg-type]
        looked_at.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        found = Axe().run(looked_at, options=RULES)
        assert found.violations_count == 0, found.generate_report()
    page.set_viewport_size(NARROW)  # type: ignore[arg-type]
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert too_wide(page) == [], "with text twice as large"


def has_landmarks_and_labels(page: Page, header: bool) -> None:
    """What somebody who hears the page finds their way by."""
    assert page.locator("main, [role=main]").count() == 1
    assert page.locator("h1").count() == 1
    assert page.locator("html").get_attribute("lang") == "en-GB"
    assert page.title().strip() != ""
    unnamed = page.evaluate(
        "[...document.querySelectorAll('input:not([type=hidden]), select, textarea')]"
        ".filter(e => [...e.labels].every(l => l.textContent.trim() === '')).map(e => e.outerHTML)"
    )
    assert unnamed == []
    for landmark in ("banner", "navigation", "contentinfo") if header else ():
        assert page.get_by_role(landmark).count() >= 1, landmark  # type: ignore[arg-type]


def too_wide(page: Page) -> list[str]:
    """What reaches past the right edge of a page that scrolls sideways."""
    found: list[str] = page.evaluate(
        "document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :"
        "[...document.querySelectorAll('body *')]"
        ".filter(e => e.getBoundingClientRect().right > innerWidth + 1)"
        ".map(e => e.tagName + '.' + e.className.toString() + ' ' + e.textContent.slice(0, 40))"
    )
    return found


def test_everything_can_be_reached_and_seen_by_keyboard(page: Page) -> None:
    page.goto(FIND)
    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to main content")).to_be_focused()
    expect(page.get_by_text("Skip to main content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    for _ in range(25):
        page.keyboard.press("Tab")
        seen = page.evaluate(
            "(() => { const e = document.activeElement, l = e.labels && e.labels[0];"
            " const s = [e, l, e.parentElement && e.parentElement.querySelector('.track')].filter(Boolean)"
            ".map(x => getComputedStyle(x).outlineStyle); return s.some(x => x !== 'none'); })()"
        )
        assert seen, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")


def test_a_question_is_asked_by_keyboard_alone(page: Page) -> None:
    page.goto("/")
    page.get_by_label("Where are you going?").focus()
    page.keyboard.type("Lewisham")
    for _ in range(30):
        page.keyboard.press("Tab")
        if "A place to stay" in page.evaluate("document.activeElement.textContent"):
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("A place to stay")


def test_targets_are_large_enough_to_press(page: Page) -> None:
    """WCAG 2.2 asks for 24 px; a thumb asks for 44. Links in sentences are not counted."""
    for path in ("/", FIND, "/areas"):
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


# -- paper and colours -----------------------------------------------------------------------------------


def test_on_paper_nothing_is_hidden_that_matters(page: Page) -> None:
    page.goto(FIND)
    page.set_viewport_size({"width": 794, "height": 1123})
    page.emulate_media(media="print")
    expect(page.locator(".card .btn").first).to_be_visible()
    expect(page.locator(".nots").first).to_be_visible()
    expect(page.locator(".top")).to_be_hidden()
    expect(page.locator(".about-you")).to_be_hidden()
    assert too_wide(page) == []
    for link in page.locator(".card .btn").all():
        assert re.search(r"\d{3}", link.inner_text())


def test_in_the_dark_the_page_is_dark(page: Page) -> None:
    page.goto(FIND)
    light, dark = [], []
    for scheme, found in (("light", light), ("dark", dark)):
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        for what in ("backgroundColor", "color"):
            channels = re.findall(r"\d+", page.evaluate(f"getComputedStyle(document.body).{what}"))
            found.append(sum(map(int, channels[:3])))
    assert light[0] > 600 > 200 > light[1]
    assert dark[0] < 200 < 600 < dark[1]


def test_with_forced_colours_the_strip_is_still_drawn(page: Page) -> None:
    page.goto(FIND)
    page.emulate_media(forced_colors="active")
    block, ground = (
        page.evaluate("s => getComputedStyle(document.querySelector(s)).fill", selector)
        for selector in (".st-open", ".st-day")
    )
    assert block != ground
