"""Settings: one file for every command; an option goes before a variable, that before the file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from edition.made import made_edition
from peaceops.cli import app
from peaceops.cli._settings import country_option, parse_country, setting
from peaceops.cli.brief import _formats
from peaceops.errors import EditionError, PeaceopsError, SettingsError


def run(*words: str) -> Result:
    return CliRunner().invoke(app, list(words))


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "settings.toml"
    path.touch()
    monkeypatch.setenv("PEACEOPS_SETTINGS", str(path))
    for name in ("EDITION", "COUNTRY", "FORMATS", "OUT", "LANGUAGE"):
        monkeypatch.delenv(f"PEACEOPS_{name}", raising=False)
    return path


@pytest.fixture(autouse=True)
def _read_anew() -> None:
    from peaceops.cli import _settings

    _settings._file_settings.cache_clear()


def test_what_is_set_is_shown_with_its_place(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Switzerland (CHE)" in run("settings", "set", "country", "switzerland").output
    assert run("settings", "set", "formats", "md,html").exit_code == 0
    monkeypatch.setenv("PEACEOPS_LANGUAGE", "fr")
    content = json.loads(run("settings", "show", "--json").output)["settings"]
    assert content["country"] == {"value": "CHE", "from": f"{file}, line 1"}
    assert content["formats"]["value"] == "md, html"
    assert content["language"] == {"value": "fr", "from": "PEACEOPS_LANGUAGE"}
    assert content["edition"] is None
    assert run("settings", "path").output.strip() == str(file)


def test_setting_a_key_keeps_comments_and_everything_else(file: Path) -> None:
    file.write_text('# mine\nlanguage = "en"  # for now\n')
    run("settings", "set", "country", "FRA")
    run("settings", "unset", "country")
    assert file.read_text() == '# mine\nlanguage = "en"  # for now\n'


def test_a_folder_is_written_whole_wherever_the_command_is_run(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    run("settings", "set", "out", "briefs")
    assert f'out = "{tmp_path / "briefs"}"' in file.read_text()


def test_option_before_variable_before_file(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file.write_text('country = "France"')
    assert country_option(None) == "FRA"
    monkeypatch.setenv("PEACEOPS_COUNTRY", "Ghana")
    assert country_option(None) == "GHA"
    assert country_option(parse_country("Japan")) == "JPN"


def test_every_problem_is_named_with_its_line(file: Path) -> None:
    file.write_text('country = "Atlantis"\n\nformats = ["html", "odt"]\ncontry = "FRA"\n')
    error = run("settings", "show").exception
    assert isinstance(error, SettingsError)
    for part in ("line 1", "Atlantis", "line 3", "odt", "line 4", "'contry'", "country?"):
        assert part in str(error)


def test_an_unknown_key_stops_every_command_that_reads_the_file(file: Path) -> None:
    file.write_text('contry = "FRA"')
    assert "'contry'" in str(run("missions").exception)


REFUSED = {
    "an unknown key": (("settings", "set", "contry", "FRA"), "Did you mean country"),
    "a country that is none": (("settings", "set", "country", "Atlantis"), "country cannot be"),
    "a language not written": (("settings", "set", "language", "de"), "en, fr"),
    "a format that is none": (("settings", "set", "formats", "odt"), "html"),
    "an unknown key taken out": (("settings", "unset", "palette"), "settings are"),
}


@pytest.mark.parametrize("what", REFUSED)
def test_what_is_no_setting_is_refused_and_nothing_is_written(file: Path, what: str) -> None:
    words, complaint = REFUSED[what]
    assert complaint in str(run(*words).exception)
    assert file.read_text() == ""


def test_a_file_that_is_no_toml_is_refused_and_left_as_it_is(file: Path) -> None:
    file.write_text("country = France")
    for words in (("show",), ("set", "country", "FRA")):
        error = run("settings", *words).exception
        assert isinstance(error, SettingsError) and "line 1" in str(error)
    assert file.read_text() == "country = France"


def test_a_file_that_the_variable_names_and_that_is_not_there_is_an_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PEACEOPS_SETTINGS", str(tmp_path / "none.toml"))
    assert "does not exist" in str(run("settings", "show").exception)
    assert run("settings", "set", "country", "FRA").exit_code == 0  # which writes it
    assert setting("country") is not None


def test_off_reads_no_file_and_no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PEACEOPS_SETTINGS", "off")
    monkeypatch.setenv("PEACEOPS_COUNTRY", "France")
    assert country_option(None) is None
    assert "off" in run("settings", "show").output
    assert isinstance(run("settings", "set", "country", "FRA").exception, SettingsError)


def test_commands_open_the_edition_of_the_settings(file: Path, tmp_path: Path) -> None:
    other = tmp_path / "edition"
    made_edition(other)
    run("settings", "set", "edition", str(other))
    name = run("data", "show").output.split()[1]
    assert name != run("data", "show", str(_starter())).output.split()[1]
    refused = run("settings", "set", "edition", str(tmp_path / "nowhere")).exception
    assert isinstance(refused, EditionError)
    assert str(other) in file.read_text(), "what was set stays"
    for table in other.iterdir():
        table.unlink()
    error = run("missions").exception
    assert isinstance(error, PeaceopsError)
    assert "line 1" in str(error) and "settings unset edition" in str(error)


def _starter() -> Path:
    from peaceops.edition import starter

    return starter()


def test_the_two_pages_come_in_those_formats_of_the_settings_that_draw_pages(file: Path) -> None:
    file.write_text('formats = ["md", "json"]')
    assert _formats(None, short=False) == ("md", "json")
    assert _formats(None, short=True) == ("md",)
    assert _formats("pdf,json", short=True) == ("pdf", "json")


def test_a_key_that_is_no_setting_can_be_taken_out_and_keeps_nothing_from_being_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "settings.toml"
    path.write_text('contry = "France"\n', encoding="utf-8")
    monkeypatch.setenv("PEACEOPS_SETTINGS", str(path))
    run = CliRunner().invoke(app, ["settings", "set", "country", "France"])
    assert run.exit_code == 0
    assert "country is now France" in run.stdout
    assert "there is no setting 'contry'" in run.stderr
    run = CliRunner().invoke(app, ["settings", "unset", "contry"])
    assert run.exit_code == 0
    assert path.read_text(encoding="utf-8") == 'country = "FRA"\n'
