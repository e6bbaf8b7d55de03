"""The three ways in which somebody meets the pages: without script, with the worker, with no server."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import Browser, BrowserContext, Page

from .moment import PUBLISHED
from .phone import LEWISHAM, Server, at_clock, save, serving

#: Without JavaScript, from the server · the worker in control and the server running · and stopped.
MODES = ("no-script", "worker", "stopped")
#: Lewisham, Fenland, Peterborough, Newcastle upon Tyne, Cambridge, Hartlepool, Sunderland: what the journeys
#: ask about.
AREAS = (LEWISHAM, "E07000010", "E06000031", "E08000021", "E07000008", "E06000001", "E08000024")
NO_SCRIPT: dict[str, Any] = {"java_script_enabled": False, "service_workers": "block"}
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 360, "height": 800}


@dataclass
class Mode:
    """One of MODES: a context of the browser that keeps what it saved, and the server it met.

    `seen`: every request that its pages made, as method and URL.
    """

    name: str
    context: BrowserContext
    server: Server
    seen: list[str] = field(default_factory=list)

    @property
    def made_by(self) -> str:
        """Who makes the pages (contract.md, Pages)."""
        return "server" if self.name == "no-script" else "phone"

    def asked(self) -> list[str]:
        """The server's lines about requests, but for the browser's own look at the worker's file."""
        return [line for line in self.server.requests() if "/sw.js" not in line]

    def private(self, path: str) -> re.Pattern[str]:
        """The only address that a page with something private in it may have."""
        number = "" if self.made_by == "server" else r"\?v=[1-9]\d*"
        return re.compile(rf"^{re.escape(self.server.base)}{path}{number}$")

    def page(self) -> Page:
        """A page of a phone's width, at the phone's clock."""
        page = self.context.new_page()
        page.set_viewport_size(NARROW)  # type: ignore[arg-type]
        if self.made_by == "phone":
            at_clock(self.context, PUBLISHED)
        return page

    def close(self, page: Page) -> None:
        """Close a page. It was made by whom the mode says, and what was said on it is forgotten. "Leave"
        alone does not say who made it: it looks like somebody else's page."""
        made_by = page.locator("html").get_attribute("data-made-by")
        told = made_by == self.made_by or (made_by is None and page.url.endswith("/leave"))
        assert told, f"{page.url} was made by the {made_by}"
        if self.made_by == "phone":
            page.goto("/leave")
        page.close()


@contextmanager
def meeting(name: str, chromium: Browser, data: Path) -> Iterator[Mode]:
    """A mode, ready: in two of them the areas are saved, in one of those the server is stopped."""
    blocked = NO_SCRIPT if name == "no-script" else {}
    with serving(data) as server:
        context = chromium.new_context(base_url=server.base, **blocked)
        context.set_default_timeout(10_000)
        mode = Mode(name, context, server)
        try:
            if not blocked:
                carried(context)
            if name == "stopped":
                server.stop()
                assert not answers(server)
            context.on("request", lambda request: mode.seen.append(f"{request.method} {request.url}"))
            yield mode
        finally:
            context.close()


def carried(context: BrowserContext) -> None:
    """Save the areas as somebody would, from the first visit on."""
    page = context.new_page()
    page.goto("/")
    at_clock(context, PUBLISHED)
    for area in AREAS:
        save(page, area)
    page.close()


def answers(server: Server) -> bool:
    """Whether anybody answers at the server's address."""
    try:
        urlopen(f"{server.base}/about").close()
    except (URLError, ConnectionError):
        return False
    return True
