"""`peaceops case check` tells every problem and ends with status 1."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from peaceops.cli import app
from peaceops.errors import CaseError

CASE = """\
case: test
mission: MINUSMMA
as_of: 2023-06-16
statements:
  - {id: a, kind: report, date: 2023-06-31, speaker: a, text: b, source: c}
"""


def test_a_mission_that_is_not_on_record_is_told_among_the_other_problems(tmp_path: Path) -> None:
    path = tmp_path / "my.yaml"
    path.write_text(CASE, encoding="utf-8")
    result = CliRunner().invoke(app, ["case", "check", str(path)])
    assert isinstance(result.exception, CaseError)
    first, *lines = str(result.exception).splitlines()
    assert first == "my.yaml: 2 problems"
    assert lines[0].startswith("line 2: `mission`: there is no peace operation 'MINUSMMA'")
    assert "Did you mean MINUSMA" in lines[0]
    assert "there is no day 2023-06-31" in lines[1]


@pytest.mark.parametrize("command", [["case", "check"], ["brief", "MINUSMA", "--case"]])
def test_a_brief_refuses_the_mission_as_the_check_does(tmp_path: Path, command: list[str]) -> None:
    path = tmp_path / "my.yaml"
    path.write_text(CASE.replace("06-31", "06-01"), encoding="utf-8")
    more = ["--as-of", "2023-06-16", "--out", str(tmp_path / "out")] if "brief" in command else []
    result = CliRunner().invoke(app, [*command, str(path), *more])
    assert isinstance(result.exception, CaseError)
    assert "line 2: `mission`: there is no peace operation 'MINUSMMA'" in str(result.exception)
    assert not (tmp_path / "out").exists()


def test_a_valid_case_is_said_to_be_valid() -> None:
    result = CliRunner().invoke(app, ["case", "check", "minusma-2022-06"])
    assert result.exit_code == 0
    assert "5 statements, 4 options, 0 assumptions; valid" in result.output
