"""The client as it is served: the service worker, the page script, the manifest and the icons.

Made by Python alone, of the rules, the views, the templates and `pwa/worker/` (docs/decisions/0009).
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

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
MANIFEST = "manifest.webmanifest"
NEAR_ME = "near-me"
PAGES_OPEN = 'const render = (() => {\n"use strict";\n'
PAGES_CLOSE = "return render;\n})();\n"


@dataclass(frozen=True)
class Given:
    """What the server knows and the client needs.

    `catalogue`: key → parts, as search/catalogue.py reads it; `sources`: of the About page;
    `headers`: of every page that the phone makes; `urls`: name → URL of the files that every page
    names (style, icon).
    """

    catalogue: Mapping[str, list[Mapping[str, str]]]
    sources: Sequence[Mapping[str, object]]
    headers: Mapping[str, str]
    urls: Mapping[str, str]


@dataclass(frozen=True)
class Client:
    """File name → bytes. `script`: the URL of the page script, which a page names."""

    files: Mapping[str, bytes]
    script: str


def build(root: Path, given: Given, served_at: str = "/client/") -> Client:
    """The whole client. `root`: the project's folder; `served_at`: where hashed files are fetched.

    Raises OutsideSubset or BundleError, which name the file that is wrong.
    """
    said = {
        key.removeprefix(SAID_BY_SCRIPT): "".join(part["name"] for part in parts)
        for key, parts in given.catalogue.items()
        if key.startswith(SAID_BY_SCRIPT) or key == NEAR_ME
    }
    page = page_script(root, {"words": said}).encode()
    files = {hashed("page.js", page): page}
    script = f"{served_at}{next(iter(files))}"
    icons = {}
    for name, _, _ in ICONS:
        body = (root / "pwa" / "icons" / name).read_bytes()
        files[hashed(name, body)] = body
        icons[name] = f"{served_at}{hashed(name, body)}"
    files[MANIFEST] = manifest(icons).encode()
    words = {
        key: brief(parts) for key, parts in given.catalogue.items() if not key.startswith(SAID_BY_SCRIPT)
    }
    told_once = {"words": words, "sources": given.sources}
    body = json.dumps(told_once, ensure_ascii=False, separators=(",", ":")).encode()
    files[hashed("words.json", body)] = body
    shell = {
        **given.urls,
        "manifest": f"/{MANIFEST}",
        "script": script,
        "words": f"{served_at}{hashed('words.json', body)}",
    }
    # The manifest has no hash in its name: it is kept with this one's worker.
    told = {
        "headers": given.headers,
        "manifest": hashed(MANIFEST, files[MANIFEST]),
        "pages": PAGES,
        "shell": shell,
    }
    files["sw.js"] = worker(root, told).encode()
    return Client(files, script)


def brief(parts: list[Mapping[str, str]]) -> str | list[str | list[str]]:
    """The parts of a sentence, shorter: text as it is, other kinds with their names."""
    if len(parts) == 1 and parts[0]["kind"] == "text":
        return parts[0]["name"]
    return [p["name"] if p["kind"] == "text" else [p["kind"], p["name"]] for p in parts]


def hashed(name: str, body: bytes) -> str:
    """A name that never changes its meaning: with 12 hexadecimal digits of the content's SHA-256."""
    stem, _, ending = name.rpartition(".")
    return f"{stem}.{hashlib.sha256(body).hexdigest()[:12]}.{ending}"


def worker(root: Path, built: Mapping[str, object]) -> str:
    """`sw.js`: a classic script, so that every browser with service workers runs it."""
    modules = translate(root / "search" / "rules", root / "pwa" / "views")
    modules |= handwritten(root / "pwa" / "worker", "pwa.worker")
    modules["pwa.worker.pages"] = as_module(compile_all(root / "pwa" / "templates"))
    version = hashlib.sha256("".join(modules[name] for name in sorted(modules)).encode())
    version.update(json.dumps(built, sort_keys=True).encode())
    modules[f"pwa.worker.{BUILT}"] = constant({**built, "version": version.hexdigest()[:12]})
    return mangled(bundle(modules, {"main": "pwa.worker.main"}, "saturday", minify=True))


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


def manifest(icons: Mapping[str, str]) -> str:
    """The web app manifest. Its name and icons say nothing of what it is for."""
    return json.dumps(
        {
            "id": "/",
            "name": "Saturday",
            "short_name": "Saturday",
            "lang": "en-GB",
            "dir": "ltr",
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
                {"name": "Tonight", "url": "/find?when=tonight"},
                {"name": "This weekend", "url": "/find?when=weekend"},
            ],
        },
        separators=(",", ":"),
    )
