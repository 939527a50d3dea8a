"""`peaceops council outlook`: the odds of a draft on a mission."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from peaceops.cli._cases import case_of, question_of_case
from peaceops.cli._console import AsOf, EditionFolder, MissionName, console
from peaceops.cli._streams import print_json

if TYPE_CHECKING:
    from peaceops.case import Case
    from peaceops.council import Outlook, Position
    from peaceops.domain.figures import Figure
    from peaceops.mandate import Penholders

KINDS = ("renew", "rollover", "reduce", "increase", "terminate", "amend")
LEAST = 0.01
LEAST_SURE = 4
DECISIONS = {"renew": "reconfigure", "terminate": "withdraw"}  # a case's words for them


def outlook(
    mission: MissionName,
    as_of: AsOf = None,
    kind: Annotated[
        list[str] | None,
        typer.Option("--kind", help=f"What the draft does: {', '.join(KINDS)}; all by default."),
    ] = None,
    term: Annotated[str | None, typer.Option("--term", help="Its term in months, as 12m.")] = None,
    sponsor: Annotated[
        list[str] | None, typer.Option("--sponsor", help="A member that submits it, as FRA.")
    ] = None,
    host_position: Annotated[
        str | None,
        typer.Option("--host-position", help="consents, restricts or asks-to-leave."),
    ] = None,
    position: Annotated[
        list[str] | None, typer.Option("--position", help="A member's position, as RUS=against.")
    ] = None,
    case: Annotated[
        str | None, typer.Option("--case", help="A case: its host's and members' positions.")
    ] = None,
    record: Annotated[
        bool, typer.Option("--record", help="Score the odds on past votes as well.")
    ] = False,
    edition: EditionFolder = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Give the odds that a draft is put to the vote, and adopted if it is, member by member."""
    from peaceops.council import outlook as look
    from peaceops.mandate import penholders

    kinds = _kinds(kind)
    if term is not None and not (term.endswith("m") and term[:-1].isdigit()):
        raise typer.BadParameter(f"--term {term!r}: write months as 12m")
    question = question_of_case(edition, as_of, mission, case, unused=("strength",))
    mission = question.mission
    host, stated, stated_on = _of_case(case_of(question, case), kinds)
    answer = look(
        question.view,
        mission,
        kinds,
        positions={**stated, **_pairs(position or [])},
        positions_on=stated_on,
        host_position=host_position or host,
        sponsors=sponsor or (),
        with_record=record,
    )
    drafters = penholders(question.view, mission)
    if as_json:
        plain = _plain(answer, mission, question.as_of.isoformat(), term)
        print_json({**plain, "penholder": _of_penholders(drafters)})
    else:
        _print(answer, mission, term)
        out = console()
        if drafters.figure is not None:
            out.print(f"{drafters.figure.label}: {drafters.sentence}", soft_wrap=True, markup=False)
        for gap in (*answer.gaps, *drafters.gaps):
            out.print(f"Not known: {gap.what}: {gap.why}", soft_wrap=True, markup=False)


def _kinds(chosen: list[str] | None) -> list[str]:
    for kind in chosen or ():
        if kind not in KINDS:
            raise typer.BadParameter(f"--kind {kind!r}: use one of {', '.join(KINDS)}")
    return list(dict.fromkeys(chosen or KINDS))


def _pairs(texts: list[str]) -> dict[str, str]:
    for text in texts:
        if text.count("=") != 1:
            raise typer.BadParameter(f"--position {text!r}: write it as RUS=against")
    return dict(text.split("=") for text in texts)


def _of_case(
    case: Case | None, kinds: list[str]
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
                if DECISIONS.get(kind, kind) == decision_of[str(statement.option)]:
                    special.setdefault(kind, {})[statement.country] = declared(statement)
    return host, stated, special


def _plain(answer: Outlook, mission: str, as_of: str, term: str | None) -> dict[str, Any]:
    kinds = answer.draft_kinds
    return {
        "mission": mission,
        "as_of": as_of,
        "term": term,
        "agenda": None if kinds is None else kinds.agenda.value,
        "host_position": None if kinds is None else kinds.host_position,
        "host_position_from": None if kinds is None else kinds.stated_by,
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
    }


def _of_penholders(drafters: Penholders) -> dict[str, Any]:
    return {
        "members": drafters.members,
        "named": drafters.named,
        "publisher": drafters.publisher,
        "address": drafters.address,
        "not_known": [gap.why for gap in drafters.gaps],
    }


def _value(figure: Figure | None) -> object:
    return None if figure is None else figure.value


def _percent(figure: Figure | None) -> str:
    """A probability in words; never surer than the forecast can be."""
    if figure is None or not isinstance(figure.value, float):
        return "not known"
    if figure.value < LEAST:
        return "under 1 %"
    if figure.value > 1 - LEAST:
        return "over 99 %"
    return f"{100 * figure.value:.0f} %"


def _print(answer: Outlook, mission: str, term: str | None) -> None:
    from peaceops.domain.countries import name_of
    from peaceops.evaluate import in_words

    out = console()
    if answer.draft_kinds is not None:
        out.print(answer.draft_kinds.method, soft_wrap=True, markup=False)
        week = answer.draft_kinds.last_week
        if week is not None:
            out.print(f"{week.label}: {_percent(week)}. {week.method}", soft_wrap=True)
    for draft in answer.drafts.values():
        put = draft.p_put_to_vote
        span = ""
        if put is not None and put.interval is not None:
            low, high = put.interval
            span = f" (90 % interval {100 * low:.0f} to {100 * high:.0f} %)"
        out.print(
            f"{mission}, {draft.kind}{f', {term}' if term else ''}: put to the vote and adopted "
            f"{_percent(draft.p_put_and_adopted)}; put to the vote {_percent(put)}{span}. Once put "
            f"to the vote: adopted {_percent(draft.p_adopted)}; unanimous "
            f"{_percent(draft.p_unanimous)}; a permanent member abstains "
            f"{_percent(draft.p_permanent_abstains)}; two members or more abstain "
            f"{_percent(draft.p_two_abstain)}",
            soft_wrap=True,
        )
        doubt = draft.members.sort("yes", maintain_order=True).head(LEAST_SURE)
        listed = "; ".join(
            f"{name_of(country)} yes {100 * yes:.0f} %, abstains {100 * abstain:.0f} %, "
            f"no {100 * no:.0f} %"
            for country, yes, no, abstain in doubt.iter_rows()
        )
        out.print(f"  least sure of voting yes: {listed} (all members with --json)", soft_wrap=True)
        for line in draft.contributions:
            out.print(
                f"  {line.what:15} {100 * line.to:5.1f} %  {line.why}", soft_wrap=True, markup=False
            )
    for sentence in in_words(answer.record):
        out.print(sentence, soft_wrap=True, markup=False)
