"""Simple methods issued along with the Council's odds: what happened so far, and no model.

The shares of a mission (or of a member) are drawn to those of all missions (of all members) as if
these were ten decisions (twenty votes). They read the tables of decisions themselves, so that they
stay the same whatever becomes of the models.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import polars as pl

from peaceops.council import ceiling_changes
from peaceops.edition import KnownRows
from peaceops.ledger.forecast import KINDS, VOTES

OF_MISSION, OF_MEMBER = 10.0, 20.0
FIRST_YEAR = 1990
PERMANENT = ("CHN", "FRA", "GBR", "RUS", "USA")
PARTS = {"increase": 1, "reduce": -1}
"""Parts of renewals, and the sign of the change of the military ceiling that tells them."""
KINDS_SO_FAR = "shares of renewals, rollovers and last terms on the mission so far, since 1990"
EVENTS_SO_FAR = "share of decisions on mandates so far of which it was true, since 1990"
VOTES_SO_FAR = "each member's votes on mandates so far, since 1990"
BOTH_SO_FAR = "share of such drafts on the mission so far, times the share adopted, since 1990"
Shares = dict[str, float]


class CouncilBaselines:
    """What decisions on mandates came to so far.

    Args:
        view: What was known.
    """

    def __init__(self, view: KnownRows) -> None:
        decisions = _decisions(view)
        drafts = decisions.unique("decision", maintain_order=True)
        votes = _votes(view, drafts)
        self._kinds = _shares_by(decisions.select("mission", value="kind"), KINDS, OF_MISSION)
        self._ceilings = _ceilings(view)
        self._votes = _shares_by(votes.select("country", value="vote"), VOTES, OF_MEMBER)
        self._events = {
            "adopted": _shares_by(_flags(decisions, "adopted"), ("yes", "no"), OF_MISSION)
        } | {
            name: _shares_by(_flags(_tallied(decisions, votes), name), ("yes", "no"), OF_MISSION)
            for name in ("unanimous", "permanent_abstains")
        }

    def kinds(self, mission: str) -> Shares:
        """Shares of the kinds of draft on a mission; they add to one."""
        return _of(self._kinds, mission, KINDS)

    def drafts(self, mission: str, present: Collection[str]) -> Shares:
        """The same, with ``increase`` and ``reduce`` taken out of renewals where they are present.

        Args:
            mission: Acronym.
            present: Kinds of draft that are told apart.
        """
        shares = self.kinds(mission)
        renewals = shares["renew"]
        for part in sorted({*PARTS} & {*present}):
            shares[part] = renewals * self._ceilings[part]
            shares["renew"] -= shares[part]
        return shares

    def event(self, name: str, mission: str) -> float:
        """Share of drafts on a mission that were ``adopted``, ``unanimous`` or so."""
        return _of(self._events[name], mission, ("yes", "no"))["yes"]

    def votes(self, members: Iterable[str]) -> dict[str, Shares]:
        """Shares of each member's votes; they add to one."""
        return {member: _of(self._votes, member, VOTES) for member in members}


def _decisions(view: KnownRows) -> pl.DataFrame:
    """Drafts that set a term: mission, decision, kind, adopted."""
    if not (view.has("mandates") and view.has("decisions")):
        schema = dict.fromkeys(("mission", "decision", "kind"), pl.String)
        return pl.DataFrame(schema={**schema, "adopted": pl.Boolean})
    outcomes = view.table("decisions").select("decision", adopted=pl.col("outcome") == "adopted")
    return (
        view.table("mandates")
        .filter(pl.col("kind").is_in(KINDS), pl.col("date").dt.year() >= FIRST_YEAR)
        .join(outcomes, on="decision")
        .sort("date", "decision", "mission")
        .select("mission", "decision", "kind", "adopted")
    )


def _ceilings(view: KnownRows) -> Shares:
    """Shares of renewals, among those with a ceiling before and after, that moved it."""
    changes = (
        ceiling_changes(view)
        .filter(pl.col("kind") == "renew", pl.col("date").dt.year() >= FIRST_YEAR)["change"]
        .to_list()
    )
    return {part: (changes.count(sign) + 1) / (len(changes) + 3) for part, sign in PARTS.items()}


def _votes(view: KnownRows, drafts: pl.DataFrame) -> pl.DataFrame:
    if not view.has("votes"):
        return pl.DataFrame(schema=dict.fromkeys(("decision", "country", "vote"), pl.String))
    return (
        view.table("votes")
        .join(drafts, on="decision", how="semi")
        .filter(pl.col("vote").is_in(VOTES))
        .select("decision", "country", "vote")
    )


def _tallied(decisions: pl.DataFrame, votes: pl.DataFrame) -> pl.DataFrame:
    withheld = pl.col("vote") != "yes"
    abstains = (pl.col("vote") == "abstain") & pl.col("country").is_in(PERMANENT)
    tallies = votes.group_by("decision").agg(
        unanimous=(~withheld.any()), permanent_abstains=abstains.any()
    )
    return decisions.join(tallies, on="decision")


def _flags(decisions: pl.DataFrame, name: str) -> pl.DataFrame:
    value = pl.when(name).then(pl.lit("yes")).otherwise(pl.lit("no"))
    return decisions.select("mission", value=value)


def _shares_by(
    rows: pl.DataFrame, values: tuple[str, ...], weight: float
) -> Mapping[str | None, Shares]:
    """Shares of values by the first column, drawn to those of all rows, which stand under None."""
    counts: dict[str, Shares] = {}
    for unit, value in rows.iter_rows():
        counts.setdefault(unit, dict.fromkeys(values, 0.0))[value] += 1
    everything = {value: 1.0 + sum(of[value] for of in counts.values()) for value in values}
    whole = _normed(everything)
    shares: dict[str | None, Shares] = {None: whole}
    for unit, of in counts.items():
        shares[unit] = _normed({value: of[value] + weight * whole[value] for value in values})
    return shares


def _of(shares: Mapping[str | None, Shares], unit: str, values: tuple[str, ...]) -> Shares:
    of = shares.get(unit, shares[None])
    return {value: round(of[value], 4) for value in values}


def _normed(counts: Shares) -> Shares:
    total = sum(counts.values())
    return {value: count / total for value, count in counts.items()}
