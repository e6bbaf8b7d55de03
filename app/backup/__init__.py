"""Backups: one file that either database restores (docs/decisions/0015). It holds every secret there is.

A zip of `tables/NAME.ndjson` (one row a line, by its columns), the files below, and `manifest.json` with
the SHA-256 of each.
"""

from pathlib import Path

from alembic.script import ScriptDirectory
from flask import current_app

from app.publishing.packs import pointing

FORMAT = 1
MANIFEST = "manifest.json"
TABLES = "tables/"
SIGNING, WITHDRAWN, CURRENT = "signing.pem", "withdrawn.ndjson", "current.json"


class BackupError(Exception):
    """A backup cannot be made or restored; nothing was written. The message says why, without a secret."""


class UnfinishedError(BackupError):
    """The tables are restored, and some file beside them is not. The message says which, and what to do."""


def files(editions: Path) -> dict[str, Path]:
    """Name in a backup → where it stands: what serving needs beside the tables."""
    return {
        SIGNING: pointing.signing_key(editions),
        WITHDRAWN: editions / pointing.WITHDRAWN,
        CURRENT: pointing.public(editions) / pointing.CURRENT,
    }


def revision() -> str:
    """The newest migration of this version of Saturday: what the tables in a backup look like."""
    config = current_app.extensions["migrate"].migrate.get_config()
    return str(ScriptDirectory.from_config(config).get_current_head())
