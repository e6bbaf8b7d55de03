"""What is withdrawn stands in a file that is only added to: whatever is cut off, nobody is shown again."""

import io
from pathlib import Path
from typing import Any

import pytest

from app.publishing.packs import pointing
from search import wall

AT = wall.minute_of("2026-11-20T09:00")
WHOLE = b'{"id":"a","at":"2026-11-20T09:00","by":"x","why":"y","back":false}'
OTHER = b'{"id":"b","at":"2026-11-20T09:01","by":"x","why":"y","back":false}'


@pytest.fixture
def editions(tmp_path: Path) -> Path:
    pointing.public(tmp_path).mkdir(parents=True)
    pointing.point(tmp_path, {"edition": "e", "areas": {}}, AT, tmp_path / "e")
    return tmp_path


def hold(editions: Path, body: bytes) -> None:
    (editions / pointing.WITHDRAWN).write_bytes(body)


def signed(editions: Path) -> object:
    found = pointing.current(editions)
    assert found is not None
    return found["withdrawn"]


@pytest.mark.parametrize("cut", range(len(OTHER) + 1))
def test_a_last_line_cut_off_anywhere_loses_nothing(editions: Path, cut: int) -> None:
    hold(editions, WHOLE + b"\n" + OTHER[:cut])
    named = {"b"} if cut >= len(b'{"id":"b"') else set()
    assert pointing.withdrawn(editions) == {"a"} | named
    pointing.withdraw(editions, ["c"], "why", "by", AT)
    assert pointing.withdrawn(editions) == {"a", "c"} | named
    assert signed(editions) == sorted({"a", "c"} | named)
    pointing.withdraw(editions, ["a"], "why", "by", AT, back=True)
    assert pointing.withdrawn(editions) == {"c"} | named
    lines = (editions / pointing.WITHDRAWN).read_bytes().splitlines()
    assert lines[0] == WHOLE and all(pointing.read_line(line) for line in lines)


def test_a_spoilt_line_in_the_middle_shows_nobody_again(
    editions: Path, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pointing.log, "propagate", True)
    pointing.withdraw(editions, ["a"], "why", "by", AT)
    hold(editions, b"sentinel\n" + OTHER + b"\n")
    assert pointing.withdrawn(editions) == {"a", "b"}
    assert "withdrawn.ndjson: line 1 cannot be read" in caplog.text
    assert "sentinel" not in caplog.text


def test_a_line_that_reached_the_disk_in_part_is_an_error(
    editions: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Full(io.FileIO):
        def write(self, body: Any) -> int:
            return super().write(bytes(body)[:-9])

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", lambda path, mode, **more: Full(path, mode.replace("b", "")))
        with pytest.raises(OSError, match="No space"):
            pointing._append(editions / pointing.WITHDRAWN, WHOLE + b"\n")
    assert signed(editions) == []
    assert pointing.withdrawn(editions) == {"a"}
