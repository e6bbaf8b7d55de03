"""Places: one look-up, and the memory that everything loaded takes."""

from functools import partial
from pathlib import Path
from random import Random

import numpy as np

from directory_data.gazetteer import Gazetteer

from .machine import milliseconds, percentiles
from .report import Figure

NAMES = ("Lewisham", "Byker", "Moss Side", "SE13", "CB1 2", "HMP Durham", "Lewishm", "Newcastle", "Paris")


def measure(places: Gazetteer, folder: Path) -> list[Figure]:
    """Postcodes and names, warm."""
    codes = places.sample_postcodes(Random(3), 3000)
    for text in (*codes[:500], *NAMES):
        places.find(text)
    by_code = percentiles(milliseconds(partial(places.find, text) for text in codes))
    by_name = percentiles(milliseconds(partial(places.find, text) for text in NAMES * 100))
    return [
        Figure("place by postcode, p95", by_code[1], "ms", 1.0),
        Figure("place by name, misspelt and foreign ones too, p95", by_name[1], "ms"),
        Figure("memory with every postcode read", _memory(folder), "MB", 400),
    ]


def _memory(folder: Path) -> float:
    """Memory of this process after every array of the gazetteer has been read."""
    read = [int(np.load(path, mmap_mode="r").view(np.uint8).max()) for path in folder.glob("*.npy")]
    assert read
    status = Path("/proc/self/status").read_text("ascii")
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024
