"""The Council's votes on a mission, drawn."""

from __future__ import annotations

from html import escape
from typing import Any

import polars as pl

from peaceops.brief.charts_council import VOTES, legend
from peaceops.brief.drawing import Drawing, box, label
from peaceops.brief.language import localised
from peaceops.domain.messages import message

DECISIONS_DRAWN = 16


def history(decisions: pl.DataFrame) -> Drawing | None:
    """Draw the latest votes on the mission, a square for each member; ``None`` if none is known.

    Args:
        decisions: Decision, date, adopted, yes, no, abstain, as the history of a mandate has them.
    """
    if decisions.is_empty():
        return None
    full = decisions.filter(pl.col("yes").is_not_null()).sort("date", maintain_order=True)
    voted = full.tail(DECISIONS_DRAWN).to_dicts()
    if not voted:
        return None
    square, step, column = 9.0, 10.6, 29.0
    tallest = max(row["yes"] + row["no"] + row["abstain"] for row in voted)
    foot = 18 + tallest * step
    body = [legend(0, 10)]
    for place, row in enumerate(voted):
        left = 6 + place * column
        height = foot + 6
        body.append(f"<g><title>{escape(localised(_vote_in_words(row)))}</title>")
        for key, colour in VOTES:
            for _member in range(row[key]):
                height -= step
                body.append(box(left + 6, height, square, square, colour))
        body.append(_below(row, left + 6 + square / 2, foot + 18))
    width = round(max(12 + len(voted) * column, 260))
    columns = ("decision", "date", "adopted", "yes", "no", "abstain")
    series = [
        {name: row[name] for name in columns} | {"date": row["date"].isoformat()} for row in voted
    ]
    return Drawing(width, round(foot + 40), "".join(body), series)


def _vote_in_words(row: dict[str, Any]) -> str:
    return message(
        "{decision}, {isoformat}: {yes} yes, {no} no, {abstain} abstaining",
        decision=row["decision"],
        isoformat=row["date"].isoformat(),
        yes=row["yes"],
        no=row["no"],
        abstain=row["abstain"],
    )


def _below(row: dict[str, Any], x: float, y: float) -> str:
    number = row["decision"].removeprefix("S/RES/").split(" ")[0]
    short = number if row["adopted"] else "failed"
    return (
        label(x, y, short, size=11, anchor="middle", bold=not row["adopted"])
        + label(x, y + 14, str(row["date"].year), size=11, anchor="middle", colour="quiet")
        + "</g>"
    )
