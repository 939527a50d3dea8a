"""The review in a terminal: what is answered decides what enters the case."""

from __future__ import annotations

from pathlib import Path

from typer.testing import CliRunner

from peaceops.cli import app

TEXT = (
    "Sweden withdrew its 220 soldiers from MINUSMA in March 2023. "
    "Egypt suspended its contingent in MINUSMA in August 2022. "
    "Germany will send 40 engineers to MINUSMA in October."
)


def reviewed(folder: Path, answers: str) -> tuple[str, str]:
    text, case = folder / "a.txt", folder / "case.yaml"
    text.write_text(TEXT, encoding="utf-8")
    told = CliRunner().invoke(
        app,
        [
            *("read", str(text), "--published", "2023-06-17", "--mission", "MINUSMA"),
            *("--no-model", "--review", "--case", str(case)),
        ],
        input=answers,
    )
    assert told.exit_code == 0, told.output
    return told.output, case.read_text(encoding="utf-8")


def test_what_is_refused_stays_out_and_what_is_accepted_goes_in(tmp_path: Path) -> None:
    shown, case = reviewed(tmp_path, "n\ny\nn\nn\nn\n")
    assert "1 of " in shown
    assert "Egypt suspended its contingent" in case
    assert "Sweden withdrew" not in case


def test_a_wrong_key_is_asked_again_and_all_takes_the_rest(tmp_path: Path) -> None:
    shown, case = reviewed(tmp_path, "x\na\n")
    assert shown.count("accept?") == 2
    assert "Sweden withdrew" in case
    assert "Egypt suspended" in case


def test_stopping_keeps_what_was_accepted_before(tmp_path: Path) -> None:
    _, case = reviewed(tmp_path, "y\nq\n")
    assert "Sweden withdrew" in case
    assert "Egypt suspended" not in case
