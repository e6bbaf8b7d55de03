"""ASCII letters, alike in every runtime. The compiled rules have the same in `pwa/build/runtime/rules.js`."""

_SMALL = {code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}


def lowered(text: str) -> str:
    """The text with the capitals A to Z as small letters, and everything else as it is."""
    return text.lower() if text.isascii() else text.translate(_SMALL)
