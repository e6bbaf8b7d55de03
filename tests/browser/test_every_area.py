"""Every area of the sample, saved: the phone's pages are the server's, byte for byte (contract.md, Pages).

Asked through the worker in control, with the server beside it: every service, every pathway in every
area and in several windows, words as people misspell them, needs on days that bite.
"""

import itertools
import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from typing import NamedTuple
from urllib.parse import urlencode

import pytest
from flask import Flask
from playwright.sync_api import Browser, Page

from app import serving as edition_of
from directory_data import content
from tests.parity.templates.visits import AREAS, FRIDAY, WINDOWS, ids_and_needs

from .modes import PUBLISHED
from .phone import Server, alike, at_clock, save, serving, visiting

pytestmark = pytest.mark.browser

SEED = os.environ.get("FUZZ_SEED", "1")
FEWEST, SECONDS = 1_000, 60  # pages that are always asked for, and how long for more
AT_ONCE = 25
#: Needs that stand in no address (contract.md, Pages): they are sent as a form.
PRIVATE = ("abuse", "sex-work")
#: A quiet Saturday, Christmas Eve, the evening before Easter.
MOMENTS = ("2026-11-21T10:00", "2026-12-24T12:00", "2027-03-25T18:00")
RELEASED = {"released_on": "2026-12-23", "sentence": "under-12-months", "age": "30"}
#: Asks for pages one after another, as the page's own requests: [path, fields or null].
FETCHED = """async (all) => {
  const found = [];
  for (const [path, fields] of all) {
    const how = fields === null ? {} : { method: "POST", body: new URLSearchParams(fields) };
    found.push(await (await fetch(path, how)).text());
  }
  return found;
}"""


class Asked(NamedTuple):
    """A page: by its address, or by a form."""

    path: str
    form: dict[str, str] | None = None


def find(**fields: str) -> Asked:
    """A list, by its address where nothing in it is private."""
    if fields.keys() <= {"near", "need", "when", "at"} and fields.get("need") not in PRIVATE:
        return Asked(f"/find?{urlencode(fields)}")
    return Asked("/find", fields)


def slipped(random: Random, word: str) -> str:
    """A word with a letter lost, doubled or wrong; or as it is."""
    if len(word) < 5 or random.random() < 0.4:
        return word
    at = random.randrange(len(word))
    return random.choice(
        (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] * 2 + word[at + 1 :],
            f"{word[:at]}x{word[at + 1 :]}",
        )
    )


def services(ids: Sequence[str]) -> Iterator[Asked]:
    """Every service, each seen from one of the areas and in one of the windows."""
    for id_, near, when in zip(ids, itertools.cycle(AREAS), itertools.cycle(WINDOWS), strict=False):
        yield Asked(f"/services/{id_}?{urlencode({'at': FRIDAY, 'near': near, 'when': when})}")


def questions(app: Flask, random: Random) -> list[Asked]:
    """What is asked, the most telling first: what there is no time for is left."""
    ids, needs, pathways = ids_and_needs(app)
    with app.app_context():
        phrases = [" ".join(phrase["words"]) for phrase in edition_of.current().knowledge["phrases"]]
    pairs = [(near, need) for near in AREAS for need in pathways]
    once = {pair: random.choice(WINDOWS) for pair in pairs}
    first = [find(near=near, need=need, when=when, at=FRIDAY) for (near, need), when in once.items()]
    words = [
        find(at=FRIDAY, near=near, when=random.choice(WINDOWS), q=words_of(random, random.choice(phrases)))
        for near in AREAS
        for _ in range(12)
    ]
    later = [
        find(
            at=random.choice(MOMENTS),
            near=near,
            need=random.choice(needs),
            when=random.choice(WINDOWS),
            helper=random.choice(("self", "probation")),
            **RELEASED,
        )
        for near in AREAS
        for _ in range(6)
    ]
    rest = [
        find(near=near, need=need, when=when, at=FRIDAY)
        for near, need in pairs
        for when in WINDOWS
        if once[near, need] != when
    ]
    random.shuffle(rest)
    return [*services(ids), *first, *words, *later, *rest]


def words_of(random: Random, phrase: str) -> str:
    """A phrase as somebody types it."""
    return " ".join(slipped(random, word) for word in phrase.split())


def difference(page: Page, server: Server, some: Sequence[Asked]) -> Iterator[str]:
    """What differs between the phone's pages and the server's: where, and both."""
    flat = [[each.path, None if each.form is None else list(each.form.items())] for each in some]
    with ThreadPoolExecutor(2) as threads:
        wanted = threads.map(lambda each: server.page(each.path, each.form), some)
        found = page.evaluate(FETCHED, flat)
    for each, ours, theirs in zip(some, found, wanted, strict=True):
        assert 'data-made-by="phone"' in ours, each
        assert 'data-made-by="server"' in theirs, each
        one, other = alike(ours), alike(theirs)
        if one != other:
            at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
            yield f"{each}\n  phone:  {one[at - 80 : at + 120]!r}\n  server: {other[at - 80 : at + 120]!r}"


def test_every_page_of_every_area_is_the_servers(
    chromium: Browser, data: Path, sample_app: Flask, told: Callable[[str], None]
) -> None:
    asked = questions(sample_app, Random(f"every area {SEED}"))
    areas = [each["council"] for each in content.coverage()]
    assert len(areas) == len(AREAS)
    with serving(data) as server, visiting(chromium, server.base) as context:
        context.set_default_timeout(120_000)
        page = context.new_page()
        page.goto("/")
        at_clock(context, PUBLISHED)
        for area in areas:
            save(page, area)
        page.goto("/about")
        pages, different, start = 0, list[str](), time.monotonic()
        for first in range(0, len(asked), AT_ONCE):
            if pages >= FEWEST and time.monotonic() > start + SECONDS:
                break
            some = asked[first : first + AT_ONCE]
            different += difference(page, server, some)
            pages += len(some)
    assert pages >= FEWEST
    assert different == [], f"{len(different)} of {pages} differ\n" + "\n".join(different[:8])
    told(f"{pages:,} pages of {len(areas)} areas: the phone's are the server's")
