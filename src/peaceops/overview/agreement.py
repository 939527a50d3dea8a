"""Who votes like whom: how often two members voted alike on contested drafts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from peaceops.council import CAST
from peaceops.domain.intervals import Share, share_of
from peaceops.edition import View

FEW = 10
"""Drafts below which a share says little."""


@dataclass(frozen=True)
class Pair:
    """Two members on the contested drafts on which both voted.

    Attributes:
        member: One of them (ISO 3).
        other: The other.
        alike: Drafts on which they voted the same way.
        drafts: Drafts on which both voted for, against or in abstention.
    """

    member: str
    other: str
    alike: int
    drafts: int

    @property
    def share(self) -> float | None:
        """The part of them on which they voted alike; ``None`` without a draft."""
        return self.alike / self.drafts if self.drafts else None

    @property
    def estimate(self) -> Share:
        """The share with its interval, which is wide where drafts are few."""
        return share_of(self.alike, self.drafts)

    @property
    def few(self) -> bool:
        """Whether drafts are too few for the share to say much."""
        return self.drafts < FEW


@dataclass(frozen=True)
class Agreement:
    """Who voted like whom in a period.

    Attributes:
        since: First day.
        until: Last day.
        contested: Contested drafts of the period: some member did not vote in favour.
        drafts: All drafts put to a full vote in it.
        members: The members compared.
        pairs: Every pair of two, by both codes, in either order.
    """

    since: date
    until: date
    contested: int
    drafts: int
    members: tuple[str, ...]
    pairs: dict[tuple[str, str], Pair]

    def of(self, member: str) -> list[Pair]:
        """A member's pairs, those that voted most like it first.

        Pairs with few drafts come last; those without one are left out.

        Args:
            member: ISO 3 code.
        """
        pairs = [self.pairs[member, other] for other in self.members if other != member]
        return sorted(
            (pair for pair in pairs if pair.drafts),
            key=lambda pair: (pair.few, -(pair.share or 0.0), -pair.drafts, pair.other),
        )

    def rows(self) -> pl.DataFrame:
        """Each pair once: member, other, alike, drafts, share, low and high (90 % interval)."""
        columns = {
            "member": pl.String, "other": pl.String, "alike": pl.Int64, "drafts": pl.Int64,
            "share": pl.Float64, "low": pl.Float64, "high": pl.Float64,
        }  # fmt: skip
        rows = []
        for place, member in enumerate(self.members):
            for other in self.members[place + 1 :]:
                pair = self.pairs[member, other]
                bounds = pair.estimate.interval if pair.drafts else (None, None)
                rows.append((member, other, pair.alike, pair.drafts, pair.share, *bounds))
        return pl.DataFrame(rows, schema=columns, orient="row")


def agreement(
    view: View,
    members: Sequence[str] | None = None,
    *,
    since: date,
    until: date | None = None,
    mission: str | None = None,
    peace_operations: bool = False,
) -> Agreement:
    """How often members voted alike on contested drafts.

    On a draft that all support, all vote alike: it says nothing of who votes like whom. So only
    drafts count on which a member, or more, did not vote in favour.

    Args:
        view: What was known.
        members: ISO 3 codes; by default all that voted in the period.
        since: First day.
        until: Last day; that of the view by default.
        mission: Acronym: only decisions on it.
        peace_operations: Only decisions on a peace operation.

    >>> from peaceops.edition import open_edition
    >>> view = open_edition().as_of(date(2023, 7, 31))
    >>> alike = agreement(view, ["CHN", "RUS", "FRA"], since=date(2022, 1, 1))
    >>> [pair.other for pair in alike.of("RUS")]
    ['CHN', 'FRA']
    """
    last = min(until or view.as_of, view.as_of)
    whole = (pl.col("record").cast(pl.String) == "complete") & ~pl.col("without_vote")
    drafts = view.table("decisions").filter(whole, pl.col("date").is_between(since, last))
    if (mission is not None or peace_operations) and view.has("mandates"):
        mandates = view.table("mandates")
        if mission is not None:
            mandates = mandates.filter(pl.col("mission") == mission)
        drafts = drafts.join(mandates.select("decision").unique(), on="decision", how="semi")
    votes = (
        view.table("votes")
        .select("decision", "country", pl.col("vote").cast(pl.String))
        .join(drafts.select("decision"), on="decision", how="semi")
    )
    contested = votes.filter(pl.col("vote") != "yes").select("decision").unique().sort("decision")
    votes = votes.join(contested, on="decision", how="semi")
    chosen = tuple(
        votes["country"].unique().sort().to_list() if members is None else dict.fromkeys(members)
    )
    table = _by_draft(votes, contested["decision"].to_list(), chosen)
    pairs = {}
    for place, member in enumerate(chosen):
        both = (table >= 0) & (table[place] >= 0)
        alike = (both & (table == table[place])).sum(axis=1)
        for other_place, other in enumerate(chosen):
            if other != member:
                drafts_of_both = int(both[other_place].sum())
                pairs[member, other] = Pair(member, other, int(alike[other_place]), drafts_of_both)
    return Agreement(since, last, contested.height, drafts.height, chosen, pairs)


def _by_draft(
    votes: pl.DataFrame, decisions: Sequence[str], members: Sequence[str]
) -> np.ndarray[tuple[int, int], np.dtype[np.int8]]:
    """Members by drafts: the place of the vote in ``council.CAST``, -1 where none was cast."""
    table = np.full((len(members), len(decisions)), -1, dtype=np.int8)
    rows = {member: place for place, member in enumerate(members)}
    columns = {decision: place for place, decision in enumerate(decisions)}
    cast = votes.filter(pl.col("vote").is_in(CAST), pl.col("country").is_in(list(members)))
    for decision, country, vote in cast.iter_rows():
        table[rows[country], columns[decision]] = CAST.index(vote)
    return table
