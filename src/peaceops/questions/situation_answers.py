"""Answers on the situation as plain values: who fights whom, agreements, violence explained."""

from __future__ import annotations

import re
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from peaceops.questions.days import NotUnderstood

if TYPE_CHECKING:
    from collections.abc import Sequence

    from peaceops.situation import Accords, AccordSides, Actors
    from peaceops.violence import CellsAhead, Explanation

VIOLENCE_TARGETS = {
    "sb": "state_based",
    "ns": "non_state",
    "os": "one_sided",
    "all": "all_types",
}
"""Types of deaths by the short names that users write."""


def actors_values(answer: Actors) -> dict[str, Any]:
    """Who fights whom in a mission's hosts, with deaths by month."""
    return {
        "mission": answer.mission,
        "as_of": answer.as_of,
        "hosts": list(answer.hosts),
        "until": answer.until,
        "dyads": answer.dyads.to_dicts(),
        "actors": answer.actors.to_dicts(),
        "years": answer.years.to_dicts(),
        "months": answer.months.to_dicts(),
        "coverage": list(answer.coverage),
        "gaps": [{"what": gap.what, "why": gap.why, "remedy": gap.remedy} for gap in answer.gaps],
    }


def accords_values(answer: Accords, sides: Sequence[AccordSides]) -> dict[str, Any]:
    """The hosts' peace agreements, who signed, and who fights outside of them."""
    return {
        "mission": answer.mission,
        "as_of": answer.as_of,
        "years": answer.years,
        "until": answer.until,
        "fighting_until": answer.fighting_until,
        "agreements": answer.agreements.to_dicts(),
        "groups": answer.groups.to_dicts(),
        "lately": [
            {
                "country": side.country,
                "until": side.until,
                "inside": list(side.inside),
                "outside": list(side.outside),
                "deaths": side.deaths,
            }
            for side in sides
        ],
        "gaps": [{"what": gap.what, "why": gap.why, "remedy": gap.remedy} for gap in answer.gaps],
    }


def target_meant(word: str) -> str:
    """The type of deaths that a user names.

    Raises:
        NotUnderstood: There is none of that name.
    """
    if word not in VIOLENCE_TARGETS:
        raise NotUnderstood(f"{word!r} is not one of {', '.join(VIOLENCE_TARGETS)}")
    return VIOLENCE_TARGETS[word]


def place_meant(text: str) -> tuple[float, float]:
    """The place that a user writes by its degrees north and east.

    Raises:
        NotUnderstood: It is none.

    >>> place_meant("4.85,31.58")
    (4.85, 31.58)
    """
    parts = re.fullmatch(r"\s*(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)\s*", text, re.ASCII)
    if not parts or abs(float(parts[1])) > 90 or abs(float(parts[2])) > 180:
        raise NotUnderstood(f"{text!r} is not a place", remedy="write it as 4.85,31.58")
    return float(parts[1]), float(parts[2])


def explanation_values(answer: Explanation) -> dict[str, Any]:
    """What a country's forecast rests on."""
    months = answer.episodes.with_columns(month=answer.episodes["month"].dt.strftime("%Y-%m"))
    return {
        "country": answer.country,
        "recorded_as": answer.recorded_as,
        "target": answer.target,
        "origin": f"{answer.origin:%Y-%m}",
        "not_known": answer.known_words,
        "last_12": answer.last_12,
        "episodes": months.to_dicts(),
        "moved": answer.moved.to_dicts(),
        "unsure": answer.unsure.to_dicts(),
        "notes": list(answer.notes),
    }


def cells_values(ahead: CellsAhead, share: float | None = None) -> dict[str, Any]:
    """Where in a country deaths are to be expected, cell by cell."""
    return {
        "country": ahead.country,
        "target": ahead.target,
        "model": ahead.model,
        "origin": ahead.origin.isoformat(),
        "months": ahead.months,
        "not_known": ahead.known_words,
        "months_late": ahead.late,
        "whole": None if ahead.whole is None else asdict(ahead.whole),
        "share_within_50_km": share,
        "cells": ahead.table.to_dicts(),
    }
