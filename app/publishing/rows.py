"""What an edition keeps of its rows for the next publishing and for packs; nobody else reads it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import orjson

from search.edition import Edition, content_id
from search.lists import mapped

from .lines import DIGEST, Line, Longs


@dataclass(frozen=True)
class Rows:
    """Of each row its id, its service, what its lines come to (their SHA-256, cut short) and whether it
    is a sample; of the few rows that name alternatives, by id, their services."""

    ids: list[str]
    services: list[str]
    digests: npt.NDArray[np.uint8]  # (rows, DIGEST)
    samples: npt.NDArray[np.bool_]
    alternatives: dict[str, list[str]]

    @classmethod
    def of(cls, lines: Sequence[Line]) -> "Rows":
        """Of new lines."""
        return cls(
            [line.id for line in lines],
            [line.service_id for line in lines],
            np.frombuffer(b"".join(line.digest for line in lines), np.uint8).reshape(-1, DIGEST),
            np.array([line.sample for line in lines], np.bool_),
            {line.id: line.alternatives for line in lines if line.alternatives},
        )

    @classmethod
    def open(cls, edition: Edition) -> "Rows":
        """Of a published edition. Raises OSError or ValueError where it is missing or damaged."""
        folder = edition.folder
        return cls(
            list(edition.rows),
            (folder / "services.txt").read_text("ascii").split("\n") if edition.rows else [],
            mapped(folder / "digests.npy"),
            mapped(folder / "samples.npy"),
            orjson.loads((folder / "alternatives.json").read_bytes()),
        )

    def joined(self, other: "Rows") -> "Rows":
        """These rows, and the other's after them; of an id that both have, the other's alternatives."""
        mine = {id_: each for id_, each in self.alternatives.items() if id_ not in set(other.ids)}
        return Rows(
            [*self.ids, *other.ids],
            [*self.services, *other.services],
            np.concatenate((self.digests, other.digests)),
            np.concatenate((self.samples, other.samples)),
            mine | other.alternatives,
        )

    def chosen(self, rows: Longs) -> "Rows":
        """Some rows in the order given."""
        numbers = rows.tolist()
        ids = [self.ids[number] for number in numbers]
        return Rows(
            ids,
            [self.services[number] for number in numbers],
            self.digests[rows],
            self.samples[rows],
            {id_: self.alternatives[id_] for id_ in ids if id_ in self.alternatives},
        )

    def save(self, folder: Path) -> None:
        """Write into an edition's folder."""
        (folder / "ids.txt").write_text("\n".join(self.ids), "ascii")
        (folder / "services.txt").write_text("\n".join(self.services), "ascii")
        np.save(folder / "digests.npy", self.digests)
        np.save(folder / "samples.npy", self.samples)
        (folder / "alternatives.json").write_bytes(orjson.dumps(self.alternatives))

    def content(self, common: bytes) -> str:
        """The id of an edition of these rows, in this order, with a national part."""
        return content_id(self.digests.tobytes(), common)
