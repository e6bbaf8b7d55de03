"""One page by Jinja and by the compiled script: the same text, or refused by both."""

from collections.abc import Mapping
from pathlib import Path

from jinja2 import DictLoader, Environment, FileSystemLoader

from pwa.build.bundle import as_module
from pwa.build.mangling import mangled
from pwa.build.rules import bundle
from pwa.build.templates.settings import environment

from .node import NotPrintedError, Printer

#: Stands for a page that was refused: no page has half a character in it.
REFUSED = "\udfff refused"


def jinja_of(source: Path | dict[str, str]) -> Environment:
    """The compiler's own Jinja over a folder or over file name → text."""
    made = environment()
    made.loader = DictLoader(source) if isinstance(source, dict) else FileSystemLoader(source)
    return made


def by_jinja(jinja: Environment, name: str, context: Mapping[str, object]) -> str:
    """A page by Jinja. Whatever it raises is a refusal: UndefinedError, TypeError, UnicodeError."""
    try:
        return jinja.get_template(name).render(context)
    except Exception:
        return REFUSED


def by_script(printer: Printer, script: int, name: str, context: Mapping[str, object]) -> str:
    """A page by a compiled script."""
    try:
        return printer.page(script, name, context)
    except NotPrintedError:
        return REFUSED


def as_served(script: str) -> str:
    """A script after what pwa/build/bundle.py does to it: bundled, in its smallest form, renamed."""
    modules = {"pages": as_module(script)}
    served = mangled(bundle(modules, {"render": "pages.render"}, "served", minify=True))
    return f"{served}const render = served.render;\n"
