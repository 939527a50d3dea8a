"""Enabling factors: four conditions around the mission, and what the data say on each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from peaceops.brief.document import Lever
from peaceops.case import Case
from peaceops.case.model import Measure
from peaceops.case.parts import LeverName
from peaceops.domain.figures import Figure
from peaceops.domain.violence_types import NON_STATE, STATE_BASED
from peaceops.situation import Situation
from peaceops.situation.sides import HOST_GOVERNMENT

TITLES: tuple[tuple[LeverName, str, str], ...] = (
    (
        "host forces",
        "Capacity and conduct of the host's own forces",
        "Training, equipment, discipline, what partners of the host's forces do, and who wins "
        "clashes: no open figures tell.",
    ),
    (
        "regional cooperation",
        "Cooperation against movement across borders",
        "Whether neighbours share intelligence or operate together; deaths beyond the border show "
        "the need, not the cooperation.",
    ),
    (
        "peace process",
        "How inclusive the peace process is",
        "Who stands inside and outside an agreement, and whether it is kept: only an assumptions "
        "file can say.",
    ),
    (
        "international support",
        "Support that stays",
        "Bilateral aid and forces outside the mission are not in the data.",
    ),
)
SUPPORT = ("top_five_share", "strength_after_departures", "sites_losing", "expenditure")


def way_forward(
    situation: Situation,
    measured: Mapping[str, Sequence[Figure]],
    mission: Mapping[str, Figure],
    case: Case | None,
) -> tuple[Lever, ...]:
    """What the figures and the case say on each factor.

    Args:
        situation: What is happening.
        measured: Figures of the factors themselves, by factor.
        mission: Figures of the mission, by key.
        case: What the analyst knows and assumes.
    """
    around: dict[str, list[Figure]] = {
        "host forces": [
            figure
            for (_host, kind), figure in situation.sides.by_kind.items()
            if kind == HOST_GOVERNMENT
        ],
        "regional cooperation": [
            *([situation.neighbours.together.last_12] if situation.neighbours.together else []),
            *situation.spread.groups_across.values(),
        ],
        "peace process": [
            year.last_12
            for (_host, target), year in situation.trends.by_type.items()
            if target in (STATE_BASED, NON_STATE)
        ],
        "international support": [
            mission[key] for name in SUPPORT if (key := f"mission.{name}") in mission
        ],
    }
    return tuple(
        Lever(
            lever=lever,
            title=title,
            figures=(*measured.get(lever, ()), *around[lever]),
            says=tuple(_from_case(case, lever)),
            unknown=unknown,
        )
        for lever, title, unknown in TITLES
    )


def _from_case(case: Case | None, lever: LeverName) -> Iterator[str]:
    if case is None:
        return
    for assumed in case.levers:
        if assumed.lever == lever:
            yield f"Assumed: {assumed.text} ({assumed.source})"
    for measure in case.of_kind("measure"):
        if isinstance(measure, Measure) and measure.lever == lever:
            words = f"“{measure.quotation}”" if measure.quotation else measure.text
            yield f"{measure.speaker}: {words} ({measure.source})"
