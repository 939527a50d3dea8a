"""What commands write: nothing of the user's is lost, and files come whole or not at all."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest
from typer.testing import CliRunner, Result

from peaceops.case import parse_case
from peaceops.cli import app
from peaceops.cli.violence_draws import _write
from peaceops.errors import OutputError, PeaceopsError
from peaceops.violence.draws import long_tables, to_hubverse

CASE = """\
case: mali
mission: MINUSMA
as_of: 2023-06-17
statements: []
"""
TEXTS = {
    "sweden": "Sweden withdrew its 220 soldiers from MINUSMA on 2 June 2023.",
    "benin": "Benin withdrew its police officers from MINUSMA on 3 June 2023.",
    "egypt": "Egypt withdrew its 90 soldiers from MINUSMA on 4 June 2023.",
}
READ = ("--published", "2023-06-17", "--no-model", "--mission", "MINUSMA")


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


def error_of(result: Result) -> str:
    assert result.exception is not None
    assert isinstance(result.exception, (PeaceopsError, SystemExit)), result.exception
    return str(result.exception) + result.output


def test_a_drafted_case_replaces_nothing(tmp_path: Path) -> None:
    path = tmp_path / "case.yaml"
    path.write_text("mine")
    done = run("case", "new", "UNMISS", "--as-of", "2023-02-15", "--out", str(path))
    assert "exists already" in error_of(done)
    assert path.read_text() == "mine"


@pytest.mark.slow
def test_statements_read_at_once_into_one_case_are_all_kept(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text(CASE)
    for name, text in TEXTS.items():
        (tmp_path / f"{name}.txt").write_text(text)

    peaceops = str(Path(sys.executable).with_name("peaceops"))
    processes = [
        subprocess.Popen(
            [peaceops, "read", f"{name}.txt", "--case", "case.yaml", "--accept-all", *READ],
            cwd=tmp_path,
        )
        for name in TEXTS
    ]
    assert [process.wait(120) for process in processes] == [0] * len(TEXTS)
    countries = {one.country for one in parse_case(case.read_text()).of_kind("departure")}
    assert countries == {"SWE", "BEN", "EGY"}
    assert not [one.name for one in tmp_path.iterdir() if one.name.startswith(".")]


def test_a_page_of_highlights_replaces_a_page_and_nothing_else(tmp_path: Path) -> None:
    text, page = tmp_path / "a.txt", tmp_path / "page.html"
    text.write_text(TEXTS["sweden"])
    for _ in range(2):
        assert run("read", str(text), *READ, "--html", str(page)).exit_code == 0
    assert "Sweden" in page.read_text(encoding="utf-8")
    mine = tmp_path / "mine.html"
    mine.write_text("<html>mine</html>")
    for target, refusal in ((text, "would overwrite a document"), (mine, "nothing was touched")):
        before = target.read_text()
        done = run("read", str(text), *READ, "--html", str(target))
        assert refusal in error_of(done)
        assert target.read_text() == before


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_draws_replace_draws_and_nothing_else(tmp_path: Path, ending: str) -> None:
    table = long_tables(
        date(2023, 1, 1), "all_types", ["MLI"], [date(2023, 2, 1)], np.ones((1, 1, 3))
    )
    path = tmp_path / "deep" / f"draws{ending}"
    _write(table, path)
    _write(to_hubverse(table), path)
    _write(table, path)
    mine = tmp_path / f"mine{ending}"
    frame = pl.DataFrame({"a": [1]})
    if ending == ".csv":
        frame.write_csv(mine)
    else:
        frame.write_parquet(mine)
    (tmp_path / f"broken{ending}").write_bytes(b"\x00 not a table")
    for other in (mine, tmp_path / f"broken{ending}"):
        before = other.read_bytes()
        with pytest.raises(OutputError, match="nothing was touched"):
            _write(table, other)
        assert other.read_bytes() == before


def test_a_build_into_a_folder_of_the_users_is_refused_before_anything_is_read(
    tmp_path: Path,
) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.parquet").write_bytes(b"mine")
    done = run("data", "build", str(tmp_path / "nowhere"), "--out", str(tmp_path / "out"))
    assert "not empty and holds no edition" in error_of(done)
    assert [one.name for one in (tmp_path / "out").iterdir()] == ["mine.parquet"]


def test_a_brief_into_a_folder_of_the_users_is_refused_before_anything_is_made(
    tmp_path: Path,
) -> None:
    (tmp_path / "brief.pdf").write_bytes(b"mine")
    done = run("brief", "MINUSMA", "--as-of", "2023-06-16", "--out", str(tmp_path))
    assert "holds no brief" in error_of(done)
    assert (tmp_path / "brief.pdf").read_bytes() == b"mine"


@pytest.mark.slow
def test_a_comparison_of_options_replaces_a_comparison_and_nothing_else(tmp_path: Path) -> None:
    words = ("options", "compare", "MINUSMA", "--as-of", "2023-06-16", "--draws", "100", "--out")
    for _ in range(2):
        assert run(*words, str(tmp_path / "out")).exit_code == 0
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "options.json").write_text('{"my": "options"}')
    done = run(*words, str(tmp_path / "mine"))
    assert "nothing was touched" in error_of(done)
    assert (tmp_path / "mine" / "options.json").read_text() == '{"my": "options"}'


def test_the_command_offers_the_formats_that_the_library_writes() -> None:
    # The command names them itself, so that --help loads no library.
    from peaceops.brief import DEFAULT_FORMATS, FORMATS, SHORT_FORMATS
    from peaceops.cli import brief as command

    offered = (command.FORMATS, command.DEFAULT_FORMATS, command.SHORT_FORMATS)
    assert offered == (FORMATS, DEFAULT_FORMATS, SHORT_FORMATS)
