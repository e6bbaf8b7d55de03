"""The phrase list as phones fetch it: grouped by what is meant. The dictionary follows from it."""

from search.rules.model import Phrase


def phrases_shard(phrases: list[Phrase]) -> list[list[object]]:
    """The phrases by what they mean: [needs, "one phrase,and another"]. Folded words hold no comma."""
    meant: dict[tuple[str, ...], list[str]] = {}
    for phrase in phrases:
        meant.setdefault(tuple(phrase["needs"]), []).append(" ".join(phrase["words"]))
    return [[list(needs), ",".join(said)] for needs, said in sorted(meant.items())]
