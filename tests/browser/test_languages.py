"""Another language on the phone: fetched once, kept, the same pages as the server's, with no signal too."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from app import client_build
from tests.pages.strange import Own, Seen, of_directory

from .moment import PUBLISHED
from .phone import LEWISHAM, Server, alike, at_clock, browsing, built, copied, posted, serving, shown

pytestmark = pytest.mark.browser

LANGUAGES = "en-GB,en-XA"
FRIDAY = "2026-11-27T16:30"
IN_IT = "lang=en-XA"
FIND = f"/find?near=SE13+6JP&need=accommodation&when=weekend&at={FRIDAY}&{IN_IT}"
PATHS = (
    f"/about?{IN_IT}",
    f"/privacy?{IN_IT}",
    FIND,
    f"/find?miles=far&{IN_IT}",
    "/find?v=7",
)
#: J9: what Piotr tells, but for his place: this phone holds Lewisham.
PIOTR = {
    "near": "Lewisham",
    "at": FRIDAY,
    "need": "food",
    "age": "33",
    "id_held": "none",
    "public_funds": "not-sure",
}


@pytest.fixture(scope="module")
def data(sample_app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample directory's folder, with a client of two languages."""
    folder = tmp_path_factory.mktemp("languages") / "data"
    copied(built(sample_app), folder)
    (folder / "client").unlink()
    client_build.prepare(folder / "client", LANGUAGES.split(","))
    return folder


@pytest.fixture
def server(data: Path) -> Iterator[Server]:
    with serving(data, LANGUAGES) as found:
        yield found


@pytest.fixture(scope="module")
def own(sample_app: Flask) -> Own:
    return Own(of_directory(sample_app))


def saved_in(page: Page, query: str) -> None:
    """Save Lewisham on the page of a language."""
    page.goto(f"/areas{query}")
    page.locator(f'[data-save-area="{LEWISHAM}"]:enabled').click()
    page.locator(f'[data-saved-area="{LEWISHAM}"]').wait_for()


def test_pages_in_another_language_are_the_servers_and_go_on_without_it(
    chromium: Browser, server: Server, own: Own, tmp_path: Path
) -> None:
    with browsing(chromium.browser_type, tmp_path / "profile", server.base) as context:
        page = context.new_page()
        page.goto(f"/?{IN_IT}")
        at_clock(context, PUBLISHED)
        saved_in(page, f"?{IN_IT}")
        wanted = {path: server.page(path) for path in PATHS}
        told = server.page("/find", {**PIOTR, "lang": "en-XA"})
        kept = page.evaluate(
            "caches.keys().then(async (names) => (await Promise.all(names.map(async (name) =>"
            " (await (await caches.open(name)).keys()).map(({ url }) => url)))).flat())"
        )
        assert sorted(re.findall(r"/client/(\w+)-en-XA\.", " ".join(kept))) == ["page", "words"]
        server.stop()
        lost: list[tuple[str, str | None]] = []
        context.on("requestfailed", lambda request: lost.append((request.url, request.failure)))
        at_clock(context, f"{datetime.now(UTC):%Y-%m-%dT%H:%M}")  # the first page goes by the server's day
        for path in PATHS:
            found = page.goto(path)
            assert found is not None
            assert 'data-made-by="phone"' in found.text(), path
            assert alike(found.text()) == alike(wanted[path]), path
            if IN_IT in path:
                assert Seen(found.text()).language == "en-XA", path
                assert own.escaped(found.text(), "SE13 6JP", "KB") == [], path
        # What is said is kept with its language, and every way on carries it.
        html = posted(page, {**PIOTR, "lang": "en-XA"})
        assert alike(html) == alike(told)
        page.locator("[data-id] button.aslink").first.click()
        assert Seen(shown(page)).language == "en-XA"
        page.goto(f"/?{IN_IT}")
        assert page.locator('form input[name="lang"]').first.get_attribute("value") == "en-XA"
        # The page script speaks it, too, and is kept with the words.
        script = page.locator("script").get_attribute("src")
        assert script is not None and script.startswith("/client/page-en-XA.")
        page.goto("/leave?lang=en-XA")
        assert Seen(page.content()).language == "en-XA"
        # Nothing of any page was looked for at the server: its file, its words, its drawings are all here.
        # That there may be a newer edition is all that is asked for; what a page had begun when the next one
        # came is broken off.
        allowed = f"{server.base}/editions/current.json"
        assert [each for each in lost if each[0] != allowed and each[1] != "net::ERR_ABORTED"] == []


def test_a_language_that_was_never_fetched_is_english_without_signal(
    chromium: Browser, server: Server, tmp_path: Path
) -> None:
    with browsing(chromium.browser_type, tmp_path / "profile", server.base) as context:
        page = context.new_page()
        page.goto("/")
        at_clock(context, PUBLISHED)
        saved_in(page, "")
        server.stop()
        found = page.goto(FIND)
        assert found is not None and found.status == 200
        assert Seen(found.text()).language == "en-GB"
        server.start()
        found = page.goto(FIND)
        assert found is not None and Seen(found.text()).language == "en-XA"
        server.stop()
        assert Seen(page.goto(FIND).text()).language == "en-XA"  # type: ignore[union-attr]
