"""What an import may write and what the tables hold are the same."""

import pytest
from sqlalchemy import String

from app import store
from app.models import db
from directory_data import hsds

BY_NESTING = {
    "id",
    "link_id",
    "link_entity",
    "resource_id",
    "resource_type",
    *(f"{name}_id" for name in hsds.KINDS),
}
"""Columns that say whose a row is, or what it is."""


@pytest.mark.parametrize("table", sorted(hsds.KINDS))
def test_a_kind_has_the_columns_of_its_table(table: str) -> None:
    kind = hsds.KINDS[table]
    known = {*kind.fields, *kind.extension, *kind.references}
    if table == "schedule":
        known |= {*hsds.SCHEDULE_WHEN, *hsds.SCHEDULE_CODES}
    columns = set(db.metadata.tables[table].columns.keys())
    assert known - columns == set()
    assert columns - known - BY_NESTING == set()


@pytest.mark.parametrize("table", sorted(hsds.KINDS))
def test_whatever_nests_has_a_column_for_its_owner(table: str) -> None:
    kind = hsds.KINDS[table]
    for of in kind.lists.values():
        assert f"{table}_id" in db.metadata.tables[of].columns
    for of, column in kind.objects.values():
        assert of in hsds.KINDS
        assert column in db.metadata.tables[table].columns


def test_a_required_column_is_required_of_a_file() -> None:
    for table, kind in hsds.KINDS.items():
        for column in db.metadata.tables[table].columns:
            if not column.nullable and column.name not in BY_NESTING:
                assert column.name in kind.required, f"{table}.{column.name}"


def test_shared_objects_are_those_that_may_be_mentioned() -> None:
    assert {name for name, kind in hsds.KINDS.items() if kind.shared} == set(store.MENTIONED)


def test_no_check_lets_a_text_through_that_its_column_cannot_hold() -> None:
    """SQLite would take it; PostgreSQL would not."""
    for table, kind in hsds.KINDS.items():
        for name, check in {**kind.fields, **kind.extension}.items():
            column = db.metadata.tables[table].columns[name].type
            if isinstance(column, String) and column.length is not None:
                for text in ("x" * (column.length + 1), "https://x.example/" + "x" * column.length):
                    with pytest.raises(ValueError):
                        check(text)
