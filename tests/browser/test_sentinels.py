"""A whole journey in which everything said is found nowhere: no request, log, address, table or cache."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from .moment import PUBLISHED
from .phone import LEWISHAM, Server, at_clock, copied, posted, save, serving, worker_of
from .test_pages import pressed
from .watching import Watch, watching

pytestmark = pytest.mark.browser

WORDS, PLACE = "zqsentinelwords", "Zqsentinelplace"
#: Every fact that is a text, a number or a date, each with a value that nothing else here has.
FACTS = {
    "age": "117",
    "turns_age": "118",
    "turns_on": "2031-03-17",
    "supervision_ends": "2029-07-23",
    "released_on": "2019-02-13",
    "local_connection": "E09999937",
    "language": "zqx-zqfact",
}
CODES = {"gender": "another", "abuse": "past", "substance": "on-script", "supervision": "licence"}
#: Words, places and dates are unlike anything else; two numbers are not, and are looked for after "=".
YEARS = ("age", "turns_age")
SENTINELS = (
    WORDS,
    PLACE,
    *(f"={value}" if name in YEARS else value for name, value in FACTS.items()),
)
#: The age of the question that the worker answers to nobody (pwa/worker/answering.js, NOBODYS).
REHEARSED = '"34"'
NUMBERED = re.compile(r"\?v=\d+")
LINE = re.compile(r"^[\d-]+ [\d:,]+ INFO (?P<method>[A-Z]+) (?P<rule>\S+) \d{3} \d+ms$")


@dataclass(frozen=True)
class Journey:
    """Somebody's browser, the server's files and everything that passes between."""

    data: Path
    server: Server
    watch: Watch
    context: BrowserContext
    page: Page
    app: Flask


@pytest.fixture(params=["no-script", "worker"])
def journey(
    request: pytest.FixtureRequest, chromium: Browser, sample_app: Flask, data: Path, tmp_path: Path
) -> Iterator[Journey]:
    """Ready to ask, with an area saved where the worker is in control."""
    own = tmp_path / "data"
    copied(data, own)
    blocked = (
        {"java_script_enabled": False, "service_workers": "block"} if request.param == "no-script" else {}
    )
    with serving(own) as server, watching(server.base) as watch:
        context = chromium.new_context(base_url=server.base, proxy={"server": watch.address}, **blocked)
        page = context.new_page()
        page.goto("/")
        if not blocked:
            at_clock(context, PUBLISHED)
            save(page, LEWISHAM)
        assert any(sent.url.startswith(server.base) for sent in watch.sent), "nothing passes the proxy"
        yield Journey(own, server, watch, context, page, sample_app)
        context.close()


def test_nothing_that_is_said_is_found_anywhere(journey: Journey) -> None:
    page, by_phone = journey.page, journey.page.evaluate("document.documentElement.dataset.madeBy") == "phone"
    tables, files, began = digest(journey.data / "test.db"), held(journey.data), len(journey.watch.sent)
    addresses: list[str] = []
    page.on("framenavigated", lambda frame: addresses.append(frame.url))

    # Words and a place by the first page's form; then every fact; a service and back; a question; a page on.
    page.goto("/")
    page.get_by_label("Or say it in your words").fill(WORDS)
    page.get_by_label("Where are you going?").fill(PLACE)
    pressed(page, page.get_by_role("button", name="Search"))
    expect(page.locator("h1")).to_contain_text(WORDS)
    expect(page.locator("#near")).to_have_value(PLACE)
    posted(page, {"near": "Lewisham", "when": "weekend", "at": "2026-11-27T16:30", **FACTS, **CODES})
    carry = page.locator("#carry").inner_html()
    assert all(value in carry for value in FACTS.values())
    pressed(page, page.locator(".card h3 button").first)
    pressed(page, page.get_by_role("button", name="Back to the list"))
    pressed(page, page.get_by_role("button", name="More places"))
    if page.locator(".q").count() > 0:
        pressed(page, page.locator(".q").get_by_role("button", name="Skip"))
    assert all(value in page.locator("#carry").inner_html() for value in FACTS.values())
    if by_phone:
        kept = kept_of_visit(journey)
        assert all(f'"{value}"' in kept for value in (WORDS, PLACE, *FACTS.values()))
        assert REHEARSED not in kept

    # Clear, then Leave.
    page.locator(".about-you > summary").click()
    pressed(page, page.get_by_role("button", name="Clear my answers"))
    assert not any(value in page.content() for value in FACTS.values())
    if by_phone:
        kept = kept_of_visit(journey)
        assert not any(f'"{value}"' in kept for value in (WORDS, PLACE, *FACTS.values()))
    posted(page, {"q": WORDS, "at": "2026-11-27T16:30", **FACTS})
    page.get_by_role("link", name="Leave").click()
    page.wait_for_url("**/leave")
    if by_phone:
        assert kept_of_visit(journey) == "[]"

    # Requests. The server of a page without script has to be asked, in bodies alone; the phone asks nothing.
    asked = journey.watch.sent[began:]
    assert [
        sent.url for sent in journey.watch.sent if not sent.url.startswith(f"{journey.server.base}/")
    ] == []
    if by_phone:
        assert [sent.url for sent in asked if not sent.url.endswith("/sw.js")] == []
        clean(*(sent.whole for sent in journey.watch.sent))
    else:
        assert any(WORDS in sent.body for sent in asked), "the probe finds nothing"
        clean(*(f"{sent.method} {sent.url} {sent.headers}" for sent in asked))
    # Addresses and titles, in the history too.
    clean(*addresses, *history(page))
    # What the browser keeps.
    assert journey.context.cookies() == []
    clean(*stored(journey, page))
    # What the server keeps: its tables and files are the bytes that they were; its log says nothing at all.
    assert digest(journey.data / "test.db") == tables
    assert held(journey.data) == files
    rules = {rule.rule for rule in journey.app.url_map.iter_rules()}
    for line in journey.server.requests():
        told = LINE.match(line)
        assert told is not None and told["rule"] in {*rules, "(no", "(no route)"}, line
    clean(journey.server.log())


def clean(*texts: str) -> None:
    """None of what was said stands in any of these, percent-encoded or not. The number of a question is drawn
    at random and may begin with an age."""
    for text in (NUMBERED.sub("?v=", text) for text in texts):
        for sentinel in SENTINELS:
            assert sentinel.lower() not in text.lower(), (sentinel, text[:300])


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def held(folder: Path) -> dict[str, str]:
    """Every file of the server's folder but its log, by content."""
    return {
        str(path.relative_to(folder)): digest(path)
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.endswith(".log")
    }


def history(page: Page) -> list[str]:
    """What the browser's history holds of this tab: addresses and titles."""
    entries = page.context.new_cdp_session(page).send("Page.getNavigationHistory")["entries"]
    assert len(entries) > 5
    return [f"{entry['url']} {entry['userTypedURL']} {entry['title']}" for entry in entries]


def kept_of_visit(journey: Journey) -> str:
    """All that the phone keeps of the visit, as JSON: the values of every store. What was said stands there
    as texts, whole: a moment and the random numbers of questions have digits in which an age may stand."""
    found = worker_of(journey.context).evaluate(
        """() => new Promise((resolve, reject) => {
          const request = indexedDB.open("visit");
          request.onerror = () => reject(request.error);
          request.onsuccess = () => {
            const names = [...request.result.objectStoreNames];
            const all = request.result.transaction(names);
            const asked = names.map((name) => all.objectStore(name).getAll());
            all.oncomplete = () => {
              request.result.close();
              resolve(JSON.stringify(asked.flatMap((each) => each.result)));
            };
          };
        })"""
    )
    assert isinstance(found, str)
    return found


def stored(journey: Journey, page: Page) -> list[str]:
    """What else a browser can keep for a site: caches, storage, other databases."""
    texts = [page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}, document.cookie])")]
    if journey.context.service_workers:
        told = """async () => {
          const texts = (await indexedDB.databases()).map(({ name }) => name);
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const request of await cache.keys()) {
              texts.push(request.url, await (await cache.match(request)).text());
            }
          }
          return texts;
        }"""
        caches = worker_of(journey.context).evaluate(told)
        assert len(caches) > 10
        assert "visit" in caches
        texts += caches
    return texts
