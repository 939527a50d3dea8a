"""The curated file of mandates: what titles do not say, or say wrongly, each row with a reason.

Columns of ``curated/mandates.csv``:

- ``mission``: acronym;
- ``resolution``: number of the resolution, or symbol of a draft that was not adopted;
- ``date``: day of the decision, checked against the votes where the UN's Library is among the
  publishers at hand; empty only where its date is in doubt, which the reason says;
- ``kind``: as in the table ``mandates``, or ``none`` for a title that names the mission by mistake;
- ``until``: end of the term, or ``open`` for a mandate without one;
- ``ceiling_military``, ``ceiling_police``: authorised strength, or ``unknown`` where the decision
  changed it and the figure is not certain (the figure before it is then not carried on);
- ``reason``: why the row is there.

An empty cell leaves what the title says.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any, Literal

import polars as pl

from peaceops.edition.tables.council import DECISION_KINDS
from peaceops.errors import EditionError, suggestion

CORRECTIONS = "curated/mandates.csv"
COLUMNS = (
    "mission", "resolution", "date", "kind", "until",
    "ceiling_military", "ceiling_police", "reason",
)  # fmt: skip

Ceiling = int | Literal["unknown"] | None


@dataclass(frozen=True)
class Correction:
    """A row of the curated file, matched to a decision."""

    mission: str
    decision: str
    kind: str | None
    until: date | None
    open_ended: bool
    military: Ceiling
    police: Ceiling
    reason: str
    row: int


def shipped_corrections() -> pl.DataFrame:
    """The curated file that ships with the package: its columns as text, and ``row``."""
    path = files("peaceops.edition") / "curated" / "mandates.csv"
    text = pl.read_csv(path.read_bytes(), infer_schema=False).fill_null("")
    return text.with_row_index("row", offset=2).cast({"row": pl.Int64})


def corrections_of(
    curated: pl.DataFrame, decisions: pl.DataFrame, missions: Collection[str]
) -> tuple[list[Correction], list[dict[str, Any]]]:
    """Match the rows of the curated file to decisions.

    Args:
        curated: As ``shipped_corrections`` gives it.
        decisions: The table of decisions.
        missions: Acronyms that exist.

    Returns:
        The corrections, and the rows left out because the decisions at hand do not reach so far:
        an edition may be built from files that cover some years only, or from the table of drafts
        alone, which lacks some resolutions.

    Raises:
        EditionError: A row names a mission or a decision that does not exist, disagrees with the
            date of the vote, repeats another, or holds a value that is not allowed.
    """
    missing = [name for name in COLUMNS if name not in curated.columns]
    if missing:
        raise EditionError(f"lacks the column {missing[0]!r}", where=CORRECTIONS)
    book = _Book(decisions)
    corrections: dict[tuple[str, str], Correction] = {}
    beyond = []
    for row in curated.iter_rows(named=True):
        where = f"{CORRECTIONS}, row {row['row']}"
        if row["mission"] not in missions:
            raise EditionError(
                f"there is no mission {row['mission']!r}",
                where=where,
                remedy=suggestion(row["mission"], missions),
            )
        decision = book.find(row, where)
        if decision is None:
            beyond.append(row)
            continue
        correction = _correction(row, decision, where)
        key = (correction.mission, correction.decision)
        if key in corrections:
            raise EditionError(
                f"{key[0]} and {key[1]} stand in row {corrections[key].row} already", where=where
            )
        corrections[key] = correction
    return list(corrections.values()), beyond


class _Book:
    """Decisions by number and by draft, and how far they reach."""

    def __init__(self, decisions: pl.DataFrame) -> None:
        adopted = decisions.filter(pl.col("resolution").is_not_null())
        self._by_number: dict[int, tuple[str, date]] = {
            number: (decision, day)
            for number, decision, day in adopted.select("resolution", "decision", "date").rows()
        }
        lost = decisions.filter(pl.col("resolution").is_null(), pl.col("draft").is_not_null())
        self._by_draft: dict[str, tuple[str, date]] = {
            _symbol(draft): (decision, day)
            for draft, decision, day in lost.select("draft", "decision", "date").rows()
        }
        self._lost_days = {day for _decision, day in self._by_draft.values()}
        # Only the Library gives titles, and only its record of resolutions is complete and exact.
        self._library = bool(decisions["title"].is_not_null().any())

    def find(self, row: dict[str, Any], where: str) -> str | None:
        """The decision a row means; ``None`` if the decisions at hand do not reach so far."""
        wanted = row["resolution"].strip()
        dated = (
            self._by_number.get(int(wanted))
            if wanted.isdigit()
            else self._by_draft.get(_symbol(wanted))
        )
        day = _date(row["date"], "date", where)
        if dated is None:
            if self._reaches(wanted, day):
                raise EditionError(
                    f"there is no decision {wanted!r} among the votes",
                    where=where,
                    cause="a wrong number, or a vote that a reader dropped",
                    remedy="correct the row, or look for the decision in the list of repairs",
                )
            return None
        decision, voted = dated
        if day is not None and day != voted and self._library:
            raise EditionError(
                f"{decision} is dated {day} here and {voted} in the votes",
                where=where,
                cause="one of the two dates is wrong",
                remedy="correct the row, or repair the date where the votes are read",
            )
        if day is None and not row["reason"].strip().endswith("in doubt"):
            raise EditionError(f"no date is given for {decision}", where=where)
        return decision

    def _reaches(self, wanted: str, day: date | None) -> bool:
        if wanted.isdigit():
            numbers = self._by_number
            return self._library and min(numbers) < int(wanted) < max(numbers)
        days = self._lost_days
        return bool(days) and day is not None and min(days) <= day <= max(days)


def _correction(row: dict[str, Any], decision: str, where: str) -> Correction:
    kind = row["kind"].strip() or None
    if kind is not None and kind not in (*DECISION_KINDS, "none"):
        raise EditionError(
            f"{kind!r} is no kind of decision",
            where=where,
            remedy=suggestion(kind, (*DECISION_KINDS, "none")),
        )
    if not row["reason"].strip():
        raise EditionError(f"no reason is given for {decision}", where=where)
    until = row["until"].strip()
    return Correction(
        mission=row["mission"],
        decision=decision,
        kind=kind,
        until=None if until == "open" else _date(until, "until", where),
        open_ended=until == "open",
        military=_ceiling(row["ceiling_military"], "ceiling_military", where),
        police=_ceiling(row["ceiling_police"], "ceiling_police", where),
        reason=row["reason"].strip(),
        row=row["row"],
    )


def _symbol(draft: str) -> str:
    """The symbol without remarks: ``S/11400 (as amended)`` becomes ``S/11400``."""
    return re.split(r"[\s(,;]", draft.strip(), maxsplit=1)[0]


def _date(text: str, column: str, where: str) -> date | None:
    if not text.strip():
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise EditionError(
            f"{column} is {text!r}, not a date such as 2014-06-30", where=where
        ) from None


def _ceiling(text: str, column: str, where: str) -> Ceiling:
    text = text.strip()
    if not text:
        return None
    if text == "unknown":
        return "unknown"
    if not text.isdigit():
        raise EditionError(f"{column} is {text!r}, not a number of persons", where=where)
    return int(text)
