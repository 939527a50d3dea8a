"""The first sentences of a brief: what a delegate must know before the meeting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import polars as pl

from peaceops.brief.sections.mandate import day_in_words
from peaceops.brief.sections.violence import Range, deaths_ahead
from peaceops.brief.wording import odds, percent, sentence_list
from peaceops.case import HostPosition
from peaceops.council import Outlook
from peaceops.council.positions import HOST_IN_WORDS
from peaceops.domain.countries import name_of
from peaceops.domain.figures import Figure
from peaceops.mission import MissionPicture
from peaceops.options import OptionResult
from peaceops.situation import Situation
from peaceops.violence import CountryForecast

ALL_TYPES = "all_types"

Headline = tuple[str, tuple[str, ...]]
"""A sentence and the identifiers of the findings that it states."""


def headlines(
    votes: Outlook,
    picture: MissionPicture,
    situation: Situation,
    forecasts: Sequence[CountryForecast],
    options: Sequence[OptionResult],
    host: HostPosition | None,
) -> tuple[Headline, ...]:
    """Up to seven sentences, each on one subject; a subject without a figure is left out."""
    return (
        *_last_vote(votes),
        *_host(host),
        *_odds(options),
        *_strength(picture),
        *_deaths(situation),
        *_ahead(forecasts),
    )


def _last_vote(votes: Outlook) -> Iterator[Headline]:
    last = votes.last_vote
    if last is None:
        return
    said = f"The last vote, on {day_in_words(last.date)}, was {last.yes}-{last.no}-{last.abstain}"
    parts = []
    if last.against:
        parts.append(f"{sentence_list([name_of(one) for one in last.against])} against")
    if last.abstaining:
        parts.append(f"{sentence_list([name_of(one) for one in last.abstaining])} abstaining")
    yield said + (f", {' and '.join(parts)}." if parts else "."), ("council.last-vote",)


def _host(host: HostPosition | None) -> Iterator[Headline]:
    if host is None:
        return
    wants = HOST_IN_WORDS[host.position]
    yield f"{name_of(host.country)} {wants} ({host.speaker}, {day_in_words(host.date)}).", ()


def _odds(options: Sequence[OptionResult]) -> Iterator[Headline]:
    """Odds that each option is put to the vote and adopted, or of adoption if that is all."""
    both = [
        (result.label.lower(), result.p_put_and_adopted, result.p_adopted)
        for result in options
        if result.p_put_and_adopted is not None and result.p_adopted is not None
    ]
    adopted = [
        (result.label.lower(), result.p_adopted)
        for result in options
        if result.p_adopted is not None
    ]
    if both:
        listed = sentence_list([f"{label} {_in_odds(figure)}" for label, figure, _ in both])
        surest = sorted(
            (figure for *_, figure in both), key=lambda figure: float(figure.value or 0)
        )
        least, most = _in_odds(surest[0]), _in_odds(surest[-1])
        yield (
            f"Odds of being put to the vote and adopted: {listed}. If put to the vote, adoption is "
            f"{least}{'' if least == most else f' to {most}'}.",
            tuple(key for _, *pair in both for key in (pair[0].key, pair[1].key)),
        )
    elif adopted:
        listed = sentence_list([f"{label} {_in_odds(figure)}" for label, figure in adopted])
        yield (
            f"Odds of adoption if put to the vote: {listed}. They do not say whether a draft "
            "would be put to the vote.",
            tuple(figure.key for _, figure in adopted),
        )


def _in_odds(figure: Figure) -> str:
    return odds(float(figure.value or 0.0))


def _strength(picture: MissionPicture) -> Iterator[Headline]:
    baseline = picture.strength.baseline
    if baseline is None:
        return
    yearly = baseline.basis == "yearly mean"
    when = f"mean of {baseline.on.year}" if yearly else day_in_words(baseline.on)
    said = f"{baseline.total:,} uniformed personnel ({when})"
    share = picture.strength.share_of_ceiling
    if share is not None:
        said += f", {percent(share)} of the ceiling"
    path = picture.departures.path
    if path.height and path["total"][-1] < path["baseline"][-1]:
        said += (
            f"; announced departures leave {path['total'][-1]:,.0f} by {path['month'][-1]:%B %Y}"
        )
    yield (
        said + ".",
        (
            "mission.strength_in_use",
            "mission.share_of_ceiling",
            "mission.strength_after_departures",
        ),
    )


def _deaths(situation: Situation) -> Iterator[Headline]:
    rows = situation.trends.compared.filter(pl.col("target") == ALL_TYPES).sort("country")
    if rows.is_empty():
        return
    hosts = rows["country"].to_list()
    counts = rows.select("country", "last_12").rows()
    by_host = [f"{name_of(one)} ({count:,})" for one, count in counts]
    before = rows["previous_12"].sum() if not rows["previous_12"].null_count() else None
    until = rows["until"].max()
    assert isinstance(until, date)
    where = name_of(hosts[0]) if len(hosts) == 1 else sentence_list(by_host)
    yield (
        (
            f"{rows['last_12'].sum():,} people died in organised violence in {where} in the twelve "
            f"months to {until:%B %Y}"
            + ("." if before is None else f", {before:,} in the twelve before.")
        ),
        tuple(f"situation.{one.lower()}.{ALL_TYPES}_12" for one in hosts),
    )


def _ahead(forecasts: Sequence[CountryForecast]) -> Iterator[Headline]:
    ahead = deaths_ahead(forecasts)
    if ahead is None:
        return
    baseline = deaths_ahead(forecasts, baseline=True)
    # One host without a forecast of its own stands in the sum with its baseline.
    beside = "" if baseline is None or baseline == ahead else f" Baseline: {_in_words(baseline)}."
    where = sentence_list([name_of(one.country) for one in forecasts])
    yield (
        (
            f"Forecast of such deaths in {where} over the next twelve months: "
            f"{_in_words(ahead)}.{beside}"
        ),
        tuple(f"violence.{one.country.lower()}.next_12" for one in forecasts),
    )


def _in_words(one: Range) -> str:
    return f"{one.middle:,.0f} (median), 90 % interval {one.low:,.0f} to {one.high:,.0f}"
