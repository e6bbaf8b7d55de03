"""Small templates that use everything in the subset, for contexts that no real page has."""

SOURCES = {
    "frame.html": """{# The frame: `new` and `list` mean something else in JavaScript. #}
{% from "parts.html" import boxed %}
<title class="{{ new }}">{{ page.title }}</title> `\\` ${new} $
{% block head %}nothing{{ 1 }}{% endblock %}
  {% block main %}
  {% endblock %}

{{ boxed("<&>\\"'", list, none) }}$""",
    "parts.html": """{% macro boxed(name, default, list) %}
[{{ name }}|{{ default }}{% if list %}|{{ list|length }}{% endif %}]
{% endmacro %}
{% macro walked(items, function) %}{% for each in items %}{% for inner in each.names %}
{{ function }}{% if loop.first and not loop.last %}<{% elif loop.last or each.shown %}>{% else %},{% endif %}
{{ inner }}{% if inner == "get" %}!{% endif %}{% if inner != "" %}?{% endif %}
{% endfor %}{% endfor %}{% endmacro %}
""",
    "page.html": """{% extends "frame.html" %}
{% from "parts.html" import boxed as box, walked %}
{% macro again(t) %}{{ walked(t.rows, "\\u2028${`\\\\") }}{% endmacro %}
{% block main %}
{{ "'" }}{{ 7 }}
    {% if page.rows|length > 1 %}
    many
    {%- elif page.rows|length == 0 %} none
    {%+ elif page["odd key"] -%}

    odd
    {% endif %}
{{ box(page["odd key"], page.count, page.rows) }}
{{ again(page) }}{% if not (page.title == "get" or page.count) %} {{ page.rows|length }}
{% endif %}
{% endblock %}
""",
    "plain.html": """<a href="{{ a }}" title='{{ a }}'>{{ a }}</a>
{% if a %}yes{% else %}no{% endif %}
""",
}
