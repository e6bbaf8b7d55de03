"""`directory publish`."""

import sys
from datetime import datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from app import client_build
from app.models import db
from app.publishing import locking
from app.publishing.making import RefusedError
from app.publishing.moment import BEFORE, THEN, publish_at
from app.publishing.packs.making import publish_packs
from app.publishing.reading import EPOCH
from directory_data.gazetteer import Gazetteer
from search import wall
from search.edition import open_edition

REFUSED = 1
SHOWN = 50
EVERY = 5000
EVERY_AREA = 100


@click.command("publish")
@click.option(
    "--horizon", type=click.DateTime(["%Y-%m-%d"]), help="The last day that hours are worked out for."
)
@click.option("--at", "at_text", metavar="MOMENT", help="As of this local time, such as 2025-04-04T09:00.")
@with_appcontext
def publish(horizon: datetime | None, at_text: str | None) -> None:
    """Make what is in the tables the directory that everyone sees. With --at, what was in them then, where
    history reaches that far back."""
    try:
        at = wall.now_minute() if at_text is None else wall.minute_of(at_text)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--at") from error
    if horizon is not None and (horizon.date() - EPOCH).days < at // 1440:
        raise click.BadParameter("is before the day of publishing", param_hint="--horizon")
    settings = current_app.config["SATURDAY"]
    hold(settings.editions)
    try:
        done = publish_at(
            db.engine,
            settings.data_dir,
            Gazetteer.open(settings.gazetteer),
            at=None if at_text is None else at,
            horizon=None if horizon is None else horizon.date(),
            progress=_progress,
        )
    except RefusedError as error:
        for refusal in error.refusals[:SHOWN]:
            click.echo(f"{refusal.service}: {refusal.why}", err=True)
        if len(error.refusals) > SHOWN:
            click.echo(f"… and {len(error.refusals) - SHOWN} more", err=True)
        click.echo("Nothing was published.", err=True)
        sys.exit(REFUSED)
    written = done.written
    publish_packs(
        open_edition(written.folder), settings.editions, settings.gazetteer, progress=_progress_packs
    )
    if client_build.trusts_another(settings.data_dir / "client"):
        client_build.prepare(settings.data_dir / "client", settings.languages)
        click.echo("The key that signs is another one: built what a phone runs, which brings it.")
    click.echo(f"Published {written.count} services as edition {written.id}")
    if done.tables == THEN:
        click.echo(f"As the tables were at {at_text}. What is secret or withdrawn now stays so.")
    elif done.tables == BEFORE:
        click.echo(f"As the tables are now: history does not reach back to {at_text}.")


def hold(editions: Path) -> None:
    """Nobody else publishes until this command ends. Ends it, where somebody does so for too long."""
    try:
        click.get_current_context().with_resource(locking.publishing(editions, _waiting))
    except locking.BusyError as error:
        click.echo(f"{error}. Nothing was published.", err=True)
        sys.exit(REFUSED)


def _waiting() -> None:
    click.echo("Another publishing is running: waiting for it …", err=True)


def _progress_packs(done: int, total: int) -> None:
    if done % EVERY_AREA == 0:
        click.echo(f"  {done} of {total} areas …", err=True)


def _progress(done: int) -> None:
    if done % EVERY == 0:
        click.echo(f"  {done} services …", err=True)
