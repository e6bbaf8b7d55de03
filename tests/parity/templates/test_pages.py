"""The phone prints the server's pages: the same bytes, of every page that the real app makes."""

from collections.abc import Iterable

import pytest
from flask import Flask

from directory_data import content
from directory_data.gazetteer import Gazetteer

from . import visits
from .conftest import TEMPLATES
from .node import Printer
from .visits import Visit, Visitor


def compared(pages: Iterable[Visit], printer: Printer, compiled: int) -> int:
    """How many pages there were. Fails at the first byte of difference."""
    count = 0
    for page in pages:
        made = printer.page(compiled, page.template, page.context).encode("utf-8")
        at = next((i for i, (a, b) in enumerate(zip(made, page.body, strict=False)) if a != b), None)
        assert made == page.body, (page.what, at, made[at or 0 :][:200], page.body[at or 0 :][:200])
        count += 1
    return count


def test_pages_that_ask_nothing(visitor: Visitor, printer: Printer, compiled: int) -> None:
    assert compared(visits.plain(visitor), printer, compiled) == 5


def test_areas_as_the_server_and_as_phones_know_them(
    visitor: Visitor, sample_app: Flask, printer: Printer, compiled: int
) -> None:
    assert compared(visits.areas(visitor, sample_app), printer, compiled) == 6


def test_the_page_of_every_record(
    visitor: Visitor, sample_app: Flask, printer: Printer, compiled: int
) -> None:
    ids, _, _ = visits.ids_and_needs(sample_app)
    assert len(ids) > 100
    assert compared(visits.services(visitor, ids), printer, compiled) == 4 * len(ids)


def test_lists_of_every_pathway_area_and_window(
    visitor: Visitor, sample_app: Flask, printer: Printer, compiled: int
) -> None:
    _, _, pathways = visits.ids_and_needs(sample_app)
    assert len(pathways) == 10
    pages = 10 * len(content.coverage()) * 7 * 2
    assert compared(visits.pathways(visitor, pathways), printer, compiled) == pages


def test_every_area_of_the_sample_is_visited(places: Gazetteer) -> None:
    homes = []
    for area in visits.AREAS:
        place = places.find(area).place
        assert place is not None
        homes.append(place["councils"][0])
    assert homes == [covered["council"] for covered in content.coverage()]


def test_lists_of_every_need(visitor: Visitor, sample_app: Flask, printer: Printer, compiled: int) -> None:
    _, needs, _ = visits.ids_and_needs(sample_app)
    assert compared(visits.needs(visitor, needs), printer, compiled) == len(needs) > 50


def test_odd_questions(visitor: Visitor, printer: Printer, compiled: int) -> None:
    assert compared(visits.odd(visitor), printer, compiled) > 10


def test_every_error_page(visitor: Visitor, sample_app: Flask, printer: Printer, compiled: int) -> None:
    assert compared(visits.wrong(visitor, sample_app), printer, compiled) > 30


def test_every_page_was_visited(visitor: Visitor, sample_app: Flask, script: str) -> None:
    ids, _, _ = visits.ids_and_needs(sample_app)
    seen = {page.template for page in visits.plain(visitor)}
    seen |= {page.template for page in visits.services(visitor, ids[:1])}
    seen |= {page.template for page in visits.odd(visitor)}
    seen |= {page.template for page in visits.areas(visitor, sample_app)}
    seen |= {page.template for page in visits.wrong(visitor, sample_app)}
    pages = {path.name for path in TEMPLATES.glob("*.html") if f'case "{path.name}":' in script}
    assert seen == pages


@pytest.mark.parametrize("word", ["eval", "Function", "with (", "import(", "require", "globalThis"])
def test_the_script_makes_no_code(script: str, word: str) -> None:
    assert word not in script
