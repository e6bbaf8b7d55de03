"""What is said of a template that the compiler does not take."""


class OutsideSubset(Exception):  # noqa: N818 (it names what a template is)
    """Something in a template is not in the subset. `file`, `line` and `why`, in one sentence."""

    def __init__(self, file: str, line: int, why: str) -> None:
        super().__init__(f"{file}:{line}: {why}")
        self.file, self.line, self.why = file, line, why
