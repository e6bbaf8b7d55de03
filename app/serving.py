"""The edition that this process answers from. A new one is taken up without a restart."""

import gc
from dataclasses import replace
from pathlib import Path

import numpy as np
from flask import Flask, current_app

from directory_data.gazetteer import Gazetteer
from pwa.views.shapes import FindPage
from search.edition import POINTER, Edition, EditionError, current_folder, open_edition
from search.kept import Kept
from search.stretches import NEVER

from . import logs
from .errors import InputError
from .publishing.packs.pointing import WITHDRAWN, withdrawn


def without(edition: Edition, ids: set[str]) -> Edition:
    """An edition that answers without some records: found by nobody, and with no page."""
    gone = [edition.rows[id_] for id_ in ids if id_ in edition.rows]
    if not gone:
        return edition
    last = np.array(edition.columns.last)
    last[gone] = -NEVER
    rows = {id_: row for id_, row in edition.rows.items() if id_ not in ids}
    return replace(edition, rows=rows, columns=replace(edition.columns, last=last))


def _stamp(path: Path) -> tuple[int, int, int] | None:
    """What changes with a file; None where there is none."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_mtime_ns, found.st_ino, found.st_size


#: Answers are made of small things that go away by themselves; what is kept at hand (search/kept.py)
#: is large, and walking it at every turn of the collector took 40 ms.
COLLECTED = (50_000, 20, 100)


#: Pages kept at hand for the minute in which they were made.
READY = 256


class Served:
    """Holds the open edition and looks, cheaply, whether another has been published since."""

    def __init__(self, editions: Path, gazetteer: Path) -> None:
        self._editions, self._gazetteer_folder = editions, gazetteer
        self._stamp: tuple[object, object] | None = None
        self._whole: Edition | None = None
        self._edition: Edition | None = None
        self._gone: set[str] | None = None
        self._gazetteer: Gazetteer | None = None
        self._ready: Kept[tuple[str, str, int, int], FindPage] = Kept(READY)
        self._minute = -1

    def edition(self) -> Edition | None:
        """The current edition, or None before the first publishing. Raises EditionError for one that
        this version cannot read: another made it, or its files are not whole."""
        stamp = (_stamp(self._editions / POINTER), _stamp(self._editions / WITHDRAWN))
        if stamp[0] is not None and stamp != self._stamp:
            folder = current_folder(self._editions)
            if folder is not None and (self._whole is None or folder != self._whole.folder):
                self._open(folder)
            if self._whole is not None:
                self._edition = without(self._whole, self._withdrawn())
            self._stamp = stamp
            self._ready.clear()
        return self._edition

    def _withdrawn(self) -> set[str]:
        """What is withdrawn; where that cannot be read, what was when it last could be."""
        try:
            self._gone = withdrawn(self._editions)
        except OSError as error:
            if self._gone is None:
                raise EditionError("what is withdrawn cannot be read") from error
            logs.failure(error)
        return self._gone

    def ready(self, minute: int) -> Kept[tuple[str, str, int, int], FindPage]:
        """Pages that were made in this minute, of this edition, for addresses that say nothing private:
        at most a minute's worth, and nothing of who asked."""
        if minute != self._minute:
            self._ready.clear()
            self._minute = minute
        return self._ready

    def _open(self, folder: Path) -> None:
        """Take up an edition; where it cannot be read, the one that serves goes on serving."""
        try:
            found = open_edition(folder)
            found.prepare()
        except EditionError as error:
            if self._whole is None:
                raise
            logs.failure(error)
            return
        self._whole = found
        # What an edition holds stays: the collector need not walk it at every turn (40 ms).
        gc.collect()
        gc.freeze()
        gc.set_threshold(*COLLECTED)

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
    """The current edition, or None before the first publishing and where it cannot be read."""
    try:
        return served().edition()
    except EditionError as error:
        logs.failure(error)
        return None


def current() -> Edition:
    """The current edition. Raises InputError 503 where current_or_none has none."""
    edition = current_or_none()
    if edition is None:
        raise InputError(503, "", {"key": "nothing-published", "values": {}})
    return edition


def gazetteer() -> Gazetteer:
    """Places."""
    return served().gazetteer()
