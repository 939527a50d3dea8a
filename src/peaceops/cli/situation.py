"""`peaceops situation`: who fights whom in the hosts of a mission."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._console import AsOf, EditionFolder, MissionName, console
from peaceops.cli._flags import AsJson
from peaceops.cli._question import question_of
from peaceops.cli._streams import print_json
from peaceops.cli.situation_accords import name_accords

if TYPE_CHECKING:
    from rich.console import Console

    from peaceops.situation import Actors

app = typer.Typer(help="What happens in the hosts of a mission.", no_args_is_help=True)
app.command("accords")(name_accords)
YEARS_SHOWN = 2
COLUMNS = [
    "country", "dyad", "month", "deaths", "events", "provisional", "type", "name", "elsewhere",
]  # fmt: skip


@app.callback()
def group() -> None:
    """What happens in the hosts of a mission."""


@app.command("actors")
def name_actors(
    mission: MissionName,
    as_of: AsOf = None,
    shown: Annotated[int, typer.Option("--shown", min=1, help="Dyads to show a host.")] = 12,
    edition: EditionFolder = None,
    csv: Annotated[
        Path | None,
        typer.Option(help="Write the months of every dyad to this file, as CSV."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Name who fights whom and who kills civilians in a mission's hosts, with deaths by month.

    Deaths are those of a dyad in all countries: of dyads in several countries, "at most" says how
    many can lie in the host.
    """
    from peaceops.questions import actors_values
    from peaceops.situation import actors

    question = question_of(edition, as_of, mission, unused=("strength",))
    answer = actors(question.view, question.mission)
    if csv is not None:
        _write(answer, csv)
    if as_json:
        print_json(actors_values(answer), indent=1)
    else:
        _print(answer, shown)


def _write(answer: Actors, path: Path) -> None:
    from peaceops.durable import write_file
    from peaceops.spreadsheet import with_texts

    names = answer.dyads.select("country", "dyad", "type", "name", "elsewhere")
    months = answer.months.join(names, on=["country", "dyad"], how="left", maintain_order="left")
    write_file(path, with_texts(months).write_csv(), ours=_is_ours)


def _is_ours(path: Path) -> bool:
    """Tell whether a file holds months of dyads as they are written here."""
    import polars as pl

    try:
        return pl.read_csv(path, n_rows=0).columns == COLUMNS
    except (pl.exceptions.PolarsError, OSError):
        return False


def _print(answer: Actors, shown: int) -> None:
    from peaceops.domain.countries import name_of

    out = console()
    for host in answer.hosts if answer.until else ():
        out.print(f"[bold]{name_of(host)}, twelve months to {answer.until:%B %Y}[/bold]")
        _table(out, answer, host, shown)
    for sentence in answer.coverage:
        out.print(sentence)
    for gap in answer.gaps:
        out.print(f"Missing: {gap.what}: {gap.why}; {gap.remedy}.")


def _table(out: Console, answer: Actors, host: str, shown: int) -> None:
    import polars as pl
    from rich.table import Table

    lately = pl.coalesce("at_most_12", "last_12") + pl.coalesce(
        "at_most_previous_12", "previous_12"
    )
    of_host = answer.dyads.filter(pl.col("country") == host)
    active = of_host.filter(lately > 0)
    assert answer.until is not None
    years = [answer.until.year - back for back in range(YEARS_SHOWN)]
    by_year = {
        (dyad, year): deaths
        for country, dyad, year, deaths in answer.years.iter_rows()
        if country == host
    }
    table = Table(box=None, pad_edge=False)
    table.add_column("who", min_width=30)
    for head in ("others", "12 mth", "at most", "before", *map(str, years)):
        table.add_column(head, justify="right", no_wrap=True)
    for line in active.head(shown).iter_rows(named=True):
        table.add_row(
            line["name"],
            _number(len((line["elsewhere"] or "").split("; ")) if line["elsewhere"] else None),
            _number(line["last_12"]),
            _number(line["at_most_12"]),
            _number(line["previous_12"]),
            *(_number(by_year.get((line["dyad"], year), 0)) for year in years),
        )
    out.print(table)
    rest = active.height - shown
    earlier = of_host.height - active.height
    more = f"{rest} more dyads had deaths in the two years; " if rest > 0 else ""
    out.print(
        "Others: countries besides this one. At most: deaths that can lie in this one. "
        "Before: the twelve months before."
    )
    out.print(f"{more}{earlier} had them earlier only, or none that can lie here (--json).")


def _number(value: int | None) -> str:
    return "" if value is None else f"{value:,}"
