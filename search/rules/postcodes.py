"""Reading a typed postcode, sector or outward code (answers.md section 3).

The text is upper case, on one line, with single spaces. The server's twin with regular expressions is
directory_data/gazetteer/postcodes.py; a test holds the two equal.
"""

from typing import Final, TypedDict

FULL: Final = 3  # characters of an inward code
LONGEST: Final = 4  # characters of an outward code
MOST_TYPED: Final = 8  # characters of a code in which slips are looked for
MOST_SLIPS: Final = 6
SLIPS: Final = {"O": ["O", "0"], "0": ["0", "O"], "I": ["I", "1"], "1": ["1", "I"]}
#: The directory's two outward codes without a digit: Newport until 1984, Girobank.
WORDS: Final = [["N", "P", "T"], ["G", "I", "R"]]


class Code(TypedDict):
    """A code as written: `inward` is "" of an outward code, "6" of a sector, "6JP" of a postcode."""

    outward: str
    inward: str


def written(code: Code) -> str:
    """As people write it."""
    return code["outward"] if code["inward"] == "" else f"{code['outward']} {code['inward']}"


def is_letter(character: str) -> bool:
    """A to Z."""
    return "A" <= character and character <= "Z"


def is_digit(character: str) -> bool:
    """0 to 9."""
    return "0" <= character and character <= "9"


def is_either(character: str) -> bool:
    """A letter or a digit of a code."""
    return is_letter(character) or is_digit(character)


def joined(letters: list[str], first: int, end: int) -> str:
    """The letters from `first` up to `end`, as text."""
    text = ""
    for index in range(first, end):
        text = text + letters[index]
    return text


def outward_ends(letters: list[str], first: int) -> list[int]:
    """Where an outward code that begins at `first` may end, the longest first."""
    size = len(letters)
    found: list[int] = []
    for count in [2, 1]:
        digit = first + count
        if digit < size and is_digit(letters[digit]):
            if all(is_letter(letters[first + i]) for i in range(count)):
                if digit + 1 < size and is_either(letters[digit + 1]):
                    found.append(digit + 2)
                found.append(digit + 1)
    for word in WORDS:
        if first + len(word) <= size and all(letters[first + i] == word[i] for i in range(len(word))):
            found.append(first + len(word))
    return found


def inward_at(letters: list[str], first: int) -> bool:
    """Whether a whole inward code stands here: a digit and two letters."""
    if first + FULL > len(letters):
        return False
    return is_digit(letters[first]) and is_letter(letters[first + 1]) and is_letter(letters[first + 2])


def sector_at(letters: list[str], first: int) -> bool:
    """Whether what is left is a sector's digit, with or without one letter after it."""
    left = len(letters) - first
    if left < 1 or left > 2 or not is_digit(letters[first]):
        return False
    return left == 1 or is_letter(letters[first + 1])


def split(text: str) -> list[str]:
    """The words of a text, apart at spaces and commas."""
    found: list[str] = []
    word = ""
    for letter in text:
        if letter == " " or letter == ",":
            if word != "":
                found.append(word)
            word = ""
        else:
            word = word + letter
    if word != "":
        found.append(word)
    return found


def before_comma(text: str) -> str:
    """The text up to its first comma."""
    found = ""
    for letter in text:
        if letter == ",":
            return found
        found = found + letter
    return found


def readings(text: str) -> list[Code]:
    """What a typed code could be, the likelier first; [] when it has no shape of one.

    "SE13" is the outward code SE13 or, written without its space, the sector SE1 3; "SE1 3" is only
    the latter. A last letter left off ("SE13 6J") reads as the sector.
    """
    letters = [letter for letter in text if letter != " "]
    size = len(letters)
    ends = outward_ends(letters, 0)
    found: list[Code] = []
    for end in ends:
        if size - end == FULL and inward_at(letters, end):
            found.append({"outward": joined(letters, 0, end), "inward": joined(letters, end, size)})
            break
    if size in ends:
        found.append({"outward": joined(letters, 0, size), "inward": ""})
    for end in ends:
        if sector_at(letters, end):
            found.append({"outward": joined(letters, 0, end), "inward": letters[end]})
            break
    words = [word for word in spaced(text)]
    if len(words) == 2 and len(words[1]) < FULL:
        return [code for code in found if code["outward"] == words[0] and code["inward"] != ""]
    return found


def spaced(text: str) -> list[str]:
    """The words of a text, apart at spaces."""
    found: list[str] = []
    word = ""
    for letter in text:
        if letter == " ":
            if word != "":
                found.append(word)
            word = ""
        else:
            word = word + letter
    if word != "":
        found.append(word)
    return found


def code_at(letters: list[str], first: int) -> list[int]:
    """Where the outward code, the space and the whole of a postcode that begins here end; [] for none."""
    for end in outward_ends(letters, first):
        inward = end
        while inward < len(letters) and (letters[inward] == " " or letters[inward] == "-"):
            inward += 1
        after = inward + FULL
        if inward_at(letters, inward) and (after == len(letters) or not is_either(letters[after])):
            return [end, inward, after]
    return []


def inside(text: str) -> Code | None:
    """The last full postcode inside a longer text (an address), or None."""
    letters = [letter for letter in text]
    found: Code | None = None
    at = 0
    while at < len(letters):
        ends: list[int] = []
        if at == 0 or not is_either(letters[at - 1]):
            ends = code_at(letters, at)
        if len(ends) > 0:
            found = {
                "outward": joined(letters, at, ends[0]),
                "inward": joined(letters, ends[1], ends[2]),
            }
            at = ends[2]
        else:
            at += 1
    return found


def slips(text: str) -> list[str]:
    """The same text with every way of swapping O with 0 and I with 1, itself left out."""
    letters = [letter for letter in text if letter != " "]
    slipping = [letter for letter in letters if letter in SLIPS]
    if len(letters) > MOST_TYPED or len(slipping) > MOST_SLIPS:
        return []
    ways: list[str] = [""]
    for letter in letters:
        others = SLIPS.get(letter)
        choices = others if others is not None else [letter]
        ways = [way + choice for way in ways for choice in choices]
    whole = joined(letters, 0, len(letters))
    return [way for way in ways if way != whole]
