"""The command line: every command mirrors a library function."""

from __future__ import annotations

import os
import sys

import typer

from peaceops.cli import (
    brief,
    calendar,
    case,
    compare,
    council,
    council_history,
    data,
    data_export,
    data_fetch,
    data_sql,
    doctor,
    ledger,
    ledger_replays,
    mandate,
    mission,
    missions,
    options,
    read,
    serve,
    settings,
    situation,
    violence,
    violence_grid,
    whatif,
)
from peaceops.cli._console import TRACEBACK, print_error, unexpected
from peaceops.cli._streams import is_closed_pipe, leave_streams, prepare_streams
from peaceops.errors import PeaceopsError

app = typer.Typer(
    name="peaceops",
    help="Ask of any UN peace operation, as of any date: what is happening, what can the "
    "Security Council decide, what would each option mean, and how do we know?",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,  # boxes around help cost three times all else that help loads
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("brief")(brief.brief)
app.command("whatif")(whatif.whatif)
app.command("missions")(missions.missions)
app.command("calendar")(calendar.calendar)
app.command("read")(read.read)
app.command("serve")(serve.serve)
app.command("doctor")(doctor.doctor)
data.app.command("export")(data_export.export)
data.app.command("sql")(data_sql.sql)
data.app.command("fetch")(data_fetch.fetch)
data.app.command("update")(data_fetch.update)
app.add_typer(data.app, name="data")
app.add_typer(case.app, name="case")
app.add_typer(compare.app, name="compare")
app.add_typer(council.app, name="council")
council.app.command("history")(council_history.history)
ledger.app.command("replay")(ledger_replays.replay)
ledger.app.command("history")(ledger_replays.history)
ledger.app.command("track-record")(ledger_replays.track_record)
app.add_typer(ledger.app, name="ledger")
app.add_typer(mandate.app, name="mandate")
app.add_typer(mission.app, name="mission")
app.add_typer(options.app, name="options")
app.add_typer(settings.app, name="settings")
app.add_typer(situation.app, name="situation")
violence.app.command("grid")(violence_grid.grid)
violence.app.command("cells")(violence_grid.cells)
app.add_typer(violence.app, name="violence")


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
