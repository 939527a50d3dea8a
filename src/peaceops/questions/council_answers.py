"""Answers on the Council as plain values, and how its drafts and positions are asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from peaceops.questions.days import NotUnderstood

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from peaceops.case import Case
    from peaceops.compare import OddsOverTime
    from peaceops.council import Outlook, Position
    from peaceops.domain.figures import Figure
    from peaceops.edition import View
    from peaceops.mandate import Penholders

DRAFT_KINDS = ("renew", "rollover", "reduce", "increase", "terminate", "amend")
"""What a draft on a mission can do."""
_DECISIONS = {"renew": "reconfigure", "terminate": "withdraw"}  # a case's words for them


def draft_kinds_meant(chosen: Sequence[str] | None) -> list[str]:
    """The kinds of draft that a user names, each once; all without one.

    Raises:
        NotUnderstood: There is no such kind.
    """
    for kind in chosen or ():
        if kind not in DRAFT_KINDS:
            raise NotUnderstood(
                f"{kind!r} is no kind of draft", remedy=f"use one of {', '.join(DRAFT_KINDS)}"
            )
    return list(dict.fromkeys(chosen or DRAFT_KINDS))


def positions_meant(texts: Sequence[str]) -> dict[str, str]:
    """Members' positions as a user writes them.

    Raises:
        NotUnderstood: One is written otherwise.

    >>> positions_meant(["RUS=against"])
    {'RUS': 'against'}
    """
    for text in texts:
        if text.count("=") != 1:
            raise NotUnderstood(f"{text!r} is no position", remedy="write it as RUS=against")
    return dict(text.split("=") for text in texts)


def term_meant(term: str | None) -> str | None:
    """A term in months as a user writes it.

    Raises:
        NotUnderstood: It is none.
    """
    months = term[:-1] if term else ""
    if term is not None and not (term.endswith("m") and months.isascii() and months.isdigit()):
        raise NotUnderstood(f"{term!r} is no term", remedy="write months as 12m")
    return term


def council_outlook(
    view: View,
    mission: str,
    kinds: Sequence[str],
    *,
    positions: Mapping[str, str] | None = None,
    host_position: str | None = None,
    sponsors: Sequence[str] = (),
    case: Case | None = None,
    with_record: bool = False,
) -> Outlook:
    """The odds of each kind of draft, with what a case and the user state.

    Args:
        view: What was known.
        mission: Acronym of the mission.
        kinds: Kinds of draft.
        positions: Members' positions, which go before those of the case.
        host_position: What the host wants, before that of the case.
        sponsors: Members that submit the draft; those who usually do are supposed by default.
        case: The case.
        with_record: Score the odds on past votes as well.
    """
    from peaceops.council import outlook

    host, stated, stated_on = _of_case(case, kinds)
    return outlook(
        view,
        mission,
        kinds,
        positions={**stated, **(positions or {})},
        positions_on=stated_on,
        host_position=host_position or host,
        sponsors=sponsors,
        with_record=with_record,
    )


def outlook_values(
    answer: Outlook,
    drafters: Penholders,
    mission: str,
    as_of: date,
    term: str | None = None,
) -> dict[str, Any]:
    """The odds of drafts on a mission, member by member, and who holds the pen."""
    kinds = answer.draft_kinds
    return {
        "mission": mission,
        "as_of": as_of.isoformat(),
        "term": term,
        "agenda": None if kinds is None else kinds.agenda.value,
        "host_position": None if kinds is None else kinds.host_position,
        "host_position_from": None if kinds is None else kinds.stated_by,
        "submitters": answer.submitters and vars(answer.submitters),
        "draft_kinds": {} if kinds is None else dict(kinds.odds),
        "vote_in_last_week": None if kinds is None else _value(kinds.last_week),
        "options": [
            {
                "kind": draft.kind,
                "p_put_to_vote": _value(draft.p_put_to_vote),
                "p_put_to_vote_interval": draft.p_put_to_vote and draft.p_put_to_vote.interval,
                "p_adopted": _value(draft.p_adopted),
                "p_put_and_adopted": _value(draft.p_put_and_adopted),
                "p_unanimous": _value(draft.p_unanimous),
                "p_permanent_abstains": _value(draft.p_permanent_abstains),
                "p_two_abstain": _value(draft.p_two_abstain),
                "members": {row.pop("country"): row for row in draft.members.to_dicts()},
                "contributions": [vars(line) for line in draft.contributions],
                "method": draft.p_adopted.method,
                "put_to_vote_method": draft.p_put_to_vote and draft.p_put_to_vote.method,
            }
            for draft in answer.drafts.values()
        ],
        "record": [
            {
                "quantity": record.quantity,
                "measure": record.measure,
                "cases": record.cases,
                "scores": {
                    score.method: score.value for score in (record.forecaster, *record.baselines)
                },
            }
            for record in answer.record
        ],
        "gaps": [{"what": gap.what, "why": gap.why} for gap in answer.gaps],
        "penholder": {
            "members": drafters.members,
            "named": drafters.named,
            "publisher": drafters.publisher,
            "address": drafters.address,
            "not_known": [gap.why for gap in drafters.gaps],
        },
    }


def odds_over_time_values(course: OddsOverTime) -> dict[str, Any]:
    """Odds day by day, and what arrived in between."""
    return {
        "mission": course.mission,
        "edition": course.edition,
        "case": course.case,
        "record": "retrospective",
        "days": [day.row() for day in course.steps],
        "arrived": [vars(arrival) for arrival in course.arrivals],
    }


def _of_case(
    case: Case | None, kinds: Sequence[str]
) -> tuple[str | None, dict[str, Position], dict[str, dict[str, Position]]]:
    """Host's position, members' positions on every draft, and those on one kind."""
    from peaceops.case import HostPosition, MemberPosition
    from peaceops.options import declared

    if case is None:
        return None, {}, {}
    decision_of = {option.id: option.decision for option in case.options}
    host: str | None = None
    stated: dict[str, Position] = {}
    special: dict[str, dict[str, Position]] = {}
    for statement in case.of_kind("host_position", "member_position"):
        if isinstance(statement, HostPosition):
            host = statement.position
        elif isinstance(statement, MemberPosition) and statement.option is None:
            stated[statement.country] = declared(statement)
        elif isinstance(statement, MemberPosition):
            for kind in kinds:
                if _DECISIONS.get(kind, kind) == decision_of[str(statement.option)]:
                    special.setdefault(kind, {})[statement.country] = declared(statement)
    return host, stated, special


def _value(figure: Figure | None) -> object:
    return None if figure is None else figure.value
