"""What several files make of each other, and is refused: Jinja would look names up while it prints."""

import pytest

from pwa.build.templates import OutsideSubset, compile_sources

FRAME = "{% from 'parts.html' import mark %}{{ mark() }}{% block main %}{% endblock %}"
PARTS = "{# only macros #}\n{% macro mark() %}x{% endmacro %}\n{% macro other(a) %}{{ a }}{% endmacro %}\n"
MACRO = "{% macro m() %}{% endmacro %}"
FILES = {"frame.html": FRAME, "parts.html": PARTS}


@pytest.mark.parametrize(
    ("files", "why"),
    [
        ({"a.html": "{% extends 'gone.html' %}"}, "a.html:1: there is no gone.html"),
        ({"a.html": "{% extends 'b.html' %}", "b.html": "{% extends 'a.html' %}"}, "leads back to itself"),
        (
            {
                "a.html": "\n{% from 'b.html' import x %}",
                "b.html": "{% from 'a.html' import y %}{% macro x() %}{% endmacro %}",
            },
            "leads back to itself",
        ),
        (
            {"a.html": "\n\n{% from 'parts.html' import none_such %}"},
            "a.html:3: parts.html defines no none_such",
        ),
        ({"a.html": "\n{% from 'frame.html' import mark %}"}, "a.html:2: frame.html holds more than macros"),
        (
            {"a.html": "{% from 'b.html' import m %}", "b.html": f"words{MACRO}"},
            "b.html holds more than macros",
        ),
        (
            {"a.html": "{% from 'b.html' import m %}", "b.html": f"{MACRO}{{% block x %}}{{% endblock %}}"},
            "b.html holds more than macros",
        ),
        (
            {"a.html": "{% from 'b.html' import m %}", "b.html": f"{{% extends 'frame.html' %}}{MACRO}"},
            "b.html holds more than macros",
        ),
        ({"a.html": "{% from 'parts.html' import mark with context %}"}, "a macro sees no context"),
        ({"a.html": "{% from 'parts.html' import mark, other as mark %}"}, "mark stands for two things"),
        (
            {"a.html": "{% from 'parts.html' import mark %}{% macro mark() %}{% endmacro %}"},
            "mark stands for two things",
        ),
        ({"a.html": "<p>\n{% extends 'frame.html' %}"}, "a.html:2: extends stands before everything else"),
        ({"a.html": "{% extends 'frame.html' %}\n{{ x }}"}, "a.html:2: beside its blocks"),
        ({"a.html": "{% extends 'frame.html' %}{% if x %}{% endif %}"}, "beside its blocks"),
        ({"a.html": "{% extends 'frame.html' %}\nwords"}, "beside its blocks"),
        (
            {"a.html": "{% extends 'frame.html' %}\n{% block mian %}{% endblock %}"},
            "a.html:2: frame.html has no block",
        ),
        # What Jinja would find in the other file of the chain.
        (
            {"a.html": "{% extends 'frame.html' %}{% block main %}{{ mark() }}{% endblock %}"},
            "imported by name",
        ),
        (
            {"a.html": "{% extends 'frame.html' %}\n{% block main %}{{ mark }}{% endblock %}"},
            "a.html:2: mark is a",
        ),
        (
            {"a.html": "{% extends 'frame.html' %}{% from 'parts.html' import other as mark %}"},
            "mark is another macro in frame.html",
        ),
        (
            {
                "b.html": "{{ page }}\n{% block c %}{% endblock %}",
                "a.html": "{% extends 'b.html' %}{% macro page() %}{% endmacro %}",
            },
            "b.html:1: page is a macro in a.html",
        ),
        ({"A.html": ""}, "A.html:1: a file is named like"),
        ({"a_b.html": ""}, "a_b.html:1: a file is named like"),
    ],
)
def test_files_that_do_not_fit_are_refused(files: dict[str, str], why: str) -> None:
    with pytest.raises(OutsideSubset) as refused:
        compile_sources({**FILES, **files})
    assert why in str(refused.value)


def test_macros_that_no_page_uses_are_checked_but_not_carried() -> None:
    page = {"page.html": "{% extends 'frame.html' %}"}
    script = compile_sources({**FILES, **page})
    assert "function parts$mark(" in script
    assert "parts$other" not in script
    with pytest.raises(OutsideSubset, match=r"parts\.html:4: "):
        compile_sources(
            {**FILES, **page, "parts.html": f"{PARTS}{{% macro bad() %}}{{{{ x }}}}{{% endmacro %}}"}
        )


def test_a_page_extends_what_extends() -> None:
    script = compile_sources(
        {
            **FILES,
            "middle.html": "{% extends 'frame.html' %}{% block main %}middle{% endblock %}",
            "inner.html": "{% extends 'middle.html' %}{% block main %}inner{% endblock %}",
            "outer.html": "{% extends 'middle.html' %}",
        }
    )
    assert "frame$(context, { main: inner$main });" in script
    assert "frame$(context, { main: middle$main });" in script
