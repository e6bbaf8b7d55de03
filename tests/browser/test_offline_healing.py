"""What a phone does when something is old, gone, spoilt or strange: it says so, and heals itself."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, expect

from app import client_build
from app.publishing.packs import pointing

from .phone import LEWISHAM, at_clock, save, worker_of
from .spoiling import FIND, Phone, spoilable

pytestmark = pytest.mark.browser

PLAIN = ("/", "/about", "/privacy", "/help-lines")
LINES = ("tel:111", "tel:116123", "tel:08082000247")


@pytest.fixture
def phone(sample_app: Flask, chromium: Browser, tmp_path: Path) -> Iterator[Phone]:
    """A phone with Lewisham saved."""
    with spoilable(sample_app, chromium, tmp_path, LEWISHAM) as phone:
        yield phone


@pytest.fixture
def new(sample_app: Flask, chromium: Browser, tmp_path: Path) -> Iterator[Phone]:
    """A phone that was on the first page once: its worker is in control, and nothing is saved."""
    with spoilable(sample_app, chromium, tmp_path) as phone:
        yield phone


def opened(page: Page, path: str) -> tuple[int, str]:
    """The status of a page that the phone made, and what it says."""
    found = page.goto(path)
    assert found is not None and 'data-made-by="phone"' in found.text(), path
    return found.status, page.locator("main").inner_html()


def evaluated(phone: Phone, script: str, *given: Any) -> Any:
    """Something done in the worker."""
    return worker_of(phone.context).evaluate(script, list(given))


def again(phone: Phone) -> None:
    """The worker's memory is gone, as when the browser stops it; the clock is that of publishing."""
    session = phone.context.browser.new_browser_cdp_session()  # type: ignore[union-attr]
    for target in session.send("Target.getTargets")["targetInfos"]:
        if target["type"] == "service_worker":
            session.send("Target.closeTarget", {"targetId": target["targetId"]})
    phone.page.goto("/leave")
    phone.page.wait_for_timeout(200)


# -- nothing saved -----------------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["stopped", "not cut yet", "of another key"])
def test_somebody_new_has_the_plain_pages_and_the_lines_whatever_is_wrong(new: Phone, how: str) -> None:
    if how == "stopped":
        new.server.stop()
    elif how == "not cut yet":
        for path in new.public.glob("current.json*"):
            path.unlink()
    else:
        (new.editions / "signing.pem").unlink()
        new.sign(version=new.current()["version"] + 1)
    for path in PLAIN:
        status, told = opened(new.page, path)
        assert status == 200, path
        assert path not in ("/", "/help-lines") or all(line in told for line in LINES), path
    assert "tel:999" in opened(new.page, "/help-lines")[1]
    status, told = opened(new.page, FIND)
    assert status == 503
    assert {"stopped": "No signal", "not cut yet": "not there yet", "of another key": "not signed by us"}[
        how
    ] in told
    assert all(line in told for line in LINES)


def test_the_first_page_needs_no_list_and_is_the_servers(new: Phone) -> None:
    opened(new.page, "/about")
    for line in new.server.requests():
        assert "/editions/" not in line
    at_clock(new.context, "2026-11-20T12:00")
    _, told = opened(new.page, "/")
    assert "A place to stay" in told and 'class="note sample"' in told
    assert new.pointer_or_none() is None


def test_somebody_new_takes_an_old_list_and_it_says_that_it_is_old(new: Phone) -> None:
    at_clock(new.context, "2027-03-20T12:00")
    new.sign(expires="2026-11-19")
    save(new.page)
    new.answers()
    expect(new.page.locator("[data-status]").first).to_contain_text("The list is old: Friday 20 November")


def test_the_button_says_all_that_the_first_area_brings(new: Phone) -> None:
    new.page.goto("/areas")
    told = new.current()
    size = told["areas"][LEWISHAM]["size"] + told["national"]["size"]
    button = new.page.locator(f'[data-save-area="{LEWISHAM}"]')
    expect(button).to_have_text(f"Save Lewisham on this phone ({-(-size // 1000)} KB)")
    save(new.page)
    kept = evaluated(
        new,
        """async () => {
          const cache = await caches.open("shards");
          return (await cache.keys()).map(({ url }) => url.split("/").at(-1));
        }""",
    )
    assert sum((new.public / f"{name}.br").stat().st_size for name in kept) == size


def test_a_place_near_which_nothing_is_listed_is_answered_with_what_helps_anywhere(new: Phone) -> None:
    save(new.page)
    assert "E06000027" not in new.current()["areas"]  # Torbay
    status, told = opened(new.page, "/find?near=TQ1+1AA&at=2026-11-27T16:30&when=weekend")
    assert status == 200
    assert "Nothing is listed near there yet" in told
    assert new.page.locator(".card").count() > 0


# -- something saved ---------------------------------------------------------------------------------

KINDS = ("manifest", "knowledge", "names", "place", "list", "detail")


def named(phone: Phone, kind: str) -> str:
    """The SHA-256 of a file that the pointer names."""
    at = phone.pointer()
    if kind == "manifest":
        return str(at["areas"][LEWISHAM])
    shards = phone.shards_of(at["national"]) + phone.shards_of(at["areas"][LEWISHAM])
    return str([each["sha256"] for each in shards if each["kind"] == kind][-1])


def spoil(phone: Phone, kind: str, how: str) -> None:
    """A file is gone, or something else stands in it."""
    address = f"/editions/{named(phone, kind)}.json"
    evaluated(
        phone,
        """async ([address, how]) => {
          const cache = await caches.open("shards");
          if (how === "gone") return cache.delete(address);
          const text = how === "cut" ? (await (await cache.match(address)).text()).slice(0, 40) : "{}";
          await cache.put(address, new Response(text));
        }""",
        address,
        how,
    )


def sound(phone: Phone, kind: str) -> bool:
    """Whether the phone holds a file as the server has it."""
    sha = named(phone, kind)
    held = evaluated(
        phone,
        'async ([address]) => (await (await caches.open("shards")).match(address))?.text()',
        f"/editions/{sha}.json",
    )
    return bool(held == (phone.public / f"{sha}.json").read_text("utf-8"))


def test_a_file_that_is_gone_or_spoilt_is_fetched_again(phone: Phone) -> None:
    for kind in KINDS:
        for how in ("gone", "cut", "other"):
            spoil(phone, kind, how)
            assert not sound(phone, kind)
            again(phone)
            if kind == "names":
                phone.page.goto(FIND.replace("SE13+6JP", "Lewisham"))
            phone.answers()
            assert sound(phone, kind), (kind, how)


def test_without_signal_a_page_says_that_something_is_gone_and_the_button_brings_it(phone: Phone) -> None:
    spoil(phone, "list", "gone")
    again(phone)
    phone.server.stop()
    status, told = opened(phone.page, FIND)
    assert status == 503
    assert "No signal" in told and "Look for a newer list" in told and "Lewisham is saved." in told
    for path in PLAIN:
        assert opened(phone.page, path)[0] == 200, path
    phone.server.start()
    opened(phone.page, "/areas")
    at_clock(phone.context, "2026-11-20T12:00")
    phone.page.get_by_role("button", name="Look for a newer list").click()
    expect(phone.page.locator("[data-said]")).to_contain_text("newest list")
    assert sound(phone, "list")


def older_format(phone: Phone) -> None:
    """What an older worker left: no format, and a national part that says other things."""
    evaluated(
        phone,
        """async () => {
          const cache = await caches.open("saved");
          const { format, published, cover, names, ...older } = await (await cache.match("/pointer")).json();
          older.national = older.areas.E09000023;
          await cache.put("/pointer", new Response(JSON.stringify(older)));
          const { format: _, ...offers } = await (await cache.match("/offers")).json();
          await cache.put("/offers", new Response(JSON.stringify(offers)));
        }""",
    )
    again(phone)


def test_what_an_older_format_left_is_renewed(phone: Phone) -> None:
    older_format(phone)
    phone.answers()
    assert phone.pointer()["format"] == pointing.FORMAT


def test_without_signal_an_older_format_shows_the_areas_and_never_an_error(phone: Phone) -> None:
    older_format(phone)
    phone.server.stop()
    status, told = opened(phone.page, FIND)
    assert status == 503 and "Look for a newer list" in told and LEWISHAM in told
    for path in (*PLAIN, "/areas"):
        assert opened(phone.page, path)[0] == 200, path


def test_a_newer_format_is_refused_and_says_what_to_do(phone: Phone) -> None:
    phone.sign(version=phone.current()["version"] + 1, format=pointing.FORMAT + 1)
    phone.page.goto("/areas")
    phone.page.get_by_role("button", name="Look for a newer list").click()
    expect(phone.page.locator("[data-said]")).to_contain_text("Close it, then open it again.")
    phone.answers()


def test_the_words_of_the_shell_are_fetched_again(phone: Phone) -> None:
    evaluated(
        phone,
        """async () => {
          for (const name of await caches.keys()) {
            const cache = await caches.open(name);
            for (const each of await cache.keys()) {
              if (each.url.includes("/words.")) await cache.put(each, new Response("{"));
            }
          }
        }""",
    )
    again(phone)
    phone.answers()


# -- trust -------------------------------------------------------------------------------------------


def test_a_new_key_comes_with_a_new_worker(phone: Phone) -> None:
    before = phone.pointer()
    (phone.editions / "signing.pem").unlink()
    phone.sign(key=pointing.signer(phone.editions).key_id(), version=before["version"] + 1)
    client = phone.editions.parent / "client"
    source = client.resolve()
    client.unlink()
    client.mkdir()
    for path in source.iterdir():
        (client / path.name).write_bytes(path.read_bytes())
    assert client_build.trusts_another(client)
    phone.page.goto("/areas")
    phone.page.get_by_role("button", name="Look for a newer list").click()
    expect(phone.page.locator("[data-said]")).to_contain_text("not signed by us")
    assert client_build.prepare(client)
    phone.page.evaluate("navigator.serviceWorker.ready.then((each) => each.update())")
    phone.page.wait_for_timeout(500)
    phone.page.close()
    phone.page = phone.context.new_page()
    for _ in range(20):
        phone.page.goto("/areas")
        at_clock(phone.context, "2026-11-20T12:00")
        phone.page.get_by_role("button", name="Look for a newer list").click()
        expect(phone.page.locator("[data-said]")).not_to_have_text("Looking…")
        if "newest list" in phone.page.locator("[data-said]").inner_text():
            break
        phone.page.close()
        phone.page = phone.context.new_page()
    assert phone.pointer()["version"] == before["version"] + 1
    phone.answers()
