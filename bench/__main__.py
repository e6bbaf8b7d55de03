"""`make bench`: measures, writes bench/results.json and the table bench/results.md."""

import json
import sys
import tempfile
from datetime import date
from pathlib import Path

from directory_data import gazetteer
from directory_data.gazetteer import Gazetteer

from . import answering, machine, pages, placing, publishing, words
from .report import Figure, table

HERE = Path(__file__).resolve().parent
SIZES = (1_000, 10_000, 100_000)


def main() -> int:
    """Run every benchmark; exit code 1 when a bound is missed."""
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory(prefix="saturday-bench-") as name:
        folder = Path(name)
        gazetteer.build(folder / "gazetteer")
        places = Gazetteer.open(folder / "gazetteer")
        figures += placing.measure(places, folder / "gazetteer")
        for size in SIZES:
            print(f"a made-up directory of {size:,} …", flush=True)
            figures += publishing.measure(folder, places, size)
        figures += answering.measure(folder, places, SIZES)
        figures += pages.measure(folder, SIZES[-1])
        figures += words.measure(folder, 10_000)
    told: dict[str, object] = {
        "machine": machine.named(),
        "on": str(date.today()),
        "figures": [figure._asdict() for figure in figures],
    }
    (HERE / "results.json").write_text(json.dumps(told, indent=2) + "\n", "utf-8")
    (HERE / "results.md").write_text(table(told, figures), "utf-8")
    print(table(told, figures))
    return 1 if any(figure.missed for figure in figures) else 0


if __name__ == "__main__":
    sys.exit(main())
