"""`directory prepare`: from a fresh clone to a directory that answers. What `make run` calls."""

import click
import flask_migrate
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import func, select

from app import client_build
from app.models import Service, db
from app.publishing import publish as publishing
from app.publishing.packs import pointing
from app.publishing.packs.making import publish_packs
from app.serving import current_or_none
from directory_data import gazetteer
from search import wall
from search.edition import current_folder, open_edition

from .importing import import_sample


@click.command("prepare")
@with_appcontext
def prepare() -> None:
    """Build the gazetteer and the client, bring the tables up to date, load the sample into an empty
    directory, and publish what was not published today, or what another version published. Each step
    is left out when it is done already."""
    settings = current_app.config["SATURDAY"]
    if not gazetteer.is_current(settings.gazetteer, northern_ireland=settings.ni_postcodes):
        click.echo("Building the gazetteer from the ONS Postcode Directory …")
        gazetteer.build(settings.gazetteer, northern_ireland=settings.ni_postcodes)
    if client_build.prepare(settings.data_dir / "client"):
        click.echo("Built what a phone runs.")
    flask_migrate.upgrade()
    if not db.session.scalar(select(func.count()).select_from(Service)):
        click.echo("Loading the sample directory …")
        import_sample()
    edition = current_or_none()
    now = wall.now_minute()
    if edition is None or edition.knowledge["published"] // 1440 != now // 1440:
        places = gazetteer.Gazetteer.open(settings.gazetteer)
        written = publishing.publish(db.session(), settings.editions, places, at=now)
        click.echo(f"Published {written.count} services.")
    folder, told = current_folder(settings.editions), pointing.current(settings.editions)
    if folder is not None:
        whole = open_edition(folder)
        if told is None or told["edition"] != whole.id or told["published_at"] != whole.published_at:
            click.echo("Cutting what phones carry …")
            publish_packs(whole, settings.editions, settings.gazetteer)
