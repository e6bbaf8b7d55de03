"""Places that have a name: councils, towns and districts, prisons, computed from their postcodes."""

from typing import TypedDict

import numpy as np
import numpy.typing as npt

from . import facts
from .found import PlaceFound
from .postcodes import OUTWARD_KEYS, SECTOR_KEYS, Postcode, readings, text_of
from .projection import MICRO
from .tables import Arrays, row_of, rows_within

Rows = npt.NDArray[np.int64]


class Named(TypedDict):
    """A place and what people call it. `kind`: town, council or prison; `postcodes`: how large it is;
    `withheld`: the key of what to say instead, where we may not use its postcodes (then no `place`)."""

    kind: str
    said: list[str]
    postcodes: int
    place: PlaceFound | None
    withheld: str


def named_places(arrays: Arrays, codes: list[str], northern_ireland: bool) -> list[Named]:
    """Every named place, in the order of the files. Raises ValueError naming the row that does not hold."""
    council_rows = np.argsort(arrays.council, kind="stable")
    bounds = np.searchsorted(arrays.council[council_rows], np.arange(len(codes) + 1))
    places: list[Named] = []
    for town in facts.towns():
        if not northern_ireland and facts.nation_of(town.councils[0]) == "northern-ireland":
            places.append(_withheld("town", [town.name, *town.also]))
        else:
            said = [town.name, *town.also, town.full_name, *(f"{other}, {town.label}" for other in town.also)]
            rows = town_rows(town, arrays, codes)
            places.append(_named("town", town.full_name, said, rows, arrays, codes))
    for council in facts.councils():
        said = [council.name, *council.also, council.code]
        if council.code in codes:
            index = codes.index(council.code)
            rows = council_rows[bounds[index] : bounds[index + 1]]
            places.append(_named("council", council.name, said, rows, arrays, codes))
        else:
            places.append(_withheld("council", said))
    for prison in facts.prisons():
        row = row_of(arrays.keys, readings(prison.postcode)[0].key)
        if row is None:
            raise ValueError(f"prisons.csv: {prison.name}: no postcode {prison.postcode}")
        said = [prison.name, *prison.also]
        places.append(_named("prison", prison.name, said, np.array([row]), arrays, codes))
    places += [{**_withheld("elsewhere", [other.name]), "withheld": other.say} for other in facts.elsewhere()]
    return places


def town_rows(town: facts.Town, arrays: Arrays, codes: list[str]) -> Rows:
    """Rows of a town's postcodes. Raises ValueError when a code or council of its row holds none."""
    wanted = [codes.index(council) for council in town.councils if council in codes]
    parts: list[Rows] = []
    for code in town.codes:
        part = _rows_of(code, arrays)
        kept = part[np.isin(arrays.council[part], wanted)]
        if len(kept) == 0:
            raise ValueError(
                f"towns.csv: {town.full_name}: no postcodes of {code} in {';'.join(town.councils)}"
            )
        parts.append(kept)
    rows = np.concatenate(parts)
    for council in wanted:
        if not (arrays.council[rows] == council).any():
            raise ValueError(f"towns.csv: {town.full_name}: nothing in {codes[council]}")
    if len(wanted) < len(town.councils) or len(np.unique(rows)) < len(rows):
        raise ValueError(f"towns.csv: {town.full_name}: a council does not exist, or a code is there twice")
    return rows


def _rows_of(code: str, arrays: Arrays) -> Rows:
    outward, _, digit = code.partition(" ")
    size = SECTOR_KEYS if digit else OUTWARD_KEYS
    within = rows_within(arrays.keys, Postcode(outward, digit).key, size)
    return np.arange(within.start, within.stop, dtype=np.int64)


def _named(kind: str, name: str, said: list[str], rows: Rows, arrays: Arrays, codes: list[str]) -> Named:
    council, counts = np.unique(arrays.council[rows], return_counts=True)
    order = np.lexsort((council, -counts))
    sectors = np.unique(arrays.keys[rows] // np.uint64(SECTOR_KEYS))
    home = codes[int(council[order[0]])]
    place: PlaceFound = {
        "name": name,
        "precision": kind,
        "councils": [codes[int(index)] for index in council[order]],
        "sectors": [text_of(int(key), 5) for key in sectors],
        "lat": _mean(arrays.latitude[rows]),
        "lon": _mean(arrays.longitude[rows]),
        "nation": facts.nation_of(home),
    }
    return {"kind": kind, "said": said, "postcodes": len(rows), "place": place, "withheld": ""}


def _withheld(kind: str, said: list[str]) -> Named:
    return {"kind": kind, "said": said, "postcodes": 0, "place": None, "withheld": "place-northern-ireland"}


def _mean(micros: npt.NDArray[np.int32]) -> float:
    return round(float(micros.astype(np.int64).mean())) / MICRO
