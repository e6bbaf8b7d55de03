"""Whole answers over a made-up directory, and the pages of them: Node gives what the server's rules give."""

from random import Random

from flask import Flask

from app import serving
from directory_data.gazetteer import Gazetteer
from pwa.views import results, service
from search.edition import Edition
from search.rules.answering import whole_answer
from search.rules.model import Answer, Question
from tests.unit.test_match_equals_rules import question

from .making import Made, maker
from .node import Node
from .pools import CATALOGUE

WHOLE, PART = 12, 100  # questions over all records, and over a few


def asked(random: Random, edition: Edition, places: Gazetteer) -> tuple[list[int], Question]:
    """Some of the records and a question about them."""
    rows = random.sample(range(len(edition.records)), random.choice((20, 150, 300)))
    return sorted(rows), question(random, edition, places)


def find_page_args(answer: Answer, edition: Edition, at: int, random: Random) -> list[object]:
    """What the page of an answer is made from, with made-up fields."""
    hints = results.find_page.__annotations__
    made = Made(random)
    names = {result["record"]["id"]: result["record"]["name"] for result in answer["results"]}
    return [
        answer,
        edition.knowledge,
        maker(hints["questions"], ("questions",))(made),
        {"E09000023": "Lewisham"},
        names,
        maker(hints["asked"], ("asked",))(made),
        at,
        "",
        "",
        [],
        CATALOGUE,
    ]


def service_page_args(answer: Answer, edition: Edition, at: int, random: Random) -> list[object]:
    """What the page of the first result is made from."""
    hints = service.service_page.__annotations__
    made = Made(random)
    result = [*answer["results"], *answer["not_for_you"]][0]
    detail = maker(hints["detail"], ("detail",))(made)
    asked_ = maker(hints["asked"], ("asked",))(made)
    cover = edition.knowledge["cover"]
    lines = answer["help_lines"]
    return [result, detail, [], lines, ["basics"], answer["window"], cover, asked_, at, CATALOGUE]


def test_answers_and_their_pages_are_the_same_in_node(
    node: Node, made_up_app: Flask, places: Gazetteer
) -> None:
    with made_up_app.app_context():
        edition = serving.current()
        records = [edition.record(row) for row in range(len(edition.records))]
        node.keep("records", records)
        node.keep("knowledge", edition.knowledge)
        random = Random(4)
        found = shown = 0
        kept = {"$kept": "knowledge"}
        for turn in range(WHOLE + PART):
            rows, wanted = asked(random, edition, places)
            if turn < WHOLE:
                rows = list(range(len(records)))
            paging = [random.choice((1, 1, 2)), 20, 30]
            answer = whole_answer([records[row] for row in rows], edition.knowledge, wanted, *paging)
            args = [{"$kept": "records", "pick": rows}, kept, wanted, *paging]
            node.expect("search.rules.answering", "whole_answer", args, {"value": answer})
            found += answer["total"] > 0
            page = find_page_args(answer, edition, wanted["at"], random)
            sent = [*page[:1], kept, *page[2:-1], {"$kept": "catalogue"}]
            node.expect("pwa.views.results", "find_page", sent, {"value": results.find_page(*page)})  # type: ignore[arg-type]
            if answer["results"] or answer["not_for_you"]:
                one = service_page_args(answer, edition, wanted["at"], random)
                sent = [*one[:-1], {"$kept": "catalogue"}]
                node.expect("pwa.views.service", "service_page", sent, {"value": service.service_page(*one)})  # type: ignore[arg-type]
                shown += 1
        assert node.unequal() == []
        assert found > 30
        assert shown > 30
