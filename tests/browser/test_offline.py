"""What only the phone can show: the server's bytes, a browser opened again, what is kept and what is not.

That the pages do the same in every mode is in test_asking.py, test_journeys.py and test_pages.py.
"""

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.journeys.test_journeys import JOURNEYS
from tests.journeys.test_journeys_on_pages import fields

from .modes import AREAS, Mode, meeting
from .moment import PUBLISHED
from .phone import (
    Server,
    alike,
    at_clock,
    browsing,
    posted,
    save,
    serving,
    shown,
    visit_of,
    visiting,
    worker_of,
)
from .test_pages import FIND, FRIDAY

pytestmark = pytest.mark.browser

PATHS = (
    "/areas",
    "/about",
    "/privacy",
    FIND,
    f"{FIND}&miles=3",
    f"{FIND}&page=2",
    f"/find?near=Lewisham&at={FRIDAY}&when=tonight",
    f"/find?near=SE13&need=basics&at={FRIDAY}&when=2026-12-25",
    f"/find?near=SE13+6&need=health&at={FRIDAY}&when=2026-12-24T19:00",
    f"/find?need=health&at={FRIDAY}",
    f"/find?near=Lewishem&need=health&at={FRIDAY}",
    f"/find?near=nowhere+at+all&at={FRIDAY}",
    f"/find?near=%22*~!%27()&at={FRIDAY}",
    f"/services/does-not-exist?v=7&at={FRIDAY}",
    "/find?q=food",
    "/find?miles=far",
    "/find?v=7",
)


@dataclass(frozen=True)
class Met:
    """A phone that met the server: the browser's context, its page, and the server."""

    server: Server
    context: BrowserContext
    page: Page


@pytest.fixture(scope="module")
def phone(chromium: Browser, data: Path) -> Iterator[Mode]:
    """A phone with the areas saved, and the server running."""
    with meeting("worker", chromium, data) as phone:
        yield phone


@pytest.fixture
def met(phone: Mode) -> Iterator[Met]:
    """A page of it, on the day of publishing."""
    page = phone.page()
    page.goto("/about")
    yield Met(phone.server, phone.context, page)
    phone.close(page)


# -- the same pages ----------------------------------------------------------------------------------


def test_every_page_is_the_servers_byte_for_byte(met: Met) -> None:
    at_clock(met.context, f"{datetime.now(UTC):%Y-%m-%dT%H:%M}")  # the first page goes by the server's day
    for path in PATHS:
        wanted = met.server.page(path)
        found = met.page.goto(path)
        assert found is not None
        assert 'data-made-by="phone"' in found.text(), path
        assert alike(found.text()) == alike(wanted), path


def test_every_service_that_is_listed_is_the_servers_byte_for_byte(met: Met) -> None:
    met.page.goto(FIND)
    links = met.page.locator('main a[href^="/services/"]')
    paths = {link.get_attribute("href") for link in links.all()}
    assert len(paths) > 5
    for path in sorted(filter(None, paths)):
        found = met.page.goto(path)
        assert found is not None
        assert alike(found.text()) == alike(met.server.page(path)), path


def test_words_and_private_needs_are_answered_alike(met: Met) -> None:
    for said in (
        {"q": "food"},
        {"q": "food xyzzy", "near": "SE13 6JP"},
        {"q": "my ex is following me", "near": "SE13 6JP"},
        {"q": "meth-a-done script", "near": "SE13 6JP"},
        {"need": "abuse", "near": "SE6"},
    ):
        form = {"at": FRIDAY, "when": "weekend", **said}
        assert alike(posted(met.page, form)) == alike(met.server.page("/find", form)), said
        assert re.fullmatch(r".*/find\?v=[1-9]\d*", met.page.url)


# -- the server stopped ------------------------------------------------------------------------------


def test_every_journey_with_the_server_stopped_and_the_browser_opened_again(
    chromium: Browser, data: Path, tmp_path: Path
) -> None:
    """Saved, killed, opened again: every journey is the server's, byte for byte."""
    profile = tmp_path / "profile"
    with serving(data) as server:
        with browsing(chromium.browser_type, profile, server.base) as context:
            page = context.new_page()
            page.goto("/")
            at_clock(context, PUBLISHED)
            for area in AREAS:
                save(page, area)
        wanted = {name: server.page("/find", fields(journey)) for name, journey in JOURNEYS.items()}
        server.stop()
        with browsing(chromium.browser_type, profile, server.base) as context:
            page = context.new_page()
            first = page.goto("/")
            assert first is not None
            assert 'data-made-by="phone"' in first.text()
            for name, journey in JOURNEYS.items():
                assert alike(posted(page, fields(journey))) == alike(wanted[name]), name


def test_nothing_is_asked_of_the_server_while_questions_are_answered(met: Met) -> None:
    page = met.page
    before = met.server.requests()
    page.goto("/")
    page.get_by_label("Where are you going?").fill("SE13 6JP")
    page.get_by_role("button", name="A place to stay").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A place to stay")
    page.locator(".q #age").fill("44")
    page.get_by_role("button", name="Answer", exact=True).click()
    page.locator(".card h3 button").first.click()
    page.get_by_role("button", name="Back to the list").click()
    page.goto("/help-lines")
    page.goto("/find?near=Croydon&need=health")
    expect(page.locator('[data-save-area="E09000008"]')).to_be_visible()
    page.goto("/find?near=Croydon&need=abuse")
    # The browser's own look at the worker's file is no request of ours.
    after = met.server.requests()[len(before) :]
    assert [line for line in after if "/sw.js" not in line] == []


def test_with_nothing_saved_and_no_signal_the_phone_says_so_itself(chromium: Browser, data: Path) -> None:
    with serving(data) as server, visiting(chromium, server.base) as context:
        page = context.new_page()
        page.goto("/about")
        worker_of(context)
        page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
        server.stop()
        page.goto(FIND)
        expect(page.get_by_role("heading", level=1)).to_have_text("This phone can’t answer that yet")
        assert page.locator("html").get_attribute("data-made-by") == "phone"


# -- what is kept, and what is not -------------------------------------------------------------------


def kept_soon(context: BrowserContext) -> None:
    """Wait until what was said is kept: it is written once the page is made (docs/decisions/0011)."""
    deadline = time.monotonic() + 5
    while visit_of(context) == 0:
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_leave_forgets_what_was_said_and_back_does_not_return_to_it(met: Met) -> None:
    posted(met.page, {"need": "abuse", "at": FRIDAY})
    asked = met.page.url
    kept_soon(met.context)
    before = met.page.evaluate("history.length")
    met.page.get_by_role("link", name="Leave").click()
    met.page.wait_for_url("**/leave")
    assert met.page.evaluate("history.length") == before
    assert visit_of(met.context) == 0
    met.page.go_back()
    assert met.page.url != asked
    met.page.goto(asked)
    expect(met.page.get_by_role("heading", level=1)).to_have_text("Find what is open near you")


def test_clear_forgets_the_answers_and_every_older_question(met: Met) -> None:
    posted(met.page, {"need": "abuse", "age": "44", "at": FRIDAY})
    before = met.page.url
    met.page.locator(".about-you > summary").click()
    met.page.get_by_role("button", name="Clear my answers").click()
    expect(met.page.locator("#age").first).to_have_value("")
    met.page.goto(before)
    expect(met.page.get_by_role("heading", level=1)).to_have_text("Find what is open near you")


def test_after_fifteen_idle_minutes_it_is_gone(met: Met) -> None:
    posted(met.page, {"need": "abuse", "at": FRIDAY})
    asked = met.page.url
    at_clock(met.context, "2026-11-20T12:14")
    met.page.goto(asked)
    expect(met.page.get_by_role("heading", level=1)).to_have_text("Feeling safe")
    at_clock(met.context, "2026-11-20T12:30")
    met.page.goto(asked)
    expect(met.page.get_by_role("heading", level=1)).to_have_text("Find what is open near you")
    assert visit_of(met.context) == 0


def test_a_position_is_used_and_stands_nowhere(chromium: Browser, phone: Mode) -> None:
    here = {"latitude": 51.4613, "longitude": -0.0117}
    server = phone.server
    with visiting(chromium, server.base, permissions=["geolocation"], geolocation=here) as context:
        page = context.new_page()
        page.goto("/")
        at_clock(context, PUBLISHED)
        save(page)
        page.goto("/")
        seen: list[str] = []
        context.on("request", lambda request: seen.append(request.url))
        page.get_by_role("button", name="Use where I am").click()
        expect(page.get_by_label("Where are you going?")).to_have_value("Near me")
        page.get_by_role("button", name="A place to stay").click()
        expect(page.locator(".lead")).to_contain_text("SE13")
        assert not any("51.4" in each for each in (*seen, server.log(), shown(page)))


# -- an old list, a wrong clock ----------------------------------------------------------------------


def test_a_clock_before_the_edition_claims_nothing_is_open(met: Met) -> None:
    question = "/find?near=SE13+6JP&need=basics&when=now"
    met.page.goto(question)
    at_clock(met.context, "2026-11-02T12:00")
    met.page.goto(question)
    assert "Open now" not in met.page.locator("main").inner_text()
    expect(met.page.locator("[data-status]").first).to_contain_text("clock is wrong")
    at_clock(met.context, PUBLISHED)
    met.page.goto(question)
    assert "Open now" in met.page.locator("main").inner_text()


def test_past_its_horizon_a_list_claims_nothing_and_says_how_old_it_is(met: Met) -> None:
    at_clock(met.context, "2028-03-01T12:00")
    met.page.goto("/find?near=SE13+6JP&need=basics&when=now")
    assert "Open now" not in met.page.locator("main").inner_text()
    expect(met.page.locator("[data-status]").first).to_contain_text("The list is old: Friday 20 November")
