"""Shards of rows: each set of rows once, and none that was made before.

What a shard says follows from its rows alone: from what their lines come to (`rows.Rows`), from those
of the alternatives they name, and from the day before which dated hours are left out. A hash of these
is its key; what shards a key came to is kept beside the editions. So a publishing makes the shards in
which something changed, and what it costs grows with the rows of those.
"""

import hashlib
import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import orjson

from app.publishing.rows import Rows
from search import ascii as letters
from search import lists
from search.edition import Edition
from search.rules import plainly

from . import working
from .areas import Ints
from .columns import Columns
from .fragments import detail_shard, list_shard, word_shard
from .store import Store
from .working import Task

Shard = dict[str, object]
Progress = Callable[[int, int], None]

#: Rows that are read together, for all shards that are cut from them.
BATCH: Final = 3_000
MADE_BY: Final = ("columns.py", "fragments.py", "shards.py", "store.py", "wordings.py")
KNOWN: Final = "packs.json"
MAKERS: Final = (("list", list_shard), ("words", word_shard), ("detail", detail_shard))


def code() -> str:
    """A hash of the code that writes shards."""
    digest = hashlib.sha256()
    here = Path(__file__).parent
    read = (Path(str(module.__file__)) for module in (plainly, letters, lists))
    for path in (*(here / name for name in MADE_BY), *read):
        digest.update(path.read_bytes())
    return digest.hexdigest()


@dataclass(frozen=True)
class Known:
    """What was made at the last publishing: the shards of each key."""

    shards: dict[str, list[Shard]]

    @classmethod
    def open(cls, editions: Path) -> "Known":
        """Nothing, where nothing was made or other code made it."""
        try:
            told = orjson.loads((editions / KNOWN).read_bytes())
            return cls(told["shards"] if told["code"] == code() else {})
        except (OSError, ValueError, KeyError):
            return cls({})

    def save(self, editions: Path) -> None:
        """Replace what is kept."""
        draft = editions / f".{KNOWN}-{os.getpid()}"
        draft.write_bytes(orjson.dumps({"code": code(), "shards": self.shards}))
        draft.replace(editions / KNOWN)


class Alternatives:
    """What services are that others name as alternatives. `gone`: ids that nobody names."""

    def __init__(self, edition: Edition, rows: Rows, gone: set[str]) -> None:
        self._edition, self._rows = edition, rows
        self._gone = {edition.rows[id_] for id_ in gone if id_ in edition.rows}
        self.naming = {edition.rows[id_]: named for id_, named in rows.alternatives.items()}

    @cached_property
    def _first(self) -> dict[str, int]:
        services = self._rows.services
        rows = range(len(services) - 1, -1, -1)
        return {services[row]: row for row in rows if row not in self._gone}

    def told(self, service: str) -> bytes | None:
        """The first record of a service as a page names it; None for one that is not there."""
        if service not in self._first:
            return None
        record = self._edition.record(self._first[service])
        return orjson.dumps({"id": record["id"], "name": record["name"], "service_id": record["service_id"]})


class Shards:
    """The shards of an edition's rows."""

    def __init__(self, edition: Edition, first_day: int, gone: set[str], store: Store, known: Known) -> None:
        self._edition, self._store, self._known = edition, store, known
        self._first_day, self._gone = first_day, gone
        self._rows = Rows.open(edition)
        self._alternatives = Alternatives(edition, self._rows, gone)
        self._naming = np.array(sorted(self._alternatives.naming), np.int64)
        self._keys: dict[bytes, str] = {}
        self._made: dict[str, list[Shard]] = {}

    def make(self, cuts: list[Ints], progress: Progress) -> None:
        """Make what is not made yet of the cuts."""
        missing: dict[str, Ints] = {}
        for cut in cuts:
            key = self._keys.setdefault(cut.tobytes(), "") or self._key(cut)
            kept = self._known.shards.get(key)
            if kept is not None and all(self._holds(shard) for shard in kept):
                self._made[key] = kept
            elif key not in self._made:
                missing[key] = cut
        done = 0
        store = self._store
        task = Task(self._edition.folder, store.folder, store.many, self._first_day, self._gone)
        for made in working.made(self, task, list(batches(missing, self._edition.columns.home))):
            for shard in (each for shards in made.values() for each in shards if "size" in each):
                store.note(str(shard["sha256"]))  # another process wrote it
            self._made |= made
            done += len(made)
            progress(done, len(missing))

    def _holds(self, shard: Shard) -> bool:
        size = int(str(shard["size"])) if "size" in shard else None
        return self._store.holds(str(shard["sha256"]), int(str(shard["bytes"])), size)

    def of(self, cuts: list[Ints]) -> list[Shard]:
        """The shards of cuts that were made."""
        return [
            {**shard, "cut": number}
            for number, cut in enumerate(cuts)
            for shard in self._made[self._keys[cut.tobytes()]]
        ]

    def known(self) -> Known:
        """What the next publishing may take as it is."""
        return Known(self.sized(self._made))

    def sized(self, made: dict[str, list[Shard]]) -> dict[str, list[Shard]]:
        """The same shards with the size of each, once it is written."""
        for shard in (each for shards in made.values() for each in shards if "size" not in each):
            shard["size"] = self._store.size(str(shard["sha256"]))
        return made

    def _key(self, cut: Ints) -> str:
        digest = hashlib.blake2b(self._rows.digests[cut].tobytes(), digest_size=16)
        digest.update(str(self._first_day).encode())
        for row in cut[np.isin(cut, self._naming)].tolist() if len(self._naming) else ():
            for service in self._alternatives.naming[row]:
                digest.update(self._alternatives.told(service) or b"-")
        self._keys[cut.tobytes()] = digest.hexdigest()
        return self._keys[cut.tobytes()]

    def batch(self, batch: dict[str, Ints]) -> dict[str, list[Shard]]:
        """The shards of some cuts, by their keys; being written, maybe not there yet."""
        rows = np.unique(np.concatenate(list(batch.values())))
        columns = Columns(self._edition, rows, self._first_day, self._alternatives.told)
        placed = {key: np.searchsorted(rows, cut) for key, cut in batch.items()}
        return {
            key: [self._shard(kind, maker(columns, numbers), len(numbers)) for kind, maker in MAKERS]
            for key, numbers in placed.items()
        }

    def _shard(self, kind: str, body: bytes, rows: int) -> Shard:
        return {"kind": kind, "sha256": self._store.add(body), "bytes": len(body), "rows": rows}


def batches(cuts: dict[str, Ints], home: npt.NDArray[np.int32]) -> Iterator[dict[str, Ints]]:
    """The cuts some at a time, those of one council together, which have rows in common; no batch has
    more rows than BATCH, but for one cut that has."""

    def council(cut: Ints) -> int:
        first, last = int(home[cut].min()), int(home[cut].max())
        return first if first == last else len(home)

    batch: dict[str, Ints] = {}
    rows: set[int] = set()
    for key, cut in sorted(cuts.items(), key=lambda each: council(each[1])):
        own = rows | set(cut.tolist())
        if batch and len(own) > BATCH:
            yield batch
            batch, own = {}, set(cut.tolist())
        batch[key], rows = cut, own
    if batch:
        yield batch
