"""The templates compiled once, and a Node process to print with."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from pwa.build.templates import compile_all

from .node import Printer, printing
from .visits import Visitor, visiting

TEMPLATES = Path(__file__).resolve().parents[3] / "pwa" / "templates"


@pytest.fixture(scope="session")
def script() -> str:
    """Every page, compiled."""
    return compile_all(TEMPLATES)


@pytest.fixture(scope="session")
def printer() -> Iterator[Printer]:
    """One Node process for all tests of this room."""
    with printing() as found:
        yield found


@pytest.fixture(scope="session")
def compiled(printer: Printer, script: str) -> int:
    """The number of the compiled pages."""
    return printer.load(script)


@pytest.fixture
def visitor(sample_app: Flask) -> Iterator[Visitor]:
    """Somebody who asks the sample app for pages."""
    with visiting(sample_app) as found:
        yield found
