"""The vectors of tests/vectors, read and written out: what the unit test runs and the guards count."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, cast

from tests.vector_shapes import expand
from tests.vector_times import timed

FOLDER = Path(__file__).parent / "vectors"


class Vector(NamedTuple):
    """One case: a rule, its arguments and its answer, and the sentence of answers.md it stands for.

    `raises`: the rule raises instead, and `expected` is None."""

    file: str
    module: str
    function: str
    name: str
    why: str
    input: list[object]
    expected: object
    raises: bool = False

    @property
    def id(self) -> str:
        return f"{self.file}:{self.function}:{self.name}"

    @property
    def want(self) -> dict[str, object]:
        """What compiled rules are asked to answer (tests/parity/rules)."""
        return {"error": True} if self.raises else {"value": self.expected}


def vectors(folder: Path = FOLDER) -> Iterator[Vector]:
    """Every case of every file. ValueError names the file and the case that is not well formed."""
    for path in sorted(folder.glob("*.json")):
        content = json.loads(path.read_text("utf-8"))
        for block in content if isinstance(content, list) else [content]:
            for case in block["cases"]:
                raises = case.get("raises") is True
                if set(case) != {"name", "why", "input", "raises" if raises else "expected"}:
                    raise ValueError(f"{path.name}: {case.get('name')} has the keys {sorted(case)}")
                yield Vector(
                    path.stem,
                    block["module"],
                    block["function"],
                    case["name"],
                    case["why"],
                    cast(list[object], expand(timed(case["input"]))),
                    expand(timed(case.get("expected"))),
                    raises,
                )
