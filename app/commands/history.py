"""`directory history ID`: who changed a record, when, why, and what."""

import sys

import click
from flask import current_app
from flask.cli import with_appcontext

from app.database import snapshot
from app.history.telling import Event, events
from app.models import db
from app.publishing.packs import pointing

REFUSED = 1


@click.command("history")
@click.argument("identity", metavar="ID")
@with_appcontext
def history(identity: str) -> None:
    """Every change of a service, an organisation or a place, the oldest first: by its id."""
    with snapshot(db.engine) as connection:
        found = events(connection, identity, pointing.withdrawals(current_app.config["SATURDAY"].editions))
    if not found:
        click.echo(f"Nothing is known of {identity!a}.", err=True)
        sys.exit(REFUSED)
    for event in found:
        click.echo(headline(event))
        for line in event.lines:
            click.echo(f"    {line}")


def headline(event: Event) -> str:
    """When, what, who, and why, in one line of printable letters."""
    why = f": {event.why}" if event.why else ""
    line = f"{event.at.replace('T', ' ')}  {event.how} by {event.by or 'somebody'}{why}"
    return "".join(letter if letter.isprintable() else " " for letter in line)
