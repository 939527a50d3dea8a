"""Past forecasts with what came of them: the archive of replays, and a ledger of issued ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

import polars as pl

from peaceops.edition import View
from peaceops.evaluate import calibration
from peaceops.ledger.archive import archived, forecasts_in
from peaceops.ledger.file import Ledger
from peaceops.ledger.forecast import Forecast, Outcome
from peaceops.ledger.history import ROWS, rows_of
from peaceops.ledger.outcomes import Outcomes, Pending
from peaceops.ledger.scoring import cases_of, counted, summary


class Scored(NamedTuple):
    """A quantity in words, and the measure that forecasts of it are scored by."""

    words: str
    measure: str
    unit: str
    of_event: bool


QUANTITIES: Mapping[str, Scored] = {
    "council.next_draft": Scored("kind of the next draft", "log_loss", "log loss, nats", False),
    "council.put_and_adopted": Scored(
        "a kind of draft is put to the vote and adopted", "log_loss", "log loss, nats", True
    ),
    "council.adopted": Scored("adopted, if put to the vote", "log_loss", "log loss, nats", True),
    "council.unanimous": Scored("unanimous", "log_loss", "log loss, nats", True),
    "council.permanent_abstains": Scored(
        "a permanent member abstains", "log_loss", "log loss, nats", True
    ),
    "council.votes": Scored("each member's vote", "log_loss", "log loss, nats", False),
    "violence.deaths": Scored("deaths in twelve months", "crps", "CRPS, deaths", False),
    "violence.at_least": Scored(
        "25, 100 or 1,000 deaths or more in twelve months", "brier", "Brier score", True
    ),
    "violence.more_deaths": Scored(
        "more deaths than in the twelve months before", "brier", "Brier score", True
    ),
    "mission.strength": Scored(
        "strength six and twelve months ahead", "crps", "CRPS, persons", False
    ),
}
PERIODS = ((2014, 2017), (2018, 2023), (2024, 2025))
"""Years before the choices on deaths were made, years after them, and years unseen by 0.1."""
FEWEST = 10
"""Cases in a tenth of odds from which it is shown."""
FARTHEST = 12
"""Forecasts that are listed as the farthest from what happened."""


@dataclass(frozen=True)
class PastForecasts:
    """Forecasts with what came of them.

    Attributes:
        rows: One row a number, as ``history`` gives them, with mission and resolves_by, the
            latest day first.
        cases: Scores of the resolved ones, as ``ledger.cases_of`` gives them.
        forecasts: How many.
        resolved: Those whose outcome is known.
        void: Those whose condition did not come about.
    """

    rows: pl.DataFrame
    cases: pl.DataFrame
    forecasts: int
    resolved: int
    void: int

    @property
    def pending(self) -> int:
        """Forecasts whose outcome is not known yet."""
        return self.forecasts - self.resolved - self.void

    @property
    def days(self) -> list[date]:
        """The days as of which was forecast, the latest first."""
        return self.rows["as_of"].unique().sort(descending=True).to_list()

    @property
    def missions(self) -> list[str]:
        """The missions, in alphabetical order."""
        return self.rows["mission"].unique().sort().to_list()

    def scores(self, first: int | None = None, last: int | None = None) -> list[dict[str, Any]]:
        """Mean scores by quantity beside the simple method's.

        Args:
            first: First year of the days on which was forecast.
            last: Last year.

        Returns:
            quantity, forecasts, ours, simple, gain (part of the simple method's error that is
            saved; negative where it lost) and within_90, in the order of ``QUANTITIES``.
        """
        year = pl.col("as_of").dt.year()
        inside = self.cases.filter(year.is_between(first or 0, last or date.max.year))
        by_quantity = {row["quantity"]: row for row in summary(inside).to_dicts()}
        return [
            _scored(by_quantity[quantity]) for quantity in QUANTITIES if quantity in by_quantity
        ]

    def by_year(self) -> tuple[list[str], dict[str, dict[str, dict[str, Any]]]]:
        """Years, and by quantity and year the same as ``scores``."""
        table = summary(self.cases, "date")
        years = table["year"].unique().sort().to_list()
        of: dict[str, dict[str, dict[str, Any]]] = {}
        for row in table.to_dicts():
            of.setdefault(row["quantity"], {})[row["year"]] = _scored(row)
        return years, {quantity: of[quantity] for quantity in QUANTITIES if quantity in of}

    def reliability(self, quantity: str) -> list[dict[str, Any]]:
        """How often an event happened, by tenths of its odds, as ``evaluate.calibration``."""
        rows = self.rows.filter(quantity=quantity, status="resolved")
        if rows.is_empty():
            return []
        return calibration(
            rows["value"].to_numpy(), (rows["happened"] == "yes").to_numpy()
        ).to_dicts()

    def farthest(self) -> list[dict[str, Any]]:
        """The Council's forecasts that gave least to what came, each decision once."""
        odds = (
            pl.when(pl.col("quantity") == "council.next_draft")
            .then(pl.col("value"))
            .when(pl.col("happened") == "yes")
            .then(pl.col("value"))
            .otherwise(1 - pl.col("value"))
        )
        named = pl.col("quantity") != "council.next_draft"
        return (
            self.rows.filter(
                pl.col("quantity").str.starts_with("council."),
                pl.col("status") == "resolved",
                named | (pl.col("of") == pl.col("happened")),
            )
            .sort("as_of", "mission", "quantity", maintain_order=True)
            .with_columns(odds=odds, decision=pl.col("why").str.split(",").list.first())
            .sort("odds", maintain_order=True)
            .unique(["mission", "decision"], keep="first", maintain_order=True)
            .head(FARTHEST)
            .to_dicts()
        )


def replays(view: View) -> PastForecasts | None:
    """The archive of replays as of a day, with what had come of each by then.

    Args:
        view: What was known; the whole edition for all that it can tell.

    Returns:
        ``None`` where the edition holds no archive that this code made.
    """
    table = archived(view)
    if table is None:
        return None
    outcomes = Outcomes(view)
    return _past((forecast, outcomes.of(forecast)) for forecast in forecasts_in(table))


def issued(ledger: Ledger, until: date | None = None) -> PastForecasts:
    """The forecasts of a ledger.

    Args:
        ledger: The ledger.
        until: Only forecasts as of this day or before, with what was known of them by then.
    """
    pairs: list[tuple[Forecast, Outcome | Pending]] = []
    on_time = {id(forecast): outcome for forecast, outcome in counted(ledger)[0]}
    for entry in ledger.entries:
        if until is not None and entry.forecast.as_of > until:
            continue
        outcome = on_time.get(id(entry.forecast))
        if outcome is None or (until is not None and outcome.known_on > until):
            pairs.append((entry.forecast, Pending("not known yet, or known before it was entered")))
        else:
            pairs.append((entry.forecast, outcome))
    return _past(pairs)


def _past(pairs: Iterable[tuple[Forecast, Outcome | Pending]]) -> PastForecasts:
    rows: list[tuple[object, ...]] = []
    resolved: list[tuple[Forecast, Outcome]] = []
    forecasts = void = 0
    for forecast, outcome in pairs:
        forecasts += 1
        if isinstance(outcome, Outcome):
            void += outcome.status == "void"
            if outcome.status == "resolved":
                resolved.append((forecast, outcome))
        rows += rows_of(forecast, outcome)
    frame = pl.DataFrame(rows, schema=ROWS, orient="row")
    frame = frame.sort("as_of", "mission", "quantity", descending=[True, False, False],
                       maintain_order=True)  # fmt: skip
    return PastForecasts(frame, cases_of(resolved), forecasts, len(resolved), void)


def _scored(row: Mapping[str, Any]) -> dict[str, Any]:
    measure = QUANTITIES[row["quantity"]].measure
    ours, simple = row[measure], row[f"baseline_{measure}"]
    return {
        "quantity": row["quantity"],
        "forecasts": row["forecasts"],
        "ours": ours,
        "simple": simple,
        "gain": None if ours is None or not simple else 1 - ours / simple,
        "within_90": row["within_90"],
    }
