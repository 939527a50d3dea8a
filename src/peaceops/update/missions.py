"""What changed in the figures of active missions since the edition before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from peaceops.domain.figures import Value
from peaceops.domain.mandate import Mandate
from peaceops.edition import Edition, View, active_missions
from peaceops.errors import MissingTableError
from peaceops.mission import Strength, strength
from peaceops.situation import trends

MISSION, LAST_VOTE, ENDS = "mission", "last vote", "mandate ends"
CEILING, STRENGTH, DEATHS = "ceiling", "strength", "deaths in 12 months"
NONE = "none on record"


@dataclass(frozen=True)
class State:
    """A figure of a mission as an edition has it.

    Attributes:
        value: The figure, or its day.
        words: As it is shown, with what it stands for.
    """

    value: Value
    words: str


@dataclass(frozen=True)
class MissionChange:
    """A figure of a mission that is not what it was.

    Attributes:
        mission: Acronym.
        what: Which figure, as ``mandate ends``.
        before: As it was; ``None`` where the mission was not on record as active.
        now: As it is; ``None`` where the mission is no longer active.
    """

    mission: str
    what: str
    before: State | None
    now: State | None


def mission_states(edition: Edition, day: date) -> dict[tuple[str, str], State]:
    """Figures of all missions active on a day, by mission and what they are.

    Args:
        edition: The edition.
        day: The day.

    Returns:
        Last vote, end of the mandate, authorised ceiling, strength, and deaths of twelve months in
        each host. Empty where the edition has no list of missions.

    >>> from peaceops.edition import open_edition
    >>> states = mission_states(open_edition(), date(2023, 6, 16))
    >>> states["UNDOF", "mandate ends"].words, states["UNDOF", "last vote"].words
    ('2023-06-30', '2022-12-22 S/RES/2671 (2022)')
    """
    view = edition.as_of(day)
    try:
        missions = active_missions(edition, day)
    except MissingTableError:
        return {}
    return {
        (mission, what): state for mission in missions for what, state in _states(view, mission)
    }


def mission_changes(
    before: dict[tuple[str, str], State], after: dict[tuple[str, str], State]
) -> tuple[MissionChange, ...]:
    """Compare figures of two editions; a mission that came or went is one change.

    Args:
        before: Those of the earlier edition.
        after: Those of the later one.
    """
    old, new = {mission for mission, _ in before}, {mission for mission, _ in after}
    changes = [
        MissionChange(
            mission, MISSION, before.get((mission, MISSION)), after.get((mission, MISSION))
        )
        for mission in sorted(old ^ new)
    ]
    both = old & new
    keys = [key for key in dict.fromkeys([*after, *before]) if key[0] in both]
    for mission, what in sorted(keys, key=lambda key: key[0]):
        was, now = before.get((mission, what)), after.get((mission, what))
        if was != now:
            changes.append(MissionChange(mission, what, was, now))
    return tuple(changes)


def _states(view: View, mission: str) -> Iterator[tuple[str, State]]:
    subject = view.mission(mission)
    yield MISSION, State(mission, "active")
    yield from _of_mandate(subject.mandate)
    yield STRENGTH, _strength(strength(view, mission))
    for deaths in trends(view, subject.hosts).totals:
        words = f"{deaths.last_12.value:,} to {deaths.until:%Y-%m}"
        yield f"{DEATHS}, {deaths.country}", State(deaths.last_12.value, words)


def _of_mandate(mandate: Mandate) -> Iterator[tuple[str, State]]:
    history = mandate.history
    if history.height:
        line = history.row(-1, named=True)
        yield LAST_VOTE, State(str(line["date"]), f"{line['date']} {line['decision']}")
    else:
        yield LAST_VOTE, State(None, NONE)
    ends = mandate.figure("ends")
    yield ENDS, State(ends.value, str(ends.value)) if ends else State(None, mandate.status)
    parts = [
        (figure.value, kind)
        for figure, kind in (
            (mandate.figure("ceiling_military"), "military"),
            (mandate.figure("ceiling_police"), "police"),
        )
        if figure is not None and isinstance(figure.value, int)
    ]
    words = ", ".join(f"{value:,} {kind}" for value, kind in parts)
    yield CEILING, State(sum(int(value) for value, _ in parts) or None, words or NONE)


def _strength(answer: Strength) -> State:
    if answer.in_use is None or answer.baseline is None:
        return State(None, NONE)
    stands_for = (
        f"mean of {answer.baseline.on.year}"
        if answer.baseline.basis == "yearly mean"
        else f"{answer.baseline.on:%Y-%m}"
    )
    return State(answer.in_use.value, f"{answer.in_use.value:,} ({stands_for})")
