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

An empty cell leaves what the title says. Rows of the user's own (``users_rows``) have the same
columns, and a column ``source`` that names their file.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Literal

import polars as pl

from peaceops.edition.assemble.curated import curated_rows
from peaceops.edition.assemble.mandate_steps import Step
from peaceops.edition.tables.council import DECISION_KINDS, MANDATE_STEPS
from peaceops.errors import EditionError, did_you_mean

CORRECTIONS = "curated/mandates.csv"
UNKNOWN: Final = "unknown"
NO_VOTE = "added by the user; no vote on it is on record"
"""Remark of a decision that only a user's row names: the votes do not reach as far as it."""
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
    source: str
    row: int


def shipped_corrections() -> pl.DataFrame:
    """The curated file that ships with the package: its columns as text, and ``row``."""
    return curated_rows("mandates.csv").with_columns(pl.col(pl.String).fill_null(""))


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
            date of the vote, repeats another, or holds a value that is not allowed; all such rows
            are listed.
    """
    missing = [name for name in COLUMNS if name not in curated.columns]
    if missing:
        raise EditionError(f"lacks the column {missing[0]!r}", where=CORRECTIONS)
    corrections: dict[tuple[str, str], Correction] = {}

    def take(row: dict[str, Any], decision: str, _decided: date, where: str) -> None:
        correction = _correction(row, decision, where)
        key = (correction.mission, correction.decision)
        other = corrections.setdefault(key, correction)
        if other is not correction:
            file = "" if other.source == row["source"] else f"{other.source}, "
            raise EditionError(
                f"{key[0]} and {key[1]} stand in {file}row {other.row} already", where=where
            )

    beyond = _match(curated, decisions, missions, take)
    return list(corrections.values()), beyond


def steps_of(
    curated: pl.DataFrame, decisions: pl.DataFrame, missions: Collection[str]
) -> tuple[list[Step], list[dict[str, Any]]]:
    """Match the rows of the file of steps to decisions.

    Args:
        curated: As ``mandate_steps.shipped_steps`` gives it.
        decisions: The table of decisions.
        missions: Acronyms that exist.

    Returns:
        The steps, and the rows left out because the decisions at hand do not reach so far.

    Raises:
        EditionError: As ``corrections_of``.
    """
    steps: list[Step] = []

    def take(row: dict[str, Any], decision: str, decided: date, where: str) -> None:
        steps.append(_step(row, decision, decided, where))

    beyond = _match(curated, decisions, missions, take)
    return steps, beyond


def _match(
    curated: pl.DataFrame,
    decisions: pl.DataFrame,
    missions: Collection[str],
    take: Callable[[dict[str, Any], str, date, str], None],
) -> list[dict[str, Any]]:
    """Find the decision of each row; give the rows that the decisions at hand do not reach.

    ``take`` is called with every other row, its decision, the day of that, and the row's place.
    """
    book = _Book(decisions)
    beyond = []
    problems: list[EditionError] = []
    for row in curated.iter_rows(named=True):
        where = f"{row['source']}, row {row['row']}"
        try:
            if row["mission"] not in missions:
                raise EditionError(
                    f"there is no mission {row['mission']!r}",
                    where=where,
                    remedy=did_you_mean(row["mission"], missions),
                )
            dated = book.find(row, where)
            if dated is None:
                beyond.append(row)
            else:
                take(row, *dated, where)
        except EditionError as error:
            problems.append(error)
    raise_together("rows of mandates", problems)
    return beyond


def raise_together(what: str, problems: Sequence[EditionError]) -> None:
    """Raise the one problem, or one error that lists all."""
    if not problems:
        return
    if len(problems) == 1:
        raise problems[0]
    listed = "".join(f"\n- {problem}" for problem in problems)
    raise EditionError(f"{len(problems)} {what} cannot be used:{listed}")


class _Book:
    """Decisions by number and by draft, and how far they reach."""

    def __init__(self, decisions: pl.DataFrame) -> None:
        adopted = decisions.filter(pl.col("resolution").is_not_null())
        self._by_number: dict[int, tuple[str, date]] = {
            number: (decision, day)
            for number, decision, day in adopted.select("resolution", "decision", "date").rows()
        }
        if "remark" in decisions.columns:
            adopted = adopted.filter(pl.col("remark").ne_missing(NO_VOTE))
        self._numbers = adopted["resolution"].to_list()
        lost = decisions.filter(pl.col("resolution").is_null(), pl.col("draft").is_not_null())
        self._by_draft: dict[str, tuple[str, date]] = {
            _symbol(draft): (decision, day)
            for draft, decision, day in lost.select("draft", "decision", "date").rows()
        }
        self._lost_days = {day for _decision, day in self._by_draft.values()}
        # Only the Library gives titles, and only its record of resolutions is complete and exact.
        self._library = bool(decisions["title"].is_not_null().any())

    def find(self, row: dict[str, Any], where: str) -> tuple[str, date] | None:
        """The decision a row means, and its day; ``None`` if the decisions do not reach so far."""
        wanted = row["resolution"].strip()
        dated = (
            self._by_number.get(int(wanted))
            if wanted.isdigit()
            else self._by_draft.get(_symbol(wanted))
        )
        day = _date(row.get("date", ""), "date", where)
        shipped = row["source"].startswith("curated/")
        if dated is None:
            # What the user writes is never left out in silence.
            if not shipped or self._reaches(wanted, day):
                raise EditionError(
                    f"there is no decision {wanted!r} among the votes",
                    where=where,
                    cause="a wrong number, or a vote that a reader dropped",
                    remedy="correct the row, or look for the decision in the list of repairs"
                    if shipped
                    else "correct the row, or name the decision and its day in a file of mandates",
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
        if day is None and row["source"] == CORRECTIONS and not _in_doubt(row):
            raise EditionError(f"no date is given for {decision}", where=where)
        return dated

    def _reaches(self, wanted: str, day: date | None) -> bool:
        if wanted.isdigit():
            numbers = self._numbers
            return self._library and min(numbers) < int(wanted) < max(numbers)
        days = self._lost_days
        return bool(days) and day is not None and min(days) <= day <= max(days)


def _correction(row: dict[str, Any], decision: str, where: str) -> Correction:
    kind = row["kind"].strip() or None
    if kind is not None and kind not in (*DECISION_KINDS, "none"):
        raise EditionError(
            f"{kind!r} is no kind of decision",
            where=where,
            remedy=did_you_mean(kind, (*DECISION_KINDS, "none")),
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
        source=row["source"],
        row=row["row"],
    )


def _step(row: dict[str, Any], decision: str, decided: date, where: str) -> Step:
    step = row["step"].strip()
    if step not in MANDATE_STEPS:
        raise EditionError(
            f"{step!r} is no kind of step", where=where, remedy=did_you_mean(step, MANDATE_STEPS)
        )
    day = _date(row["day"], "day", where)
    if day is None or day < decided:
        raise EditionError(f"{step} lacks a day after the decision of {decided}", where=where)
    military, police = (
        _ceiling(row[name], name, where) for name in ("ceiling_military", "ceiling_police")
    )
    if UNKNOWN in (military, police):
        raise EditionError("a ceiling of a later day is not a number of persons", where=where)
    return Step(
        mission=row["mission"],
        decision=decision,
        step=step,
        day=day,
        military=military,  # type: ignore[arg-type]
        police=police,  # type: ignore[arg-type]
        known_on=_date(row["known_on"], "known_on", where) or decided,
        reason=row["reason"].strip(),
        source=row["source"],
        row=row["row"],
    )


def _in_doubt(row: dict[str, Any]) -> bool:
    return bool(row["reason"].strip().endswith("in doubt"))


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
    if text == UNKNOWN:
        return UNKNOWN
    if not text.isdigit():
        raise EditionError(f"{column} is {text!r}, not a number of persons", where=where)
    return int(text)
