"""One vote of the Council: what it was on, how each member voted, and what the rule makes of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from peaceops.council import verify
from peaceops.domain.countries import name_of
from peaceops.domain.days import long_day
from peaceops.domain.figures import Evidence
from peaceops.edition import View
from peaceops.errors import MissingTableError
from peaceops.mandate import Difference, difference, renewals, texts_on_record
from peaceops.overview.ruling import Ruling, ruling


@dataclass(frozen=True)
class VoteSheet:
    """A vote on record.

    Attributes:
        decision: Its symbol.
        date: Its day.
        about: The row of ``decisions``.
        mandates: Rows of ``mandates``: what it decides, or would have decided, on missions.
        votes: Columns country (ISO 3), name, permanent, vote, doubt; permanent members first, each
            group in alphabetical order of names. Empty where no vote by member is on record.
        ruling: What the rule gives; ``None`` where members' votes or the members are not known.
        exception: Why the rule does not give the outcome on record; ``None`` where it does.
        evidence: The rows that all this rests on.
    """

    decision: str
    date: date
    about: dict[str, Any]
    mandates: pl.DataFrame
    votes: pl.DataFrame
    ruling: Ruling | None
    exception: str | None
    evidence: tuple[Evidence, ...]

    @property
    def outcome(self) -> str:
        """The outcome on record: ``adopted``, ``vetoed`` or ``failed``."""
        return str(self.about["outcome"])

    def who(self, vote: str) -> list[str]:
        """Members that voted so (ISO 3), permanent ones first."""
        return self.votes.filter(pl.col("vote") == vote)["country"].to_list()


def vote_sheet(view: View, decision: str) -> VoteSheet:
    """A vote as it was known on the date of the view.

    Args:
        view: What was known.
        decision: Its symbol, as ``S/RES/2640 (2022)``; blanks may be left out.

    Raises:
        MissingTableError: No vote of that symbol was on record.

    >>> from peaceops.edition import open_edition
    >>> sheet = vote_sheet(open_edition().as_of(date(2023, 7, 31)), "S/RES/2640 (2022)")
    >>> sheet.outcome, sheet.ruling.yes, sheet.who("abstain")
    ('adopted', 13, ['CHN', 'RUS'])
    """
    plain = pl.col("decision").str.replace_all(r"[\s\u00a0]", "")
    rows = view.table("decisions").filter(plain == "".join(decision.split()))
    if rows.is_empty():
        raise MissingTableError(
            f"no vote on {decision} is on record as of {long_day(view.as_of)}",
            cause="it came later, or the symbol is written otherwise",
            remedy="write it as S/RES/2640 (2022) or S/2023/773, or look for it among all votes",
        )
    about = rows.row(0, named=True)
    symbol, day = about["decision"], about["date"]
    cast = view.table("votes").filter(pl.col("decision") == symbol)
    votes = _by_member(view, cast, day, whole=about["record"] == "complete")
    mandates = (
        view.table("mandates").filter(pl.col("decision") == symbol).sort("mission")
        if view.has("mandates")
        else pl.DataFrame(schema={"mission": pl.String})
    )
    whole = about["record"] == "complete" and not about["without_vote"]
    decided = None
    # A record without its Council, as one of fewer members, is no case for the rule.
    if whole and set(votes["country"]) == _seated(view, day):
        decided = ruling(
            dict(votes.select("country", "vote").iter_rows()),
            votes["country"].to_list(),
            votes.filter("permanent")["country"].to_list(),
            day,
            procedural=about["procedural"],
        )
    return VoteSheet(
        decision=symbol,
        date=day,
        about=about,
        mandates=mandates,
        votes=votes,
        ruling=decided,
        exception=_exception(view, symbol),
        evidence=tuple(
            Evidence.of(name, f"decision {symbol}", part)
            for name, part in (("decisions", rows), ("votes", cast), ("mandates", mandates))
            if part.height
        ),
    )


def text_changes(view: View, sheet: VoteSheet) -> dict[str, Difference]:
    """What an adopted mandate changed in the text of the one before it, by mission.

    Args:
        view: What was known.
        sheet: The vote.

    Returns:
        Missions whose mandate it sets anew, where both texts were on record.
    """
    changes = {}
    for mission in sheet.mandates["mission"].to_list():
        symbols = renewals(view, mission)["decision"].to_list()
        place = symbols.index(sheet.decision) if sheet.decision in symbols else 0
        if place and _have_texts(view, symbols[place - 1], sheet.decision):
            changes[mission] = difference(view, symbols[place - 1], sheet.decision)
    return changes


def _have_texts(view: View, *symbols: str) -> bool:
    return view.has("text_documents") and set(symbols) <= set(texts_on_record(view)["symbol"])


def _seated(view: View, day: date) -> set[str]:
    terms = view.table("council_members")
    return set(terms.filter(pl.col("start") <= day, pl.col("end") >= day)["country"])


def _exception(view: View, symbol: str) -> str | None:
    """Why the rule on matters of substance does not give the outcome on record; mostly it does."""
    exceptions = verify(view).exceptions.filter(pl.col("decision") == symbol)
    return None if exceptions.is_empty() else str(exceptions["reason"][0])


def _by_member(view: View, cast: pl.DataFrame, day: date, *, whole: bool) -> pl.DataFrame:
    """Each member with its vote; who is not in a whole record was absent."""
    terms = view.table("council_members").filter(pl.col("start") <= day, pl.col("end") >= day)
    votes = cast.select("country", pl.col("vote").cast(pl.String), "doubt")
    if votes.is_empty():
        return votes.with_columns(name=pl.lit(""), permanent=pl.lit(value=False))
    joined = terms.select("country", "permanent").join(
        votes, on="country", how="full" if whole else "right", coalesce=True
    )
    names = pl.Series("name", [name_of(code) for code in joined["country"]])
    return (
        joined.with_columns(
            names, pl.col("permanent").fill_null(value=False), pl.col("vote").fill_null("absent")
        )
        .sort(["permanent", "name"], descending=[True, False])
        .select("country", "name", "permanent", "vote", "doubt")
    )
