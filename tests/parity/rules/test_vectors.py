"""Every vector gives in Node, from the compiled rules, what it gives in Python."""

import json

from tests.vector_files import Vector, vectors

from .node import Node


def of_rules() -> list[Vector]:
    """Those of rules. (Folding is written by hand on each side and has tests of its own.)"""
    return [each for each in vectors() if each.module.startswith("search.rules.")]


def test_every_vector_holds_in_node(node: Node) -> None:
    asked = {node.expect(each.module, each.function, each.input, each.want): each for each in of_rules()}
    assert len(asked) >= 400
    different = [f"{asked[found.id].id}: {json.dumps(found.got)[:300]}" for found in node.unequal()]
    assert different == []


def test_a_vector_that_is_wrong_is_seen(node: Node) -> None:
    """Each of them: the comparison is as exact as it has to be."""
    first = next(each for each in of_rules() if each.function == "window")
    window = first.expected
    assert isinstance(window, dict)
    wrong: list[object] = [
        {**window, "start": window["start"] + 1},
        {**window, "moment": 0},
        {**window, "more": None},
        {name: value for name, value in window.items() if name != "last"},
        [window],
        None,
    ]
    for expected in wrong:
        node.expect(first.module, first.function, first.input, {"value": expected})
    node.expect(first.module, first.function, first.input, {"error": True})
    assert len(node.unequal()) == len(wrong) + 1
