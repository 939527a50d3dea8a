"""How the methods of the brief did before, beside their baselines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import polars as pl

from peaceops.brief.document import TrackRecord
from peaceops.council import Outlook
from peaceops.domain.countries import name_of
from peaceops.mission import MissionPicture
from peaceops.violence import THIS_COUNTRY, CountryForecast

Better = Literal["lower", "higher", "nominal"]
_VIOLENCE: dict[str, tuple[str, Better]] = {
    "crps": ("CRPS, deaths a month", "lower"),
    "coverage_90": ("share of months inside the 90 % interval", "nominal"),
}
_COUNCIL = {
    "log_loss": "log loss of a member's vote",
}
_STRENGTH: dict[str, tuple[str, Better]] = {
    "mean_relative_error": ("mean error as a share of strength", "lower"),
    "coverage_90": ("share of figures inside the 90 % interval", "nominal"),
}
NOMINAL = 0.9
STRENGTH_HORIZONS = (6, 12)


def track_record(
    votes: Outlook, picture: MissionPicture, forecasts: Sequence[CountryForecast]
) -> tuple[TrackRecord, ...]:
    """Scores of the Council's, the violence's and the strength's methods, as known on the date."""
    return (*_council(votes), *_violence(forecasts), *_strength(picture))


def _council(votes: Outlook) -> Iterator[TrackRecord]:
    for row in votes.track_record.iter_rows(named=True):
        for score, words in _COUNCIL.items():
            yield TrackRecord(
                room="council",
                method=f"{row['method']}, {row['drafts_on']}",
                score=words,
                value=round(row[score], 4),
                cases=row["votes"],
                window=_window(row["first"], row["last"]),
                better="lower",
            )


def _violence(forecasts: Sequence[CountryForecast]) -> Iterator[TrackRecord]:
    """Each host's own record; then, once, the hosts of missions and all countries together."""
    known = [one for one in forecasts if one.record.means.height]
    for place, one in enumerate(known):
        own = pl.col("scope") == THIS_COUNTRY
        shown = one.record.means.filter(own if place else pl.lit(True))
        for row in shown.filter(pl.col("score").is_in(list(_VIOLENCE))).iter_rows(named=True):
            words, better = _VIOLENCE[row["score"]]
            scope = name_of(one.country) if row["scope"] == THIS_COUNTRY else row["scope"]
            yield TrackRecord(
                room="violence",
                method=f"{row['method']}, {scope}",
                score=words,
                value=round(row["value"], 4),
                cases=row["cases"],
                window=_window(row["first"], row["last"]),
                better=better,
                nominal=NOMINAL if better == "nominal" else None,
            )


def _strength(picture: MissionPicture) -> Iterator[TrackRecord]:
    for row in picture.track_record.iter_rows(named=True):
        if row["horizon"] not in STRENGTH_HORIZONS:
            continue
        for score, (words, better) in _STRENGTH.items():
            if row[score] is not None:
                yield TrackRecord(
                    room="strength",
                    method=f"the forecast in use, {row['horizon']} months ahead",
                    score=words,
                    value=round(row[score], 4),
                    cases=row["cases"],
                    window=_window(row["first"], row["last"]),
                    better=better,
                    nominal=NOMINAL if better == "nominal" else None,
                )


def _window(first: object, last: object) -> str:
    return f"{first:%B %Y} to {last:%B %Y}"
