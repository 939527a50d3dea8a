"""The section on violence ahead: the fan chart and the probabilities people ask for."""

from __future__ import annotations

from peaceops.brief import charts_violence, page
from peaceops.brief.charts_violence import type_name, type_order
from peaceops.brief.document import Brief, ForecastMonth
from peaceops.brief.layout.known import Known
from peaceops.brief.page import Chart, Column, Paragraph, Section, Table, Text
from peaceops.brief.wording import month, number, odds, sentence_list, span


def section(brief: Brief, known: Known) -> Section:
    """Lay out the section on violence ahead."""
    violence = brief.violence
    title = "Violence ahead, if nothing changes"
    if not violence.forecast:
        gap = known.missing("No forecast can be made from this edition.", "violence")
        return Section("violence", title, (gap, *known.rest("violence")))
    words = violence.method
    if violence.origin is not None:
        words += f" Made from what was known to {month(violence.origin)}."
    said = Paragraph((Text(words, known.cites("violence.method")),))
    fan = (
        _fan(brief, known)
        if charts_violence.drawn_series(violence.forecast)
        else _none(brief, known)
    )
    beside = tuple(
        _probabilities(country, brief, known)
        for country in dict.fromkeys(one.country for one in violence.probabilities)
    )
    rest = tuple(known.rest("violence"))
    return Section("violence", title, (said, page.Columns((fan,), (*beside, *rest))))


def _none(brief: Brief, known: Known) -> Paragraph:
    where = sentence_list([one.name for one in brief.hosts]) or "the host"
    words = (
        f"No death is expected in {where} in any month ahead, to the upper bound of the 90 % "
        "interval. There is nothing to draw."
    )
    return Paragraph((Text(words, known.cites("violence.*next", "violence.*last")),))


def _fan(brief: Brief, known: Known) -> Chart:
    forecast = brief.violence.forecast
    several = len({one.country for one in forecast}) > 1
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
        ),
        tuple(_month(one, brief.names if several else None) for one in forecast),
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
    return Chart(
        "chart-fan",
        "Deaths a month: the record, and what to expect if nothing changes",
        f"{said}.",
        charts_violence.fan(brief.violence.history, forecast, brief.names),
        known.cites("violence.*next", "violence.*last", "violence.*deaths"),
        note="Dashed: the median of the draws. Dark band: one month in two falls in it. "
        "Light band: nine months in ten.",
        table=table,
    )


def _interval(one: ForecastMonth) -> str:
    return span(round(one.low_90), round(one.high_90))


def _month(one: ForecastMonth, names: dict[str, str] | None) -> tuple[Text, ...]:
    return (
        *((Text(names.get(one.country, one.country)),) if names is not None else ()),
        Text(type_name(one.type)),
        Text(month(one.month)),
        Text(number(round(one.median))),
        Text(span(round(one.low_50), round(one.high_50))),
        Text(_interval(one)),
    )


def _probabilities(country: str, brief: Brief, known: Known) -> Table:
    """Questions down, types of violence across."""
    listed = [one for one in brief.violence.probabilities if one.country == country]
    several = len({one.country for one in brief.violence.probabilities}) > 1
    types = sorted({one.type for one in listed}, key=type_order)
    p = {(one.question, one.months, one.type): one.p for one in listed}
    asked = sorted(
        dict.fromkeys((one.question, one.months) for one in listed), key=lambda one: one[1]
    )
    rows = []
    for question, months in asked:
        values = [p.get((question, months, one)) for one in types]
        cells = (Text("–" if value is None else odds(value)) for value in values)
        # The column says that deaths are counted.
        rows.append((Text(question.replace(" deaths", "", 1)), Text(number(months)), *cells))
    where = f" in {brief.names.get(country, country)}" if several else ""
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
        csv="probabilities",
    )
