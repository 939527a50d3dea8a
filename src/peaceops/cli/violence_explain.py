"""`peaceops violence explain`: what a country's forecast rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._console import AsOf, EditionFolder, console
from peaceops.cli._question import question_of
from peaceops.cli._streams import print_json
from peaceops.cli.violence_draws import TARGETS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console

    from peaceops.violence import Explanation


def explain(
    country: Annotated[str, typer.Argument(metavar="COUNTRY", help="A name or ISO 3 code.")],
    as_of: AsOf = None,
    target: Annotated[
        str, typer.Option(help="sb state-based, ns non-state, os one-sided, all: together.")
    ] = "all",
    episodes: Annotated[int, typer.Option(min=1, help="Past episodes to show.")] = 10,
    edition: EditionFolder = None,
    seed: Annotated[int, typer.Option(help="Same edition and seed, same draws.")] = 0,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Say which past episodes were most alike, what moved a forecast, where it is most unsure."""
    from peaceops.domain.countries import UnknownCountry
    from peaceops.domain.countries import country as known
    from peaceops.violence import explain as run

    if target not in TARGETS:
        raise typer.BadParameter(f"{target!r} is not one of {', '.join(TARGETS)}")
    try:
        code = known(country).code
    except UnknownCountry as error:
        raise typer.BadParameter(f"{country!r} is not a country we know. {error.remedy}") from None
    found = run(
        question_of(edition, as_of, unused=("strength",)).view,
        code,
        target=TARGETS[target],
        episodes=episodes,
        seed=seed,
    )
    if as_json:
        print_json(_as_json(found), indent=1)
    else:
        _print(found)


def _as_json(found: Explanation) -> dict[str, object]:
    months = found.episodes.with_columns(month=found.episodes["month"].dt.strftime("%Y-%m"))
    return {
        "country": found.country,
        "recorded_as": found.recorded_as,
        "target": found.target,
        "origin": f"{found.origin:%Y-%m}",
        "not_known": found.known_words,
        "last_12": found.last_12,
        "episodes": months.to_dicts(),
        "moved": found.moved.to_dicts(),
        "unsure": found.unsure.to_dicts(),
        "notes": list(found.notes),
    }


def _print(found: Explanation) -> None:
    from peaceops.domain.countries import name_of

    out = console()
    what = found.target.replace("_", " ")
    out.print(
        f"{name_of(found.country)}, deaths ({what}) over the twelve months after "
        f"{found.origin:%B %Y}. In the twelve before: {found.last_12:,.0f}."
    )
    out.print(found.known_words)
    _table(
        out,
        "Past episodes most like this one",
        ("country", "year to", "likeness", "deaths in it", "in the year after"),
        (
            (name_of(one["unit"]), f"{one['month']:%Y-%m}", f"{one['likeness']:.2f}",
             f"{one['deaths_before']:,.0f}", f"{one['deaths_after']:,.0f}")
            for one in found.episodes.iter_rows(named=True)
        ),
    )  # fmt: skip
    worse = (found.episodes["deaths_after"] > found.episodes["deaths_before"]).sum()
    out.print(f"{worse} of {found.episodes.height} were followed by a worse year.")
    _table(
        out,
        "From the baseline to the forecast: what the model says if an input says nothing",
        ("input", "instead", "median", "90 % interval", "moved the median by"),
        (_step(one) for one in found.moved.iter_rows(named=True)),
    )
    _table(
        out,
        "Where it is most unsure: upper end of the 90 % interval over the lower",
        ("type", "times", "median", "90 % interval", "widest month ahead"),
        (
            (one["target"].replace("_", " "), f"{one['span']:,.0f}", f"{one['median']:,.0f}",
             _interval(one), str(one["widest_month"]))
            for one in found.unsure.iter_rows(named=True)
        ),
    )  # fmt: skip
    for note in found.notes:
        out.print(note)


def _step(one: dict[str, object]) -> tuple[str, ...]:
    last = one["input"] == "forecast"
    moved = "" if last else f"{one['moved']:+,.0f}"
    return str(one["input"]), str(one["instead"]), f"{one['median']:,.0f}", _interval(one), moved


def _interval(one: dict[str, object]) -> str:
    return f"{one['low_90']:,.0f} to {one['high_90']:,.0f}"


def _table(
    out: Console, title: str, heads: tuple[str, ...], rows: Iterable[tuple[str, ...]]
) -> None:
    from rich.table import Table

    out.print(title)
    table = Table(box=None, pad_edge=False)
    for place, name in enumerate(heads):
        words = place == 0 or name == "instead"
        table.add_column(name, justify="left" if words else "right", no_wrap=not words)
    for row in rows:
        table.add_row(*row)
    out.print(table)
