"""`peaceops options effects`: published effects to choose from."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._console import AsOf, EditionFolder, console
from peaceops.cli._flags import AsJson
from peaceops.cli._places import Group
from peaceops.cli._question import question_of
from peaceops.cli._streams import print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peaceops.options import PublishedEffect

app = typer.Typer(
    cls=Group,
    help="Published effects of conditions around a mission, to choose from.",
    invoke_without_command=True,
)
_SIGN = "not_multiplied"


@app.callback()
def effects(
    context: typer.Context,
    factor: Annotated[
        str | None,
        typer.Option(
            "--factor",
            help="host forces, regional cooperation, peace process, international support, other.",
        ),
    ] = None,
    as_of: AsOf = None,
    edition: EditionFolder = None,
    as_json: AsJson = False,
    csv: Annotated[
        Path | None, typer.Option(help="Write all that is known of each to this file, as CSV.")
    ] = None,
) -> None:
    """List what studies found of host forces, neighbours, peace processes and support.

    A measure of a case may name one (`effect: nilsson-2012`). None is in use unless a case does.
    """
    if context.invoked_subcommand is not None:
        return
    from peaceops.options import as_json as plain_values
    from peaceops.options import published_effects

    listed = published_effects(question_of(edition, as_of).view, factor)
    if csv is not None:
        _write(listed, csv)
    if as_json:
        print_json(plain_values(listed), indent=1)
    else:
        _print(listed)


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="EFFECT", help="Short name, as nilsson-2012.")],
    as_of: AsOf = None,
    edition: EditionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Tell all that is known of one: study, finding, limits, who disputes it, where it was read."""
    from peaceops.options import as_json as plain_values
    from peaceops.options import published_effect

    effect = published_effect(question_of(edition, as_of).view, name)
    if as_json:
        print_json(plain_values(effect), indent=1)
        return
    out = console()
    for title, text in _lines(effect):
        out.print(f"{title:<16} {text}", soft_wrap=True, markup=False, highlight=False)


def _print(listed: Sequence[PublishedEffect]) -> None:
    from rich.table import Table

    out = console()
    for factor, group in groupby(listed, key=lambda effect: effect.factor):
        out.print(f"[bold]{factor}[/bold]")
        table = Table(box=None, pad_edge=False, show_header=False)
        table.add_column(no_wrap=True)
        table.add_column()
        for effect in group:
            table.add_row(f"  {effect.effect}", effect.finding)
        out.print(table)
    multiplied = [effect.effect for effect in listed if effect.multiplies is not None]
    only = f"only {', '.join(multiplied)}" if multiplied else "none of them"
    out.print(
        f"{len(listed)} studies; {only} would multiply deaths here, the rest is told in words. "
        "`peaceops options effects show EFFECT` tells all of one.",
        highlight=False,
    )


def _lines(effect: PublishedEffect) -> list[tuple[str, str]]:
    estimate = "no figure was seen"
    if effect.estimate is not None:
        estimate = f"{effect.estimate:g} {effect.unit}"
        seen = effect.low is not None
        estimate += f" ({effect.low:g} to {effect.high:g})" if seen else "; no interval was seen"
    deaths = f"{effect.multiplies} deaths" if effect.multiplies else f"no. {effect.not_multiplied}"
    disputed = f"{effect.disputed} ({effect.disputed_in})" if effect.disputed else "not seen"
    return [
        (effect.effect, effect.study),
        ("doi", effect.doi or "not seen"),
        ("published", f"{effect.published} or before ({effect.precision} known)"),
        ("factor", effect.factor),
        ("studied", f"{effect.population}; {effect.region}; {effect.years}; {effect.situation}"),
        ("varied", effect.varied),
        ("outcome", effect.outcome),
        ("found", effect.finding),
        ("direction", f"{effect.direction} of the outcome"),
        ("estimate", estimate),
        ("multiplies", deaths),
        ("not covered", effect.limits),
        ("disputed", disputed),
        ("read", f"{effect.seen}: {effect.checked_in}"),
    ]


def _write(listed: Sequence[PublishedEffect], path: Path) -> None:
    import polars as pl

    from peaceops.durable import write_file
    from peaceops.options import as_json as plain_values
    from peaceops.spreadsheet import with_texts

    rows = [{k: v for k, v in row.items() if k != "evidence"} for row in plain_values(listed)]
    frame = pl.DataFrame(rows, infer_schema_length=None)
    write_file(path, with_texts(frame).write_csv(), ours=_is_ours)


def _is_ours(path: Path) -> bool:
    """Tell whether a file holds published effects as they are written here."""
    import polars as pl

    try:
        return _SIGN in pl.read_csv(path, n_rows=0).columns
    except (pl.exceptions.PolarsError, OSError):
        return False
