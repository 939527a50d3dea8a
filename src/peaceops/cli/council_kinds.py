"""`peaceops council kinds`: the kinds of draft, replayed from the day before each vote."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from peaceops.cli._console import EditionFolder, console, open_edition_option
from peaceops.cli._days import ReplayedSince, ReplayedUntil, backwards
from peaceops.cli._flags import AsJson
from peaceops.cli._refusals import conflicts
from peaceops.cli._streams import print_json

if TYPE_CHECKING:
    from peaceops.council import KindReplay

ENOUGH_CASES = 20
SEEN = (
    "Seen: decisions from 2024 on were known while this version was made. Two settings went back "
    "to those of version 0.1 after a first look at 2014 and later (docs/decisions/0013)."
)


def kinds(
    since: ReplayedSince,
    until: ReplayedUntil = None,
    edition: EditionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Forecast from the day before which kind of draft settled each term; score the odds."""
    from peaceops.council import replay_kinds

    conflicts(backwards(since, until))
    result = replay_kinds(open_edition_option(edition).whole, since, until)
    if as_json:
        print_json(result.as_json())
    else:
        _print(result)


def _print(result: KindReplay) -> None:
    out = console()
    to_the_end = result.until == date.max
    span = f"since {result.since}" if to_the_end else f"{result.since} to {result.until}"
    out.print(
        f"{result.decisions:,} decisions on a term that ran out, {span} "
        f"({result.left_out} more without odds: the end was decided, or no term ran out); edition "
        f"{result.edition}",
        soft_wrap=True,
    )
    if result.seen:
        out.print(SEEN, soft_wrap=True)
    out.print("Log loss a decision: renewal, technical rollover, or last term")
    for row in result.scores.iter_rows(named=True):
        out.print(
            f"  {row['missions']:30} {row['cases']:4}  {row['log_loss']:.4f}  {row['method']}",
            soft_wrap=True,
        )
    out.print("Log loss a decision: seven finer kinds")
    for row in result.finer.iter_rows(named=True):
        out.print(f"  {row['cases']:4}  {row['log_loss']:.4f}  {row['method']}", soft_wrap=True)
    out.print(
        "What a renewal does, and when the vote comes: log loss, and that of the share so far"
    )
    for row in result.parts.iter_rows(named=True):
        out.print(
            f"  {row['question']:28} {row['happened']:3} of {row['cases']:3}  "
            f"{row['log_loss']:.4f}  {row['share_so_far']:.4f}",
            soft_wrap=True,
        )
    out.print(f"Calibration (tenths with {ENOUGH_CASES} decisions or more)")
    wide = result.calibration.filter(result.calibration["cases"] >= ENOUGH_CASES)
    for row in wide.iter_rows(named=True):
        out.print(
            f"  {row['missions']:30} {row['kind']:9} {row['low']:.1f}-{row['high']:.1f}: "
            f"{row['cases']:4} decisions, forecast {row['forecast']:.3f}, happened "
            f"{row['happened']:.3f} ± {row['error']:.3f}{'' if row['within'] else '  outside'}",
            soft_wrap=True,
        )
    out.print("Hardest")
    for row in result.hardest.iter_rows(named=True):
        out.print(
            f"  {row['date']}  {row['decision']} ({row['mission']}): {row['kind']}, "
            f"given {100 * row['odds']:.1f} %",
            soft_wrap=True,
            markup=False,
        )
