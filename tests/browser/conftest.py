"""Debian's Chromium, and the three modes in which every page is met (modes.py)."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page, sync_playwright

from bench.slow_phone import FLAGS, chromium_path

from .modes import MODES, Mode, meeting
from .phone import built


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium. Where there is none the tests are skipped with a line that says so; with CI set
    that is a failure."""
    path = chromium_path()
    if path is None:
        why = "no chromium: the browser tests need Debian's package of that name"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def data(sample_app: Flask) -> Path:
    """The sample directory's folder, with packs and client. Read only."""
    return built(sample_app)


@pytest.fixture(scope="session", params=MODES)
def mode(request: pytest.FixtureRequest, chromium: Browser, data: Path) -> Iterator[Mode]:
    """Each of the three modes in turn. From the first test to the last nothing was asked of the server
    where the phone answers, and nothing of anybody else."""
    with meeting(request.param, chromium, data) as mode:
        before = mode.asked()
        yield mode
        assert mode.made_by == "server" or mode.asked() == before
        assert [told for told in mode.seen if f" {mode.server.base}/" not in told] == []


@pytest.fixture
def page(mode: Mode) -> Iterator[Page]:
    """A page of a phone's width in the mode; what was said on it is forgotten afterwards."""
    page = mode.page()
    yield page
    mode.close(page)
