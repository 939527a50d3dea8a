"""`peaceops council outlook`: the odds of a draft on a mission."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from peaceops.cli._cases import case_of
from peaceops.cli._console import AsOf, EditionFolder, console, open_edition_option
from peaceops.cli._streams import print_json

if TYPE_CHECKING:
    from peaceops.case import Case
    from peaceops.council import Outlook

KINDS = ("renew", "rollover", "reduce", "increase", "terminate", "amend")
DECISIONS = {"renew": "reconfigure", "terminate": "withdraw"}  # a case's words for them


def outlook(
    mission: Annotated[str, typer.Argument(help="Acronym, as MINUSMA.")],
    as_of: AsOf,
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
    edition: EditionFolder = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """Give the odds that a draft is tabled, and adopted if tabled, member by member."""
    from peaceops.council import outlook as look
    from peaceops.edition import find_mission

    kinds = _kinds(kind)
    if term is not None and not (term.endswith("m") and term[:-1].isdigit()):
        raise typer.BadParameter(f"--term {term!r}: write months as 12m")
    data = open_edition_option(edition)
    mission = find_mission(data, mission, as_of)
    host, stated, stated_on = _of_case(case_of(data, case, mission, as_of), kinds)
    positions = stated | _pairs(position or [])
    found = look(
        data.as_of(as_of), mission, kinds, positions=positions,
        positions_on=stated_on, host_position=host_position or host,
        sponsors=sponsor or (),
    )  # fmt: skip
    if as_json:
        print_json(_plain(found, mission, as_of.isoformat(), term))
    else:
        _print(found, mission, term)


def _kinds(asked: list[str] | None) -> list[str]:
    for one in asked or ():
        if one not in KINDS:
            raise typer.BadParameter(f"--kind {one!r}: use one of {', '.join(KINDS)}")
    return list(dict.fromkeys(asked or KINDS))


def _pairs(texts: list[str]) -> dict[str, str]:
    for one in texts:
        if one.count("=") != 1:
            raise typer.BadParameter(f"--position {one!r}: write it as RUS=against")
    return dict(one.split("=") for one in texts)


def _of_case(
    case: Case | None, kinds: list[str]
) -> tuple[str | None, dict[str, str], dict[str, dict[str, str]]]:
    """Host's position, members' positions on every draft, and those on one kind."""
    from peaceops.case import HostPosition, MemberPosition

    if case is None:
        return None, {}, {}
    decision_of = {one.id: one.decision for one in case.options}
    host: str | None = None
    stated: dict[str, str] = {}
    special: dict[str, dict[str, str]] = {}
    for one in case.of_kind("host_position", "member_position"):
        if isinstance(one, HostPosition):
            host = one.position
        elif isinstance(one, MemberPosition) and one.option is None:
            stated[one.country] = one.position
        elif isinstance(one, MemberPosition):
            for kind in kinds:
                if DECISIONS.get(kind, kind) == decision_of[str(one.option)]:
                    special.setdefault(kind, {})[one.country] = one.position
    return host, stated, special


def _plain(found: Outlook, mission: str, as_of: str, term: str | None) -> dict[str, Any]:
    return {
        "mission": mission,
        "as_of": as_of,
        "term": term,
        "options": [
            {
                "kind": one.option,
                "p_tabled": one.p_tabled,
                "p_tabled_range": one.p_tabled_range,
                "p_adopted_if_tabled": one.p_adopted,
                "p_tabled_and_adopted": one.p_tabled_and_adopted,
                "p_unanimous_if_tabled": one.p_unanimous,
                "p_permanent_abstains_if_tabled": one.p_permanent_abstains,
                "members": {member: dict(odds) for member, odds in one.members.items()},
                "moved": [vars(step) for step in one.moved],
                "method": one.method,
                "tabled_method": one.tabled_method,
            }
            for one in found.options
        ],
        "gaps": [{"what": gap.what, "why": gap.why} for gap in found.gaps],
    }


def _print(found: Outlook, mission: str, term: str | None) -> None:
    out = console()
    for one in found.options:
        span = (
            ""
            if one.p_tabled_range is None
            else (f" (90 % interval {one.p_tabled_range[0]:.2f} to {one.p_tabled_range[1]:.2f})")
        )
        tabled = "not known" if one.p_tabled is None else f"{one.p_tabled:.3f}{span}"
        both = (
            "not known" if one.p_tabled_and_adopted is None else (f"{one.p_tabled_and_adopted:.3f}")
        )
        named = f"{mission}, {one.option}{f', {term}' if term else ''}"
        out.print(
            f"{named}: tabled {tabled}; adopted if tabled {one.p_adopted:.3f}; "
            f"tabled and adopted {both}; unanimous if tabled {one.p_unanimous:.3f}",
            soft_wrap=True,
        )
        doubt = sorted(one.members.items(), key=lambda pair: pair[1]["yes"])[:4]
        said = "; ".join(
            f"{member} yes {odds['yes']:.2f}, abstains {odds['abstain']:.2f}, no {odds['no']:.2f}"
            for member, odds in doubt
        )
        out.print(f"  least sure: {said}", soft_wrap=True)
        for step in one.moved:
            out.print(f"  {step.what:8} {step.to:.3f}  {step.why}", soft_wrap=True, markup=False)
    for gap in found.gaps:
        out.print(f"Not known: {gap.what}: {gap.why}", soft_wrap=True, markup=False)
