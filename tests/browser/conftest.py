"""A real server on a loopback port, and Debian's Chromium."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from werkzeug.serving import make_server

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

NewContext = Callable[..., BrowserContext]


@pytest.fixture(scope="session")
def site(sample_app: Flask) -> Iterator[str]:
    """The address of the sample directory, served for as long as the tests run."""
    server = make_server("127.0.0.1", 0, sample_app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium. Where there is none the tests are skipped with a line that says so; with CI set
    that is a failure."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if path is None:
        why = "no chromium: the browser tests need Debian's package of that name"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def new_context(chromium: Browser, site: str) -> Iterator[NewContext]:
    """Makes contexts that reach the site alone, and closes them."""
    made: list[BrowserContext] = []

    def make(width: int, **options: Any) -> BrowserContext:
        context = chromium.new_context(
            base_url=site, viewport={"width": width, "height": 800}, service_workers="block", **options
        )
        context.set_default_timeout(5_000)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()
