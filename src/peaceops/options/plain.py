"""A comparison as plain values, for JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from peaceops.mission import departure_exposure
from peaceops.options.capability import Loss, losses
from peaceops.options.comparison import Comparison, Row
from peaceops.options.presence import CLAIMED, POOLS, interval
from peaceops.options.sites import Place
from peaceops.options.spread import Spread


def as_json(made: Comparison) -> dict[str, Any]:
    """The comparison as plain values."""
    base, seen = made.base, made.base.rooms.picture
    return {
        "mission": base.mission,
        "as_of": base.as_of.isoformat(),
        "months": [one.isoformat() for one in base.months],
        "draws": base.draws,
        "seed": base.seed,
        "ceiling": base.ceiling,
        "strength_now": base.now,
        "status_quo": _option_json(made.quo),
        "options": [_option_json(one) for one in made.rows],
        "uncovered": departure_exposure(seen.footprint, seen.departures.leaving).to_dicts(),
        "departures": [_loss_json(one) for one in losses(base)],
        "effects": {
            kind: {
                "studies": [
                    {"name": one.name, "ratio": one.ratio, "published": one.published}
                    for one in POOLS[kind]
                ],
                "ratio_at_10000": interval(kind),
            }
            for kind in CLAIMED
        },
        "assumptions": [one.model_dump(mode="json") for one in base.assumptions.values()],
        "notes": list(made.notes),
    }


def _option_json(row: Row) -> dict[str, Any]:
    def plain(one: Spread | None) -> dict[str, float] | None:
        return None if one is None else {name: round(v, 4) for name, v in vars(one).items()}

    def each(some: Mapping[str, Spread]) -> dict[str, dict[str, float] | None]:
        return {kind: plain(one) for kind, one in some.items()}

    return {
        "option": row.option.id,
        "label": row.option.label,
        "decision": row.option.decision,
        "source": row.option.source,
        "p_adopted": row.p_adopted,
        "p_tabled": row.p_tabled,
        "strength": plain(row.strength),
        "strength_by_month": [plain(one) for one in row.by_month],
        "withdrawal": {
            "regime": row.regime,
            "p_finished_by_date": row.finished,
        }
        if row.regime
        else None,
        "places": [_place_json(one) for one in row.places],
        "deaths_within_reach_share": plain(row.reach),
        "cost": plain(row.cost),
        "cost_difference": plain(row.cost_difference),
        "deaths": each(row.deaths),
        "deaths_difference": each(row.differences),
        "peacekeepers_lost": plain(row.lost),
        "peacekeepers_lost_difference": plain(row.lost_difference),
        "capabilities_lost": list(row.capabilities_lost),
        "tasks_kept": list(row.tasks_kept),
        "tasks_dropped": list(row.tasks_dropped),
        "notes": list(row.notes),
    }


def _loss_json(one: Loss) -> dict[str, Any]:
    by = one.by.isoformat() if one.by else None
    return vars(one) | {"by": by, "in_words": one.in_words()}


def _place_json(one: Place) -> dict[str, Any]:
    held = [round(p, 4) for p in one.p_held]
    by = one.by.isoformat() if one.by else None
    return vars(one) | {"p_held": held, "personnel": round(one.personnel), "by": by}
