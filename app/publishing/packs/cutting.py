"""Which rows an area carries, and how they are cut into shards (docs/decisions/0007)."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import orjson

from search.edition import Edition

from .areas import Areas, Ints
from .columns import Columns

#: What would make a smaller shard goes together into one of the area's own.
LEAST_ROWS = 48

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Carried:
    """The rows of the national part, and of each area cut into shards."""

    national: Ints
    areas: dict[str, list[Ints]]


def carried(edition: Edition, columns: Columns, areas: Areas, withdrawn: set[str]) -> Carried:
    """Who carries what. `withdrawn`: ids that nobody does."""
    found = edition.columns
    gone = np.zeros(columns.size, np.bool_)
    gone[[edition.rows[id_] for id_ in withdrawn if id_ in edition.rows]] = True
    anywhere = np.asarray(found.anywhere)
    plain = ~np.asarray(found.uncut) & ~gone
    lat, lon = np.where(plain, found.lat, np.nan), np.where(plain, found.lon, np.nan)
    homes, home = np.unique(np.array(columns.council), return_inverse=True)
    covered = by_code(columns, np.asarray(found.uncut) & ~anywhere & ~gone)
    made: dict[str, list[Ints]] = {}
    for area, council in enumerate(areas.councils):
        kept = areas.near(area, lat, lon)
        for code in areas.codes[area]:
            kept[covered.get(code, [])] = True
        at = int(np.searchsorted(homes, council))
        if at < len(homes) and homes[at] == council:
            kept |= (home == at) & ~anywhere & ~gone
        made[council] = cut(np.flatnonzero(kept), home)
    return Carried(np.flatnonzero(anywhere & ~gone), made)


def by_code(columns: Columns, wanted: Flags) -> dict[str, list[int]]:
    """The wanted rows that each code of a catchment names."""
    values = columns.texts["catchment"]
    codes = [orjson.loads(each) for each in values.table]
    found: dict[str, list[int]] = defaultdict(list)
    numbers = values.rows
    for row in np.flatnonzero(wanted).tolist():
        for code in codes[numbers[row]]:
            found[code].append(row)
    return found


def cut(rows: Ints, home: Ints) -> list[Ints]:
    """Rows by the council they lie in; those of councils with few go together, last."""
    found, counts = np.unique(home[rows], return_counts=True)
    large = found[counts >= LEAST_ROWS]
    parts = [rows[home[rows] == each] for each in large.tolist()]
    rest = rows[~np.isin(home[rows], large)]
    return [*parts, rest] if len(rest) else parts
