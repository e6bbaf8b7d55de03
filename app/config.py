"""Every setting, in one place: its environment variable, its default and its meaning."""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from search import languages, pseudo

ROOT = Path(__file__).resolve().parent.parent

#: name → (default as text, meaning). `docs/operating.md` prints this table; a test keeps it true.
SETTINGS: dict[str, tuple[str, str]] = {
    "DATABASE_URL": ("SQLite in the data folder", "where the tables are, as SQLAlchemy writes it"),
    "SATURDAY_DATA_DIR": ("instance/", "where editions, the gazetteer and the made key are kept"),
    "SECRET_KEY": ("made on first run", "signs staff sessions; required in production"),
    "SATURDAY_ENV": ("development", "development or production"),
    "SATURDAY_BASE_URL": ("http://127.0.0.1:8000", "the address people reach this site at"),
    "SATURDAY_LANGUAGES": ("en-GB", "languages of pages, commas between them; the first is everybody's"),
    "SATURDAY_NI_POSTCODES": ("no", "yes when a licence for Northern Ireland's postcodes is held"),
}


#: How a database may be named → how SQLAlchemy names it with its driver.
DRIVERS = {
    "sqlite": "sqlite",
    "postgresql+psycopg": "postgresql+psycopg",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}


class SettingError(ValueError):
    """A setting is unknown, missing or wrong. The message names it."""


@dataclass(frozen=True)
class Settings:
    """What `create_app` runs with."""

    database_url: str
    data_dir: Path
    secret_key: str
    production: bool
    base_url: str
    ni_postcodes: bool = False
    languages: tuple[str, ...] = (languages.ENGLISH,)

    @property
    def editions(self) -> Path:
        """The folder that holds every edition and the pointer to the one that serves."""
        return self.data_dir / "editions"

    @property
    def gazetteer(self) -> Path:
        """The folder of the built gazetteer."""
        return self.data_dir / "gazetteer"


def from_environment(environ: Mapping[str, str]) -> Settings:
    """Settings from environment variables. Raises SettingError that names the variable."""
    for name in environ:
        if name.startswith("SATURDAY_") and name not in SETTINGS:
            raise SettingError(f"{name} is not a setting. Known: {', '.join(sorted(SETTINGS))}")
    env = environ.get("SATURDAY_ENV", "development")
    if env not in ("development", "production"):
        raise SettingError(f"SATURDAY_ENV must be development or production, not {env!r}")
    licensed = environ.get("SATURDAY_NI_POSTCODES", "no")
    if licensed not in ("yes", "no"):
        raise SettingError(f"SATURDAY_NI_POSTCODES must be yes or no, not {licensed!r}")
    data_dir = Path(environ.get("SATURDAY_DATA_DIR") or ROOT / "instance").resolve()
    return Settings(
        database_url=database_url(environ.get("DATABASE_URL") or f"sqlite:///{data_dir / 'saturday.db'}"),
        data_dir=data_dir,
        secret_key=environ.get("SECRET_KEY") or _made_key(data_dir, env),
        production=env == "production",
        base_url=environ.get("SATURDAY_BASE_URL", "http://127.0.0.1:8000").rstrip("/"),
        ni_postcodes=licensed == "yes",
        languages=_languages(environ.get("SATURDAY_LANGUAGES") or languages.ENGLISH, env),
    )


def _languages(text: str, env: str) -> tuple[str, ...]:
    """The languages to serve: each is known, and stands once. The pseudo-language is for development."""
    tags = tuple(tag.strip() for tag in text.split(","))
    for tag in tags:
        if tag not in languages.known():
            known = ", ".join(languages.known())
            raise SettingError(f"SATURDAY_LANGUAGES: {tag!r} is no language that is here. Known: {known}")
    if len(set(tags)) != len(tags):
        raise SettingError("SATURDAY_LANGUAGES names a language twice")
    if env == "production" and pseudo.TAG in tags:
        raise SettingError(f"SATURDAY_LANGUAGES: {pseudo.TAG} is made up, and for development only")
    return tags


def database_url(text: str) -> str:
    """A database that Saturday runs on, with its driver. Raises SettingError, which holds no password."""
    try:
        url = make_url(text)
    except (ArgumentError, ValueError):
        url = None
    driver = None if url is None else DRIVERS.get(url.drivername)
    if url is None or driver is None:
        raise SettingError("DATABASE_URL must begin with sqlite:/// or postgresql+psycopg://")
    return url.set(drivername=driver).render_as_string(hide_password=False)


def _made_key(data_dir: Path, env: str) -> str:
    if env == "production":
        raise SettingError("SECRET_KEY is required when SATURDAY_ENV is production")
    path = data_dir / "secret_key"
    if path.exists():
        return path.read_text("ascii").strip()
    data_dir.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(secrets.token_hex(32), "ascii")
    return path.read_text("ascii").strip()
