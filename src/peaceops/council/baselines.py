"""Odds of a member's vote from what it and others did before: base rates and the last vote.

Every figure for a day uses only votes of earlier days. Drafts on peace operations and other drafts
are counted apart. For a member and a draft:

- *constant*: shares of yes, no and abstentions among all votes so far;
- *base rate*: the member's own shares, drawn to the constant by 20 votes' weight;
- *record on the item*: the member's shares on the item (the mission), drawn by 10 votes to those
  of all members on the item, themselves drawn by 20 to the member's base rate;
- *last vote on the item*: how often members who voted as this member last did on an item, or had
  no vote on it, voted yes, no or abstained next; drawn to the same for permanent and elected
  members apart, and that to all.

The blend is 0.10 base rate, 0.45 record on the item and 0.45 last vote on the item. The weights are
those of highest likelihood over the votes of 1994 to 2013 (expectation maximisation over the
mixture, rounded to 0.05), none later.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import polars as pl

from peaceops.council.ballots import CAST
from peaceops.council.model.decayed_counts import shrink_towards
from peaceops.domain.arrays import Floats

BLEND = {"base rate": 0.10, "record on the item": 0.45, "last vote on the item": 0.45}
BLENDED = "blend of baselines"
METHODS = ("constant", "base rate", "last vote on the item", BLENDED)
START = (0.9, 0.03, 0.07)  # before any vote is on record, weighing as one vote
MEMBER, ITEM, MEMBER_ON_ITEM = 20.0, 20.0, 10.0
TRANSITION, TRANSITION_GROUP, TRANSITION_MEMBER = 5.0, 10.0, 20.0


def baseline_odds(ballots: pl.DataFrame) -> dict[str, Floats]:
    """Odds of yes, no and abstain for every row, from rows of earlier days only.

    Args:
        ballots: Votes as ``ballots.ballots`` gives them. A row with a null vote is one to forecast:
            it is counted nowhere.

    Returns:
        Method (``METHODS``) to an array of rows by yes, no, abstain.
    """
    rows = ballots.with_columns(last=last_votes(ballots))
    kind = ["on_mission"]
    constant = shrink_towards(_before(rows, kind), np.array([START]), 1.0)
    base = shrink_towards(_before(rows, [*kind, "country"]), constant, MEMBER)
    item = shrink_towards(_before(rows, [*kind, "item"]), base, ITEM)
    on_item = shrink_towards(_before(rows, [*kind, "country", "item"]), item, MEMBER_ON_ITEM)
    after = shrink_towards(_before(rows, [*kind, "last"]), constant, TRANSITION)
    after = shrink_towards(_before(rows, [*kind, "last", "permanent"]), after, TRANSITION_GROUP)
    last = shrink_towards(_before(rows, [*kind, "last", "country"]), after, TRANSITION_MEMBER)
    parts = {"base rate": base, "record on the item": on_item, "last vote on the item": last}
    blend = sum((weight * parts[name] for name, weight in BLEND.items()), np.zeros_like(base))
    return {
        "constant": constant,
        "base rate": base,
        "last vote on the item": last,
        BLENDED: np.asarray(blend),
    }


def last_votes(ballots: pl.DataFrame) -> pl.Series:
    """The member's last vote on the item before the day of each row, or ``none``."""
    keys = ["country", "item"]
    daily = (
        ballots.filter(pl.col("vote").is_not_null())
        .group_by([*keys, "date"], maintain_order=True)
        .agg(last=pl.col("vote").last())
        .sort("date")
    )
    earlier = (
        ballots.with_row_index("place")
        .select("place", *keys, before=pl.col("date").dt.offset_by("-1d"))
        .sort("before")
        .join_asof(
            daily, left_on="before", right_on="date", by=keys, strategy="backward",
            check_sortedness=False,
        )
        .sort("place")
    )  # fmt: skip
    return earlier["last"].fill_null("none")


def _before(rows: pl.DataFrame, keys: Sequence[str]) -> Floats:
    """Votes of earlier days by the keys: rows by yes, no, abstain."""
    daily = (
        rows.group_by([*keys, "date"])
        .agg((pl.col("vote") == vote).sum().cast(pl.Int64).alias(vote) for vote in CAST)
        .sort("date")
        .with_columns((pl.col(vote).cum_sum() - pl.col(vote)).over(keys) for vote in CAST)
    )
    counted = rows.select(*keys, "date").join(
        daily, on=[*keys, "date"], how="left", maintain_order="left"
    )
    return counted.select(CAST).to_numpy().astype(np.float64)
