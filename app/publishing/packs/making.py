"""From the edition that serves to the tree that every phone fetches (docs/decisions/0007)."""

import hashlib
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import numpy as np
import orjson

from app.publishing.reading import EPOCH
from directory_data.gazetteer import SENTENCES
from search import catalogue
from search.edition import Edition
from search.rules.model import HelpLine, Knowledge

from . import pointing
from .areas import Areas, work_out
from .columns import Columns
from .cutting import Carried, carried
from .fragments import detail_shard, list_shard, word_shard
from .places import Country, area_shard, names_shard
from .store import Store

DAY = 1440
SORTED = orjson.OPT_SORT_KEYS
#: What the phone alone has to say of a place; the others are the gazetteer's.
SAVE_FIRST = {"place-save": "Save this area on your phone to be sure."}

#: Which file beside the gazetteer holds the places of an area, or names.
PLACES = "places.json"

Shard = dict[str, object]
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Made:
    """What a publishing of packs came to."""

    document: dict[str, object]
    files: int


def publish_packs(
    edition: Edition, editions: Path, gazetteer: Path, progress: Progress = lambda done, total: None
) -> Made:
    """Cut the packs of an edition and make them the ones that phones fetch.

    `gazetteer`: the folder of the built gazetteer. What depends on it alone is kept beside it. The files
    of earlier editions stay for a while; `current.json` is replaced last.
    """
    areas, held = prepared(gazetteer)
    first_day = edition.knowledge["published"] // DAY - 1
    columns = Columns(edition, first_day)
    cuts = carried(edition, columns, areas, pointing.withdrawn(editions))
    with Store(pointing.public(editions)) as store:
        made = Manifests(columns, store, held)
        national = made.national(edition, cuts, first_day)
        done = {}
        for number, council in enumerate(areas.councils, start=1):
            done[council] = made.area(council, cuts.areas[council])
            progress(number, len(areas.councils))
        told: dict[str, object] = {
            "edition": edition.id,
            "published_at": edition.published_at,
            "horizon": str(EPOCH + timedelta(days=edition.knowledge["cover"]["last"])),
            "national": made.entry(national),
            "areas": {council: made.entry(shards) for council, shards in done.items()},
        }
        store.forget_old()
    document = pointing.point(editions, told, edition.knowledge["published"])
    return Made(document, len(list(pointing.public(editions).glob("*.json"))))


class Manifests:
    """Shards of rows, each set of rows made once; and the manifests that name them."""

    def __init__(self, columns: Columns, store: Store, held: Path) -> None:
        self._columns, self._store, self._held = columns, store, held
        self._places: dict[str, list[str | int]] = orjson.loads((held / PLACES).read_bytes())
        self._made: dict[bytes, list[Shard]] = {}

    def area(self, council: str, parts: list[np.typing.NDArray[np.int64]]) -> list[Shard]:
        """The shards of a council's area."""
        place = self._ready("place", council)
        return [{"area": council}, place, *self._cuts(parts)]

    def national(self, edition: Edition, cuts: Carried, first_day: int) -> list[Shard]:
        """The shards of the national part."""
        sentences = {key: catalogue.parse(key, text) for key, text in (SENTENCES | SAVE_FIRST).items()}
        common = {
            "knowledge": lately(edition.knowledge, first_day),
            "extra": edition.extra,
            "catalogue": sentences | catalogue.english(),
        }
        names = self._ready("names", "names")
        knowledge = self._shard("knowledge", orjson.dumps(common, option=SORTED))
        return [{"area": ""}, knowledge, names, *self._cuts([cuts.national])]

    def entry(self, shards: list[Shard]) -> dict[str, object]:
        """Keep a manifest; its line in `current.json`."""
        area, *named = shards
        for each in named:
            each["size"] = self._store.size(str(each["sha256"]))
        body = orjson.dumps({**area, "shards": named}, option=SORTED)
        sizes = {str(each["sha256"]): int(str(each["size"])) for each in named}
        rows = sum(int(str(each["rows"])) for each in named if each["kind"] == "list")
        return {"sha256": self._store.add(body), "size": sum(sizes.values()), "rows": rows}

    def _cuts(self, parts: list[np.typing.NDArray[np.int64]]) -> list[Shard]:
        found: list[Shard] = []
        for cut, rows in enumerate(parts):
            key = rows.tobytes()
            if key not in self._made:
                made = (
                    ("list", list_shard(self._columns, rows)),
                    ("words", word_shard(self._columns, rows)),
                    ("detail", detail_shard(self._columns, rows)),
                )
                self._made[key] = [self._shard(kind, body, len(rows)) for kind, body in made]
            found += [{**each, "cut": cut} for each in self._made[key]]
        return found

    def _ready(self, kind: str, name: str) -> Shard:
        sha, size = self._places[name]
        self._store.take(str(sha), self._held)
        return {"kind": kind, "sha256": sha, "bytes": size, "rows": 0}

    def _shard(self, kind: str, body: bytes, rows: int = 0) -> Shard:
        return {"kind": kind, "sha256": self._store.add(body), "bytes": len(body), "rows": rows}


def lately(knowledge: Knowledge, first_day: int) -> Knowledge:
    """The same with no dated hours of a help line before a day."""
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
    return {**knowledge, "help_lines": lines}


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
    for name in ("areas.py", "places.py", "store.py"):
        digest.update((Path(__file__).parent / name).read_bytes())
    return digest.hexdigest()
