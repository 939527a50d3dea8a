"""The command line: every command mirrors a library function."""

from __future__ import annotations

import gc
import os
import sys

import typer

from peaceops.cli._console import TRACEBACK, print_error, unexpected
from peaceops.cli._places import Commands
from peaceops.cli._streams import is_closed_pipe, leave_streams, prepare_streams
from peaceops.errors import PeaceopsError

app = typer.Typer(
    name="peaceops",
    cls=Commands,
    help="Ask of any UN peace operation, as of any date: what is happening, what can the "
    "Security Council decide, what would each option mean, and how do we know?",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # boxes around help cost three times all else that help loads
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from peaceops import __version__

        typer.echo(f"peaceops {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and stop."
    ),
) -> None:
    """Options briefs on UN peace operations."""


def main() -> None:
    """Run the command line; an error a user can act on ends with status 1 and no traceback."""
    prepare_streams()
    # To look for cycles after every 700 new objects takes a tenth of the time of a brief.
    gc.set_threshold(50_000)
    try:
        app()
    except PeaceopsError as error:
        print_error(error)
        sys.exit(1)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        if is_closed_pipe(error):
            leave_streams()
            sys.exit(141)
        if os.environ.get(TRACEBACK):
            raise
        print_error(unexpected(error))
        sys.exit(1)
