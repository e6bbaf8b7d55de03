"""Records of what the tables hold, made and checked: on all processors where there are many.

One process reads, so that all is of one moment. Others make records of what it read, look for secrets in
them, and put their part of the columns and of the word index together. Whoever made which part, the edition
is the same, byte by byte.
"""

import gc
import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from pathlib import Path

from directory_data.gazetteer import Gazetteer
from search.columns import DAY
from search.drafting import Expansions, near_days
from search.rules.model import Cover, Record

from . import secrets
from .processes import pool
from .reading import Row, Source
from .records import PublishError, Setting, made
from .writing import Fresh

#: A directory of no more services is made by this process.
FEW = 8_000
#: Services that another process makes together: few, so that all begin soon and end together.
PART = 4_000
Progress = Callable[[int], None]


@dataclass(frozen=True)
class Refusal:
    """A service that keeps the whole directory from being published, and why."""

    service: str
    why: str


class RefusedError(Exception):
    """Publishing is refused; nothing was written. `refusals` name every service at fault."""

    def __init__(self, refusals: list[Refusal]) -> None:
        super().__init__(f"{len(refusals)} services can't be published")
        self.refusals = refusals


@dataclass(frozen=True)
class Part:
    """What some services came to."""

    fresh: Fresh
    refusals: list[Refusal]


@dataclass(frozen=True)
class Maker:
    """What every record is made with, and the secrets that may stand in none. `cover` and `at`: the days
    covered, and the wall minute of publishing."""

    setting: Setting
    kept: secrets.Secrets
    cover: Cover
    at: int

    @cached_property
    def lookout(self) -> secrets.Lookout:
        """Who looks for the secrets, in all parts."""
        return secrets.Lookout(self.kept)

    @cached_property
    def expansions(self) -> Expansions:
        """What sets of hours come to, for all parts."""
        return Expansions(self.cover, near_days(self.cover, self.at // DAY))

    def part(self, sources: Iterable[Source], progress: Progress = lambda done: None) -> Part:
        """The records of some services."""
        refusals: list[Refusal] = []
        checked = self._checked(sources, refusals, progress)
        return Part(Fresh.of(checked, self.cover, self.at, self.expansions), refusals)

    def _checked(
        self, sources: Iterable[Source], refusals: list[Refusal], progress: Progress
    ) -> Iterator[tuple[Record, Row]]:
        done = 0
        for source in sources:
            for spot in source.places:
                try:
                    record, detail = made(source, spot, self.setting)
                except PublishError as error:
                    refusals.append(Refusal(source.service["name"], str(error)))
                    continue
                if secrets.same_door(self.kept, detail):
                    refusals.append(Refusal(source.service["name"], "its address is secret elsewhere"))
                for kind in self.lookout.leaks(secrets.public_texts(dict(record), detail)):
                    refusals.append(Refusal(source.service["name"], f"{kind} stands in its public text"))
                yield record, detail
                done += 1
                progress(done)


def fresh(maker: Maker, sources: Iterator[Source], count: int, gazetteer: Path, progress: Progress) -> Fresh:
    """The rows of `count` services, checked. `gazetteer`: its folder. RefusedError: some are refused."""
    processes = os.cpu_count() or 1
    if count > FEW and processes > 1:
        parts = _by_others(maker, sources, gazetteer, processes, progress)
    else:
        parts = [maker.part(sources, progress)]
    refusals = [each for part in parts for each in part.refusals]
    if refusals:
        raise RefusedError(refusals)
    return joined([part.fresh for part in parts])


def joined(parts: list[Fresh]) -> Fresh:
    """The rows of all parts, one part after the other."""
    while len(parts) > 1:
        pairs = [parts[at : at + 2] for at in range(0, len(parts), 2)]
        parts = [pair[0].joined(pair[1]) if len(pair) == 2 else pair[0] for pair in pairs]
    return parts[0]


# -- several processes -------------------------------------------------------------------------------

_at_work: list[Maker] = []  # of this process, where it is one of several


@dataclass(frozen=True)
class Task:
    """What a process needs to know to make records: what a maker has, and where the gazetteer is."""

    cover: Cover
    holidays: dict[str, list[int]]
    pathway_of: dict[str, str]
    kept: secrets.Secrets
    covered: Cover
    at: int
    gazetteer: Path

    @classmethod
    def of(cls, maker: Maker, gazetteer: Path) -> "Task":
        """The task of a maker's like."""
        setting = maker.setting
        told = setting.cover, setting.holidays, setting.pathway_of
        return cls(*told, maker.kept, maker.cover, maker.at, gazetteer)

    def begin(self) -> None:
        """In a process of its own, before its first part."""
        gc.disable()  # nothing that is made goes round in circles, and the process ends with its work
        places = Gazetteer.open(self.gazetteer)
        setting = Setting(self.cover, self.holidays, self.pathway_of, places.council_names, places.postcode)
        _at_work[:] = [Maker(setting, self.kept, self.covered, self.at)]


def _part(sources: list[Source]) -> Part:
    (maker,) = _at_work
    return maker.part(sources)


def _by_others(
    maker: Maker, sources: Iterator[Source], gazetteer: Path, processes: int, progress: Progress
) -> list[Part]:
    """The parts in the order in which their services were read. Few wait at a time: memory stays small."""
    found: list[Part] = []
    waiting: deque[Future[Part]] = deque()
    done = 0

    def take() -> None:
        nonlocal done
        part = waiting.popleft().result()
        found.append(part)
        done += len(part.fresh.lines)
        progress(done)

    with pool(processes, Task.of(maker, gazetteer).begin) as others:
        try:
            while some := list(islice(sources, PART)):
                waiting.append(others.submit(_part, some))
                if len(waiting) > processes:
                    take()
            while waiting:
                take()
        finally:
            others.shutdown(wait=True, cancel_futures=True)
    return found
