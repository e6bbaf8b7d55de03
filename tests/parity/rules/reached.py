"""Which lines of rules and views some calls reach."""

import dis
import sys
from collections.abc import Callable, Mapping
from types import CodeType, FrameType


def lines_of(code: CodeType) -> set[int]:
    """The lines of a function and of what is written inside it, but for its first and docstring."""
    found = {line for _, line in dis.findlinestarts(code) if line is not None and line > code.co_firstlineno}
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            found |= lines_of(constant)
    return found


def reached(wanted: Mapping[str, set[int]], found: dict[str, set[int]], run: Callable[[], None]) -> None:
    """Run something and add the lines that it comes through to `found`. `wanted`: file → the lines that
    count; a function whose lines have all been seen is traced no more."""
    left: dict[CodeType, set[int]] = {}

    def trace(frame: FrameType, event: str, arg: object) -> object:
        code = frame.f_code
        lines = found.get(code.co_filename)
        if lines is None:
            return None
        missing = left.get(code)
        if missing is None:
            missing = left[code] = lines_of(code) & wanted[code.co_filename]
        missing -= lines
        if not missing:
            return None

        def inside(frame: FrameType, event: str, arg: object) -> object:
            lines.add(frame.f_lineno)
            return inside

        return inside

    before = sys.gettrace()
    sys.settrace(trace)  # type: ignore[arg-type]
    try:
        run()
    finally:
        sys.settrace(before)
