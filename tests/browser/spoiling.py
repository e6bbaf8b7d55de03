"""A phone with Lewisham saved, and a server whose files may be spoilt."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import orjson
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from app.publishing.packs import pointing

from .phone import Server, at_clock, built, copied, save, serving, visiting, worker_of

FIND = "/find?near=SE13+6JP&need=accommodation&when=weekend&at=2026-11-27T16:30"


class Phone:
    """A phone with Lewisham saved, and the server's files, which may be spoilt."""

    def __init__(self, data: Path, server: Server, context: BrowserContext, page: Page) -> None:
        self.public = data / "editions" / "public"
        self.editions = data / "editions"
        self.server, self.context, self.page = server, context, page

    def current(self) -> dict[str, Any]:
        """The signed document."""
        found: dict[str, Any] = orjson.loads((self.public / "current.json").read_bytes())
        return found

    def replace(self, name: str, body: bytes) -> None:
        """Another file under the same name. Its packed twins go."""
        for path in self.public.glob(f"{name}*"):
            path.unlink()
        (self.public / name).write_bytes(body)

    def sign(self, **changes: object) -> None:
        """The document with changes, signed by the right key."""
        document = {name: value for name, value in self.current().items() if name != "signature"} | changes
        document["signature"] = pointing.signer(self.editions).sign(document)
        self.replace("current.json", orjson.dumps(document))

    def shards(self, area: str) -> list[dict[str, Any]]:
        """What an area's manifest names."""
        return self.shards_of(self.current()["areas"][area]["sha256"])

    def shards_of(self, manifest: str) -> list[dict[str, Any]]:
        """What a manifest names."""
        found: list[dict[str, Any]] = orjson.loads((self.public / f"{manifest}.json").read_bytes())["shards"]
        return found

    def refused(self, area: str, why: str) -> None:
        """Saving an area fails and says why; what was saved before still answers."""
        before = self.pointer()
        self.page.goto("/areas")
        self.page.locator(f'[data-save-area="{area}"]').click()
        expect(self.page.locator("[data-said]")).to_contain_text(why)
        after = self.pointer()
        assert (after["edition"], after["areas"]) == (before["edition"], before["areas"])
        self.answers()

    def answers(self) -> None:
        """Lewisham is whole: the list, and the page of its first place."""
        self.page.goto(FIND)
        expect(self.page.get_by_role("heading", level=1)).to_have_text("A place to stay")
        self.page.locator(".card h3 a").first.click()
        expect(self.page.get_by_role("link", name="Back to the list")).to_be_visible()

    def pointer(self) -> dict[str, Any]:
        """The pointer, as the phone keeps it."""
        found: dict[str, Any] = worker_of(self.context).evaluate(
            "async () => (await (await caches.open('saved')).match('/pointer')).json()"
        )
        return found

    def pointer_or_none(self) -> dict[str, Any] | None:
        """The pointer; None before anything was saved."""
        held = "async () => Boolean(await (await caches.open('saved')).match('/pointer'))"
        return self.pointer() if worker_of(self.context).evaluate(held) else None

    def files(self) -> int:
        """How many files the phone keeps."""
        found: int = worker_of(self.context).evaluate(
            "async () => (await (await caches.open('shards')).keys()).length"
        )
        return found


@contextmanager
def spoilable(app: Flask, chromium: Browser, folder: Path, *areas: str) -> Iterator[Phone]:
    """A phone that was there on the day of publishing, with some areas saved, and a server
    on files of its own."""
    data = folder / "data"
    copied(built(app), data)
    with serving(data) as server, visiting(chromium, server.base) as context:
        page = context.new_page()
        page.goto("/")
        page.evaluate(
            """() => navigator.serviceWorker.controller !== null || new Promise((resolve) =>
              navigator.serviceWorker.addEventListener("controllerchange", () => resolve(true)))"""
        )
        at_clock(context, "2026-11-20T12:00")
        for area in areas:
            save(page, area)
        yield Phone(data, server, context, page)
