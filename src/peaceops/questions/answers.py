"""Answers as plain values: what the command line prints as JSON, and the web gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from peaceops.options import WhatIf


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
