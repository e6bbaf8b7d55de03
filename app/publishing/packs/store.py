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
from threading import Semaphore
from types import TracebackType
from typing import Self

import brotli
from isal import igzip

#: Brotli's best costs thirty times the time of the next: it is for what is small and few. On shards of
#: 100,000 services 9 took eight times as long as 8 and came out no smaller.
BEST_BELOW = 24_000
BEST, GOOD = 11, 8
#: Browsers that know no Brotli are few. Of 400 shards of 100,000 services Python's own gzip took 0.61 s at
#: level 6 and 0.21 s at 2; Intel's takes 0.07 s at its best, for 6% more than level 6 and 3% less than 2.
GZIP_LEVEL, GZIP_MANY = 6, 3
#: Documents that wait to be compressed at most: whoever adds more waits, and memory stays small.
WAITING = 64
SUFFIXES = PLAIN, PACKED, GZIPPED = (".json", ".json.br", ".json.gz")
DAY_SECONDS = 86_400
#: How long a file stays that no manifest names any more: a phone may still be fetching by an older one.
KEPT_SECONDS = 30 * DAY_SECONDS


class Store:
    """Adds files to a folder, compressing on all processors. Use as a context: leaving it waits.

    `many`: so much is added that only the quicker ways of compressing are taken.
    """

    def __init__(self, folder: Path, *, many: bool = False) -> None:
        self.folder, self.many = folder, many
        folder.mkdir(parents=True, exist_ok=True)
        #: Of each file its size and when it was made or last marked.
        self._found = _looked_at(folder)
        # The plain form is written last: where it is, the others are.
        self._there = {name[:64] for name in self._found if name.endswith(SUFFIXES[0])}
        self._pool = ThreadPoolExecutor(max(1, os.cpu_count() or 1))
        self._room = Semaphore(WAITING)
        self._sizes: dict[str, Future[int]] = {}
        self._needed: set[str] = set()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=True, cancel_futures=error is not None)

    def __len__(self) -> int:
        """Documents that are there, or are being kept."""
        return len(self._there | self._sizes.keys())

    def holds(self, sha: str, length: int, size: int | None = None) -> bool:
        """Whether a document of so many bytes is there already, which Brotli sends as `size` where that is
        known; it is then needed as it is. What a machine that lost its power left short is not."""
        if sha in self._there and not self._whole(sha, length, size):
            self._there.discard(sha)
        if sha in self._there:
            self._needed.add(sha)
        return sha in self._there

    def note(self, sha: str) -> None:
        """Another process has kept a document here; it is needed."""
        self._there.add(sha)
        self._needed.add(sha)

    def _whole(self, sha: str, length: int, size: int | None) -> bool:
        try:
            plain, packed = self._bytes(sha + PLAIN), self._bytes(sha + PACKED)
            return (
                plain == length and packed > 0 and size in (None, packed) and self._bytes(sha + GZIPPED) > 0
            )
        except FileNotFoundError:
            return False

    def _bytes(self, name: str) -> int:
        """How long a file is: as it was found, else as it came to be since."""
        found = self._found.get(name)
        return (self.folder / name).stat().st_size if found is None else found[0]

    def add(self, body: bytes) -> str:
        """Keep a document. Its SHA-256, in hexadecimal."""
        sha = hashlib.sha256(body).hexdigest()
        if sha not in self._sizes and not self.holds(sha, len(body)):
            self._room.acquire()
            self._sizes[sha] = self._pool.submit(self._keep, sha, body)
        return sha

    def take(self, sha: str, folder: Path) -> None:
        """Keep a document that stands in another folder with all its forms."""
        length, size = ((folder / f"{sha}{form}").stat().st_size for form in SUFFIXES[:2])
        if sha not in self._sizes and not self.holds(sha, length, size):
            self._sizes[sha] = self._pool.submit(self._copy, sha, folder)

    def size(self, sha: str) -> int:
        """Bytes of a document as Brotli sends it. Raises what keeping it raised."""
        return self._sizes[sha].result() if sha in self._sizes else self._bytes(sha + PACKED)

    def _written(self, sha: str) -> int:
        """How long a document is as Brotli sends it, now that it is written."""
        return (self.folder / f"{sha}{PACKED}").stat().st_size

    def _keep(self, sha: str, body: bytes) -> int:
        try:
            put(self.folder / f"{sha}.json", body, many=self.many)
        finally:
            self._room.release()
        return self._written(sha)

    def _copy(self, sha: str, folder: Path) -> int:
        for suffix in reversed(SUFFIXES):
            to = self.folder / f"{sha}{suffix}"
            draft = self.folder / f".{to.name}-{os.getpid()}"
            shutil.copyfile(folder / f"{sha}{suffix}", draft)
            draft.replace(to)
        return self._written(sha)

    def forget_old(self) -> None:
        """Mark what is needed as needed now, and remove what was last needed long ago."""
        for done in self._sizes.values():
            done.result()
        needed = self._needed | self._sizes.keys()
        now = time.time()
        for name, (_, marked) in self._found.items():
            self._look_at(name, needed, now - marked)

    def _look_at(self, name: str, needed: set[str], age: float) -> None:
        """`age`: seconds since a file was made or last marked, which once a day is often enough."""
        if name.startswith("."):
            if age > 3600:
                (self.folder / name).unlink(missing_ok=True)  # the remains of a publishing that was cut off
        elif name[:64] in needed:
            if age > DAY_SECONDS:
                os.utime(self.folder / name)
        elif name[64:] in SUFFIXES and age > KEPT_SECONDS:
            (self.folder / name).unlink(missing_ok=True)


def _looked_at(folder: Path) -> dict[str, tuple[int, float]]:
    """The size of each file of a folder, and when it was made or last marked."""
    found: dict[str, tuple[int, float]] = {}
    with os.scandir(folder) as files:
        for each in files:
            try:
                told = each.stat()
            except FileNotFoundError:  # another process's draft has its name by now
                continue
            found[each.name] = told.st_size, told.st_mtime
    return found


def quality(body: bytes) -> int:
    """How well Brotli is to compress a document."""
    return BEST if len(body) < BEST_BELOW else GOOD


def put(path: Path, body: bytes, *, many: bool = False) -> None:
    """Write a document and its compressed forms, each whole or not there; the plain one is last. `many`: as
    for `Store`."""
    packed = brotli.compress(body, quality=GOOD if many else quality(body))
    zipped = igzip.compress(body, GZIP_MANY, mtime=0) if many else gzip.compress(body, GZIP_LEVEL, mtime=0)
    for name, held in ((f"{path.name}.br", packed), (f"{path.name}.gz", zipped), (path.name, body)):
        draft = path.parent / f".{name}-{os.getpid()}"
        with draft.open("wb") as file:
            file.write(held)
        draft.replace(path.parent / name)
