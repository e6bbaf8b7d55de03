"""From the edition that serves to the tree that every phone fetches (docs/decisions/0007)."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import cast

import orjson

from app.pages.sources import sources
from app.publishing.locking import one_at_a_time
from app.publishing.national import first_carried
from app.publishing.reading import EPOCH
from search import unicode14, wall
from search.edition import Edition
from search.rules.model import HelpLine, Knowledge

from . import pointing
from .areas import Areas, work_out
from .cutting import carried
from .phrases import phrases_shard
from .places import Country, area_shard, names_shard
from .shards import Known, Shard, Shards
from .store import Store

DAY = 1440
SORTED = orjson.OPT_SORT_KEYS
#: Records of a directory that is packed for speed: what is smallest takes minutes (docs/decisions/0012).
MANY = 20_000
#: Which file beside the gazetteer holds the places of an area, or names.
PLACES = "places.json"
#: What of the knowledge stands in `current.json`.
DATED = ("published", "cover")

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Made:
    """What a publishing of packs came to."""

    document: dict[str, object]
    files: int


@one_at_a_time
def publish_packs(
    edition: Edition, editions: Path, gazetteer: Path, progress: Progress = lambda done, total: None
) -> Made:
    """Cut the packs of an edition and make them the ones that phones fetch.

    `gazetteer`: the folder of the built gazetteer. What depends on it alone is kept beside it. Shards of
    rows that were cut before are taken as they are. The files of earlier editions stay for a while;
    `current.json` is replaced last.
    """
    areas, held = prepared(gazetteer)
    first_day = first_carried(edition.knowledge["published"] // DAY)
    gone = pointing.withdrawn(editions)
    cuts = carried(edition, areas, gone)
    known = Known.open(editions)
    names = cast(dict[str, str], edition.extra["councils"])
    with Store(pointing.public(editions), many=len(edition.records) >= MANY) as store:
        shards = Shards(edition, first_day, gone, store, known)
        shards.make([*cuts.national, *(part for parts in cuts.areas.values() for part in parts)], progress)
        places = Places(held, store)
        national = [*common(edition, first_day, store), places.names(), *shards.of(cuts.national)]
        done = {
            council: [places.of(council), *shards.of(parts)] for council, parts in cuts.areas.items() if parts
        }
        told: dict[str, object] = {
            "format": pointing.FORMAT,
            "edition": edition.id,
            "published_at": edition.published_at,
            "published": edition.knowledge["published"],
            "horizon": str(EPOCH + timedelta(days=edition.knowledge["cover"]["last"])),
            "cover": {**edition.knowledge["cover"], "first": first_day},
            "sample": edition.knowledge["sample"],
            "national": entry("", national, store),
            "areas": {
                council: {
                    "name": names.get(council, council),
                    **entry(council, each, store),
                    "own": cuts.own.get(council, 0),
                }
                for council, each in done.items()
            },
        }
        store.forget_old()
        files = len(store)
    document = pointing.point(editions, told, wall.now_minute(), edition.folder)
    shards.known().save(editions)
    return Made(document, files)


def common(edition: Edition, first_day: int, store: Store) -> list[Shard]:
    """The shards of national knowledge: what every question needs, and what typed words do. What changes
    though no record does, the day of publishing and the days covered, stands in `current.json`."""
    told = {**lately(edition.knowledge, first_day), "phrases": [], "dictionary": []}
    told = {name: part for name, part in told.items() if name not in DATED}
    rest = {"knowledge": told, "extra": edition.extra, "sources": sources(), "letters": unicode14.steps()}
    typed = phrases_shard(edition.knowledge["phrases"])
    found: list[Shard] = []
    for kind, part in (("knowledge", rest), ("phrases", typed)):
        body = orjson.dumps(part, option=SORTED)
        found.append({"kind": kind, "sha256": store.add(body), "bytes": len(body), "rows": 0})
    return found


class Places:
    """The shards that depend on the gazetteer alone, made already."""

    def __init__(self, held: Path, store: Store) -> None:
        self._held, self._store = held, store
        self._made: dict[str, list[str | int]] = orjson.loads((held / PLACES).read_bytes())

    def names(self) -> Shard:
        """What has a name, of the whole country."""
        return self._shard("names", "names")

    def of(self, council: str) -> Shard:
        """The places of an area."""
        return self._shard("place", council)

    def _shard(self, kind: str, name: str) -> Shard:
        sha, size = self._made[name]
        self._store.take(str(sha), self._held)
        return {"kind": kind, "sha256": sha, "bytes": size, "rows": 0}


def entry(area: str, shards: list[Shard], store: Store) -> dict[str, object]:
    """Keep the manifest of an area ("" for the national part); its line in `current.json`."""
    named = [each if "size" in each else {**each, "size": store.size(str(each["sha256"]))} for each in shards]
    body = orjson.dumps({"area": area, "format": pointing.FORMAT, "shards": named}, option=SORTED)
    sizes = {str(each["sha256"]): int(str(each["size"])) for each in named}
    rows = sum(int(str(each["rows"])) for each in named if each["kind"] == "list")
    sha = store.add(body)
    return {"sha256": sha, "size": store.size(sha) + sum(sizes.values()), "rows": rows}


def lately(knowledge: Knowledge, first_day: int) -> Knowledge:
    """The same with no dated hours of a help line before a day, and no word of what was open then."""
    lines: list[HelpLine] = [
        {
            **line,
            "hours": [
                {**hours, "dates": [each for each in hours["dates"] if each["day"] >= first_day]}
                for hours in line["hours"]
            ],
        }
        for line in knowledge["help_lines"]
    ]
    return {**knowledge, "help_lines": lines, "cover": {**knowledge["cover"], "first": first_day}}


# -- what depends on the gazetteer alone ----------------------------------------------------------


def prepared(gazetteer: Path) -> tuple[Areas, Path]:
    """The areas of a gazetteer and the folder of its place shards, made where they are not there yet."""
    gazetteer = gazetteer.resolve()
    folder = gazetteer.with_name(f"{gazetteer.name}-areas")
    version = _version(gazetteer)
    try:
        if (folder / "version").read_text("ascii") == version:
            return Areas.open(folder), folder
    except (OSError, ValueError):
        pass
    with tempfile.TemporaryDirectory(prefix=f".{folder.name}-", dir=folder.parent) as scratch:
        fresh = Path(scratch) / "new"
        fresh.mkdir()
        work_out(gazetteer).save(fresh)
        country = Country(gazetteer)
        bodies = {"names": names_shard(country)}
        bodies |= {council: area_shard(country, area) for area, council in enumerate(country.councils)}
        with Store(fresh) as store:
            named = {name: [store.add(body), len(body)] for name, body in bodies.items()}
            for sha, _ in named.values():
                store.size(str(sha))
        (fresh / PLACES).write_bytes(orjson.dumps(named))
        (fresh / "version").write_text(version, "ascii")
        if folder.exists():
            shutil.move(folder, Path(scratch) / "old")
        fresh.rename(folder)
    return Areas.open(folder), folder


def _version(gazetteer: Path) -> str:
    """A hash of the gazetteer's own version and of the code that cuts it."""
    digest = hashlib.sha256((gazetteer / "version.json").read_bytes())
    for name in ("areas.py", "beside.py", "places.py", "store.py"):
        digest.update((Path(__file__).parent / name).read_bytes())
    return digest.hexdigest()
