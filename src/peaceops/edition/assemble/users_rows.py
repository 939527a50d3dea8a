"""Rows of the user's own, laid over what ships: mandates, ceilings and hosts' requests.

A user's row goes before the shipped one for the same decision or request; each is reported with
what it replaces. A decision that the votes at hand do not reach is added to the decisions, so that
last week's renewal need not wait for the publisher's next release of the votes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

import polars as pl

from peaceops.edition.assemble.mandate_corrections import (
    COLUMNS,
    NO_VOTE,
    raise_together,
)
from peaceops.edition.assemble.mandate_steps import COLUMNS as STEP_COLUMNS
from peaceops.edition.parsed_files import ParsedFiles
from peaceops.errors import EditionError, did_you_mean

BEFORE_OURS = "your own row goes before the shipped one"
ADDED = "your own row, where the package has none"
NO_VOTES = "the Council's votes or the list of missions are not among the files of this build"
_CEILINGS = ("ceiling_military", "ceiling_police")
_CELLS = ("kind", "until", *_CEILINGS)


def with_users_decisions(decisions: pl.DataFrame, readings: ParsedFiles) -> pl.DataFrame:
    """Add the decisions that only the user's mandates name.

    Args:
        decisions: The table of decisions.
        readings: With records ``users.mandates`` or without.

    Raises:
        EditionError: The user gives two days for one decision.
    """
    if not readings.has("users.mandates"):
        return decisions
    named = readings.frame("users.mandates").with_columns(
        number=pl.col("resolution").str.extract(r"^(\d+)$").cast(pl.Int64)
    )
    new = named.filter(
        pl.col("number").is_not_null(),
        ~pl.col("number").is_in(decisions["resolution"].drop_nulls().implode()),
    ).sort("number", "source", "row")
    for _number, rows in new.group_by("number", maintain_order=True):
        if rows["date"].n_unique() > 1:
            first, last = rows.row(0, named=True), rows.filter(
                pl.col("date") != rows["date"][0]
            ).row(0, named=True)  # fmt: skip
            raise EditionError(
                f"S/RES/{first['resolution']} is dated {last['date']} here and {first['date']} in "
                f"{first['source']}, row {first['row']}",
                where=f"{last['source']}, row {last['row']}",
                remedy="correct the date that is wrong",
            )
    added = new.unique("number", keep="first", maintain_order=True).select(
        pl.format("S/RES/{} ({})", "number", pl.col("date").dt.year()).alias("decision"),
        "date",
        "source",
        "row",
        resolution="number",
        outcome=pl.lit("adopted"),
        without_vote=pl.lit(False),
        amendment=pl.lit(False),
        procedural=pl.lit(False),
        record=pl.lit("outcome only"),
        remark=pl.lit(NO_VOTE),
    )
    return pl.concat([decisions, added], how="diagonal_relaxed").sort("decision")


def corrections_with(
    shipped: pl.DataFrame, readings: ParsedFiles
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Lay the user's mandates and ceilings over the shipped corrections.

    Args:
        shipped: As ``mandate_corrections.shipped_corrections`` gives it.
        readings: With the user's records or without; takes the reports.

    Returns:
        The corrections with ``source``, and what the user says of later days, in the columns of
        ``mandate_steps`` with ``source``.
    """
    rows: dict[tuple[str, str], dict[str, Any]] = {
        (row["mission"], row["resolution"].strip()): row for row in shipped.iter_rows(named=True)
    }
    steps: list[dict[str, Any]] = []
    for line in _lines(readings, "users.mandates"):
        _lay(rows, _mandate(line), readings)
        if line["withdrawn_by"] is not None:
            steps.append(_step(line, "withdrawn", line["withdrawn_by"]))
    for line in _lines(readings, "users.ceilings"):
        if line["since"] is None:
            _lay(rows, _ceiling(line), readings)
        else:
            steps.append(_step(line, "ceiling", line["since"]))
    columns = (*COLUMNS, "row", "source")
    frame = pl.DataFrame(
        [{name: row[name] for name in columns} for row in rows.values()],
        schema=dict.fromkeys(COLUMNS, pl.String) | {"row": pl.Int64, "source": pl.String},
    )
    return frame, pl.DataFrame(steps, schema=_STEP_SCHEMA)


_STEP_SCHEMA = dict.fromkeys(STEP_COLUMNS, pl.String) | {"row": pl.Int64, "source": pl.String}


def steps_with(shipped: pl.DataFrame, users: pl.DataFrame, readings: ParsedFiles) -> pl.DataFrame:
    """Lay the user's steps over the shipped ones; one of the same decision and kind gives way.

    Args:
        shipped: As ``mandate_steps.shipped_steps`` gives it.
        users: The second frame of ``corrections_with``.
        readings: Takes the reports.
    """
    key = ["mission", "resolution", "step"]
    for line in users.iter_rows(named=True):
        same = shipped.filter(pl.col(name) == line[name] for name in key)
        before = "; ".join(
            f"{row['source']}, row {row['row']}: {row['day']}" for row in same.rows(named=True)
        )
        used = f"{line['mission']}, {line['resolution']}: {line['step']} {line['day']}"
        _report(readings, line, before, used)
    left = shipped.join(users.select(key), on=key, how="anti")
    return pl.concat([left, users], how="diagonal_relaxed")


def cases_with(
    shipped: pl.DataFrame, readings: ParsedFiles, missions: Collection[str]
) -> pl.DataFrame:
    """Lay the user's requests over the shipped cases.

    A shipped case of the same mission, host and month gives way, and is reported.

    Args:
        shipped: As ``consent.shipped_cases`` gives it, with ``source``.
        readings: With records ``users.requests`` or without; takes the reports.
        missions: Acronyms that exist, besides those of the shipped cases.

    Raises:
        EditionError: Requests name missions that do not exist; all are listed.
    """
    if not readings.has("users.requests"):
        return shipped
    users = readings.frame("users.requests").with_columns(yes=pl.lit(None, pl.Int64))
    acronyms = sorted({*missions, *shipped["mission"]})
    raise_together(
        "requests of hosts",
        [
            EditionError(
                f"there is no mission {line['mission']!r}",
                where=f"{line['source']}, row {line['row']}",
                remedy=did_you_mean(line["mission"], acronyms),
            )
            for line in users.sort("source", "row").iter_rows(named=True)
            if line["mission"] not in acronyms
        ],
    )
    month = pl.col("asked").dt.truncate("1mo").alias("month")
    key = ["mission", "host", "month"]
    dated, theirs = shipped.with_columns(month), users.with_columns(month)
    for line in theirs.sort("source", "row").iter_rows(named=True):
        same = dated.filter(pl.col(name) == line[name] for name in key)
        before = "; ".join(f"{row['source']}, row {row['row']}" for row in same.rows(named=True))
        used = f"{line['mission']}, {line['act']} of {line['asked']}"
        _report(readings, line, before, used)
    left = dated.join(theirs.select(key), on=key, how="anti").drop("month")
    return pl.concat([left, users], how="diagonal_relaxed")


def report_idle(readings: ParsedFiles, *kinds: str) -> None:
    """Report the user's rows of some kinds that cannot be used for want of other files."""
    for kind in kinds:
        for line in _lines(readings, kind):
            name = f"{line['mission']}, {line.get('resolution') or line.get('asked')}"
            readings.repair(line["source"], line["row"], "*", name, "(dropped)", NO_VOTES)


def _lines(readings: ParsedFiles, kind: str) -> Iterable[dict[str, Any]]:
    if not readings.has(kind):
        return ()
    return readings.frame(kind).sort("source", "row").iter_rows(named=True)


def _lay(
    rows: dict[tuple[str, str], dict[str, Any]], line: Mapping[str, Any], readings: ParsedFiles
) -> None:
    """Put a user's cells over those of the row for the same decision, and report it.

    Raises:
        EditionError: Two rows of the user's fill one cell with two values.
    """
    key = (line["mission"], line["resolution"])
    cells = {name: line[name] for name in _CELLS if line.get(name)}
    before = rows.get(key)
    if before is None:
        _report(readings, line, "", _shown(line))
        rows[key] = dict.fromkeys(COLUMNS, "") | dict(line) | {"users": cells}
        return
    users: Mapping[str, Any] = before.get("users", {})
    if any(users.get(name, value) != value for name, value in cells.items()):
        raise EditionError(
            f"{key[0]} and {key[1]} stand in {before['source']}, row {before['row']} already, "
            "with other values",
            where=f"{line['source']}, row {line['row']}",
            remedy="keep one of the two rows",
        )
    what = f"{before['source']}, row {before['row']}: {_shown(before)}"
    _report(readings, line, what, _shown(line))
    filled = {name: value for name, value in line.items() if value != ""}
    rows[key] = dict(before) | filled | {"users": {**users, **cells}}


def _mandate(line: Mapping[str, Any]) -> dict[str, Any]:
    until = "open" if line["open_ended"] else _text(line["until"])
    return _named(line) | {"date": _text(line["date"]), "kind": line["kind"] or "", "until": until}


def _ceiling(line: Mapping[str, Any]) -> dict[str, Any]:
    return _named(line) | {name: line[name] or "" for name in _CEILINGS}


def _named(line: Mapping[str, Any]) -> dict[str, Any]:
    return {name: line[name] for name in ("mission", "resolution", "reason", "source", "row")}


def _step(line: Mapping[str, Any], step: str, day: object) -> dict[str, Any]:
    ceilings = {name: line.get(name) or "" for name in _CEILINGS}
    return _named(line) | ceilings | {"step": step, "day": _text(day), "known_on": ""}


def _report(readings: ParsedFiles, line: Mapping[str, Any], before: str, used: str) -> None:
    reason = BEFORE_OURS if before else ADDED
    readings.repair(line["source"], line["row"], "*", before or "nothing by hand", used, reason)


def _shown(line: Mapping[str, Any]) -> str:
    cells = (f"{name} {line[name]}" for name in _CELLS if line.get(name))
    return f"{line['mission']}, {line['resolution']}: " + (", ".join(cells) or "no change")


def _text(value: object) -> str:
    return "" if value is None else str(value)
