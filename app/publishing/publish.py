"""`directory publish`: the whole way from tables to the edition that serves."""

from datetime import date, timedelta
from pathlib import Path

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from app.database import begin_snapshot, map_file
from directory_data.gazetteer import Gazetteer
from search.rules.model import Knowledge

from . import continuing, making, marks, national, reading, secrets
from .locking import one_at_a_time
from .making import Progress
from .reading import Row
from .records import Setting
from .writing import Fresh, Written, write

HORIZON_DAYS = 400


@one_at_a_time
def publish(
    session: Session,
    editions: Path,
    gazetteer: Gazetteer,
    *,
    at: int,
    horizon: date | None = None,
    progress: Progress = lambda done: None,
    besides: secrets.Secrets | None = None,
) -> Written:
    """Publish everything in the tables, as of wall minute `at`. Raises RefusedError.

    A session that has not begun reads at one moment, whoever writes meanwhile, and still does so afterwards.
    `besides`: what is secret too (today's secrets, when `session` reads the tables of the past).
    """
    today = reading.EPOCH + timedelta(days=at // 1440)
    cover = national.cover_of(today, horizon or today + timedelta(days=HORIZON_DAYS))
    pathway_of = national.pathways()
    # Worked out a little further, so that hours stay the same from day to day (docs/decisions/0007).
    worked = national.to_the_block(cover, at // 1440, fixed=horizon is not None)
    setting = Setting(
        cover=worked,
        holidays=national.holidays_for_hours(worked),
        pathway_of=pathway_of,
        council_names=gazetteer.council_names,
        locate=gazetteer.postcode,
    )
    engine = session.get_bind()
    alone = besides is None and isinstance(engine, Engine) and not session.in_transaction()
    whole = marks.ready(engine) if alone and isinstance(engine, Engine) else None
    begin_snapshot(session)
    map_file(session)
    # Of the same moment as the rows: what changes from here on stays marked for the next publishing.
    waiting = None if whole is None else marks.read(session, whole)
    kept = secrets.collect(session, pathway_of)
    if besides is not None:
        kept.add(besides)
    setting_hash = continuing.fingerprint(setting, cover, gazetteer.version)
    found = None if waiting is None else continuing.continued(session, editions, waiting, setting_hash, kept)
    ids = reading.listed(session, None if found is None else found.services)
    sources = reading.sources(session, pathway_of, ids)
    maker = making.Maker(setting, kept, cover, at)

    def fresh() -> Fresh:
        return making.fresh(maker, sources, len(ids), gazetteer.folder, progress)

    def common(count: int, sample: bool) -> tuple[Knowledge, Row]:
        known = national.knowledge(cover, worked, at, sample)
        return known, national.for_pages(gazetteer.council_names)

    written = write(editions, fresh, common, cover, at, None if found is None else found.before)
    if waiting is not None and isinstance(engine, Engine):
        token = marks.settle(engine, waiting)
        if token is not None:
            continuing.State.of(written.folder, setting_hash, token, kept).save(editions)
    return written
