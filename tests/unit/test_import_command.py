"""`directory import`: written whole, or nothing and why; and again without change."""

import json
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from app import store
from app.commands import importing as command
from app.models import db
from directory_data import importing
from tests.importing_app import a_service, app, everything, rows, run, written

__all__ = ["app"]

pytestmark = pytest.mark.both_databases

OTHER = {"id": "2", "service_at_locations": [], "organization": {"name": "Another"}}


def test_an_import_is_written_and_said(app: Flask, tmp_path: Path) -> None:
    result = run(app, "import", written(tmp_path / "f.json", [a_service(colour="red")]))
    assert result.exit_code == 0
    assert "1  services at places" in result.output
    assert "Warning: [0]: colour: is no field that is known: left out" in result.output
    assert "Refused" not in result.output
    assert rows("schedule", "byday, opens_at, closes_at") == [("SA,SU", "22:00", "08:00")]
    place = "44444444-4444-4444-8444-444444444444"
    assert rows("address", "postal_code, location_id") == [("SE13 6JP", place)]


def test_one_refused_row_and_nothing_is_written(app: Flask, tmp_path: Path) -> None:
    path = written(tmp_path / "f.json", [a_service(), a_service(**OTHER, status="odd")])
    result = run(app, "import", path)
    assert result.exit_code == 1
    assert "Refused: [1]: status: 'odd' is not one of" in result.output
    assert "Nothing was written: 1 refused." in result.output
    assert not any(everything().values())


def test_a_dry_run_says_the_same_and_writes_nothing(app: Flask, tmp_path: Path) -> None:
    path = written(tmp_path / "f.json", [a_service()])
    result = run(app, "import", path, "--dry-run")
    assert (result.exit_code, not any(everything().values())) == (0, True)
    assert "1  services at places" in result.output
    assert "dry run" in result.output


def test_the_same_file_again_changes_nothing(app: Flask, tmp_path: Path) -> None:
    term = {"id": "t", "name": "T", "taxonomy_detail": {"name": "N"}}
    service = a_service(
        phones=[{"number": "1", "languages": [{"code": "pl"}]}],
        contacts=[{"name": "Ann", "phones": [{"number": "2"}]}],
        attributes=[{"value": "x", "taxonomy_term": term}],
        metadata=[{"updated_by": "Ann"}],
        funding=[{"source": "Lottery", "attributes": [{"value": "deep"}]}],
        saturday={"needs": ["basics"], "worker_only": {"notes": "x"}},
    )
    path = written(tmp_path / "f.json", [service])
    assert run(app, "import", path).exit_code == 0
    first = everything()
    assert len(first["attribute"]) == 2
    assert run(app, "import", path).exit_code == 0
    assert everything() == first


def test_what_a_service_no_longer_says_is_gone(app: Flask, tmp_path: Path) -> None:
    phone = {"number": "1", "attributes": [{"value": "x"}]}
    service = a_service(description="Old", phones=[phone], schedules=[{"byday": "MO"}])
    run(app, "import", written(tmp_path / "f.json", [service]))
    place = service["service_at_locations"][0]
    moved = {**place, "id": "77777777-7777-4777-8777-777777777777"}
    run(app, "import", written(tmp_path / "f.json", [a_service(service_at_locations=[moved])]))
    assert rows("service", "description") == [(None,)]
    assert rows("service_at_location", "id") == [(moved["id"],)]
    assert rows("schedule", "service_at_location_id") == [(moved["id"],)]
    assert (rows("phone"), rows("attribute")) == ([], [])


def test_a_mention_does_not_wipe_an_organization_or_a_place(app: Flask, tmp_path: Path) -> None:
    full = a_service()
    full["organization"] |= {"website": "https://a.example", "phones": [{"number": "1"}]}
    full["service_at_locations"][0]["location"]["saturday"] = {"visibility": "hidden"}
    run(app, "import", written(tmp_path / "f.json", [full]))
    run(app, "import", written(tmp_path / "f.json", [a_service()]))
    assert rows("organization", "website") == [("https://a.example",)]
    assert rows("phone", "number") == [("1",)]
    assert rows("location", "visibility") == [("hidden",)]
    full["organization"]["phones"] = []
    run(app, "import", written(tmp_path / "f.json", [full]))
    assert rows("phone") == []


def test_an_id_that_the_directory_has_for_something_else_is_refused(app: Flask, tmp_path: Path) -> None:
    phone = {"id": "99999999-9999-4999-8999-999999999999", "number": "1"}
    run(app, "import", written(tmp_path / "f.json", [a_service(phones=[phone])]))
    before = everything()
    result = run(app, "import", written(tmp_path / "f.json", [a_service(**OTHER, phones=[phone])]))
    assert result.exit_code == 1
    assert phone["id"] in result.output
    assert everything() == before


def test_a_service_of_nobody_on_record_is_refused_and_lesser_references_are_left_empty(
    app: Flask, tmp_path: Path
) -> None:
    service = a_service(organization_id="o", service_at_locations=[])
    del service["organization"]
    result = run(app, "import", written(tmp_path / "f.json", [service]))
    assert result.exit_code == 1
    assert "[0]: organization_id: there is no organization with the id" in result.output
    service = a_service(program_id="p")
    service["organization"]["parent_organization_id"] = "q"
    result = run(app, "import", written(tmp_path / "f.json", [service]))
    assert result.exit_code == 0
    assert "program_id: names no program that is known: left empty" in result.output
    assert rows("organization", "parent_organization_id") == [(None,)]


def test_objects_of_one_table_may_point_at_each_other_in_any_order(app: Flask, tmp_path: Path) -> None:
    organizations = [{"id": "child", "name": "Child", "parent_organization_id": "parent"}]
    organizations.append({"id": "parent", "name": "Parent"})
    path = written(tmp_path / "f.json", {"organizations": organizations, "services": []})
    for _ in range(2):
        assert run(app, "import", path).exit_code == 0
    parent = rows("organization", "id", "name")[-1][0]
    found = rows("organization", "name, parent_organization_id", "name")
    assert found == [("Child", parent), ("Parent", None)]


def test_wrong_use_is_exit_code_2(app: Flask, tmp_path: Path) -> None:
    path = written(tmp_path / "f.json", [a_service()])
    for arguments in (["nowhere.json"], [path, "--source", "magic"], [path, "--checked-on", "today"], []):
        assert run(app, "import", *arguments).exit_code == 2


def test_checked_on_is_kept(app: Flask, tmp_path: Path) -> None:
    run(app, "import", written(tmp_path / "f.json", [a_service()]), "--checked-on", "2026-11-02")
    assert rows("service", "assured_date") == [(date(2026, 11, 2),)]


def test_without_tables_it_says_what_to_do(app: Flask, tmp_path: Path) -> None:
    db.drop_all()
    result = run(app, "import", written(tmp_path / "f.json", [a_service(name="Refuge at 1 Secret Lane")]))
    assert result.exit_code == 1
    assert "db upgrade" in result.output
    assert "Secret" not in result.output


def test_a_failure_half_way_leaves_nothing(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch = importing.read(Path(written(tmp_path / "f.json", [a_service()])))

    def stop(table: str, count: int) -> None:
        if table == "schedule":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.write(db.engine, batch, progress=stop)
    assert not any(everything().values())


def test_template_writes_a_sheet_and_notes_and_never_over_another_file(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "sheet.csv"
    assert run(app, "template", str(path)).exit_code == 0
    assert (tmp_path / "sheet.notes.txt").read_text("utf-8").startswith("One row is one service")
    path.write_text(path.read_text("utf-8").replace("# Lantern", "Lantern"), "utf-8")
    assert run(app, "import", str(path)).exit_code == 0
    assert rows("service", "name") == [("Lantern Night Shelter",)]
    assert run(app, "template", str(path)).exit_code == 1
    assert run(app, "template", str(tmp_path / "nowhere" / "sheet.csv")).exit_code == 1


def test_progress_is_said_in_a_log_now_and_then(
    app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "EVERY_ELSEWHERE", 200)
    lines = [json.dumps(a_service(id=str(n), service_at_locations=[])) for n in range(450)]
    result = run(app, "import", written(tmp_path / "f.ndjson", "\n".join(lines)), "--dry-run")
    assert [line for line in result.stderr.splitlines() if line.endswith("read")] == ["200 read", "400 read"]
    assert "\r" not in result.stderr


def test_the_sample_directory_imports(app: Flask) -> None:
    result = run(app, "import", str(Path(importing.__file__).parent / "content" / "sample"))
    assert result.exit_code == 0
    assert len(rows("service")) >= 70
