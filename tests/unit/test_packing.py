"""Text is sent packed to whoever takes it so, and says the same."""

import gzip
from collections.abc import Callable

import brotli
import pytest
from flask import Flask

from app.pages.assets import STYLE

UNPACKED: dict[str, Callable[[bytes], bytes]] = {"br": brotli.decompress, "gzip": gzip.decompress}


@pytest.mark.parametrize("encoding", UNPACKED)
@pytest.mark.parametrize(
    "path", ["/", "/about", "/help-lines", "/find?near=SE13+6JP&when=tonight", "/nowhere"]
)
def test_a_page_says_the_same_in_fewer_bytes(sample_app: Flask, path: str, encoding: str) -> None:
    client = sample_app.test_client()
    plain = client.get(path)
    assert "Content-Encoding" not in plain.headers and "Accept-Encoding" in plain.headers["Vary"]
    sent = client.get(path, headers={"Accept-Encoding": encoding})
    assert sent.headers["Content-Encoding"] == encoding
    assert UNPACKED[encoding](sent.data) == plain.data
    assert int(sent.headers["Content-Length"]) == len(sent.data) < len(plain.data) / 2


def test_the_stylesheet_is_sent_packed(sample_app: Flask) -> None:
    sent = sample_app.test_client().get(STYLE.url, headers={"Accept-Encoding": "gzip, br"})
    assert sent.headers["Content-Encoding"] == "br"
    assert brotli.decompress(sent.data) == STYLE.body


def test_what_is_packed_already_or_asked_for_plain_is_left_alone(sample_app: Flask) -> None:
    client = sample_app.test_client()
    answer = client.post("/api/match", json={}, headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in answer.headers
    refused = client.get("/about", headers={"Accept-Encoding": "br;q=0, gzip;q=0"})
    assert "Content-Encoding" not in refused.headers
