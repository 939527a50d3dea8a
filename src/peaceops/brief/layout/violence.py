"""The section on violence ahead: what to expect, its odds, its record, and the neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from peaceops.brief import charts_violence, page
from peaceops.brief.charts_violence import type_name, type_order
from peaceops.brief.document import Brief, ForecastMonth, ForecastYear, Probability
from peaceops.brief.layout.missing import missing
from peaceops.brief.layout.violence_around import median_and_range, neighbours
from peaceops.brief.page import Chart, Column, Paragraph, Table, Text
from peaceops.brief.wording import (
    month,
    number,
    odds,
    percent,
    sentence_list,
    span,
)
from peaceops.brief.words import (
    NONE,
    Count,
    Name,
    cite,
    count,
    interval_of,
    name,
    on,
    say,
    verbatim,
    with_small,
)
from peaceops.domain.figures import Figure


def blocks(brief: Brief) -> Iterator[page.Block]:
    """Lay out the section on violence ahead."""
    violence = brief.violence
    if not violence.forecast:
        keys = (f"violence.{host.iso3.lower()}.table" for host in brief.hosts)
        yield missing(brief, "No forecast can be made from these data.", *keys)
        return
    countries = tuple(dict.fromkeys(one.country for one in violence.probabilities))
    for country in countries:
        yield from _in_words(country, brief)
    drawn = charts_violence.drawn_series(violence.forecast)
    beside = (
        *(_probabilities(country, brief) for country in countries),
        *(_years(country, brief) for country in _with_years(brief)),
    )
    yield page.Columns((_fan(brief) if drawn else _none(brief),), beside)
    yield from neighbours(brief)
    yield from _methods(brief)


def _figures(brief: Brief, country: str, *names: str) -> tuple[Figure, ...]:
    """Figures of a country's forecast by their names."""
    keys = (f"violence.{country.lower()}.{one}" for one in names)
    return tuple(brief.by_key[key] for key in keys if key in brief.by_key)


def _in_words(country: str, brief: Brief) -> Iterator[Paragraph]:
    """What is expected over twelve months, what the baseline says, and which was closer before."""
    room = f"violence.{country.lower()}"
    last, ahead = brief.figure(f"{room}.last_12"), brief.figure(f"{room}.next_12")
    baseline = brief.figure(f"{room}.baseline_12")
    if last is None or ahead is None:
        return
    texts = [
        say(
            "{place}: {ahead:value} deaths ({interval}) forecast for the twelve months after "
            "{origin:month}, the last month on record; {last:value} in the twelve to it.",
            origin=brief.violence.origin or brief.as_of,
            place=brief.name_of(country), ahead=ahead, interval=Name(interval_of(ahead)), last=last,
        )
    ]  # fmt: skip
    if baseline is not None:
        texts.append(
            say("The baseline, the past year repeating itself, gives {baseline:value} "
                "({interval}).", baseline=baseline, interval=Name(interval_of(baseline)))
        )  # fmt: skip
    years = [one for one in brief.violence.years if one.country == country]
    if years:
        closer = sum(one.error < one.baseline_error for one in years)
        texts.append(
            say("Of the {years} it can be checked on, the forecast was closer than its baseline in "
                "{closer}; its error over all is {of_all}.", years=Count(len(years), (), "year"),
                closer=Count(closer), of_all=Name(_of_all(years)),
                cites=cite(brief.figure(f"violence.record.{country.lower()}")))
        )  # fmt: skip
    yield Paragraph(tuple(texts))


def _methods(brief: Brief) -> Iterator[Paragraph]:
    """How the forecast and its baseline were made."""
    violence = brief.violence
    origin = f" Made from what was known to {month(violence.origin)}." if violence.origin else ""
    if violence.method or origin:
        yield Paragraph((verbatim((violence.method + origin).strip()),), "note")
    if violence.baseline:
        yield Paragraph((verbatim(f"The baseline. {violence.baseline}"),), "note")


def _none(brief: Brief) -> Paragraph:
    where = sentence_list([one.name for one in brief.hosts]) or "the host"
    figures = [f for host in brief.hosts for f in _figures(brief, host.iso3, "next_12", "last_12")]
    return Paragraph((
        say("No death is expected in {where} in any month ahead, to the upper bound of the "
            "{level} interval. There is nothing to draw.", where=where,
            level=Name("90\u00a0%"), cites=cite(*figures)),
    ))  # fmt: skip


def _fan(brief: Brief) -> Chart:
    forecast = brief.violence.forecast
    countries = dict.fromkeys(one.country for one in forecast)
    totals = [
        figure
        for country in countries
        for figure in _figures(brief, country, "last_12", "next_12", "baseline_12")
    ]
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
        cite(*totals),
        csv="forecast",
        folded=True,
    )
    first = [
        next(one for one in forecast if (one.country, one.type) == key)
        for key in charts_violence.drawn_series(forecast)
    ]
    words = "; ".join(
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
        f"{words}.",
        charts_violence.fan(brief.violence.history, forecast, brief.names),
        cite(*totals),
        note=note,
        table=table,
    )


def _interval(one: ForecastMonth) -> str:
    return span(round(one.low_90), round(one.high_90))


def _month(one: ForecastMonth, names: dict[str, str] | None, beside: bool) -> tuple[Text, ...]:
    return (
        *((name(names.get(one.country, one.country)),) if names is not None else ()),
        name(type_name(one.type)),
        on(one.month, "month"),
        count(round(one.median)),
        name(span(round(one.low_50), round(one.high_50))),
        name(_interval(one)),
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


def _probabilities(country: str, brief: Brief) -> Table:
    """Questions down, types of violence across."""
    listed = [one for one in brief.violence.probabilities if one.country == country]
    several = len({one.country for one in brief.violence.probabilities}) > 1
    types = sorted({one.type for one in listed}, key=type_order)
    by_question = {(one.question, one.months, one.type): one for one in listed}
    rows = []
    for question, months in _asked(brief, country):
        cells = (_chance(by_question.get((question, months, one))) for one in types)
        # The column says that deaths are counted.
        rows.append((name(question.replace(" deaths", "", 1)), count(months), *cells))
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
        cite(
            *(one for one in brief.figures if one.key.startswith(f"violence.{country.lower()}.p_"))
        ),
        note="In small type: the baseline's." if beside else "",
        csv="probabilities",
    )


def _chance(one: Probability | None) -> Text:
    if one is None:
        return NONE
    text = name(odds(one.p))
    return text if one.baseline is None else with_small(text, name(odds(one.baseline)))


def _with_years(brief: Brief) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.country for one in brief.violence.years))


def _years(country: str, brief: Brief) -> Table:
    """Past years as they would have been forecast, and which of the two was closer."""
    own = [one for one in brief.violence.years if one.country == country]
    rows = tuple(
        (
            name(f"{month(one.first)} to {month(one.last)}"),
            count(one.deaths, strong=True),
            median_and_range(one.median, one.low_90, one.high_90),
            median_and_range(one.baseline_median, one.baseline_low_90, one.baseline_high_90),
            say(_closer(one)),
        )
        for one in own
    )
    return Table(
        f"forecast-years-{country.lower()}",
        f"How it would have done in {brief.name_of(country)} before",
        (
            Column("Twelve months"),
            Column("Deaths", True),
            Column("Forecast", True),
            Column("Baseline", True),
            Column("Closer"),
        ),
        rows,
        cite(brief.figure(f"violence.record.{country.lower()}")),
        note=_summed_up(own),
        csv="forecast_years",
    )


def _closer(one: ForecastYear) -> str:
    if one.error == one.baseline_error:
        return "equal"
    return "forecast" if one.error < one.baseline_error else "baseline"


def _summed_up(years: Sequence[ForecastYear]) -> str:
    """Whether the forecast or its baseline was closer over all the years, in words."""
    known = len(years)
    held, held_by_baseline = (
        sum(
            getattr(one, f"{of}low_90") <= one.deaths <= getattr(one, f"{of}high_90")
            for one in years
        )
        for of in ("", "baseline_")
    )
    return (
        "Medians of the total, 90 % intervals in small type; each year from nothing later than the "
        "October before it, in today's figures. Closer: the smaller error over its months. Over "
        f"all {known}, the forecast's error is {_of_all(years)}; {number(held)} of "
        f"{number(known)} totals fell into its interval, {number(held_by_baseline)} into the "
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
