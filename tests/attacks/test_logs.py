"""Nothing that anyone typed, and nobody's address, is in a log: not in gunicorn's own lines either."""

import logging
from collections.abc import Iterator

import pytest
from flask import Flask

SENTINEL = "zebra-sentinel"


@pytest.fixture
def lines(sample_app: Flask) -> Iterator[list[str]]:
    """What gunicorn's logger would write."""
    written: list[str] = []

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            written.append(logging.Formatter().format(record))

    logger, handler = logging.getLogger("gunicorn.error"), Kept()
    logger.addHandler(handler)
    yield written
    logger.removeHandler(handler)


def test_a_broken_request_leaves_no_address_and_no_query(lines: list[str]) -> None:
    logger = logging.getLogger("gunicorn.error")
    logger.warning(
        f"Invalid request from ip=203.0.113.7: Invalid HTTP request line: 'GET /find?q={SENTINEL}'"
    )
    try:
        raise ValueError(SENTINEL)
    except ValueError:
        logger.exception("Error handling request %s %s", "GET", f"/find?near={SENTINEL}")
    assert lines == ["Invalid request", "Error handling request"]


def test_other_lines_stay(lines: list[str]) -> None:
    logging.getLogger("gunicorn.error").warning("Worker (pid:%s) was sent %s", 7, "SIGTERM")
    assert lines == ["Worker (pid:7) was sent SIGTERM"]


@pytest.mark.parametrize("path", ["/find", "/services/nope", "/api/match"])
def test_no_line_of_ours_holds_what_was_said(
    sample_app: Flask, path: str, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger("saturday").propagate = True
    try:
        client = sample_app.test_client()
        for field in ("near", "need", "when", "at", "miles", "q", "gender", "age", SENTINEL):
            client.get(path, query_string={field: SENTINEL}, headers={"Referer": f"http://x/?{SENTINEL}"})
            client.post(path, data={field: SENTINEL}, headers={"User-Agent": SENTINEL})
            client.post(path, json={field: SENTINEL, "person": {field: SENTINEL}})
    finally:
        logging.getLogger("saturday").propagate = False
    assert len(caplog.records) >= 27
    written = capfd.readouterr()
    assert SENTINEL not in caplog.text + written.out + written.err
