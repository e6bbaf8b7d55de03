"""One phone for all tests of this room."""

from collections.abc import Iterator

import pytest

from .node import Phone, phone


@pytest.fixture(scope="session")
def on_phone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Phone]:
    with phone(tmp_path_factory.mktemp("phone")) as found:
        yield found
