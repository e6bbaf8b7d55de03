"""The content's own texts under keys, so that a language can say them (docs/decisions/0016)."""

from directory_data import content


def texts() -> dict[str, str]:
    """Key → English: needs and pathways, questions with their help and answers, help lines, facts."""
    found: dict[str, str] = {}
    for pathway in content.pathways():
        found[f"need:{pathway['code']}"] = pathway["name"]
    for need in content.needs():
        found[f"need:{need['code']}"] = need["name"]
    for question in content.questions():
        name = question["attribute"]
        found |= {f"ask:{name}": question["ask"], f"ask:{name}?": question["help"]}
        found |= {f"ask:{name}:{each['code']}": each["label"] for each in question["answers"]}
    for line in content.help_lines():
        found |= {f"line:{line['id']}": line["name"], f"line:{line['id']}?": line["say"]}
    found |= {f"fact:{fact['id']}": fact["say"] for fact in content.facts() if fact["show"]}
    return {key: text for key, text in found.items() if text}
