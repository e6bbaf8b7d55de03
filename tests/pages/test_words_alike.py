"""Typed words get the same places by the API as on the page, whether or not they are read as needs."""

import re

import pytest
from flask import Flask

from bench import judging

TUNED = [query for query in judging.judged_set() if not judging.held_back(query["words"])]
CARD = re.compile(r'class="card[^"]*" data-id="([^"]+)"')


@pytest.mark.parametrize("miles", [15, 5])
def test_the_api_and_the_page_list_the_same_places(sample_app: Flask, miles: int) -> None:
    """The API looks for "further" without end, the page to 15 miles; what lies beyond decides nothing."""
    client, widened, differing = sample_app.test_client(), 0, []
    for query in TUNED:
        asked = {"at": query["at"], "when": query["when"], "near": query["near"], "q": query["words"]}
        answer = client.post("/api/match", json={**asked, "miles": miles}).json or {}
        page = client.post("/find", data={**asked, "miles": str(miles)}).text
        widened += answer["loose"] != []
        if [result["id"] for result in answer["results"]] != CARD.findall(page):
            differing.append(query["words"])
    assert differing == []
    assert widened > 20
