"""`peaceops mission`: strength ahead, and how the forecaster did before."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated

import typer

from peaceops.cli._console import EditionFolder, console, opened

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
    from peaceops.mission.exits import EXITS, paths, replay

    held = opened(edition)
    view = held.as_of(last_day(held))
    scored = {
        "missions that last": summary(run(view, seed=seed)),
        "closed missions as nought": summary(run(view, closing=True, seed=seed)),
    }
    known = paths(view)
    first = min(one.decided for one in EXITS)
    replays = {
        one.mission: (one.regime, replay(view, one.mission, seed=seed))
        for one in EXITS
        if one.mission in known and len(known[one.mission]) > 1 and one.decided > first
    }
    if as_json:
        typer.echo(json.dumps(_as_json(scored, replays), indent=2, default=str))
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
    for mission, (regime, frame) in replays.items():
        held_in = frame["inside"]
        out.print(
            f"  {mission:<11} {regime:<8} {held_in.sum()} of {held_in.len()} months within the "
            "90 % band",
            soft_wrap=True,
        )


def _as_json(
    scored: dict[str, pl.DataFrame], replays: Mapping[str, tuple[str, pl.DataFrame]]
) -> dict[str, object]:
    return {
        "strength": {what: frame.to_dicts() for what, frame in scored.items()},
        "exits": [
            {
                "mission": mission,
                "regime": regime,
                "inside_90": bool(frame["inside"].all()),
                "months": frame.drop("mission").to_dicts(),
            }
            for mission, (regime, frame) in replays.items()
        ],
    }
