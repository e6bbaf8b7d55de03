"""The slow phone's stand-in runs the worker's own code: what comes out is the server's page. How long
it takes is for `make bench`."""

from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser

from app import create_app
from app.config import Settings
from bench import slow_phone

from .phone import LEWISHAM, alike, built

pytestmark = pytest.mark.browser

ASKED = {"near": "SE13 6JP", "need": "accommodation", "when": "weekend", "at": "2026-11-20T16:30"}
#: What is said next, each on top of the question.
FACTS = ({"age": "34"}, {"q": "bed", "age": "17", "turns_age": "18", "turns_on": "2026-11-21"})
#: Words that nobody wrote so: they are corrected first.
WORDS = {"q": "methdone", "need": ""}


@pytest.fixture(scope="module")
def stand(sample_app: Flask) -> Flask:
    """The sample directory with packs and client, and the empty page of the stand-in."""
    data = built(sample_app)
    settings: Settings = sample_app.config["SATURDAY"]
    return slow_phone.with_stand(
        create_app(
            Settings(
                database_url=settings.database_url,
                data_dir=data,
                secret_key=settings.secret_key,
                production=False,
                base_url=settings.base_url,
            )
        )
    )


def test_the_stand_ins_pages_are_the_servers(chromium: Browser, stand: Flask, tmp_path: Path) -> None:
    script = (stand.config["SATURDAY"].data_dir / "client" / "sw.js").read_text("utf-8")
    client = stand.test_client()
    kind = chromium.browser_type
    with slow_phone.served(stand) as base:
        slow_phone.saved(kind, tmp_path / "profile", base, script, LEWISHAM)
        for fact in FACTS:
            found = slow_phone.round_of(
                kind, tmp_path / "profile", base, script, ASKED, {**ASKED, **fact}, slower=1
            )
            first = client.get("/find", query_string=ASKED).text
            then = client.post("/find", data={**ASKED, **fact}).text
            assert 'data-made-by="phone"' in found.pages[0]
            assert alike(found.pages[0]) == alike(first)
            assert alike(found.pages[1]) == alike(found.pages[2]) == alike(then)
            assert alike(first) != alike(then)
            assert min(found.first, found.next, found.again) > 0


def test_words_are_asked_from_a_stopped_worker_too(chromium: Browser, stand: Flask, tmp_path: Path) -> None:
    """Words typed stand in no address: the first page of all is that of a form."""
    script = (stand.config["SATURDAY"].data_dir / "client" / "sw.js").read_text("utf-8")
    asked = {**ASKED, **WORDS}
    with slow_phone.served(stand) as base:
        slow_phone.saved(chromium.browser_type, tmp_path / "profile", base, script, LEWISHAM)
        found = slow_phone.round_of(
            chromium.browser_type, tmp_path / "profile", base, script, asked, asked, slower=1
        )
    wanted = alike(stand.test_client().post("/find", data=asked).text)
    assert {alike(page) for page in found.pages} == {wanted}
    assert "Quaggy Chemist" in wanted


def test_an_area_that_is_not_saved_is_no_answer(chromium: Browser, stand: Flask, tmp_path: Path) -> None:
    """What is measured is an answer: without the area in Cache Storage there is none."""
    script = (stand.config["SATURDAY"].data_dir / "client" / "sw.js").read_text("utf-8")
    with slow_phone.served(stand) as base:
        profile = tmp_path / "profile"
        slow_phone.saved(chromium.browser_type, profile, base, script, "E08000021")
        found = slow_phone.round_of(chromium.browser_type, profile, base, script, ASKED, ASKED, slower=1)
    assert "is not saved on this phone" in found.pages[0]
