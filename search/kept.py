"""Answers that are the same for everyone, kept at hand."""

from typing import TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Kept(dict[K, V]):
    """A dict that is emptied when it has grown to a number: small, and safe between threads."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def keep(self, key: K, value: V) -> V:
        """Keep a value, and hand it on."""
        if len(self) >= self._most:
            self.clear()
        self[key] = value
        return value
