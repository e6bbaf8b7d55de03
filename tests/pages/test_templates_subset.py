"""Templates stay in the small part of Jinja that pwa/build/templates turns into JavaScript.

What the compiler takes is the list: there is no other.
"""

import json
import re
from pathlib import Path

import pytest

from app.pages.assets import DRAWINGS
from pwa.build.templates import OutsideSubset, compile_all, compile_sources
from pwa.views import home, results, service, words
from search.catalogue import english

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "pwa" / "templates").glob("*.html"))


def test_every_template_stays_in_the_subset() -> None:
    script = compile_all(ROOT / "pwa" / "templates")
    for path in TEMPLATES:
        pages = "{% extends" in path.read_text("utf-8")
        assert (f'case "{path.name}":' in script) == (pages or path.name == "leave.html"), path.name


@pytest.mark.parametrize(
    "source",
    [
        "{% set x = 1 %}",
        "{{ x|upper }}",
        "{{ x|safe }}",
        "{{ x.lower() }}",
        "{{ a + b }}",
        "{{ a ~ b }}",
        "{{ -1 }}",
        "{% for a, b in x %}{% endfor %}",
        "{% for a in x if a %}{% endfor %}",
        "{% for a in x %}{% else %}none{% endfor %}",
        "{% for a in x recursive %}{% endfor %}",
        "{% for a in x|length %}{% endfor %}",
        "{% for a in [1] %}{% endfor %}",
        "{% for a in a %}{% endfor %}",
        "{% for a in x %}{% for a in y %}{% endfor %}{% endfor %}",
        "{% for a in x %}{{ loop }}{% endfor %}",
        "{% for a in x %}{{ loop.first }}{% endfor %}",
        "{% for a in x %}{% if loop.index == 1 %}{% endif %}{% endfor %}",
        "{% for a in x %}{% block b %}{% endblock %}{% endfor %}",
        "{% if loop.first %}{% endif %}",
        "{% for a in x %}{% endfor %}{% if loop.first %}{% endif %}",
        "{% block b %}{% endblock %}{% block b %}{% endblock %}",
        "{% block b %}{% endblock %}{% macro b() %}{% endmacro %}",
        "{% block b %}{% endblock %}{% if x %}{% block c %}{% endblock %}{% endif %}",
        "{{ x[1] }}",
        "{{ x[y] }}",
        "{{ x[1:] }}",
        "{{ x.length }}",
        '{{ x["length"] }}',
        "{{ x.__class__ }}",
        "{{ x.été }}",
        "{{ 1 < x < 3 }}",
        "{{ a == 'b' }}",
        "{{ a or b }}",
        "{{ not a }}",
        "{{ true }}",
        "{{ none }}",
        "{{ 9007199254740992 }}",
        "{% if 1 %}{% endif %}",
        "{% if a == b %}{% endif %}",
        "{% if a == 1 %}{% endif %}",
        "{% if a == none %}{% endif %}",
        "{% if a > 1 %}{% endif %}",
        "{% if a|length < 1 %}{% endif %}",
        "{% if a|length == true %}{% endif %}",
        "{% if 'a' in a %}{% endif %}",
        "{% if x is defined %}{% endif %}",
        "{% if a %}{% elif a|length %}{% endif %}",
        "{{ x is defined }}",
        "{{ a if b else c }}",
        "{{ x.items }}",
        "{{ range(3) }}",
        "{{ range }}",
        "{{ request }}",
        "{{ self.x() }}",
        "{{ _x }}",
        "{{ x_ }}",
        "{{ été }}",
        "{{ 1.5 }}",
        "{% macro m(a=1) %}{% endmacro %}",
        "{% macro m(a) %}{{ b }}{% endmacro %}",
        "{% macro m() %}{{ caller() }}{% endmacro %}",
        "{% macro m(request) %}{% endmacro %}",
        "{% macro m(m) %}{% endmacro %}",
        "{% macro m(a, a) %}{% endmacro %}",
        "{% if a %}{% macro m() %}{% endmacro %}{% endif %}",
        "{% include 'x' %}",
        "{% import 'x' as y %}",
        "{% from 'none.html' import y %}",
        "{{ loop.index }}",
        "{% with %}{% endwith %}",
        "{% filter length %}{% endfilter %}",
        "{% autoescape false %}{% endautoescape %}",
        "{% call m() %}{% endcall %}",
        "{{ [1] }}",
        "{{ {} }}",
        "{{ (1, 2) }}",
        "{% extends x %}",
        "{% extends 'some.html' %}",
        "{% macro m(a) %}{% endmacro %}{{ m(a=1) }}",
        "{% macro m(a) %}{% endmacro %}{{ m(*a) }}",
        "{% macro m(a) %}{% endmacro %}{{ m() }}",
        "{% macro m(a) %}{% endmacro %}{{ m(1, 2) }}",
        "{% macro m(a) %}{% endmacro %}{{ m(m(1)) }}",
        "{% macro m(a) %}{% endmacro %}{{ m([]) }}",
        "{% macro m(a) %}{% endmacro %}{{ m(a + 1) }}",
        "{% macro m() %}{% endmacro %}{{ m }}",
        "{% macro m() %}{% endmacro %}{% for m in x %}{% endfor %}",
        "{% block b scoped %}{% endblock %}",
        "{% block b required %}{% endblock %}",
        "{% block b %}{% block c %}{% endblock %}{% endblock %}",
        "{% block b %}{{ super() }}{% endblock %}",
        "{% nothing %}",
        "{{ a",
    ],
)
def test_what_is_outside_is_refused_with_file_and_line(source: str) -> None:
    with pytest.raises(OutsideSubset) as refused:
        compile_sources({"some.html": f"\n{source}"})
    assert str(refused.value).startswith("some.html:2: ")
    assert (refused.value.file, refused.value.line) == ("some.html", 2)
    assert refused.value.why


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


#: The one script of every page: a file of ours, under a name that holds its hash.
SCRIPT = '<script src="{{ site.script }}" defer></script>'


def test_no_template_holds_a_script_or_a_style() -> None:
    for path in TEMPLATES:
        text = path.read_text("utf-8")
        if path.name == "layout.html":
            assert text.count(SCRIPT) == 1
            text = text.replace(SCRIPT, "")
        assert not re.search(r"<script|<style|\sstyle=|\son[a-z]+=|javascript:", text), path.name


def test_every_drawing_that_a_page_uses_is_in_the_file_of_drawings() -> None:
    """Under the address that holds the hash of what it is: change the drawings, and parts.html with them."""
    parts = (ROOT / "pwa" / "templates" / "parts.html").read_text("utf-8")
    assert f'<use href="{DRAWINGS.url}#i-{{{{ name }}}}"/>' in parts
    drawn = set(re.findall(r'<symbol id="i-([a-z]+)"', DRAWINGS.body.decode()))
    used = {name for path in TEMPLATES for name in re.findall(r'icon\("([a-z]+)"', path.read_text("utf-8"))}
    for icons in (home.ICONS, results.ICONS, service.VERDICTS, words.ICONS):
        used |= set(icons.values())
    assert used | {"clock", "walk", "pin", "phone"} == drawn
