"""Names of a template as names of JavaScript, so that no two things share one."""

import re
from pathlib import Path

RUNTIME = Path(__file__).resolve().parent.parent / "runtime" / "templates.js"
FILE = re.compile(r"[a-z][a-z0-9-]*\.html")
NAME = re.compile(r"[A-Za-z](?:[A-Za-z0-9_]*[A-Za-z0-9])?")
DOTTED = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")

#: What JavaScript keeps for itself, in strict code too.
RESERVED = frozenset(
    "arguments await break case catch class const continue debugger default delete do else enum eval export "
    "extends false finally for function if implements import in instanceof interface let new null package "
    "private protected public return static super switch this throw true try typeof undefined var void while "
    "with yield".split()
)
#: What generated functions call or declare beside the names of a template.
OURS = frozenset(re.findall(r"^(?:function|const) (\w+)", RUNTIME.read_text("utf-8"), re.M)) | {
    "blocks",
    "context",
    "out",
}
#: What Jinja or Flask bring in by themselves: on the phone there is no such thing.
BROUGHT_IN = frozenset(
    "caller config cycler dict g get_flashed_messages joiner kwargs lipsum loop namespace range request self "
    "session super url_for varargs".split()
)
#: Jinja finds a dict's method before its key, JavaScript does not.
METHODS = frozenset(name for name in dir(dict) if not name.startswith("_"))


def refused(name: str) -> str:
    """Why a name may not stand in a template, "" when it may."""
    if not NAME.fullmatch(name):
        return f"the name {name}: only plain letters, digits and _ inside"
    if name in BROUGHT_IN:
        return f"{name} is not on the phone"
    return ""


def refused_key(key: str, *, dotted: bool) -> str:
    """Why a key may not be looked up, "" when it may. `x["items"]` finds the key, `x.items` the method;
    in JavaScript every text and list has a length, and every object a `__proto__`."""
    if key.startswith("__") or key == "length":
        return f"{key} is no key of ours"
    if dotted and key in METHODS:
        return f".{key} is a method of dict"
    if dotted and not DOTTED.fullmatch(key):
        return f"the key {key}: only plain letters, digits and _"
    return ""


def local(name: str) -> str:
    """A variable. No name of a template ends in _, so the changed ones are free."""
    return f"{name}_" if name in RESERVED or name in OURS else name


def function(file: str, name: str) -> str:
    """The function of a macro or a block; with "" that of the whole file. No name of a template has a $."""
    return f"{file.removesuffix('.html').replace('-', '_')}${name}"
