"""The client as it is served: the service worker, the page script, the manifest and the icons.

Made by Python alone, of the rules, the views, the templates and `pwa/worker/` (docs/decisions/0009).
"""

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from .keys import short_keys, with_short_keys
from .mangling import mangled
from .rules import BundleError, bundle, translate
from .templates import compile_all

#: The name of a built module that a worker or page module imports from "./built.js".
BUILT = "built"
#: Pages that the phone answers, beside `/services/<id>` (contract.md, Pages).
PAGES = ("/", "/find", "/help-lines", "/areas", "/about", "/privacy")
ICONS = (
    ("icon-192.png", "192x192", "any"),
    ("icon-512.png", "512x512", "any"),
    ("maskable-512.png", "512x512", "maskable"),
    ("monochrome-512.png", "512x512", "monochrome"),
)
#: Words that the page script says by itself: keys of the catalogue that begin so.
SAID_BY_SCRIPT = "script-"
#: What it says when it has no words.
SPEECHLESS = "speechless-"
MANIFEST = "manifest.webmanifest"
#: What the worker gives out: its own part, and so all that it reaches.
WORKER = {"main": "pwa.worker.main"}
NEAR_ME = "near-me"
#: Errors of compiled code. On a phone nobody reads why: a page says what to do.
THROWN = re.compile(r'\$raise\(("[^"]*"|`[^`]*`)\)')
PAGES_OPEN = 'const render = (() => {\n"use strict";\n'
PAGES_CLOSE = "return render;\n})();\n"


@dataclass(frozen=True)
class Spoken:
    """A language: its tag, its name in itself, and key → parts, as search/catalogue.py reads them."""

    tag: str
    name: str
    catalogue: Mapping[str, Sequence[Mapping[str, str]]]


@dataclass(frozen=True)
class Given:
    """What the server knows and the client needs.

    `languages`: everybody's first; `headers`: of every page that the phone makes; `urls`: name → URL of
    the files that every page names (style, icon); `key`: the one that signs editions, a raw point in
    base64; `format`: of the packs that the worker reads; `at_hand`: what a phone says with nothing saved.
    """

    languages: Sequence[Spoken]
    headers: Mapping[str, str]
    urls: Mapping[str, str]
    key: str
    format: int
    at_hand: Mapping[str, object]


@dataclass(frozen=True)
class Client:
    """File name → bytes. `scripts`: language → URL of the page script, which a page names; `short`: key of
    the catalogue → the shorter one under which the worker asks for it; `modules`: what sw.js was made of."""

    files: Mapping[str, bytes]
    scripts: Mapping[str, str]
    short: Mapping[str, str]
    modules: Mapping[str, str]


def build(root: Path, given: Given, served_at: str = "/client/") -> Client:
    """The whole client. `root`: the project's folder; `served_at`: where hashed files are fetched.

    Raises OutsideSubset or BundleError, which name the file that is wrong.
    """
    first, *others = given.languages
    modules, short = shortened(worker_modules(root), first)
    files: dict[str, bytes] = {}

    def kept(name: str, body: bytes) -> str:
        files[hashed(name, body)] = body
        return f"{served_at}{hashed(name, body)}"

    def in_language(spoken: Spoken, mark: str) -> dict[str, str]:
        return {
            "script": kept(f"page{mark}.js", page_script(root, {"words": of_script(spoken)}).encode()),
            "words": kept(f"words{mark}.json", compact(of_worker(spoken, short))),
        }

    own = in_language(first, "")
    further = {each.tag: in_language(each, f"-{each.tag}") for each in others}
    icons = {name: kept(name, (root / "pwa" / "icons" / name).read_bytes()) for name, _, _ in ICONS}
    files[MANIFEST] = manifest(icons, first).encode()
    # The manifest has no hash in its name: it is kept with this one's worker.
    told = {
        "headers": given.headers,
        "key": given.key,
        "format": given.format,
        "hand": given.at_hand,
        "languages": [{"tag": each.tag, "name": each.name} for each in given.languages],
        "further": further,
        "speechless": speechless(first),
        "manifest": hashed(MANIFEST, files[MANIFEST]),
        "pages": PAGES,
        "shell": {**given.urls, "manifest": f"/{MANIFEST}", **own},
    }
    files["sw.js"] = worker(modules, told).encode()
    scripts = {first.tag: own["script"], **{tag: each["script"] for tag, each in further.items()}}
    return Client(files, scripts, short, modules)


def shortened(modules: Mapping[str, str], first: Spoken) -> tuple[dict[str, str], Mapping[str, str]]:
    """The modules that ask for sentences by shorter keys, and key → the shorter one."""
    # A sentence with a number has forms in other languages, which are asked for by its key's beginning.
    counting = [key for key, parts in first.catalogue.items() if counts(parts)]
    short = short_keys(modules, first.catalogue, counting)
    return {name: with_short_keys(text, short) for name, text in modules.items()}, short


def compact(value: object) -> bytes:
    """JSON without a space that says nothing."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def of_script(spoken: Spoken) -> dict[str, str]:
    """What the page script says by itself."""
    keys = [key for key in spoken.catalogue if key.startswith(SAID_BY_SCRIPT) or key == NEAR_ME]
    return {key.removeprefix(SAID_BY_SCRIPT): plain(key, spoken) for key in keys}


def of_worker(spoken: Spoken, short: Mapping[str, str]) -> dict[str, object]:
    """What the worker says, key → parts; some keys are `short`."""
    left_out = (SAID_BY_SCRIPT, SPEECHLESS)
    said = {key: parts for key, parts in spoken.catalogue.items() if not key.startswith(left_out)}
    return {short.get(key, key): brief(parts) for key, parts in said.items()}


def counts(parts: Sequence[Mapping[str, str]]) -> bool:
    """Whether a sentence speaks of a number."""
    return any(part["kind"] == "number" for part in parts)


def speechless(spoken: Spoken) -> list[str]:
    """What stands in for a page where the words cannot be read: built in, in the first language."""
    keys = ["language-tag", "language-dir", *(f"{SPEECHLESS}{part}" for part in ("why", "ring", "again"))]
    return [plain(key, spoken) for key in keys]


def plain(key: str, spoken: Spoken) -> str:
    """A sentence without values."""
    return "".join(part["name"] for part in spoken.catalogue[key])


def brief(parts: Sequence[Mapping[str, str]]) -> str | list[str | list[str]]:
    """The parts of a sentence, shorter: text as it is, other kinds with their names."""
    if len(parts) == 1 and parts[0]["kind"] == "text":
        return parts[0]["name"]
    return [p["name"] if p["kind"] == "text" else [p["kind"], p["name"]] for p in parts]


def hashed(name: str, body: bytes) -> str:
    """A name that never changes its meaning: with 12 hexadecimal digits of the content's SHA-256."""
    stem, _, ending = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(body).hexdigest()[:12]}.{ending}"


def worker_modules(root: Path) -> dict[str, str]:
    """What the worker is made of, by name, but for what is built in."""
    modules = translate(root / "search" / "rules", root / "pwa" / "views")
    modules = {name: THROWN.sub("$raise()", text) for name, text in modules.items()}
    modules |= handwritten(root / "pwa" / "worker", "pwa.worker")
    modules["pwa.worker.pages"] = as_module(compile_all(root / "pwa" / "templates"))
    return modules


def worker(modules: dict[str, str], built: Mapping[str, object]) -> str:
    """`sw.js`: a classic script, so that every browser with service workers runs it. What is built in becomes
    one of the modules."""
    version = hashlib.sha256("".join(modules[name] for name in sorted(modules)).encode())
    version.update(json.dumps(built, sort_keys=True).encode())
    modules[f"pwa.worker.{BUILT}"] = constant({**built, "version": version.hexdigest()[:12]})
    return mangled(bundle(modules, WORKER, "saturday", minify=True))


def as_module(script: str) -> str:
    """The compiled templates without the function around them, so that their names are bundled one by
    one. BundleError: they are not written as we know them."""
    if not script.startswith(PAGES_OPEN) or not script.endswith(PAGES_CLOSE):
        raise BundleError("the compiled templates are not in one function named render")
    inner = script[len(PAGES_OPEN) : -len(PAGES_CLOSE)]
    return inner.replace("\nfunction render(", "\nexport function render(", 1)


def page_script(root: Path, built: Mapping[str, object]) -> str:
    """The one script of every page."""
    modules = handwritten(root / "pwa" / "page", "pwa.page")
    modules[f"pwa.page.{BUILT}"] = constant(built)
    return mangled(bundle(modules, {"main": "pwa.page.main"}, "saturday", minify=True))


def handwritten(folder: Path, package: str) -> dict[str, str]:
    """The modules of a folder, by name."""
    return {f"{package}.{path.stem}": path.read_text("utf-8") for path in sorted(folder.glob("*.js"))}


def constant(value: Mapping[str, object]) -> str:
    """A module that holds plain data."""
    return f"export const BUILT = {json.dumps(value, ensure_ascii=False, separators=(',', ':'))};\n"


def manifest(icons: Mapping[str, str], spoken: Spoken) -> str:
    """The web app manifest. Its name and icons say nothing of what it is for."""
    return json.dumps(
        {
            "id": "/",
            "name": "Saturday",
            "short_name": "Saturday",
            "lang": plain("language-tag", spoken),
            "dir": plain("language-dir", spoken),
            "start_url": "/",
            "scope": "/",
            "display": "minimal-ui",
            "background_color": "#fffefa",
            "theme_color": "#fffefa",
            "icons": [
                {"src": icons[name], "sizes": sizes, "type": "image/png", "purpose": purpose}
                for name, sizes, purpose in ICONS
            ],
            "shortcuts": [
                {"name": plain("when-tonight", spoken), "url": "/find?when=tonight"},
                {"name": plain("when-weekend", spoken), "url": "/find?when=weekend"},
            ],
        },
        ensure_ascii=False,
        separators=(",", ":"),
    )
