"""Measures of error in plain words, for readers who do not know their terms."""

from __future__ import annotations

PLAIN = {
    "Brier score": "squared error of odds",
    "CRPS, deaths": "error in deaths",
    "CRPS, persons": "error in persons",
    "forecast error (CRPS, deaths a month)": "error in deaths a month",
    "forecast error (log loss a decision)": "error of odds, a decision",
    "forecast error (log loss a draft)": "error of odds, a draft",
    "forecast error (log loss a vote)": "error of odds, a vote",
    "log loss": "error of odds",
    "log loss, nats": "error of odds",
}


def plain_measure(measure: str) -> str:
    """A measure as readers know it; one that is in plain words stays as it is.

    Args:
        measure: As ``TrackRecord.measure`` or the unit of a score has it.

    >>> plain_measure("forecast error (log loss a vote)"), plain_measure("mean error")
    ('error of odds, a vote', 'mean error')
    """
    return PLAIN.get(measure, measure)
