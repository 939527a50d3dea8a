"""Answers as plain values: what the command line prints as JSON, and the web gives."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from peaceops.options import WhatIf
    from peaceops.overview import Calendar, MissionLine
    from peaceops.reading import Document, Proposal


def missions_values(edition: str, as_of: date, lines: Sequence[MissionLine]) -> dict[str, Any]:
    """Missions in one line each, as values.

    Args:
        edition: Name of the edition.
        as_of: The day.
        lines: The missions, in the order in which they are given.
    """
    return {"as_of": as_of, "edition": edition, "missions": [line.row() for line in lines]}


def calendar_values(due: Calendar) -> dict[str, Any]:
    """A calendar as values, with what it cannot tell.

    Args:
        due: What is due.
    """
    return {
        "as_of": due.as_of,
        "edition": due.edition,
        "from": due.start,
        "to": due.until,
        "entries": [entry.row() for entry in due.entries],
        "gaps": [
            {"mission": name, "what": gap.what, "why": gap.why, "remedy": gap.remedy}
            for name, gap in due.gaps
        ],
    }


def what_if_values(answer: WhatIf) -> dict[str, Any]:
    """What is printed, as values: the two comparisons stay with `peaceops options compare`."""
    from peaceops.options import as_json

    after = answer.after
    return {
        "mission": after.mission,
        "as_of": after.as_of.isoformat(),
        "months": len(after.months),
        "draws": after.draws,
        "seed": after.seed,
        **{
            name: as_json(getattr(answer, name))
            for name in (
                "supposed",
                "replaced",
                "moves",
                "votes",
                "losses",
                "capabilities",
                "effects",
                "notes",
                "unread",
                "unmoved",
                "case",
            )
        },
    }


def reading_values(documents: Sequence[Document], proposals: Sequence[Proposal]) -> dict[str, Any]:
    """What was read and what is proposed, as values; the texts themselves are left out.

    Args:
        documents: What was read.
        proposals: What is proposed from them.
    """
    described = [
        {
            "name": document.name,
            "sha256": document.sha256,
            "published": document.published.isoformat(),
            "media": document.media,
            "characters": len(document.text),
        }
        for document in documents
    ]
    return {
        "document": described[0] if len(described) == 1 else described,
        "statements": [proposal.as_json() for proposal in proposals],
    }
