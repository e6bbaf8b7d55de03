"""Every vector of tests/vectors: a rule, its arguments, and the answer that answers.md gives."""

import copy
import importlib
import json
from collections import Counter

import pytest

from tests.vector_files import Vector, vectors

ALL = list(vectors())


@pytest.mark.parametrize("vector", ALL, ids=[vector.id for vector in ALL])
def test_a_rule_answers_as_its_vector_says(vector: Vector) -> None:
    rule = getattr(importlib.import_module(vector.module), vector.function)
    given = copy.deepcopy(vector.input)
    if vector.raises:
        with pytest.raises((ValueError, KeyError, IndexError, ZeroDivisionError)):
            rule(*given)
        return
    # As JSON: a tuple is a list to the phone, and True, which Python calls equal to 1, is not 1.
    found = json.dumps(rule(*given), sort_keys=True)
    assert json.loads(found) == vector.expected, vector.why
    assert found == json.dumps(vector.expected, sort_keys=True), vector.why
    assert given == vector.input, "a rule leaves its arguments as they are"


def test_no_two_vectors_of_a_rule_ask_the_same() -> None:
    asked = Counter((v.module, v.function, repr(v.input)) for v in ALL)
    names = Counter(v.id for v in ALL)
    assert [f"{module}.{function}" for (module, function, _), n in asked.items() if n > 1] == []
    assert [name for name, n in names.items() if n > 1] == []
