"""The vectors of tests/vectors, read and written out: what the unit test runs and the guards count."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, cast

from tests.vector_shapes import expand
from tests.vector_times import timed

FOLDER = Path(__file__).parent / "vectors"


class Vector(NamedTuple):
    """One case: a rule, its arguments and its answer, and the sentence of answers.md it stands for."""

    file: str
    module: str
    function: str
    name: str
    why: str
    input: list[object]
    expected: object

    @property
    def id(self) -> str:
        return f"{self.file}:{self.function}:{self.name}"


def vectors() -> Iterator[Vector]:
    """Every case of every file. ValueError names the file and the case that is not well formed."""
    for path in sorted(FOLDER.glob("*.json")):
        content = json.loads(path.read_text("utf-8"))
        for block in content if isinstance(content, list) else [content]:
            for case in block["cases"]:
                if set(case) != {"name", "why", "input", "expected"}:
                    raise ValueError(f"{path.name}: {case.get('name')} has the keys {sorted(case)}")
                yield Vector(
                    path.stem,
                    block["module"],
                    block["function"],
                    case["name"],
                    case["why"],
                    cast(list[object], expand(timed(case["input"]))),
                    expand(timed(case["expected"])),
                )
