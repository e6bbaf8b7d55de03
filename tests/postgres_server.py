"""A PostgreSQL server of our own, on a unix socket in a temporary folder, for tests and benchmarks.

    with running() as server:
        url = server.make("race")                  # postgresql+psycopg://…, an empty database
        copy = server.make("other", like="race")   # a copy of it: quick

PostgreSQL refuses to run as root: then it runs as the user `postgres`. It is stopped by its own number,
and goes when the process that started it goes.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

#: Where distributions put PostgreSQL's own programs, newest last.
FOLDERS = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
USER = "postgres"
SECONDS = 30
#: What lasts is of no use here; what is quick is. Nobody reaches it but by the socket's folder.
SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
}


class AbsentError(RuntimeError):
    """PostgreSQL is not installed here, or cannot be run. The message says what is missing."""


def programs() -> Path:
    """The folder of `initdb` and `postgres`. Raises AbsentError."""
    on_path = shutil.which("postgres")
    found = [*FOLDERS, *([Path(on_path).parent] if on_path else [])]
    if not found:
        raise AbsentError("PostgreSQL is not installed (Debian: apt-get install postgresql)")
    if shutil.which("setpriv") is None:
        raise AbsentError("setpriv is not installed (Debian: util-linux)")
    return found[-1]


class Server:
    """A running server. Its databases are reached by `url`."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def url(self, name: str) -> str:
        """A database as SQLAlchemy writes it."""
        return f"postgresql+psycopg://{USER}@/{name}?host={self.folder}"

    def make(self, name: str, like: str = "template0") -> str:
        """Make a database, a copy of another that nobody is connected to. Its URL."""
        with self.connect() as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{like}"')
        return self.url(name)

    def drop(self, name: str) -> None:
        """Remove a database, whoever is connected."""
        with self.connect() as connection:
            connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')

    def connect(self, name: str = "postgres") -> psycopg.Connection[tuple[object, ...]]:
        """A plain connection that commits each statement."""
        return psycopg.connect(f"host={self.folder} user={USER} dbname={name}", autocommit=True)


@contextmanager
def running(**settings: str) -> Iterator[Server]:
    """A server, stopped and removed at the end. `settings` go before SETTINGS. Raises AbsentError."""
    bin_ = programs()
    folder = Path(tempfile.mkdtemp(prefix="saturday-postgres-", dir="/tmp"))
    try:
        if os.geteuid() == 0:
            shutil.chown(folder, USER, USER)
        _make_cluster(bin_, folder)
        process = _start(bin_, folder, {**SETTINGS, **settings})
        try:
            _wait(process, folder)
            yield Server(folder)
        finally:
            process.send_signal(signal.SIGINT)  # what PostgreSQL calls a fast shutdown
            process.wait(SECONDS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _as_user(*command: str) -> list[str]:
    """A command as the user `postgres` where we are root; it ends when we do."""
    dropped = [f"--reuid={USER}", f"--regid={USER}", "--init-groups"] if os.geteuid() == 0 else []
    return ["setpriv", *dropped, "--pdeathsig=INT", *command]


def _make_cluster(bin_: Path, folder: Path) -> None:
    # A collation that is not the bytes' own order, as real installations have: nothing may rely on it.
    words = ["--locale=C.UTF-8", "--locale-provider=icu", "--icu-locale=en-GB", "--encoding=UTF8"]
    made = subprocess.run(
        _as_user(
            str(bin_ / "initdb"), "-D", str(folder / "data"), "-U", USER, "-A", "trust", "--no-sync", *words
        ),
        capture_output=True,
        cwd=folder,
        text=True,
    )
    if made.returncode:
        raise AbsentError(f"initdb: {made.stderr.strip()}")


def _start(bin_: Path, folder: Path, settings: dict[str, str]) -> "subprocess.Popen[bytes]":
    told = [word for name, value in settings.items() for word in ("-c", f"{name}={value}")]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(
            _as_user(str(bin_ / "postgres"), "-D", str(folder / "data"), "-k", str(folder), *told),
            stdout=log,
            stderr=log,
            cwd=folder,
        )


def _wait(process: "subprocess.Popen[bytes]", folder: Path) -> None:
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            Server(folder).connect().close()
        except psycopg.OperationalError:
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start: {(folder / 'log').read_text('utf-8', 'replace')}")
