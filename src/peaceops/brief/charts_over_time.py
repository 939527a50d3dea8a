"""Odds over time drawn: what the Council was expected to do, and the deaths ahead, day by day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from textwrap import wrap
from typing import Any

import polars as pl

from peaceops.brief.drawing import (
    Drawing,
    Spec,
    amount,
    from_vega_lite,
    group,
    label,
    layer,
    when,
    when_shown,
)
from peaceops.brief.ink import ink
from peaceops.brief.odds_history import OddsHistory
from peaceops.brief.readings import reading
from peaceops.brief.wording import day, number, span
from peaceops.brief.wording import odds as odds_in_words
from peaceops.domain.messages import message, run_together

SERIES = {
    "renew": ("Renewal", "strength"),
    "rollover": ("Technical rollover", "nonstate"),
    "terminate": ("Last term or the end", "onesided"),
}
"""Kind of draft to its name and its ink."""
DEATHS_LINES = ("Deaths, next 12 months", "90 % interval")
"""What is told of the deaths ahead on a day that a reader points at."""
Mark = tuple[date, str]
"""A day on which something arrived, and what it was."""
_WIDTH, _LINE, _LETTERS = 560, 17, 96
_MOST_LINES = 3
"""Lines that what arrived on a day may take."""
_YEARS = 800
"""Days of a span from which on its axis names years."""
_ODDS_HEIGHT, _DEATHS_HEIGHT = 190, 120


@when_shown
def odds_over_time(history: OddsHistory, marks: Sequence[Mark] = ()) -> Drawing:
    """Draw the odds of each kind of draft over time, and below them the deaths ahead.

    Args:
        history: Odds and forecasts by day.
        marks: What arrived: each day of them a line through both pictures, with its number, and
            under that number what it was.
    """
    by_day: dict[date, list[str]] = {}
    for mark, words in sorted(marks):
        by_day.setdefault(mark, []).append(words.rstrip("."))
    numbered = [
        {"when": mark.isoformat(), "number": str(place)} for place, mark in enumerate(by_day, 1)
    ]
    days = [*history.odds["as_of"], *history.deaths["as_of"], *by_day]
    domain = [min(days).isoformat(), max(days).isoformat()]
    panels = [_odds(history.odds, numbered, domain)]
    if history.deaths.height:
        panels.append(_deaths(history.deaths, numbered, domain))
    chart: Spec = {"vconcat": panels, "spacing": 18, "resolve": {"scale": {"color": "independent"}}}
    return _with_key(from_vega_lite(chart, "over-time", _series(history)), by_day)


def _series(history: OddsHistory) -> list[dict[str, object]]:
    """A row a point that is drawn: the odds of each kind of draft, then the deaths ahead."""
    odds = [
        {"as_of": row["as_of"], "what": row["kind"], "value": row["p_put_and_adopted"],
         "low_90": None, "high_90": None}
        for row in history.odds.iter_rows(named=True)
        if row["kind"] in SERIES
    ]  # fmt: skip
    deaths = [
        {"as_of": row["as_of"], "what": "deaths_next_12", "value": row["deaths_next_12"],
         "low_90": row["low_90"], "high_90": row["high_90"]}
        for row in history.deaths.iter_rows(named=True)
    ]  # fmt: skip
    return [*odds, *deaths]


def _odds(odds: pl.DataFrame, numbered: list[dict[str, str]], domain: list[str]) -> Spec:
    rows = [
        {
            "when": row["as_of"].isoformat(),
            "kind": SERIES[row["kind"]][0],
            "odds": row["p_put_and_adopted"],
        }
        for row in odds.iter_rows(named=True)
        if row["kind"] in SERIES
    ]
    names, inks = zip(*SERIES.values(), strict=True)
    colour = group(
        "kind",
        title=None,
        scale={"domain": list(names), "range": [ink(name) for name in inks]},
        legend={"symbolType": "square", "symbolStrokeWidth": 0, "symbolOpacity": 1},
    )
    shape = {
        "x": _x(domain),
        "y": amount(
            "odds",
            title="put to the vote and adopted",
            scale={"domain": [0, 1]},
            axis={"labelExpr": "round(100 * datum.value) + ' %'", "tickCount": 5},
        ),
        "color": colour,
    }
    point = {"type": "line", "strokeWidth": 2.2, "point": {"size": 26, "filled": True}}
    return {
        "layer": [
            *_rules(numbered, domain, named=True),
            layer(rows, point, shape),
            reading(_odds_told(rows), {"x": _x(domain)}, ("Date", *names), _WIDTH),
        ],
        "width": _WIDTH,
        "height": _ODDS_HEIGHT,
    }


def _odds_told(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The odds of each kind of draft on each day."""
    by_day: dict[str, dict[str, str]] = {}
    for row in rows:
        words = by_day.setdefault(
            row["when"], {"when": row["when"], "Date": day(date.fromisoformat(row["when"]))}
        )
        words[row["kind"]] = "" if row["odds"] is None else odds_in_words(row["odds"])
    return list(by_day.values())


def _deaths_told(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """The deaths forecast on each day for the twelve months after it."""
    deaths, interval = DEATHS_LINES
    return [
        {
            "when": row["when"],
            "Date": day(date.fromisoformat(row["when"])),
            deaths: "" if row["deaths"] is None else number(round(row["deaths"])),
            interval: ""
            if row["low"] is None or row["high"] is None
            else span(round(row["low"]), round(row["high"])),
        }
        for row in rows
    ]


def _deaths(deaths: pl.DataFrame, numbered: list[dict[str, str]], domain: list[str]) -> Spec:
    rows = [
        {
            "when": row["as_of"].isoformat(),
            "deaths": row["deaths_next_12"],
            "low": row["low_90"],
            "high": row["high_90"],
        }
        for row in deaths.iter_rows(named=True)
    ]
    y: dict[str, Any] = {
        "title": "deaths, next 12 months",
        "axis": {"tickCount": 4, "format": ",d"},
    }
    band = layer(
        rows,
        {"type": "area", "color": ink("forecast"), "opacity": 0.18},
        {"x": _x(domain), "y": amount("low", **y), "y2": {"field": "high"}},
    )
    middle = layer(
        rows,
        {
            "type": "line",
            "color": ink("forecast"),
            "strokeWidth": 2.2,
            "point": {"size": 22, "filled": True, "color": ink("forecast")},
        },
        {"x": _x(domain), "y": amount("deaths", **y)},
    )
    return {
        "layer": [
            *_rules(numbered, domain, named=False),
            band,
            middle,
            reading(_deaths_told(rows), {"x": _x(domain)}, ("Date", *DEATHS_LINES), _WIDTH),
        ],
        "width": _WIDTH,
        "height": _DEATHS_HEIGHT,
    }


def _x(domain: list[str]) -> Spec:
    first, last = map(date.fromisoformat, domain)
    form = "%Y" if (last - first).days > _YEARS else "%-d %b %y"
    return when(
        "when",
        title=None,
        scale={"type": "utc", "domain": domain},
        axis={"format": form, "grid": False, "tickCount": 8, "labelOverlap": True},
    )


def _rules(numbered: list[dict[str, str]], domain: list[str], *, named: bool) -> list[Spec]:
    """A line at each day on which something arrived, with its number above the first picture."""
    if not numbered:
        return []
    rule = {"type": "rule", "color": ink("edge"), "strokeDash": [3, 3]}
    layers = [layer(numbered, rule, {"x": _x(domain)})]
    if named:
        layers.append(
            layer(
                numbered,
                {"type": "text", "baseline": "top", "dx": 4, "dy": 2, "align": "left"},
                {
                    "x": _x(domain),
                    "y": {"value": 0},
                    "text": group("number"),
                },
            )
        )
    return layers


def _with_key(drawing: Drawing, by_day: Mapping[date, Sequence[str]]) -> Drawing:
    """The picture with what each number means below."""
    body, y = drawing.body, float(drawing.height)
    for place, (mark, words) in enumerate(by_day.items(), start=1):
        lines = wrap(
            message("{mark}: {words}", mark=day(mark), words=run_together("; ", words)),
            _LETTERS,
            max_lines=_MOST_LINES,
            placeholder=" …",
        )
        for place_of_line, line in enumerate(lines):
            y += _LINE
            body += label(24, y, line, size=12)
            if place_of_line == 0:
                body += label(18, y, str(place), size=12, anchor="end", bold=True)
    height = round(y + 8) if by_day else drawing.height
    return Drawing(drawing.width, height, body, drawing.series, drawing.spec)
