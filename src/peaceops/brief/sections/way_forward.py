"""The way forward: four measures beside the mission, and what the data say on each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from peaceops.brief.document import Lever
from peaceops.case import Case
from peaceops.case.model import LeverName, Measure
from peaceops.findings import Finding

# Which findings bear on a lever, and what no finding tells.
LEVERS: tuple[tuple[LeverName, str, str, str], ...] = (
    (
        "host forces",
        "Capacity and conduct of the host's own forces",
        r"situation\.[a-z]{3}\.(one_sided_government|one_sided_groups|most_.*)",
        "Training, equipment, discipline, and what partners of the host's forces do: no open "
        "figures tell.",
    ),
    (
        "regional cooperation",
        "Cooperation against movement across borders",
        r"situation\.(neighbours_.*|[a-z]{3}\.(border_share|groups_across))",
        "Whether neighbours share intelligence or operate together; deaths beyond the border show "
        "the need, not the cooperation.",
    ),
    (
        "peace process",
        "How inclusive the peace process is",
        r"situation\.[a-z]{3}\.(state_based_12|non_state_12)",
        "Who stands inside and outside an agreement, and whether it is kept: only a case can say.",
    ),
    (
        "international support",
        "Support that stays",
        r"mission\.(top_five_share|strength_after_departures|sites_losing|expenditure)"
        r"|situation\.[a-z]{3}\.alignment_.*",
        "Bilateral aid and forces beside the mission are not in the edition.",
    ),
)


def way_forward(findings: Sequence[Finding], case: Case | None) -> tuple[Lever, ...]:
    """What the findings and the case say on each lever."""
    made = []
    for lever, title, pattern, unknown in LEVERS:
        bearing = [one for one in findings if re.fullmatch(pattern, one.id)]
        said = [sentence(one) for one in bearing]
        for own in case.levers if case else ():
            if own.lever == lever:
                said.append(f"The case: {own.text} ({own.source})")
        said += [
            f"{one.speaker}: “{one.quotation or one.text}” ({one.source})"
            for one in (case.of_kind("measure") if case else [])
            if isinstance(one, Measure) and one.lever == lever
        ]
        made.append(
            Lever(
                lever=lever,
                title=title,
                says=tuple(said) or ("The edition says nothing on it as of this date.",),
                findings=tuple(one.id for one in bearing),
                unknown=unknown,
            )
        )
    return tuple(made)


def sentence(finding: Finding) -> str:
    """A finding as a short sentence: label, value and unit."""
    value, unit = finding.value, finding.unit
    if isinstance(value, float) and unit == "share":
        return f"{finding.label}: {value:.0%}."
    if isinstance(value, float):
        value = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2g}"
    elif isinstance(value, int):
        value = f"{value:,}"
    return f"{finding.label}: {value} {unit}."
