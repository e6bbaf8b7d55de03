"""Building the gazetteer: the postcode directory and our facts into arrays that are opened, not read.

Layout of the folder (int32 positions are millionths of a degree; councils are rows of `named.json`):
`keys`, `latitude`, `longitude`, `council`: one row a postcode, sorted by key · `sector_*`, `outward_*`: key,
centre (mean of its postcodes), and its councils, most postcodes first, as starts into one list · `cell_*`:
postcodes by square for the nearest one · `named.json`: councils, towns, prisons · `version.json`.
"""

import hashlib
import json
import os
import tempfile
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from . import facts, source
from .named import named_places
from .nearest import cells
from .postcodes import OUTWARD_KEYS, SECTOR_KEYS, keys_of
from .projection import micro_degrees
from .tables import Arrays, Table

FORMAT: Final = 1
_CODE: Final = (
    "build.py",
    "facts.py",
    "named.py",
    "nearest.py",
    "postcodes.py",
    "projection.py",
    "source.py",
)
_VERSION: Final = "version.json"


def build(folder: Path, *, northern_ireland: bool = False) -> None:
    """Make the gazetteer in `folder` unless it already holds this very one. Takes about 10 seconds.

    Same package, facts and code give the same bytes. It is written beside the folder and renamed in
    whole, so a build that stops half-way leaves what was there. `northern_ireland` says that a licence
    for its postcodes is held (answers.md section 3). Raises ValueError for a fact that does not hold.
    """
    version = _version(northern_ireland)
    if is_current(folder, northern_ireland=northern_ireland):
        return
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as scratch:
        fresh = Path(scratch) / "new"
        fresh.mkdir()
        _write(fresh, northern_ireland)
        (fresh / _VERSION).write_text(json.dumps(version, indent=1))
        if folder.exists():
            folder.rename(Path(scratch) / "old")
        fresh.rename(folder)


def is_current(folder: Path, *, northern_ireland: bool = False) -> bool:
    """Whether `folder` holds what `build` would make now."""
    try:
        held = json.loads((folder / _VERSION).read_text())
    except (OSError, ValueError):
        return False
    return bool(held == _version(northern_ireland))


def _version(northern_ireland: bool) -> dict[str, object]:
    digest = hashlib.sha256()
    for name in (*_CODE, *facts.FILES):
        digest.update((facts.FOLDER / name).read_bytes())
    return {
        "format": FORMAT,
        "source": source.source_version(),
        "made_from": digest.hexdigest(),
        "northern_ireland": northern_ireland,
    }


def _write(folder: Path, northern_ireland: bool) -> None:
    arrays, codes = _postcodes(northern_ireland)
    columns: dict[str, npt.NDArray[np.generic]] = {
        "keys": arrays.keys,
        "latitude": arrays.latitude,
        "longitude": arrays.longitude,
        "council": arrays.council,
    }
    for name, size in (("sector", SECTOR_KEYS), ("outward", OUTWARD_KEYS)):
        table = _grouped(arrays, size)
        for field, column in table._asdict().items():
            columns[f"{name}_{field}"] = column
    columns["cell_starts"], columns["cell_rows"] = cells(arrays.latitude, arrays.longitude)
    for name, column in columns.items():
        np.save(folder / f"{name}.npy", column)
    named = {"councils": codes, "places": named_places(arrays, codes, northern_ireland)}
    (folder / "named.json").write_text(json.dumps(named, ensure_ascii=False, indent=0), encoding="utf-8")
    for file in folder.iterdir():
        _to_disk(file)


def _to_disk(file: Path) -> None:
    descriptor = os.open(file, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _postcodes(northern_ireland: bool) -> tuple[Arrays, list[str]]:
    keys, latitude, longitude, councils = [], [], [], []
    for letter in source.read(northern_ireland=northern_ireland):
        # All of a postcode's grid is told by its council: N09 codes alone are on the Irish one.
        irish = np.array([code.startswith("N") for code in letter.councils], dtype=np.bool_)
        lat, lon = micro_degrees(letter.easting, letter.northing, irish)
        keys.append(keys_of(letter.postcodes))
        latitude.append(lat)
        longitude.append(lon)
        councils.append(np.array(letter.councils, dtype="S9"))
    codes, council = np.unique(np.concatenate(councils), return_inverse=True)
    every = np.concatenate(keys)
    order = np.argsort(every, kind="stable")
    arrays = Arrays(
        every[order],
        np.concatenate(latitude)[order],
        np.concatenate(longitude)[order],
        council[order].astype(np.uint16),
    )
    return arrays, [str(code, "ascii") for code in codes.tolist()]


def _grouped(arrays: Arrays, size: int) -> Table:
    """Sectors or outward codes: neighbours in key order, so each is one run of rows."""
    key, start = np.unique(arrays.keys // np.uint64(size), return_index=True)
    counts = np.diff(np.append(start, len(arrays.keys)))
    centres = [
        np.rint(np.add.reduceat(column.astype(np.int64), start) / counts).astype(np.int32)
        for column in (arrays.latitude, arrays.longitude)
    ]
    group = np.repeat(np.arange(len(key), dtype=np.int64), counts)
    pair, postcodes = np.unique(group * 65536 + arrays.council, return_counts=True)
    of_group, council = pair // 65536, pair % 65536
    order = np.lexsort((council, -postcodes, of_group))
    starts = np.searchsorted(of_group, np.arange(len(key) + 1))
    return Table(key, centres[0], centres[1], starts.astype(np.uint32), council[order].astype(np.uint16))
