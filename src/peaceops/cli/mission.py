"""`peaceops mission`: money, strength ahead, and how the forecaster did before."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from peaceops.cli._console import EditionFolder, console, open_edition_option
from peaceops.cli._flags import AsJson, Seed
from peaceops.cli._streams import print_json
from peaceops.cli.mission_money import money
from peaceops.cli.mission_strength import strength

if TYPE_CHECKING:
    from collections.abc import Mapping

    import polars as pl

app = typer.Typer(
    help="Missions: their money, strength ahead and its track record.", no_args_is_help=True
)
app.command()(money)
app.command()(strength)


@app.callback()
def group() -> None:
    """Missions: their money, strength ahead and its track record."""


@app.command()
def backtest(
    edition: EditionFolder = None,
    as_json: AsJson = False,
    seed: Seed = 0,
) -> None:
    """Score strength 6 and 12 months ahead against persistence, and replay exits one by one.

    Every forecast learns only from months before it; every exit only from exits before it.
    """
    from datetime import date

    import polars as pl

    from peaceops.mission import (
        STRENGTH_CHOSEN_UNTIL,
        STRENGTH_COURSES,
        ceiling_changes,
        exit_paths,
        exit_regime,
        exits_replayed,
        months_within_band,
        replay_exit,
        replays_left_out,
        scored_ceiling_changes,
        strength_backtest,
        strength_summary,
    )

    view = open_edition_option(edition).whole
    every = strength_backtest(view, closing=True, seed=seed)
    cases = every.filter(~pl.col("closed"))
    before = pl.col("target") <= STRENGTH_CHOSEN_UNTIL
    scored = {
        "missions that last": strength_summary(cases),
        "months until which it was chosen": strength_summary(cases.filter(before)),
        "months after": strength_summary(cases.filter(~before)),
        "ceiling unchanged and no end decided": strength_summary(
            cases.filter("same_ceiling", ~pl.col("end_decided"))
        ),
        **{
            f"{course}, {when}": strength_summary(
                (every if course == "end decided" else cases).filter(rows, course=course)
            )
            for course in STRENGTH_COURSES
            for when, rows in (("until 2013", before), ("since 2014", ~before))
        },
        "closed missions as zero": strength_summary(every),
    }
    past_paths = exit_paths(view)
    replays = {
        mission: replay_exit(past_paths, mission, seed=seed)
        for mission in exits_replayed(past_paths)
    }
    unseen = replays_left_out(past_paths, seed=seed)
    followed = ceiling_changes(view).figures
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
    out.print("[bold]Ceilings raised and cut[/bold]")
    for figure in followed:
        low, high = figure.interval or (0.0, 1.0)
        out.print(
            f"  {figure.label}: {100 * float(figure.value or 0):.0f} %, 90 % of cases "
            f"{100 * low:.0f} to {100 * high:.0f} %",
            soft_wrap=True,
        )
    for row in scored_ceiling_changes(view, date(STRENGTH_CHOSEN_UNTIL.year + 1, 1, 1)).iter_rows(
        named=True
    ):
        out.print(
            f"  {row['cases']} later {row['change']}s after {row['months']} months: mean error "
            f"{row['error']:,.0f} persons by the {row['learned']} before 2014, "
            f"{row['at_once']:,.0f} all at once, {row['nothing']:,.0f} if nobody moves",
            soft_wrap=True,
        )
    out.print("[bold]Exits replayed, with the exits before them[/bold]")
    for mission, frame in replays.items():
        within_band, also = frame["inside"], unseen[mission]["inside"]
        out.print(
            f"  {mission:<11} {exit_regime(mission):<8} {within_band.sum()} of {within_band.len()} "
            f"months within the 90 % band; {also.sum()} with the pace chosen without it",
            soft_wrap=True,
        )
    (within, months), (also_within, _) = months_within_band(replays), months_within_band(unseen)
    out.print(
        f"  all: {within} of {months} months ({within / months:.1%}); {also_within} "
        f"({also_within / months:.1%}) with the pace chosen without the exit"
    )


def _as_json(
    scored: Mapping[str, pl.DataFrame],
    replays: Mapping[str, pl.DataFrame],
    unseen: Mapping[str, pl.DataFrame],
) -> dict[str, object]:
    from peaceops.mission import exit_regime

    return {
        "strength": {what: frame.to_dicts() for what, frame in scored.items()},
        "exits": [
            {
                "mission": mission,
                "regime": exit_regime(mission),
                "inside_90": bool(frame["inside"].all()),
                "inside_90_unseen": bool(unseen[mission]["inside"].all()),
                "months": frame.drop("mission").to_dicts(),
            }
            for mission, frame in replays.items()
        ],
    }
