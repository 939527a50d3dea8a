"""`peaceops settings`: show, set and find what holds for every command."""

from __future__ import annotations

from typing import Annotated

import typer

from peaceops.cli._completion import complete_setting, complete_setting_value
from peaceops.cli._console import console
from peaceops.cli._flags import AsJson
from peaceops.cli._settings import (
    KEYS,
    OFF,
    VARIABLE,
    Setting,
    all_settings,
    change_setting,
    settings_path,
    unknown_keys,
)
from peaceops.cli._streams import print_json

app = typer.Typer(
    help="Settings: your edition, country, formats and folder, for every command.",
    no_args_is_help=True,
)
KeyName = Annotated[
    str,
    typer.Argument(
        metavar="KEY", help=f"One of {', '.join(KEYS)}.", autocompletion=complete_setting
    ),
]


@app.callback()
def group() -> None:
    """Settings: your edition, country, formats and folder, for every command."""


@app.command()
def show(
    as_json: AsJson = False,
) -> None:
    """List every setting, its value, and where it was set."""
    path = settings_path()
    settings = all_settings()
    if as_json:
        print_json(
            {
                "file": None if path is None else str(path),
                "settings": {
                    name: None
                    if name not in settings
                    else {"value": str(settings[name]), "from": settings[name].source}
                    for name in KEYS
                },
            }
        )
        return
    out = console()
    for name, key in KEYS.items():
        setting = settings.get(name)
        value = _shown(name, setting) if setting else f"{key.default} (not set)"
        place = f"  from {setting.source}" if setting and not _in_file(setting.source) else ""
        out.print(f"{name:<9} {value}{place}", soft_wrap=True, markup=False)
        out.print(f"{'':<9} {key.about}", soft_wrap=True, markup=False, style="dim")
    out.print(_about_file(), soft_wrap=True, markup=False)


@app.command("set")
def set_(
    key: KeyName,
    value: Annotated[
        str,
        typer.Argument(
            metavar="VALUE",
            help="The value; formats by commas, as html,docx.",
            autocompletion=complete_setting_value,
        ),
    ],
) -> None:
    """Write a setting into the settings file; all else in it stays as it is."""
    setting = change_setting(key, value)
    assert setting is not None
    console().print(
        f"{key} is now {_shown(key, setting)}, in {settings_path()}", soft_wrap=True, markup=False
    )
    if not _in_file(setting.source):
        console(stderr=True).print(
            f"{setting.source} is set and goes before the file.", soft_wrap=True, markup=False
        )
    _tell_unknown()


@app.command()
def unset(key: KeyName) -> None:
    """Take a setting out of the settings file."""
    change_setting(key, None)
    without = f"; without it: {KEYS[key].default}" if key in KEYS else ""
    console().print(
        f"{key} is no longer in {settings_path()}{without}", soft_wrap=True, markup=False
    )
    _tell_unknown()


@app.command()
def path() -> None:
    """Print the path of the settings file, whether it exists or not."""
    place = settings_path()
    typer.echo(OFF if place is None else str(place))


def _tell_unknown() -> None:
    """Say on stderr what else stands in the file and stops other commands."""
    for problem in unknown_keys():
        console(stderr=True).print(
            f"Still to mend: {problem.where}: {problem.what}; `peaceops settings unset` takes it "
            "out",
            soft_wrap=True,
            markup=False,
        )


def _shown(key: str, setting: Setting) -> str:
    """A value as a user reads it: a country with its name."""
    if key != "country":
        return str(setting)
    from peaceops.domain.countries import name_of

    return f"{name_of(setting.value)} ({setting.value})"


def _in_file(source: str) -> bool:
    return source.startswith(str(settings_path()))


def _about_file() -> str:
    place = settings_path()
    if place is None:
        return f"Settings are off, for {VARIABLE} is {OFF!r}."
    return f"File: {place}" + ("" if place.exists() else " (not written yet)")
