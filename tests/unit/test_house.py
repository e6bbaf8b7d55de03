"""Settings, headers, logs, errors and health: what every request goes through."""

import re
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import config, headers
from app.config import SETTINGS, SettingError, from_environment
from tests.conftest import ROOT


@pytest.fixture
def client(sample_app: Flask) -> FlaskClient:
    return sample_app.test_client()


def test_an_unknown_setting_stops_the_start() -> None:
    with pytest.raises(SettingError, match="SATURDAY_COLOUR"):
        from_environment({"SATURDAY_COLOUR": "blue"})


@pytest.mark.parametrize(("name", "value"), [("SATURDAY_ENV", "staging"), ("SATURDAY_NI_POSTCODES", "maybe")])
def test_a_wrong_value_is_refused_by_name(name: str, value: str, tmp_path: Path) -> None:
    with pytest.raises(SettingError, match=name):
        from_environment({name: value, "SATURDAY_DATA_DIR": str(tmp_path)})


def test_production_needs_a_key(tmp_path: Path) -> None:
    with pytest.raises(SettingError, match="SECRET_KEY"):
        from_environment({"SATURDAY_ENV": "production", "SATURDAY_DATA_DIR": str(tmp_path)})


def test_a_key_is_made_once_and_only_the_owner_reads_it(tmp_path: Path) -> None:
    made = [from_environment({"SATURDAY_DATA_DIR": str(tmp_path)}).secret_key for _ in range(2)]
    assert made[0] == made[1]
    assert len(made[0]) == 64
    assert (tmp_path / "secret_key").stat().st_mode & 0o077 == 0


def test_every_setting_is_written_down_with_its_default_and_meaning() -> None:
    page = (ROOT / "docs" / "operating.md").read_text("utf-8")
    rows = dict(re.findall(r"^\| `([A-Z_]+)` \| (.*?) \|$", page, re.MULTILINE))
    assert rows == {name: f"{default} | {meaning}" for name, (default, meaning) in SETTINGS.items()}


def test_every_setting_is_read(tmp_path: Path) -> None:
    source = (ROOT / "app" / "config.py").read_text("utf-8")
    assert [name for name in SETTINGS if source.count(f'"{name}"') < 2] == []
    assert config.from_environment({"SATURDAY_DATA_DIR": str(tmp_path)}).editions == tmp_path / "editions"


PATHS = ("/", "/find", "/help-lines", "/about", "/privacy", "/nothing-here", "/healthz", "/api/nothing")


@pytest.mark.parametrize("path", PATHS)
def test_security_headers_stand_on_every_response(client: FlaskClient, path: str) -> None:
    response = client.get(path)
    for name, value in headers.HEADERS.items():
        assert response.headers[name] == value
    assert "Set-Cookie" not in response.headers
    assert "Strict-Transport-Security" not in response.headers


def test_nothing_is_allowed_that_is_not_named(client: FlaskClient) -> None:
    policy = client.get("/").headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'; ")
    for wide in ("unsafe", "*", "data:", "http"):
        assert wide not in policy


def test_a_site_served_over_https_says_so(sample_app: Flask) -> None:
    app = Flask(__name__)
    headers.init_app(app, https=True)
    assert app.test_client().get("/").headers["Strict-Transport-Security"] == headers.TRANSPORT


def test_no_page_names_another_site_in_what_it_loads(client: FlaskClient) -> None:
    for path in PATHS:
        html = client.get(path).get_data(as_text=True)
        loaded = re.findall(r'(?:src|<link[^>]*href|action)="([^"]*)"', html)
        assert [url for url in loaded if url.startswith(("http", "//"))] == []
        assert not re.search(r'<script|style="| on[a-z]+="', html)


@pytest.mark.parametrize(
    "path", ["/find?near=zebra-sentinel", "/nothing/zebra-sentinel", "/find?q=zebra-sentinel"]
)
def test_a_log_line_has_no_query_no_referrer_and_no_address(
    client: FlaskClient, caplog: pytest.LogCaptureFixture, path: str
) -> None:
    import logging

    saturday = logging.getLogger("saturday")
    saturday.addHandler(caplog.handler)
    try:
        client.get(
            path, headers={"Referer": "http://zebra-sentinel/"}, environ_base={"REMOTE_ADDR": "203.0.113.9"}
        )
    finally:
        saturday.removeHandler(caplog.handler)
    lines = [record.getMessage() for record in caplog.records]
    assert lines, "a request leaves one line"
    assert not [line for line in lines if "zebra" in line or "203.0.113" in line]


def test_an_unexpected_error_is_a_page_and_its_message_is_not_logged(
    sample_app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    import logging

    from app.pages import finding

    def fail(*args: object) -> None:
        raise ValueError("zebra-sentinel")

    monkeypatch.setattr(finding, "match", fail)
    saturday = logging.getLogger("saturday")
    saturday.addHandler(caplog.handler)
    try:
        response = sample_app.test_client().get("/find?near=Lewisham")
    finally:
        saturday.removeHandler(caplog.handler)
    assert response.status_code == 500
    assert "zebra" not in response.get_data(as_text=True) + caplog.text
    assert "unexpected ValueError" in caplog.text
    assert "Traceback" not in response.get_data(as_text=True)


def test_health_names_the_edition(client: FlaskClient) -> None:
    response = client.get("/healthz")
    assert response.status_code == 200
    assert response.json is not None
    assert re.fullmatch(r"[0-9a-f]{32}", response.json["edition"])
