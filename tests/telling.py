"""What tests counted, told at the end of a run: how many cases and pages were compared."""

from collections.abc import Callable

import pytest
from _pytest.terminal import TerminalReporter

TOLD = "told"


@pytest.fixture
def told(record_property: Callable[[str, object], None]) -> Callable[[str], None]:
    """Says a line at the end of the run, whichever of its processes the test ran in."""
    return lambda line: record_property(TOLD, line)


def tell(reporter: TerminalReporter) -> None:
    """All that was said, in order: for tests/conftest.py."""
    lines = sorted(
        value
        for report in reporter.stats.get("passed", [])
        for name, value in report.user_properties
        if name == TOLD
    )
    if lines:
        reporter.section("compared")
        for line in lines:
            reporter.line(line)
