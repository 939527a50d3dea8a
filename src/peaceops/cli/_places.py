"""Where each command stands, and what help says of it: a command's code is imported when it runs.

All of them together take longer to import than help takes to print.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperGroup
from typer.main import get_command

from peaceops.cli._refusals import Command, plain_refusals


class Place(NamedTuple):
    """Where a command, or a group of them, stands.

    Attributes:
        module: Its module in this package.
        name: The function, or the group ``app``.
        help: What the list of commands says of it: the first line of its own help.
    """

    module: str
    name: str
    help: str


PLACES = {
    "brief": Place(
        "brief",
        "brief",
        "Write an options brief: two pages to carry, and the annex that they rest on.",
    ),
    "whatif": Place(
        "whatif",
        "whatif",
        "Suppose something and print only what changes: as it is, what if, and the difference.",
    ),
    "missions": Place(
        "missions",
        "missions",
        "List the missions that stand on a day, the one that ends first in the first line.",
    ),
    "calendar": Place(
        "calendar",
        "calendar",
        "Say which mandates end when, when the Council usually votes, and which reports are due.",
    ),
    "read": Place(
        "read", "read", "Propose dated statements from documents, each with its exact quotation."
    ),
    "serve": Place(
        "serve",
        "serve",
        "Open the desk: missions, what if, documents, votes and data, in a browser.",
    ),
    "doctor": Place(
        "doctor",
        "doctor",
        "Look at the installation, the settings, the edition and the machine; status 1 if broken.",
    ),
    "data": Place(
        "data", "app", "Editions: build them from publishers' files, look at them, check them."
    ),
    "case": Place("case", "app", "Cases: what you know and assume about a mission on a date."),
    "compare": Place(
        "compare", "app", "Side by side: missions, two days of a mission, or assumptions."
    ),
    "council": Place("council", "app", "The Security Council: its rule and its record."),
    "ledger": Place(
        "ledger", "app", "Forecasts issued beforehand, resolved by later editions, and scored."
    ),
    "mandate": Place(
        "mandate", "app", "Mandates: their texts, what changed from one to the next, their tasks."
    ),
    "mission": Place(
        "mission", "app", "Missions: their money, strength ahead and its track record."
    ),
    "options": Place("options", "app", "Options: the status quo plus changes, compared."),
    "settings": Place(
        "settings", "app", "Settings: your edition, country, formats and folder, for every command."
    ),
    "situation": Place("situation", "app", "What happens in the hosts of a mission."),
    "violence": Place(
        "violence", "app", "Forecasts of deaths by country and month, and their record."
    ),
}
FURTHER = {
    "data": {
        "export": ("data_export", "export"),
        "sql": ("data_sql", "sql"),
        "fetch": ("data_fetch", "fetch"),
        "update": ("data_fetch", "update"),
    },
    "ledger": {
        "replay": ("ledger_replays", "replay"),
        "history": ("ledger_replays", "history"),
        "track-record": ("ledger_replays", "track_record"),
    },
}
"""Commands of a group that stand in modules which import the group's own."""


class Later(MutableMapping[str, Any]):
    """Commands by name, each imported when it is first asked for."""

    def __init__(self) -> None:
        self._loaded: dict[str, Any] = {}

    def __getitem__(self, name: str) -> Any:
        if name not in self._loaded:
            self._loaded[name] = _loaded(name, PLACES[name])
        return self._loaded[name]

    def __setitem__(self, name: str, command: Any) -> None:
        raise TypeError("commands stand in PLACES")

    def __delitem__(self, name: str) -> None:
        raise TypeError("commands stand in PLACES")

    def __iter__(self) -> Iterator[str]:
        return iter(PLACES)

    def __len__(self) -> int:
        return len(PLACES)


def _loaded(name: str, place: Place) -> Any:
    value = _value(place.module, place.name)
    for further, (module, function) in FURTHER.get(name, {}).items():
        value.command(further)(_value(module, function))
    alone = typer.Typer(rich_markup_mode=None, add_completion=False)
    alone.callback()(lambda: None)
    if isinstance(value, typer.Typer):
        _tell_all(value)
        alone.add_typer(value, name=name, cls=Group)
    else:
        alone.command(name, cls=Command)(value)
    group = get_command(alone)
    assert isinstance(group, TyperGroup)
    return group.commands[name]


def _tell_all(group: typer.Typer) -> None:
    """Let every command of a group tell all that is wrong with its flags at once."""
    for command in group.registered_commands:
        command.cls = Command
    for further in group.registered_groups:
        if further.typer_instance is not None:
            _tell_all(further.typer_instance)


def _value(module: str, name: str) -> Any:
    return getattr(import_module(f"peaceops.cli.{module}"), name)


class Group(TyperGroup):
    """A group of commands whose list says all that is said of each, on several lines if need be."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write the first paragraph of each command's help; a list cut short tells nobody much."""
        rows = []
        for name in self.list_commands(ctx):
            command = self.get_command(ctx, name)
            if command is not None and not command.hidden:
                rows.append((name, _first_paragraph(command.help or "")))
        _write_commands(formatter, rows)


class Commands(TyperGroup):
    """The group of all commands, which lists them without importing any."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        self.commands = Later()

    def list_commands(self, ctx: Any) -> list[str]:
        """Names of the commands, in the order of help."""
        return list(PLACES)

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write what help says of each command."""
        _write_commands(formatter, [(name, place.help) for name, place in PLACES.items()])

    def make_context(self, *arguments: Any, **extra: Any) -> Any:
        """Read the command line; a refusal is worded for people."""
        with plain_refusals():
            return super().make_context(*arguments, **extra)

    def invoke(self, ctx: Any) -> Any:
        """Run the command; a refusal is worded for people."""
        with plain_refusals():
            return super().invoke(ctx)


def _write_commands(formatter: Any, rows: list[tuple[str, str]]) -> None:
    with formatter.section("Commands"):
        formatter.write_dl(rows)


def _first_paragraph(text: str) -> str:
    return " ".join(text.split("\n\n", maxsplit=1)[0].split())
