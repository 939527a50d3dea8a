"""UN Peace and Security Data Hub: budgets and expenditure of peacekeeping missions.

``DPO-PKBUDGET`` has one row a mission, financial year (1 July to 30 June) and budget line, in
thousands of US dollars, taken by a model from the performance reports. The catalogue names no
columns for ``DPO-PKEXP`` but describes the same reports; it is read where it has the same columns.
Lines that sum others are checked against what they sum and left out; a ``Variance`` that is not
apportionment less expenditure is reported and not used.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from peaceops.domain.bounds import DOLLARS, FIRST_MISSION
from peaceops.errors import SourceError
from peaceops.sources._numbers import numbers_of, why_no_number
from peaceops.sources._parsed_file import ParsedFile, Publication, Reader
from peaceops.sources._sheet import Sheet, read_sheet, sum_known

BUDGETS = Publication(
    id="un-dpo-pkbudget",
    title="Annual budgets and expenditure of peacekeeping missions (DPO-PKBUDGET, DPO-PKEXP)",
    publisher="United Nations, Department of Peace Operations",
    licence="UN Peace and Security Data Hub, terms of use of the United Nations",
    citation="United Nations Peace and Security Data Hub, DPO-PKBUDGET and DPO-PKEXP",
    url="https://psdata.un.org/dataset/DPO-PKBUDGET",
)

_COLUMNS = (
    "Mission_acronym",
    "Start_date",
    "End_date",
    "Budget_class",
    "Budget_subclass",
    "Apportionment",
    "Expenditure",
    "Variance",
    "Document_symbol",
)
_DATES = ("%Y-%m-%d", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M:%S")
_KEY = ["mission", "start", "end", "document"]
_GROSS = r"(?i)^(gross|total) requirements"
_SUBTOTAL = r"(?i)^sub-?\s?total"
# Lines below the gross figure: they offset it or repeat it.
_BELOW = r"(?i)^(net requirements|staff assessment income|voluntary contributions|grand total)"
# Thousands separated by commas, blanks or apostrophes, in brackets below zero.
_SEPARATED = r"^\(?-?[0-9]{1,3}([, '][0-9]{3})+(\.[0-9]+)?\)?$"
_FIRST_DAY = date(FIRST_MISSION, 1, 1)
_LONGEST_PERIOD = 731
SUMS_OTHERS = "the line sums other lines or stands below the gross requirements"
NO_VARIANCE = "the variance is not apportionment less expenditure"
_ROUNDING = 1.0  # thousand dollars a line: the reports round each line on its own


def read_budgets(path: Path) -> ParsedFile:
    """Read budgets into ``hub.budgets``.

    Columns: mission, start, end, approved and spent (US dollars, all lines together; null where a
    report gives none), document, row (the first line).

    Raises:
        SourceError: A value is not what its column holds, a budget line stands twice, a period
            ends before it starts, or lines do not add up to the gross requirements.
    """
    sheet = read_sheet(path, _COLUMNS, labels=("Budget_class", "Budget_subclass"))
    lines = pl.DataFrame(
        {
            "mission": sheet.text("Mission_acronym", nullable=False),
            "start": sheet.date("Start_date", _DATES, earliest=_FIRST_DAY),
            "end": sheet.date("End_date", _DATES, earliest=_FIRST_DAY),
            "document": sheet.text("Document_symbol"),
            "class": sheet.text("Budget_class", nullable=False),
            "line": sheet.text("Budget_subclass"),
            "approved": _thousands(sheet, "Apportionment"),
            "spent": _thousands(sheet, "Expenditure"),
            "variance": _thousands(sheet, "Variance"),
            "row": sheet.frame["row"],
        }
    )
    sheet.reject_where(
        "End_date",
        lines["end"] < lines["start"],
        "is before Start_date",
        "check the dates of the period",
    )
    sheet.reject_where(
        "End_date",
        (lines["end"] - lines["start"]).dt.total_days() > _LONGEST_PERIOD,
        "is more than two years after Start_date",
        "check the dates of the period",
    )
    period = ["mission", "start", "end"]
    sheet.reject_where(
        "Document_symbol",
        lines.select(
            pl.col("document").is_null() & pl.col("document").is_not_null().any().over(period)
        ).to_series(),
        "is empty, and other lines of the period name their report",
        "fill in the symbol of the report",
    )
    sheet.require_values("Apportionment", "Expenditure", "Document_symbol")
    lines = sheet.distinct(
        lines.with_columns(pl.col("document", "line").fill_null("")), [*_KEY, "class", "line"]
    ).with_columns(pl.col("document", "line").replace("", None))
    sheet.settle()
    _report_wrong_variances(sheet, lines)
    kind = _kinds(lines)
    single = lines.filter(kind == "line")
    _check_gross(sheet, single, lines.filter(kind == "gross"))
    for first, second, row in lines.filter(kind != "line").select("class", "line", "row").rows():
        sheet.report(row, "*", f"{first}, {second}", "(dropped)", SUMS_OTHERS)
    frame = (
        single.group_by(_KEY)
        .agg(sum_known("approved") * 1000, sum_known("spent") * 1000, pl.col("row").min())
        .sort(_KEY)
    )
    return sheet.parsed_file({"hub.budgets": frame}, f"to {lines['end'].sort()[-1]}")


def _kinds(lines: pl.DataFrame) -> pl.Series:
    either = [pl.col(name).fill_null("") for name in ("class", "line")]

    def says(pattern: str) -> pl.Expr:
        return pl.any_horizontal([text.str.contains(pattern) for text in either])

    return lines.select(
        pl.when(says(_BELOW))
        .then(pl.lit("below"))
        .when(says(_GROSS))
        .then(pl.lit("gross"))
        .when(says(_SUBTOTAL))
        .then(pl.lit("subtotal"))
        .otherwise(pl.lit("line"))
    ).to_series()


def _thousands(sheet: Sheet, column: str) -> pl.Series:
    """Thousands of dollars, with or without separators, ``(12.5)`` or ``-12.5`` below zero."""
    text = sheet.frame[column]
    separated = text.str.contains(_SEPARATED).fill_null(False)
    plain = text.zip_with(~separated, text.str.replace_all(r"[, ']", ""))
    plain = plain.str.replace(r"^\((.*)\)$", "-$1").replace(dict.fromkeys("-–—", None))
    numbers = numbers_of(plain, whole=False)
    sheet.refuse_values(
        column,
        plain.is_not_null() & numbers.is_null(),
        lambda value: why_no_number(value, whole=False),
    )
    if column == "Apportionment":
        sheet.reject_where(
            column, numbers < 0, "is below zero", "look it up in the performance report"
        )
    above = numbers.abs() > DOLLARS / 1000
    sheet.reject_where(column, above, "is larger than any budget, in thousands of dollars",
        "write it in thousands of dollars",
    )  # fmt: skip
    return numbers.set(above.fill_null(False), None).alias(column)


def _report_wrong_variances(sheet: Sheet, lines: pl.DataFrame) -> None:
    computed = pl.col("approved") - pl.col("spent")
    wrong = lines.filter((computed - pl.col("variance")).abs() > _ROUNDING)
    for row, variance, right in wrong.select("row", "variance", right=computed).iter_rows():
        sheet.report(row, "Variance", f"{variance:.1f}", f"{right:.1f}", NO_VARIANCE)


def _check_gross(sheet: Sheet, single: pl.DataFrame, gross: pl.DataFrame) -> None:
    summed = single.group_by(_KEY, maintain_order=True).agg(
        sum_known("approved"), sum_known("spent"), lines=pl.len()
    )
    both = gross.join(summed, on=_KEY, how="left", suffix="_lines", nulls_equal=True)
    for side in ("approved", "spent"):
        apart = both.filter(
            (pl.col(side) - pl.col(f"{side}_lines")).abs()
            > _ROUNDING * pl.col("lines").fill_null(1)
        )
        if apart.height:
            line = apart.row(0, named=True)
            raise SourceError(
                f"{line['mission']} {line['start']}: the lines of {side} add up to "
                f"{line[f'{side}_lines']:,.1f} thousand dollars and the gross requirements are "
                f"{line[side]:,.1f}",
                where=f"{sheet.file}, row {line['row']}",
                cause="a budget line is missing or was taken wrongly from the report",
                remedy=f"compare with {line['document'] or 'the performance report'}",
            )


READERS: tuple[Reader, ...] = (
    Reader(BUDGETS, "DPO-PKBUDGET and DPO-PKEXP", frozenset(_COLUMNS), read_budgets),
)
