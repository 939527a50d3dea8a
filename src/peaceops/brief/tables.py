"""The long tables of a brief as CSV: unrounded figures, ISO dates, a header, Unix line ends."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import polars as pl
from pydantic import BaseModel

from peaceops.brief.document import Brief
from peaceops.brief.plain import plain
from peaceops.spreadsheet import as_text

Row = dict[str, Any]


def _plain(items: Callable[[Brief], Iterable[BaseModel]]) -> Callable[[Brief], Iterator[Row]]:
    return lambda brief: (_flat(plain(one)) for one in items(brief))


def _odds(brief: Brief) -> Iterator[Row]:
    for option in brief.council.options:
        for member, vote in option.members.items():
            yield {"option": option.option, "member": member, **vote.model_dump()}


def _options(brief: Brief) -> Iterator[Row]:
    for option in brief.options:
        yield _flat({key: part for key, part in plain(option).items() if key != "places"})


def _option_places(brief: Brief) -> Iterator[Row]:
    """One row an option, place and month ahead."""
    for option in brief.options:
        for place in option.places:
            fate = place.model_dump(mode="json", exclude={"p_held"})
            for month, chance in enumerate(place.p_held, 1):
                yield {"option": option.option, **fate, "months_ahead": month, "p_held": chance}


def _council(brief: Brief) -> Iterator[Row]:
    for option in brief.council.options:
        yield option.model_dump(
            mode="json", exclude={"members", "moved", "needs", "p_tabled_range", "figures"}
        )


def _moved(brief: Brief) -> Iterator[Row]:
    for option in brief.council.options:
        for step in option.moved:
            yield {"option": option.option, **step.model_dump(mode="json")}


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
    for one in brief.incidents:
        deaths = None if one.on_record is None else one.on_record.value
        row = one.model_dump(mode="json", exclude={"on_record"})
        yield _flat({**row, "on_record": deaths})


def _records(brief: Brief) -> Iterator[Row]:
    """One row a method: the one in use first, then the simple ones, best first."""
    for record in brief.track_record:
        shared = {"key": record.key, "quantity": record.quantity, "measure": record.measure}
        for score in (record.forecaster, *record.baselines):
            yield {
                **shared,
                "method": score.method,
                "in_use": score is record.forecaster,
                "score": score.value,
                "cases": record.cases,
                "first": record.first.isoformat(),
                "last": record.last.isoformat(),
            }


def _rows(frame_of: Callable[[Brief], pl.DataFrame]) -> Callable[[Brief], Iterator[Row]]:
    """The rows of a frame; where it came from in the publisher's file is left to its figure."""

    def rows(brief: Brief) -> Iterator[Row]:
        frame = frame_of(brief)
        kept = [name for name in frame.columns if name not in ("row", "source", "known_on")]
        return (plain(row) for row in frame.select(kept).iter_rows(named=True))

    return rows


TABLES: dict[str, Callable[[Brief], Iterable[Row]]] = {
    "options": _options,
    "option_places": _option_places,
    "decisions": _rows(lambda b: b.mandate.history),
    "council_seats": _plain(lambda b: b.council.seats),
    "council_options": _council,
    "council_odds": _odds,
    "council_moved": _moved,
    "consent_cases": _plain(lambda b: b.council.precedents.cases if b.council.precedents else ()),
    "strength": _plain(lambda b: b.mission_strength.series),
    "strength_path": _plain(lambda b: b.mission_strength.path),
    "contributors": _plain(lambda b: b.mission_strength.contributors),
    "departures": _plain(lambda b: b.mission_strength.departures),
    "sites": _plain(lambda b: b.mission_strength.sites),
    "violence_months": _rows(lambda b: b.situation.trends.months),
    "trends": _trends,
    "perpetrators_by_year": _rows(lambda b: b.situation.sides.years),
    "actors": _rows(lambda b: b.situation.sides.actors),
    "peacekeeper_deaths": _rows(lambda b: b.situation.peacekeepers.by_year),
    "alignment": _rows(lambda b: b.situation.alignment.distances),
    "incidents": _incidents,
    "events": _rows(lambda b: b.situation.places),
    "forecast": _plain(lambda b: b.violence.forecast),
    "probabilities": _plain(lambda b: b.violence.probabilities),
    "neighbours_ahead": _plain(lambda b: b.violence.neighbours),
    "forecast_years": _plain(lambda b: b.violence.years),
    "track_record": _records,
    "statements": _plain(lambda b: b.statements),
    "assumptions": _plain(lambda b: b.assumptions),
    "figures": _figures,
    "gaps": lambda b: (plain(gap) for gap in b.gaps),
    "publications": _plain(lambda b: b.publications),
}
NAMES = tuple(TABLES)


def to_csv(brief: Brief) -> dict[str, str]:
    """Return each table that has rows: name to CSV text."""
    made = {}
    for name, rows_of in TABLES.items():
        rows = list(rows_of(brief))
        if rows:
            made[name] = _written(rows)
    return made


def _written(rows: list[Row]) -> str:
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
