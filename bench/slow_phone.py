"""The worker's own code on a stand-in for a slow phone (docs/decisions/0011-slow-phone.md).

A page of Chromium, its processor throttled 14 times, runs `sw.js` as it is built; what it saved before
lies in Cache Storage. Each round is a browser started anew: nothing is parsed, nothing in memory.
"""

import re
import shutil
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response
from playwright.sync_api import BrowserContext, BrowserType, Page
from werkzeug.serving import make_server

HERE = Path(__file__).resolve().parent
STAND = HERE / "stand.js"
#: A page of the site with nothing on it.
AT = "/stand"
SLOWER = 14
#: Quarters of a second in which a browser does nothing, until it is at rest.
QUIET = 4
#: What may differ between the server's page and the phone's (contract.md, Pages).
MADE_BY = re.compile(r'(<html[^>]* data-made-by=")(?:server|phone)"')
STATUS = re.compile(r"(<(\w+)[^>]* data-status\b[^>]*>)(.*?)(</\2>)", re.DOTALL)
#: Features of a browser that no test asks for.
OFF = [
    # Its own questions to its maker, which no page can stop: what a form's fields may be called.
    "AutofillServerCommunication",
    "OptimizationHints",
    "Translate",
    "MediaRouter",
    "HttpsUpgrades",
    "PaintHolding",
    # The pages of its own address bar: half a second of a core for each window.
    "WebUIOmniboxPopup",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
]
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    f"--disable-features={','.join(OFF)}",
]


@dataclass(frozen=True)
class Round:
    """Milliseconds to the first page, to the next one, and to that one where the worker was stopped in
    between; and the three pages."""

    first: float
    next: float
    again: float
    pages: tuple[str, str, str]


def with_stand(app: Flask) -> Flask:
    """Give an app the empty page. Before its first request."""
    app.add_url_rule(AT, view_func=lambda: Response("<!doctype html><title>Saturday</title>"))
    return app


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The app on a loopback port; its address."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def chromium_path() -> str | None:
    """Where Debian's Chromium is, None where it is not."""
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@contextmanager
def standing(chromium: BrowserType, profile: Path, base: str) -> Iterator[tuple[BrowserContext, Page]]:
    """A browser started anew on a profile, with the stand-in's page open."""
    context = chromium.launch_persistent_context(
        profile,
        executable_path=chromium_path(),
        args=FLAGS,
        base_url=base,
        service_workers="block",
        bypass_csp=True,
    )
    try:
        page = context.new_page()
        page.goto(AT)
        page.add_script_tag(path=STAND)
        settled(profile)
        yield context, page
    finally:
        context.close()


def settled(profile: Path) -> None:
    """Wait until the browser has done what it does for itself at every start, for up to 15 seconds: for a
    second and a half it keeps a core busy with its own address bar."""
    last, quiet = -1, 0
    for _ in range(60):
        now = busy(profile)
        quiet = quiet + 1 if now == last else 0
        if quiet == QUIET:
            return
        last = now
        time.sleep(0.25)


def busy(profile: Path) -> int:
    """Hundredths of a second that all processes of a browser have taken: they name its profile."""
    told = f"--user-data-dir={profile}"
    taken = 0
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if told in (process / "cmdline").read_text("utf-8", "replace"):
                fields = (process / "stat").read_text("utf-8", "replace").rpartition(")")[2].split()
                taken += int(fields[11]) + int(fields[12])
    return taken


def saved(chromium: BrowserType, profile: Path, base: str, script: str, area: str) -> None:
    """Install the worker's shell and save an area, at the machine's own speed."""
    with standing(chromium, profile, base) as (_, page):
        told = page.evaluate("([script, area]) => stand.saved(script, area)", [script, area])
        assert "edition" in told, told


def slowed(context: BrowserContext, page: Page, times: float) -> None:
    """Throttle the processor of a page."""
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": times})


def request_of(asked: Mapping[str, str]) -> tuple[str, list[tuple[str, str]] | None]:
    """A question as a browser sends it: by its address, or as a form where words were typed (contract.md)."""
    return ("/find", list(asked.items())) if "q" in asked else (f"/find?{urlencode(asked)}", None)


def round_of(
    chromium: BrowserType,
    profile: Path,
    base: str,
    script: str,
    asked: Mapping[str, str],
    then: Mapping[str, str],
    slower: float = SLOWER,
) -> Round:
    """From nothing in memory to the page of a question, then to the page of the next one, sent as a form;
    then that one from nothing in memory. The browser is started anew, twice."""
    sent = ["/find", list(then.items())]
    first_of = "([script, path, fields]) => stand.first(script, path, fields)"
    with standing(chromium, profile, base) as (context, page):
        slowed(context, page, slower)
        first: dict[str, Any] = page.evaluate(first_of, [script, *request_of(asked)])
        after: dict[str, Any] = page.evaluate("([path, fields]) => stand.next(path, fields)", sent)
    with standing(chromium, profile, base) as (context, page):
        slowed(context, page, slower)
        again: dict[str, Any] = page.evaluate(first_of, [script, *sent])
    pages = first["html"], after["html"], again["html"]
    return Round(first["taken"], after["taken"], again["taken"], pages)


def alike(html: str) -> str:
    """A page without what may differ."""
    return MADE_BY.sub(r'\1"', STATUS.sub(r"\1\4", html))
