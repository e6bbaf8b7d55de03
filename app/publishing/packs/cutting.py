"""Which rows an area carries, and how they are cut into shards (docs/decisions/0007)."""

from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from search.edition import Edition

from .areas import Areas, Ints, Positions

#: What would make a smaller shard goes together into one of the area's own.
LEAST_ROWS = 48
#: Rows of a shard of the national part, about.
PIECE = 512

Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Carried:
    """The rows of the national part, and of each area, cut into shards. `own`: how many rows an area
    says it lies in itself, beside those that are reached from anywhere; most areas only have neighbours'."""

    national: list[Ints]
    areas: dict[str, list[Ints]]
    own: dict[str, int]


def carried(edition: Edition, areas: Areas, withdrawn: set[str]) -> Carried:
    """Who carries what. `withdrawn`: ids that nobody does."""
    found = edition.columns
    gone = np.zeros(len(edition.records), np.bool_)
    gone[[edition.rows[id_] for id_ in withdrawn if id_ in edition.rows]] = True
    anywhere, uncut = np.asarray(found.anywhere), np.asarray(found.uncut)
    plain = ~uncut & ~gone
    positions = Positions.of(np.where(plain, found.lat, np.nan), np.where(plain, found.lon, np.nan))
    homes = sorted(found.homes)
    home = np.array([homes.index(code) for code in found.homes], np.int64)[found.home]
    by_home = Groups.of(home, ~anywhere & ~gone, len(homes))
    covered = by_code(edition, uncut & ~anywhere & ~gone)
    made: dict[str, list[Ints]] = {}
    own: dict[str, int] = {}
    for area, council in enumerate(areas.councils):
        kept = [areas.near(area, positions)]
        kept += [covered[code] for code in areas.codes[area] if code in covered]
        if council in homes:
            inside = by_home.rows(homes.index(council))
            own[council] = len(inside)
            kept.append(inside)
        there = np.zeros(len(home), np.bool_)
        for some in kept:
            there[some] = True
        made[council] = cut(np.flatnonzero(there), home)
    return Carried(pieces(np.flatnonzero(anywhere & ~gone), list(edition.rows)), made, own)


@dataclass(frozen=True)
class Groups:
    """Rows by a number that each has."""

    order: Ints
    bounds: Ints

    @classmethod
    def of(cls, numbers: Ints, wanted: Flags, size: int) -> "Groups":
        """The wanted rows; `numbers` are smaller than `size`."""
        rows = np.flatnonzero(wanted)
        order = rows[np.argsort(numbers[rows], kind="stable")]
        return cls(order, np.searchsorted(numbers[order], np.arange(size + 1)))

    def rows(self, number: int) -> Ints:
        """The rows that have a number."""
        return self.order[self.bounds[number] : self.bounds[number + 1]]


def pieces(rows: Ints, ids: list[str]) -> list[Ints]:
    """Rows cut where an id says so, so that a change changes one piece."""
    firsts = [at for at, row in enumerate(rows.tolist()) if at and crc32(ids[row].encode()) % PIECE == 0]
    return [np.asarray(piece, np.int64) for piece in np.split(rows, firsts)] if len(rows) else []


def by_code(edition: Edition, wanted: Flags) -> dict[str, Ints]:
    """The wanted rows that each code of a catchment names."""
    found = edition.columns
    groups = Groups.of(np.asarray(found.catchment), wanted, len(found.catchments))
    listed: dict[str, list[Ints]] = {}
    for number, codes in enumerate(found.catchments):
        rows = groups.rows(number)
        if len(rows):
            for code in codes:
                listed.setdefault(code, []).append(rows)
    return {code: np.concatenate(rows) for code, rows in listed.items()}


def cut(rows: Ints, home: Ints) -> list[Ints]:
    """Rows by the council they lie in; those of councils with few go together, last."""
    homes = home[rows]
    counts = np.bincount(homes)
    large = np.flatnonzero(counts >= LEAST_ROWS)
    # Rows of small councils stand last. numpy sorts numbers of 16 bits by their digits, which is quicker.
    rank = np.full(len(counts), len(large), np.uint16)
    rank[large] = np.arange(len(large), dtype=np.uint16)
    ranks = rank[homes]
    order = np.argsort(ranks, kind="stable")
    ends = np.cumsum(np.bincount(ranks, minlength=len(large) + 1))
    parts = np.split(rows[order], ends[:-1])
    return parts if len(parts[-1]) else parts[:-1]
