"""Long lines of generated code, broken where a person would break them."""

from .scanning import Token, scan

WIDTH = 110


def wrapped(text: str, indent: str) -> list[str]:
    """A line as several, when it is too long: what stands in its longest brackets, an item a line.

    Only the insides of brackets are broken, where JavaScript takes a line end for a space.
    """
    if len(indent) + len(text) <= WIDTH:
        return [indent + text]
    tokens = list(scan(text))
    group = longest_group(tokens)
    if group is None:
        return [indent + text]
    first, last = group
    head = "".join(token.text for token in tokens[: first + 1])
    tail = "".join(token.text for token in tokens[last:])
    lines = [indent + head.rstrip()]
    for item in split_at_commas(tokens[first + 1 : last]):
        lines += wrapped(item, indent + "  ")
    return [*lines, indent + tail.lstrip()]


def longest_group(tokens: list[Token]) -> tuple[int, int] | None:
    """The outermost brackets with the most text in them: the places of both."""
    best: tuple[int, int] | None = None
    most = 0
    depth = start = 0
    for index, token in enumerate(tokens):
        if token.kind != "mark":
            continue
        if token.text in "([{":
            start = index if depth == 0 else start
            depth += 1
        elif token.text in ")]}" and depth > 0:
            depth -= 1
            size = sum(len(each.text) for each in tokens[start + 1 : index])
            if depth == 0 and size > max(most, 40):
                best, most = (start, index), size
    return best


def split_at_commas(tokens: list[Token]) -> list[str]:
    """The items between commas that stand in no further brackets, each with its comma."""
    items = [""]
    depth = 0
    for token in tokens:
        if token.kind == "mark":
            depth += (token.text in "([{") - (token.text in ")]}")
        items[-1] += token.text
        if depth == 0 and token.kind == "mark" and token.text == ",":
            items.append("")
    return [item.strip() for item in items if item.strip()]
