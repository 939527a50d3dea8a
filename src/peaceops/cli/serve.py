"""`peaceops serve`: the desk, in a browser."""

from __future__ import annotations

import gc
import importlib.util
import os
import secrets
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from peaceops.cli._console import EditionFolder, console
from peaceops.errors import SettingsError

NEEDED = ("fastapi", "uvicorn", "multipart", "cachetools", "prometheus_client")
VIEWS = 6
"""Days that readers can ask about at once without the edition being read again."""
COLLECTED = (10_000, 10, 10)
"""New objects after which cycles are looked for (``gc.set_threshold``)."""
GIVE_BACK = "dirty_decay_ms:0,muzzy_decay_ms:0"
"""What tells the tables' library to give memory back that it no longer needs."""


class LogKind(StrEnum):
    """What a desk writes to standard error."""

    PLAIN = "plain"
    JSON = "json"
    OFF = "off"


def serve(
    show: Annotated[bool, typer.Option("--open", help="Open it in your browser.")] = False,
    cases: Annotated[
        Path | None,
        typer.Option(
            "--cases",
            metavar="DIR",
            help="Folder of the cases; by default peaceops-cases where you are.",
        ),
    ] = None,
    host: Annotated[
        str,
        typer.Option(
            "--host",
            metavar="ADDRESS",
            help="Where it listens; any other than your own machine needs --token or --read-only.",
        ),
    ] = "127.0.0.1",
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="Port; 0 takes a free one.")
    ] = 8321,
    token: Annotated[
        str | None,
        typer.Option(
            "--token",
            envvar="PEACEOPS_TOKEN",
            show_envvar=True,
            help="What readers must know, of 16 characters or more; `new` makes one. Others on the "
            "machine can see what stands in a command: a file is better.",
        ),
    ] = None,
    token_file: Annotated[
        Path | None,
        typer.Option("--token-file", metavar="FILE", help="A file that holds the token."),
    ] = None,
    read_only: Annotated[bool, typer.Option("--read-only", help="Nothing can be saved.")] = False,
    name: Annotated[
        list[str] | None,
        typer.Option(
            "--name", metavar="HOST", help="A name that the desk is reached by, as behind a proxy."
        ),
    ] = None,
    https: Annotated[
        bool, typer.Option("--https", help="Readers come by HTTPS, through a proxy.")
    ] = False,
    log: Annotated[
        LogKind, typer.Option("--log", help="Lines on standard error: plain, as JSON, or none.")
    ] = LogKind.PLAIN,
    edition: EditionFolder = None,
) -> None:
    """Open the desk: missions, what if, documents, votes and data, in a browser.

    It asks nothing of the network, and other machines cannot reach it unless --host says so.
    """
    lacking = [module for module in NEEDED if importlib.util.find_spec(module) is None]
    if lacking:
        raise SettingsError(
            f"the desk needs {', '.join(lacking)}, which {'is' if len(lacking) == 1 else 'are'} "
            "not installed",
            remedy="pip install 'peaceops[web]'",
        )
    # Before that library is imported: a desk that keeps all it ever used would grow for days.
    os.environ.setdefault("_RJEM_MALLOC_CONF", GIVE_BACK)
    gc.set_threshold(*COLLECTED)  # more often than a command that soon ends
    from peaceops.cli._console import open_edition_option
    from peaceops.web import Rules
    from peaceops.web import serve as serve_desk

    token = _token(token, token_file)
    rules = Rules(host, port, token, read_only, tuple(name or ()), https)
    data = open_edition_option(edition, views_held=VIEWS)
    folder = cases or Path("peaceops-cases")
    serve_desk(
        data,
        folder,
        rules,
        show=show,
        log=log.value,
        started=lambda address: _say(f"The desk is at {address} (to stop it: Ctrl+C)"),
    )


def _token(token: str | None, file: Path | None) -> str | None:
    """The token that was named, that stands in a file, or a new one.

    Raises:
        SettingsError: The file cannot be read, or a token is named beside it.
    """
    if file is not None:
        if token is not None:
            raise SettingsError(
                "a token and a file of a token are named",
                remedy="give --token-file alone, and unset PEACEOPS_TOKEN",
            )
        try:
            return file.read_text("utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(
                f"the file of the token cannot be read: {getattr(error, 'strerror', 'not UTF-8')}",
                where=str(file),
                remedy="name a file that this user may read, with the token on its first line",
            ) from error
    if token == "new":
        token = secrets.token_urlsafe(24)
        _say(f"Token: {token}")
    return token


def _say(line: str) -> None:
    console(stderr=True).print(line, soft_wrap=True, markup=False)
