"""The place parts of a pack, out of the gazetteer: an area's own postcodes, and names of the country."""

import json
from functools import cached_property
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import orjson

from directory_data.gazetteer.found import PlaceFound
from directory_data.gazetteer.named import Named
from directory_data.gazetteer.names import Names, folded
from directory_data.gazetteer.postcodes import OUTWARD_KEYS, SECTOR_KEYS, text_of
from directory_data.gazetteer.tables import Arrays, Table, rows_within
from search.rules.named import folded_name
from search.rules.places import LETTERS

from . import beside

Ints = npt.NDArray[np.int64]

MICRO: Final = 1_000_000
NUMPY: Final = orjson.OPT_SERIALIZE_NUMPY
_BASE: Final = 37
_FIRST_LETTER: Final = 11  # the digit of "A" in a key (directory_data/gazetteer/postcodes.py)


class Country:
    """The gazetteer's arrays and names, opened for cutting."""

    def __init__(self, folder: Path) -> None:
        self.arrays = Arrays.opened(folder)
        self.sectors, self.outwards = Table.opened(folder, "sector"), Table.opened(folder, "outward")
        named = json.loads((folder / "named.json").read_text("utf-8"))
        self.councils: list[str] = named["councils"]
        self.places: list[Named] = named["places"]
        self._order = np.argsort(self.arrays.council, kind="stable")
        self._bounds = np.searchsorted(self.arrays.council[self._order], np.arange(len(self.councils) + 1))
        self.outward_codes = [text_of(key, 4) for key in self.outwards.keys.tolist()]
        self.outward_rows = {code: row for row, code in enumerate(self.outward_codes)}
        #: Of each outward code its sectors, and each one's councils.
        self.inside = [
            {text_of(int(self.sectors.keys[at]), 5): self.sectors.councils_of(at) for at in self._within(key)}
            for key in self.outwards.keys.tolist()
        ]

    def _within(self, key: int) -> range:
        within = rows_within(self.sectors.keys, key, OUTWARD_KEYS // SECTOR_KEYS)
        return range(within.start, within.stop)

    def rows(self, area: int) -> Ints:
        """The rows of a council's postcodes, by key."""
        return self._order[self._bounds[area] : self._bounds[area + 1]]

    @cached_property
    def around(self) -> beside.Country:
        """Every position with its council."""
        arrays = self.arrays
        parts = (arrays.council, arrays.latitude, arrays.longitude)
        return beside.Country.of(*(part.astype(np.int64) for part in parts))

    @cached_property
    def outwards_of(self) -> list[set[int]]:
        """Of each council the rows of the outward codes of which a sector lies in it."""
        found: list[set[int]] = [set() for _ in self.councils]
        for row, sectors in enumerate(self.inside):
            for area in {area for councils in sectors.values() for area in councils}:
                found[area].add(row)
        return found

    @cached_property
    def named_in(self) -> list[list[PlaceFound]]:
        """Of each council the named places that lie in it, wholly or partly."""
        number = {code: area for area, code in enumerate(self.councils)}
        found: list[list[PlaceFound]] = [[] for _ in self.councils]
        for each in self.places:
            if each["place"] is not None:
                for code in each["place"]["councils"]:
                    found[number[code]].append(each["place"])
        return found


def area_shard(country: Country, area: int) -> bytes:
    """A council's own postcodes and the centres of its sectors (search.rules.packed.AreaPlaces)."""
    rows, arrays = country.rows(area), country.arrays
    keys = arrays.keys[rows].astype(np.int64)
    of_sector = keys // SECTOR_KEYS
    names, first, sizes = np.unique(of_sector, return_index=True, return_counts=True)
    table = np.searchsorted(country.sectors.keys.astype(np.int64), names)
    centre = [
        column[table].astype(np.int64) for column in (country.sectors.latitude, country.sectors.longitude)
    ]
    begins = np.zeros(len(rows), np.bool_)
    begins[first] = True
    numbers = units(keys % SECTOR_KEYS)
    steps = np.diff(numbers, prepend=0)
    steps[begins] = numbers[begins]
    made: dict[str, object] = {
        "council": country.councils[area],
        **around(country, area),
        "sectors": [text_of(name, 5) for name in names.tolist()],
        "lat": np.diff(centre[0], prepend=0),
        "lon": np.diff(centre[1], prepend=0),
        "sizes": sizes,
        "units": steps,
        "beside": foreign(country, area),
    }
    for name, column, middle in (
        ("north", arrays.latitude, centre[0]),
        ("east", arrays.longitude, centre[1]),
    ):
        values = column[rows].astype(np.int64)
        moved = np.diff(values, prepend=0)
        moved[begins] = values[begins] - middle
        made[name] = moved
    return orjson.dumps(made, option=NUMPY)


def foreign(country: Country, area: int) -> list[dict[str, object]]:
    """Postcodes of other councils around an area (search.rules.packed.AreaBeside)."""
    found = country.around.beside(area)
    councils, first = np.unique(found.council, return_index=True)
    bounds = [*first.tolist(), len(found.council)]
    return [
        {
            "council": country.councils[council],
            "lat": np.diff(found.latitude[start:end], prepend=0),
            "lon": np.diff(found.longitude[start:end], prepend=0),
        }
        for council, start, end in zip(councils.tolist(), bounds, bounds[1:], strict=False)
    ]


def units(keys: Ints) -> Ints:
    """The last two letters of postcodes as one number. Raises ValueError for a letter that none has."""
    place = np.full(26, -1, np.int64)
    for at, letter in enumerate(LETTERS):
        place[ord(letter) - ord("A")] = at
    left, right = place[keys // _BASE - _FIRST_LETTER], place[keys % _BASE - _FIRST_LETTER]
    if (left < 0).any() or (right < 0).any():
        raise ValueError("a postcode ends in a letter that no postcode ends in")
    return left * len(LETTERS) + right


def around(country: Country, area: int) -> dict[str, object]:
    """The parts of an area's shard that hold outward codes and named places."""
    named = country.named_in[area]
    used = {country.outward_rows[outward_of(sector)] for place in named for sector in place["sectors"]}
    rows = sorted(used | country.outwards_of[area])
    numbers: dict[str, int] = {}

    def number(code: str) -> int:
        return numbers.setdefault(code, len(numbers))

    outwards = []
    for row in rows:
        within, sectors = country.outwards.councils_of(row), country.inside[row]
        alike = all(councils == within for councils in sectors.values())
        outwards.append(
            {
                "name": country.outward_codes[row],
                "lat": int(country.outwards.latitude[row]),
                "lon": int(country.outwards.longitude[row]),
                "within": [number(country.councils[each]) for each in within],
                "digits": "".join(sector[-1] for sector in sectors),
                "shared": []
                if alike
                else [[number(country.councils[each]) for each in councils] for councils in sectors.values()],
            }
        )
    places = [
        {
            "kind": place["precision"],
            "name": place["name"],
            "lat": round(place["lat"] * MICRO),
            "lon": round(place["lon"] * MICRO),
            "within": [number(code) for code in place["councils"]],
            "codes": [] if place["precision"] == "council" else codes_of(country, place),
        }
        for place in named
    ]
    return {"outwards": outwards, "named": places, "councils": list(numbers)}


def outward_of(sector: str) -> str:
    """The outward code of a sector."""
    return sector.partition(" ")[0]


def codes_of(country: Country, place: PlaceFound) -> list[str]:
    """A place's sectors, those of an outward code as one where all count that lie in its councils."""
    wanted = {country.councils.index(code) for code in place["councils"]}
    own, found = set(place["sectors"]), list[str]()
    for outward in dict.fromkeys(outward_of(sector) for sector in place["sectors"]):
        sectors = country.inside[country.outward_rows[outward]]
        there = {sector for sector, councils in sectors.items() if wanted.intersection(councils)}
        held = {sector for sector in sectors if sector in own}
        found += [outward] if there == held else sorted(held)
    return found


def names_shard(country: Country) -> bytes:
    """Outward codes, and every place with a name (search.rules.packed.PlaceNames). Raises ValueError for
    a name whose words are not those of its plain letters."""
    number = {code: at for at, code in enumerate(country.councils)}
    places: list[dict[str, object]] = []
    for each in country.places:
        place = each["place"]
        if place is not None and folded_name(place["name"]) != folded(place["name"]):
            raise ValueError(f"{place['name']}: its words are not those of its plain letters")
        places.append(
            {
                "kind": each["kind"],
                "name": "" if place is None else place["name"],
                "within": [] if place is None else [number[code] for code in place["councils"]],
                "say": each["withheld"],
            }
        )
    names = Names(country.places)
    spellings = sorted({"".join(folded(said)) for each in country.places for said in each["said"]})
    where = {id(each): at for at, each in enumerate(country.places)}
    made: dict[str, object] = {
        "councils": country.councils,
        "outwards": country.outward_codes,
        "within": [country.outwards.councils_of(row) for row in range(len(country.outward_codes))],
        "digits": ["".join(sector[-1] for sector in sectors) for sectors in country.inside],
        "places": places,
        "spellings": spellings,
        "meanings": [[where[id(each)] for each in names.meant(spelling)] for spelling in spellings],
    }
    return orjson.dumps(made)
