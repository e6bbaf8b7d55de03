"""Saving an area: whole or not there, and only what is signed, newer and unbroken."""

from collections.abc import Iterator
from pathlib import Path

import orjson
import pytest
from flask import Flask
from playwright.sync_api import Browser, expect

from app.publishing.packs import pointing

from .phone import LEWISHAM, at_clock, save, worker_of
from .spoiling import FIND, Phone, spoilable

pytestmark = pytest.mark.browser

CAMBRIDGE = "E07000008"


@pytest.fixture
def phone(sample_app: Flask, chromium: Browser, tmp_path: Path) -> Iterator[Phone]:
    """A phone with Lewisham saved."""
    with spoilable(sample_app, chromium, tmp_path, LEWISHAM) as phone:
        yield phone


def test_the_button_says_what_is_fetched_and_the_page_what_is_saved(phone: Phone) -> None:
    phone.page.goto("/areas")
    size = phone.current()["areas"][CAMBRIDGE]["size"]
    button = phone.page.locator(f'[data-save-area="{CAMBRIDGE}"]')
    expect(button).to_have_text(f"Save Cambridge on this phone ({-(-size // 1000)} KB)")
    saved = phone.page.locator(f'[data-saved-area="{LEWISHAM}"]')
    assert saved.get_attribute("data-edition") == phone.current()["edition"]
    expect(saved).to_contain_text("Lewisham is saved.")


def test_a_second_area_and_removing_the_first(phone: Phone) -> None:
    alone = phone.files()
    assert save(phone.page, CAMBRIDGE) == phone.current()["edition"]
    assert set(phone.pointer()["areas"]) == {LEWISHAM, CAMBRIDGE}
    assert phone.files() > alone
    phone.page.locator(f'[data-remove-area="{CAMBRIDGE}"]').click()
    expect(phone.page.locator(f'[data-saved-area="{CAMBRIDGE}"]')).to_have_count(0)
    assert phone.files() == alone
    phone.answers()


def test_a_council_that_is_not_saved_is_offered_where_it_was_asked_about(phone: Phone) -> None:
    phone.page.goto("/find?near=Cambridge&need=health&at=2026-11-27T16:30")
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Cambridge is not saved on this phone")
    phone.page.locator(f'[data-save-area="{CAMBRIDGE}"]').click()
    expect(phone.page.get_by_role("heading", level=1)).to_have_text("Health and feelings")
    assert phone.page.locator(".card").count() > 0


def test_without_signal_nothing_changes(phone: Phone) -> None:
    phone.page.goto("/areas")
    phone.server.stop()
    phone.refused(CAMBRIDGE, "No signal")


def test_a_connection_cut_half_way_leaves_what_was_there(phone: Phone) -> None:
    last = phone.shards(CAMBRIDGE)[-1]["sha256"]
    for path in phone.public.glob(f"{last}*"):
        path.unlink()
    phone.refused(CAMBRIDGE, "broken")


def test_a_file_with_one_other_byte_is_refused(phone: Phone) -> None:
    sha = phone.shards(CAMBRIDGE)[0]["sha256"]
    body = (phone.public / f"{sha}.json").read_bytes()
    phone.replace(f"{sha}.json", body[:-2] + b" " + body[-2:])
    phone.refused(CAMBRIDGE, "broken")


def test_a_manifest_with_one_other_byte_is_refused(phone: Phone) -> None:
    sha = phone.current()["areas"][CAMBRIDGE]["sha256"]
    body = (phone.public / f"{sha}.json").read_bytes()
    phone.replace(f"{sha}.json", body[:-1] + b" " + body[-1:])
    phone.refused(CAMBRIDGE, "broken")


def test_a_document_that_was_changed_after_signing_is_refused(phone: Phone) -> None:
    document = phone.current() | {"version": phone.current()["version"] + 1}
    phone.replace("current.json", orjson.dumps(document))
    phone.refused(CAMBRIDGE, "not signed by us")


def test_a_document_signed_by_another_key_is_refused(phone: Phone) -> None:
    (phone.editions / "signing.pem").unlink()
    key = pointing.signer(phone.editions)
    phone.replace("key.json", orjson.dumps(key.jwk()))
    phone.sign(key=key.key_id(), version=phone.current()["version"] + 1)
    phone.refused(CAMBRIDGE, "not signed by us")


def test_a_version_that_shrinks_is_refused(phone: Phone) -> None:
    phone.sign(version=phone.current()["version"] - 1)
    phone.refused(CAMBRIDGE, "older than yours")


def test_another_edition_under_the_same_version_is_refused(phone: Phone) -> None:
    phone.sign(edition="0" * 32)
    phone.refused(CAMBRIDGE, "older than yours")


def test_an_expired_document_is_refused(phone: Phone) -> None:
    phone.sign(version=phone.current()["version"] + 1, expires="2026-11-19")
    phone.refused(CAMBRIDGE, "too old")


def test_what_is_withdrawn_is_gone_at_once_even_if_nothing_else_can_be_fetched(phone: Phone) -> None:
    phone.page.goto(FIND)
    card = phone.page.locator(".card h3 a").first
    name, link = card.inner_text(), card.get_attribute("href") or ""
    gone = link.removeprefix("/services/").partition("?")[0]
    sha = phone.shards(CAMBRIDGE)[0]["sha256"]
    phone.replace(f"{sha}.json", b"{}")
    phone.sign(version=phone.current()["version"] + 1, withdrawn=[gone])
    phone.refused(CAMBRIDGE, "broken")
    phone.page.goto(FIND)
    assert name not in phone.page.locator(".card h3").all_inner_texts()
    phone.page.goto(link)
    expect(phone.page.get_by_role("link", name="Back to the list")).to_have_count(0)


def test_a_full_disk_leaves_what_was_there(phone: Phone) -> None:
    worker_of(phone.context).evaluate(
        "() => { Cache.prototype.put = (() => { const put = Cache.prototype.put; return function (...all) {"
        " return String(all[0]).startsWith('/editions/')"
        " ? Promise.reject(new DOMException('full', 'QuotaExceededError')) : put.apply(this, all); }; })(); }"
    )
    phone.refused(CAMBRIDGE, "This phone is full")


def test_two_tabs_that_save_at_once_take_turns(phone: Phone) -> None:
    other = phone.context.new_page()
    for page in (phone.page, other):
        page.goto("/areas")
    phone.page.locator(f'[data-save-area="{CAMBRIDGE}"]').click(no_wait_after=True)
    other.locator('[data-save-area="E07000010"]').click(no_wait_after=True)
    expect(phone.page.locator(f'[data-saved-area="{CAMBRIDGE}"]')).to_be_visible()
    expect(other.locator('[data-saved-area="E07000010"]')).to_be_visible()
    assert set(phone.pointer()["areas"]) == {LEWISHAM, CAMBRIDGE, "E07000010"}


def test_a_newer_list_is_looked_for_once_a_day_and_never_while_answering(phone: Phone) -> None:
    phone.sign(version=phone.current()["version"] + 1)
    version = phone.pointer()["version"]
    phone.page.goto("/")
    phone.page.goto(FIND)
    assert phone.pointer()["version"] == version
    at_clock(phone.context, "2026-11-21T13:00")
    phone.page.goto(FIND)
    assert phone.pointer()["version"] == version
    phone.page.goto("/")
    for _ in range(50):
        if phone.pointer()["version"] > version:
            break
        phone.page.wait_for_timeout(100)
    assert phone.pointer()["version"] == version + 1
