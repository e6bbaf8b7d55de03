"""What a phone fetches and how long it takes, over made-up directories of one council each.

Sizes are bytes as Brotli sends them, KB = 1,000 of them. Times are those of a slow phone's stand-in
(`slow_phone.py`, docs/decisions/0011-slow-phone.md).
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from math import nan
from pathlib import Path
from statistics import median
from typing import Any

import brotli
from flask import Flask
from playwright.sync_api import sync_playwright

from app import client_build, create_app, store
from app.models import Base, db
from app.pages.assets import DRAWINGS, ICON, STYLE
from app.publishing.packs import pointing
from app.publishing.packs.making import publish_packs
from app.publishing.publish import publish
from directory_data import importing
from directory_data.gazetteer import Gazetteer
from pwa.build.bundle import Client
from search import wall
from search.edition import open_edition

from . import slow_phone
from .publishing import AT, made_up, settings
from .report import Figure

KB = 1_000
COUNCIL = "E09000023"
SIZES = (1_000, 5_000)
TOLD = "for a phone, Brotli: "
ROUNDS = 7
#: Services → milliseconds to the first page, to the next one, and to the next one from a stopped worker.
LIMITS = {1_000: (900, 60, 900), 5_000: (1_500, 150, 1_500)}
PLACE = {"near": "SE13 6JP", "when": "weekend", "at": "2026-11-20T16:30"}
#: What somebody asks: under one heading, all that is open, and in words that they misspell.
ASKED = {
    "one need": {**PLACE, "need": "health"},
    "all needs": PLACE,
    "misspelt words": {**PLACE, "q": "methdone scrips"},
}
#: What they say next.
FACT = {"age": "34"}


@dataclass(frozen=True)
class Area:
    """A made-up directory of one council, served with its packs and the client."""

    app: Flask
    home: Path

    @property
    def script(self) -> str:
        """The worker as it is built."""
        return (self.home / "client" / "sw.js").read_text("utf-8")

    def shards(self, part: str) -> dict[str, int]:
        """The bytes of each kind of shard, of the area or (\"\") of the national part."""
        told = json.loads((pointing.public(self.home / "editions") / "current.json").read_bytes())
        entry = told["areas"][part] if part else told["national"]
        manifest = pointing.public(self.home / "editions") / f"{entry['sha256']}.json"
        found: dict[str, int] = {}
        for shard in json.loads(manifest.read_bytes())["shards"]:
            found[shard["kind"]] = found.get(shard["kind"], 0) + shard["size"]
        return found


def area(folder: Path, places: Gazetteer, size: int) -> Area:
    """Make, import and publish `size` services of one council, packs and client with them."""
    base = folder / "phones"
    base.mkdir(exist_ok=True)
    home = base / str(size)
    path = made_up(home, folder / "gazetteer", places, size, COUNCIL)
    app = create_app(settings(base, size))
    with app.app_context():
        Base.metadata.create_all(db.engine)
        batch = importing.read(path)
        refusals = batch.refusals or store.write(db.engine, batch)
        assert not refusals, refusals[:3]
        written = publish(db.session(), home / "editions", places, at=wall.minute_of(AT))
        publish_packs(open_edition(written.folder), home / "editions", folder / "gazetteer")
    client_build.prepare(home / "client")
    return Area(app, home)


# -- sizes -------------------------------------------------------------------------------------------


def packed(body: bytes) -> int:
    """Bytes as Brotli sends them."""
    return len(brotli.compress(body))


def shell(client: Client, first_page: bytes) -> dict[str, int]:
    """What a first visit fetches, by part. Icons that the system alone asks for are not among it."""
    named = {name.partition(".")[0]: body for name, body in client.files.items()}
    return {
        "worker": packed(named["sw"]),
        "page script": packed(named["page"]),
        "words": packed(named["words"]),
        "manifest": packed(named["manifest"]),
        "style": packed(STYLE.body),
        "icon": packed(ICON.body),
        "drawings": packed(DRAWINGS.body),
        "first page": packed(first_page),
    }


def sizes(made: Area) -> list[Figure]:
    """What a first visit fetches, and what saving an area of 1,000 services does."""
    parts = shell(
        client_build.made(key=client_build.trusted(made.home / "client")),
        made.app.test_client().get("/").data,
    )
    return [
        Figure(f"{TOLD}the shell of a first visit, first page with it", sum(parts.values()) / KB, "KB", 60),
        Figure(f"{TOLD}the worker, rules and templates in it", parts["worker"] / KB, "KB", 45),
        Figure(f"{TOLD}the page script", parts["page script"] / KB, "KB", 15),
        *sizes_of_area(made),
    ]


def sizes_of_area(made: Area) -> list[Figure]:
    """What saving an area of 1,000 services fetches."""
    ours, national = made.shards(COUNCIL), made.shards("")
    lists = sum(ours[kind] + national[kind] for kind in ("list", "words"))
    return [
        Figure(f"{TOLD}lists of an area of {SIZES[0]:,} services", lists / KB, "KB", 120),
        Figure(f"{TOLD}places of that area", ours["place"] / KB, "KB", 40),
        Figure(f"{TOLD}details of its services", (ours["detail"] + national["detail"]) / KB, "KB"),
        Figure(f"{TOLD}needs, phrases, help lines", (national["knowledge"] + national["phrases"]) / KB, "KB"),
        Figure(f"{TOLD}names of all places", national["names"] / KB, "KB"),
    ]


# -- times -------------------------------------------------------------------------------------------


def rounds(made: Area, folder: Path, asked: Mapping[str, str], number: int) -> list[slow_phone.Round]:
    """So many rounds of one question and the next. Each page has to be the server's own. None where there
    is no Chromium, and a line that says so."""
    if slow_phone.chromium_path() is None:
        print("no chromium: the slow phone needs Debian's package of that name")
        return []
    chromium: Any
    with slow_phone.served(made.app) as base, sync_playwright() as playwright:
        chromium = playwright.chromium
        slow_phone.saved(chromium, folder, base, made.script, COUNCIL)
        found = [
            slow_phone.round_of(chromium, folder, base, made.script, asked, {**asked, **FACT})
            for _ in range(number)
        ]
    client = made.app.test_client()
    path, form = slow_phone.request_of(asked)
    first = (client.get(path) if form is None else client.post(path, data=dict(form))).text
    then = client.post("/find", data={**asked, **FACT}).text
    for each in found:
        assert [*map(slow_phone.alike, each.pages)] == [*map(slow_phone.alike, (first, then, then))]
    return found


def times(made: Area, folder: Path, size: int) -> list[Figure]:
    """Median and worst of some rounds."""
    figures = []
    for what, asked in ASKED.items():
        found = rounds(made, folder / what.replace(" ", "-"), asked, ROUNDS)
        kinds = (
            ("from a stopped worker to the results page", [each.first for each in found] or [nan]),
            ("the next question", [each.next for each in found] or [nan]),
            ("the next question from a stopped worker", [each.again for each in found] or [nan]),
        )
        for (kind, taken), limit in zip(kinds, LIMITS[size], strict=True):
            told = f"on a slow phone with {size:,} services, {what}: {kind}"
            figures.append(Figure(f"{told}, median of {ROUNDS}", median(taken), "ms", limit))
            figures.append(Figure(f"{told}, worst", max(taken), "ms"))
    return figures


def measure(folder: Path, places: Gazetteer) -> list[Figure]:
    """Sizes of an area of 1,000 services; times for 1,000 and for 5,000."""
    figures: list[Figure] = []
    for size in SIZES:
        made = area(folder, places, size)
        slow_phone.with_stand(made.app)
        if size == SIZES[0]:
            figures += sizes(made)
        figures += times(made, folder / "phones" / f"profile-{size}", size)
    return figures
