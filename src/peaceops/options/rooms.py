"""What the other rooms say of a mission, asked once: mandate, votes and the mission's picture."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from peaceops.case import Case
from peaceops.case.model import CaseOption
from peaceops.council import Outlook, outlook, without_record
from peaceops.domain.mandate import Mandate
from peaceops.edition import mandate_of
from peaceops.edition.view import View
from peaceops.errors import EditionLacks
from peaceops.mission import MissionPicture, picture
from peaceops.options.assumed import in_use
from peaceops.options.from_case import (
    departures,
    host_position,
    on_the_table,
    positions,
    stated_strength,
    with_withdrawals,
)


@dataclass(frozen=True)
class Rooms:
    """The answers that options stand on.

    Attributes:
        mandate: The mandate.
        picture: Strength, departures, places and money.
        options: The options on the table.
        votes: The Council's odds of each kind of decision.
    """

    mandate: Mandate
    picture: MissionPicture
    options: tuple[CaseOption, ...]
    votes: Outlook

    @property
    def ceiling(self) -> int | None:
        """Authorised military and police together, persons; ``None`` when not on record."""
        ceiling = self.mandate.ceiling
        return (ceiling.military or 0) + (ceiling.police or 0) if ceiling.military else None


def ask_rooms(
    view: View,
    mission: str,
    *,
    case: Case | None = None,
    options: Sequence[CaseOption] | None = None,
    mandate: Mandate | None = None,
    horizon: int = 12,
    draws: int = 2000,
    seed: int = 0,
    with_record: bool = True,
) -> Rooms:
    """Ask every room once.

    Args:
        view: What was known.
        mission: Our name of the mission.
        case: What the analyst knows and assumes.
        options: Options to run; those of the case or the standard ones, and three withdrawals,
            if ``None``.
        mandate: The mandate, if it was asked already.
        horizon: Months of strength ahead.
        draws: Draws of it.
        seed: Seed of every random draw.
        with_record: Score the Council's odds on past votes as well.
    """
    mandate = mandate_of(view, mission) if mandate is None else mandate
    military = mandate.ceiling.military
    chosen = with_withdrawals(on_the_table(case, military)) if options is None else tuple(options)
    replaced = in_use(case.assumptions if case else ())["replaced"]
    likeliest = float(replaced.value or 0.0)
    seen = picture(
        view,
        view.mission(mission),
        stated_strength=stated_strength(case),
        departures=departures(case),
        replaced=(
            likeliest if replaced.low is None else float(replaced.low),
            likeliest,
            likeliest if replaced.high is None else float(replaced.high),
        ),
        horizon=horizon,
        draws=draws,
        seed=seed,
    )
    return Rooms(mandate, seen, chosen, _votes(view, mission, case, chosen, seed, with_record))


def _votes(
    view: View,
    mission: str,
    case: Case | None,
    options: Sequence[CaseOption],
    seed: int,
    with_record: bool,
) -> Outlook:
    everywhere, special = positions(case, options)
    try:
        return outlook(
            view, mission, sorted({one.decision for one in options}), positions=everywhere,
            positions_on=special, host_position=host_position(case), seed=seed,
            with_record=with_record,
        )  # fmt: skip
    except EditionLacks as error:
        return without_record(error)
