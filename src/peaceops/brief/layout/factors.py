"""Enabling factors: four conditions around the mission, and what is known of each."""

from __future__ import annotations

from collections.abc import Iterator

from peaceops.brief import page
from peaceops.brief.document import Brief
from peaceops.brief.page import Bullets, Heading, Paragraph, Text
from peaceops.brief.words import line, verbatim
from peaceops.case import LeverName, Measure
from peaceops.domain.figures import Figure
from peaceops.domain.violence_types import NON_STATE, STATE_BASED
from peaceops.situation import HOST_GOVERNMENT

FACTORS: tuple[tuple[LeverName, str, str], ...] = (
    (
        "host forces",
        "Capacity and conduct of the host's own forces",
        "Training, equipment, discipline, what partners of the host's forces do, and who wins "
        "clashes: no open data exist.",
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
        "Whether agreements are kept, and what was agreed after the list of them ends: only an "
        "assumptions file can say.",
    ),
    (
        "international support",
        "Support that stays",
        "Bilateral aid and forces outside the mission are not in the data.",
    ),
)
SUPPORT = ("top_five_share", "strength_after_departures", "sites_losing", "expenditure")


def blocks(brief: Brief) -> Iterator[page.Block]:
    """The four enabling factors: what data say, what the analyst adds, what nobody knows."""
    columns = [
        tuple(_factor(brief, place, *factor)) for place, factor in enumerate(FACTORS, start=1)
    ]
    for first, second in zip(columns[::2], columns[1::2], strict=True):
        yield page.Columns(first, second)


def _factor(
    brief: Brief, place: int, factor: LeverName, title: str, unknown: str
) -> Iterator[page.Block]:
    yield Heading(f"lever-{place}", title)
    lines = [line(figure) for figure in figures_of(brief, factor)]
    lines += [verbatim(words) for words in _from_case(brief, factor)]
    yield Bullets(tuple(lines) or (Text("The data hold nothing on it as of this date."),))
    yield Paragraph((Text("Not known:", strong=True), verbatim(unknown)), "unknown")


def figures_of(brief: Brief, factor: LeverName) -> tuple[Figure, ...]:
    """What the rooms say of a factor: those of the factor itself first."""
    return (*brief.factors.by_factor.get(factor, ()), *_around(brief, factor))


def _around(brief: Brief, factor: LeverName) -> Iterator[Figure]:
    situation = brief.situation
    match factor:
        case "host forces":
            for (_host, kind), figure in situation.sides.by_kind.items():
                if kind == HOST_GOVERNMENT:
                    yield figure
        case "regional cooperation":
            if situation.neighbours.together:
                yield situation.neighbours.together.last_12
            yield from situation.spread.groups_across.values()
        case "peace process":
            years = situation.trends.by_type.items()
            yield from (y.last_12 for (_, kind), y in years if kind in (STATE_BASED, NON_STATE))
            for host in brief.hosts_with_accords:
                yield from (
                    figure for figure in (host.again, host.outside) if figure and figure.value
                )
        case "international support":
            figures = (brief.figure(f"mission.{name}") for name in SUPPORT)
            yield from (figure for figure in figures if figure is not None)


def _from_case(brief: Brief, factor: LeverName) -> Iterator[str]:
    if brief.case is None:
        return
    yield from _borrowed(brief, factor)
    for assumed in brief.case.levers:
        if assumed.lever == factor:
            yield f"Assumed: {assumed.text} ({assumed.source})"
    for measure in brief.case.of_kind("measure"):
        if isinstance(measure, Measure) and measure.lever == factor:
            words = f"“{measure.quotation}”" if measure.quotation else measure.text
            yield f"{measure.speaker}: {words} ({measure.source})"


def _borrowed(brief: Brief, factor: LeverName) -> Iterator[str]:
    """Published effects of the factor that the case names, and what they would mean here."""
    for borrowed in brief.comparison.effects:
        if factor in borrowed.named.levers:
            yield " ".join(borrowed.in_short())
