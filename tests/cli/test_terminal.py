"""What a person reads on a terminal of 80 columns: whole words, whole sentences."""

from __future__ import annotations

import io

import pytest
import typer
from typer.testing import CliRunner

from peaceops.cli import app
from peaceops.cli._refusals import plain_refusals
from peaceops.cli._terminal import Terminal


def _printed(line: str, *, width: int = 40, terminal: bool = True) -> list[str]:
    file = io.StringIO()
    console = Terminal(
        file=file, width=width, force_terminal=terminal, color_system=None, highlight=False
    )
    console.print(line, soft_wrap=True, markup=False)
    return file.getvalue().splitlines()


def test_a_long_line_is_broken_between_words_on_a_terminal() -> None:
    assert _printed("The mandate under S/RES/2625 (2022) ends on 15 Mar 2023, in 28 days.") == [
        "The mandate under S/RES/2625 (2022) ends",
        "on 15 Mar 2023, in 28 days.",
    ]


def test_a_pipe_gets_the_line_as_it_is() -> None:
    line = "The mandate under S/RES/2625 (2022) ends on 15 Mar 2023, in 28 days."
    assert _printed(line, terminal=False) == [line]


def test_what_follows_stands_under_the_first_word_of_its_text() -> None:
    assert _printed("  note      The cost is assumed: no budget is on record.") == [
        "  note      The cost is assumed: no",
        "            budget is on record.",
    ]
    assert _printed("line 3: `mission`: there is no peace operation 'MINUSMMA'") == [
        "line 3: `mission`: there is no peace",
        "  operation 'MINUSMMA'",
    ]


def test_a_path_longer_than_the_line_stays_whole_and_a_number_keeps_its_sign() -> None:
    path = "/home/reader/" + "folder/" * 8
    assert path in _printed(f"Wrote {path}")
    assert _printed("once put to the vote it is adopted: 42 %.") == [
        "once put to the vote it is adopted:",
        "42 %.",
    ]


@pytest.mark.parametrize("group", [[], ["data"], ["council"], ["violence"], ["ledger"]])
def test_lists_of_commands_say_all_that_is_said_of_each(group: list[str]) -> None:
    listed = CliRunner().invoke(app, [*group, "--help"], terminal_width=80).output
    assert "..." not in listed.split("Commands:")[1]
    assert all(len(line) <= 80 for line in listed.splitlines())


def test_a_number_that_is_none_is_refused_in_plain_words() -> None:
    refused = CliRunner().invoke(app, ["brief", "UNMISS", "--seed", "many"])
    assert refused.exit_code == 2
    assert "'many' is no whole number; write digits alone, as 12" in refused.output
    with pytest.raises(typer.BadParameter, match="write 0 or more"), plain_refusals():
        raise typer.BadParameter("Input should be greater than or equal to 0")
