"""Missions side by side on one day: a row for each figure, a column for each mission.

Each figure is one of the mission's brief, so that a table and the briefs never differ.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from peaceops.brief import Brief, compose, likeliest_draft, when_in_use
from peaceops.domain.countries import name_of
from peaceops.domain.days import short_day
from peaceops.domain.figures import Figure
from peaceops.edition import Edition, find_mission
from peaceops.situation import host_deaths


@dataclass(frozen=True)
class Cell:
    """What a mission has in a row.

    Attributes:
        figure: The figure; ``None`` where it is not known.
        note: What must stand beside it: the day it stands for, the resolution.
    """

    figure: Figure | None
    note: str = ""


@dataclass(frozen=True)
class MissionRow:
    """A row of the table.

    Attributes:
        name: Its key.
        label: What it is.
        cells: What each mission has.
    """

    name: str
    label: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class MissionTable:
    """Missions side by side.

    Attributes:
        as_of: The day.
        edition: Name of the edition.
        missions: Their acronyms, in the order asked for.
        names: Their full names.
        rows: The table.
    """

    as_of: date
    edition: str
    missions: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[MissionRow, ...]

    def row(self, name: str) -> MissionRow:
        """A row by its key.

        Raises:
            KeyError: There is none.
        """
        for row in self.rows:
            if row.name == name:
                return row
        raise KeyError(name)


def compare_missions(
    edition: Edition,
    missions: Sequence[str],
    as_of: date,
    *,
    seed: int = 0,
    progress: Callable[[str, int, int], None] = lambda *_: None,
) -> MissionTable:
    """Set missions side by side as of one day.

    Args:
        edition: Where every figure comes from.
        missions: Acronyms, names or countries.
        as_of: The day.
        seed: Seed of every random draw.
        progress: Called with the mission, how many are done, and how many there are.

    Returns:
        A row for each figure that every brief opens with; a cell is empty where the mission's brief
        has no such figure.

    Raises:
        TypeError: ``missions`` is one text and no list.
        ValueError: No mission is named.
        UnknownMissionError: There is no such mission on the day.

    >>> from peaceops.edition import open_edition
    >>> table = compare_missions(open_edition(), ["UNMOGIP"], date(2023, 6, 16))
    >>> table.row("kind").cells[0].figure.value
    'observer or ceasefire mission'
    """
    if isinstance(missions, str):
        raise TypeError(f"missions are a list of names, as ['UNMISS', 'UNIFIL'], not {missions!r}")
    acronyms = [find_mission(edition, mission, as_of) for mission in missions]
    if not acronyms:
        raise ValueError("no mission is named")
    briefs: list[Brief] = []
    deaths: list[Figure | None] = []
    for done, mission in enumerate(acronyms):
        progress(mission, done, len(acronyms))
        brief = compose(edition, mission, as_of, seed=seed)
        briefs.append(brief)
        year = host_deaths(edition.as_of(as_of), brief.hosts)
        deaths.append(year.last_12 if year else None)
    rows = [
        MissionRow(name, label, tuple(cell_of(brief) for brief in briefs))
        for name, label, cell_of in ROWS
    ]
    last_year = MissionRow(
        "deaths_last_12", "Conflict-related deaths in the hosts, last 12 months",
        tuple(Cell(figure, _months(figure)) for figure in deaths),
    )  # fmt: skip
    place = next(place for place, row in enumerate(rows) if row.name == "deaths_next_12")
    return MissionTable(
        as_of=as_of,
        edition=edition.name,
        missions=tuple(brief.mission.acronym for brief in briefs),
        names=tuple(brief.mission.name for brief in briefs),
        rows=(*rows[:place], last_year, *rows[place:]),
    )


def _months(figure: Figure | None) -> str:
    """Until when a year of deaths reaches, as its label ends: ``to December 2022``."""
    return "" if figure is None else f"to {figure.label.rpartition(' to ')[2]}"


def _text(brief: Brief, name: str, label: str, words: str) -> Cell:
    """What the register of missions says, as a figure."""
    return (
        Cell(Figure(f"mission.{name}", label, words, "text", "The register of missions."))
        if (words)
        else Cell(None)
    )


def _kind(brief: Brief) -> Cell:
    return _text(brief, "kind", "Kind of mission", brief.mission.kind.value)


def _hosts(brief: Brief) -> Cell:
    return _text(brief, "hosts", "Hosts", ", ".join(name_of(host) for host in brief.hosts))


def _ends(brief: Brief) -> Cell:
    mandate = brief.mandate
    ends, withdrawn = mandate.figure("ends"), mandate.figure("withdrawn_by")
    if withdrawn is not None:
        return Cell(withdrawn, f"withdrawal over, {mandate.resolution}")
    if ends is None:
        status = Figure("mandate.status", "Status of the mandate", mandate.status, "text",
                        "The latest decision that sets a term.")  # fmt: skip
        return Cell(status, mandate.resolution or "")
    return Cell(ends, mandate.resolution or "")


def _ceiling(brief: Brief) -> Cell:
    parts = [brief.mandate.figure(f"ceiling_{kind}") for kind in ("military", "police")]
    figures = [figure for figure in parts if figure is not None]
    if brief.mandate.ceiling.military is None:
        return Cell(None)
    total = Figure(
        "mandate.ceiling",
        "Authorised uniformed personnel",
        sum(int(figure.value or 0) for figure in figures),
        "persons",
        "Military and police ceilings together.",
        tuple(evidence for figure in figures for evidence in figure.evidence),
    )
    return Cell(total, "" if len(figures) > 1 else "police not known")


def _strength(brief: Brief) -> Cell:
    in_use = brief.picture.strength.in_use
    return Cell(in_use, when_in_use(brief.picture) if in_use else "")


def _last_vote(brief: Brief) -> Cell:
    vote = brief.council.last_vote
    return Cell(None) if vote is None else Cell(vote.tally, short_day(vote.date))


def _likeliest(brief: Brief) -> Cell:
    draft = likeliest_draft(brief)
    if draft is None:
        return Cell(None)
    return Cell(
        Figure("council.likeliest", "Draft likeliest to be adopted", draft.label, "text",
               "The draft with the highest odds of being put to the vote and adopted.")
    )  # fmt: skip


def _of_likeliest(name: str) -> Callable[[Brief], Cell]:
    def cell(brief: Brief) -> Cell:
        draft = likeliest_draft(brief)
        return Cell(None if draft is None else getattr(draft.odds, name))

    return cell


def _of_key(key: str) -> Callable[[Brief], Cell]:
    return lambda brief: Cell(brief.figure(key))


def _cost(brief: Brief) -> Cell:
    approved = brief.picture.appropriation.approved
    if approved is not None:
        return Cell(approved, "approved")
    return Cell(brief.figure("mission.cost_per_year"), "assumed")


ROWS: tuple[tuple[str, str, Callable[[Brief], Cell]], ...] = (
    ("kind", "Kind", _kind),
    ("hosts", "Hosts", _hosts),
    ("ends", "Mandate ends", _ends),
    ("days_left", "Days left", _of_key("mandate.days_left")),
    ("last_vote", "Last vote: in favour, against, abstaining", _last_vote),
    ("host_position", "What the host wants", _of_key("mission.host_position")),
    ("likeliest", "Likeliest draft", _likeliest),
    ("p_put_and_adopted", "Put to the vote and adopted", _of_likeliest("p_put_and_adopted")),
    ("p_adopted", "Adopted, once put to the vote", _of_likeliest("p_adopted")),
    ("p_unanimous", "Unanimous, once put to the vote", _of_likeliest("p_unanimous")),
    (
        "p_permanent_abstains",
        "A permanent member abstains, once put to the vote",
        _of_likeliest("p_permanent_abstains"),
    ),
    ("ceiling", "Authorised uniformed personnel", _ceiling),
    ("strength", "Uniformed personnel", _strength),
    ("strength_ahead_12", "Uniformed personnel in 12 months", _of_key("mission.strength_ahead_12")),
    ("cost", "Cost of a year, US dollars", _cost),
    (
        "deaths_next_12",
        "Conflict-related deaths in the hosts, next 12 months, if nothing changes",
        lambda brief: Cell(brief.comparison.status_quo.deaths.get("all")),
    ),
    (
        "peacekeepers_killed_12",
        "Peacekeepers killed by malicious acts, last 12 months",
        _of_key("situation.peacekeepers_killed_12"),
    ),
)
"""Key and label of each row, and what a brief has in it."""
