"""`directory gaps`: what nobody does, and where (needs.md N30; answers.md section 5)."""

import sys
from collections.abc import Iterator

import click
from flask.cli import with_appcontext

from app.serving import current_or_none, gazetteer
from directory_data.gazetteer import Gazetteer
from search.edition import Edition
from search.match import match
from search.person import parse_person
from search.rules.distance import limit
from search.rules.model import Place, Question

REFUSED = 1
MILES = 15
"""As far as the pages look."""
EVERY = 10


@click.command("gaps")
@with_appcontext
def gaps() -> None:
    """Needs without one open door, council by council: what the pages answer with "We know of nothing for
    this here". Asked of the edition that serves, for nobody in particular; nothing is kept of any visit."""
    edition = current_or_none()
    if edition is None:
        click.echo("Error: nothing is published that this version can read.", err=True)
        sys.exit(REFUSED)
    places = gazetteer()
    areas = sorted((places.council_names[code], code) for code in councils(edition, places))
    total = 0
    for done, (name, code) in enumerate(areas, start=1):
        for need in gaps_of(edition, places, code):
            click.echo(f"{name}: {need}")
            total += 1
        if done % EVERY == 0:
            click.echo(f"{done} of {len(areas)} areas", err=True)
    click.echo(f"{total} gaps in {len(areas)} areas")


def councils(edition: Edition, places: Gazetteer) -> list[str]:
    """Codes of the councils with a service of their own; one that takes people from anywhere is nobody's."""
    columns = edition.columns
    held = {columns.homes[number] for number in set(columns.home[~columns.uncut].tolist())}
    return [code for code in held if code in places.council_names]


def gaps_of(edition: Edition, places: Gazetteer, council: str) -> Iterator[str]:
    """Codes of the needs and pathways that an answer for a council has nothing for, in their order."""
    place = places.find(council).place
    for need in edition.knowledge["needs"]:
        if match(edition, asked(place, need["code"], edition.knowledge["published"]))["total"] == 0:
            yield need["code"]


def asked(place: Place | None, need: str, at: int) -> Question:
    """The question of somebody who says nothing of themselves."""
    return {
        "at": at,
        "when": "now",
        "when_at": 0,
        "place": place,
        "limit": limit(MILES),
        "needs": [need],
        "words": [],
        "channel": "",
        "asked": [],
        "person": parse_person({}, "self"),
        "anywhere_only": False,
        "farthest": limit(MILES),
    }
