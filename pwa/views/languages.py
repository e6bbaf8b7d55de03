"""Which language a page is in (docs/decisions/0016)."""


def primary(tag: str) -> str:
    """The first part of a language tag: "pl" of "pl-PL"."""
    text = ""
    for letter in tag:
        if letter == "-":
            return text
        text = text + letter
    return text


def spoken_in(asked: str, accepted: list[str], served: list[str]) -> str:
    """The language asked for by name; else the first accepted that is served, whatever its region; else
    the first served. All are BCP 47 tags; `asked` may be ""."""
    if asked in served:
        return asked
    for tag in accepted:
        if tag in served:
            return tag
        for each in served:
            if primary(each) == primary(tag):
                return each
    return served[0]


def carrying(asked: str, served: list[str]) -> str:
    """What links carry on: the language where it was asked for by name, "" otherwise."""
    return f"?lang={asked}" if asked in served else ""
