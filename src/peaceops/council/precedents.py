"""What followed when hosts withdrew consent, and what is tabled when a mandate runs out.

Shares come with Jeffreys' prior and its 90 % interval (Brown, Cai and DasGupta 2001, Statistical
Science 16(2)): the cases are few.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from peaceops.edition.view import View

ENDS = ("withdraw", "terminate")
KEEPS = {"renew": "renew", "reconfigure": "renew", "rollover": "rollover"}


@dataclass(frozen=True)
class Share:
    """A share from few cases: estimate, 90 % interval, and the counts."""

    value: float
    low: float
    high: float
    happened: int
    cases: int


@dataclass(frozen=True)
class Precedents:
    """Missions whose recognised host asked them to leave, as known on a day.

    Attributes:
        cases: Rows of ``consent_outcomes`` with the columns of the request, ``days`` from it to the
            end of operations, and ``yes``, the votes in favour of the decision (null without).
        left: Share that left or were replaced.
        restricted: The same where the host restricted the mission without asking it to leave.
        median_days: Median of ``days`` of those that left; ``None`` if none did.
    """

    cases: pl.DataFrame
    left: Share
    restricted: Share
    median_days: float | None


def precedents(view: View) -> Precedents | None:
    """Consent precedents whose outcome was known; ``None`` if the edition lacks them or votes."""
    if not (view.has("consent_outcomes") and view.has("votes")):
        return None
    favour = (
        view.table("votes").filter(pl.col("vote").cast(pl.String) == "yes")
        .group_by("decision").agg(yes=pl.len())
    )  # fmt: skip
    cases = (
        view.table("consent_outcomes")
        .join(
            view.table("consent_requests").drop("known_on", "source", "row"),
            on=["mission", "asked"],
        )
        .join(favour, on="decision", how="left")
        .with_columns(
            pl.col("act", "outcome").cast(pl.String),
            days=(pl.col("end") - pl.col("asked")).dt.total_days(),
        )
        .sort("asked", "mission")
    )
    own = cases.filter("recognised")
    gone = pl.col("outcome").is_in(["left", "replaced"])
    asked, limited = (own.filter(pl.col("act") == act) for act in ("request", "restriction"))
    days = asked.filter(gone)["days"].drop_nulls().to_list()
    return Precedents(
        cases,
        share(asked.filter(gone).height, asked.height),
        share(limited.filter(gone).height, limited.height),
        float(np.median(days)) if days else None,
    )


def share(happened: int, cases: int, prior: float = 0.5) -> Share:
    """Share with its 90 % interval under a beta prior that weighs as one case.

    Args:
        happened: Cases in which it happened.
        cases: All cases.
        prior: Mean of the prior; one half is Jeffreys'.
    """
    at = (np.arange(20000) + 0.5) / 20000
    log = (happened + prior - 1) * np.log(at) + (cases - happened - prior) * np.log1p(-at)
    mass = np.cumsum(np.exp(log - log.max()))
    low, high = (float(at[np.searchsorted(mass, mass[-1] * one)]) for one in (0.05, 0.95))
    return Share((happened + prior) / (cases + 1), low, high, happened, cases)


@dataclass(frozen=True)
class Tabled:
    """How likely a draft of a kind is what the Council next puts to the vote on the mission.

    Attributes:
        value: The probability; ``None`` where nothing on record tells.
        without_host: The same as if the host had taken no position.
        low: Lower bound of the 90 % interval where precedents bear on it, else ``None``.
        high: Upper bound.
        method: How it was made.
    """

    value: float | None
    without_host: float | None
    low: float | None
    high: float | None
    method: str


def tabled(view: View, kind: str, host_position: str | None) -> Tabled:
    """Odds that a draft of this kind is tabled when the mandate next runs out.

    It is the draft that settles the matter: a rollover that only bridges talks before a last term
    is counted with the last term, so that rollovers are understated where a host asks to leave.
    """
    counts = _next_decisions(view)
    total = sum(counts.values())
    if not total or (kind not in ENDS and kind not in KEEPS and kind not in CHANGES):
        return Tabled(None, None, None, None, "No decisions on mandates are on record.")
    smooth = {one: (count + 0.5) / (total + 1.5) for one, count in counts.items()}
    plain = _of_kind(view, kind, smooth)
    said = (
        f"Of {total} decisions since 1990 that set the term of a mission: {counts['renew']} "
        f"renewals, {counts['rollover']} technical rollovers, {counts['terminate']} last terms."
    )
    ending = _ending(view, host_position, smooth["terminate"])
    if ending is None:
        return Tabled(plain, plain, None, None, said)
    keeping = 1 - smooth["terminate"]
    bounds = []
    for chance in (ending.value, ending.low, ending.high):
        moved = {
            one: chance if one == "terminate" else part / keeping * (1 - chance)
            for one, part in smooth.items()
        }
        bounds.append(_of_kind(view, kind, moved))
    said += (
        f" The host's position ({host_position}): {ending.happened} of {ending.cases} missions "
        "left or were replaced after it, on the precedents known that day."
    )
    return Tabled(bounds[0], plain, min(bounds), max(bounds), said)


CHANGES = {"increase": 1, "reduce": -1, "amend": 0}


def _ending(view: View, host_position: str | None, usual: float) -> Share | None:
    """Share of missions that left, drawn to the usual share of last terms by one case's weight."""
    found = precedents(view)
    if found is None or host_position not in ("asks-to-leave", "restricts"):
        return None
    known = found.left if host_position == "asks-to-leave" else found.restricted
    return share(known.happened, known.cases, usual)


def _next_decisions(view: View) -> dict[str, int]:
    if not view.has("mandates"):
        return {"renew": 0, "rollover": 0, "terminate": 0}
    kinds = _since_1990(view)["kind"].to_list()
    return {one: kinds.count(one) for one in ("renew", "rollover", "terminate")}


def _since_1990(view: View) -> pl.DataFrame:
    return (
        view.table("mandates")
        .with_columns(pl.col("kind").cast(pl.String))
        .filter(pl.col("date").dt.year() >= 1990)
        .sort("mission", "date", "decision")
    )


def _of_kind(view: View, kind: str, parts: dict[str, float]) -> float:
    if kind in ENDS:
        return parts["terminate"]
    if kind in KEEPS:
        return parts[KEEPS[kind]]
    return parts["renew"] * _share_of_renewals(view, CHANGES[kind])


def _share_of_renewals(view: View, sign: int) -> float:
    """Share of renewals that raise (1) or lower (-1) the military ceiling, or do either (0)."""
    table = _since_1990(view)
    if "ceiling_military" not in table.columns:
        return 0.5
    moved = (
        table.with_columns(
            change=pl.col("ceiling_military") - pl.col("ceiling_military").shift(1).over("mission")
        )
        .filter(pl.col("kind") == "renew", pl.col("change").is_not_null())["change"]
        .sign()
    )
    hits = int((moved != 0).sum()) if sign == 0 else int((moved == sign).sum())
    return (hits + 0.5) / (len(moved) + 1)
