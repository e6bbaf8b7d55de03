"""Shorter keys of the catalogue, for sentences that nobody asks for but by their whole key."""

import re
from collections.abc import Iterable, Mapping

from .mangling import WORDS, short_names
from .rules.scanning import Token, scan

#: The first piece of a text that is put together, where it could be the beginning of a key.
BEGINNING = re.compile(r"""[`"]([a-z][a-z0-9-]*-)(?:\$\{|")""")


def short_keys(modules: Mapping[str, str], keys: Iterable[str], counting: Iterable[str]) -> dict[str, str]:
    """Shorter keys for sentences that templates and views alone ask for, each by its whole key.

    A key keeps its name where a rule, a record or a module by hand could ask for it, where it is put
    together while running, and where it is one of `counting` (sentences with a number) or a form of it.
    """
    every = sorted(keys)
    known = frozenset(every)
    asked: dict[str, bool] = {}
    for module, text in modules.items():
        tokens = [token for token in scan(text) if token.means]
        for at, token in enumerate(tokens):
            if token.kind == "text" and token.text.startswith('"') and token.text[1:-1] in known:
                key = token.text[1:-1]
                asked[key] = asked.get(key, True) and by_whole_key(module, tokens, at)
    fixed = tuple(counting)
    forms = (*(f"{key}-" for key in fixed), *beginnings(modules.values()))
    free = [key for key in every if asked.get(key, False) and key not in fixed and not key.startswith(forms)]
    taken = set(every) | WORDS
    return dict(zip(free, short_names(taken), strict=False))


def beginnings(texts: Iterable[str]) -> set[str]:
    """What keys that are put together while running begin with."""
    begun = (
        BEGINNING.fullmatch(token.text) for text in texts for token in scan(text) if token.kind == "text"
    )
    return {found[1] for found in begun if found is not None}


def by_whole_key(module: str, tokens: list[Token], at: int) -> bool:
    """Whether a text is a key that a template takes from its table, or that a view says."""
    marks = tokens[at - 1].text, tokens[at + 1].text
    if module == "pwa.worker.pages":
        return marks == ("[", "]")
    said = marks[0] == "(" and tokens[at - 2].text in ("plain", "named", "timed")
    return module.startswith("pwa.views.") and said


def with_short_keys(text: str, short: Mapping[str, str]) -> str:
    """A module that asks for the sentences by their shorter keys."""
    return "".join(
        f'"{short[token.text[1:-1]]}"' if token.kind == "text" and token.text[1:-1] in short else token.text
        for token in scan(text)
    )
