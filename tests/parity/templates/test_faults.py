"""The comparison bites: every condition, loop and value of the compiled pages, broken, is found.

A fault that no page shows would be a branch that nothing compares.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from flask import Flask

from pwa.build.templates import compile_sources

from . import visits
from .both import REFUSED, as_served, by_jinja, by_script, jinja_of
from .conftest import TEMPLATES
from .made import CASES, SOURCES
from .node import Printer
from .visits import Visit, Visitor

#: Numbers, and what only templates say to each other: nothing in them is ever escaped.
PLAIN = {"asked.page", "page.asked.page", "kind", "id", "name"}


@dataclass(frozen=True)
class Fault:
    """A script with one thing wrong in it."""

    what: str
    script: str


def faults(script: str) -> Iterator[Fault]:
    """Every condition turned round, every loop without its first, every value printed as it is."""
    for kind, shape, wrong in (
        ("turned", r"(?<=if \().+(?=\) \{$)", "!({})"),
        ("shortened", r"(?<= of )list\([^()]+\)", "{}.slice(1)"),
        ("not escaped", r"(?<=\$\{)put\([^()]+\)(?=\})", "{}"),
        ("left out", r"(?<=\$\{)\w+\$\w+\([^{}]*\)(?=\})", '""'),
    ):
        for found in re.finditer(shape, script, re.M):
            inner = found.group().removeprefix("put(").removesuffix(")")
            text = wrong.format(inner if kind == "not escaped" else found.group())
            if kind != "not escaped" or inner not in PLAIN:
                line = script.count("\n", 0, found.start()) + 1
                yield Fault(
                    f"{line}: {found.group()} {kind}",
                    script[: found.start()] + text + script[found.end() :],
                )


def changed(value: Any, text: Callable[[str], str], *, emptied: bool = False) -> Any:
    """The same with other texts, and with nothing in any list of things."""
    if isinstance(value, dict):
        return {key: changed(each, text, emptied=emptied) for key, each in value.items()}
    if isinstance(value, list):
        return [] if emptied else [changed(each, text) for each in value]
    return text(value) if isinstance(value, str) else value


def question(kind: str) -> dict[str, Any]:
    """A question with a field, whichever the sample asks."""
    choice = {"id": "c&", "value": "v&", "label": "l&", "chosen": False}
    field = {
        "name": "n&",
        "kind": kind,
        "ask": "a&",
        "help": "h&",
        "input": "i&",
        "value": "v&",
        "choices": [choice],
    }
    return {"kind": "field", "name": "n&", "ask": "a&", "settles": "s&", "choices": [], "field": field}


def variants(page: Visit, compared: set[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """What no record of the sample has: texts that need escaping, nothing left empty, everything empty;
    and a page of words with points in it, which only leave.html prints so far."""
    yield (
        page.template,
        changed(page.context, lambda text: text if text in compared or text == "" else f"{text}<&>\"'"),
    )
    yield page.template, changed(page.context, lambda text: "<said>" if text == "" else text)
    if page.template == "service.html":
        yield page.template, changed(page.context, lambda text: f"{text}&", emptied=True)
    if page.template == "find.html":
        for kind in ("value", "one"):
            told = {**page.context, "page": {**page.context["page"], "question": question(kind)}}
            yield page.template, changed(told, lambda text: text if text in compared else f"{text}&")
    if page.template == "home.html":
        several = {"lang": "?lang=xx", "languages": [{"tag": each, "name": each} for each in ("en", "xx")]}
        site, fields = {**page.context["site"], **several}, [{"name": "lang", "value": "xx"}]
        told = {**page.context, "site": site, "page": {**page.context["page"], "fields": fields}}
        yield page.template, changed(told, lambda text: text if text in compared else f"{text}&")
    if page.template == "leave.html":
        yield "text.html", changed(page.context, lambda text: f"{text}&")


def chosen(visitor: Visitor, app: Flask) -> Iterator[Visit]:
    """Few pages that reach much."""
    ids, needs, _ = visits.ids_and_needs(app)
    yield from visits.plain(visitor)
    yield from visits.wrong(visitor, app)
    yield from visits.areas(visitor, app)
    yield from visits.odd(visitor)
    yield from visits.needs(visitor, needs[:12])
    yield from visits.services(visitor, ids[::9])
    yield from (visitor.get(f"/services/{id_}", at=visits.FRIDAY) for id_ in ids)


@pytest.fixture(scope="module")
def kept(sample_app: Flask, printer: Printer, compiled: int, script: str) -> int:
    """Those pages and their variants, kept by the printer; gives how many."""
    compared = set(re.findall(r'[!=]== "([^"]*)"', script))
    real, count = jinja_of(TEMPLATES), 0
    with visits.visiting(sample_app) as visitor:
        for page in chosen(visitor, sample_app):
            printer.keep(page.template, page.context, page.body.decode("utf-8"))
            count += 1
            for name, context in variants(page, compared):
                expected = by_jinja(real, name, context)
                if expected != REFUSED:
                    printer.keep(name, context, expected)
                    count += 1
    assert not printer.differs(compiled)
    return count


def test_pages_are_the_same_as_they_are_served(kept: int, printer: Printer, script: str) -> None:
    assert kept > 500
    assert not printer.differs(printer.load(as_served(script)))


def test_every_fault_in_a_page_is_found(kept: int, printer: Printer, script: str) -> None:
    planted = list(faults(script))
    assert len(planted) > 400
    missed = [fault.what for fault in planted if not printer.differs(printer.load(fault.script))]
    assert "\n".join(missed) == ""


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ('"&amp;"', '"&"'),
        ('"&lt;"', '"&LT;"'),
        ('"&gt;"', '">"'),
        ("&#34;", "&quot;"),
        ("&#39;", "&#x27;"),
        ("\\ud800-\\udfff", ""),
        ("/gu", "/u"),
        ("/gu", "/g"),
        ("Number.isSafeInteger(value)", "Number.isFinite(value)"),
        ("Number.isSafeInteger(value)", "value !== undefined"),
        ('typeof value === "string"', "value !== undefined"),
        ("value !== undefined &&", ""),
        ("value === null) return", "false) return"),
        ('typeof known(value) !== "object" ||', ""),
        ("length > 0", "length >= 0"),
        ("Array.isArray(value)", "value"),
        ("return Boolean(value)", "return value !== false"),
    ],
)
def test_every_fault_in_what_pages_call_is_found(right: str, wrong: str, printer: Printer) -> None:
    script = compile_sources(SOURCES)
    assert right in script
    number = printer.load(script.replace(right, wrong))
    jinja = jinja_of(SOURCES)
    assert any(by_script(printer, number, *case) != by_jinja(jinja, *case) for case in CASES)
