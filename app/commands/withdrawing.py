"""`directory withdraw`: out of every answer at once, whoever carries it."""

import sys

import click
from flask import current_app
from flask.cli import with_appcontext

from app.publishing.packs import pointing
from search import wall
from search.edition import Edition, current_folder, open_edition

REFUSED = 1


@click.command("withdraw")
@click.argument("identity", metavar="ID")
@click.option("--why", required=True, help="Kept with the id, never published.")
@click.option("--by", help="Who withdraws it; otherwise who is logged in.")
@click.option("--undo", is_flag=True, help="Show it again.")
@with_appcontext
def withdraw(identity: str, why: str, by: str | None, undo: bool) -> None:
    """Take a service, or one service at one place, out of every answer: here now, and on every phone
    as soon as it asks for the current edition."""
    editions = current_app.config["SATURDAY"].editions
    folder = current_folder(editions)
    if folder is None:
        click.echo("Nothing has been published yet.", err=True)
        sys.exit(REFUSED)
    edition = open_edition(folder)  # whole: what serves leaves out what is withdrawn already
    known = pointing.withdrawn(editions)
    found = [id_ for id_ in named(edition, identity) if (id_ in known) is undo]
    if not found:
        say = "is not withdrawn" if undo else "is not in the edition, or is withdrawn already"
        click.echo(f"{identity} {say}.", err=True)
        sys.exit(REFUSED)
    somebody = by if by is not None else pointing.somebody()
    pointing.withdraw(editions, found, why, somebody, wall.now_minute(), back=undo)
    done = "Shown again" if undo else "Withdrawn"
    click.echo(f"{done}: {', '.join(found)}")


def named(edition: Edition, identity: str) -> list[str]:
    """The records that an id names: itself, or all of a service."""
    if identity in edition.rows:
        return [identity]
    records = (edition.record(row) for row in range(len(edition.records)))
    return [record["id"] for record in records if record["service_id"] == identity]
