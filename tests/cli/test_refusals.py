"""A command line with several mistakes is told all of them, in plain words, before any work."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from typer.testing import CliRunner

from peaceops.cli import app
from peaceops.cli._outputs import check_file
from peaceops.cli._refusals import Problems, conflicts
from peaceops.edition import open_edition
from peaceops.errors import OutputError, PeaceopsError


def _refused(*words: str) -> str:
    run = CliRunner().invoke(app, list(words))
    assert run.exit_code == 2, run.output
    return run.output


def test_every_wrong_flag_is_told_at_once_with_its_value() -> None:
    words = _refused(
        "brief", "UNMIS", "--as-of", "2023-02-30", "--formats", "htlm,pfd", "--lang", "de",
        "--country", "Narnia", "--seed", "-1",
    )  # fmt: skip
    assert "5 problems with the command" in words
    for line in (
        "--as-of: there is no day '2023-02-30'",
        "--formats: there is no format 'htlm' or 'pfd'",
        "--seed: '-1' is too low; write 0 or more",
        "--country: 'Narnia' is not a country we know",
        "--lang: a brief is not written in 'de'; use one of en, fr",
    ):
        assert line in words


def test_a_command_in_a_group_tells_all_as_well_and_says_what_is_missing() -> None:
    words = _refused("compare", "dates", "UNMISS", "2023-02-31", "2023-04-31")
    assert "'2023-02-31'" in words
    assert "'2023-04-31'" in words
    words = _refused("read")
    assert "Missing argument 'FILE'. Text, HTML, PDF or DOCX files." in words
    assert "Missing option '--published'. Day of publication" in words


@pytest.mark.parametrize(
    ("words", "refusal"),
    [
        (["brief", "UNMISS", "{MINUSMA}"], "{MINUSMA} is more than the command takes"),
        (["data", "sql", "SELECT 1", "--csv"], "--csv needs a value after it"),
        (["ledger", "score", "x", "--by", "foo"], "'foo' is not one of 'kind', 'date', 'mission'"),
        (["brief"], "name a mission, or give --all"),
        (["brief", "UNMISS", "--all"], "both a mission and --all are given"),
        (
            ["council", "kinds", "--since", "2020-01-01", "--until", "2019-01-01"],
            "--since 2020-01-01 is after --until 2019-01-01",
        ),
    ],
)
def test_refusals_are_in_our_words(words: list[str], refusal: str) -> None:
    text = _refused(*words)
    assert refusal in text
    assert "Value error" not in text


def test_flags_that_do_not_go_together_are_told_at_once() -> None:
    words = _refused("brief", "--all", "--case", "x", "--since", "y", "--open")
    assert words.count("does not go with --all") == 3
    words = _refused("council", "votes", "--json", "--csv", "x.csv", "--kind", "a", "--vote", "b")
    assert "give --json or --csv" in words
    assert "not 'a'" in words
    assert "not 'b'" in words
    conflicts(None)


def test_mission_case_earlier_brief_and_folder_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    run = CliRunner().invoke(
        app,
        ["brief", "UNMIS", "--as-of", "2023-02-15", "--case", "none.yaml", "--since", "none.json",
         "--out", str(tmp_path)],
    )  # fmt: skip
    assert isinstance(run.exception, PeaceopsError)
    words = str(run.exception)
    assert words.startswith("4 problems\n")
    for part in ("none.yaml", "none.json", "UNMIS closed on 2011-07-09", "notes.txt"):
        assert part in words
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_all_names_of_missions_that_are_none_are_told(tmp_path: Path) -> None:
    from peaceops.cli._question import acronyms_of

    with pytest.raises(PeaceopsError, match=r"(?s)2 problems.*'Foo'.*'Bar'"):
        acronyms_of(open_edition(), ["Foo", "UNMISS", "Bar"], date(2023, 2, 15))
    run = CliRunner().invoke(
        app,
        ["ledger", "replay", "--missions", "Foo,Bar", "--quarters", "2021:2021", "--out",
         str(tmp_path / "r.jsonl")],
    )  # fmt: skip
    assert "'Foo'" in str(run.exception)
    assert "'Bar'" in str(run.exception)


def test_a_problem_of_two_steps_is_told_once() -> None:
    problems = Problems()
    for _ in range(2):
        with problems.step():
            raise PeaceopsError("no such mission")
    with pytest.raises(PeaceopsError, match="^no such mission$"):
        problems.tell()


@pytest.mark.parametrize(
    ("words", "place"),
    [
        (["whatif", "UNMISS", "--leaves", "India", "--save"], "no/folder.yaml"),
        (["violence", "draws"], "no/draws.csv"),
        (["council", "votes", "--csv"], "no/votes.csv"),
        (["calendar", "--ics"], "-"),
        (["calendar", "--svg"], "mine.svg"),
        (["council", "history", "UNMISS", "--from", "2023-02-01", "--to", "2023-02-02", "--svg"],
         "mine.svg"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_written_is_refused_before_the_work(
    words: list[str], place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.svg").write_text("a picture of mine", encoding="utf-8")
    run = CliRunner().invoke(app, [*words, place])
    assert isinstance(run.exception, OutputError)
    assert run.stdout == ""
    assert [path.name for path in tmp_path.iterdir()] == ["mine.svg"]


def test_a_folder_is_no_file_to_write(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="is a folder"):
        check_file(tmp_path)
    check_file(tmp_path / "new.csv", fresh=True)


def test_a_day_without_missions_and_a_mission_without_replays_are_said() -> None:
    run = CliRunner().invoke(app, ["missions", "--as-of", "1946-01-01"])
    assert run.output.strip() == "No mission stood on 1 Jan 1946."
    run = CliRunner().invoke(app, ["ledger", "history", "UNTAG"])
    assert "no replay of UNTAG" in str(run.exception)


def test_a_mission_in_the_place_of_a_document_is_told_its_mandate() -> None:
    run = CliRunner().invoke(app, ["mandate", "tasks", "MINUSCA"])
    assert "MINUSCA is a mission" in str(run.exception)
    assert 'peaceops mandate tasks "S/RES/' in str(run.exception)
    run = CliRunner().invoke(app, ["mandate", "diff", "MINUSCA", "S/RES/9999"])
    assert "2 problems" in str(run.exception)


def test_folders_that_are_not_there_are_refused_before_anything_is_fetched(tmp_path: Path) -> None:
    run = CliRunner().invoke(
        app, ["data", "update", "nowhere", "nor-here", "--to", str(tmp_path / "to")]
    )
    assert str(run.exception).count("does not exist") == 2
    assert not list(tmp_path.iterdir())


def test_every_argument_has_a_name_in_capitals_and_says_once_that_there_may_be_several() -> None:
    for words, line in (
        (("compare", "missions"), "peaceops compare missions [OPTIONS] {MISSION}..."),
        (("data", "build"), "peaceops data build [OPTIONS] {SOURCE}..."),
        (("brief",), "peaceops brief [OPTIONS] [MISSION]"),
    ):
        assert line in CliRunner().invoke(app, [*words, "--help"], prog_name="peaceops").output


def test_a_day_before_all_deaths_has_no_draws(tmp_path: Path) -> None:
    run = CliRunner().invoke(
        app, ["violence", "draws", str(tmp_path / "x.csv"), "--as-of", "1950-01-01"]
    )
    assert "no month of deaths was on record on 1950-01-01" in str(run.exception)


def test_models_countries_and_windows_that_are_none_are_told_at_once() -> None:
    words = _refused(
        "violence", "grid", "--models", "foo,bar", "--countries", "Narnia,Oz", "--windows", "x"
    )
    for part in ("'foo', 'bar' are none of", "'Narnia'", "'Oz'", "'x' is not a range of years"):
        assert part in words
    words = _refused("violence", "backtest", "--models", "bar", "--window", "x", "--behind", "3")
    assert "3 problems" in words
    words = _refused("council", "outlook", "UNMISS", "--kind", "foo", "--term", "x")
    assert "'foo' is no kind of draft" in words
    assert "'x' is no term" in words


def test_a_narrow_screen_gets_whole_figures_and_whole_words_of_hosts(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    listed = CliRunner().invoke(app, ["missions", "--as-of", "2023-02-15"]).stdout
    assert "UNMISS  South Sudan" in listed
    assert "15 Mar 2023 13-0-2   16,333" in listed
    assert "…" not in listed
