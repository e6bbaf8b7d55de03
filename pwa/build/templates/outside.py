"""What is said of a template that the compiler does not take."""

from jinja2 import nodes as n


class OutsideSubset(Exception):  # noqa: N818 (it names what a template is)
    """Something in a template is not in the subset. `file`, `line` and `why`, in one sentence."""

    def __init__(self, file: str, line: int, why: str) -> None:
        super().__init__(f"{file}:{line}: {why}")
        self.file, self.line, self.why = file, line, why


def outside(file: str, node: n.Node, why: str) -> OutsideSubset:
    """The error of one node. Jinja gives some nodes no line: then the first inside it counts."""
    lines = (each.lineno for each in (node, *node.find_all(n.Node)))
    return OutsideSubset(file, next((line for line in lines if line), 1), why)
