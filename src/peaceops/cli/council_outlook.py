"""`peaceops council outlook`: the odds of a draft on a mission."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from peaceops.cli._cases import case_of, question_of_case
from peaceops.cli._completion import complete_case, complete_country
from peaceops.cli._console import AsOf, EditionFolder, MissionName, console
from peaceops.cli._flags import AsJson
from peaceops.cli._refusals import all_read
from peaceops.cli._settings import country_option, parse_country
from peaceops.cli._streams import print_json
from peaceops.questions import DRAFT_KINDS

if TYPE_CHECKING:
    from peaceops.council import Outlook
    from peaceops.domain.figures import Figure
LEAST = 0.01
LEAST_SURE = 4


def outlook(
    mission: MissionName,
    as_of: AsOf = None,
    kind: Annotated[
        list[str] | None,
        typer.Option(
            "--kind", help=f"What the draft does: {', '.join(DRAFT_KINDS)}; all by default."
        ),
    ] = None,
    term: Annotated[str | None, typer.Option("--term", help="Its term in months, as 12m.")] = None,
    sponsor: Annotated[
        list[str] | None,
        typer.Option(
            "--sponsor",
            help="A member that submits it, as FRA; by default those who usually submit drafts on "
            "the mission are supposed.",
        ),
    ] = None,
    host_position: Annotated[
        str | None,
        typer.Option("--host-position", help="consents, restricts or asks-to-leave."),
    ] = None,
    position: Annotated[
        list[str] | None, typer.Option("--position", help="A member's position, as RUS=against.")
    ] = None,
    case: Annotated[
        str | None,
        typer.Option(
            "--case",
            help="A case: its host's and members' positions.",
            autocompletion=complete_case,
        ),
    ] = None,
    record: Annotated[
        bool, typer.Option("--record", help="Score the odds on past votes as well.")
    ] = False,
    country: Annotated[
        str | None,
        typer.Option(
            "--country",
            parser=parse_country,
            metavar="COUNTRY",
            help="Your country, whose odds are always shown; that of your settings by default.",
            autocompletion=complete_country,
        ),
    ] = None,
    edition: EditionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Give the odds that a draft is put to the vote, and adopted if it is, member by member."""
    from peaceops.mandate import penholders
    from peaceops.questions import (
        council_outlook,
        draft_kinds_meant,
        outlook_values,
        positions_meant,
        term_meant,
    )

    reader = country_option(country)
    kinds, stated, term = all_read(
        lambda: draft_kinds_meant(kind),
        lambda: positions_meant(position or []),
        lambda: term_meant(term),
    )
    question = question_of_case(edition, as_of, mission, case, unused=("strength",))
    mission = question.mission
    answer = council_outlook(
        question.view,
        mission,
        kinds,
        positions=stated,
        host_position=host_position,
        sponsors=sponsor or (),
        case=case_of(question, case),
        with_record=record,
    )
    drafters = penholders(question.view, mission)
    if as_json:
        print_json(outlook_values(answer, drafters, mission, question.as_of, term))
    else:
        _print(answer, mission, term, reader)
        out = console()
        if drafters.figure is not None:
            out.print(f"{drafters.figure.label}: {drafters.sentence}", soft_wrap=True, markup=False)
        for gap in (*answer.gaps, *drafters.gaps):
            out.print(f"Not known: {gap.what}: {gap.why}", soft_wrap=True, markup=False)


def _percent(figure: Figure | None) -> str:
    """A probability in words; never surer than the forecast can be."""
    if figure is None or not isinstance(figure.value, float):
        return "not known"
    if figure.value < LEAST:
        return "under 1 %"
    if figure.value > 1 - LEAST:
        return "over 99 %"
    return f"{100 * figure.value:.0f} %"


def _member_odds(row: dict[str, Any]) -> str:
    from peaceops.domain.countries import name_of

    yes, abstain, no = (100 * row[vote] for vote in ("yes", "abstain", "no"))
    return f"{name_of(row['country'])} yes {yes:.0f} %, abstains {abstain:.0f} %, no {no:.0f} %"


def _print(answer: Outlook, mission: str, term: str | None, reader: str | None) -> None:
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
        listed = "; ".join(_member_odds(row) for row in doubt.iter_rows(named=True))
        out.print(f"  least sure of voting yes: {listed} (all members with --json)", soft_wrap=True)
        if reader is not None:
            for row in draft.members.filter(country=reader).iter_rows(named=True):
                out.print(f"  your country: {_member_odds(row)}", soft_wrap=True)
        for line in draft.contributions:
            out.print(
                f"  {line.what:15} {100 * line.to:5.1f} %  {line.why}", soft_wrap=True, markup=False
            )
    if reader is not None and not any(
        reader in draft.members["country"] for draft in answer.drafts.values()
    ):
        out.print(f"Your country, {name_of(reader)}, has no seat on the day.", soft_wrap=True)
    for sentence in in_words(answer.record):
        out.print(sentence, soft_wrap=True, markup=False)
