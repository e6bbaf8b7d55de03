"""`directory import PATH`: a file into the tables, or nothing and the reasons why."""

import sys
from datetime import date, datetime
from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext
from sqlalchemy.exc import SQLAlchemyError

from app import store
from app.models import db
from directory_data import importing
from directory_data.batch import Batch
from directory_data.gazetteer import Gazetteer
from directory_data.problems import Problem
from directory_data.sources.common import Lookup

SAMPLE = Path(importing.__file__).resolve().parent / "content" / "sample"
REFUSED = 1
NO_TABLE = ("no such table", "does not exist")
"""How SQLite and PostgreSQL say that the tables (or the database) were never made."""
EVERY_ON_A_TERMINAL = 500
EVERY_ELSEWHERE = 20_000
"""Rows between two lines of progress."""
TABLES_SHOWN = {
    "service": "services",
    "service_at_location": "services at places",
    "location": "places",
    "organization": "organisations",
    "schedule": "schedules",
    "schedule_exception": "exceptions to schedules",
    "eligibility_rule": "eligibility rules",
    "phone": "phone numbers",
}


@click.command("import")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--source", type=click.Choice(importing.SOURCES), default="auto", show_default=True)
@click.option(
    "--checked-on",
    type=click.DateTime(["%Y-%m-%d"]),
    help="When all this was last checked, for services that do not say.",
)
@click.option("--by", help="Who brings it in, for its history; otherwise who is logged in.")
@click.option("--why", help="Why, for its history; otherwise the file's name.")
@click.option("--dry-run", is_flag=True, help="Say what would happen, and write nothing.")
@with_appcontext
def command(
    path: Path, source: str, checked_on: datetime | None, by: str | None, why: str | None, dry_run: bool
) -> None:
    """Read PATH into the directory. One refused row, and nothing is written (exit code 1)."""
    checked = checked_on.date() if checked_on is not None else None
    bring_in(path, source, checked, dry_run, by=by, why=why)


def import_sample() -> None:
    """The sample directory, as `directory import` does it. Ends the program when it is refused."""
    bring_in(SAMPLE)


def bring_in(
    path: Path,
    source: str = "auto",
    checked_on: date | None = None,
    dry_run: bool = False,
    *,
    by: str | None = None,
    why: str | None = None,
) -> None:
    """Reads, writes and says so; ends the program with exit code 1 when anything is refused."""
    batch = importing.read(path, source, checked_on, Progress("read"), _lookup())
    refusals = batch.refusals
    if not refusals:
        try:
            refusals = store.write(
                db.engine,
                batch,
                dry_run,
                Progress("written").of,
                by=by,
                why=path.name if why is None else why,
            )
        except SQLAlchemyError as error:
            # The statement and its values stay out of the message: they may hold what is secret.
            refusals = [Problem("", "database", f"{type(error).__name__}: {database_says(error)}")]
    click.echo(table(batch))
    for line in batch.warnings.lines():
        click.echo(f"Warning: {line}", err=True)
    for refusal in refusals:
        click.echo(f"Refused: {refusal}", err=True)
    if refusals:
        click.echo(f"Nothing was written: {len(refusals)} refused.", err=True)
        sys.exit(REFUSED)
    click.echo("Nothing was written: this was a dry run." if dry_run else "Written.")


def _lookup() -> Lookup | None:
    """Where a postcode is, once the gazetteer is built."""
    settings = current_app.config.get("SATURDAY")
    if settings is None or not settings.gazetteer.exists():
        return None
    return Gazetteer.open(settings.gazetteer).postcode


def table(batch: Batch) -> str:
    """What was read, as lines of a table."""
    counts = batch.counts()
    lines = [f"{counts.get(name, 0):>9}  {shown}" for name, shown in TABLES_SHOWN.items()]
    other = sum(count for name, count in counts.items() if name not in TABLES_SHOWN)
    lines.append(f"{other:>9}  other rows")
    if batch.hours:
        lines.append("Hours, by row:")
        lines += [f"{count:>9}  {kind}" for kind, count in sorted(batch.hours.items())]
    return "\n".join(lines)


class Progress:
    """Says how far a long import is: often on a terminal, now and then in a log."""

    def __init__(self, what: str) -> None:
        self.what = what
        self.terminal = sys.stderr.isatty()

    def __call__(self, count: int) -> None:
        """So many services were read."""
        if count % (EVERY_ON_A_TERMINAL if self.terminal else EVERY_ELSEWHERE) == 0:
            self._say(f"{count} {self.what}")

    def of(self, name: str, count: int) -> None:
        """So many rows of a table were written."""
        if self.terminal or count % EVERY_ELSEWHERE == 0:
            self._say(f"{name}: {count} {self.what}")

    def _say(self, text: str) -> None:
        click.echo(f"\r{text:<60}" if self.terminal else text, nl=not self.terminal, err=True)


def database_says(error: SQLAlchemyError) -> str:
    """What the database itself says, in one line, without the statement and its values."""
    said = str(getattr(error, "orig", "") or "").splitlines()
    if said and any(absent in said[0] for absent in NO_TABLE):
        return f"{said[0]}. Run `flask --app wsgi db upgrade` or `directory prepare` first"
    return said[0] if said else "the database failed"
