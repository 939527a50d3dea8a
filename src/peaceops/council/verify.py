"""The rule run over the whole record: does it give the outcomes that are on record?"""

from __future__ import annotations

from dataclasses import dataclass

import polars as pl

from peaceops.council.rule import ENLARGED, PERMANENT_SEATS, outcome_of_tally
from peaceops.edition import View
from peaceops.errors import EditionError

WITHOUT_VOTE = "adopted without a vote: there is no tally to run the rule on"
VETOES_ONLY = (
    "only the vetoes are on record: they rule out adoption, and whether enough members voted in "
    "favour cannot be told"
)
OUTCOME_ONLY = "only the outcome is on record"
PROCEDURAL = "procedural, so a negative vote of a permanent member is no veto: {}"
UNEXPLAINED = "unexplained"
SHOWN = 20


@dataclass(frozen=True)
class Verification:
    """The rule held against the record.

    Attributes:
        total: Decisions on record.
        reproduced: Those whose recorded outcome article 27 (3) gives from the votes.
        exceptions: The others: decision, date, recorded, rule (null where there is no full
            tally), yes, vetoes, reason, explained.
        missing: Numbers of resolutions up to the highest that the record lacks.
    """

    total: int
    reproduced: int
    exceptions: pl.DataFrame
    missing: tuple[int, ...]

    @property
    def unexplained(self) -> int:
        """Number of exceptions without a reason."""
        return self.exceptions.filter(~pl.col("explained")).height

    def by_reason(self) -> pl.DataFrame:
        """Number of exceptions by kind of reason, most frequent first."""
        kind = pl.col("reason").str.split(":").list.first()
        return (
            self.exceptions.group_by(reason=kind)
            .agg(decisions=pl.len())
            .sort(["decisions", "reason"], descending=[True, False])
        )


def verify(view: View) -> Verification:
    """Run the rule over every decision known to the view.

    Raises:
        MissingTableError: The edition holds no decisions, votes or members.
        EditionError: A vote is not that of the Charter's Council: more members than it has, or a
            whole Council without its five permanent members. All such decisions are listed.
    """
    cast = _votes_cast(view)
    _refuse_other_councils(view, cast)
    compared = _compare(view, cast)
    exceptions = compared.filter(pl.col("reason").is_not_null()).sort("date", "decision")
    numbers = set(compared["resolution"].drop_nulls().to_list())
    return Verification(
        total=compared.height,
        reproduced=compared.height - exceptions.height,
        exceptions=exceptions.select(
            "decision", "date", "recorded", "rule", "yes", "vetoes", "reason",
            explained=pl.col("reason") != UNEXPLAINED,
        ),
        missing=tuple(sorted(set(range(1, max(numbers, default=0) + 1)) - numbers)),
    )  # fmt: skip


def _compare(view: View, cast: pl.DataFrame) -> pl.DataFrame:
    decisions = view.table("decisions").with_columns(
        recorded=pl.col("outcome").cast(pl.String), record=pl.col("record").cast(pl.String)
    )
    tallies = cast.group_by("decision").agg(
        yes=(pl.col("vote") == "yes").sum(),
        vetoes=((pl.col("vote") == "no") & pl.col("by_permanent")).sum(),
    )
    compared = decisions.join(tallies, on="decision", how="left").with_columns(
        pl.col("yes", "vetoes").fill_null(0)
    )
    whole = (pl.col("record") == "complete") & ~pl.col("without_vote")
    rule = outcome_of_tally(pl.col("yes"), pl.col("vetoes"), pl.col("date"), pl.lit(False))
    return compared.with_columns(rule=pl.when(whole).then(rule)).with_columns(
        reason=pl.when(pl.col("without_vote"))
        .then(pl.lit(WITHOUT_VOTE))
        .when(pl.col("record") == "vetoes only")
        .then(pl.lit(VETOES_ONLY))
        .when(pl.col("record") == "outcome only")
        .then(pl.lit(OUTCOME_ONLY))
        .when(pl.col("rule") == pl.col("recorded"))
        .then(None)
        .when(pl.col("procedural"))
        .then(pl.format(PROCEDURAL, pl.col("remark").fill_null("no reason given")))
        .otherwise(pl.lit(UNEXPLAINED))
    )


def _refuse_other_councils(view: View, cast: pl.DataFrame) -> None:
    """Refuse a full record of a vote by a Council that the Charter does not know."""
    listed = cast.group_by("decision").agg(
        pl.len().alias("votes"), pl.col("country").n_unique(), pl.col("by_permanent").sum()
    )
    whole = pl.when(pl.col("date") >= ENLARGED).then(15).otherwise(11)
    decisions = view.table("decisions").filter(pl.col("record").cast(pl.String) == "complete")
    checked = decisions.join(listed, on="decision").with_columns(whole=whole)
    wrong = checked.filter(
        (pl.col("votes") > pl.col("whole"))
        | (pl.col("votes") != pl.col("country"))
        | ((pl.col("votes") == pl.col("whole")) & (pl.col("by_permanent") != PERMANENT_SEATS))
    ).sort("date", "decision")
    if wrong.is_empty():
        return
    lines = [
        f"{line['decision']} of {line['date']}: {line['votes']} votes of {line['country']} "
        f"members, {line['by_permanent']} of them permanent; the Council has {line['whole']}, "
        f"{PERMANENT_SEATS} of them permanent"
        for line in wrong.head(SHOWN).iter_rows(named=True)
    ]
    more = f"\n- and {wrong.height - SHOWN} more" if wrong.height > SHOWN else ""
    raise EditionError(
        f"{wrong.height} votes are not by the Charter's Council:\n- " + "\n- ".join(lines) + more,
        where="tables votes and council_members",
        cause="a state that did not sit votes, or a permanent member has another code",
        remedy="put the publisher's file right and build the edition again",
    )


def _votes_cast(view: View) -> pl.DataFrame:
    """Every vote, and whether it is that of a member with a permanent seat that day."""
    permanent = view.table("council_members").filter("permanent")
    return (
        view.table("votes")
        .select("decision", "country", "vote", "known_on")
        .join(permanent.select("country", "start", "end"), on="country", how="left")
        .with_columns(by_permanent=pl.col("known_on").is_between("start", "end").fill_null(False))
    )
