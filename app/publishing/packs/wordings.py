"""The words of records as a pack writes them: only those that its texts do not spell already."""

from dataclasses import dataclass, field
from string import ascii_letters, digits

import orjson

from search.rules.model import Record
from search.rules.plainly import distinct, plain_words, whole_words

#: ASCII as `plain_words` reads it: capitals as small letters, nothing for an apostrophe, else a space.
_KEPT = {letter: letter.lower() for letter in ascii_letters + digits} | {"'": "", "`": ""}
_ASCII = str.maketrans({chr(code): _KEPT.get(chr(code), " ") for code in range(128)})


def quick(text: str) -> list[str]:
    """`plain_words`, quickly."""
    if text.isascii():
        return text.translate(_ASCII).split()
    return plain_words(text)


def quick_whole(text: str) -> list[str]:
    """`whole_words`, quickly."""
    if text.isascii():
        words = quick(text)
        return words if text.endswith((".", "!", "?")) else words[:-1]
    return whole_words(text)


@dataclass
class Wordings:
    """For each row the numbers of the words of its body that nothing else spells."""

    words: list[str] = field(default_factory=list)
    own: list[list[int]] = field(default_factory=list)
    names: dict[int, bytes] = field(default_factory=dict)
    dropped: dict[int, bytes] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)

    def add(self, record: Record) -> None:
        """The words of the next row. Raises ValueError where its body is not sorted."""
        row, body = len(self.own), record["words"]["body"]
        if body != sorted(set(body)):
            raise ValueError(f"{record['id']}: the words of the body are not sorted")
        if distinct(quick(record["name"])) != record["words"]["name"]:
            self.names[row] = orjson.dumps(record["words"]["name"])
        spelt = {*quick(record["organization"]), *quick_whole(record["summary"]), *quick(record["area"])}
        held = set(body)
        self.own.append([self._number(word) for word in body if word not in spelt])
        if spelt - held:
            self.dropped[row] = orjson.dumps(sorted(spelt - held))

    def _number(self, word: str) -> int:
        found = self._numbers.setdefault(word, len(self.words))
        if found == len(self.words):
            self.words.append(word)
        return found
