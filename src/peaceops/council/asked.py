"""Each seated member's odds on a draft that is asked about, step by step.

The first step is what members' votes so far give (``baseline``). Where enough votes are on record,
the regression of ``model`` follows, for what the draft would do to the mission, and then for who
submits it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl

from peaceops.council.baseline import Shares, odds
from peaceops.council.model.drafts import Draft, bloc_of, described, drafts_of
from peaceops.council.model.vote import FEWEST, LEARN_FROM, Described, Regression, points_of
from peaceops.council.model.vote import described as votes_described
from peaceops.council.record import ballots
from peaceops.council.score import of_regression
from peaceops.domain.array_cache import cached_array, code_version
from peaceops.domain.countries import name_of
from peaceops.domain.threads import one_thread
from peaceops.edition.view import View

KIND_OF = {
    "increase": "renew",
    "reduce": "renew",
    "reconfigure": "renew",
    "renew": "renew",
    "withdraw": "terminate",
    "terminate": "terminate",
    "rollover": "rollover",
    "amend": "amend",
}
RECORD = "how the members voted so far, on this mission and others"

SATURDAY = 5  # as date.weekday counts

Step = tuple[str, Shares]
"""What is taken into account, and each member's odds of yes, no and abstain after it."""


@dataclass(frozen=True)
class Asked:
    """Odds of each option, and the votes that they were learned from.

    Attributes:
        steps: Option to its steps; the last holds.
        modelled: Whether the regression is among the steps; not where votes are too few.
        past: The regression's odds of the votes so far, as ``score.of_regression`` gives them;
            ``None`` where it is not among the steps, or they were not asked for.
    """

    steps: Mapping[str, Sequence[Step]]
    modelled: bool
    past: Shares | None


@one_thread()
def odds_asked(
    view: View,
    mission: str,
    seated: pl.DataFrame,
    options: Sequence[str],
    sponsors: Collection[str] = (),
    *,
    with_record: bool = True,
) -> Asked:
    """Odds of each seated member on drafts of the working day after the view.

    Args:
        view: What is known.
        mission: Acronym.
        seated: Members as ``seats`` gives them.
        options: Kinds of options.
        sponsors: ISO 3 codes of those that submit the draft; none if that is not known.
        with_record: Give the regression's odds of past votes as well.
    """
    members = tuple(seated["country"])
    record = (RECORD, _of_record(view, mission, seated))
    rows, drafts = _record(view)
    day = next_working_day(view.as_of)
    kinds = [KIND_OF.get(option, "other") for option in options]
    plain = {kind: _draft(view, mission, kind, members, day) for kind in dict.fromkeys(kinds)}
    submitted = [_submitted(one, frozenset(sponsors)) for one in plain.values()] if sponsors else []
    asked = [*plain.values(), *submitted]
    if rows.filter(pl.col("date") >= LEARN_FROM).height < FEWEST:
        return Asked(dict.fromkeys(options, (record,)), False, None)
    question = _Question(view, frozenset(members), rows, drafts, day)
    given = cached_array(question.key(asked), lambda: _given(question, asked))
    if not len(given):
        return Asked(dict.fromkeys(options, (record,)), False, None)
    parts = given.reshape(len(asked), len(members), 3)
    place = {kind: number for number, kind in enumerate(plain)}
    steps: dict[str, Sequence[Step]] = {}
    for option, kind in zip(options, kinds, strict=True):
        found = [record, (f"the regression on that record, for a draft to {kind}",
                          parts[place[kind]])]  # fmt: skip
        if sponsors:
            who = ", ".join(name_of(one) for one in sorted(sponsors))
            found.append((f"submitted by {who}", parts[len(plain) + place[kind]]))
        steps[option] = found
    if not with_record:
        return Asked(steps, True, None)
    past = cached_array(
        question.key(), lambda: of_regression(rows, question.learned[0], view.as_of)
    )
    return Asked(steps, True, np.asarray(past, dtype=np.float64))


@dataclass(frozen=True)
class _Question:
    """What odds are learned from: one for all missions asked about on a date."""

    view: View
    members: frozenset[str]
    rows: pl.DataFrame
    drafts: Sequence[Draft]
    day: date

    @property
    def learned(self) -> tuple[Described, Regression]:
        """The votes so far, and the regression fitted on them."""
        return _learned(self.view, self.members, self.day)

    def key(self, asked: Sequence[Draft] = ()) -> str:
        """Hash of the code, the votes and all that is known of drafts and members."""
        digest = hashlib.sha256(code_version(Path(__file__).parent).encode())
        points = sorted(points_of(self.view).items())
        digest.update(f"{self.view.as_of} {self.day} {sorted(self.members)} {points}".encode())
        digest.update(self.rows.write_csv().encode())
        for one in (*self.drafts, *asked):
            told = [getattr(one, field.name) for field in fields(one) if field.name != "sponsors"]
            digest.update(repr((told, sorted(one.sponsors))).encode())
        return digest.hexdigest()


@lru_cache(maxsize=2)
def _record(view: View) -> tuple[pl.DataFrame, Sequence[Draft]]:
    rows = ballots(view)
    return rows, drafts_of(view, rows)


@lru_cache(maxsize=2)
def _learned(view: View, members: frozenset[str], day: date) -> tuple[Described, Regression]:
    known, scribe = votes_described(view, *_record(view), members)
    return known, Regression(known, scribe, day)


def _given(question: _Question, asked: Sequence[Draft]) -> Shares:
    """Odds on the drafts asked about; nothing where votes are too few."""
    found = question.learned[1].odds(asked)
    return np.empty((0, 3)) if found is None else found


def next_working_day(day: date) -> date:
    """First day after one that is no Saturday or Sunday."""
    after = day + timedelta(days=1)
    return after + timedelta(days=7 - after.weekday() if after.weekday() >= SATURDAY else 0)


def _of_record(view: View, mission: str, seated: pl.DataFrame) -> Shares:
    asked = seated.select(
        date=pl.lit(view.as_of + timedelta(days=1)),
        decision=pl.lit("(asked)"),
        country="country",
        vote=pl.lit(None, pl.String),
        permanent="permanent",
        item=pl.lit(mission),
        on_mission=pl.lit(True),
    )
    rows = pl.concat([ballots(view, mission).select(asked.columns), asked])
    return odds(rows)["blend"][-asked.height :]


def _draft(view: View, mission: str, kind: str, members: tuple[str, ...], day: date) -> Draft:
    """A draft on the mission, on the agenda item of the latest one."""
    row: dict[str, Any] = dict.fromkeys(("topic", "agenda_item", "region"))
    if view.has("mandates"):
        mine = view.table("mandates").filter(pl.col("mission") == mission).select("decision")
        latest = view.table("decisions").join(mine, on="decision", how="semi")
        with_item = latest.filter(pl.col("agenda_item").is_not_null()).sort("date", "decision")
        if with_item.height:
            row |= with_item.row(-1, named=True)
    row |= {"decision": f"(asked: {kind})", "date": day, "mission": mission, "kind": kind}
    row |= {"submitted_by": None, "draft": None, "amendment": False}
    return Draft(**described(row), members=members, votes=None, adopted=None)


def _submitted(draft: Draft, sponsors: frozenset[str]) -> Draft:
    return replace(draft, bloc=bloc_of(sponsors), sponsors=sponsors, submitters=len(sponsors))
