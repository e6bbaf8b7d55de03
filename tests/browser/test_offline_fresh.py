"""What is fetched without a tap and with one, and what happens when nothing comes, or there is no room."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson
import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from .phone import LEWISHAM, at_clock, save, worker_of
from .spoiling import FIND, Phone, spoilable

pytestmark = pytest.mark.browser

CAMBRIDGE = "E07000008"
NEXT_DAY = "2026-11-21T13:00"
HANGING = """() => {
  const [wait, real] = [self.setTimeout, self.fetch];
  self.setTimeout = (work, time) => wait(work, time >= 20000 ? 300 : time);
  self.fetch = (path, given) => !String(path).startsWith("/editions/") ? real(path, given)
    : new Promise((_, no) => given.signal.addEventListener("abort", () => no(new Error("aborted"))));
}"""
FULL = """() => {
  const put = Cache.prototype.put;
  let left = 2;
  Cache.prototype.put = function (...given) {
    if (!String(given[0]).startsWith("/editions/") || left-- > 0) return put.apply(this, given);
    return Promise.reject(new DOMException("full", "QuotaExceededError"));
  };
}"""


@pytest.fixture
def phone(sample_app: Flask, chromium: Browser, tmp_path: Path) -> Iterator[Phone]:
    """A phone with Lewisham saved."""
    with spoilable(sample_app, chromium, tmp_path, LEWISHAM) as phone:
        yield phone


def asked_for(phone: Phone, since: int) -> int:
    """How many files of editions were asked for since there were so many lines."""
    return sum("/editions/" in line for line in phone.server.requests()[since:])


def next_day(phone: Phone) -> None:
    """The first page, a day later; what it looks for by itself is done."""
    before = phone.pointer()["looked"]
    at_clock(phone.context, NEXT_DAY)
    phone.page.goto("/")
    for _ in range(100):
        at = phone.pointer()
        if at["looked"] > before and ("more" in at or at["edition"] == at["newest"]):
            break
        phone.page.wait_for_timeout(100)
    phone.page.wait_for_timeout(300)


def replaced(phone: Phone, padding: int, **changes: Any) -> str:
    """Another edition, in which one shard of Lewisham's is another, and so much larger. Its SHA-256."""
    told = phone.current()
    manifest = orjson.loads((phone.public / f"{told['areas'][LEWISHAM]['sha256']}.json").read_bytes())
    shard = next(each for each in manifest["shards"] if each["kind"] == "detail")
    body = (phone.public / f"{shard['sha256']}.json").read_bytes() + b" "
    shard["sha256"], shard["size"] = hashlib.sha256(body).hexdigest(), shard["size"] + padding
    phone.replace(f"{shard['sha256']}.json", body)
    text = orjson.dumps(manifest)
    sha = hashlib.sha256(text).hexdigest()
    phone.replace(f"{sha}.json", text)
    areas = told["areas"] | {LEWISHAM: told["areas"][LEWISHAM] | {"sha256": sha}}
    phone.sign(areas=areas, edition="e" * 32, version=told["version"] + 1, **changes)
    return str(shard["sha256"])


def test_a_day_on_which_nothing_changed_costs_one_small_file(phone: Phone) -> None:
    told = phone.current()
    phone.sign(version=told["version"] + 1, published=told["published"] + 1440, edition="e" * 32)
    since = len(phone.server.requests())
    next_day(phone)
    assert asked_for(phone, since) == 1
    assert phone.pointer()["published"] == told["published"] + 1440
    phone.page.goto(FIND)
    expect(phone.page.locator("[data-status]").first).to_contain_text("List of Saturday 21 November")


def test_a_small_change_comes_by_itself(phone: Phone) -> None:
    sha = replaced(phone, 0)
    next_day(phone)
    assert phone.pointer()["edition"] == "e" * 32
    held = "async ([address]) => Boolean(await (await caches.open('shards')).match(address))"
    assert worker_of(phone.context).evaluate(held, [f"/editions/{sha}.json"])


@pytest.mark.parametrize("why", ["large", "data saver"])
def test_a_large_change_waits_for_a_tap_and_what_is_withdrawn_does_not(phone: Phone, why: str) -> None:
    phone.page.goto(FIND)
    link = phone.page.locator(".card h3 a").first.get_attribute("href") or ""
    gone = link.removeprefix("/services/").partition("?")[0]
    replaced(phone, 100_000 if why == "large" else 0, withdrawn=[gone])
    if why == "data saver":
        worker_of(phone.context).evaluate(
            "() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"
        )
    next_day(phone)
    at = phone.pointer()
    assert (at["edition"] == at["newest"], at["withdrawn"]) == (False, [gone])
    phone.page.goto("/areas")
    kilobytes = -(-at["more"] // 1000)
    expect(phone.page.locator("[data-status]").first).to_contain_text(
        f"A newer list is there ({kilobytes} KB)."
    )
    phone.page.get_by_role("button", name="Look for a newer list").click()
    expect(phone.page.locator("[data-status]").first).not_to_contain_text("newer list")
    assert phone.pointer()["edition"] == "e" * 32


def test_an_area_that_is_on_no_newer_list_stays_until_it_is_removed(phone: Phone) -> None:
    told = phone.current()
    areas = {code: entry for code, entry in told["areas"].items() if code != LEWISHAM}
    phone.sign(areas=areas, edition="e" * 32, version=told["version"] + 1)
    phone.page.goto("/areas")
    phone.page.get_by_role("button", name="Look for a newer list").click()
    expect(phone.page.locator("[data-said]")).to_contain_text("A saved area is on no newer list.")
    phone.answers()
    phone.page.goto("/areas")
    expect(phone.page.locator(f'[data-saved-area="{LEWISHAM}"]')).to_contain_text("Lewisham is saved.")
    phone.page.locator(f'[data-remove-area="{LEWISHAM}"]').click()
    expect(phone.page.locator(f'[data-saved-area="{LEWISHAM}"]')).to_have_count(0)
    assert save(phone.page, CAMBRIDGE) == "e" * 32


def test_a_withdrawn_alternative_is_not_named(phone: Phone) -> None:
    named = [
        (row["id"], row["name"])
        for shard in phone.shards(LEWISHAM)
        if shard["kind"] == "detail"
        for row in orjson.loads((phone.public / f"{shard['sha256']}.json").read_bytes())["named"]
    ]
    pages = {}
    phone.page.goto("/find?near=SE13+6JP&at=2026-11-27T16:30&when=weekend")
    for link in phone.page.locator(".card h3 a").all():
        pages[link.get_attribute("href") or ""] = ""
    shown = None
    for path in pages:
        phone.page.goto(path)
        links = phone.page.locator("main a[href^='/services/']").all()
        ids = [
            (each.get_attribute("href") or "").removeprefix("/services/").partition("?")[0] for each in links
        ]
        shown = next(((path, id_) for id_, _ in named if id_ in ids), None)
        if shown is not None:
            break
    assert shown is not None
    phone.sign(version=phone.current()["version"] + 1, withdrawn=[shown[1]])
    phone.page.goto("/areas")
    phone.page.get_by_role("button", name="Look for a newer list").click()
    expect(phone.page.locator("[data-said]")).to_contain_text("newest list")
    phone.page.goto(shown[0])
    expect(phone.page.get_by_role("link", name="Back to the list")).to_be_visible()
    assert shown[1] not in phone.page.locator("main").inner_html()


def test_a_worker_that_was_stopped_leaves_no_page_waiting(phone: Phone) -> None:
    phone.page.clock.install()
    phone.page.goto("/areas")
    phone.page.evaluate("ServiceWorker.prototype.postMessage = () => {}")
    button = phone.page.locator(f'[data-save-area="{CAMBRIDGE}"]')
    button.click()
    expect(button).to_be_disabled()
    phone.page.clock.fast_forward(31_000)
    expect(phone.page.locator("[data-said]")).to_have_text("It stopped. Press again to go on.")
    expect(button).to_be_enabled()


def test_nothing_waits_for_a_server_that_says_nothing(phone: Phone) -> None:
    worker_of(phone.context).evaluate(HANGING)
    phone.refused(CAMBRIDGE, "No signal")


def test_removing_does_not_wait_for_a_saving(phone: Phone) -> None:
    worker_of(phone.context).evaluate(HANGING.replace("? 300", "? 60000"))
    other = phone.context.new_page()
    other.goto("/areas")
    phone.page.goto("/areas")
    other.locator(f'[data-save-area="{CAMBRIDGE}"]').click(no_wait_after=True)
    other.wait_for_timeout(300)
    phone.page.locator(f'[data-remove-area="{LEWISHAM}"]').click()
    expect(phone.page.locator(f'[data-saved-area="{LEWISHAM}"]')).to_have_count(0)
    expect(other.locator("[data-said]")).to_contain_text("Saving")


def test_a_full_phone_is_swept_of_what_does_not_count(phone: Phone) -> None:
    before = phone.files()
    worker_of(phone.context).evaluate(FULL)
    phone.page.goto("/areas")
    phone.page.locator(f'[data-save-area="{CAMBRIDGE}"]').click()
    expect(phone.page.locator("[data-said]")).to_contain_text("This phone is full.")
    assert phone.files() == before
    phone.answers()


def test_no_room_for_the_pointer_says_full(phone: Phone) -> None:
    worker_of(phone.context).evaluate(FULL.replace("/editions/", "/pointer").replace("left = 2", "left = 1"))
    phone.refused(CAMBRIDGE, "This phone is full")


def test_saving_goes_on_where_it_was_cut_and_shows_how_far_it_is(phone: Phone) -> None:
    phone.page.goto("/areas")
    phone.page.evaluate(
        """() => {
          window.kept = [];
          navigator.storage.persist = async () => window.kept.push("asked");
          new MutationObserver(() => {
            const bar = document.querySelector("progress");
            if (bar) window.kept.push(bar.value);
          }).observe(document.body, { subtree: true, childList: true, attributes: true });
        }"""
    )
    last = phone.shards(CAMBRIDGE)[0]["sha256"]
    held = {path: path.read_bytes() for path in phone.public.glob(f"{last}*")}
    for path in held:
        path.unlink()
    phone.page.locator(f'[data-save-area="{CAMBRIDGE}"]').click()
    expect(phone.page.locator("[data-said]")).to_contain_text("broken")
    kept = phone.page.evaluate("window.kept")
    assert kept[0] == "asked" and kept[1] == 0 and 0 < max(kept[1:]) < 1
    for path, body in held.items():
        path.write_bytes(body)
    since = len(phone.server.requests())
    save(phone.page, CAMBRIDGE)
    again = asked_for(phone, since)
    assert 2 <= again < len(phone.shards(CAMBRIDGE))
