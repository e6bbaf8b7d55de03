"""Who changes records, by what, and why: said around the change."""

import getpass
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


class UnsaidError(RuntimeError):
    """A change of records that history could not tell of: nobody said who and why, or it cannot be
    followed. A fault of the program; nothing is written."""


@dataclass(frozen=True)
class Said:
    """Who, by what (import, edit, upgrade), and why."""

    by: str
    how: str
    why: str


_said: ContextVar[Said | None] = ContextVar("said", default=None)


@contextmanager
def said(by: str, how: str, why: str) -> Iterator[None]:
    """Changes inside are told as this one's, for this reason."""
    token = _said.set(Said(by, how, why))
    try:
        yield
    finally:
        _said.reset(token)


def what_was_said() -> Said:
    """Who changes records here, and why. Raises UnsaidError."""
    found = _said.get()
    if found is None:
        raise UnsaidError("a change of records without who and why: use app.history.said")
    return found


def somebody() -> str:
    """Who is at the keyboard, as the system knows them."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
