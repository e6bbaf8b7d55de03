"""Templates stay in the small part of Jinja that a compiler of 150 lines can turn into JavaScript."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from jinja2 import Environment
from jinja2 import nodes as n

from search.catalogue import english

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "pwa" / "templates").glob("*.html"))
ENVIRONMENT = Environment(trim_blocks=True, lstrip_blocks=True, autoescape=True)

ALLOWED = (
    n.Template, n.Output, n.TemplateData, n.Name, n.Const, n.Getattr, n.Getitem, n.If, n.For, n.Compare,
    n.Operand, n.And, n.Or, n.Not, n.Block, n.Extends, n.FromImport, n.Macro, n.Call, n.Filter,
)  # fmt: skip
OPERATORS = {"eq", "ne", "gt"}
FILTERS = {"length"}
LOOP = {"first", "last"}
#: Jinja finds a dict's method before its key, JavaScript does not.
METHODS = {name for name in dir(dict) if not name.startswith("__")}


def refusals(name: str, source: str) -> Iterator[str]:
    """Everything in a template that is outside the subset, with file and line."""
    tree = ENVIRONMENT.parse(source)
    macros = {macro.name for macro in tree.find_all(n.Macro)}
    macros |= {
        each if isinstance(each, str) else each[1]
        for found in tree.find_all(n.FromImport)
        for each in found.names
    }
    for node in walk(tree):
        why = refused(node, macros)
        if why:
            yield f"{name}:{node.lineno}: {type(node).__name__}: {why}"


def walk(node: n.Node) -> Iterator[n.Node]:
    yield node
    for child in node.iter_child_nodes():
        yield from walk(child)


def refused(node: n.Node, macros: set[str]) -> str:
    """Why a node is outside the subset, "" when it is inside."""
    if not isinstance(node, ALLOWED):
        return "is not in the subset"
    if isinstance(node, n.Const) and not isinstance(node.value, str | int | None):
        return "only text, whole numbers, true, false and none"
    if isinstance(node, n.Getattr) and node.attr in METHODS:
        return f".{node.attr} is a method of dict"
    if (
        isinstance(node, n.Getattr)
        and isinstance(node.node, n.Name)
        and node.node.name == "loop"
        and node.attr not in LOOP
    ):
        return f"loop.{node.attr}"
    if isinstance(node, n.Getitem) and not (
        isinstance(node.arg, n.Const) and isinstance(node.arg.value, str)
    ):
        return "only a constant text as the key"
    if isinstance(node, n.Compare) and (len(node.ops) != 1 or node.ops[0].op not in OPERATORS):
        return "one comparison, of ==, != and >"
    if isinstance(node, n.For) and (
        node.recursive or node.test or node.else_ or not isinstance(node.target, n.Name)
    ):
        return "only: for x in list"
    if isinstance(node, n.Filter) and (node.name not in FILTERS or node.args or node.kwargs):
        return f"the filter {node.name}"
    if isinstance(node, n.Call):
        if not isinstance(node.node, n.Name) or node.node.name not in macros:
            return "only macros of this file or imported by name"
        if node.kwargs or node.dyn_args or node.dyn_kwargs:
            return "arguments by position only"
    if isinstance(node, n.Macro) and node.defaults:
        return "no default arguments"
    if isinstance(node, n.Extends | n.FromImport) and not isinstance(node.template, n.Const):
        return "only a constant file name"
    if isinstance(node, n.FromImport) and node.with_context:
        return "a macro sees no context"
    if isinstance(node, n.Block) and (node.scoped or node.required):
        return "a plain block"
    return ""


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_a_template_stays_in_the_subset(path: Path) -> None:
    assert list(refusals(path.name, path.read_text("utf-8"))) == []


@pytest.mark.parametrize(
    "source",
    [
        "{% set x = 1 %}",
        "{{ x|upper }}",
        "{{ x|safe }}",
        "{{ x.lower() }}",
        "{{ a + b }}",
        "{{ a ~ b }}",
        "{% for a, b in x %}{% endfor %}",
        "{% for a in x if a %}{% endfor %}",
        "{{ x[1] }}",
        "{{ x[y] }}",
        "{{ x[1:] }}",
        "{{ 1 < x < 3 }}",
        "{{ x is defined }}",
        "{{ a if b else c }}",
        "{{ x.items }}",
        "{{ range(3) }}",
        "{{ 1.5 }}",
        "{% macro m(a=1) %}{% endmacro %}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{{ loop.index }}",
        "{% with %}{% endwith %}",
        "{% filter length %}{% endfilter %}",
        "{{ [1] }}",
        "{{ {} }}",
        "{% extends x %}",
        "{% macro m(a) %}{% endmacro %}{{ m(a=1) }}",
        "{% call m() %}{% endcall %}",
    ],
)
def test_what_is_outside_is_refused_with_file_and_line(source: str) -> None:
    found = list(refusals("some.html", "\n" + source))
    assert found
    assert found[0].startswith("some.html:2: ")


def test_every_sentence_of_a_template_is_in_the_catalogue() -> None:
    for path in TEMPLATES:
        for key in re.findall(r't\["([^"]+)"\]', path.read_text("utf-8")):
            parts = english().get(key)
            assert parts is not None, f"{path.name}: {key}"
            assert all(part["kind"] == "text" for part in parts), f"{path.name}: {key} needs values"


def test_every_sentence_of_the_pages_is_used() -> None:
    entries = json.loads((ROOT / "directory_data/content/words/pages.json").read_text("utf-8"))
    sources = [*TEMPLATES, *(ROOT / "pwa" / "views").glob("*.py"), *(ROOT / "app" / "pages").glob("*.py")]
    text = "\n".join(path.read_text("utf-8") for path in sources)
    made = [
        re.sub(r"\\\{[^}]*\\\}", ".+", re.escape(found))
        for found in re.findall(r'f"([a-z_-]*\{[^"]*)"', text)
    ]
    for key in entries:
        stem = key.removesuffix("-one")
        used = f'"{key}"' in text or f'"{stem}"' in text or any(re.fullmatch(shape, key) for shape in made)
        assert used, key


def test_no_template_holds_a_script_or_a_style() -> None:
    for path in TEMPLATES:
        text = path.read_text("utf-8")
        assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:", text), path.name


def test_every_drawing_that_a_page_uses_is_in_it() -> None:
    """Each page prints the symbols of its own icons; layout.html prints two for all."""
    everywhere = {"exit", "phone"}
    for path in TEMPLATES:
        text = path.read_text("utf-8")
        if "{% extends" not in text:
            continue
        printed = set(re.findall(r"\{\{ sym_([a-z]+)\(\) \}\}", text)) | everywhere
        used = set(re.findall(r'icon\("([a-z]+)"', text))
        assert used <= printed, path.name
