"""`directory template PATH`: an empty spreadsheet to fill in, and its notes beside it."""

import sys
from pathlib import Path

import click

from directory_data import template


@click.command("template")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
def command(path: Path) -> None:
    """Write an empty spreadsheet to PATH (CSV), and what its columns mean to PATH's name + .txt."""
    notes = path.with_suffix(".notes.txt")
    for file in (path, notes):
        if file.exists():
            click.echo(f"Refused: {file.name} is there already.", err=True)
            sys.exit(1)
    try:
        # The byte order mark tells spreadsheet programs that this is UTF-8.
        path.write_text(template.sheet(), "utf-8-sig", newline="")
        notes.write_text(template.notes(), "utf-8")
    except OSError as error:
        click.echo(f"Refused: {error.strerror}", err=True)
        sys.exit(1)
    click.echo(f"{path.name}: fill it in, then run directory import {path.name}")
    click.echo(f"{notes.name}: what each column means")
