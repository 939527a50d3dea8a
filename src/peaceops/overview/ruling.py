"""What the rule says of a vote, in words: the outcome, what decided it, what it would take."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from peaceops.council import outcome, votes_needed
from peaceops.domain.countries import name_in_a_sentence
from peaceops.domain.messages import listed

OUTCOMES = {
    "adopted": "Adopted",
    "vetoed": "Not adopted: vetoed",
    "failed": "Not adopted: too few votes in favour",
}


@dataclass(frozen=True)
class Ruling:
    """A vote of the Council and what the Charter's rule makes of it.

    Attributes:
        on: Day of the vote.
        procedural: Whether the matter is procedural, so that there is no veto.
        outcome: ``adopted``, ``vetoed`` or ``failed``.
        yes: Votes in favour.
        no: Votes against.
        abstain: Abstentions.
        away: Members that did not take part.
        needed: Votes in favour that adopt.
        against_permanent: Permanent members that voted against (ISO 3), in alphabetical order.
        silent_permanent: Those that abstained or did not take part.
    """

    on: date
    procedural: bool
    outcome: str
    yes: int
    no: int
    abstain: int
    away: int
    needed: int
    against_permanent: tuple[str, ...]
    silent_permanent: tuple[str, ...]

    @property
    def in_words(self) -> str:
        """The outcome in a few words."""
        return OUTCOMES[self.outcome]

    @property
    def short(self) -> int:
        """Votes in favour that were lacking; 0 if there were enough."""
        return max(0, self.needed - self.yes)

    @property
    def vetoes(self) -> tuple[str, ...]:
        """Permanent members whose negative vote stands in the way of the draft."""
        return () if self.procedural else self.against_permanent

    @property
    def why(self) -> str:
        """What decided the outcome, in a sentence or two."""
        count = f"{_votes(self.yes)} in favour, where {self.needed} are needed"
        if self.outcome == "failed":
            also = (
                f" {_called(self.vetoes)} voted against as well; for want of votes in favour that "
                "was no veto."
                if self.vetoes
                else ""
            )
            return f"{count}: the draft fails, whoever voted against it.{also}"
        if self.outcome == "vetoed":
            who = "a permanent member" if len(self.vetoes) == 1 else "permanent members"
            verb = "is a veto" if len(self.vetoes) == 1 else "are vetoes"
            word = "vote" if len(self.vetoes) == 1 else "votes"
            return f"{count}; but the negative {word} of {_called(self.vetoes)}, {who}, {verb}."
        if self.procedural:
            return f"{count}. On a procedural matter there is no veto."
        silent = (
            f" That {_called(self.silent_permanent)} did not vote in favour is no veto."
            if self.silent_permanent
            else ""
        )
        return f"{count}, and no permanent member against.{silent}"

    @property
    def would_take(self) -> str:
        """What would have to be otherwise for another outcome, in a sentence or two."""
        if self.outcome == "adopted":
            spare = self.yes - self.needed
            room = (
                "It has no vote to spare: one fewer in favour and it fails."
                if not spare
                else f"It has {_votes(spare)} in favour to spare."
            )
            if self.procedural:
                return room
            return f"{room} The negative vote of any permanent member would be a veto."
        steps = []
        if self.short:
            steps.append(f"{self.short} more {'vote' if self.short == 1 else 'votes'} in favour")
        if self.vetoes:
            steps.append(f"no negative vote of {_called(self.vetoes)}; an abstention is enough")
        return f"To be adopted it would take {', and '.join(steps)}."


def ruling(
    votes: Mapping[str, str],
    members: Collection[str],
    permanent: Collection[str],
    on: date,
    *,
    procedural: bool = False,
) -> Ruling:
    """Say what becomes of a draft, and why.

    Args:
        votes: Member to its vote (``council.VOTES``); a member that is left out was absent.
        members: All members seated that day.
        permanent: Those among them with a permanent seat.
        on: Day of the vote.
        procedural: True for a procedural matter, on which there is no veto.

    Raises:
        EditionError: The Council is not the Charter's, as ``outcome`` says.

    >>> five = ["CHN", "FRA", "GBR", "RUS", "USA"]
    >>> ten = ["DNK", "DZA", "GRC", "GUY", "KOR", "PAK", "PAN", "SLE", "SOM", "SVN"]
    >>> votes = dict.fromkeys([*five, *ten], "yes") | {"RUS": "no"}
    >>> answer = ruling(votes, [*five, *ten], five, date(2025, 9, 1))
    >>> answer.outcome, answer.short, answer.vetoes
    ('vetoed', 0, ('RUS',))
    """
    result = outcome(votes, members, permanent, on, procedural=procedural)
    cast = [votes.get(member, "absent") for member in members]
    return Ruling(
        on=on,
        procedural=procedural,
        outcome=result,
        yes=cast.count("yes"),
        no=cast.count("no"),
        abstain=cast.count("abstain"),
        away=cast.count("not_participating") + cast.count("absent"),
        needed=votes_needed(on),
        against_permanent=tuple(
            sorted(member for member in permanent if votes.get(member) == "no")
        ),
        silent_permanent=tuple(
            sorted(member for member in permanent if votes.get(member) not in ("yes", "no"))
        ),
    )


def _votes(number: int) -> str:
    return f"{number} {'vote' if number == 1 else 'votes'}"


def _called(members: tuple[str, ...]) -> str:
    return listed([name_in_a_sentence(member) for member in members])
