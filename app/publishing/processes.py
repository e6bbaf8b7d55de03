"""Other processes for a publishing's work.

All are forked from one that has imported the code and done nothing else: no connection is open there, no
thread of ours runs. Imports are the whole of a process's start, one second and more of a processor each, and
an edition and its packs need four.
"""

import multiprocessing
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from typing import Final

#: What they run; named, for these modules import this one.
IMPORTED: Final = ("app.publishing.making", "app.publishing.packs.shards")


def pool(processes: int, begin: Callable[[], None]) -> ProcessPoolExecutor:
    """So many processes; each calls `begin` before its first work."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["__main__", *IMPORTED])
    return ProcessPoolExecutor(processes, context, begin)
