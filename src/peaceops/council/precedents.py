"""What followed when hosts withdrew or restricted their consent."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl

from peaceops.domain.intervals import Share, share_of
from peaceops.edition import View


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
    recognised = cases.filter("recognised")
    gone = pl.col("outcome").is_in(["left", "replaced"])
    requests, limited = (
        recognised.filter(pl.col("act") == act) for act in ("request", "restriction")
    )
    days = requests.filter(gone)["days"].drop_nulls().to_list()
    return Precedents(
        cases,
        share_of(requests.filter(gone).height, requests.height),
        share_of(limited.filter(gone).height, limited.height),
        float(np.median(days)) if days else None,
    )
