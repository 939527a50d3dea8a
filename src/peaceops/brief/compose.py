"""Compose a brief: ask every room through one view, and put their answers together."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from itertools import count

from peaceops.brief.document import Brief, PublicationUsed
from peaceops.brief.earlier import EarlierBrief
from peaceops.brief.incidents import incidents_on_record
from peaceops.brief.mandate_changes import mandate_changes
from peaceops.brief.named_actors import named_actors
from peaceops.brief.odds_history import replayed
from peaceops.brief.since import since
from peaceops.case import Case
from peaceops.council import precedents
from peaceops.domain.figures import Figure
from peaceops.edition import Edition, View, find_mission, knowledge
from peaceops.mandate import penholders, reports_due
from peaceops.options import (
    Comparison,
    LargestSwing,
    StatusQuo,
    check_case,
    compare,
    gather_inputs,
    largest_swings,
    likeliest,
    signatories,
    status_quo,
)
from peaceops.overview import host_outlines
from peaceops.situation import accords, describe, enabling_factors, provisional_months
from peaceops.violence import around, look_alikes

DRAWS = 2000
STAGES = 6
"""Stages that a brief is composed in, for whoever shows how far it is."""


def compose(
    edition: Edition,
    mission: str,
    as_of: date,
    *,
    case: Case | None = None,
    seed: int = 0,
    progress: Callable[[str, int, int], None] | None = None,
    earlier: EarlierBrief | None = None,
) -> Brief:
    """Compose the options brief on a mission as of a date.

    Args:
        edition: Where every figure comes from.
        mission: Acronym, in any case.
        as_of: What was known at the end of this day is used, and nothing later.
        case: What the analyst knows and assumes.
        seed: Seed of every random draw.
        progress: Told of each stage as it begins: its name, how many are done, how many there are.
        earlier: A brief of an earlier day, as ``read_earlier`` reads it: the new one then says what
            has changed since.

    Returns:
        The brief; ``write`` writes it to a folder.

    Raises:
        UnknownMissionError: No such mission on the date.
        CaseError: The case is about another mission, says what was not known on the date, or
            gives as the host's position what another state says.
        ValueError: Two rooms give one quantity different values.

    >>> from peaceops.edition import open_edition
    >>> brief = compose(open_edition(), "UNMOGIP", date(2023, 6, 16))
    >>> brief.hosts
    ('IND', 'PAK')
    """
    stages = count()

    def step(stage: str) -> None:
        if progress is not None:
            progress(stage, next(stages), STAGES)

    step("the mission")
    acronym = find_mission(edition, mission, as_of)
    view = edition.as_of(as_of)
    if case is not None:
        check_case(view, case, acronym)
    inputs = gather_inputs(view, acronym, case=case, seed=seed, with_record=True, step=step)
    step("the options compared")
    base = status_quo(view, acronym, case=case, inputs=inputs, draws=DRAWS, seed=seed)
    operation, picture = inputs.mission, inputs.picture
    parties, source = signatories(case)
    step("the situation")
    situation, comparison = describe(view, acronym), compare(base)
    brief = Brief(
        as_of=view.as_of,
        edition=view.edition_name,
        seed=seed,
        knowledge=knowledge(view),
        mission=operation,
        situation=situation,
        accords=accords(view, operation),
        actors=named_actors(view, acronym, quiet=situation.trends.quiet),
        mandate_changes=mandate_changes(view, acronym),
        reports_due=reports_due(view, operation.mandate),
        penholders=penholders(view, acronym),
        council=inputs.council,
        precedents=precedents(view),
        picture=picture,
        violence=inputs.violence,
        neighbours=around(view, operation.hosts, seed=seed),
        comparison=comparison,
        swings=_swings_of_likeliest(base, comparison),
        factors=enabling_factors(
            view, operation, parties=parties, parties_source=source, seed=seed
        ),
        odds_history=replayed(view, operation),
        incidents=incidents_on_record(view, case, operation.hosts, picture.footprint.sites),
        outlines=host_outlines(view, operation.hosts),
        look_alikes=look_alikes(view, [host.country for host in inputs.violence.hosts]),
        provisional=provisional_months(view),
        case=case,
    )
    brief = replace(brief, publications=publications(view, brief.figures))
    return brief if earlier is None else replace(brief, since=since(view, brief, earlier))


def _swings_of_likeliest(base: StatusQuo, comparison: Comparison) -> tuple[LargestSwing, ...]:
    """What moves the figures of the option most that is likeliest to be adopted."""
    result = likeliest(comparison.options)
    return () if result is None else largest_swings(base, result)


def publications(view: View, figures: Iterable[Figure]) -> tuple[PublicationUsed, ...]:
    """Publications of the tables that the figures rest on."""
    tables = sorted({row.table for figure in figures for row in figure.evidence} - {"case"})
    used: dict[str, list[str]] = {}
    for table in tables:
        for publication in view.publications_of(table):
            used.setdefault(publication, []).append(table)
    return tuple(
        PublicationUsed(
            id=publication,
            **entry.model_dump(),
            release=view.release_of(publication),
            tables=tuple(used[publication]),
        )
        for publication, entry in sorted(view.publications().items())
        if publication in used
    )
