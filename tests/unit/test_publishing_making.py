"""Records made by several processes are those that one makes, byte by byte."""

from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select, update

from app.history import said
from app.models import Service, db
from app.publishing import making
from app.publishing.making import RefusedError
from app.publishing.publish import publish
from directory_data.gazetteer import Gazetteer
from search import wall
from tests.conftest import PUBLISHED, SAMPLE, MakeApp, load

pytestmark = pytest.mark.both_databases


@pytest.fixture
def app(make_app: MakeApp, tmp_path: Path) -> Flask:
    made = make_app(tmp_path)
    for name in ("lewisham.json", "national.json", "wisbech.json"):
        load(made, SAMPLE / name)
    return made


@pytest.fixture
def several(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts so small that the sample comes to some, and processors to make them."""
    monkeypatch.setattr(making, "PART", 17)
    monkeypatch.setattr(making, "FEW", 17)
    monkeypatch.setattr(making.os, "cpu_count", lambda: 2)


def edition(app: Flask, places: Gazetteer, folder: Path) -> dict[str, bytes]:
    """Publish into a folder; what the edition comes to, by file."""
    with app.app_context():
        written = publish(db.session(), folder, places, at=wall.minute_of(PUBLISHED))
        db.session.rollback()
    found = {
        str(path.relative_to(written.folder)): path.read_bytes()
        for path in sorted(written.folder.rglob("*"))
        if path.is_file()
    }
    assert written.count > 60 and len(found) > 30
    return found


def test_several_processes_make_the_edition_that_one_makes(
    app: Flask, places: Gazetteer, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    alone = edition(app, places, tmp_path / "one")
    request.getfixturevalue("several")
    counted: list[int] = []
    together = making._by_others

    def watched(*given: object) -> list[making.Part]:
        parts = together(*given)  # type: ignore[arg-type]
        counted.extend(len(part.fresh.lines) for part in parts)
        return parts

    request.getfixturevalue("monkeypatch").setattr(making, "_by_others", watched)
    assert edition(app, places, tmp_path / "several") == alone
    assert len(counted) > 3 and all(counted)


def test_what_any_of_them_refuses_is_refused_by_name_in_one_order(
    app: Flask, places: Gazetteer, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    number = "01632 960555"
    with app.app_context(), said("a test", "edit", "to be refused"):
        ids = list(db.session.scalars(select(Service.id).order_by(Service.id)))
        noted = update(Service).where(Service.id == ids[0]).values(worker_only={"notes": f"Ring {number}"})
        open_ = update(Service).where(Service.id.in_((ids[2], ids[-1])))
        db.session.execute(noted)
        db.session.execute(open_.values(description=f"Help with food. Ring {number}."))
        db.session.commit()
    told = []
    for folder in ("one", "several"):
        with pytest.raises(RefusedError) as refused:
            edition(app, places, tmp_path / folder)
        told.append([(each.service, each.why) for each in refused.value.refusals])
        assert not list((tmp_path / folder).glob("[!.]*"))
        request.getfixturevalue("several")
    assert told[0] == told[1]
    assert len({name for name, _ in told[0]}) == 2
