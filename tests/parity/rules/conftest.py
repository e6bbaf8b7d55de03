"""The rules and views compiled once, and one Node process that is asked about them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pwa.build.rules import Module, translated

from .fuzz import KEPT, PACKAGES
from .node import Node, running
from .pools import CATALOGUE


@pytest.fixture(scope="session")
def modules() -> dict[str, Module]:
    """Every module, translated."""
    return translated(*PACKAGES)


@pytest.fixture(scope="session")
def process() -> Iterator[Node]:
    """The one Node process of these tests; what it holds is whatever was loaded last."""
    with running() as found:
        found.keep(KEPT, CATALOGUE)
        yield found


@pytest.fixture
def node(process: Node, modules: dict[str, Module], tmp_path: Path) -> Node:
    """Node, with the modules as they are."""
    process.load(tmp_path, {name: module.text for name, module in modules.items()})
    return process
