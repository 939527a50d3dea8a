"""What changes when something is supposed: two runs of one code path, on the same draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from peaceops.case import Case
from peaceops.council import DraftOdds
from peaceops.edition import View
from peaceops.options.case_check import check_case
from peaceops.options.compare import Comparison, compare
from peaceops.options.inputs import DRAWS, HORIZON, Inputs, gather_inputs
from peaceops.options.moves import (
    MISSION_FIGURES,
    MemberMove,
    Move,
    Pair,
    Run,
    effect_moves,
    mission_moves,
    option_moves,
    pairs_of,
    vote_moves,
)
from peaceops.options.quantities import drawn_quantities, headings
from peaceops.options.simulate import simulate_options
from peaceops.options.status_quo import status_quo
from peaceops.options.supposed_case import Supposed, suppose
from peaceops.options.suppositions import Suppositions


@dataclass(frozen=True)
class WhatIf:
    """What changes when something is supposed.

    Attributes:
        supposed: What is supposed, in sentences.
        case: The case in which it stands.
        replaced: What of the case before it replaces, by id.
        before: The comparison as things are.
        after: The comparison if what is supposed holds.
        moves: Figures that change, by quantity.
        votes: Members' odds that change.
        losses: What further departures take, in words.
        capabilities: Option to capabilities that it loses further.
        effects: What is on record of the published effects that are supposed, line by line.
        notes: What a reader must know that does not hold as things are.
        unread: Assumptions that are supposed, and that no figure here rests on.
        unmoved: Headings of the quantities that were looked at and do not change.
        against: Option that a supposition shapes to the option it is set against as things are;
            ``None`` for the status quo.
        drafts: The Council's odds of each option if what is supposed holds.
    """

    supposed: tuple[str, ...]
    case: Case
    replaced: tuple[str, ...]
    before: Comparison
    after: Comparison
    moves: tuple[Move, ...]
    votes: tuple[MemberMove, ...]
    losses: tuple[str, ...]
    capabilities: Mapping[str, tuple[str, ...]]
    effects: tuple[str, ...]
    notes: tuple[str, ...]
    unread: tuple[str, ...]
    unmoved: tuple[str, ...]
    against: Mapping[str, str | None]
    drafts: Mapping[str, DraftOdds]

    @property
    def changes(self) -> bool:
        """Whether anything changes."""
        return bool(self.moves or self.votes or self.losses or any(self.capabilities.values()))


def as_things_are(
    view: View,
    mission: str,
    *,
    case: Case | None = None,
    horizon: int = HORIZON,
    draws: int = DRAWS,
    seed: int = 0,
    answered: Inputs | None = None,
) -> Run:
    """Run the comparison on which what is supposed is set: once for many suppositions.

    Args:
        view: What is known.
        mission: Acronym of the mission.
        case: What the user knows and assumes already.
        horizon: Months ahead.
        draws: Draws of everything.
        seed: Seed of every draw.
        answered: Answers on the same view and mission, so that no room is asked the same twice.

    Raises:
        UnknownMissionError: There is no such mission on the date.
    """
    inputs = gather_inputs(
        view, mission, case=case, horizon=horizon, draws=draws, seed=seed, answered=answered
    )
    base = status_quo(
        view, mission, case=case, inputs=inputs, horizon=horizon, draws=draws, seed=seed
    )
    drawn = simulate_options(base)
    return Run(inputs, base, compare(base, drawn=drawn), drawn_quantities(base, drawn))


def what_if(
    view: View,
    mission: str,
    suppositions: Suppositions,
    *,
    case: Case | None = None,
    horizon: int = HORIZON,
    draws: int = DRAWS,
    seed: int = 0,
    before: Run | None = None,
) -> WhatIf:
    """Run a comparison as things are and as supposed, and give what differs.

    Args:
        view: What is known; both runs read it, so that nothing is fitted twice.
        mission: Acronym of the mission.
        suppositions: What is supposed.
        case: What the user knows and assumes already; both runs stand on it.
        horizon: Months ahead.
        draws: Draws of everything.
        seed: Seed of both runs: differences are of the same draws.
        before: The comparison as things are, if ``as_things_are`` ran it already for the same
            mission, case, horizon, draws and seed.

    Raises:
        CaseError: What is supposed cannot be.
        UnknownMissionError: There is no such mission on the date.

    >>> from datetime import date
    >>> from peaceops.edition import open_edition
    >>> view = open_edition().as_of(date(2023, 6, 16))
    >>> answer = what_if(view, "UNMOGIP", Suppositions(strength=(120, None)), draws=100)
    >>> answer.moves[0].heading, answer.moves[0].after.value
    ('Uniformed personnel today', 120)
    """
    if before is None:
        before = as_things_are(view, mission, case=case, horizon=horizon, draws=draws, seed=seed)
    operation = before.inputs.mission
    strength = before.inputs.strength_now
    supposed = suppose(
        view,
        operation,
        suppositions,
        case=case,
        strength=None if strength is None else round(strength),
    )
    after = as_things_are(
        view,
        mission,
        case=supposed.case,
        horizon=horizon,
        draws=draws,
        seed=seed,
        answered=before.inputs,
    )
    return _between(before, after, supposed, suppositions)


def what_if_case(
    view: View,
    mission: str,
    case: Case,
    *,
    before: Run,
    horizon: int = HORIZON,
    draws: int = DRAWS,
    seed: int = 0,
) -> WhatIf:
    """Run a comparison on another case, and give what differs: what a further statement moves.

    Args:
        view: What is known; both runs read it.
        mission: Acronym of the mission.
        case: The other case, such as one with a statement more.
        before: The comparison on the case as it is, from ``as_things_are`` with the same horizon,
            draws and seed.
        horizon: Months ahead.
        draws: Draws of everything.
        seed: Seed of both runs: differences are of the same draws.

    Raises:
        CaseError: The case cannot be used for the mission on the date.
        UnknownMissionError: There is no such mission on the date.

    >>> from datetime import date
    >>> from peaceops.case import draft_case, parse_case
    >>> from peaceops.edition import open_edition
    >>> view = open_edition().as_of(date(2023, 6, 16))
    >>> case = parse_case(draft_case(view, "UNMOGIP"))
    >>> unchanged = as_things_are(view, "UNMOGIP", case=case, draws=100)
    >>> what_if_case(view, "UNMOGIP", case, before=unchanged, draws=100).changes
    False
    """
    check_case(view, case, mission)
    after = as_things_are(
        view,
        mission,
        case=case,
        horizon=horizon,
        draws=draws,
        seed=seed,
        answered=before.inputs,
    )
    return _between(before, after, Supposed(case, {}, ()), Suppositions())


def _between(before: Run, after: Run, supposed: Supposed, suppositions: Suppositions) -> WhatIf:
    pairs = list(pairs_of(before, after, supposed.shaped))
    moves = [
        *mission_moves(before, after),
        *option_moves(pairs, before, after, len(after.comparison.months)),
        *effect_moves(before, after),
    ]
    moved = {move.heading for move in moves}
    looked_at = [
        *MISSION_FIGURES.values(),
        *headings(len(after.comparison.months)).values(),
    ]
    votes = tuple(vote_moves(pairs, before, after))
    return WhatIf(
        supposed=tuple(suppositions.in_words(before.inputs.mission)),
        case=supposed.case,
        replaced=supposed.replaced,
        before=before.comparison,
        after=after.comparison,
        moves=tuple(moves),
        votes=votes,
        losses=_losses(before, after),
        capabilities=_capabilities(pairs),
        effects=_effects(before, after),
        notes=(
            *_on_deaths(moves, after),
            *_on_odds(before, after, supposed.shaped),
            *_notes(before, after, supposed.shaped),
        ),
        unread=tuple(
            item.id
            for item in after.comparison.unread_assumptions
            if item.id in suppositions.assume
        ),
        unmoved=tuple(heading for heading in looked_at if heading not in moved),
        against=supposed.shaped,
        drafts=after.inputs.council.drafts,
    )


def _losses(before: Run, after: Run) -> tuple[str, ...]:
    present = [loss.in_words() for loss in before.comparison.departures]
    words = [loss.in_words() for loss in after.comparison.departures]
    return tuple(line for line in words if line not in present)


def _capabilities(pairs: Sequence[Pair]) -> dict[str, tuple[str, ...]]:
    further = {
        pair.after.label: tuple(
            name
            for name in pair.after.capabilities_lost
            if name not in pair.before.capabilities_lost
        )
        for pair in pairs
    }
    return {label: names for label, names in further.items() if names}


def _notes(before: Run, after: Run, shaped: Mapping[str, str | None]) -> tuple[str, ...]:
    """Notes that are new, and all of an option that a supposition shapes."""

    def notes(run: Run) -> list[str]:
        results = (run.comparison.status_quo, *run.comparison.options)
        return [*run.comparison.notes, *(note for result in results for note in result.notes)]

    present = notes(before)
    fresh = [note for note in notes(after) if note not in present]
    of_shaped = [
        f"{result.label}: {note}"
        for result in after.comparison.options
        if result.id in shaped
        for note in result.notes
        if note not in fresh
    ]
    return tuple(dict.fromkeys([*of_shaped, *fresh]))


def _on_deaths(moves: Sequence[Move], after: Run) -> tuple[str, ...]:
    """Warn where the strength that deaths are counted from is not the same on both sides."""
    unchanged = after.comparison.status_quo.id
    moved = {move.quantity for move in moves if move.option == unchanged}
    deaths = any(move.quantity.startswith("deaths") for move in moves)
    if not deaths or "strength" not in moved:
        return ()
    return (
        "The forecast of deaths of the status quo does not rest on strength, so it is the same on "
        "both sides; an option's deaths follow from how far its strength is from the status quo of "
        "its own side. No difference of deaths shows what personnel that leave would have done.",
    )


def _on_odds(before: Run, after: Run, shaped: Mapping[str, str | None]) -> tuple[str, ...]:
    """Say why odds of being put to the vote move where an option comes to those of a case."""
    added = [
        result.label
        for result in after.comparison.options
        if result.id in shaped and before.result(result.id) is None and result.p_put_to_vote
    ]
    return tuple(
        f"{label} is one option more: options of one kind share the odds of being put to the vote."
        for label in added
    )


def _effects(before: Run, after: Run) -> tuple[str, ...]:
    def lines(run: Run) -> list[str]:
        return [line for borrowed in run.comparison.effects for line in borrowed.in_words()]

    present = lines(before)
    return tuple(line for line in lines(after) if line not in present)
