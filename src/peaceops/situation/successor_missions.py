"""What followed the peacekeeping missions that closed: support that stays when troops go."""

from __future__ import annotations

from datetime import date

import polars as pl

from peaceops.domain.figures import Evidence, Figure
from peaceops.domain.intervals import LEVEL, share_of
from peaceops.domain.messages import message, run_together
from peaceops.domain.months import months_between
from peaceops.edition import View, per_view

BEFORE, WITHIN = 6, 12  # months around a closure in which a successor starts
LOOK_BACK = 25  # years: the Council of the cold war set up no political missions to follow
SEEN = 12  # months after a closure before nothing followed can be said

FOLLOWED: dict[str, pl.DataType | type[pl.DataType]] = {
    "mission": pl.String,
    "end": pl.Date,
    "after": pl.String,
    "successors": pl.List(pl.String),
}


@per_view
def followed(view: View) -> pl.DataFrame:
    """Peacekeeping missions that closed in the 25 years before, at least one ago, and what came.

    Returns:
        ``mission, end, after`` (``political mission``, ``peacekeeping mission`` or ``neither``)
        and ``successors``: missions in one of its hosts that started between six months before
        its end and twelve after, or political missions there that were open then.
    """
    if not all(view.has(table) for table in ("missions", "mission_hosts", "mission_closures")):
        return pl.DataFrame(schema=FOLLOWED)
    register = view.table("missions").with_columns(pl.col("kind").cast(pl.String))
    register = register.select("mission", "start", "kind")
    closed = view.table("mission_closures").select("mission", "end")
    hosts = view.table("mission_hosts").select("mission", "country")
    every = register.join(closed, on="mission", how="left").join(hosts, on="mission")
    gone = every.filter(pl.col("kind") == "peacekeeping", pl.col("end").is_not_null())
    rows = []
    for (mission,), closure in gone.group_by(["mission"], maintain_order=True):
        end = closure["end"][0]
        if not SEEN <= months_between(end, view.as_of) <= 12 * LOOK_BACK:
            continue
        there = (
            every.filter(
                pl.col("mission") != mission, pl.col("country").is_in(closure["country"].to_list())
            )
            .unique(["mission"])
            .sort("start", "mission")
        )
        after = [row for row in there.iter_rows(named=True) if _comes_after(row, end)]
        kinds = {row["kind"] for row in after}
        kind = next((name for name in ("political", "peacekeeping") if name in kinds), None)
        follows = message("{kind} mission", kind=kind) if kind else "neither"
        rows.append((mission, end, follows, [row["mission"] for row in after]))
    return pl.DataFrame(rows, schema=FOLLOWED, orient="row").sort("end", "mission")


def _comes_after(row: dict[str, object], end: date) -> bool:
    start, closed = row["start"], row["end"]
    if not isinstance(start, date):
        return False
    lag = months_between(end, start)
    lasts = closed is None or (isinstance(closed, date) and months_between(end, closed) >= WITHIN)
    new = -BEFORE <= lag <= WITHIN
    return lasts and (new or (row["kind"] == "political" and start <= end))


def successor_missions(view: View) -> list[Figure]:
    """How often a political mission, another peacekeeping mission or neither followed."""
    rows = followed(view)
    if rows.is_empty():
        return []
    closures = view.table("mission_closures")
    closures = closures.filter(pl.col("mission").is_in(rows["mission"].to_list()))
    figures = []
    for successor in ("political mission", "peacekeeping mission", "neither"):
        cases = rows.filter(pl.col("after") == successor)
        share = share_of(cases.height, rows.height)
        latest = run_together(
            ", ",
            (
                message(
                    "{mission} ({year}{after})",
                    mission=mission,
                    year=end.year,
                    after=": " + run_together(", ", after[:2]) if after else "",
                )
                for mission, end, after in cases.select("mission", "end", "successors")
                .tail(3)
                .rows()
            ),
        )
        words = (
            "Neither followed"
            if successor == "neither"
            else message("A {successor} followed", successor=successor)
        )
        figures.append(
            Figure(
                f"lever.international-support.{successor.split(maxsplit=1)[0]}",
                message(
                    "{words}: share of the {height} peacekeeping missions that closed in "
                    "{look_back} years",
                    words=words,
                    height=rows.height,
                    look_back=LOOK_BACK,
                ),
                round(cases.height / rows.height, 3),
                "share",
                message(
                    "Missions that closed, by what came after them in the same country. Counted is "
                    "a mission that started between {before} months before the end and {within} "
                    "after and lasted a year, or a political mission that was there already; where "
                    "both followed, the political one counts. Latest: {part}.",
                    before=BEFORE,
                    within=WITHIN,
                    part=latest or "none",
                ),
                (Evidence.of("mission_closures", "peacekeeping missions closed", closures),),
                (round(share.low, 3), round(share.high, 3)),
                LEVEL,
            )
        )
    return figures
