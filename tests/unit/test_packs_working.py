"""Packs made by several processes are those made by one, file by file."""

from pathlib import Path

import pytest
from flask import Flask

from app import serving
from app.publishing.packs import pointing, shards, working
from app.publishing.packs.making import publish_packs


def tree(folder: Path) -> dict[str, bytes]:
    """Every file that a phone can fetch, but for the pointer, whose signature is never the same."""
    return {
        path.name: path.read_bytes()
        for path in pointing.public(folder).iterdir()
        if not path.name.startswith(("current.json", "key.json"))
    }


def test_several_processes_make_what_one_makes(
    sample_app: Flask, gazetteer_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sample_app.app_context():
        edition = serving.current()
    monkeypatch.setattr(shards, "BATCH", 100)  # many batches, of which each has little
    alone, together = tmp_path / "alone", tmp_path / "together"
    monkeypatch.setattr(working, "FEW", 10**6)
    publish_packs(edition, alone, gazetteer_folder)
    made: list[int] = []
    monkeypatch.setattr(working, "FEW", 1)
    monkeypatch.setattr(working.os, "cpu_count", lambda: made.append(1) or 2)
    publish_packs(edition, together, gazetteer_folder)
    assert made, "no process was asked for"
    assert tree(alone) == tree(together)
