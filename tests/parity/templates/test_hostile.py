"""Strings, values and holes that no view makes: both print the same, or both refuse."""

import copy
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, example, given, settings
from hypothesis import strategies as st

from pwa.build.templates import OutsideSubset, compile_sources
from pwa.build.templates.settings import environment

from . import visits
from .both import REFUSED, as_served, by_jinja, by_script, jinja_of
from .conftest import TEMPLATES
from .made import CASES, SOURCES
from .node import Printer
from .visits import Visit, Visitor

PIECES = [
    *"&<>\"'`\\$\n\r\t\0 \u2028\u2029\ufeff\xa0é😀𝔘",
    *("${x}", "</script>", "<!--", "&amp;", "{{ x }}", "{% if %}", "\r\n", "\n\n", "'; alert(1)//"),
    *("e\u0301", "\u202e", "get", "", "0", "false", "null", "__proto__", "constructor"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=6).map("".join) | st.text(
    st.characters(exclude_categories=["Cs"]), max_size=8
)
NUMBERS = st.integers(-(2**53) + 1, 2**53 - 1)
#: What no page prints. One half of a pair alone: JSON makes one character of two halves side by side.
ODD = st.sampled_from(["\ud800", "a\udc00", None, True, False, 2**53, -(2**53), 10**30])
VALUES = TEXTS | TEXTS | TEXTS | NUMBERS | ODD


def examples(count: int) -> settings:
    """So many examples. The fixtures hold nothing that one example could leave to the next."""
    return settings(
        max_examples=count, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
    )


@pytest.fixture(scope="module")
def small(printer: Printer) -> int:
    """The made templates, compiled."""
    return printer.load(compile_sources(SOURCES))


MADE = jinja_of(SOURCES)


@examples(200)
@given(a=VALUES, page=st.sampled_from(["plain.html", "tested.html", "compared.html"]))
def test_one_value(a: object, page: str, printer: Printer, small: int) -> None:
    assert by_script(printer, small, page, {"a": a}) == by_jinja(MADE, page, {"a": a})


@pytest.mark.parametrize(("page", "context"), CASES)
def test_every_kind_of_value(page: str, context: dict[str, object], printer: Printer, small: int) -> None:
    assert by_script(printer, small, page, context) == by_jinja(MADE, page, context)


@pytest.mark.parametrize("value", [None, True, False, "\ud800", "a\udc00", 2**53, -(2**53), [], {}, ["a"]])
def test_what_is_neither_text_nor_a_whole_number_is_refused_by_both(
    value: object, printer: Printer, small: int
) -> None:
    assert by_script(printer, small, "plain.html", {"a": value}) == REFUSED
    assert by_jinja(MADE, "plain.html", {"a": value}) == REFUSED


ROWS = st.lists(
    st.fixed_dictionaries({"names": st.lists(TEXTS, max_size=3), "shown": TEXTS | st.booleans()}), max_size=3
)
PAGES = st.fixed_dictionaries({"title": TEXTS, "rows": ROWS, "odd key": VALUES, "count": NUMBERS})
CONTEXTS = st.fixed_dictionaries(
    {"page": PAGES, "list": VALUES, **dict.fromkeys(("new", "out", "context", "blocks"), TEXTS)}
)


@examples(400)
@given(context=CONTEXTS)
def test_a_page_with_everything_in_it(context: dict[str, object], printer: Printer, small: int) -> None:
    expected = by_jinja(MADE, "page.html", context)
    assert by_script(printer, small, "page.html", context) == expected


def test_no_line_of_the_script_is_empty_or_breaks_where_it_should_not() -> None:
    """Whoever joins scripts line by line leaves texts as they are."""
    source = "a\n\n\n{{ '\\n' }}\n{{ '\\u2028\\u2029\\r\\x0c\\x85' }}\n"
    script = compile_sources({"some.html": source})
    assert "\n\n\n" not in script
    assert [line for line in script.splitlines() if line] == [line for line in script.split("\n") if line]


LITERALS = [piece for piece in PIECES if "{" not in piece]
TAGS = [
    *("{{ a }}", "{{- a }}", "{{ a -}}", "{{ '`${' }}", '{{ "\\\\u2028" }}', "{# note #}", "{#- x -#}"),
    *(
        "{% if a %}",
        "{%- if a -%}",
        "{{ '{a}' }}",
        "{{ '\\r' }}",
        "{% else %}",
        "{%+ endif %}",
        "{% endif %}",
        "{% endif -%}",
        "{% raw %}",
    ),
    *("{% for b in c %}", "{% endfor %}", "{{ b }}", "{% if loop.last %}", "{% endraw %}", "${a}", "\\n"),
    *("  {% if not a %}", "\t{% endif %}\n", "\n", "    ", "\n\n{% endfor %}"),
]


@examples(500)
@given(
    parts=st.lists(st.sampled_from([*LITERALS, *TAGS]), max_size=14), a=TEXTS, c=st.lists(TEXTS, max_size=3)
)
@example(parts=["\n", "  {% if not a %}", "\n", "`", "\t{% endif %}\n", "$", "{{ '`${' }}"], a="", c=[])
def test_any_text_around_any_tag(parts: list[str], a: str, c: list[str], printer: Printer) -> None:
    """In the script as it is compiled and as it is served."""
    source = "".join(parts)
    try:
        script = compile_sources({"some.html": source})
    except OutsideSubset:
        assume(False)
    context = {"a": a, "c": c, "b": "outer"}
    expected = by_jinja(jinja_of({"some.html": source}), "some.html", context)
    assert by_script(printer, printer.load(script), "some.html", context) == expected
    assert by_script(printer, printer.load(as_served(script)), "some.html", context) == expected


# -- real pages with something wrong in them --------------------------------------------------


def places(value: object, path: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """The path of everything inside a context."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, each in value.items():
            yield from places(each, (*path, key))
    elif isinstance(value, list):
        for number, each in enumerate(value):
            yield from places(each, (*path, number))


def spoilt(context: Any, path: tuple[str | int, ...], value: object) -> None:
    """Put something else where a path leads: a value for a value; nothing, or less, for what holds more.
    What an earlier fault has taken away is left."""
    holder: Any = context
    try:
        for key in path[:-1]:
            holder = holder[key]
        there = holder[path[-1]]
    except (KeyError, IndexError, TypeError):
        return
    if isinstance(there, dict | list):
        holder[path[-1]] = None if value is None else type(there)()
    elif isinstance(holder, str):
        return
    elif value == "__proto__" and isinstance(holder, dict):
        del holder[path[-1]]
    else:
        holder[path[-1]] = value


@pytest.fixture(scope="module")
def some_pages(sample_app: Any) -> list[Visit]:
    """A page of every template, and of find.html and service.html several."""
    with visits.visiting(sample_app) as visitor:
        return list(chosen(visitor, visits.ids_and_needs(sample_app)[0]))


def chosen(visitor: Visitor, ids: list[str]) -> Iterator[Visit]:
    yield from visits.plain(visitor)
    yield visitor.get("/nothing-here")
    yield visitor.get(f"/services/{ids[0]}", at=visits.FRIDAY)
    yield visitor.post(f"/services/{ids[-1]}", {"at": visits.FRIDAY, "near": "SE13 6JP", **visits.PEOPLE[0]})
    for near in ("Cambridge", "Lewishamm Spa Town"):
        yield visitor.get("/find", at=visits.FRIDAY, near=near)
        yield visitor.post("/find", {"at": visits.FRIDAY, "near": near, "need": "abuse", **visits.PEOPLE[1]})


REAL = jinja_of(TEMPLATES)


@examples(400)
@given(data=st.data())
def test_a_real_page_with_hostile_values(
    data: st.DataObject, some_pages: list[Visit], printer: Printer, compiled: int
) -> None:
    page = data.draw(st.sampled_from(some_pages))
    context = copy.deepcopy(page.context)
    paths = [path for path in places(context) if path[0] != "t"]
    for path in data.draw(st.lists(st.sampled_from(paths), min_size=1, max_size=6)):
        spoilt(context, path, data.draw(VALUES))
    assert by_script(printer, compiled, page.template, context) == by_jinja(REAL, page.template, context)


@examples(40)
@given(data=st.data())
def test_a_real_page_with_every_text_hostile(
    data: st.DataObject, some_pages: list[Visit], printer: Printer, compiled: int
) -> None:
    page = data.draw(st.sampled_from(some_pages))
    context = copy.deepcopy(page.context)
    tail = data.draw(TEXTS)
    for path in list(places(context)):
        holder: Any = context
        for key in path[:-1]:
            holder = holder[key]
        if isinstance(holder[path[-1]], str) and holder[path[-1]] != "":
            holder[path[-1]] += tail
    assert by_script(printer, compiled, page.template, context) == by_jinja(REAL, page.template, context)


def test_the_server_reads_templates_with_the_same_settings(sample_app: Any) -> None:
    ours, theirs = environment(), sample_app.jinja_env
    for name in (
        *("block_start_string", "block_end_string", "variable_start_string", "variable_end_string"),
        *("comment_start_string", "comment_end_string", "line_statement_prefix", "line_comment_prefix"),
        *(
            "trim_blocks",
            "lstrip_blocks",
            "newline_sequence",
            "keep_trailing_newline",
            "undefined",
            "extensions",
        ),
    ):
        assert getattr(ours, name) == getattr(theirs, name), name
    assert theirs.autoescape("find.html") is ours.autoescape is True
