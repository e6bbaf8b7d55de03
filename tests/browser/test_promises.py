"""What the pages promise of privacy, and what lies on the phone and reaches the server while they do."""

import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from .modes import Mode, meeting
from .moment import PUBLISHED
from .phone import alike, at_clock, posted, save, serving, shown, visit_of, visiting, worker_of
from .test_pages import FRIDAY

pytestmark = pytest.mark.browser

ASKED = {"need": "abuse", "at": FRIDAY, "near": "Lewisham"}
FIRST = "Find what is open near you"
#: What another tab does where somebody clears the site's data there.
CLEARED = "navigator.serviceWorker.getRegistration().then((found) => found.unregister())"
TOUCHED = """() => new Promise((resolve) => {
  const request = indexedDB.open("visit", 1);
  request.onsuccess = () => {
    const kept = request.result.transaction(["kept"]).objectStore("kept").get("touched");
    kept.onsuccess = () => {
      request.result.close();
      resolve(new Date(kept.result).toISOString().slice(0, 16));
    };
  };
})"""
BROKEN = """() => { IDBFactory.prototype.open = () => { throw new Error("none here"); }; }"""


@pytest.fixture(scope="module")
def phone(chromium: Browser, data: Path) -> Iterator[Mode]:
    """A phone with the areas saved, and the server running."""
    with meeting("worker", chromium, data) as phone:
        yield phone


@pytest.fixture
def page(phone: Mode) -> Iterator[Page]:
    page = phone.page()
    page.goto("/about")
    yield page
    phone.close(page)


@pytest.fixture
def alone(chromium: Browser, data: Path) -> Iterator[tuple[Page, Any]]:
    """A page of a phone of its own, and its server."""
    with serving(data) as server, visiting(chromium, server.base) as context:
        page = context.new_page()
        page.goto("/")
        at_clock(context, PUBLISHED)
        save(page)
        yield page, server


def heading(page: Page) -> Any:
    return expect(page.get_by_role("heading", level=1))


def left_soon(page: Page, count: int) -> None:
    """Wait until so many things are kept of the visit."""
    deadline = time.monotonic() + 5
    while visit_of(page.context) != count:
        assert time.monotonic() < deadline, visit_of(page.context)
        time.sleep(0.05)


def touched_soon(page: Page, moment: str) -> None:
    """Wait until the visit was last touched at a moment."""
    deadline = time.monotonic() + 10
    while (found := worker_of(page.context).evaluate(TOUCHED)) != moment:
        assert time.monotonic() < deadline, found
        time.sleep(0.05)


# -- it stays on this phone --------------------------------------------------------------------------


def test_with_the_worker_gone_no_form_of_the_phones_page_reaches_the_server(
    alone: tuple[Page, Any],
) -> None:
    page, server = alone
    sent: list[str] = []
    page.context.on("request", lambda request: sent.append(request.method))
    for press in ("Use these answers", "Clear my answers"):
        page.goto("/about")
        page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
        at_clock(page.context, PUBLISHED)
        posted(page, {**ASKED, "age": "44"})
        page.locator(".about-you > summary").click()
        expect(page.locator("html")).to_have_attribute("data-made-by", "phone")
        page.evaluate(CLEARED)
        sent.clear()
        page.get_by_role("button", name=press).click()
        page.wait_for_url("**/")
        expect(page.locator("html")).to_have_attribute("data-made-by", "server")
        assert "POST" not in sent
        page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
    assert not [line for line in server.requests() if " POST " in line]


def test_a_question_in_a_misspelt_address_is_not_the_servers_either(phone: Mode, page: Page) -> None:
    before = len(phone.asked())
    for path in (
        "/find/?near=SE13",
        "/services/x/?near=SE13",
        "/services/x/y?near=SE13",
        "/services?near=SE13",
        "/help-lines/?near=SE13",
    ):
        found = page.goto(path)
        assert found is not None and found.status == 404, path
        assert 'data-made-by="phone"' in found.text(), path
    assert phone.asked()[before:] == []


# -- 15 idle minutes ---------------------------------------------------------------------------------


def test_after_fifteen_idle_minutes_any_page_sweeps_it_from_the_disk(page: Page) -> None:
    posted(page, ASKED)
    left_soon(page, 3)
    page.goto("/help-lines")
    time.sleep(0.6)
    assert visit_of(page.context) == 3
    at_clock(page.context, "2026-11-20T12:16")
    page.goto("/help-lines")
    left_soon(page, 0)


def test_an_idle_tab_leaves_a_visit_alone_that_another_tab_is_in(phone: Mode, page: Page) -> None:
    """Its page is idle by its own clock; the visit ends by the worker's."""
    page.clock.install()
    posted(page, ASKED)
    left_soon(page, 3)
    idle = page.url
    page.clock.fast_forward("16:00")
    time.sleep(0.6)
    assert page.url == idle
    assert visit_of(page.context) == 3
    at_clock(page.context, "2026-11-20T12:16")
    page.clock.fast_forward("01:00")
    page.wait_for_url("**/")
    left_soon(page, 0)


def test_a_page_that_is_touched_puts_off_the_end(phone: Mode, page: Page) -> None:
    page.clock.install()
    posted(page, ASKED)
    left_soon(page, 3)
    idle = page.url
    at_clock(page.context, "2026-11-20T12:10")
    page.clock.fast_forward("10:00")
    page.keyboard.press("Shift")
    page.clock.fast_forward("01:00")
    touched_soon(page, "2026-11-20T12:10")
    at_clock(page.context, "2026-11-20T12:20")
    page.goto("/help-lines")
    time.sleep(0.6)
    page.goto(idle)
    heading(page).to_have_text("Feeling safe")
    at_clock(page.context, "2026-11-20T12:40")
    page.goto(idle)
    heading(page).to_have_text(FIRST)


# -- "Clear", "Near me" ------------------------------------------------------------------------------


def test_clear_keeps_where_somebody_stands_and_says_what_it_clears(chromium: Browser, phone: Mode) -> None:
    here = {"latitude": 51.4613, "longitude": -0.0117}
    with visiting(chromium, phone.server.base, permissions=["geolocation"], geolocation=here) as context:
        page = context.new_page()
        page.goto("/")
        at_clock(context, PUBLISHED)
        save(page)
        page.goto("/")
        page.get_by_role("button", name="Use where I am").click()
        expect(page.get_by_label("Where are you going?")).to_have_value("Near me")
        page.get_by_role("button", name="Health and feelings").click()
        posted(page, {"near": "Near me", "need": "health", "age": "44", "at": FRIDAY})
        expect(page.locator("#age").first).to_have_value("44")
        page.locator(".about-you > summary").click()
        expect(page.locator(".about-you")).to_contain_text("not your browser’s history")
        page.get_by_role("button", name="Clear my answers").click()
        expect(page.locator("#age").first).to_have_value("")
        expect(page.locator(".lead")).to_contain_text("SE13")
        page.goto("/leave")
        page.goto("/find?near=Near+me&need=health")
        expect(page.locator("#near-error")).to_contain_text("Press “Use where I am” again")
        assert "We don’t know" not in page.locator("main").inner_text()


def test_near_me_without_a_position_is_the_servers_page(phone: Mode, page: Page) -> None:
    path = f"/find?near=Near+me&need=health&at={FRIDAY}"
    assert "Press “Use where I am” again" in phone.server.page(path)
    page.goto(path)
    expect(page.locator("#near-error")).to_contain_text("Press “Use where I am” again")


# -- "Remember this place" -----------------------------------------------------------------------------


def test_a_place_is_remembered_on_a_tap_folded_away_and_forgotten_on_a_tap(phone: Mode, page: Page) -> None:
    page.goto("/")
    plain = shown(page)
    box, near = page.locator("#near"), page.locator("details[data-placed]")
    page.get_by_role("button", name="Remember this place").click()
    expect(near).to_have_count(0)
    box.fill("Lewisham")
    expect(page.locator("main")).to_contain_text("Others who use it see it.")
    page.get_by_role("button", name="Remember this place").click()
    expect(page.get_by_role("button", name="Forget this place")).to_be_visible()
    # The visit ends; the place stays, and nothing that was said with it.
    posted(page, {**ASKED, "age": "44"})
    page.goto("/leave")
    page.goto("/")
    expect(near.locator("summary").first).to_contain_text("Lewisham")
    assert alike(shown(page)) == alike(plain) == alike(phone.server.page("/"))
    before = len(phone.asked())
    page.get_by_role("button", name="Health and feelings").click()
    heading(page).to_have_text("Health and feelings")
    expect(page.locator(".lead")).to_contain_text("Lewisham")
    page.goto("/")
    near.locator("summary").first.click()
    page.get_by_role("button", name="Forget this place").click()
    page.goto("/")
    expect(near).to_have_count(0)
    expect(box).to_have_value("")
    assert phone.asked()[before:] == []


def test_a_remembered_place_goes_at_clear_and_on_the_page_of_areas(page: Page) -> None:
    def remembered() -> None:
        page.goto("/")
        page.locator("#near").fill("Lewisham")
        page.get_by_role("button", name="Remember this place").click()
        expect(page.get_by_role("button", name="Forget this place")).to_be_visible()

    remembered()
    page.goto("/areas")
    expect(page.locator("[data-placed]").first).to_have_text("This phone remembers a place: Lewisham")
    page.get_by_role("button", name="Forget this place").click()
    expect(page.locator("[data-placed]")).to_have_count(0)
    remembered()
    posted(page, {**ASKED, "clear": "yes"})
    page.goto("/areas")
    expect(page.locator("[data-placed]")).to_have_count(0)


# -- no IndexedDB ------------------------------------------------------------------------------------


def test_a_browser_that_keeps_nothing_still_answers(alone: tuple[Page, Any]) -> None:
    page, _ = alone
    worker_of(page.context).evaluate(BROKEN)
    for path, title in (
        ("/find?v=7", FIRST),
        (f"/find?near=Near+me&need=health&at={FRIDAY}", "Health and feelings"),
        ("/leave", "Notes"),
    ):
        found = page.goto(path)
        assert found is not None and found.status == 200, path
        heading(page).to_have_text(title)
    html = posted(page, {**ASKED, "clear": "yes"})
    assert "Feeling safe" in html


# -- what the pages say ------------------------------------------------------------------------------


def test_areas_say_what_the_maker_of_the_page_can_know(chromium: Browser, phone: Mode, page: Page) -> None:
    assert "It cannot see what is saved." in phone.server.page("/areas")
    assert "Nothing is saved yet" not in phone.server.page("/areas")
    page.goto("/areas")
    assert "It cannot see what is saved." not in shown(page)


def test_how_to_put_it_on_the_home_screen_stands_on_the_page(page: Page) -> None:
    page.goto("/areas")
    expect(page.locator("main")).to_contain_text("iPhone: press Share")
    expect(page.locator("main")).to_contain_text("Android: open the browser’s menu")


def test_the_shortcuts_of_the_app_open_what_they_say(phone: Mode, page: Page) -> None:
    page.goto("/")
    told = page.evaluate("fetch('/manifest.webmanifest').then((answer) => answer.json())")
    assert [each["name"] for each in told["shortcuts"]] == ["Tonight", "This weekend"]
    for each in told["shortcuts"]:
        page.goto(each["url"])
        assert page.locator("html").get_attribute("data-made-by") == "phone"
        expect(page.locator('input[name="when"]:checked').first).to_have_value(each["url"].split("=")[1])
        expect(page.locator(".lead")).to_contain_text(each["name"])
