"""`directory check`, `directory stats` and `directory synth`: looking after the content."""

import sys
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import orjson
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import func, select

from app import models
from app.models import db
from app.publishing.phrase_checks import check_phrases
from app.publishing.reading import EPOCH
from app.serving import current_or_none
from directory_data import synth as synthesis
from directory_data.checking import check_content, content_warnings
from directory_data.gazetteer import Gazetteer
from search import languages, wall

from .importing import bring_in

REFUSED = 1
COUNTED = (models.Organization, models.Service, models.Location, models.ServiceAtLocation, models.Schedule)


@click.command("check")
def check() -> None:
    """Lint the content that comes with Saturday. Exit code 1 on errors, each with its place."""
    errors = [*check_content(), *check_phrases(), *languages.problems()]
    warnings = [*content_warnings(), *languages.missing()]
    for problem in errors:
        click.echo(f"Error: {problem}")
    for problem in warnings:
        click.echo(f"Warning: {problem}")
    click.echo(f"{len(errors)} errors, {len(warnings)} warnings")
    if errors:
        sys.exit(REFUSED)


@click.command("stats")
@with_appcontext
def stats() -> None:
    """How much is in the tables, and which edition serves."""
    for model in COUNTED:
        count = db.session.scalar(select(func.count()).select_from(model))
        click.echo(f"{count:>9}  {model.__tablename__}")
    edition = current_or_none()
    if edition is None:
        click.echo("Nothing is published that this version can read.")
    else:
        click.echo(f"Edition {edition.id}: {len(edition.records)} services, {edition.published_at}")


@click.command("synth")
@click.argument("number", type=click.IntRange(1, 1_000_000))
@click.option("--seed", type=int, default=1, show_default=True)
@with_appcontext
def synth(number: int, seed: int) -> None:
    """Add a made-up directory of NUMBER services, for benchmarks. Publish it to see it."""
    places = Gazetteer.open(current_app.config["SATURDAY"].gazetteer)
    today = EPOCH + timedelta(days=wall.now_minute() // 1440)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "synth.ndjson"
        with path.open("wb") as file:
            for service in synthesis.services(number, seed, places, today):
                file.write(orjson.dumps(service, option=orjson.OPT_APPEND_NEWLINE))
        bring_in(path)
