"""How Jinja reads a template and what it may print: the same for the server, the compiler and the tests."""

from jinja2 import Environment, StrictUndefined, Undefined
from markupsafe import Markup

#: The largest whole number that JavaScript holds exactly.
LARGEST = 2**53 - 1


def printable(value: object) -> object:
    """A value that a page may print, as it is: text, a whole number, what a macro made.

    Jinja calls it for every `{{ … }}` when it is an environment's `finalize`. Without it Jinja prints
    None, True and 1.0 as such. Raises TypeError; UnicodeEncodeError for half of a surrogate pair.
    """
    if isinstance(value, Markup | Undefined):
        return value
    if isinstance(value, str):
        if not value.isascii():
            value.encode("utf-8")
        return value
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= LARGEST:
        return value
    raise TypeError(f"{type(value).__name__} cannot be printed")


def environment() -> Environment:
    """Jinja with the settings of app/__init__.py."""
    return Environment(
        trim_blocks=True,
        lstrip_blocks=True,
        autoescape=True,
        undefined=StrictUndefined,
        finalize=printable,
    )
