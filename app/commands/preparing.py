"""`directory prepare`: from a fresh clone to a directory that answers. What `make run` calls."""

import click
import flask_migrate
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy import func, select

from app import client_build
from app.models import Service, db
from app.publishing.moment import publish_at
from app.publishing.packs import pointing
from app.publishing.packs.making import publish_packs
from app.serving import current_or_none
from directory_data import gazetteer
from search import wall
from search.edition import current_folder, open_edition

from .importing import import_sample
from .publishing import hold


@click.command("prepare")
@with_appcontext
def prepare() -> None:
    """Build the gazetteer and the client, bring the tables up to date, load the sample into an empty
    directory, publish what was not published today, or what another version published, and sign anew
    what phones trust, where that is soon too old or another key signed it. Each step is left out when
    it is done already."""
    settings = current_app.config["SATURDAY"]
    if not gazetteer.is_current(settings.gazetteer, northern_ireland=settings.ni_postcodes):
        click.echo("Building the gazetteer from the ONS Postcode Directory …")
        gazetteer.build(settings.gazetteer, northern_ireland=settings.ni_postcodes)
    if client_build.prepare(settings.data_dir / "client", settings.languages):
        click.echo("Built what a phone runs.")
    flask_migrate.upgrade()
    if not db.session.scalar(select(func.count()).select_from(Service)):
        click.echo("Loading the sample directory …")
        import_sample()
    hold(settings.editions)  # of two that prepare one folder, the second finds it done
    edition = current_or_none()
    now = wall.now_minute()
    if edition is None or edition.knowledge["published"] // 1440 != now // 1440:
        places = gazetteer.Gazetteer.open(settings.gazetteer)
        db.session.rollback()  # what was counted above is read no more
        done = publish_at(db.engine, settings.data_dir, places)
        click.echo(f"Published {done.written.count} services.")
    folder, told = current_folder(settings.editions), pointing.current(settings.editions)
    if folder is not None:
        whole = open_edition(folder)
        wanted = {"format": pointing.FORMAT, "edition": whole.id, "published_at": whole.published_at}
        if told is None or {name: told.get(name) for name in wanted} != wanted:
            click.echo("Cutting what phones carry …")
            publish_packs(whole, settings.editions, settings.gazetteer)
        elif pointing.wants_signing(settings.editions, now):
            click.echo("Signing what phones carry anew …")
            pointing.sign_anew(settings.editions, now)
