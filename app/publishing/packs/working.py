"""Batches of shards made on all processors.

A batch is made from its own rows alone, so processes share nothing but the files of the edition, which
they map, and the folder they write to, where each file is whole or not there.
"""

import gc
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.publishing.processes import pool
from search.edition import open_edition

from .areas import Ints
from .store import Store

if TYPE_CHECKING:
    from .shards import Shard, Shards

Batch = dict[str, Ints]
Made = dict[str, "list[Shard]"]

#: So few batches are made before another process has started.
FEW = 8
_at_work: list["Shards"] = []  # of this process, where it is one of several


@dataclass(frozen=True)
class Task:
    """What a process needs to know to make batches: where the edition and the shards are, the day before
    which dated hours are left out, and the ids that are withdrawn."""

    edition: Path
    public: Path
    many: bool
    first_day: int
    gone: set[str]

    def begin(self) -> None:
        """In a process of its own, before its first batch."""
        from .shards import Known, Shards  # they make batches by way of this module

        gc.disable()  # nothing that is made goes round in circles, and the process ends with its work
        store = Store(self.public, many=self.many)
        _at_work[:] = [Shards(open_edition(self.edition), self.first_day, self.gone, store, Known({}))]


def made(shards: "Shards", task: Task, batches: Sequence[Batch]) -> Iterator[Made]:
    """The shards of batches, in any order: by `shards` itself where they are few, else by processes."""
    processes = min(os.cpu_count() or 1, len(batches) // FEW)
    if processes < 2:
        yield from map(shards.batch, batches)
        return
    with pool(processes, task.begin) as others:
        waiting = [others.submit(_batch, batch) for batch in batches]
        try:
            for each in waiting:
                yield each.result()
        finally:
            others.shutdown(wait=True, cancel_futures=True)


def _batch(batch: Batch) -> Made:
    """One batch, whose files are written when it is given back."""
    (shards,) = _at_work
    return shards.sized(shards.batch(batch))
