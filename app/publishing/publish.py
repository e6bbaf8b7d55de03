"""`directory publish`: the whole way from tables to the edition that serves."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from sqlalchemy.orm import Session

from directory_data.gazetteer import Gazetteer
from search import wall
from search.rules.model import Knowledge, Record

from . import national, reading, secrets
from .reading import Row
from .records import PublishError, Setting, made
from .writing import Written, write

HORIZON_DAYS = 400
Progress = Callable[[int], None]


@dataclass(frozen=True)
class Refusal:
    """A service that keeps the whole directory from being published, and why."""

    service: str
    why: str


class RefusedError(Exception):
    """Publishing is refused; nothing was written. `refusals` name every service at fault."""

    def __init__(self, refusals: list[Refusal]) -> None:
        super().__init__(f"{len(refusals)} services can't be published")
        self.refusals = refusals


def publish(
    session: Session,
    editions: Path,
    gazetteer: Gazetteer,
    *,
    at: int,
    horizon: date | None = None,
    progress: Progress = lambda done: None,
) -> Written:
    """Publish everything in the tables, as of wall minute `at`. Raises RefusedError."""
    today = reading.EPOCH + timedelta(days=at // 1440)
    cover = national.cover_of(today, horizon or today + timedelta(days=HORIZON_DAYS))
    pathway_of = national.pathways()
    setting = Setting(
        cover=cover,
        holidays=national.holidays_for_hours(cover),
        pathway_of=pathway_of,
        council_names=gazetteer.council_names,
        locate=gazetteer.postcode,
    )
    kept = secrets.collect(session, pathway_of)

    def common(count: int, sample: bool) -> tuple[Knowledge, Row]:
        return national.knowledge(cover, at, sample), national.for_pages(gazetteer.council_names, count)

    return write(editions, _checked(session, setting, kept, progress), common, wall.iso_minute(at))


def _checked(
    session: Session,
    setting: Setting,
    kept: secrets.Secrets,
    progress: Progress,
) -> Iterator[tuple[Record, Row]]:
    """Every record; at the end RefusedError, where any service is refused."""
    done, refusals = 0, list[Refusal]()
    for source in reading.sources(session, setting.pathway_of):
        for spot in source.places:
            try:
                record, detail = made(source, spot, setting)
            except PublishError as error:
                refusals.append(Refusal(source.service["name"], str(error)))
                continue
            if secrets.same_door(kept, detail):
                refusals.append(Refusal(source.service["name"], "its address is secret elsewhere"))
            for kind in secrets.leaks(kept, secrets.public_texts(dict(record), detail)):
                refusals.append(Refusal(source.service["name"], f"{kind} stands in its public text"))
            yield record, detail
            done += 1
            progress(done)
    if refusals:
        raise RefusedError(refusals)
