"""`peaceops mission`: strength ahead, and how the forecaster did before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._console import EditionFolder, console, open_edition_option
from peaceops.cli._streams import print_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

app = typer.Typer(help="Missions: strength ahead and its track record.", no_args_is_help=True)


@app.callback()
def group() -> None:
    """Missions: strength ahead and its track record."""


@app.command()
def backtest(
    edition: EditionFolder = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
    seed: Annotated[int, typer.Option(help="Seed of every random draw.")] = 0,
) -> None:
    """Score strength 6 and 12 months ahead against persistence, and replay exits one by one.

    Every forecast learns only from months before it; every exit only from exits before it.
    """
    from peaceops.edition import last_day
    from peaceops.mission.backtest import backtest as run
    from peaceops.mission.backtest import summary
    from peaceops.mission.exits import paths, regime_of, replay
    from peaceops.mission.pace import inside, left_out, replayed

    held = open_edition_option(edition)
    view = held.as_of(last_day(held))
    scored = {
        "missions that last": summary(run(view, seed=seed)),
        "closed missions as nought": summary(run(view, closing=True, seed=seed)),
    }
    known = paths(view)
    replays = {one: replay(known, one, seed=seed) for one in replayed(known)}
    unseen = left_out(known, seed=seed)
    if as_json:
        print_json(_as_json(scored, replays, unseen))
        return
    out = console()
    for what, frame in scored.items():
        out.print(f"[bold]Strength ahead, {what}[/bold]")
        for row in frame.iter_rows(named=True):
            out.print(
                f"  {row['horizon']:>2} months: mean error {row['error']:,.0f} persons, "
                f"persistence {row['error_persistence']:,.0f}, ratio {row['ratio']:.3f}; "
                f"80 % interval holds {row['coverage_80']:.1%}, 90 % {row['coverage_90']:.1%}; "
                f"{row['cases']:,} cases of {row['missions']} missions",
                soft_wrap=True,
            )
    out.print("[bold]Exits replayed, with the exits before them[/bold]")
    for mission, frame in replays.items():
        held_in, also = frame["inside"], unseen[mission]["inside"]
        out.print(
            f"  {mission:<11} {regime_of(mission):<8} {held_in.sum()} of {held_in.len()} months "
            f"within the 90 % band; {also.sum()} with the pace chosen without it",
            soft_wrap=True,
        )
    (own, months), (also_own, _) = inside(replays), inside(unseen)
    out.print(
        f"  all: {own} of {months} months ({own / months:.1%}); {also_own} "
        f"({also_own / months:.1%}) with the pace chosen without the exit"
    )


def _as_json(
    scored: Mapping[str, pl.DataFrame],
    replays: Mapping[str, pl.DataFrame],
    unseen: Mapping[str, pl.DataFrame],
) -> dict[str, object]:
    from peaceops.mission.exits import regime_of

    return {
        "strength": {what: frame.to_dicts() for what, frame in scored.items()},
        "exits": [
            {
                "mission": mission,
                "regime": regime_of(mission),
                "inside_90": bool(frame["inside"].all()),
                "inside_90_unseen": bool(unseen[mission]["inside"].all()),
                "months": frame.drop("mission").to_dicts(),
            }
            for mission, frame in replays.items()
        ],
    }
