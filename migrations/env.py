"""How alembic reaches the application's database. Run by `flask db upgrade`."""

from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from flask import current_app
from sqlalchemy import Connection

from app.database import lock
from app.history import recording

migrate = current_app.extensions["migrate"]


def run() -> None:
    """Runs what was asked inside one transaction. At the newest tables, history begins with what stands
    in them."""
    with migrate.db.engine.connect() as connection:
        with children_kept(connection):
            lock(connection)
            context.configure(
                connection=connection, target_metadata=migrate.db.metadata, **migrate.configure_args
            )
            with context.begin_transaction():
                context.run_migrations()
            refuse_orphans(connection)
            connection.commit()
        if set(context.get_context().get_current_heads()) == set(context.script.get_heads()):
            recording.begin(connection)
            connection.commit()


@contextmanager
def children_kept(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by copying it and dropping the first one; with foreign keys on, that would
    delete every row that belongs to one of its rows. They are off meanwhile, which is for whole
    transactions only."""
    lite = connection.dialect.name == "sqlite"
    try:
        if lite:
            connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
        yield
    finally:
        connection.rollback()  # what was not committed
        if lite:
            connection.exec_driver_sql("PRAGMA foreign_keys=ON")


def refuse_orphans(connection: Connection) -> None:
    """While foreign keys are off nobody else looks: nothing may point at a row that is not there."""
    if connection.dialect.name == "sqlite":
        orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        if orphans:
            tables = ", ".join(sorted({row[0] for row in orphans}))
            raise SystemExit(
                f"The migration left rows of {tables} that belong to nothing. Nothing was changed."
            )


if context.is_offline_mode():
    raise SystemExit("Migrations need a database: run `flask db upgrade` without --sql.")
run()
