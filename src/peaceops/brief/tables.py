"""The long tables of a brief as CSV: unrounded figures, ISO dates, a header, Unix line ends."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from pydantic import BaseModel

from peaceops.brief.document import Brief
from peaceops.spreadsheet import as_text

Row = dict[str, Any]


def _plain(items: Callable[[Brief], Iterable[BaseModel]]) -> Callable[[Brief], Iterator[Row]]:
    return lambda brief: (_flat(one.model_dump(mode="json")) for one in items(brief))


def _odds(brief: Brief) -> Iterator[Row]:
    for option in brief.council.options:
        for member, vote in option.members.items():
            yield {"option": option.option, "member": member, **vote.model_dump()}


def _options(brief: Brief) -> Iterator[Row]:
    for option in brief.options:
        yield _flat(option.model_dump(mode="json", exclude={"places"}))


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
            mode="json", exclude={"members", "moved", "needs", "p_tabled_range"}
        )


def _moved(brief: Brief) -> Iterator[Row]:
    for option in brief.council.options:
        for step in option.moved:
            yield {"option": option.option, **step.model_dump(mode="json")}


def _findings(brief: Brief) -> Iterator[Row]:
    for one in brief.findings:
        row = one.model_dump(mode="json", exclude={"interval", "sources"})
        low, high = one.interval or (None, None)
        sources = "; ".join(f"{s.table}: {s.selection} ({s.count})" for s in one.sources)
        files = "; ".join(
            f"{file.file} {file.rows}".strip() for s in one.sources for file in s.files
        )
        yield {**row, "low": low, "high": high, "sources": sources, "files": files}


TABLES: dict[str, Callable[[Brief], Iterable[Row]]] = {
    "options": _options,
    "option_places": _option_places,
    "decisions": _plain(lambda b: b.council.history or b.mandate.history),
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
    "violence_months": _plain(lambda b: b.situation.months),
    "trends": _plain(lambda b: b.situation.trends),
    "perpetrators": _plain(lambda b: b.situation.perpetrators),
    "peacekeeper_deaths": _plain(lambda b: b.situation.peacekeeper_deaths),
    "alignment": _plain(lambda b: b.situation.alignment),
    "incidents": _plain(lambda b: b.situation.incidents),
    "events": _plain(lambda b: b.events),
    "forecast": _plain(lambda b: b.violence.forecast),
    "probabilities": _plain(lambda b: b.violence.probabilities),
    "neighbours_ahead": _plain(lambda b: b.violence.neighbours),
    "forecast_years": _plain(lambda b: b.violence.years),
    "track_record": _plain(lambda b: b.track_record),
    "statements": _plain(lambda b: b.statements),
    "assumptions": _plain(lambda b: b.assumptions),
    "findings": _findings,
    "gaps": _plain(lambda b: b.gaps),
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
