"""`flask --app wsgi directory …`: gathers the commands; each lives in a module of app.commands."""

from importlib import import_module
from typing import Any

import click
from flask import Flask
from flask.cli import AppGroup
from sqlalchemy.exc import SQLAlchemyError

from .commands.importing import database_says

COMMANDS = (
    "importing",
    "template",
    "publishing",
    "preparing",
    "looking",
    "gaps",
    "withdrawing",
    "history",
    "backing_up",
)
"""Modules of app.commands. Every click command that one of them defines is a command of the group."""


class Directory(AppGroup):
    """The group. What was not set up yet is said in a line, with what to do; exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was named."""
        try:
            return super().invoke(ctx)
        except SQLAlchemyError as error:
            raise click.ClickException(database_says(error)) from error
        except FileNotFoundError as error:
            raise click.ClickException(
                f"{error.filename or error} is not there. Run `flask --app wsgi directory prepare` first"
            ) from error


def init_app(app: Flask) -> None:
    """Adds the `directory` group to the application's command line."""
    directory = Directory("directory", help="The content of the directory: in, out, checked, published.")
    for name in COMMANDS:
        module = import_module(f"app.commands.{name}")
        for found in vars(module).values():
            # A command that one module borrows from another is added once, by its own.
            if isinstance(found, click.Command) and found.callback.__module__ == module.__name__:
                directory.add_command(found)
    app.cli.add_command(directory)
