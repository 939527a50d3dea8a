"""What a command says on stderr of the edition: only what its answer uses."""

from __future__ import annotations

from datetime import date

import pytest
from typer.testing import CliRunner

from peaceops.cli import app
from peaceops.edition import open_edition
from peaceops.questions import notes

ENDS = "no monthly strength after 31 Mar 2017"


def test_a_subject_that_an_answer_does_not_use_is_not_said_to_end() -> None:
    question = open_edition(), date(2020, 6, 1)
    assert ENDS in " ".join(notes(*question, chosen=True))
    assert ENDS not in " ".join(notes(*question, chosen=True, unused=("strength",)))
    with pytest.raises(KeyError):
        notes(*question, chosen=True, unused=("weather",))


@pytest.mark.parametrize(("command", "uses_strength"), [("missions", True), ("calendar", False)])
def test_strength_that_ends_is_said_where_strength_is_used(
    command: str, *, uses_strength: bool
) -> None:
    done = CliRunner().invoke(app, [command, "--as-of", "2020-06-01"])
    assert done.exit_code == 0
    assert (ENDS in done.stderr) is uses_strength
