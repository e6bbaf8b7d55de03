"""The tree that is served: files named by the SHA-256 of their JSON, each with its compressed forms.

A file that is there already is the same file, and is neither compressed nor written again.
"""

import gzip
import hashlib
import os
import shutil
import time
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Self

import brotli

#: Brotli's best costs ten times the time of the next: it is for what is small.
BEST_BELOW = 24_000
BEST, GOOD = 11, 9
GZIP_LEVEL = 6
SUFFIXES = (".json", ".json.br", ".json.gz")
#: How long a file stays that no manifest names any more: a phone may still be fetching by an older one.
KEPT_SECONDS = 30 * 86_400


class Store:
    """Adds files to a folder, compressing on all processors. Use as a context: leaving it waits."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self._pool = ThreadPoolExecutor(max(1, os.cpu_count() or 1))
        self._sizes: dict[str, Future[int]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=error is not None)

    def add(self, body: bytes) -> str:
        """Keep a document. Its SHA-256, in hexadecimal."""
        sha = hashlib.sha256(body).hexdigest()
        if sha not in self._sizes:
            self._sizes[sha] = self._pool.submit(self._keep, sha, body)
        return sha

    def take(self, sha: str, folder: Path) -> None:
        """Keep a document that stands in another folder with all its forms."""
        if sha not in self._sizes:
            self._sizes[sha] = self._pool.submit(self._copy, sha, folder)

    def size(self, sha: str) -> int:
        """Bytes of a document as Brotli sends it. Raises what keeping it raised."""
        return self._sizes[sha].result()

    def _keep(self, sha: str, body: bytes) -> int:
        path = self.folder / f"{sha}.json.br"
        if not all((self.folder / f"{sha}{suffix}").exists() for suffix in SUFFIXES):
            put(self.folder / f"{sha}.json", body)
        return path.stat().st_size

    def _copy(self, sha: str, folder: Path) -> int:
        for suffix in reversed(SUFFIXES):
            to = self.folder / f"{sha}{suffix}"
            if not to.exists():
                draft = self.folder / f".{to.name}-{os.getpid()}"
                shutil.copyfile(folder / f"{sha}{suffix}", draft)
                draft.replace(to)
        return (self.folder / f"{sha}.json.br").stat().st_size

    def forget_old(self) -> None:
        """Mark what was added as needed now, and remove what was last needed long ago."""
        for sha, done in self._sizes.items():
            done.result()
            for suffix in SUFFIXES:
                os.utime(self.folder / f"{sha}{suffix}")
        before = time.time() - KEPT_SECONDS
        for path in self.folder.iterdir():
            named = path.name.partition(".")[0]
            if len(named) == 64 and path.stat().st_mtime < before:
                path.unlink()
            elif path.name.startswith(".") and path.stat().st_mtime < time.time() - 3600:
                path.unlink()  # the remains of a publishing that was cut off


def put(path: Path, body: bytes) -> None:
    """Write a document and its compressed forms, each whole or not there; the plain one is last."""
    quality = BEST if len(body) < BEST_BELOW else GOOD
    forms = (
        (f"{path.name}.br", brotli.compress(body, quality=quality)),
        (f"{path.name}.gz", gzip.compress(body, GZIP_LEVEL, mtime=0)),
        (path.name, body),
    )
    for name, held in forms:
        draft = path.parent / f".{name}-{os.getpid()}"
        with draft.open("wb") as file:
            file.write(held)
        draft.replace(path.parent / name)
