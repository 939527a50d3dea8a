"""What divided votes tell of a member: how often it stands apart, and with whom.

A unanimous vote says little of a member. Drafts that some but not all members voted for are
counted here apart, so that a line shows in a few votes. A member's share of withheld votes is
drawn towards that of its company: the states that voted as it did and, where it has not voted
beside them yet, those near it in the General Assembly. A new member starts from its company.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Mapping, Sequence

import numpy as np

from peaceops.council.model.decayed_counts import Counts, log_odds
from peaceops.council.model.drafts import Draft
from peaceops.domain.arrays import Floats, Ints

Columns = dict[str, Floats | float]  # a number stands for all members
Points = Mapping[tuple[str, int], float]
HALF_LIVES = {"lately": 730.0, "latest": 240.0}  # days
AGREEMENT_HALF_LIFE = 1460.0
NEAR = 0.8  # distance of ideal points at which likeness has faded to e^-½
PRIOR_VOTES = 4.0  # that likeness in the Assembly counts for beside votes in the Council
USUAL = 0.2  # share withheld on divided drafts before any is on record
COMPANY = 6.0  # votes that the company of a member counts for at most
COMPANY_ON_SUBJECT = 20.0
WATCHED = ("CHN", "RUS", "USA")
SUBJECTS = ("all", "sort", "theme", "region")
DRAWN_BY = {"all": 4.0, "sort": 4.0, "theme": 3.0, "region": 4.0}


class DividedVotes:
    """Divided drafts so far.

    Args:
        states: Codes of all states, in the order of the arrays.
        points: Ideal point by member and year.
    """

    def __init__(self, states: Sequence[str], points: Points) -> None:
        self._states, self._points = states, points
        self._counts = {name: Counts(len(states), half) for name, half in HALF_LIVES.items()}
        self._same, self._together = (np.zeros((len(states), len(states))) for _ in range(2))
        self._day = 0
        self._watched = [states.index(state) for state in WATCHED]
        self._likeness: dict[int, Floats] = {}

    def learn(self, draft: Draft, members: Ints, cast: Floats) -> None:
        """Count a draft, if it was divided.

        Args:
            draft: The draft.
            members: Places of its members among the states.
            cast: Its votes, members by yes, no, abstain.
        """
        withheld = cast[:, 0] == 0
        if withheld.all() or not withheld.any():
            return
        for counts in self._counts.values():
            counts.add(_subjects(draft), draft.day, members, cast)
        fade = self._fade(draft.day)
        self._same *= fade
        self._together *= fade
        self._day = draft.day
        beside = np.ix_(members, members)
        self._same[beside] += withheld[:, None] == withheld[None, :]
        self._together[beside] += 1

    def describe(
        self, draft: Draft, members: Ints, year: int, plain: Mapping[str, Floats]
    ) -> Columns:
        """Features of each member, as log-odds of a vote that is not yes.

        Args:
            draft: The draft.
            members: Places of its members.
            year: Year of the ideal points to read.
            plain: Counts of all states on all drafts, divided or not, by name of the subject.
        """
        agreement = self._agreement(draft.day, members, year)
        weight = np.clip(2 * agreement - 0.7, 0, None) ** 2
        weight[np.arange(len(members)), members] = 0.0  # a member is no company of its own
        columns: Columns = {}
        for name, subject in zip(SUBJECTS, _subjects(draft), strict=True):
            lately, latest = (
                _withheld(counts.at(subject, draft.day)) for counts in self._counts.values()
            )
            council = _share(lately.sum(0), USUAL, 4.0)
            company = _share(_at_most(weight @ lately, COMPANY), council, 2.0)
            member = _share(lately[members], company, DRAWN_BY[name])
            columns |= {
                f"divided, {name}: council": float(log_odds(council)),
                f"divided, {name}: company": log_odds(company),
                f"divided, {name}: member": log_odds(member),
                f"divided, {name}: member latest": log_odds(
                    _share(latest[members], member, DRAWN_BY[name])
                ),
            }
        for state, place in zip(WATCHED, self._watched, strict=True):
            columns[f"agreement with {state}"] = agreement[:, place]
        for name, counts_of_all in plain.items():
            votes = _withheld(counts_of_all)
            council = _share(votes.sum(0), 0.05, 10.0)
            company = _share(_at_most(weight @ votes, COMPANY_ON_SUBJECT), council, 4.0)
            columns[f"{name}: company"] = log_odds(company)
        return columns

    def _agreement(self, day: int, members: Ints, year: int) -> Floats:
        """Share of divided drafts on which each member and every state voted alike."""
        if year not in self._likeness:
            at = np.array([self._points.get((state, year), np.nan) for state in self._states])
            near = 0.15 + 0.7 * np.exp(-(((at[:, None] - at[None, :]) / NEAR) ** 2) / 2)
            self._likeness[year] = np.where(np.isnan(near), 0.5, near)
        fade = self._fade(day)
        same, together = fade * self._same[members], fade * self._together[members]
        agreement: Floats = (same + PRIOR_VOTES * self._likeness[year][members]) / (
            together + PRIOR_VOTES
        )
        return agreement

    def _fade(self, day: int) -> float:
        return math.exp(-(day - self._day) * math.log(2) / AGREEMENT_HALF_LIFE)


def _subjects(draft: Draft) -> tuple[Hashable, ...]:
    return (
        "all",
        ("sort", draft.mission is not None),
        ("theme", draft.theme),
        ("region", draft.region),
    )


def _withheld(counts: Floats) -> Floats:
    """Votes withheld, and all votes, of counts by yes, no, abstain."""
    return np.stack([counts[..., 1] + counts[..., 2], counts.sum(-1)], axis=-1)


def _share(votes: Floats, towards: Floats | float, weight: float) -> Floats:
    shares: Floats = (votes[..., 0] + weight * towards) / (votes[..., 1] + weight)
    return shares


def _at_most(votes: Floats, most: float) -> Floats:
    """The same shares, weighing as so many votes at most."""
    scaled: Floats = votes * (most / np.maximum(most, votes[..., 1]))[..., None]
    return scaled
