"""What the figures were measured on, and small helpers for measuring."""

import os
import platform
import resource
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from statistics import quantiles


def named() -> str:
    """The machine in one line: processor, cores, memory, Python."""
    model = next(
        (line.partition(":")[2].strip() for line in _read("/proc/cpuinfo") if line.startswith("model name")),
        platform.processor() or "unknown processor",
    )
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{model}, {os.cpu_count()} cores, {memory:.0f} GiB, Python {platform.python_version()}"


def _read(path: str) -> list[str]:
    try:
        return Path(path).read_text("utf-8").splitlines()
    except OSError:
        return []


def milliseconds(calls: Iterable[Callable[[], object]]) -> list[float]:
    """How long each call takes of one core, in the order given: processor time of this process, so
    that other work on the machine does not count. None of what is measured waits for anything."""
    taken = []
    for call in calls:
        start = time.process_time()
        call()
        taken.append((time.process_time() - start) * 1000)
    return taken


def percentiles(taken: list[float]) -> tuple[float, float]:
    """p50 and p95."""
    cuts = quantiles(taken, n=20, method="inclusive")
    return cuts[9], cuts[18]


def memory() -> float:
    """The most memory this process has had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
