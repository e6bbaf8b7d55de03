"""The edition that this process answers from. A new one is taken up without a restart."""

from pathlib import Path

from flask import Flask, current_app

from directory_data.gazetteer import Gazetteer
from search.edition import POINTER, Edition, current_folder, open_edition

from .errors import InputError


class Served:
    """Holds the open edition and looks, cheaply, whether another has been published since."""

    def __init__(self, editions: Path, gazetteer: Path) -> None:
        self._editions, self._gazetteer_folder = editions, gazetteer
        self._stamp: tuple[int, int] | None = None
        self._edition: Edition | None = None
        self._gazetteer: Gazetteer | None = None

    def edition(self) -> Edition | None:
        """The current edition, or None before the first publishing."""
        try:
            found = (self._editions / POINTER).stat()
        except FileNotFoundError:
            return self._edition
        stamp = (found.st_mtime_ns, found.st_ino)
        if stamp != self._stamp:
            folder = current_folder(self._editions)
            if folder is not None and (self._edition is None or folder != self._edition.folder):
                self._edition = open_edition(folder)
            self._stamp = stamp
        return self._edition

    def gazetteer(self) -> Gazetteer:
        """Places, opened once."""
        if self._gazetteer is None:
            self._gazetteer = Gazetteer.open(self._gazetteer_folder)
        return self._gazetteer


def init_app(app: Flask) -> None:
    """Give the app its served edition."""
    settings = app.config["SATURDAY"]
    app.extensions["saturday_served"] = Served(settings.editions, settings.gazetteer)


def served() -> Served:
    """This app's holder."""
    holder: Served = current_app.extensions["saturday_served"]
    return holder


def current_or_none() -> Edition | None:
    """The current edition, or None before the first publishing."""
    return served().edition()


def current() -> Edition:
    """The current edition. Raises InputError 503 before the first publishing."""
    edition = served().edition()
    if edition is None:
        raise InputError(503, "", "Nothing has been published yet")
    return edition


def gazetteer() -> Gazetteer:
    """Places."""
    return served().gazetteer()
