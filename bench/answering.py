"""Match over directories of several sizes, with the mix that pages ask."""

import gc
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from statistics import mean

from app.pages.question import NOT_FOR_YOU, PER_PAGE
from app.serving import COLLECTED
from directory_data.gazetteer import Gazetteer
from search import wall
from search.edition import Edition, current_folder, open_edition
from search.match import match

from .machine import milliseconds, percentiles
from .questions import mix
from .report import Figure

ASKED = 400
FRIDAY = "2026-11-20T12:00"


def opened(folder: Path, size: int | str) -> Edition:
    """The edition of one size, or of the sample."""
    found = current_folder(folder / str(size) / "editions")
    assert found is not None
    edition = open_edition(found)
    edition.prepare()  # as app.serving does
    gc.collect()
    gc.freeze()
    gc.set_threshold(*COLLECTED)
    return edition


def measure(folder: Path, places: Gazetteer, sizes: Sequence[int]) -> list[Figure]:
    """p50, p95 and mean for each size, and how they grow."""
    figures, means = [], {}
    for size in sizes:
        edition = opened(folder, size)
        asked = mix(edition, places, wall.minute_of(FRIDAY), ASKED, 5)
        for question in asked[:50]:
            match(edition, question, 1, PER_PAGE, NOT_FOR_YOU)
        ask = partial(match, edition, page=1, per_page=PER_PAGE, most_no=NOT_FOR_YOU)
        taken = milliseconds(partial(ask, question) for question in asked)
        half, most = percentiles(taken)
        means[size] = mean(taken)
        figures.append(Figure(f"match over {size:,}, p50", half, "ms"))
        figures.append(Figure(f"match over {size:,}, p95", most, "ms", 8.0 if size == sizes[-1] else None))
    growth = means[sizes[-1]] / means[sizes[0]]
    figures.append(Figure(f"match over {sizes[-1]:,} against {sizes[0]:,}, mean", growth, "times", 5.0))
    return figures
