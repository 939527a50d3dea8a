"""Settings: what a user would else write with every command, in one small TOML file.

An option of the command goes before a variable of the environment (``PEACEOPS_COUNTRY``), and that
before the file. ``PEACEOPS_SETTINGS`` names another file; ``off`` uses none, and no variable.
"""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from peaceops.errors import PeaceopsError, SettingsError, did_you_mean

VARIABLE = "PEACEOPS_SETTINGS"
OFF = "off"
LANGUAGES = ("en", "fr")
MOST_BYTES = 1 << 16


@dataclass(frozen=True)
class Key:
    """A setting that there is.

    Attributes:
        name: As it stands in the file.
        about: What it does, in one line.
        default: What holds without it, in words.
        check: Gives the value to use of the value in the file, or raises ``ValueError``.
    """

    name: str
    about: str
    default: str
    check: Callable[[object], object]

    @property
    def variable(self) -> str:
        """The variable of the environment that stands for it."""
        return f"PEACEOPS_{self.name.upper()}"


@dataclass(frozen=True)
class Setting:
    """The value of a key, and where it was set.

    Attributes:
        value: A ``Path`` for a folder, a tuple of texts for formats, else a text.
        source: The file with its line, or the variable.
    """

    value: Any
    source: str

    def __str__(self) -> str:
        return ", ".join(self.value) if isinstance(self.value, tuple) else str(self.value)


def _folder(value: object) -> Path:
    path = Path(_text(value)).expanduser()
    if not path.is_absolute():
        raise ValueError("write the whole path, from the root or from ~")
    return path


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("write a text in quotation marks")
    return value.strip()


def _language(value: object) -> str:
    text = _text(value).casefold()
    if text not in LANGUAGES:
        raise ValueError(f"use one of {', '.join(LANGUAGES)}")
    return text


def _country(value: object) -> str:
    """The code of a country, whatever it is called; the name is looked up in the list of states."""
    from peaceops.domain.countries import country

    try:
        return country(_text(value)).code
    except PeaceopsError as error:
        raise ValueError(error.remedy or "write the name or the code of a state") from error


def _formats(value: object) -> tuple[str, ...]:
    from peaceops.cli.brief import FORMATS

    names = [_text(item) for item in value] if isinstance(value, list) else _text(value).split(",")
    formats = tuple(dict.fromkeys(name.strip().casefold() for name in names if name.strip()))
    unknown = [repr(name) for name in formats if name not in FORMATS]
    if unknown:
        raise ValueError(f"{', '.join(unknown)}: use any of {', '.join(FORMATS)}")
    if not formats:
        raise ValueError(f"use any of {', '.join(FORMATS)}")
    return formats


KEYS = {
    key.name: key
    for key in (
        Key("edition", "Folder of the edition that commands ask.", "the starter edition", _folder),
        Key("country", "Your country: its seat and its odds are marked.", "none", _country),
        Key("formats", "Formats of a brief.", "html, pdf, md, docx, json, csv", _formats),
        Key("out", "Folder in which each brief gets one of its own.", "where you are", _folder),
        Key("language", "Language of a brief: en or fr.", "en", _language),
    )
}


def settings_path() -> Path | None:
    """The settings file, which need not exist; ``None`` if none is to be used."""
    import platformdirs

    name = os.environ.get(VARIABLE, "")
    if name.casefold() == OFF:
        return None
    if name:
        return Path(name).expanduser()
    try:
        folder = platformdirs.user_config_path("peaceops", appauthor=False)
    except RuntimeError:  # a user of a container may have no home, and so no settings
        return None
    return folder / "settings.toml"


def setting(name: str) -> Setting | None:
    """The value of one key; ``None`` where it is not set.

    Args:
        name: One of ``KEYS``.

    Raises:
        SettingsError: The file cannot be read, knows no such key, or its value is none.
    """
    settings, problems = _all_of((name,))
    if problems:
        raise _refusal(problems)
    return settings.get(name)


def all_settings() -> dict[str, Setting]:
    """Every key that is set.

    Raises:
        SettingsError: The file or a variable is wrong; the error tells every problem.
    """
    settings, problems = _all_of(tuple(KEYS))
    if problems:
        raise _refusal(problems)
    return settings


def parse_language(text: str) -> str:
    """The language of a brief that a flag names.

    Raises:
        typer.BadParameter: No brief is written in it.
    """
    return _of_flag(_language, text, f"a brief is not written in {text!r}")


def parse_country(text: str) -> str:
    """The code of the country that a flag names.

    Raises:
        typer.BadParameter: There is none of that name.
    """
    return _of_flag(_country, text, f"{text!r} is not a country we know")


def _of_flag(check: Callable[[object], str], text: str, refusal: str) -> str:
    import typer

    try:
        return check(text)
    except ValueError as error:
        raise typer.BadParameter(f"{refusal}; {error}") from None


def language_option(language: str | None) -> str:
    """The language of a brief: as a command was given it, else that of the settings.

    Raises:
        SettingsError: The settings are wrong.
    """
    chosen = setting("language") if language is None else None
    return language or (chosen.value if chosen else LANGUAGES[0])


def country_option(code: str | None) -> str | None:
    """The code of the reader's country: as a command was given it, else that of the settings.

    Raises:
        SettingsError: The settings are wrong.
    """
    chosen = setting("country") if code is None else None
    return code or (chosen.value if chosen else None)


def change_setting(name: str, value: str | None) -> Setting | None:
    """Write the value of a key into the settings file; all else in it stays, comments too.

    Args:
        name: The key.
        value: As a user writes it; formats by commas. ``None`` takes the key out.

    Returns:
        The setting as it now stands; ``None`` where it was taken out.

    Raises:
        SettingsError: There is no such key, the value is none of it, or the file is no TOML.
        EditionError: There is no edition in the folder that is named.
        OutputError: The file cannot be written.
    """
    import tomlkit

    from peaceops.durable import hold, write_file

    path = settings_path()
    if path is None:
        raise SettingsError(
            f"settings are off, for {VARIABLE} is {OFF!r}", remedy=f"unset {VARIABLE}"
        )
    if name not in KEYS and (value is not None or name not in _keys_of(path)):
        raise SettingsError(f"there is no setting {name!r}", remedy=_near(name))
    written: object = None
    used: object = None
    if value is not None:
        is_folder = name in ("edition", "out") and value.strip()
        shown = str(Path(value).expanduser().absolute()) if is_folder else value
        used = _checked(name, shown, str(path))
        if name == "edition":
            _open(shown)
        written = list(used) if isinstance(used, tuple) else str(used)
    path.parent.mkdir(parents=True, exist_ok=True)
    with hold(path):
        text = _read(path) if path.exists() else ""
        _parsed(text, path)  # what is no TOML is refused before anything is written
        document = tomlkit.parse(text)
        if written is None:
            document.pop(name, None)
        else:
            document[name] = written
        write_file(path, tomlkit.dumps(document))
    _file_settings.cache_clear()
    if value is None:
        return None
    # What else is wrong in the file or a variable is no fault of what was written.
    return _all_of((name,))[0].get(name, Setting(used, str(path)))


def unknown_keys() -> list[SettingsError]:
    """What stands in the settings file and is no setting, each with its line."""
    path = settings_path()
    return [] if path is None else list(_file_settings(path)[1])


def _keys_of(path: Path) -> set[str]:
    """Every key that stands in the file, so that one which is no setting can be taken out."""
    return set(_parsed(_read(path), path)) if path.exists() else set()


def _open(folder: str) -> None:
    """Open an edition before every command is told to: a slip shows now, not in the next command.

    Raises:
        EditionError: There is none there, or it is damaged.
    """
    from peaceops.edition import open_edition

    open_edition(Path(folder))


def _all_of(names: tuple[str, ...]) -> tuple[dict[str, Setting], list[PeaceopsError]]:
    """The settings of some keys, with every problem of the file and of their variables."""
    path = settings_path()
    if path is None:
        return {}, []
    lines, unknown = _file_settings(path)
    problems: list[PeaceopsError] = list(unknown)
    settings: dict[str, Setting] = {}
    for name in names:
        variable = os.environ.get(KEYS[name].variable, "")
        if variable:
            source, value = KEYS[name].variable, variable
        elif name in lines:
            value, line = lines[name]
            source = f"{path}, line {line}"
        else:
            continue
        try:
            settings[name] = Setting(_checked(name, value, source), source)
        except SettingsError as error:
            problems.append(error)
    return settings, problems


@cache
def _file_settings(
    path: Path,
) -> tuple[dict[str, tuple[Any, int]], tuple[SettingsError, ...]]:
    """Each key's value and line in the file, and what in the file is no setting."""
    if not path.exists():
        if os.environ.get(VARIABLE):
            raise SettingsError(
                f"does not exist, though {VARIABLE} names it",
                where=str(path),
                remedy=f"write it with `peaceops settings set KEY VALUE`, or unset {VARIABLE}",
            )
        return {}, ()
    text = _read(path)
    content = _parsed(text, path)
    values = {name: (value, _line_of(name, text)) for name, value in content.items()}
    unknown = tuple(
        SettingsError(
            f"there is no setting {name!r}",
            where=f"{path}, line {line}",
            remedy=_near(name),
        )
        for name, (_value, line) in values.items()
        if name not in KEYS
    )
    return {name: pair for name, pair in values.items() if name in KEYS}, unknown


def _read(path: Path) -> str:
    from peaceops.durable import read_regular

    try:
        return read_regular(path, most=MOST_BYTES).decode()
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"cannot be read: {error}",
            where=str(path),
            remedy="mend the file, or move it away and set anew what you need",
        ) from error


def _parsed(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError(
            f"is no TOML: {error}",
            where=str(path),
            cause="a text without quotation marks, or a key that stands twice",
            remedy='write each line as country = "France"',
        ) from error


def _line_of(name: str, text: str) -> int:
    pattern = re.compile(rf"""\s*\[*["']?{re.escape(name)}\b""")
    lines = text.splitlines()
    return next((number for number, line in enumerate(lines, 1) if pattern.match(line)), 1)


def _checked(name: str, value: object, source: str) -> object:
    try:
        return KEYS[name].check(value)
    except ValueError as error:
        raise SettingsError(
            f"{name} cannot be {value!r}", where=source, remedy=str(error)
        ) from error


def _near(name: str) -> str:
    return did_you_mean(name, KEYS) or f"settings are {', '.join(KEYS)}"


def _refusal(problems: list[PeaceopsError]) -> SettingsError:
    """One error of several problems, each with its place and its remedy."""
    if len(problems) == 1:
        problem = problems[0]
        return SettingsError(problem.what, where=problem.where, remedy=problem.remedy)
    lines = "\n".join(f"{problem.where}: {problem.what}; {problem.remedy}" for problem in problems)
    return SettingsError(f"{len(problems)} settings are wrong:\n{lines}")
