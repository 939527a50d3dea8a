"""Who is taken to submit the draft that an outlook is asked of, and how that is said."""

from __future__ import annotations

from collections.abc import Collection

import polars as pl

from peaceops.council.draft_odds import usual_submitters_known
from peaceops.council.model.drafts import Draft
from peaceops.council.results import Submitters
from peaceops.domain.countries import name_in_a_sentence
from peaceops.domain.figures import Evidence
from peaceops.domain.messages import as_it_is, counted, listed, message, run_together
from peaceops.edition import View

NOT_ON_RECORD = (
    "Who will submit the draft is not known, and no submitters of earlier drafts on the mission "
    "are on record."
)
PRESIDENT = (
    "Who will submit the draft is not known; drafts on the mission are usually agreed beforehand "
    "and put by the President: {drafts}."
)
USUAL = (
    "Who will submit the draft is not known; the usual submitters on the mission are supposed, "
    "{names}, by the latest adopted drafts whose submitters are on record: {drafts}."
)


def submitters_of_next(view: View, draft: Draft, sponsors: Collection[str]) -> Submitters | None:
    """Who is taken to submit a draft: those stated, else the usual ones known on the day.

    Args:
        view: What is known.
        draft: The draft, its submitters left out.
        sponsors: Those stated (ISO 3).
    """
    if sponsors:
        return Submitters(tuple(sorted(sponsors)), supposed=False, by_president=False, drafts=())
    usual = usual_submitters_known(view, draft)
    if usual is None:
        return None
    states = tuple(sorted(usual.states))
    return Submitters(states, True, usual.by_president, usual.drafts)


def line_of(submitters: Submitters) -> str:
    """What the line under an option says of them."""
    if submitters.by_president:
        return message(
            "put by the President, as usual (by {drafts} before)",
            drafts=counted(len(submitters.drafts), "draft"),
        )
    if submitters.supposed:
        return message(
            "submitted by {names}, as usual (by {drafts} before)",
            names=_names(submitters),
            drafts=counted(len(submitters.drafts), "draft"),
        )
    return message("submitted by {names}", names=_names(submitters))


def sentence_of(submitters: Submitters | None) -> str:
    """What the method says of them."""
    if submitters is None:
        return NOT_ON_RECORD
    drafts = run_together(", ", map(as_it_is, submitters.drafts))
    if submitters.by_president:
        return message(PRESIDENT, drafts=drafts)
    if submitters.supposed:
        return message(USUAL, names=_names(submitters), drafts=drafts)
    return message("The draft is taken to be submitted by {names}.", names=_names(submitters))


def evidence_of(view: View, submitters: Submitters | None) -> tuple[Evidence, ...]:
    """The decisions that say who usually submits."""
    if submitters is None or not submitters.drafts:
        return ()
    rows = view.table("decisions").filter(pl.col("decision").is_in(submitters.drafts))
    return (Evidence.of("decisions", "drafts that tell who usually submits", rows),)


def _names(submitters: Submitters) -> str:
    return listed([name_in_a_sentence(state) for state in submitters.states])
