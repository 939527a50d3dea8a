"""The way forward: four measures beside the mission, and what the data say on each."""

from __future__ import annotations

import re
from collections.abc import Sequence

from peaceops.brief.document import Lever
from peaceops.brief.wording import SPACE, amount, bounds
from peaceops.case import Case
from peaceops.case.model import Measure
from peaceops.case.parts import LeverName
from peaceops.domain.figures import Figure

# Which findings bear on a lever, and what no finding tells.
LEVERS: tuple[tuple[LeverName, str, str, str], ...] = (
    (
        "host forces",
        "Capacity and conduct of the host's own forces",
        r"lever\.host-forces\..*|situation\.[a-z]{3}\.(one_sided_government|most_.*)",
        "Training, equipment, discipline, what partners of the host's forces do, and who wins "
        "clashes: no open figures tell.",
    ),
    (
        "regional cooperation",
        "Cooperation against movement across borders",
        r"lever\.regional-cooperation\..*|situation\.(neighbours_12|[a-z]{3}\.groups_across)",
        "Whether neighbours share intelligence or operate together; deaths beyond the border show "
        "the need, not the cooperation.",
    ),
    (
        "peace process",
        "How inclusive the peace process is",
        r"lever\.peace-process\..*|situation\.[a-z]{3}\.(state_based_12|non_state_12)",
        "Who stands inside and outside an agreement, and whether it is kept: only a case can say.",
    ),
    (
        "international support",
        "Support that stays",
        r"lever\.international-support\..*|mission\.(top_five_share|strength_after_departures|sites_losing|expenditure)"
        r"|situation\.[a-z]{3}\.alignment_.*",
        "Bilateral aid and forces beside the mission are not in the edition.",
    ),
)


def way_forward(findings: Sequence[Figure], case: Case | None) -> tuple[Lever, ...]:
    """What the findings and the case say on each lever."""
    made = []
    for lever, title, pattern, unknown in LEVERS:
        bearing = [one for one in findings if re.fullmatch(pattern, one.key)]
        said = [sentence(one) for one in bearing]
        for own in case.levers if case else ():
            if own.lever == lever:
                whose = "The case" if bearing else "The user's assumption, without evidence here"
                said.append(f"{whose}: {own.text} ({own.source})")
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
                findings=tuple(one.key for one in bearing),
                unknown=unknown,
            )
        )
    return tuple(made)


def sentence(finding: Figure) -> str:
    """A finding as a short sentence: label, value, unit and range."""
    value, unit = finding.value, finding.unit
    if finding.interval is not None and isinstance(value, int | float):
        between = bounds(*finding.interval, unit)
        written = amount(value, "" if unit == "times" else unit)
        return f"{finding.label}: {written} ({between}, 90{SPACE}% interval)."
    if isinstance(value, float) and unit == "share":
        return f"{finding.label}: {value:.0%}."
    if isinstance(value, float):
        value = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.2g}"
    elif isinstance(value, int):
        value = f"{value:,}"
    return f"{finding.label}: {value} {unit}."
