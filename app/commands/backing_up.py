"""`directory backup` and `directory restore`: one file that holds all that is needed to serve again."""

import sys
from pathlib import Path

import click
import flask_migrate
from flask import current_app
from flask.cli import with_appcontext

from app.backup import BackupError, UnfinishedError, making, restoring
from app.models import db

REFUSED = 1


@click.command("backup")
@click.argument("path", type=click.Path(path_type=Path))
@with_appcontext
def backup(path: Path) -> None:
    """Write tables, history, signing key and withdrawals to PATH, while everything goes on. The file holds
    secrets: only its owner can read it."""
    try:
        making.make(db.engine, current_app.config["SATURDAY"].editions, path, _progress)
    except BackupError as error:
        click.echo(f"Refused: {error}. Nothing was written.", err=True)
        sys.exit(REFUSED)
    click.echo(f"Backed up to {path.name} ({path.stat().st_size:,} bytes). It holds secrets: keep it safe.")


@click.command("restore")
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--overwrite", is_flag=True, help="Replace the directory that is here.")
@with_appcontext
def restore(path: Path, overwrite: bool) -> None:
    """Put back what `directory backup` wrote to PATH, on SQLite or PostgreSQL. Then publish."""
    editions = current_app.config["SATURDAY"].editions
    try:
        restoring.restore(
            db.engine,
            editions,
            path,
            overwrite=overwrite,
            make_tables=flask_migrate.upgrade,
            progress=_progress,
        )
    except UnfinishedError as error:
        click.echo(f"Not finished: {error}.", err=True)
        sys.exit(REFUSED)
    except BackupError as error:
        click.echo(f"Refused: {error}. Nothing was written.", err=True)
        sys.exit(REFUSED)
    click.echo("Restored. Now run: flask --app wsgi directory publish")


def _progress(name: str, rows: int) -> None:
    if rows:
        click.echo(f"{rows:>9}  {name}", err=True)
