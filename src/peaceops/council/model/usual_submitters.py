"""Who usually submits the drafts on a mission, as far as the record before a day tells.

Who submits the next draft is not known until its text is out. The latest drafts on the mission
that were adopted tell who usually does: states that submitted at least half of them. A state that
sat on the Council then and has left it since is not supposed to submit again. Where at least half
were the President's, texts agreed beforehand, the next is taken to be one as well.

How many drafts and which share were chosen on votes of 1998 to 2013 (docs/decisions/0023).
"""

from __future__ import annotations

import statistics
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from peaceops.council.model.drafts import Draft, bloc_of

LATEST = 5  # drafts with submitters on record
SHARE = 0.5  # of these drafts, that a usual submitter submitted
REMEMBERED = 3652.5  # days: of 2016 to 2020 few submitters are on record
PRESIDENT = "president"


@dataclass(frozen=True)
class UsualSubmitters:
    """Who usually submits the drafts on a mission.

    Attributes:
        states: ISO 3 codes of those who submit at least half; none where the President does.
        number: How many submit, as a rule: more than the states where many join now and then.
        by_president: It is usually a text agreed beforehand, which the President puts.
        drafts: Symbols of the drafts that tell so, oldest first.
    """

    states: frozenset[str]
    number: int
    by_president: bool
    drafts: tuple[str, ...]

    @property
    def bloc(self) -> str:
        """As ``Draft.bloc`` has it."""
        return PRESIDENT if self.by_president else bloc_of(self.states)


def submitted_as_usual(draft: Draft, earlier: Sequence[Draft]) -> Draft:
    """The draft as its usual submitters would have it; without submitters where none are known.

    Args:
        draft: The draft; who submits it is not read.
        earlier: Drafts of earlier days, oldest first.
    """
    usual = usual_submitters(draft, earlier)
    if usual is None:
        return draft.without_submitters()
    return replace(draft, bloc=usual.bloc, sponsors=usual.states, submitters=usual.number)


def usual_submitters(draft: Draft, earlier: Sequence[Draft]) -> UsualSubmitters | None:
    """Who usually submits drafts on the mission of a draft.

    Args:
        draft: The draft: its mission, day and members are read.
        earlier: Drafts of earlier days, oldest first; those on other missions are passed over.

    Returns:
        ``None`` for an amendment, for a draft on no mission, and where no submitters are on record
        of the last ten years.
    """
    if draft.mission is None or draft.amendment:
        return None
    latest = [past for past in earlier if past.mission == draft.mission and tells(past)]
    latest = [past for past in latest if 0 < draft.day - past.day <= REMEMBERED][-LATEST:]
    sitting = {past.decision: _still_there(past, draft) for past in latest}
    telling = [past for past in latest if past.bloc == PRESIDENT or sitting[past.decision][1] > 0]
    if not telling:
        return None
    symbols = tuple(past.decision for past in telling)
    by_president = [past.bloc == PRESIDENT for past in telling]
    if 2 * sum(by_president) > len(telling) - by_president[-1]:
        return UsualSubmitters(frozenset(), 0, True, symbols)
    named = [sitting[past.decision] for past in telling if past.bloc != PRESIDENT]
    times = Counter(state for states, _ in named for state in states)
    usual = frozenset(state for state, count in times.items() if count >= SHARE * len(named))
    number = int(statistics.median(count for _, count in named))
    if not usual:
        usual, number = named[-1]
    return UsualSubmitters(usual, max(len(usual), number), False, symbols)


def tells(draft: Draft) -> bool:
    """Whether a past draft tells who usually submits: it was adopted, and they are on record."""
    on_record = draft.bloc == PRESIDENT or bool(draft.sponsors)
    return on_record and bool(draft.adopted) and not draft.amendment


def _still_there(past: Draft, draft: Draft) -> tuple[frozenset[str], int]:
    """Submitters of a past draft that have not left the Council since, and how many they are."""
    left = past.sponsors & frozenset(past.members) - frozenset(draft.members)
    return past.sponsors - left, past.submitters - len(left)
