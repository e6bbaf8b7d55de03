"""Files of the tree that phones fetch are taken as they are only where they are whole."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.publishing.packs.store import SUFFIXES, Store

BODY = b'{"a":"' + b"some words " * 50 + b'"}'


def held(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def kept(folder: Path) -> str:
    with Store(folder) as store:
        return store.add(BODY)


@pytest.mark.parametrize("form", SUFFIXES)
@pytest.mark.parametrize("gone", [True, False])
def test_what_is_gone_or_empty_is_written_again(tmp_path: Path, form: str, gone: bool) -> None:
    whole, new = tmp_path / "whole", tmp_path / "new"
    sha = kept(whole)
    before = held(whole)
    for folder in (new, whole):
        with Store(new) as store:
            store.take(sha, whole)
        assert held(new) == before
        spoilt = folder / f"{sha}{form}"
        spoilt.write_bytes(b"")
        if gone:
            spoilt.unlink()
    assert not Store(whole).holds(sha, len(BODY))
    assert kept(whole) == sha
    assert held(whole) == before


@pytest.mark.parametrize("form", SUFFIXES[:2])
def test_what_is_shorter_than_is_known_is_not_there(tmp_path: Path, form: str) -> None:
    sha = kept(tmp_path)
    size = (tmp_path / f"{sha}.json.br").stat().st_size
    assert Store(tmp_path).holds(sha, len(BODY), size)
    path = tmp_path / f"{sha}{form}"
    path.write_bytes(path.read_bytes()[:-1])
    assert not Store(tmp_path).holds(sha, len(BODY), size)


def test_what_is_whole_is_not_written_again(tmp_path: Path) -> None:
    sha = kept(tmp_path)
    number = (tmp_path / f"{sha}.json").stat().st_ino
    assert kept(tmp_path) == sha
    assert (tmp_path / f"{sha}.json").stat().st_ino == number


def test_a_draft_that_another_process_finishes_while_the_folder_is_read_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha = kept(tmp_path)
    draft = tmp_path / ".a-draft-1"
    draft.write_bytes(BODY)
    read = os.scandir

    @contextmanager
    def late(folder: Path) -> Iterator[list[os.DirEntry[str]]]:
        with read(folder) as found:
            entries = list(found)
        draft.unlink()
        yield entries

    monkeypatch.setattr(os, "scandir", late)
    assert Store(tmp_path).holds(sha, len(BODY))
