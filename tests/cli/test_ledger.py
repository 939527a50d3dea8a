"""`peaceops ledger`: from an issued forecast to its score, by commands alone."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from ledger.made_ledger import AS_OF, edition_of, later_edition
from peaceops.cli import app
from peaceops.errors import LedgerError


class Day(date):
    """A day that is always the same today."""

    @classmethod
    def today(cls) -> date:
        return date(2023, 6, 30)


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs a command in an empty folder, on the last day that the small edition knows."""
    monkeypatch.setattr("peaceops.cli.ledger.date", Day)
    monkeypatch.setattr("peaceops.cli.ledger_replays.date", Day)
    monkeypatch.chdir(tmp_path)
    edition_of(tmp_path / "now")
    later_edition(tmp_path / "later")

    def ledger(*words: str) -> Result:
        return CliRunner().invoke(app, ["ledger", *words], env={"COLUMNS": "200"})

    return ledger


def test_a_forecast_is_issued_resolved_and_scored(run: Callable[..., Result]) -> None:
    done = run("issue", "UNTEST", "--to", "l.jsonl", "--edition", "now")
    assert done.exit_code == 0, done.exception
    assert "forecasts on UNTEST as of 2023-06-30 into l.jsonl" in done.output
    head = done.output.split("head ")[-1].strip()
    lines = [json.loads(line) for line in Path("l.jsonl").read_text().splitlines()]
    assert {line["type"] for line in lines} == {"opening", "forecast"}
    assert {line["record"] for line in lines} == {"issued"}
    assert {line["forecast"]["as_of"] for line in lines[1:]} == {str(AS_OF)}

    again = run("issue", "UNTEST", "--to", "l.jsonl", "--edition", "now")
    assert isinstance(again.exception, LedgerError) and "already on UNTEST" in str(again.exception)

    open_ = run("resolve", "l.jsonl", "--edition", "now")
    assert f"0 revised, {len(lines) - 1:,} open" in open_.output
    assert "months of MLI are missing; its figures end in June 2023" in open_.output

    done = run("resolve", "l.jsonl", "--edition", "later", "--json")
    answer = json.loads(done.stdout)
    resolved = len(answer["resolved"])
    assert resolved >= 8 and answer["lines"] == len(lines) + resolved

    done = run("score", "l.jsonl", "--json")
    scores = json.loads(done.stdout)
    assert scores["record"] == "issued" and scores["resolved"] + scores["void"] == resolved
    deaths = next(row for row in scores["scores"] if row["quantity"] == "violence.deaths")
    assert deaths["crps"] is not None and deaths["log_loss"] is None
    for by in ("kind", "date", "mission"):
        assert "violence.deaths" in run("score", "l.jsonl", "--by", by).output

    assert "the chain is whole" in run("verify", "l.jsonl", "--head", head).output


def test_replays_go_to_a_file_of_their_own_and_say_so(run: Callable[..., Result]) -> None:
    done = run("replay", "--missions", "UNTEST", "--quarters", "2022:2023", "--out", "r.jsonl",
               "--edition", "later")  # fmt: skip
    assert done.exit_code == 0, done.exception
    size = Path("r.jsonl").stat().st_size
    again = run("replay", "--missions", "UNTEST", "--quarters", "2022:2023", "--out", "r.jsonl",
                "--edition", "later")  # fmt: skip
    assert "Replayed 0 forecasts" in again.output and "stood there already" in again.output
    assert Path("r.jsonl").stat().st_size == size
    assert run("resolve", "r.jsonl", "--edition", "later").exit_code == 0
    assert "Nothing here was issued" in run("score", "r.jsonl").output
    refused = run("issue", "UNTEST", "--to", "r.jsonl", "--edition", "now")
    assert "'issued' may not be mixed with it" in str(refused.exception)


REFUSED = {
    "neither missions nor all": (("issue",), "name missions, or give --all"),
    "a past day": (
        ("issue", "UNTEST", "--as-of", "2023-06-01", "--edition", "now"),
        "the edition knows what followed 2023-06-01",
    ),
    "into the edition": (
        ("issue", "UNTEST", "--to", "now/l.jsonl", "--edition", "now"),
        "is inside the edition",
    ),
    "years that are none": (("replay", "--quarters", "2020", "--out", "r"), "takes two years"),
    "years after the edition": (
        ("replay", "--quarters", "2040:2041", "--out", "r", "--edition", "now"),
        "the edition ends on",
    ),
    "an unknown mission": (
        ("replay", "--missions", "UNTESTED", "--out", "r", "--edition", "now"),
        "Did you mean",
    ),
    "no ledger": (("score", "nowhere.jsonl"), "there is no ledger"),
    "no archive": (("track-record", "--edition", "now"), "holds no archive"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_bad_input_is_refused_and_leaves_nothing(run: Callable[..., Result], what: str) -> None:
    words, complaint = REFUSED[what]
    before = sorted(Path().rglob("*"))
    done = run(*words)
    assert done.exit_code != 0
    assert complaint in f"{done.output}{done.exception}".replace("\n", " ")
    assert sorted(Path().rglob("*")) == before
