"""Tables on a terminal of 80 columns: no figure and no name that is typed elsewhere is cut."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from peaceops.cli import app
from peaceops.edition import open_edition


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words), env={"COLUMNS": "80"})


def test_the_list_of_tables_has_their_names_whole() -> None:
    lines = run("data", "show").output.splitlines()
    listed = {line.split()[0] for line in lines if line.strip()}
    assert set(open_edition().manifest.tables) <= listed
    table = lines[: lines.index("")]
    assert all(len(line.rstrip()) <= 80 for line in table[1:])


def test_an_edition_is_named_in_either_way_and_not_in_two(tmp_path: Path) -> None:
    for words in (("show", str(tmp_path)), ("show", "--edition", str(tmp_path))):
        assert "manifest.json" in str(run("data", *words).exception)
    both = run("data", "verify", str(tmp_path), "--edition", str(tmp_path / "other"))
    assert both.exit_code == 2 and "name one edition" in both.output


def test_replays_of_past_quarters_have_their_figures_whole() -> None:
    lines = run("ledger", "history", "UNMISS").output.splitlines()
    assert "…" not in "".join(lines)
    first = lines.index(next(line for line in lines if line.startswith("2014-03-31")))
    assert "council." in lines[first] and "adopted" in lines[first + 1]


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--horizon", "20"), "--horizon goes with --origins"),
        (("--protocol", "p25", "--target", "ns"), "--target is not for --protocol p25"),
        (("--protocol", "p25", "--models", "zero"), "--models is not for --protocol p25"),
        (("--protocol", "true-future", "--horizon", "9"), "--horizon is not for --protocol"),
    ],
)
def test_a_flag_that_would_be_passed_over_is_refused(words: tuple[str, ...], told: str) -> None:
    refused = run("violence", "backtest", *words)
    assert refused.exit_code == 2
    assert told in " ".join(refused.output.split())


@pytest.mark.slow
def test_scores_of_a_backtest_stand_whole_with_ratios_below() -> None:
    shown = run("violence", "backtest", "--windows", "2022", "--models", "zero,conflictology")
    assert shown.exit_code == 0
    assert "…" not in shown.output and "Ratios to conflictology" in shown.output
    assert all(len(line.rstrip()) <= 80 for line in shown.output.splitlines())


def test_cases_of_two_missions_are_not_compared() -> None:
    refused = run("compare", "cases", "minusma-2023-06", "unifil-2026-06")
    assert refused.exit_code == 2
    told = " ".join(refused.output.split())
    assert "minusma-2023-06 about MINUSMA, unifil-2026-06 about UNIFIL" in told


def test_an_open_end_of_a_replay_is_no_day() -> None:
    shown = run("council", "kinds", "--since", "2025-01-01").output
    assert "since 2025-01-01" in shown and str(date.max) not in shown


def test_a_format_that_is_none_is_named_and_capitals_do_not_matter() -> None:
    refused = run("brief", "UNMISS", "--formats", "HTML,word")
    assert refused.exit_code == 2
    assert "there is no format 'word'" in refused.output
