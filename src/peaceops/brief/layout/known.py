"""Which findings a place on the page rests on, and which gaps stand in for what is missing."""

from __future__ import annotations

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import TypeVar

from peaceops.brief import page
from peaceops.brief.document import Brief, BriefFinding, BriefGap
from peaceops.brief.wording import amount, bounds, percent

TRACK_RECORD = "*.record*"
"""Findings on how methods did before, which have a section of their own."""

MOST = 4
"""Citations set at one place; the rest are listed at the end of the section."""


Item = TypeVar("Item", BriefFinding, BriefGap)


class Known:
    """The findings and gaps of a brief, and which of them the page has placed so far."""

    def __init__(self, brief: Brief) -> None:
        self._findings = {one.id: one for one in brief.findings}
        self._gaps = {one.id: one for one in brief.gaps}
        self._statements = {one.id for one in brief.statements}
        self._placed: set[str] = set()

    def cites(self, *wanted: str, most: int = MOST) -> page.Cites:
        """Cite the findings whose identifier begins like one of ``wanted``; ``*`` is any text."""
        found = []
        for beginning in wanted:
            for identifier in self._findings:
                if fnmatchcase(identifier, f"{beginning}*") and identifier not in found:
                    found.append(identifier)
        found = found[:most]
        self._placed.update(found)
        return tuple(page.finding(one) for one in found)

    def statement(self, identifier: str | None) -> page.Cites:
        """Cite a statement of the case, if it is in the brief."""
        return (
            (page.statement(identifier),) if identifier in self._statements and identifier else ()
        )

    def finding(self, identifier: str) -> BriefFinding | None:
        """The finding of an identifier, if the brief holds it."""
        return self._findings.get(identifier)

    def missing(self, otherwise: str, *wanted: str) -> page.Missing:
        """Say what is missing: by the gap whose identifier begins so, or in plain words."""
        for beginning in wanted:
            for identifier, gap in self._gaps.items():
                if fnmatchcase(identifier, f"{beginning}*") and identifier not in self._placed:
                    self._placed.add(identifier)
                    return _missing(gap)
        return page.Missing(otherwise, "", "")

    def rest(self, *rooms: str) -> list[page.Block]:
        """Place the findings and gaps of some rooms that no block of the section has placed."""
        blocks: list[page.Block] = []
        findings = self._left(self._findings, rooms)
        if findings:
            blocks.append(
                page.Bullets(
                    tuple(page.Text(in_words(one), (page.finding(one.id),)) for one in findings),
                    "others",
                )
            )
        gaps = [_missing(one) for one in self._left(self._gaps, rooms)]
        blocks += [
            page.Columns((left,), (right,))
            for left, right in zip(gaps[::2], gaps[1::2], strict=False)
        ]
        return blocks + gaps[len(gaps) // 2 * 2 :]

    def _left(self, items: Mapping[str, Item], rooms: tuple[str, ...]) -> list[Item]:
        left = [
            identifier
            for identifier in items
            if identifier not in self._placed
            and identifier.split(".")[0] in rooms
            and not fnmatchcase(identifier, TRACK_RECORD)
        ]
        self._placed.update(left)
        return [items[identifier] for identifier in left]


def _missing(gap: BriefGap) -> page.Missing:
    return page.Missing(
        capital(gap.what), sentence(gap.why), sentence(gap.remedy), (page.gap(gap.id),)
    )


def capital(text: str) -> str:
    """Begin a text with a capital letter."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Make a sentence of a text: a capital at its start, a full stop at its end."""
    return capital(text) + ("" if text.endswith((".", "!", "?")) or not text else ".")


def in_words(one: BriefFinding) -> str:
    """Write a finding as a line: label, value, interval."""
    return f"{one.label}: {amount(one.value, one.unit)}{interval_in_words(one, ' (', ')')}"


def interval_in_words(one: BriefFinding, before: str = "", after: str = "") -> str:
    """Write a finding's interval and the probability it is meant to hold; empty without one."""
    if one.interval is None:
        return ""
    level = f", {percent(one.level)} interval" if one.level is not None else ""
    return f"{before}{bounds(*one.interval, one.unit)}{level}{after}"
