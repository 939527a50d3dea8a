"""The odds that an outlook shows are those that the replay scores."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from peaceops.council import draft_odds, outlook, past_odds, vote_weights
from peaceops.council.ballots import ballots
from peaceops.council.draft_odds import past_vote_odds, predict_votes
from peaceops.council.model.drafts import Draft, drafts_of
from peaceops.council.track_record import distributions
from peaceops.domain import array_cache
from peaceops.edition import View, open_edition
from peaceops.edition.tables import TABLES
from peaceops.edition.validate import conform

pytestmark = pytest.mark.slow
END = date(2023, 12, 29)
MINUSMA_2022 = "S/RES/2640 (2022)"


@cache
def scored() -> pl.DataFrame:
    """Rows of the table of past odds, as an edition would hold them."""
    return past_odds(open_edition().as_of(END))


def odds_of(decision: str, members: list[str]) -> np.ndarray:
    rows = scored().filter(pl.col("decision") == decision)
    by_member = {row[0]: row[1:] for row in rows.select("country", "yes", "no", "abstain").rows()}
    return np.array([by_member[member] for member in members])


def draft_of(decision: str) -> Draft:
    view = open_edition().as_of(END)
    return next(draft for draft in drafts_of(view, ballots(view)) if draft.decision == decision)


def test_the_outlook_of_the_day_before_is_what_the_replay_scores() -> None:
    view = open_edition().as_of(date(2022, 6, 28))
    answer = outlook(view, "MINUSMA", ("renew",), with_record=False)
    members = answer.drafts["renew"].members
    shown = members.select("yes", "no", "abstain").to_numpy()
    expected = odds_of(MINUSMA_2022, members["country"].to_list())
    np.testing.assert_allclose(shown, expected, rtol=0, atol=1e-9)
    draft = replace(draft_of(MINUSMA_2022), members=tuple(members["country"]))
    tally = distributions([(draft, np.arange(15))], expected)[0]
    assert answer.drafts["renew"].p_adopted.value == pytest.approx(tally.adopted, abs=1e-9)
    assert answer.drafts["renew"].p_unanimous.value == pytest.approx(tally.unanimous, abs=1e-9)


def test_with_its_submitters_stated_an_outlook_is_what_the_second_score_holds() -> None:
    view = open_edition().as_of(date(2022, 6, 28))
    answer = outlook(view, "MINUSMA", ("renew",), sponsors=("FRA",), with_record=False)
    day = draft_of(MINUSMA_2022).day
    whole = open_edition().as_of(END)
    odds = past_vote_odds(whole, date.fromordinal(day), date.fromordinal(day), with_submitters=True)
    places = ballots(whole).with_row_index().filter(pl.col("decision") == MINUSMA_2022)
    expected = {row["country"]: odds[row["index"]] for row in places.iter_rows(named=True)}
    members = answer.drafts["renew"].members
    shown = members.select("yes", "no", "abstain").to_numpy()
    np.testing.assert_allclose(
        shown, [expected[member] for member in members["country"]], rtol=0, atol=1e-9
    )
    assert not np.allclose(shown, odds_of(MINUSMA_2022, members["country"].to_list()), atol=1e-4)


@pytest.mark.parametrize(
    "decision", ["S/RES/2690 (2023)", "S/RES/2677 (2023)", "S/RES/2664 (2022)", "S/RES/2285 (2016)"]
)
def test_any_draft_alone_on_its_day_is_scored_as_it_would_be_shown(decision: str) -> None:
    draft = draft_of(decision)
    view = open_edition().as_of(date.fromordinal(draft.day) - timedelta(days=1))
    shown = predict_votes(view, [replace(draft.as_foreseen(), votes=None, adopted=None)])
    assert shown is not None
    np.testing.assert_allclose(shown, odds_of(decision, list(draft.members)), rtol=0, atol=1e-9)


def test_odds_are_kept_and_another_draft_is_asked_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(array_cache.VARIABLE, str(tmp_path))
    draft = replace(draft_of(MINUSMA_2022), votes=None, adopted=None)

    def shown(asked: Draft) -> list[list[float]]:
        array_cache.clear()
        odds = predict_votes(open_edition().as_of(date(2022, 6, 28)), [asked])
        assert odds is not None
        return odds.tolist()  # type: ignore[no-any-return]

    first = shown(draft)
    monkeypatch.setattr(draft_odds, "_forecast", lambda *_, **__: np.zeros((15, 3)))
    assert shown(draft) == first
    assert shown(replace(draft, ceiling_change=1)) != first


class WithStored(View):
    """A view that holds the two derived tables."""

    def __init__(self, as_of: date, tables: dict[str, pl.DataFrame]) -> None:
        super().__init__(open_edition(), as_of)
        self._derived = tables

    def has(self, table: str) -> bool:
        return table in self._derived or super().has(table)

    def table(self, name: str) -> pl.DataFrame:
        if name in self._derived:
            return self._derived[name].filter(pl.col("known_on") <= self.as_of)
        return super().table(name)


@pytest.fixture(scope="module")
def stored() -> Iterator[dict[str, pl.DataFrame]]:
    view = open_edition().as_of(END)
    made = {"vote_odds": scored(), "vote_weights": vote_weights(view)}
    yield {name: conform(TABLES[name], frame) for name, frame in made.items()}


def test_stored_tables_give_the_same_answer_as_computing_them(
    stored: dict[str, pl.DataFrame],
) -> None:
    day = date(2023, 6, 16)
    plain = outlook(open_edition().as_of(day), "MINUSMA", ("renew", "increase"))
    served = outlook(WithStored(day, stored), "MINUSMA", ("renew", "increase"))
    for record, expected in zip(served.record, plain.record, strict=True):
        assert record.forecaster.method == expected.forecaster.method
        assert record.forecaster.value == pytest.approx(expected.forecaster.value, abs=1e-9)
    for option, draft in served.drafts.items():
        expected = plain.drafts[option].p_adopted.value
        assert draft.p_adopted.value == pytest.approx(expected, abs=1e-12)


def test_past_odds_do_not_depend_on_the_date_they_are_computed_on() -> None:
    early = open_edition().as_of(date(2015, 6, 30))
    late = open_edition().as_of(END)
    odds = past_vote_odds(early, date(2014, 1, 1))
    later = past_vote_odds(late, date(2014, 1, 1))[: len(odds)]
    np.testing.assert_array_equal(odds, later)
    assert np.isfinite(odds).any()


def test_a_higher_and_a_lower_ceiling_get_other_odds() -> None:
    view = open_edition().as_of(date(2023, 2, 15))
    drafts = outlook(view, "UNMISS", ("renew", "increase", "reduce"), with_record=False).drafts
    yes = {
        kind: draft.members.filter(pl.col("country") == "RUS")["yes"][0]
        for kind, draft in drafts.items()
    }
    assert yes["increase"] < yes["renew"] < yes["reduce"]
