"""The collector rests while something is published, and is as it was afterwards."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.publishing.locking import one_at_a_time, undisturbed


@pytest.fixture(autouse=True)
def on() -> Iterator[None]:
    """The collector is on before and after."""
    assert gc.isenabled()
    yield
    gc.enable()


def test_it_rests_and_is_on_again_afterwards(tmp_path: Path) -> None:
    @one_at_a_time
    def work(first: object, editions: Path) -> bool:
        return gc.isenabled()

    assert work(None, tmp_path) is False
    assert gc.isenabled()


def test_it_is_on_again_whatever_happens() -> None:
    with pytest.raises(OSError, match="full"), undisturbed():
        raise OSError("full")
    assert gc.isenabled()


def test_what_was_off_stays_off_and_inside_another_it_rests_until_the_last() -> None:
    with undisturbed():
        with undisturbed():
            assert not gc.isenabled()
        assert not gc.isenabled()
    assert gc.isenabled()
