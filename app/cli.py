"""`flask --app wsgi directory …`: gathers the commands; each lives in a module of app.commands."""

from importlib import import_module

import click
from flask import Flask
from flask.cli import AppGroup

COMMANDS = ("importing", "template", "publishing", "preparing", "looking", "withdrawing")
"""Modules of app.commands. Every click command that one of them defines is a command of the group."""


def init_app(app: Flask) -> None:
    """Adds the `directory` group to the application's command line."""
    directory = AppGroup("directory", help="The content of the directory: in, out, checked, published.")
    for name in COMMANDS:
        module = import_module(f"app.commands.{name}")
        for found in vars(module).values():
            # A command that one module borrows from another is added once, by its own.
            if isinstance(found, click.Command) and found.callback.__module__ == module.__name__:
                directory.add_command(found)
    app.cli.add_command(directory)
