"""Names of places as people type them: exact, with words around them, half typed, misspelt.

The same as directory_data/gazetteer/names.py, over the national part that a phone carries.
"""

from typing import Final

from .model import Place
from .packed import AreaNamed, AreaOutward, AreaPlaces, FoundPlace, NamedPlace, PlaceNames, Typed
from .places import coded, councils_in, placed, refused, sectors_of, shown, taken, to_save
from .plainly import distinct, plain_words
from .spelling import near

LEAST: Final = 3  # letters that are enough to suggest a name
READ: Final = 60
ONE_SLIP: Final = 7  # letters from which two may be wrong
SUGGESTED: Final = 5
SAME: Final = {"saint": "st", "and": "", "the": ""}
LEADING: Final = ["in", "near", "at", "around", "from", "to"]
TRAILING: Final = ["uk", "england", "britain", "gb"]
PRISON: Final = [
    "hmp", "hmpyoi", "hmyoi", "yoi", "hm", "prison", "jail", "nick", "young", "offender", "institution",
]  # fmt: skip
COUNCIL: Final = [
    "council", "borough", "city", "district", "county", "metropolitan", "royal", "london", "of", "authority",
]  # fmt: skip


def folded_name(name: str) -> list[str]:
    """The words of a name in plain letters, as names of places are compared."""
    found: list[str] = []
    for word in plain_words(name):
        same = SAME.get(word)
        if same is None:
            found.append(word)
        elif same != "":
            found.append(same)
    return found


def run(words: list[str]) -> str:
    """The words in one, which is how names are looked up."""
    text = ""
    for word in words:
        text = text + word
    return text


def cut(words: list[str], first: int, end: int) -> list[str]:
    """The words from `first` up to `end`."""
    return [words[index] for index in range(first, end)]


def called(names: PlaceNames, words: list[str]) -> list[int]:
    """The places that are called so, the likeliest first (binary search)."""
    spellings = names["spellings"]
    text = run(words)
    low = 0
    high = len(spellings)
    while low < high:
        middle = (low + high) // 2
        if spellings[middle] < text:
            low = middle + 1
        else:
            high = middle
    if low < len(spellings) and spellings[low] == text:
        return names["meanings"][low]
    return []


def of_kind(names: PlaceNames, words: list[str], marks: list[str], kind: str) -> list[int]:
    """Places of one kind, where words that mark the kind stand around the name ("Durham prison"). The
    fewest words off first: "City of London council" is not the council of "London"."""
    size = len(words)
    if not any(word in marks for word in words):
        return []
    before = 0
    while before < size and (words[before] in marks or words[before] in LEADING):
        before += 1
    behind = 0
    while behind < size and words[size - 1 - behind] in marks:
        behind += 1
    for off in range(1, size):
        for start in range(0, min(before, off) + 1):
            if off - start <= behind:
                rest = cut(words, start, size - (off - start))
                meant = [*called(names, rest), *called(names, ["hmp", *rest])]
                found = [row for row in meant if names["places"][row]["kind"] == kind]
                if len(found) > 0:
                    return found
    return []


def led(words: list[str]) -> bool:
    """Whether a word that belongs to no name stands before or behind: "in", "uk"."""
    return len(words) > 0 and (words[0] in LEADING or words[len(words) - 1] in TRAILING)


def meant_by(names: PlaceNames, words: list[str]) -> list[int]:
    """Places that the words name, the likeliest first; [] when they name none."""
    whole = called(names, words)
    if len(whole) > 0:
        return whole
    prisons = of_kind(names, words, PRISON, "prison")
    if len(prisons) > 0:
        return prisons
    size = len(words)
    if size > 0 and words[0] in LEADING:
        return meant_by(names, cut(words, 1, size))
    if size > 0 and words[size - 1] in TRAILING:
        return meant_by(names, cut(words, 0, size - 1))
    return of_kind(names, words, COUNCIL, "council")


def meant(names: PlaceNames, typed: Typed) -> list[int]:
    """Places that a text names; where it has a comma, those known by what stands behind it first
    ("Richmond, Yorkshire")."""
    found = meant_by(names, typed["words"])
    if len(found) > 0 or not typed["comma"] or led(typed["words"]):
        return found
    rows = meant_by(names, typed["before"])
    known = [row for row in rows if named_by(names["places"][row], typed["after"])]
    return [*known, *[row for row in rows if row not in known]]


def named_by(place: NamedPlace, words: list[str]) -> bool:
    """Whether one of the words is of the place's name."""
    return any(word in words for word in folded_name(place["name"]))


def sectors_in(outward: AreaOutward, named: AreaNamed) -> list[str]:
    """The sectors of an outward code that belong to a named place."""
    sectors = sectors_of(outward)
    whole = len(named["codes"]) == 0 or outward["name"] in named["codes"]
    found: list[str] = []
    for index in range(0, len(sectors)):
        inside = any(council in named["within"] for council in councils_in(outward, index))
        if (whole and inside) or (not whole and sectors[index] in named["codes"]):
            found.append(sectors[index])
    return found


def place_of(areas: list[AreaPlaces], kind: str, name: str) -> Place | None:
    """One named place, from the area of any of its councils."""
    for area in areas:
        for named in area["named"]:
            if named["name"] == name and named["kind"] == kind:
                sectors: list[str] = []
                for outward in area["outwards"]:
                    for sector in sectors_in(outward, named):
                        sectors.append(sector)
                councils = coded(area["councils"], named["within"])
                return placed(name, kind, councils, sectors, named["lat"], named["lon"])
    return None


def others(names: PlaceNames, rows: list[int]) -> list[str]:
    """Names of the other places that the words could mean: elsewhere, and not the prison of the name."""
    first = names["places"][rows[0]]
    found = [
        names["places"][row]["name"]
        for row in rows
        if names["places"][row]["say"] == ""
        and names["places"][row]["kind"] != "prison"
        and names["places"][row]["within"][0] != first["within"][0]
    ]
    return distinct([name for name in found if name != first["name"]])


def of_name(names: PlaceNames, areas: list[AreaPlaces], typed: Typed) -> FoundPlace | None:
    """The place of a name, or why it is not covered; None for a name that nobody knows."""
    rows = meant(names, typed)
    if len(rows) == 0:
        return None
    first = names["places"][rows[0]]
    if first["say"] != "":
        return refused(first["say"], shown(typed["text"]), [])
    place = place_of(areas, first["kind"], first["name"])
    if place is None:
        return to_save(first["name"], coded(names["councils"], first["within"]))
    more = others(names, rows)
    return taken(place, "place-one-of-several" if len(more) > 0 else "", more)


def starts(text: str, typed: list[str]) -> bool:
    """Whether a text begins with the letters that were typed."""
    size = 0
    for letter in text:
        if size == len(typed):
            return True
        if letter != typed[size]:
            return False
        size += 1
    return size == len(typed)


def suggested(names: PlaceNames, words: list[str]) -> list[str]:
    """Names like the words, at most 5: those a slip or two away, then those that begin with them."""
    typed: list[str] = []
    for letter in run(words):
        if len(typed) < READ:
            typed.append(letter)
    if len(typed) < LEAST:
        return []
    likely = [text for text in names["spellings"] if near(typed, text, 1)]
    if len(likely) == 0 and len(typed) >= ONE_SLIP:
        likely = [text for text in names["spellings"] if near(typed, text, 2)]
    begun = [text for text in names["spellings"] if starts(text, typed)]
    found: list[str] = []
    for text in [*likely, *sorted(begun, key=lambda each: (len(each), each))]:
        rows = called(names, [text])
        towns = [row for row in rows if names["places"][row]["kind"] != "prison"]
        for row in towns if len(towns) > 0 else rows:
            if names["places"][row]["say"] == "":
                found.append(names["places"][row]["name"])
    once = distinct(found)
    return [once[index] for index in range(0, min(SUGGESTED, len(once)))]
