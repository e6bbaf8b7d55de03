"""The folder of real lists and standards that sits beside the project and is never committed."""

import os
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """`../shared`. Without it the test is skipped with a line that says so; with CI set it fails."""
    if not FOLDER.is_dir():
        why = "../shared is absent: the real lists and standards are not beside this project"
        if os.environ.get("CI"):
            pytest.fail(why)
        pytest.skip(why)
    return FOLDER
