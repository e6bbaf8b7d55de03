"""A phone and the server it once met: a real process that can be stopped, a browser that is closed and
opened again with what it kept."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlencode
from urllib.request import Request, urlopen

from flask import Flask
from playwright.sync_api import Browser, BrowserContext, BrowserType, Page, Worker

from app import client_build
from app.publishing.packs.making import publish_packs
from bench import slow_phone
from bench.slow_phone import FLAGS, chromium_path
from search.edition import current_folder, open_edition
from tests.databases import DATABASE_URL

ROOT = Path(__file__).resolve().parents[2]
WSGI = "tests.browser.clocked:app"
LEWISHAM = "E09000023"

Fields = Mapping[str, str | Sequence[str]]


def built(app: Flask) -> Path:
    """A folder beside the app's own, with its edition, and with packs and client as `directory prepare`
    leaves them: the app itself goes on without. Made once a session; read only."""
    settings = app.config["SATURDAY"]
    source: Path = settings.data_dir
    data = source.with_name(f"{source.name}-phone")
    if not data.exists():
        copied(source, data)
        folder = current_folder(data / "editions")
        assert folder is not None
        publish_packs(open_edition(folder), data / "editions", settings.gazetteer)
        client_build.prepare(data / "client")
    return data


def copied(source: Path, data: Path) -> None:
    """The same folder again, its large files shared: replace them, never write into them."""
    data.mkdir()
    for each in source.iterdir():
        if each.name == "editions":
            shutil.copytree(each, data / each.name, copy_function=os.link)
        elif each.name in ("client", "gazetteer", "test.db", DATABASE_URL):
            (data / each.name).symlink_to(each.resolve())


class Server:
    """gunicorn in its own process group, stopped by its number. `log`: all that it wrote."""

    def __init__(self, data: Path, languages: str = "en-GB") -> None:
        self._languages = languages
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        self._data, self._log = data, data / f"server-{self.port}.log"
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Serve, and come back when it answers."""
        known = {name: value for name, value in os.environ.items() if not name.startswith("SATURDAY_")}
        env = known | {
            "DATABASE_URL": (self._data / DATABASE_URL).read_text("utf-8"),
            "SATURDAY_DATA_DIR": str(self._data),
            "SATURDAY_BASE_URL": self.base,
            "SATURDAY_LANGUAGES": self._languages,
            "SECRET_KEY": "only for tests",
        }
        command = [sys.executable, "-m", "gunicorn", "--no-control-socket", "--threads", "4"]
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [*command, "--bind", f"127.0.0.1:{self.port}", WSGI],
                cwd=ROOT,
                env=env,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:
            try:
                urlopen(f"{self.base}/about").close()
            except (URLError, ConnectionError):
                time.sleep(0.1)
            else:
                return
        raise AssertionError(self.log())

    def stop(self) -> None:
        """Stop it and all its workers."""
        if self._process is not None:
            os.killpg(self._process.pid, signal.SIGTERM)
            self._process.wait(20)
            self._process = None

    def log(self) -> str:
        """Everything that was logged so far."""
        return self._log.read_text("utf-8")

    def requests(self) -> list[str]:
        """The lines that were logged of requests so far, one each."""
        return re.findall(r"^.* INFO \S+ \S+ \d{3} .*$", self.log(), re.MULTILINE)

    def page(self, path: str, form: Fields | None = None) -> str:
        """A page as the server makes it. A form that is sent on is followed."""
        data = urlencode(form, doseq=True).encode() if form is not None else None
        try:
            with urlopen(Request(f"{self.base}{path}", data=data)) as response:
                return str(response.read().decode("utf-8"))
        except HTTPError as wrong:
            with wrong:
                return wrong.read().decode("utf-8")


@contextmanager
def serving(data: Path, languages: str = "en-GB") -> Iterator[Server]:
    """A server that is stopped at the end, whatever happens."""
    server = Server(data, languages)
    try:
        server.start()
        yield server
    finally:
        server.stop()


@contextmanager
def visiting(chromium: Browser, base: str, **options: Any) -> Iterator[BrowserContext]:
    """Somebody's browser: it keeps what it saves until the end of the test."""
    context = chromium.new_context(base_url=base, viewport={"width": 360, "height": 800}, **options)
    context.set_default_timeout(10_000)
    try:
        yield context
    finally:
        context.close()


@contextmanager
def browsing(chromium: BrowserType, profile: Path, base: str, **options: Any) -> Iterator[BrowserContext]:
    """A browser of its own with a profile, which it finds again the next time it is opened."""
    context = chromium.launch_persistent_context(
        profile,
        executable_path=chromium_path(),
        args=FLAGS,
        base_url=base,
        viewport={"width": 360, "height": 800},
        **options,
    )
    context.set_default_timeout(10_000)
    try:
        yield context
    finally:
        context.close()


def worker_of(context: BrowserContext) -> Worker:
    """The service worker, once it runs."""
    return context.service_workers[0] if context.service_workers else context.wait_for_event("serviceworker")


def at_clock(context: BrowserContext, moment: str) -> None:
    """Set the worker's clock to a moment in UTC: a page's fake clock does not reach it."""
    worker_of(context).evaluate(f"() => {{ const to = Date.parse('{moment}Z'); Date.now = () => to; }}")


def visit_of(context: BrowserContext) -> int:
    """How many things the phone keeps of the visit."""
    found = worker_of(context).evaluate(
        """() => new Promise((resolve, reject) => {
          const request = indexedDB.open("visit", 1);
          request.onerror = () => reject(request.error);
          request.onsuccess = () => {
            const stores = request.result.transaction(["questions", "kept"]);
            const one = stores.objectStore("questions").count();
            const two = stores.objectStore("kept").count();
            stores.oncomplete = () => { request.result.close(); resolve(one.result + two.result); };
          };
        })"""
    )
    assert isinstance(found, int)
    return found


def save(page: Page, area: str = LEWISHAM) -> str:
    """Save an area as somebody would; gives its edition. The page is the worker's then."""
    page.goto("/areas")
    page.locator(f'[data-save-area="{area}"]:enabled').wait_for()
    page.locator(f'[data-save-area="{area}"]').click()
    saved = page.locator(f'[data-saved-area="{area}"]')
    saved.wait_for()
    return saved.get_attribute("data-edition") or ""


def flat(form: Fields) -> list[tuple[str, str]]:
    """The fields of a form one by one, as they are sent."""
    return [(name, one) for name, many in form.items() for one in ([many] if isinstance(many, str) else many)]


def posted(page: Page, form: Fields, path: str = "/find") -> str:
    """Send a form as a browser does, and give the page that comes of it."""
    with page.expect_navigation():
        page.evaluate(
            """([path, fields]) => {
              const form = document.createElement("form");
              form.method = "post";
              form.action = path;
              for (const [name, value] of fields) {
                const field = document.createElement("input");
                [field.type, field.name, field.value] = ["hidden", name, value];
                form.append(field);
              }
              document.body.append(form);
              form.submit();
            }""",
            [path, flat(form)],
        )
    return shown(page)


def shown(page: Page) -> str:
    """The bytes of the page at the address that the browser shows."""
    text = page.evaluate("fetch(location.href).then((answer) => answer.text())")
    assert isinstance(text, str)
    return text


def alike(html: str) -> str:
    """A page without what may differ. One element marked data-status may not stand in another."""
    for _, _, inside, _ in slow_phone.STATUS.findall(html):
        assert "data-status" not in inside, "an element marked data-status inside another"
    return slow_phone.alike(html)
