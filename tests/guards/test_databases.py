"""A test that writes or reads tables runs on SQLite and on PostgreSQL, or stands here with its reason."""

import re
from pathlib import Path

TESTS = Path(__file__).resolve().parents[1]
TOUCHES = re.compile(
    r"\b(?:make_app|db\.session|db\.engine|app_maker|store\.write|create_engine)\b"
    # The fixture `app` of importing_app.py, on whichever line of the import it stands.
    r"|\bimporting_app import (?:[^(\n]*|\([^)]*)\bapp\b"
)
MARK = re.compile(r"pytest\.mark\.both_databases|\bDatabase\(\"postgresql\"")
#: What reads an edition only, that one database made: either makes the same bytes (test_databases.py).
ONE_IS_ENOUGH = {
    "conftest.py": "the fixtures themselves",
    "databases.py": "the fixtures themselves",
    "importing_app.py": "the fixture itself: its tests are marked",
    "unit/test_packs_days.py": "packs are cut from an edition",
    "unit/test_packs_whole.py": "packs are cut from an edition",
    "unit/test_packs_secrets.py": "packs are cut from an edition",
    "unit/test_packs_trusted.py": "packs are cut from an edition",
    "unit/test_client_build.py": "the client is built from files",
    "pages/test_ready.py": "pages are kept of an edition",
}


def touching() -> set[str]:
    """The test files that touch a database."""
    return {
        str(path.relative_to(TESTS))
        for path in TESTS.rglob("*.py")
        if path != Path(__file__) and TOUCHES.search(path.read_text("utf-8"))
    }


def test_every_test_of_tables_runs_on_both() -> None:
    unmarked = {name for name in touching() if not MARK.search((TESTS / name).read_text("utf-8"))}
    assert unmarked <= set(ONE_IS_ENOUGH), "mark these both_databases"


def test_no_reason_stands_for_a_test_that_is_gone() -> None:
    assert set(ONE_IS_ENOUGH) <= touching()


def test_every_way_of_touching_a_table_is_seen() -> None:
    for said in (
        "from tests.importing_app import a_service, app",
        "from tests.importing_app import (\n    a_service,\n    app,\n    run,\n)",
        "made = create_engine(url)",
        "def app(make_app: MakeApp) -> Flask:",
        "with db.engine.connect() as connection:",
    ):
        assert TOUCHES.search(said), said
    for said in ("from tests.importing_app import a_service\n\napp = 1", "recreate_engines()"):
        assert not TOUCHES.search(said), said
