"""The headline of a brief: its news in one line."""

from __future__ import annotations

from collections.abc import Iterator

from peaceops.brief.document import Brief
from peaceops.brief.drafts import RankedDraft, ranked_drafts, withholding
from peaceops.brief.host_position import host_wish
from peaceops.brief.language import localised
from peaceops.brief.page import Text
from peaceops.brief.wording import sentence_list
from peaceops.brief.words import Count, Name, Slot, fill, say
from peaceops.domain.countries import name_in_a_sentence
from peaceops.domain.messages import capitalised

MOST = 120
"""Characters of a headline."""


def headline(brief: Brief) -> Text:
    """Tell the news of a brief in at most 120 characters.

    Returns:
        Of the ways to tell it, from the fullest to the shortest, the first that fits.
    """
    return next(text for text in _ways(brief) if len(localised(text.text)) <= MOST)


def _ways(brief: Brief) -> Iterator[Text]:
    mandate = brief.mandate
    if mandate.status == "ended" and mandate.leaves_by is None:
        yield from _over(brief)
    elif mandate.leaves_by is not None or mandate.kind == "terminate":
        yield from _end_decided(brief)
    elif mandate.status == "open-ended":
        yield from _open_ended(brief)
    elif mandate.days_left is not None:
        yield from _runs_out(brief)
    yield say("{mission}: no end of the mandate is on record", mission=_mission(brief))
    yield say("No end of the mandate is on record")


def _over(brief: Brief) -> Iterator[Text]:
    ends = brief.mandate.figure("ends")
    if ends is None:
        return
    if brief.mandate.resolution is None:
        yield say("{mission} closed on {ends}", mission=_mission(brief), ends=ends)
        return
    yield say("{mission}: the last term on record ended on {ends}; what was decided since is not "
              "in these data", mission=_mission(brief), ends=ends)  # fmt: skip
    yield say("{mission}: the last term on record ended on {ends}", mission=_mission(brief),
              ends=ends)  # fmt: skip


def _end_decided(brief: Brief) -> Iterator[Text]:
    """When the mission ends, and which of the options that are left has the best odds."""
    ends, withdrawn = brief.mandate.figure("ends"), brief.mandate.figure("withdrawn_by")
    slots: dict[str, Slot] = {"mission": _mission(brief)}
    if ends is not None and brief.mandate.days_left is not None:
        slots["ends"] = ends
        start = "{mission} ends on {ends}"
        if withdrawn is not None:
            slots["withdrawn"] = withdrawn
            start = "{mission} ends on {ends}, withdrawal by {withdrawn}"
    elif withdrawn is not None:
        slots["withdrawn"], start = withdrawn, "{mission} has ended and withdraws by {withdrawn}"
    else:
        start = "{mission}: the end of the mission is decided"
    best = _best(brief)
    if best is not None:
        slots |= {"label": Name(best.label_within), "odds": best.ranked_by}
        if _is_alone(brief, best):
            yield fill(start + "; likeliest to pass if put to the vote: {label} ({odds})", slots)
        yield fill(start + "; best odds of another course, if put to the vote: {odds}", slots)
    yield fill(start, slots)


def _open_ended(brief: Brief) -> Iterator[Text]:
    years = brief.situation.trends.totals
    if years:
        of = tuple(year.last_12 for year in years)
        deaths = Count(sum(int(figure.value or 0) for figure in of), of, "conflict-related death")
        hosts = sentence_list([name_in_a_sentence(host) for host in brief.hosts])
        for where in (hosts, "its host states" if len(brief.hosts) > 1 else "its host state"):
            yield say("{mission}’s mandate is open-ended, nothing runs out; {deaths} in a year in "
                      "{where}", mission=_mission(brief), deaths=deaths, where=where)  # fmt: skip
    yield say("{mission}’s mandate is open-ended: no decision is due", mission=_mission(brief))


def _runs_out(brief: Brief) -> Iterator[Text]:
    """What the host asks, when the mandate ends, what is likeliest, and who would not back it."""
    mandate, best = brief.mandate, _best(brief)
    ends = mandate.figure("ends")
    assert ends is not None, "a term that runs has an end"
    slots: dict[str, Slot] = {"mission": _mission(brief), "ends": ends}
    wish = host_wish(brief.mission, brief.case)
    asks = wish is not None and wish.position == "asks-to-leave"
    if wish is not None and asks:
        slots["host"] = capitalised(name_in_a_sentence(wish.country))
    if best is not None:
        slots |= {
            "label": Name(best.label_within),
            "odds": best.ranked_by,
            "members": sentence_list([name_in_a_sentence(code) for code in withholding(best.odds)]),
        }
        if asks:
            yield fill("{host} asks {mission} to leave as its mandate ends on {ends}; likeliest "
                       "decision: {label} ({odds})", slots)  # fmt: skip
            yield fill("{host} asks {mission} to leave; likeliest decision: {label} ({odds})",
                       slots)  # fmt: skip
        if slots["members"]:
            yield fill("{mission}’s mandate ends on {ends}; likeliest decision: {label} ({odds}), "
                       "the vote of {members} in doubt", slots)  # fmt: skip
        yield fill("{mission}’s mandate ends on {ends}; likeliest decision: {label} ({odds})",
                   slots)  # fmt: skip
    if asks:
        yield fill("{host} asks {mission} to leave; the mandate ends on {ends}", slots)
    yield fill("{mission}’s mandate ends on {ends}", slots)
    yield fill("The mandate ends on {ends}", slots)


def _best(brief: Brief) -> RankedDraft | None:
    """The draft with the best odds, the first of those that have the same."""
    return next(iter(ranked_drafts(brief)), None)


def _is_alone(brief: Brief, best: RankedDraft) -> bool:
    """Whether no other draft has the same odds."""
    return sum(draft.ranked_by.value == best.ranked_by.value for draft in ranked_drafts(brief)) < 2


def _mission(brief: Brief) -> Name:
    return Name(brief.mission.acronym)
