"""The regressions of a quarter: weights of their own on peace operations, and who submits."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pytest

from council.made_view import MISSION, SEATED
from peaceops.council.model.drafts import Draft
from peaceops.council.model.features import ON_A_MISSION, FeatureBuilder, Features
from peaceops.council.model.vote import VoteMatrix, VoteModel, fit_quarter
from peaceops.domain.arrays import Floats, Ints

FIRST_DAY = date(2019, 1, 7)
QUARTER = date(2022, 1, 1)
NAMES = ("member", "seldom known", ON_A_MISSION, "rivals × CHN")
WITHHOLDING = {"RUS", "CHN"}


def draft(place: int, votes: Ints | None, mission: str | None = None) -> Draft:
    return Draft(
        decision=f"S/2019/{place}",
        day=(FIRST_DAY + timedelta(days=3 * place)).toordinal(),
        mission=mission,
        kind="renew" if mission else None,
        ceiling_change=0,
        theme="mali",
        region="Africa",
        bloc="unknown",
        sponsors=frozenset(),
        submitters=0,
        amendment=False,
        number=None,
        members=tuple(SEATED),
        votes=votes,
        adopted=None if votes is None else True,
    )


def matrix(drafts: int, tells_on: bool) -> VoteMatrix:
    """Votes on drafts by turns on a mission and not; "member" tells of them on one sort only."""
    rng = np.random.default_rng(7)
    described, cast, listed = [], [], []
    for place in range(drafts):
        on_mission = place % 2 == 0
        member = rng.standard_normal(len(SEATED))
        at = np.where(on_mission == tells_on, 2.0 * member, 0.0) - 1.5
        votes = np.where(rng.random(len(SEATED)) < 1 / (1 + np.exp(-at)), 2, 0)
        votes[rng.random(len(SEATED)) < 0.01] = 1
        known = np.where(rng.random(len(SEATED)) < 0.5, np.nan, 1.0)
        ones = np.ones(len(SEATED))
        described.append(np.column_stack([member, known, on_mission * ones, 0.0 * ones]))
        cast.append(votes)
        listed.append(draft(place, votes, MISSION if on_mission else None))
    rows = np.vstack(described)
    days = np.repeat([each.day for each in listed], len(SEATED))
    return VoteMatrix(listed, days, np.concatenate(cast), Features(rows, rows, NAMES))


def withheld(model: VoteModel, member: float, on_mission: bool) -> float:
    row = np.array([[member, 1.0, float(on_mission), 0.0]])
    return float(1 - model.submitted_too.odds(row)[0, 0])


@pytest.mark.parametrize("on_mission", [True, False])
def test_a_feature_may_tell_of_votes_on_peace_operations_alone(on_mission: bool) -> None:
    model = fit_quarter(matrix(200, tells_on=on_mission), QUARTER)
    assert model is not None
    telling = withheld(model, 1.5, on_mission) / withheld(model, -1.5, on_mission)
    other = withheld(model, 1.5, not on_mission) / withheld(model, -1.5, not on_mission)
    assert telling > 1.5 * other


def test_a_model_read_back_from_its_rows_gives_the_same_odds() -> None:
    made = matrix(120, tells_on=True)
    model = fit_quarter(made, QUARTER)
    assert model is not None
    frame = model.frame()
    read = VoteModel.of(frame)
    rows = made.features.submitted_too
    odds = read.submitted_too.odds(rows)
    # Rows are in single precision: what is fitted is read back from them before it is asked.
    np.testing.assert_allclose(odds, model.submitted_too.odds(rows), rtol=1e-5)
    again = VoteModel.of(read.frame())
    np.testing.assert_array_equal(again.submitted_too.odds(rows), odds)
    of_yes = frame.filter(described="with submitters", part="withheld")["feature"].to_list()
    assert of_yes[:5] == [*NAMES, "seldom known missing"]
    assert of_yes[5:-1] == [f"{name} on missions" for name in NAMES[:3]]  # and not the product
    of_no = frame.filter(described="with submitters", part="against")["feature"].to_list()
    assert of_no == [*NAMES, "seldom known missing", "constant"]


def described(drafts: list[Draft], asked: Draft) -> dict[str, Floats]:
    builder = FeatureBuilder({})
    builder.learn(drafts)
    rows = builder.describe([asked])
    return dict(zip(rows.names, rows.submitted_too.T, strict=True))


def test_a_member_that_withheld_from_the_same_submitters_is_told_from_the_others() -> None:
    votes = np.zeros(len(SEATED), dtype=np.int64)
    against = votes.copy()
    against[[SEATED.index(member) for member in sorted(WITHHOLDING)]] = 2
    french, british = frozenset({"FRA"}), frozenset({"GBR"})
    drafts = [
        replace(draft(place, cast), bloc="W", sponsors=who)
        for place, (cast, who) in enumerate([(against, french), (votes, british)] * 6)
    ]
    asked = replace(draft(20, None), bloc="W")
    of_france = described(drafts, replace(asked, sponsors=french))
    of_britain = described(drafts, replace(asked, sponsors=british))
    unknown = described(drafts, asked)
    russia, france, guest = (SEATED.index(member) for member in ("RUS", "FRA", SEATED[-1]))
    member = "submitters' drafts: member"
    assert of_france[member][russia] > of_france[member][guest] + 1.5
    assert of_france[member][russia] > of_britain[member][russia] + 1.5
    alike = "agreement with submitters"
    assert of_france[alike][france] > of_france[alike][guest] > of_france[alike][russia]
    assert np.isnan(unknown[member]).all() and np.isnan(unknown[alike]).all()
