"""What changed since a mission's last renewal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from peaceops.domain.figures import Figure, Gap
from peaceops.domain.messages import message, run_together
from peaceops.edition import KnownRows, mandate_of
from peaceops.mandate.difference import Change, Difference, difference
from peaceops.mandate.texts import has_text, when

RENEWS = ("establish", "renew", "terminate")
"""What sets a mandate's text; rollovers carry it on, and amendments change a part of it."""
_REMEDY = (
    "add the document as a JSON file of paragraphs and run `peaceops data build`; "
    "`peaceops mandate text --list` lists those on record"
)


@dataclass(frozen=True)
class RenewalChanges:
    """What the last renewal of a mission changed.

    Attributes:
        mission: Acronym.
        as_of: The date.
        last: Symbol of the last renewal known; ``None`` where none is on record.
        before: Symbol of the one before it; ``None`` where there is none.
        difference: The comparison of their texts; ``None`` where one of them is not on record.
        figures: How many paragraphs are the same, moved, changed, added and dropped.
        gaps: What is missing where there is no comparison.
    """

    mission: str
    as_of: date
    last: str | None
    before: str | None
    difference: Difference | None
    figures: tuple[Figure, ...]
    gaps: tuple[Gap, ...]

    @property
    def paragraphs(self) -> tuple[Change, ...]:
        """Paragraphs that were added, dropped, moved or whose words changed, in order."""
        if self.difference is None:
            return ()
        return self.difference.of_kind("added", "dropped", "moved", "changed")


def renewals(view: KnownRows, mission: str) -> pl.DataFrame:
    """Decisions that set a mission's mandate anew, oldest first.

    Args:
        view: The edition as known on a date.
        mission: Acronym.

    Returns:
        Their ``decision``, ``date``, ``kind`` and ``until``.

    Raises:
        UnknownMissionError: No mission of that name is on record on the date.
    """
    history = mandate_of(view, mission).history
    if history.is_empty():
        return pl.DataFrame(
            schema={"decision": pl.String, "date": pl.Date, "kind": pl.String, "until": pl.Date}
        )
    return history.filter("adopted", pl.col("kind").is_in(RENEWS)).select(
        "decision", "date", "kind", "until"
    )


def changes_since_last_renewal(view: KnownRows, mission: str) -> RenewalChanges:
    """Compare the last renewal of a mission known on the view's date with the one before it.

    Args:
        view: The edition as known on a date.
        mission: Acronym, as the table of mandates writes it.

    Returns:
        The comparison with its figures; without texts, the gap that says which is missing.

    Raises:
        UnknownMissionError: No mission of that name is on record on the date.

    >>> from datetime import date
    >>> from peaceops.edition import open_edition
    >>> view = open_edition().as_of(date(2023, 12, 31))
    >>> changes = changes_since_last_renewal(view, "MINUSCA")
    >>> changes.before, changes.last
    ('S/RES/2659 (2022)', 'S/RES/2709 (2023)')
    """
    symbols = renewals(view, mission)["decision"].to_list()
    last = symbols[-1] if symbols else None
    before = symbols[-2] if len(symbols) > 1 else None
    if last is None or before is None:
        why = "no renewal" if last is None else message("no renewal before {last}", last=last)
        gap = Gap(
            "mandate.text_changes",
            message("what changed in the mandate of {mission}", mission=mission),
            message("{why} was on record{view}", why=why, view=when(view)),
            "add later votes of the Council and run `peaceops data build`",
        )
        return RenewalChanges(mission, view.as_of, last, before, None, (), (gap,))
    lacking = [symbol for symbol in (before, last) if not has_text(view, symbol)]
    if lacking:
        gap = _gap_of_texts(view, mission, lacking, symbols)
        return RenewalChanges(mission, view.as_of, last, before, None, (), (gap,))
    changes = difference(view, before, last)
    return RenewalChanges(mission, view.as_of, last, before, changes, changes.figures, ())


def _gap_of_texts(
    view: KnownRows, mission: str, lacking: Sequence[str], symbols: Sequence[str]
) -> Gap:
    texts = [symbol for symbol in symbols if has_text(view, symbol)]
    others = (
        message("; its texts on record: {texts}", texts=run_together(", ", texts)) if texts else ""
    )
    return Gap(
        "mandate.text_changes",
        message("what changed in the mandate of {mission} with its last renewal", mission=mission),
        message(
            "the text of {lacking} was not on record{view}{others}",
            lacking=run_together(" and of ", lacking),
            view=when(view),
            others=others,
        ),
        _REMEDY,
    )
