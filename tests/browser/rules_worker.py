"""The compiled rules, asked where they run: in a service worker of Chromium.

The script that is registered is `sw.js`, byte for byte as the build writes it, but for its last line: there
the functions that it holds are handed out under their names. After it come the rules that the worker has no
use for (those of publishing), compiled, bundled and mangled by the same build, and what asks them.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import NamedTuple

import orjson
import pytest
from playwright.sync_api import Browser, Worker

from app import client_build
from pwa.build import bundle as building
from pwa.build.mangling import mangled
from pwa.build.rules import bundle
from pwa.build.rules.bundling import new_names, reached, taken_apart
from tests.parity.rules.fuzz import rules
from tests.parity.rules.node import Asking, Unequal

REPLAYING = Path(__file__).parents[1] / "parity" / "rules" / "replaying.mjs"
ENTRY = {"main": "pwa.worker.main"}
#: What the worker has by hand, under the names of its pairs in Python.
BY_HAND = {
    "search.folding.fold": "pwa.worker.folding.fold",
    "search.folding.assigned": "pwa.worker.folding.assigned",
}
HANDED = "return Object.freeze("  # how the last line but one begins, mangled or not
AT_ONCE = 1000  # cases in one message


class Script(NamedTuple):
    """`served`: sw.js as the build writes it; `handing`: the same, handing out its rules; `asked`: what is
    registered. `inside`: the rules that sw.js holds; `beside`: those that stand after it. `short`: keys of
    the catalogue that views ask for by shorter ones."""

    served: str
    handing: str
    asked: str
    inside: set[str]
    beside: set[str]
    short: Mapping[str, str]


def script(client: Path) -> Script:
    """The build, run once, with what it bundled looked at. `client`: the folder whose key it trusts."""
    bundled: list[tuple[Mapping[str, str], str]] = []

    def recorded(modules: Mapping[str, str], *args: object, **options: object) -> str:
        text = bundle(modules, *args, **options)  # type: ignore[arg-type]
        bundled.append((modules, text))
        return text

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "bundle", recorded)
        made = client_build.made(key=client_build.trusted(client))
    served = made.files["sw.js"].decode()
    modules, text = next(each for each in bundled if "pwa.worker.main" in each[0])
    assert mangled(text) == served
    wanted = {rule.id for rule in rules()}
    every = names(modules)
    held = {rule: name for rule, name in every.items() if rule in wanted}
    handed = held | {pair: every[own] for pair, own in BY_HAND.items()}
    listed = ", ".join(f"{json.dumps(rule)}: {name}" for rule, name in handed.items())
    # The mangler names what stands before the last line: what stands in that changes no name.
    asked = mangled(f"{text.rpartition(HANDED)[0]}{HANDED}{{ {listed} }});\n}})();\n")
    beside = {entry.replace(".", "_"): entry for entry in sorted(wanted - set(held))}
    rest = mangled(bundle(modules, beside, "beside", minify=True))
    where = {rule: f"saturday[{json.dumps(rule)}]" for rule in handed}
    where |= {rule: f"beside.{name}" for name, rule in beside.items()}
    return Script(served, asked, asked + rest + replaying(where), set(held), set(beside.values()), made.short)


def names(modules: Mapping[str, str]) -> dict[str, str]:
    """Every function that the worker holds, as module.name → its name in the bundle."""
    parts = {name: taken_apart(name, each, modules) for name, each in modules.items()}
    bundled = new_names(parts, reached(parts, ENTRY))
    return {f"{module}.{name}": new for (module, name), new in bundled.items()}


def replaying(where: Mapping[str, str]) -> str:
    """What asks them: `replaying(text)` takes cases and gives those that differ."""
    modules: dict[str, dict[str, str]] = {}
    for rule, expression in where.items():
        module, _, name = rule.rpartition(".")
        modules.setdefault(module, {})[name] = expression
    listed = ",".join(
        f'"{module}":{{{",".join(f"{name}:{expression}" for name, expression in functions.items())}}}'
        for module, functions in modules.items()
    )
    return f"""
const kept = {{}};
{REPLAYING.read_text("utf-8").replace("export function", "function")}
const asked = {{{listed}}};
function keeping(text) {{ const {{ keep, value }} = JSON.parse(text); kept[keep] = frozen(value); }}
function replaying(text) {{
  return JSON.parse(text).map((each) => differing(each, asked, kept)).filter((each) => each !== null);
}}
"""


class InWorker(Asking):
    """Rules asked in a service worker."""

    def __init__(self, worker: Worker) -> None:
        super().__init__()
        self._worker = worker
        self._cases: list[dict[str, object]] = []

    def tell(self, module: str, function: str, *args: object) -> None:
        """Call a function whose answer nobody waits for."""
        told = "([module, name, args]) => { asked[module][name](...args); }"
        self._worker.evaluate(told, [module, function, list(args)])

    def unequal(self) -> list[Unequal]:
        """See Asking."""
        found: list[Unequal] = []
        while self._cases:
            some, self._cases = self._cases[:AT_ONCE], self._cases[AT_ONCE:]
            for each in self._worker.evaluate("(text) => replaying(text)", orjson.dumps(some).decode()):
                found.append(Unequal(each["id"], each["got"]))
        return found

    def _send(self, request: dict[str, object]) -> None:
        if "keep" in request:
            self._worker.evaluate("(text) => keeping(text)", orjson.dumps(request).decode())
        else:
            self._cases.append(request)


@contextmanager
def asking(chromium: Browser, text: str) -> Iterator[InWorker]:
    """A script as a service worker of a site of its own."""

    class Site(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            kind = "text/javascript" if self.path == "/sw.js" else "text/html"
            body = text.encode() if self.path == "/sw.js" else b"<title>rules</title>"
            self.send_response(200)
            self.send_header("Content-Type", f"{kind}; charset=utf-8")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    context = chromium.new_context()
    try:
        page = context.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/")
        with context.expect_event("serviceworker") as started:
            page.evaluate("navigator.serviceWorker.register('/sw.js').then(() => 1)")
        page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
        yield InWorker(started.value)
    finally:
        context.close()
        server.shutdown()
        thread.join()
        server.server_close()
