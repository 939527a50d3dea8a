"""What the Council's room should answer and cannot, and how to get it."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from peaceops.council.draft_kinds import Agenda, DraftKindOdds
from peaceops.council.results import LastVote
from peaceops.domain.countries import name_in_a_sentence
from peaceops.domain.figures import Gap
from peaceops.domain.messages import listed, message
from peaceops.domain.mission import Mission
from peaceops.edition import View


def gaps(
    view: View,
    mission: Mission,
    *,
    seated: pl.DataFrame,
    last: LastVote | None,
    voted: Collection[str],
    next_draft: DraftKindOdds,
) -> tuple[Gap, ...]:
    """What the room could not say."""
    missing = []
    if last is None:
        why = (
            "no vote on it with a full tally is known on that date"
            if view.has("mandates")
            else "the edition holds no table of mandates, which ties decisions to missions"
        )
        missing.append(
            Gap(
                key="council.last-vote",
                what=message("The Council's last vote on {acronym}", acronym=mission.acronym),
                why=why,
                remedy="build an edition with voting data that cover the mission, and with "
                "mandates; until then the odds rest on members' votes on other items",
            )
        )
    new = sorted(set(seated["country"]).difference(voted))
    if last is not None and new:
        missing.append(
            Gap(
                key="council.no-vote-on-mission",
                what=message(
                    "How {new} voted on {acronym} before",
                    new=listed([name_in_a_sentence(member) for member in new]),
                    acronym=mission.acronym,
                ),
                why="no vote on it from this seat is on record; the odds rest on votes on other "
                "items, and on how all members voted on this one",
                remedy="state the position in the assumptions file, if it is public",
            )
        )
    if not next_draft.odds:
        missing.append(
            Gap(
                key="council.draft_kind",
                what=message(
                    "Which kind of draft on {acronym} is put to the vote next",
                    acronym=mission.acronym,
                ),
                why=message(
                    "no draft settles a term that runs out: {agenda}", agenda=next_draft.agenda
                ),
                remedy="add the decision that sets its term, if there is one"
                if next_draft.agenda is Agenda.NOT_KNOWN
                else "nothing to add: no term is up for renewal",
            )
        )
    if next_draft.host_position == "asks-to-leave":
        missing.append(
            Gap(
                key="council.consent",
                what="How far the host's request to leave moves the members' votes",
                why="few decisions met such a request or went against one, so the effect is "
                "uncertain; the odds take a small effect as likelier than a large one",
                remedy="state the members' positions in the assumptions file",
            )
        )
    return tuple(missing)
