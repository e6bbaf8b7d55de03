"""What people say and the needs it means, read from the content files and folded for the rules.

Source: `directory_data/content/needs.json` (each need with its words) and `phrases.json` (people's
and workers' words, today's meaning of old names, filler words). answers.md section 4.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

import orjson

from .folding import fold_text
from .rules.model import Phrase


class _Said(TypedDict):
    say: list[str]
    needs: list[str]


@dataclass(frozen=True)
class Vocabulary:
    """What the rule of words needs of the content, folded.

    `need_words`: for each need's code the single words that name it (a Need's `words`); all that
    takes several words is a phrase. `dictionary`: every word of both, sorted: what corrections are
    made against, and what is never corrected.
    """

    need_words: dict[str, list[str]]
    phrases: list[Phrase]
    fillers: list[str]
    dictionary: list[str]


class VocabularyError(ValueError):
    """The phrase list means a need that is not there, or says nothing. The message names it."""


def read_vocabulary(content: Path) -> Vocabulary:
    """The vocabulary of a content folder. Raises VocabularyError for a phrase without words or with
    a need that needs.json does not have."""
    needs = orjson.loads((content / "needs.json").read_bytes())
    spoken = orjson.loads((content / "phrases.json").read_bytes())
    own = {need["code"]: _folded([need["name"], *need["words"]]) for need in needs["needs"]}
    own |= {
        pathway["code"]: _folded([pathway["name"], *pathway.get("words", [])])
        for pathway in needs["pathways"]
    }
    meanings: dict[tuple[str, ...], list[str]] = {}
    for code, said in own.items():
        for words in said:
            if len(words) > 1:
                _add(meanings, words, [code])
    for line in [*spoken["phrases"], *spoken["old_names"]]:
        _read(meanings, line, own.keys())
    fillers = sorted({word for words in _folded(spoken["fillers"]) for word in words})
    need_words = {code: [words[0] for words in said if len(words) == 1] for code, said in own.items()}
    phrases: list[Phrase] = [
        {"words": list(words), "needs": codes} for words, codes in sorted(meanings.items())
    ]
    known = {word for words in meanings for word in words} | {
        w for words in need_words.values() for w in words
    }
    return Vocabulary(need_words, phrases, fillers, sorted(known))


def _folded(texts: Iterable[str]) -> list[tuple[str, ...]]:
    return list(dict.fromkeys(tuple(fold_text(text)) for text in texts))


def _read(meanings: dict[tuple[str, ...], list[str]], line: _Said, codes: Iterable[str]) -> None:
    unknown = sorted(set(line["needs"]) - set(codes))
    if unknown:
        raise VocabularyError(f"phrases.json: {line['say'][0]!r} means {unknown[0]!r}, which is no need")
    for text, words in zip(line["say"], _folded(line["say"]), strict=False):
        if not words:
            raise VocabularyError(f"phrases.json: {text!r} has no word in it")
        _add(meanings, words, line["needs"])


def _add(meanings: dict[tuple[str, ...], list[str]], words: tuple[str, ...], needs: list[str]) -> None:
    known = meanings.setdefault(words, [])
    known.extend(need for need in needs if need not in known)
