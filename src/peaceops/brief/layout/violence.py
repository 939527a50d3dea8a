"""The section on violence ahead: what to expect, its odds, its record, and the neighbours."""

from __future__ import annotations

from collections.abc import Sequence

from peaceops.brief import charts_violence, page
from peaceops.brief.charts_violence import type_name, type_order
from peaceops.brief.document import (
    Brief,
    BriefFinding,
    ForecastMonth,
    ForecastYear,
    Probability,
)
from peaceops.brief.layout.known import Known
from peaceops.brief.layout.violence_around import median_and_range, neighbours
from peaceops.brief.page import Chart, Column, Paragraph, Section, Table, Text
from peaceops.brief.wording import (
    amount,
    month,
    number,
    odds,
    percent,
    plural,
    sentence_list,
    span,
)


def section(brief: Brief, known: Known) -> Section:
    """Lay out the section on violence ahead."""
    violence = brief.violence
    title = "Violence ahead, if nothing changes"
    if not violence.forecast:
        gap = known.missing("No forecast can be made from this edition.", "violence")
        return Section("violence", title, (gap, *known.rest("violence", "neighbours")))
    fan = (
        _fan(brief, known)
        if charts_violence.drawn_series(violence.forecast)
        else _none(brief, known)
    )
    countries = tuple(dict.fromkeys(one.country for one in violence.probabilities))
    beside = (
        *(_probabilities(country, brief, known) for country in countries),
        *(_years(country, brief, known) for country in _with_years(brief)),
    )
    around = neighbours(brief, known)
    rest = tuple(known.rest("violence", "neighbours"))
    said = tuple(_said(country, brief, known) for country in countries)
    blocks = (
        *(one for one in said if one),
        page.Columns((fan,), beside),
        *around,
        *_methods(brief, known),
        *rest,
    )
    return Section("violence", title, blocks)


def _said(country: str, brief: Brief, known: Known) -> Paragraph | None:
    """What is expected over twelve months, what the baseline says, and who was closer before."""
    room = f"violence.{country.lower()}"
    last, ahead, baseline = (
        known.finding(f"{room}.{name}") for name in ("last_12", "next_12", "baseline_12")
    )
    if last is None or ahead is None:
        return None
    name = brief.names.get(country, country)
    texts = [
        Text(
            f"{name}: {_in_figures(ahead)} expected over the next twelve months; "
            f"{amount(last.value, 'deaths')} in the last twelve.",
            known.cites(f"{room}.next_12", f"{room}.last_12"),
        )
    ]
    if baseline is not None:
        words = f"The baseline, the past year repeating itself, gives {_in_figures(baseline)}."
        texts.append(Text(words, known.cites(f"{room}.baseline_12")))
    own = [one for one in brief.violence.years if one.country == country]
    if own:
        closer = sum(one.error < one.baseline_error for one in own)
        words = (
            f"Of the {plural(len(own), 'year')} it can be checked on, the forecast was closer than "
            f"its baseline in {closer}; its error over all is {_of_all(own)}."
        )
        texts.append(Text(words, known.cites(f"{room}.record_against_conflictology")))
    return Paragraph(tuple(texts))


def _in_figures(one: BriefFinding) -> str:
    """Write a finding's value with its unit and interval."""
    low, high = one.interval or (0, 0)
    return f"{amount(one.value, 'deaths')} (90 % interval {span(low, high)})"


def _methods(brief: Brief, known: Known) -> tuple[Paragraph, ...]:
    """How the forecast and its baseline were made."""
    violence = brief.violence
    made = f" Made from what was known to {month(violence.origin)}." if violence.origin else ""
    said = [Paragraph((Text(violence.method + made, known.cites("violence.method")),), "note")]
    if violence.baseline:
        said.append(Paragraph((Text(f"The baseline beside it. {violence.baseline}"),), "note"))
    return tuple(said)


def _none(brief: Brief, known: Known) -> Paragraph:
    where = sentence_list([one.name for one in brief.hosts]) or "the host"
    words = (
        f"No death is expected in {where} in any month ahead, to the upper bound of the 90 % "
        "interval. There is nothing to draw."
    )
    return Paragraph((Text(words, known.cites("violence.*.next", "violence.*.last")),))


def _fan(brief: Brief, known: Known) -> Chart:
    forecast = brief.violence.forecast
    several = len({one.country for one in forecast}) > 1
    beside = any(one.baseline_median is not None for one in forecast)
    table = Table(
        "forecast",
        "Forecast deaths by month",
        (
            *((Column("Country"),) if several else ()),
            Column("Type"),
            Column("Month"),
            Column("Median", True),
            Column("50 % interval", True),
            Column("90 % interval", True),
            *((Column("Baseline, 90 % interval", True),) if beside else ()),
        ),
        tuple(_month(one, brief.names if several else None, beside) for one in forecast),
        csv="forecast",
        folded=True,
    )
    first = [
        next(one for one in forecast if (one.country, one.type) == key)
        for key in charts_violence.drawn_series(forecast)
    ]
    said = "; ".join(
        f"{brief.names.get(one.country, one.country)}, {type_name(one.type).lower()}: median "
        f"{number(round(one.median))} in {month(one.month)}, 90 % interval {_interval(one)}"
        for one in first
    )
    note = (
        "Dashed: the median of the draws. Dark band: one month in two falls in it. Light band: "
        "nine months in ten."
    )
    if beside:
        note += (
            " Thin lines: the baseline, the past year repeating itself, with its median dotted and "
            "its 90 % interval between the solid ones. Each panel is forecast by itself: the types "
            "need not add up to all violence."
        )
    return Chart(
        "chart-fan",
        "Deaths a month: the record, and what to expect if nothing changes",
        f"{said}.",
        charts_violence.fan(brief.violence.history, forecast, brief.names),
        known.cites(
            "violence.*.last", "violence.*.next", "violence.*.baseline", "violence.*deaths", most=8
        ),
        note=note,
        table=table,
    )


def _interval(one: ForecastMonth) -> str:
    return span(round(one.low_90), round(one.high_90))


def _month(one: ForecastMonth, names: dict[str, str] | None, beside: bool) -> tuple[Text, ...]:
    return (
        *((Text(names.get(one.country, one.country)),) if names is not None else ()),
        Text(type_name(one.type)),
        Text(month(one.month)),
        Text(number(round(one.median))),
        Text(span(round(one.low_50), round(one.high_50))),
        Text(_interval(one)),
        *(
            (median_and_range(one.baseline_median, one.baseline_low_90, one.baseline_high_90),)
            if beside
            else ()
        ),
    )


def _asked(brief: Brief, country: str) -> list[tuple[str, int]]:
    """Questions shown, nearest first: those about six months say no more than the first two."""
    listed = [one for one in brief.violence.probabilities if one.country == country]
    asked = dict.fromkeys((one.question, one.months) for one in listed)
    longest = max(months for _question, months in asked)
    shown = [one for one in asked if one[1] == longest or one[0].startswith(("25 ", "100 "))]
    return sorted(shown, key=lambda one: one[1])


def _probabilities(country: str, brief: Brief, known: Known) -> Table:
    """Questions down, types of violence across."""
    listed = [one for one in brief.violence.probabilities if one.country == country]
    several = len({one.country for one in brief.violence.probabilities}) > 1
    types = sorted({one.type for one in listed}, key=type_order)
    found = {(one.question, one.months, one.type): one for one in listed}
    rows = []
    for question, months in _asked(brief, country):
        cells = (_chance(found.get((question, months, one))) for one in types)
        # The column says that deaths are counted.
        rows.append((Text(question.replace(" deaths", "", 1)), Text(number(months)), *cells))
    where = f" in {brief.names.get(country, country)}" if several else ""
    beside = any(one.baseline is not None for one in listed)
    return Table(
        f"probabilities-{country.lower()}",
        f"Probabilities of deaths{where}",
        (
            Column("Deaths"),
            Column("Months", True),
            *(Column(type_name(one).removesuffix(" violence"), True) for one in types),
        ),
        tuple(rows),
        known.cites(f"violence.{country.lower()}.p_", "violence.p_", most=8),
        note="In small type: the baseline's." if beside else "",
        csv="probabilities",
    )


def _chance(one: Probability | None) -> Text:
    if one is None:
        return Text("–")
    return Text(odds(one.p), small=None if one.baseline is None else odds(one.baseline))


def _with_years(brief: Brief) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.country for one in brief.violence.years))


def _years(country: str, brief: Brief, known: Known) -> Table:
    """Past years as they would have been forecast, and which of the two was closer."""
    own = [one for one in brief.violence.years if one.country == country]
    name = brief.names.get(country, country)
    rows = tuple(
        (
            Text(f"{month(one.first)} to {month(one.last)}"),
            Text(number(one.deaths), strong=True),
            median_and_range(one.median, one.low_90, one.high_90),
            median_and_range(one.baseline_median, one.baseline_low_90, one.baseline_high_90),
            Text(_closer(one)),
        )
        for one in own
    )
    return Table(
        f"forecast-years-{country.lower()}",
        f"How it would have done in {name} before",
        (
            Column("Twelve months"),
            Column("Deaths", True),
            Column("Forecast", True),
            Column("Baseline", True),
            Column("Closer"),
        ),
        rows,
        known.cites(f"violence.{country.lower()}.record"),
        note=_summed_up(own),
        csv="forecast_years",
    )


def _closer(one: ForecastYear) -> str:
    if one.error == one.baseline_error:
        return "equal"
    return "forecast" if one.error < one.baseline_error else "baseline"


def _summed_up(years: Sequence[ForecastYear]) -> str:
    """Whether the forecast or its baseline was closer over all the years, in words."""
    count = len(years)
    held, held_by_baseline = (
        sum(
            getattr(one, f"{of}low_90") <= one.deaths <= getattr(one, f"{of}high_90")
            for one in years
        )
        for of in ("", "baseline_")
    )
    return (
        "Medians of the total, 90 % intervals in small type; each year from nothing later than the "
        "October before it, in today's figures. Closer: by the error (CRPS) over its months. Over "
        f"all {count}, the forecast's error is {_of_all(years)}; {number(held)} of "
        f"{number(count)} totals fell into its interval, {number(held_by_baseline)} into the "
        "baseline's."
    )


def _of_all(years: Sequence[ForecastYear]) -> str:
    return _relative(sum(one.error for one in years), sum(one.baseline_error for one in years))


def _relative(error: float, theirs: float) -> str:
    if theirs == 0:
        return (
            "the same as the baseline's" if error == 0 else "larger than the baseline's, which is 0"
        )
    share = error / theirs - 1
    if abs(share) < 0.005:
        return "the same as the baseline's"
    return f"{percent(abs(share))} {'larger' if share > 0 else 'smaller'} than the baseline's"
