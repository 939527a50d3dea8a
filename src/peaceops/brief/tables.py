"""The long tables of a brief as CSV: unrounded figures, ISO dates, a header, Unix line ends."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from peaceops.brief.document import Brief
from peaceops.brief.documents import documents
from peaceops.brief.host_position import consent_to
from peaceops.brief.layout.contributors import ranked
from peaceops.brief.layout.mission import path_ahead
from peaceops.brief.layout.option_changes import changes
from peaceops.brief.layout.option_tables import range_of
from peaceops.brief.plain import plain
from peaceops.domain.figures import Figure
from peaceops.mandate import task_label
from peaceops.overview import record_rows
from peaceops.spreadsheet import as_text
from peaceops.violence import PlaceOutlook, ViolenceOutlook

Row = dict[str, Any]


SOURCE = ("row", "source", "known_on")
"""Where a row came from in the publisher's file, which is left to its figure."""


def _odds(brief: Brief) -> Iterator[Row]:
    for _label, draft in brief.drafts:
        for vote in draft.members.iter_rows(named=True):
            ways = {way: vote[way] for way in ("yes", "no", "abstain")}
            yield {"option": draft.option, "member": vote["country"], **ways}


def _options(brief: Brief) -> Iterator[Row]:
    comparison = brief.comparison
    for result in comparison.options:
        option = result.option
        assert option is not None
        yield {
            "option": result.id,
            "decision": option.decision,
            "label": result.label,
            "summary": option.summary,
            "changes": "; ".join(changes(option, comparison.ceiling)),
            "consent": consent_to(option, brief.mission, brief.case),
            "source": option.source,
            "pace": result.pace,
            "tasks_kept": "; ".join(map(task_label, result.tasks_kept)),
            "tasks_dropped": "; ".join(map(task_label, result.tasks_dropped)),
            "capabilities_lost": "; ".join(result.capabilities_lost),
            "notes": "; ".join((*result.notes, *comparison.notes)),
            **_bounds("p_put_to_vote", result.p_put_to_vote),
            **_bounds("p_adopted", result.p_adopted),
            **_bounds("p_put_and_adopted", result.p_put_and_adopted),
            **_bounds("strength", result.strength),
            **_bounds("cost", result.cost),
            **_bounds("cost_difference", result.cost_difference),
            **_bounds("deaths", result.deaths.get("all")),
            **_bounds("deaths_difference", result.deaths_difference.get("all")),
            **_bounds("peacekeeper_fatalities", result.peacekeeper_fatalities),
            **_bounds(
                "peacekeeper_fatalities_difference", result.peacekeeper_fatalities_difference
            ),
            **_bounds("p_gone_by_date", result.p_gone_by_date),
        }


def _bounds(name: str, figure: Figure | None) -> Row:
    """A figure in columns: its value, and the ends of its interval where it has one."""
    if figure is None:
        return {name: None}
    if figure.interval is None:
        return {name: figure.value}
    low, high = figure.interval
    return {name: figure.value, f"{name}_low": low, f"{name}_high": high}


def _option_places(brief: Brief) -> Iterator[Row]:
    """One row an option, base and month ahead."""
    for result in brief.comparison.options:
        for base in result.bases:
            row = plain(base)
            for month, p_held in enumerate(row.pop("p_held"), 1):
                yield {"option": result.id, **row, "months_ahead": month, "p_held": p_held}


def _council(brief: Brief) -> Iterator[Row]:
    for label, draft in brief.drafts:
        yield {
            "option": draft.option,
            "label": label,
            "kind": draft.kind,
            **_bounds("p_put_to_vote", draft.p_put_to_vote),
            **_bounds("p_put_and_adopted", draft.p_put_and_adopted),
            **_bounds("p_adopted", draft.p_adopted),
            **_bounds("p_unanimous", draft.p_unanimous),
            **_bounds("p_permanent_abstains", draft.p_permanent_abstains),
            **_bounds("p_two_abstain", draft.p_two_abstain),
            **_bounds("expected_yes", draft.expected_yes),
            "needed": draft.needed,
            "method": draft.p_adopted.method,
        }


def _moved(brief: Brief) -> Iterator[Row]:
    for _label, draft in brief.drafts:
        for step in draft.contributions:
            yield {"option": draft.option, **plain(step)}


def _consent(brief: Brief) -> Iterator[Row]:
    if brief.precedents is not None:
        yield from _without_source(
            brief.precedents.cases.filter("recognised", pl.col("act") == "request")
        )


def _over_time(brief: Brief) -> Iterator[Row]:
    """Replayed days, oldest first: odds of each kind of draft, and the forecast of deaths."""
    history = brief.odds_history
    odds = history.odds.pivot("kind", index="as_of", values="p_put_and_adopted")
    rows = odds.join(history.deaths, on="as_of", how="full", coalesce=True).sort("as_of")
    for row in rows.iter_rows(named=True):
        yield plain(row)


def _path(brief: Brief) -> Iterator[Row]:
    for month, ahead in path_ahead(brief):
        yield {
            "month": month.isoformat(),
            "total": round(ahead.median),
            "low": round(ahead.low),
            "high": round(ahead.high),
        }


def _of_places(
    answer: ViolenceOutlook, frame_of: Callable[[PlaceOutlook], pl.DataFrame]
) -> Iterator[Row]:
    for place in answer.hosts:
        for row in frame_of(place).iter_rows(named=True):
            yield {"country": place.country, **plain(row)}


def _look_alikes(brief: Brief) -> Iterator[Row]:
    for answer in brief.look_alikes:
        for row in answer.episodes.iter_rows(named=True):
            yield {"like": answer.country, **plain(row)}


def _statements(brief: Brief) -> Iterator[Row]:
    columns = ("id", "date", "speaker", "text", "quotation", "source", "kind")
    for statement in brief.statements:
        yield {column: plain(getattr(statement, column)) for column in columns}


def _draft_path(brief: Brief) -> Iterator[Row]:
    for state in brief.draft_states:
        yield {
            "id": state.id,
            "date": plain(state.date),
            "stage": state.stage,
            "symbol": state.symbol,
            "option": state.option,
            "drafted_by": " ".join(state.drafted_by),
            "broken_by": " ".join(state.broken_by),
            "vote_day": plain(state.vote_day),
            "speaker": state.speaker,
            "source": state.source,
        }


def _assumptions(brief: Brief) -> Iterator[Row]:
    for item in brief.assumptions:
        yield {"id": item.id, "text": item.text, "value": range_of(item), "reason": item.reason}


def _figures(brief: Brief) -> Iterator[Row]:
    for figure in brief.figures:
        low, high = figure.interval or (None, None)
        evidence = figure.evidence
        yield {
            "key": figure.key,
            "label": figure.label,
            "value": figure.value,
            "unit": figure.unit,
            "low": low,
            "high": high,
            "level": figure.level,
            "method": figure.method,
            "assumption": figure.assumption,
            "evidence": "; ".join(f"{e.table}: {e.selection} ({e.rows})" for e in evidence),
            "files": "; ".join(
                f"{file} {rows}".strip() for e in evidence for file, rows in e.files
            ),
        }


def _trends(brief: Brief) -> Iterator[Row]:
    """Each country, and all neighbours together, over the last twelve months and those before."""
    situation = brief.situation
    years = (*situation.trends.totals, *situation.neighbours.by_country)
    for year in years:
        before = year.previous_12
        yield {
            "country": year.country,
            "until": year.until.isoformat(),
            "last_12_months": year.last_12.value,
            "previous_12_months": None if before is None else before.value,
        }


def _incidents(brief: Brief) -> Iterator[Row]:
    for answer in brief.incidents:
        stated = answer.incident
        yield {
            "statement": stated.id,
            "place": stated.place,
            "start": stated.start.isoformat(),
            "end": stated.end.isoformat(),
            "killed_at_least": stated.killed_at_least,
            "perpetrators": stated.perpetrators,
            "disputed_by": "; ".join(stated.disputed_by),
            "within": answer.within,
            "reached": answer.reached,
            "on_record": None if answer.on_record is None else answer.on_record.value,
        }


def _since(brief: Brief) -> Iterator[Row]:
    """Every figure that reads differently than in the earlier brief."""
    for change in brief.since.changes if brief.since else ():
        before, now = change.before, change.now
        either = before if now is None else now
        yield {
            "key": change.key,
            "label": change.label,
            "group": change.group,
            "unit": None if either is None else either.unit,
            **_bounds("before", before),
            **_bounds("now", now),
            "difference": change.difference,
        }


def _rows(frame_of: Callable[[Brief], pl.DataFrame]) -> Callable[[Brief], Iterator[Row]]:
    """The rows of a frame."""
    return lambda brief: _without_source(frame_of(brief))


def _without_source(frame: pl.DataFrame) -> Iterator[Row]:
    columns = [name for name in frame.columns if name not in SOURCE]
    return (_flat(plain(row)) for row in frame.select(columns).iter_rows(named=True))


TABLES: dict[str, Callable[[Brief], Iterable[Row]]] = {
    "since": _since,
    "options": _options,
    "option_places": _option_places,
    "decisions": _rows(lambda brief: brief.mandate.history),
    "mandate_changes": _rows(lambda brief: brief.mandate_changes.changes),
    "council_seats": _rows(lambda brief: brief.council.seats),
    "council_options": _council,
    "council_odds": _odds,
    "council_moved": _moved,
    "odds_over_time": _over_time,
    "consent_cases": _consent,
    "strength": _rows(lambda brief: brief.picture.strength.series),
    "strength_path": _path,
    "contributors": _rows(ranked),
    "departures": _rows(lambda brief: brief.picture.departures.listed),
    "sites": _rows(lambda brief: brief.picture.footprint.sites),
    "violence_months": _rows(lambda brief: brief.situation.trends.months),
    "trends": _trends,
    "perpetrators_by_year": _rows(lambda brief: brief.situation.sides.years),
    "actors": _rows(lambda brief: brief.situation.sides.actors),
    "dyads": _rows(lambda brief: brief.actors.dyads),
    "dyad_months": _rows(lambda brief: brief.actors.months),
    "peacekeeper_deaths": _rows(lambda brief: brief.situation.peacekeepers.by_year),
    "alignment": _rows(lambda brief: brief.situation.alignment.distances),
    "agreements": _rows(lambda brief: brief.accords.agreements),
    "agreement_groups": _rows(lambda brief: brief.accords.groups),
    "incidents": _incidents,
    "events": _rows(lambda brief: brief.situation.places),
    "forecast": lambda brief: _of_places(brief.violence, lambda place: place.fan),
    "probabilities": lambda brief: _of_places(brief.violence, lambda place: place.horizons),
    "month_odds": lambda brief: _of_places(brief.violence, lambda place: place.by_month),
    "neighbours_ahead": lambda brief: _of_places(brief.neighbours, lambda place: place.horizons),
    "forecast_years": lambda brief: _of_places(brief.violence, lambda place: place.years),
    "look_alikes": _look_alikes,
    "track_record": lambda brief: record_rows(brief.records),
    "statements": _statements,
    "draft_path": _draft_path,
    "documents": lambda brief: (plain(document) for document in documents(brief)),
    "assumptions": _assumptions,
    "figures": _figures,
    "gaps": lambda brief: (plain(gap) for gap in brief.gaps),
    "publications": lambda brief: (_flat(plain(entry)) for entry in brief.publications),
}
"""Each table of a brief by the name of its file, with its rows."""
NAMES = tuple(TABLES)


def to_csv(brief: Brief) -> dict[str, str]:
    """Return each table that has rows: name to CSV text."""
    tables = {name: list(rows_of(brief)) for name, rows_of in TABLES.items()}
    return {name: as_csv(rows) for name, rows in tables.items() if rows}


def as_csv(rows: Sequence[Mapping[str, Any]]) -> str:
    """Rows as CSV text, unrounded, with a header; what a spreadsheet would run is text.

    >>> print(as_csv([{"month": "2023-06", "deaths": 12}]), end="")
    month,deaths
    2023-06,12
    """
    file = io.StringIO(newline="")
    # A row may have parts that another lacks: a ceiling known, and one that is not.
    columns = list(dict.fromkeys(name for row in rows for name in row))
    writer = csv.DictWriter(file, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({key: as_text(value) for key, value in row.items()} for row in rows)
    return file.getvalue()


def _flat(row: Row, before: str = "") -> Row:
    """Flatten parts within a part: ``ceiling`` becomes ``ceiling_military``, ``ceiling_police``."""
    flat: Row = {}
    for key, value in row.items():
        if isinstance(value, dict):
            flat |= _flat(value, f"{before}{key}_")
        elif isinstance(value, list):
            flat[before + key] = "; ".join(map(str, value))
        else:
            flat[before + key] = value
    return flat
