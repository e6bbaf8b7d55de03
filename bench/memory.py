"""Memory of web processes that answer over one directory: two at once, which share what is mapped."""

import json
import logging
import subprocess
import sys
from pathlib import Path
from random import Random

from app import create_app, serving
from directory_data.gazetteer import Gazetteer

from .publishing import settings
from .report import Figure

PROCESSES = 2
ASKED = 300
NEEDS = ("accommodation", "health", "finance", "drugs-alcohol", "basics")
#: Lines of /proc/…/smaps_rollup, in kB: all that is held; a fair part of what is shared; its own.
PARTS = ("Rss", "Pss", "Private_Clean", "Private_Dirty")


def measure(folder: Path, size: int) -> list[Figure]:
    """What one of the processes holds, after so many questions each."""
    command = [sys.executable, "-m", "bench.memory", str(folder), str(size)]
    started = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        for _ in range(PROCESSES)
    ]
    for process in started:
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
    held = [held_by(process.pid) for process in started]
    for process in started:
        process.communicate("done\n", timeout=60)
    most = {name: max(each[name] for each in held) for name in PARTS}
    what = f"a web process over {size:,} after {ASKED} questions, {PROCESSES} at once"
    return [
        Figure(f"{what}: all its memory, the mapped files too", most["Rss"], "MB", 600),
        Figure(f"{what}: with its part of what they share", most["Pss"], "MB"),
        Figure(f"{what}: its own alone", most["Private_Clean"] + most["Private_Dirty"], "MB"),
    ]


def held_by(process: int) -> dict[str, float]:
    """Memory of a process in MB, by kind."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text("ascii").splitlines()[1:]
    told = {line.partition(":")[0]: int(line.split()[1]) / 1024 for line in lines}
    return {name: told[name] for name in PARTS}


def answer(folder: Path, size: int) -> None:
    """Answer questions as a web process does, say so, and wait to be measured."""
    logging.disable(logging.INFO)  # a line a question
    app = create_app(settings(folder, size))
    client, random = app.test_client(), Random(4)
    with app.app_context():
        assert serving.current().rows
    places = Gazetteer.open(folder / str(size) / "gazetteer")
    for code in places.sample_postcodes(random, ASKED):
        asked = {"near": code, "need": random.choice(NEEDS), "at": "2026-11-20T16:30"}
        response = client.get("/find", query_string=asked)
        assert response.status_code == 200, response.status
    print("ready", flush=True)
    sys.stdin.readline()


if __name__ == "__main__":
    answer(Path(sys.argv[1]), json.loads(sys.argv[2]))
