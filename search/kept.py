"""Answers that are the same for everyone, kept at hand."""

from collections import OrderedDict
from threading import Lock
from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Kept(OrderedDict[K, V]):
    """A dict of so many values at most: the oldest goes when another comes. Safe between threads.

    One at a time, so that nobody waits while thousands are thrown away together. (A plain dict looks for its
    oldest past every place that was emptied before.)
    """

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most
        self._lock = Lock()

    def keep(self, key: K, value: V) -> V:
        """Keep a value, and hand it on."""
        with self._lock:
            if key not in self and len(self) >= self._most:
                self.popitem(last=False)
            self[key] = value
        return value

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            super().clear()
