"""With the worker in control, and with the server stopped: the same pages, made on the phone."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from .phone import (
    LEWISHAM,
    Server,
    alike,
    at_clock,
    browsing,
    built,
    posted,
    save,
    serving,
    shown,
    worker_of,
)

pytestmark = pytest.mark.browser

FRIDAY = "2026-11-27T16:30"
FIND = f"/find?near=SE13+6JP&need=accommodation&when=weekend&at={FRIDAY}"
JOURNEYS: dict[str, dict[str, Any]] = json.loads(
    (Path(__file__).parents[1] / "data" / "journeys.json").read_text("utf-8")
)
#: Fenland, Peterborough, Newcastle upon Tyne.
AREAS = (LEWISHAM, "E07000010", "E06000031", "E08000021")
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
def data(sample_app: Flask) -> Path:
    """The sample directory's folder, with packs and client."""
    return built(sample_app)


@pytest.fixture
def met(chromium: Browser, data: Path, tmp_path: Path) -> Iterator[Met]:
    """A phone with Lewisham saved, on the day of publishing."""
    with (
        serving(data) as server,
        browsing(chromium.browser_type, tmp_path / "profile", server.base) as context,
    ):
        page = context.new_page()
        page.goto("/")
        at_clock(context, "2026-11-20T12:00")
        save(page)
        yield Met(server, context, page)


def form_of(journey: dict[str, Any]) -> dict[str, str | list[str]]:
    """A journey's question as the fields of a form."""
    person = {**journey["person"]}
    turns = person.pop("turns", None)
    if turns is not None:
        person |= {"turns_age": str(turns["age"]), "turns_on": turns["on"]}
    said = {name: value if isinstance(value, list) else str(value) for name, value in person.items()}
    asked = {name: str(journey[name]) for name in ("at", "when", "near", "miles")}
    return {**asked, "need": journey["needs"], "helper": journey["helper"], **said}


# -- the same pages ----------------------------------------------------------------------------------


def test_every_page_is_the_servers_byte_for_byte(met: Met) -> None:
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
    profile = tmp_path / "profile"
    with serving(data) as server:
        with browsing(chromium.browser_type, profile, server.base) as context:
            page = context.new_page()
            page.goto("/")
            at_clock(context, "2026-11-20T12:00")
            for area in AREAS:
                save(page, area)
        wanted = {name: server.page("/find", form_of(journey)) for name, journey in JOURNEYS.items()}
        server.stop()
        with browsing(chromium.browser_type, profile, server.base) as context:
            page = context.new_page()
            first = page.goto("/")
            assert first is not None
            assert 'data-made-by="phone"' in first.text()
            for name, journey in JOURNEYS.items():
                assert alike(posted(page, form_of(journey))) == alike(wanted[name]), name
                names = page.locator(".card h3").all_inner_texts()
                ours = [each for each in journey.get("order", []) if each in names]
                assert sorted(ours, key=names.index) == ours, name
                for step in journey.get("steps", []):
                    assert step in page.locator("main").inner_text(), name


def test_nothing_is_asked_of_the_server_while_questions_are_answered(met: Met) -> None:
    page = met.page
    before = met.server.asked()
    page.goto("/")
    page.get_by_label("Where are you going?").fill("SE13 6JP")
    page.get_by_role("button", name="A place to stay").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("A place to stay")
    page.locator(".q #age").fill("44")
    page.get_by_role("button", name="Answer", exact=True).click()
    page.locator(".card h3 button").first.click()
    page.get_by_role("button", name="Back to the list").click()
    page.goto("/help-lines")
    page.goto("/find?near=Cambridge&need=health")
    expect(page.locator('[data-save-area="E07000008"]')).to_be_visible()
    page.goto("/find?near=Cambridge&need=abuse")
    # The browser's own look at the worker's file is no request of ours.
    asked = [line for line in met.server.log().splitlines() if " INFO " in line][before:]
    assert [line for line in asked if "/sw.js" not in line] == []


def test_with_nothing_saved_and_no_signal_the_phone_says_so_itself(
    chromium: Browser, data: Path, tmp_path: Path
) -> None:
    with serving(data) as server, browsing(chromium.browser_type, tmp_path / "p", server.base) as context:
        page = context.new_page()
        page.goto("/about")
        worker_of(context)
        page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
        server.stop()
        page.goto(FIND)
        expect(page.get_by_role("heading", level=1)).to_have_text("This phone can’t answer that yet")
        assert page.locator("html").get_attribute("data-made-by") == "phone"


# -- what is kept, and what is not -------------------------------------------------------------------


def test_nothing_of_the_person_stands_in_any_address_log_or_cache(met: Met) -> None:
    seen: list[str] = []
    met.context.on("request", lambda request: seen.append(f"{request.url} {request.headers}"))
    form = {"q": "sentinelword", "near": "SE13 6JP", "age": "97", "substance": ["drugs"], "at": FRIDAY}
    posted(met.page, form)
    expect(met.page.locator("h1")).to_contain_text("sentinelword")
    kept = worker_of(met.context).evaluate(
        """async () => {
          const texts = [];
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
              texts.push(request.url, await (await cache.match(request)).text());
            }
          }
          return texts.join(" ");
        }"""
    )
    for text in (met.server.log(), kept, *seen):
        assert "sentinelword" not in text
        assert "age=97" not in text
    assert met.context.cookies() == []


def visit_of(context: BrowserContext) -> int:
    """How many things the phone keeps of the visit."""
    found = worker_of(context).evaluate(
        """() => new Promise((resolve, reject) => {
          const request = indexedDB.open("visit", 1);
          request.onerror = () => reject(request.error);
          request.onsuccess = () => {
            const stores = request.result.transaction(["questions", "kept"]);
            const one = stores.objectStore("questions").count();
            const two = stores.objectStore("kept").count();
            stores.oncomplete = () => { request.result.close(); resolve(one.result + two.result); };
          };
        })"""
    )
    assert isinstance(found, int)
    return found


def test_leave_forgets_what_was_said_and_back_does_not_return_to_it(met: Met) -> None:
    posted(met.page, {"need": "abuse", "at": FRIDAY})
    asked = met.page.url
    assert visit_of(met.context) > 0
    met.server.stop()
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


def test_a_position_is_used_and_stands_nowhere(chromium: Browser, data: Path, tmp_path: Path) -> None:
    here = {"latitude": 51.4613, "longitude": -0.0117}
    with (
        serving(data) as server,
        browsing(
            chromium.browser_type, tmp_path / "p", server.base, permissions=["geolocation"], geolocation=here
        ) as context,
    ):
        page = context.new_page()
        page.goto("/")
        at_clock(context, "2026-11-20T12:00")
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
    at_clock(met.context, "2026-11-20T12:00")
    met.page.goto(question)
    assert "Open now" in met.page.locator("main").inner_text()


def test_past_its_horizon_a_list_claims_nothing_and_says_how_old_it_is(met: Met) -> None:
    at_clock(met.context, "2028-03-01T12:00")
    met.page.goto("/find?near=SE13+6JP&need=basics&when=now")
    assert "Open now" not in met.page.locator("main").inner_text()
    expect(met.page.locator("[data-status]").first).to_contain_text("The list is old: Friday 20 November")
