"""`make bench`: measures, writes bench/results.json and the table bench/results.md.

`python -m bench PART …` measures some parts alone, and writes nothing.
"""

import json
import sys
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from directory_data import gazetteer
from directory_data.gazetteer import Gazetteer

from . import answering, judging, machine, memory, mutants, pace, pages, phone, placing, publishing, words
from .race import racing
from .report import Figure, line, table

HERE = Path(__file__).resolve().parent
SIZES = (1_000, 10_000, 100_000)


def parts(folder: Path) -> dict[str, Callable[[], list[Figure]]]:
    """What is measured, by name, in this order: those of match, memory, pages and the race read what
    publishing leaves in the folder."""
    gazetteer.build(folder / "gazetteer")
    places = Gazetteer.open(folder / "gazetteer")
    sizes = {f"publishing-{size}": partial(publishing.measure, folder, places, size) for size in SIZES}
    return {
        "placing": lambda: placing.measure(places, folder / "gazetteer"),
        **sizes,
        "answering": lambda: answering.measure(folder, places, SIZES),
        "memory": lambda: memory.measure(folder, SIZES[-1]),
        "pages": lambda: pages.measure(folder, SIZES[-1]),
        "words": lambda: words.measure(folder, 10_000),
        "judging": lambda: judging.measure(judging.sample(folder, places), places),
        "mutants": mutants.measure,
        "racing": lambda: racing.measure(folder, places, SIZES[-1]),
        "phone": lambda: phone.measure(folder, places),
    }


def paced(measure: Callable[[], list[Figure]]) -> list[Figure]:
    """The figures of a part, with the machine's pace: the faster of before and after."""
    before = pace.slower()
    found = measure()
    slower = min(before, pace.slower())
    told = Figure("meanwhile: geopy's geodesic against the 76 µs of the design's machine", slower, "times")
    return [*(figure._replace(slower=slower) for figure in found), told]


def main(wanted: Sequence[str]) -> int:
    """Run every benchmark, or some by name, which writes nothing; exit code 1 when a bound is missed."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="saturday-bench-") as name:
        every = parts(Path(name))
        for part in wanted or every:
            print(f"{part} …", flush=True)
            found = paced(every[part])
            figures += found
            print("\n".join(map(line, found)), flush=True)
    told: dict[str, object] = {
        "machine": machine.named(),
        "on": str(date.today()),
        "figures": [figure._asdict() for figure in figures],
    }
    if not wanted:
        (HERE / "results.json").write_text(json.dumps(told, indent=2) + "\n", "utf-8")
        (HERE / "results.md").write_text(table(told, figures), "utf-8")
    print(table(told, figures))
    return 1 if any(figure.missed for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
