"""A language model of the user's own as one more forecaster of members' votes.

It is off unless an address is named, is told only what is known before the vote, and is scored by
the same replay as the other methods. What a model was trained on is not known to us: it may have
read how the Council voted, so that a replay of votes before its training ended flatters it.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

import numpy as np

from peaceops.council.ballots import CAST
from peaceops.council.model.drafts import Draft
from peaceops.council.model.usual_submitters import submitted_as_usual
from peaceops.domain.arrays import Floats
from peaceops.endpoint import ask
from peaceops.errors import CaseError

NAME = "language model"
KEY = "PEACEOPS_COUNCIL_KEY"
LEAST = 0.002  # no answer is taken as surer than this
SHOWN = 6  # earlier drafts on the theme
_ASK = (
    "A draft resolution is put to the vote in the United Nations Security Council on {day}. "
    "Subject: {theme}. Peace operation: {mission}. It would: {kind}. Submitted by: {submitters}. "
    "It {amends} another draft. Earlier votes on the subject:\n{past}\n"
    "Give each member's probability of voting yes, no and abstaining as a JSON object that maps "
    "its code to a list of three numbers: {members}. Answer with the object alone."
)


def odds_of_endpoint(
    draft: Draft, earlier: Sequence[Draft], url: str, model: str, *, timeout: float = 120
) -> Floats:
    """Ask an endpoint for each member's odds of yes, no and abstention.

    Args:
        draft: The draft; its votes are not shown.
        earlier: Drafts of earlier days, oldest first.
        url: Base address, such as ``http://localhost:8000/v1``; a key is read from the environment
            variable ``PEACEOPS_COUNCIL_KEY``.
        model: Name of the model.
        timeout: Seconds to wait.

    Raises:
        CaseError: The endpoint cannot be reached, or its answer is no such object.
    """
    answer = ask(url, model, prompt_for(draft, earlier), key=KEY, error=CaseError, timeout=timeout)
    begin, end = answer.find("{"), answer.rfind("}")
    try:
        shares = json.loads(answer[begin : end + 1])
        odds = np.array([[float(share) for share in shares[who]] for who in draft.members])
    except (KeyError, IndexError, TypeError, ValueError, OverflowError, RecursionError) as error:
        raise _refused(draft, url) from error
    if odds.shape != (len(draft.members), len(CAST)) or not np.isfinite(odds).all():
        raise _refused(draft, url)
    if (odds < 0).any() or (odds.sum(axis=1) <= 0).any():
        raise _refused(draft, url)
    bounded = np.maximum(odds / odds.sum(axis=1, keepdims=True), LEAST)
    scaled: Floats = bounded / bounded.sum(axis=1, keepdims=True)
    return scaled


def prompt_for(draft: Draft, earlier: Sequence[Draft]) -> str:
    """What is asked of a model: what is known of a draft before its vote, and earlier votes."""
    past = [
        other
        for other in earlier
        if other.day < draft.day
        and other.votes is not None
        and (other.theme == draft.theme or (draft.mission and other.mission == draft.mission))
    ][-SHOWN:]
    return _ASK.format(
        day=date.fromordinal(draft.day),
        theme=draft.theme,
        mission=draft.mission or "none",
        kind=draft.kind or "not known",
        submitters=", ".join(sorted(_foreseen(draft, earlier).sponsors)) or "not known",
        amends="amends" if draft.amendment else "does not amend",
        past="\n".join(_vote(other) for other in past) or "none on record",
        members=", ".join(draft.members),
    )


def _foreseen(draft: Draft, earlier: Sequence[Draft]) -> Draft:
    """The draft with the submitters that an outlook supposes, as for every other method."""
    foreseen = draft.as_foreseen()
    return draft if foreseen is draft else submitted_as_usual(foreseen, earlier)


def _vote(draft: Draft) -> str:
    cast = [] if draft.votes is None else list(zip(draft.members, draft.votes, strict=True))
    parts = [
        f"{', '.join(who for who, vote in cast if vote == place)} {word}"
        for place, word in ((1, "against"), (2, "abstaining"))
        if any(vote == place for _, vote in cast)
    ]
    return f"{date.fromordinal(draft.day)}: {'; '.join(parts) or 'all in favour'}"


def _refused(draft: Draft, url: str) -> CaseError:
    return CaseError(
        f"the language model's answer on {draft.decision} does not give three odds a member",
        where=url,
        remedy="use a model that answers in JSON, or leave --endpoint out",
    )
