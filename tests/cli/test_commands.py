"""Every command has help, answers, and refuses bad input with one clear error."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.main import get_command

from edition.made import made_edition
from peaceops.cli import app
from peaceops.cli._places import PLACES

PEACEOPS = str(Path(sys.executable).with_name("peaceops"))
BRIEF = ("brief", "MINUSMA", "--as-of", "2023-06-16", "--formats", "json")


def run(
    *words: str, cwd: Path | None = None, columns: str = "200"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [PEACEOPS, *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=cwd,
        env={**os.environ, "COLUMNS": columns, "NO_COLOR": "1"},
    )


def all_commands() -> list[tuple[str, ...]]:
    found = []

    def walk(command: object, path: tuple[str, ...]) -> None:
        for name, child in getattr(command, "commands", {}).items():
            found.append((*path, name))
            walk(child, (*path, name))

    walk(get_command(app), ())
    return found


@pytest.mark.parametrize("path", all_commands(), ids=" ".join)
def test_every_command_says_what_it_does(path: tuple[str, ...]) -> None:
    command = get_command(app)
    for name in path:
        command = command.commands[name]  # type: ignore[attr-defined]
    assert command.help, f"{' '.join(path)} has no help"
    for parameter in command.params:
        if parameter.name not in ("help",):
            assert getattr(parameter, "help", None), f"{' '.join(path)}: {parameter.name}"


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A brief that the command wrote: its folder, and what was printed."""
    out = tmp_path_factory.mktemp("brief") / "out"
    done = run(*BRIEF, "--out", str(out))
    assert done.returncode == 0, done.stderr
    return out, done.stdout


def test_a_brief_is_written_where_asked(written: tuple[Path, str]) -> None:
    out, printed = written
    assert "ends on 30 Jun 2023, in 14 days" in printed
    brief = json.loads((out / "brief.json").read_text(encoding="utf-8"))
    assert brief["mission"]["acronym"] == "MINUSMA"
    assert brief["as_of"] == "2023-06-16"


@pytest.mark.slow
def test_the_same_brief_twice_is_the_same_to_the_byte(
    written: tuple[Path, str], tmp_path: Path
) -> None:
    assert run(*BRIEF, "--out", str(tmp_path)).returncode == 0
    assert (tmp_path / "brief.json").read_bytes() == (written[0] / "brief.json").read_bytes()


@pytest.mark.slow
def test_all_writes_a_brief_for_every_active_mission(tmp_path: Path) -> None:
    done = run(
        "brief",
        "--all",
        "--as-of",
        "2010-03-01",
        "--formats",
        "json",
        "--out",
        str(tmp_path / "all"),
    )
    assert done.returncode == 0, done.stderr
    written = {path.parent.name for path in (tmp_path / "all").glob("*/brief.json")}
    assert {"minurcat", "monuc", "unmis", "unamid", "unifil"} <= written
    assert "minusma" not in written


def test_help_fits_a_narrow_screen_and_loads_nothing_it_does_not_show() -> None:
    code = """if True:
        import atexit, sys
        from peaceops.cli import main
        sys.argv[1:] = ["--help"]
        atexit.register(lambda: print(*sys.modules))
        main()
    """
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    *page, modules = done.stdout.splitlines()
    heavy = {"polars", "numpy", "pydantic", "duckdb", "rapidfuzz", "rich.markdown", "pygments"}
    assert not heavy & set(modules.split())
    assert "brief" in done.stdout and "violence" in done.stdout
    assert max(map(len, page)) <= 80


REFUSED = {
    "an unknown mission": (("brief", "MINUSMAX", "--as-of", "2023-06-16"), "Did you mean MINUSMA"),
    "a date before the mission": (("brief", "MINUSMA", "--as-of", "2010-01-01"), "2013-04-25"),
    "a date that is none": (("brief", "MINUSMA", "--as-of", "16.6.2023"), "2023-06-16"),
    "no mission": (("brief", "--as-of", "2023-06-16"), "name a mission, or give --all"),
    "an unknown format": ((*BRIEF[:4], "--formats", "odt"), "odt"),
    "an unknown case": ((*BRIEF, "--case", "minusma"), "shipped cases|Did you mean"),
    "no edition": ((*BRIEF, "--edition", "/nowhere"), "no such folder"),
    "no data": (("data", "build", "/nowhere"), "does not exist"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_bad_input_ends_with_a_clear_error_and_no_traceback(what: str, tmp_path: Path) -> None:
    words, complaint = REFUSED[what]
    done = run(*words, cwd=tmp_path)
    assert done.returncode in (1, 2)
    assert "Traceback" not in done.stderr
    import re

    assert re.search(complaint, done.stderr), done.stderr
    assert not list(tmp_path.iterdir()), "nothing is left behind"


@pytest.mark.parametrize("below", ["", "brief"])
def test_a_file_in_the_place_of_the_folder_is_told_before_anything_long_is_begun(
    tmp_path: Path, below: str
) -> None:
    (tmp_path / "file").write_text("in the way")
    done = run(*BRIEF, "--out", str(tmp_path / "file" / below))
    assert done.returncode == 1
    assert "cannot be written" in done.stderr and "file" in done.stderr
    assert "writing" not in done.stderr
    assert (tmp_path / "file").read_text() == "in the way"


def test_a_case_with_an_unknown_key_is_refused_with_its_line(tmp_path: Path) -> None:
    case = tmp_path / "case.yaml"
    case.write_text("case: c\nmission: MINUSMA\nas_of: 2023-06-16\nstatment: []\n")
    done = run(*BRIEF, "--case", str(case), "--out", str(tmp_path / "out"))
    assert done.returncode == 1
    assert "case.yaml, line 4" in done.stderr and "statements" in done.stderr


@pytest.mark.slow
def test_a_drafted_case_is_valid_and_makes_a_brief(tmp_path: Path) -> None:
    case = tmp_path / "unmiss.yaml"
    done = run("case", "new", "UNMISS", "--as-of", "2023-02-15", "--out", str(case))
    assert done.returncode == 0, done.stderr
    assert run("case", "check", str(case)).returncode == 0
    made = run(
        "brief",
        "UNMISS",
        "--as-of",
        "2023-02-15",
        "--case",
        str(case),
        "--formats",
        "json",
        "--out",
        str(tmp_path / "out"),
    )
    assert made.returncode == 0, made.stderr


def test_a_damaged_edition_is_found(tmp_path: Path) -> None:
    path = made_edition(tmp_path).path("strength")
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    done = run("data", "verify", str(tmp_path))
    assert done.returncode == 1
    assert "strength" in done.stdout and "SHA-256" in done.stdout


def test_the_shipped_edition_verifies() -> None:
    done = run("data", "verify")
    assert done.returncode == 0, done.stdout
    assert "all checks passed" in done.stdout


def test_the_rule_gives_every_recorded_outcome_but_explained_ones() -> None:
    done = run("council", "verify")
    assert done.returncode == 0, done.stdout
    assert "0 exceptions without a reason" in done.stdout


@pytest.mark.slow
def test_a_cut_edition_gives_the_same_brief(written: tuple[Path, str], tmp_path: Path) -> None:
    cut = run("data", "cut", "--as-of", "2023-06-16", "--out", str(tmp_path / "cut"))
    assert cut.returncode == 0, cut.stderr
    run(*BRIEF, "--edition", str(tmp_path / "cut"), "--out", str(tmp_path / "part"))
    part = tmp_path / "part" / "brief.json"
    assert part.read_bytes() == (written[0] / "brief.json").read_bytes()


def test_the_list_of_commands_says_what_each_says_itself() -> None:
    commands = get_command(app).commands  # type: ignore[attr-defined]
    for name, place in PLACES.items():
        first = commands[name].help.split("\n\n")[0]
        assert place.help == " ".join(first.split()), name


def test_help_imports_no_command() -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from peaceops.cli import app;"
        "CliRunner().invoke(app, ['--help']);"
        "print([name for name in sys.modules if name.startswith('peaceops.cli.')"
        " and not name.startswith('peaceops.cli._')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
