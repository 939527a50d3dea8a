"""What a section should say and cannot: a gap with its remedy, or plain words."""

from __future__ import annotations

from peaceops.brief import page
from peaceops.brief.document import Brief
from peaceops.domain.figures import Gap
from peaceops.domain.messages import capitalised, message


def missing(brief: Brief, otherwise: str, *keys: str) -> page.Missing:
    """The first gap of these keys that the brief holds; where it holds none, plain words."""
    by_key = {gap.key: gap for gap in brief.gaps}
    gap = next((by_key[key] for key in keys if key in by_key), None)
    return page.Missing(otherwise, "", "") if gap is None else of_gap(gap)


def gap_marks(brief: Brief, *keys: str) -> page.Cites:
    """The reference marks of the gaps of these keys that the brief holds."""
    listed = {gap.key for gap in brief.gaps}
    return tuple(page.gap(key) for key in keys if key in listed)


def of_gap(gap: Gap) -> page.Missing:
    """A gap as a block that leads to its entry."""
    return page.Missing(
        capitalised(gap.what), sentence(gap.why), sentence(gap.remedy), (page.gap(gap.key),)
    )


def sentence(text: str) -> str:
    """Make a sentence of a text: a capital at its start, a full stop at its end."""
    if text.endswith((".", "!", "?")) or not text:
        return capitalised(text)
    return message("{text}.", text=capitalised(text))
