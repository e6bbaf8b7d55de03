"""Postcodes of other councils around an area: a phone that stands nearer to one of them than to the area's
own does not lie in the area (search.rules.finding.find_near).

Thinned, for they would outweigh the area: close to its own postcodes every one stands, farther off one a
square, whose side grows with the distance. Whoever stands there is farther from the area, too.
"""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]

#: Positions are held in ten-thousandths of a degree, 11 m and less.
UNIT: Final = 100
#: How far around an area is looked, in those units.
AROUND: Final = 300
METRES: Final = 11.1195  # of latitude in a unit
#: Distances to the area's own postcodes, in metres, at which the thinning changes.
STEPS: Final = (1600.0, 800.0, 400.0, 200.0, 100.0, 50.0, 25.0)
#: Side of a square by the least distance of what lies in it.
COARSE: Final = 1.4
_LAT, _LON = 1 << 32, 1 << 10
_EAST: Final = 1 << 20  # keeps longitudes and their neighbours above zero
_ROW: Final = 1 << 24


class Beside(NamedTuple):
    """Positions, and the number of each one's council."""

    council: Ints
    latitude: Ints
    longitude: Ints


class Country(NamedTuple):
    """Every position once for each council that has a postcode there, from south to north."""

    council: Ints
    latitude: Ints
    longitude: Ints
    by_council: Ints
    starts: Ints

    @classmethod
    def of(cls, council: Ints, latitude: Ints, longitude: Ints) -> "Country":
        """Of every postcode."""
        lat, lon = np.floor_divide(latitude, UNIT), np.floor_divide(longitude, UNIT) + _EAST
        packed = np.unique(lat * _LAT + lon * _LON + council)
        number = packed % _LON
        order = np.argsort(number, kind="stable")
        starts = np.searchsorted(number[order], np.arange(_LON + 1))
        return cls(number, packed // _LAT, packed % _LAT // _LON - _EAST, order, starts)

    def beside(self, area: int) -> Beside:
        """What lies around an area, by council."""
        own = self.by_council[self.starts[area] : self.starts[area + 1]]
        south, north = self.latitude[own[0]] - AROUND, self.latitude[own[-1]] + AROUND
        window = np.arange(*np.searchsorted(self.latitude, (south, north)))
        east = self.longitude[window]
        shrink = float(np.cos(np.radians((south + north) / 2 / 10_000)))
        least, most = self.longitude[own].min(), self.longitude[own].max()
        wide = AROUND / shrink
        inside = (east > least - wide) & (east < most + wide) & (self.council[window] != area)
        there = window[inside]
        kept = there[thinned(self._metres(own, shrink), self._metres(there, shrink))]
        kept = kept[np.lexsort((self.longitude[kept], self.latitude[kept] // 20, self.council[kept]))]
        return Beside(self.council[kept], self.latitude[kept], self.longitude[kept])

    def _metres(self, rows: Ints, shrink: float) -> npt.NDArray[np.float64]:
        """North and east in metres, on a map that is flat around an area."""
        return np.stack([self.latitude[rows] * METRES, self.longitude[rows] * METRES * shrink])


def thinned(own: npt.NDArray[np.float64], others: npt.NDArray[np.float64]) -> Ints:
    """Which of `others` to keep. Both: north and east in metres."""
    left, kept = np.arange(others.shape[1]), list[Ints]()
    for step in STEPS:
        near = among(squares(others[:, left], step), beside(squares(own, step)))
        far = left[~near]
        kept.append(far[np.unique(squares(others[:, far], step * COARSE), return_index=True)[1]])
        left = left[near]
        own = own[:, among(squares(own, step), beside(squares(others[:, left], step)))]
    return np.concatenate([*kept, left])


def squares(points: npt.NDArray[np.float64], side: float) -> Ints:
    """The squares in which points lie."""
    north, east = np.floor(points / side).astype(np.int64)
    return np.asarray(north * _ROW + east)


def beside(found: Ints) -> Ints:
    """Squares and those around each, in order."""
    alone = np.unique(found)
    return np.unique(
        np.concatenate([alone + north * _ROW + east for north in (-1, 0, 1) for east in (-1, 0, 1)])
    )


def among(found: Ints, held: Ints) -> npt.NDArray[np.bool_]:
    """Which squares are among others, which are in order."""
    at = np.searchsorted(held, found)
    at[at == len(held)] = 0
    return held[at] == found if len(held) else np.zeros(len(found), np.bool_)
