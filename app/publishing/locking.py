"""One publishing at a time in a data folder, whichever process, container or machine it is of.

Held from before anything is read until phones are pointed to the packs: so a publishing never finds
another's draft, and what was read last serves last. The lock is the system's (flock) on a file in the
folder itself: it ends with the process that holds it, however that ends. `pointing.alone` is another, held
for moments: nobody who withdraws a service waits for a publishing.
"""

import fcntl
import gc
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from io import BufferedWriter
from pathlib import Path
from typing import Any, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., Any])
LOCK = ".publishing.lock"
#: A whole publishing of a country takes some minutes. Who waits for longer than this gives up.
WAIT_SECONDS = 900.0
LOOK_AGAIN_SECONDS = 0.1


class BusyError(Exception):
    """Another publishing has been running for so long that this one was not begun."""


_held = threading.local()


@contextmanager
def publishing(editions: Path, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Be the only publishing of a data folder. Inside itself it is no second one.

    `waiting` is called once, where another has to end first. Raises BusyError.
    """
    editions.mkdir(parents=True, exist_ok=True)
    folder, held = editions.resolve(), _held.__dict__.setdefault("folders", set())
    if folder in held:
        yield
        return
    with (editions / LOCK).open("ab") as file:
        _take(file, waiting)
        held.add(folder)
        try:
            yield
        finally:
            held.discard(folder)


def _take(file: BufferedWriter, waiting: Callable[[], None]) -> None:
    end, told = time.monotonic() + WAIT_SECONDS, False
    while True:
        try:
            return fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise BusyError(f"Another publishing has been running for {WAIT_SECONDS:.0f} s") from None
        if not told:
            waiting()
            told = True
        time.sleep(LOOK_AGAIN_SECONDS)


@contextmanager
def undisturbed() -> Iterator[None]:
    """Without the collector of what goes round in circles: a publishing makes millions of things that do not,
    and the collector would walk through them again and again."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()


def one_at_a_time(function: Function) -> Function:
    """A function whose second argument is the folder of editions, as part of a publishing."""

    @wraps(function)
    def locked(first: object, editions: Path, *more: object, **named: object) -> object:
        with publishing(editions), undisturbed():
            return function(first, editions, *more, **named)

    return cast(Function, locked)
