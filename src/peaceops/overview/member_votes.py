"""A member's record on the Council: how it voted, by year, mission and theme."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import polars as pl

from peaceops.council import VOTES
from peaceops.domain.countries import name_of
from peaceops.domain.days import long_day
from peaceops.domain.intervals import Share, share_of
from peaceops.edition import View
from peaceops.errors import MissingTableError
from peaceops.overview.vote_list import council_votes, missions_of


@dataclass(frozen=True)
class VoteCounts:
    """How a member voted on some drafts.

    Attributes:
        of: What they are on: a year, a mission or a theme.
        yes: In favour.
        no: Against.
        abstain: Abstentions.
        not_participating: Drafts on which it sat and took no part.
        absent: Drafts on which it was absent.
        last: Day of the latest.
    """

    of: str
    yes: int
    no: int
    abstain: int
    not_participating: int
    absent: int
    last: date

    @property
    def drafts(self) -> int:
        """All drafts."""
        return self.yes + self.no + self.abstain + self.not_participating + self.absent

    @property
    def withheld(self) -> int:
        """Drafts on which it did not vote in favour."""
        return self.drafts - self.yes

    @property
    def share_withheld(self) -> Share:
        """The share of them, with its interval: wide where drafts are few."""
        return share_of(self.withheld, self.drafts)


@dataclass(frozen=True)
class MemberRecord:
    """How a state voted on the Council, as known on a day.

    Attributes:
        country: ISO 3166-1 alpha-3.
        as_of: The day.
        terms: Columns start, until (null for a permanent seat), permanent; the latest first.
        votes: Its votes, the latest first: columns of ``council_votes`` with members. Drafts that
            were adopted without a vote are none.
        total: All of them.
        peace_operations: Those on peace operations; ``None`` if there are none.
        by_year: One entry a year, the earliest first.
        by_mission: One entry a mission, the most drafts first.
        by_theme: One entry a theme, the most drafts first.
        positions: Columns year, ideal_point, interval_low, interval_high: its position in the
            General Assembly, the earliest year first; empty where none is on record.
    """

    country: str
    as_of: date
    terms: pl.DataFrame
    votes: pl.DataFrame
    total: VoteCounts | None
    peace_operations: VoteCounts | None
    by_year: tuple[VoteCounts, ...]
    by_mission: tuple[VoteCounts, ...]
    by_theme: tuple[VoteCounts, ...]
    positions: pl.DataFrame

    @property
    def sits(self) -> bool:
        """Whether it sits on the Council on the day."""
        begun = self.terms.filter(pl.col("start") <= self.as_of)
        return bool(begun.filter(pl.col("until").fill_null(date.max) >= self.as_of).height)

    @property
    def withheld(self) -> pl.DataFrame:
        """Its votes that are not in favour, the latest first."""
        return self.votes.filter(pl.col("vote") != "yes")


def member_record(view: View, country: str) -> MemberRecord:
    """How a state voted on the Council, as known on the date of a view.

    Args:
        view: What was known.
        country: ISO 3166-1 alpha-3.

    Raises:
        MissingTableError: It had no seat by then.

    >>> from peaceops.edition import open_edition
    >>> record = member_record(open_edition().as_of(date(2023, 7, 31)), "CHN")
    >>> [(part.yes, part.abstain) for part in record.by_mission if part.of == "MINUSMA"]
    [(11, 1)]
    """
    terms = terms_of(view, country)
    if terms.is_empty():
        raise MissingTableError(
            f"{name_of(country)} had no seat on the Council by {long_day(view.as_of)}",
            where="table council_members",
            remedy="choose a state from the list of members",
        )
    put = view.table("decisions").filter(~pl.col("without_vote")).select("decision")
    votes = council_votes(view, members=[country]).join(
        put, on="decision", how="semi", maintain_order="left"
    )
    votes = votes.reverse()
    on = missions_of(view, votes["decision"].to_list())
    year = votes.with_columns(of=pl.col("date").dt.year().cast(pl.String))
    listed = pl.Series(
        "of", [on.get(decision) for decision in votes["decision"]], pl.List(pl.String)
    )
    mission = votes.with_columns(listed).explode("of")
    theme = votes.with_columns(of=pl.col("theme"))
    return MemberRecord(
        country=country,
        as_of=view.as_of,
        terms=terms,
        votes=votes,
        total=_all("all drafts", votes),
        peace_operations=_all("peace operations", votes.filter(pl.col("missions").is_not_null())),
        by_year=tuple(sorted(_counts(year), key=lambda part: part.of)),
        by_mission=_counts(mission),
        by_theme=_counts(theme),
        positions=_positions(view, country),
    )


def terms_of(view: View, country: str | None = None) -> pl.DataFrame:
    """Terms on the Council that had begun or were elected, the latest first.

    Args:
        view: What was known.
        country: ISO 3 code; terms of all states by default.

    Returns:
        Columns country, start, until (null for a permanent seat) and permanent.
    """
    terms = view.table("council_members")
    if country is not None:
        terms = terms.filter(pl.col("country") == country)
    until = pl.when(pl.col("permanent") & (pl.col("end") > view.as_of)).then(None)
    return (
        terms.with_columns(until=until.otherwise(pl.col("end")))
        .sort(["start", "country"], descending=[True, False])
        .select("country", "start", "until", "permanent")
    )


def _counts(votes: pl.DataFrame) -> tuple[VoteCounts, ...]:
    """By what votes are on (column ``of``; null is passed over), the most drafts first."""
    rows = (
        votes.filter(pl.col("of").is_not_null())
        .group_by("of")
        .agg(
            *((pl.col("vote") == vote).sum().cast(pl.Int64).alias(vote) for vote in VOTES),
            last=pl.col("date").max(),
        )
        .sort([pl.sum_horizontal(*VOTES), "of"], descending=[True, False])
        .select("of", *VOTES, "last")
    )
    return tuple(VoteCounts(*row) for row in rows.iter_rows())


def _all(of: str, votes: pl.DataFrame) -> VoteCounts | None:
    return next(iter(_counts(votes.with_columns(of=pl.lit(of)))), None)


def _positions(view: View, country: str) -> pl.DataFrame:
    columns = ("year", "ideal_point", "interval_low", "interval_high")
    if not view.has("alignment"):
        kinds = dict.fromkeys(columns, pl.Float64) | {"year": pl.Int64}
        return pl.DataFrame(schema=kinds)
    rows = view.table("alignment").filter(pl.col("country") == country)
    return rows.sort("year").select(columns)
