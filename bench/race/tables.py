"""An edition as plain rows, for the engines that are raced against `search.match`."""

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import orjson

from search.edition import Edition
from search.lists import Lists
from search.rules.spelling import stem
from search.stretches import SPAN, Table


class Service(NamedTuple):
    """One row of an edition. `hours`: number of its set of hours, all channels together; `named` and
    `said`: numbers of the words of its name, and of all it says."""

    id: int
    lat: float | None
    lon: float | None
    uncut: bool
    last: int
    checked: int
    paused: int
    catchment: list[str]
    hours: int
    clauses: list[int]
    needs: list[str]
    named: list[int]
    said: list[int]


class Clause(NamedTuple):
    """A distinct clause. `low` and `high`: of a number; `value`: codes."""

    id: int
    attribute: str
    op: str
    strength: str
    only_with: bool
    low: int | None
    high: int | None
    value: list[str]


def services(edition: Edition) -> Iterator[Service]:
    """Every row, in order: the row number is its id and its last order."""
    columns, profiles = edition.columns, edition.columns.profiles
    index = edition.folder / "index"
    texts, names = Lists.open(index, "texts"), np.load(index / "names.npy")
    bits = np.unpackbits(
        columns.needs.view(np.uint8).reshape(len(columns.needs), -1, 8), axis=2, bitorder="little"
    )
    for row in range(len(columns.lat)):
        at, profile = float(columns.lat[row]), int(columns.profile[row])
        said = texts.values[texts.starts[row] : texts.starts[row + 1]].tolist()
        needs = [
            columns.need_codes[64 * word + int(bit)]
            for word in range(len(bits))
            for bit in np.flatnonzero(bits[word, row])
        ]
        yield Service(
            id=row,
            lat=None if np.isnan(at) else at,
            lon=None if np.isnan(at) else float(columns.lon[row]),
            uncut=bool(columns.uncut[row]),
            last=int(columns.last[row]),
            checked=int(columns.checked[row]),
            paused=int(columns.paused[row]),
            catchment=columns.catchments[int(columns.catchment[row])],
            hours=int(columns.sets[row, 0]),
            clauses=profiles.members[profiles.starts[profile] : profiles.starts[profile + 1]].tolist(),
            needs=needs,
            named=said[: int(names[row])],
            said=said,
        )


def clauses(edition: Edition) -> Iterator[Clause]:
    """The distinct clauses. ValueError for what the engines' question does not know."""
    for number, clause in enumerate(edition.columns.profiles.clauses):
        if clause["unless"] or (clause["in_person"] and not clause["only_with"]):
            raise ValueError(f"the race knows no such clause: {clause}")
        value, low, high = clause["value"], None, None
        values = value if isinstance(value, list) else [value]
        if clause["attribute"] == "age":
            low, high = {"at-least": (values[0], 999), "between": (values[0], values[-1])}[clause["op"]]
            values = []
        yield Clause(
            number,
            clause["attribute"],
            clause["op"],
            clause["strength"],
            clause["only_with"],
            low,
            high,
            [str(each) for each in values],
        )


def stretches(edition: Edition) -> Iterator[tuple[int, int, int, str]]:
    """Set of hours, first minute, end, and "open" or "unknown"."""
    wanted = np.zeros(len(edition.columns.none), np.bool_)
    wanted[edition.columns.sets[:, 0]] = True
    for file, status in (("open", "open"), ("doubtful", "unknown")):
        table = Table.open(edition.folder / "columns", file)
        of_set, start = np.divmod(table.key[:-1], SPAN)
        kept = wanted[of_set]
        columns = of_set[kept].tolist(), start[kept].tolist(), table.end[:-1][kept].tolist()
        for hours, first, end in zip(*columns, strict=True):
            yield hours, first, end, status


def without_hours(edition: Edition) -> list[int]:
    """The sets of hours that hold none."""
    found: list[int] = np.flatnonzero(edition.columns.none).tolist()
    return found


def words(edition: Edition) -> Iterator[tuple[int, str, str]]:
    """Number, word and stem."""
    for number, word in enumerate(
        orjson.loads((edition.folder / "index" / "words.json").read_bytes())["words"]
    ):
        yield number, word, stem(word)
