"""The gazetteer, built once for a whole run of the tests."""

import pytest

from directory_data.gazetteer import Gazetteer, build


@pytest.fixture(scope="session")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    """Opened from the run's own folder: a second `build` finds it current and returns at once."""
    folder = tmp_path_factory.getbasetemp() / "gazetteer"
    build(folder)
    return Gazetteer.open(folder)
