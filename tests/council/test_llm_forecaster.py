"""A language model as a forecaster: asked at a local address only, checked, and scored."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import numpy as np
import pytest

from council.made_view import SEATED, record, view_of
from peaceops.council.ballots import ballots
from peaceops.council.llm_forecaster import NAME, odds_of_endpoint, prompt_for
from peaceops.council.model.drafts import drafts_of
from peaceops.council.replay import replay
from peaceops.errors import CaseError

DRAFTS = [(date(2021, 1, 1) + timedelta(days=30 * n), {"RUS": "abstain"}) for n in range(4)]
SURE = {one: [98, 1, 1] for one in SEATED} | {"RUS": [10, 0, 90]}


@contextmanager
def serving(answer: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    asked: list[dict[str, Any]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            asked.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
            body = json.dumps({"choices": [{"message": {"content": answer}}]}).encode()
            self.send_response(200)
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/v1", asked
    finally:
        server.shutdown()
        server.server_close()


def test_it_is_scored_by_the_same_replay_and_not_asked_unless_named() -> None:
    view = view_of(date(2030, 1, 1), record(DRAFTS))
    with serving("Here: " + json.dumps(SURE)) as (url, asked):
        plain = replay(view, DRAFTS[2][0])
        assert not asked
        found = replay(view, DRAFTS[2][0], language=(url, "any"))
    assert len(asked) == found.decisions == 2
    assert NAME not in plain.models["model"]
    (mine,) = found.models.filter(model=NAME).to_dicts()
    expected = -(14 * np.log(0.98) + np.log(0.9)) / 15
    assert mine["log_loss"] == pytest.approx(expected, abs=0.002)


def test_it_is_told_nothing_of_the_vote_or_of_later_ones() -> None:
    view = view_of(date(2030, 1, 1), record(DRAFTS))
    drafts = drafts_of(view, ballots(view))
    said = prompt_for(drafts[1], drafts)
    assert DRAFTS[0][0].isoformat() in said
    assert DRAFTS[2][0].isoformat() not in said
    assert said.count("RUS abstaining") == 1


@pytest.mark.parametrize(
    "answer",
    [
        "no",
        "{}",
        "{" * 5000 + "}",
        json.dumps(SURE | {"RUS": [1, 2]}),
        json.dumps(SURE | {"RUS": [-1, 1, 1]}),
        json.dumps(SURE | {"RUS": [10**400, 0, 0]}),
        json.dumps(SURE | {"RUS": [float("nan"), 0, 0]}),
    ],
)
def test_an_answer_that_gives_no_odds_is_refused(answer: str) -> None:
    view = view_of(date(2030, 1, 1), record(DRAFTS))
    drafts = drafts_of(view, ballots(view))
    with serving(answer) as (url, _), pytest.raises(CaseError, match="three odds"):
        odds_of_endpoint(drafts[1], drafts, url, "any")


def test_an_address_that_is_none_is_refused() -> None:
    view = view_of(date(2030, 1, 1), record(DRAFTS))
    drafts = drafts_of(view, ballots(view))
    with pytest.raises(CaseError, match="not an address"):
        odds_of_endpoint(drafts[1], drafts, "file:///etc/hosts", "any")
