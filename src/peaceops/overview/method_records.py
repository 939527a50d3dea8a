"""How every method in use did on the past, against the simple ones: the records of all rooms."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from peaceops.council import draft_kind_record, vote_records
from peaceops.edition import View
from peaceops.evaluate import TrackRecord
from peaceops.mission import strength_records


def method_records(view: View) -> tuple[TrackRecord, ...]:
    """The records that briefs show as of a day, but for those of single host countries.

    Args:
        view: What was known.

    Returns:
        Records of votes, of the kind of draft, of strength and of deaths; a record for which the
        edition lacks the data, or without a case, is left out.

    >>> from datetime import date
    >>> from peaceops.edition import open_edition
    >>> records = method_records(open_edition().as_of(date(2023, 7, 31)))
    >>> records[0].quantity, records[0].cases > 3000
    ('votes on peace operations', True)
    """
    records: list[TrackRecord] = []
    if view.has("votes") and view.has("council_members") and view.has("decisions"):
        records += vote_records(view)
        if view.has("mandates") and (kinds := draft_kind_record(view)) is not None:
            records.append(kinds)
    if view.has("strength"):
        records += strength_records(view)
    if view.has("violence_country_months"):
        months = view.table("violence_country_months")["month"]
        if len(months):
            from peaceops.violence import records_of  # noqa: PLC0415 - lists of votes need it not

            records += records_of(view, {}, months.max())  # type: ignore[arg-type]
    return tuple(records)


def record_rows(records: Iterable[TrackRecord]) -> Iterator[dict[str, Any]]:
    """One row a method: the one in use first, then the simple ones, best first.

    Args:
        records: The records.
    """
    for record in records:
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
