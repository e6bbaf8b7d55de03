"""Small templates that use everything in the subset, for contexts that no real page has."""

SOURCES = {
    "frame.html": """{# The frame: `new`, `list`, `out`, `context` mean something else in JavaScript. #}
{% from "parts.html" import boxed %}
<title class="{{ new }}">{{ page.title }}</title> `\\` ${new} ${{ "{new}" }} $
{% block head %}nothing{{ 1 }}{% endblock %}
  {% block main %}
  {% endblock %}

{{ boxed("<&>\\"'", list, none) }}{{ out }}{{ context }}{{ blocks }}$""",
    "parts.html": """{% macro boxed(name, default, list) %}
[{{ name }}|{{ default }}{% if list %}|{{ list|length }}{% endif %}]
{% endmacro %}
{% macro walked(out, function) %}{% for each in out %}{% for inner in each.names %}
{{ function }}{% if loop.first and not loop.last %}<{% elif loop.last or each.shown %}>{% else %},{% endif %}
{{ inner }}{% if inner == "get" %}!{% endif %}{% if inner != "" %}?{% endif %}
{% endfor %}{% if not loop.last and (each.shown or loop.first) %};{% endif %}{% endfor %}{% endmacro %}
""",
    "page.html": """{% extends "frame.html" %}
{% from "parts.html" import boxed as box, walked %}
{% macro again(t) %}{{ walked(t.rows, "\\u2028${`\\\\") }}{% endmacro %}
{% block main %}
{{ "'\\r\\n\\u2029" }}{{ 7 }}
    {% if page.rows|length > 1 %}
    many
    {%- elif page.rows|length == 0 %} none
    {%+ elif page["odd key"] -%}

    odd
    {% endif %}
{{ box(page["odd key"], page.count, page.rows) }}
{{ again(page) }}{% if not (page.title == "get" or page.count) and page.rows %} {{ page.rows|length }}
{% endif %}
{% if (page.title != "get" or page.count) and page.rows %}or{% endif %}
{% endblock %}
""",
    "plain.html": """<a href="{{ a }}" title='{{ a }}'>{{ a }}</a>
""",
    "tested.html": "{% if a %}yes{% else %}no{% endif %}",
    "compared.html": "{% if a == '0' %}yes{% elif a != 'plain' %}no{% endif %}",
    "counted.html": "{% if a|length > 0 %}{% for each in a %}{{ each }},{% endfor %}{% endif %}",
}

#: One value each, for plain.html: every kind that a page may or may not print.
VALUES: list[object] = [
    *("&", "<", ">", '"', "'", "a&b<c>d\"e'f", "plain", "", "0", "\ud800", "a\udc00", "😀"),
    *(0, 1, -1, 2**53 - 1, 2**53, True, False, None, [], ["a"], {}, {"a": "b"}),
]
#: Page and context: each value where it can stand, and a page that was given nothing.
CASES: list[tuple[str, dict[str, object]]] = [
    *((page, {"a": value}) for value in VALUES for page in ("plain.html", "tested.html", "compared.html")),
    *(("counted.html", {"a": value}) for value in VALUES if not isinstance(value, str | dict)),
    *((page, {}) for page in ("plain.html", "tested.html", "compared.html", "counted.html")),
]
