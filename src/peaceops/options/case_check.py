"""Whether a case may be used for a mission on a date: what it says must be known, and be theirs."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from peaceops.case import Case, Statement, refused
from peaceops.domain.countries import name_of
from peaceops.domain.mission import Mission
from peaceops.edition import View
from peaceops.errors import CaseError, UnknownMissionError

OF_THE_HOST = ("host_position", "host_refusal")
# Whose consent a mission stands on beside, or in place of, the territory it works in.
ALSO_ASKED = {"ESH": ("MAR",), "XKX": ("SRB",)}
PARTIES = {"UNDOF": ("ISR",), "UNTSO": ("PSE",)}
KNOWLEDGE_DATES = ("date", "on", "start")


def check_case(view: View, case: Case, mission: str) -> None:
    """Refuse a case that is not about the mission, or says what nobody on the date could know.

    Args:
        view: What is known; its date is the date asked about.
        case: The case.
        mission: Acronym of the mission asked about.

    Raises:
        CaseError: The case is about another mission, holds statements from after the date, gives
            the position of a state that is no host as the host's, which would move the odds, or
            has an option that a mission of this kind cannot get.
        UnknownMissionError: There is no such mission on the date.
    """
    if _acronym(view, case.mission) != mission.casefold():
        raise CaseError(
            f"the case {case.case} is about {case.mission}, the question about {mission}",
            remedy=f"ask for {case.mission}, or leave the case out",
        )
    late = list(_late(case, view.as_of))
    if late:
        raise CaseError(
            f"the case {case.case} holds {len(late)} statements dated after {view.as_of}: nobody "
            f"could know {'; '.join(late[:5])}{' and so on' if len(late) > 5 else ''}",
            remedy=f"ask as of {case.as_of}, or leave those statements out",
        )
    operation = view.mission(mission)
    _check_hosts(operation, case)
    _check_decisions(operation, case)


def _acronym(view: View, name: str) -> str:
    """The acronym that a case's name of its mission means on the date, without regard to case."""
    with suppress(UnknownMissionError):  # it may stand on the case's own date and not on this one
        return view.mission(name).acronym.casefold()
    return name.casefold()


def _late(case: Case, as_of: date) -> Iterator[str]:
    for statement in case.statements:
        days = {name: getattr(statement, name, None) for name in KNOWLEDGE_DATES}
        after = {name: day for name, day in days.items() if day is not None and day > as_of}
        if after:
            shown = ", ".join(f"{name} {day}" for name, day in after.items())
            yield f"{statement.id!r} ({shown})"


def _check_decisions(mission: Mission, case: Case) -> None:
    """Refuse options that nobody would put to the Council for a mission of this kind."""
    problems = [
        (option, problem)
        for option in case.options
        if (problem := refused(mission, option.decision)) is not None
    ]
    if problems:
        shown = "; ".join(
            f"option {option.id!r}, `decision: {option.decision}`: {problem.why} ({problem.remedy})"
            for option, problem in problems
        )
        raise CaseError(
            f"the case {case.case} has options that {mission.acronym} cannot get: {shown}",
            remedy="change those decisions, or leave the options out",
        )


def _check_hosts(mission: Mission, case: Case) -> None:
    hosts = mission.hosts
    if not hosts:
        return
    states = {*hosts, *PARTIES.get(mission.acronym, ())}
    states |= {code for host in hosts for code in ALSO_ASKED.get(host, ())}
    foreign = [statement for statement in case.statements if _is_foreign(statement, states)]
    if foreign:
        shown = "; ".join(
            f"{statement.id!r} by {name_of(statement.country)}"  # type: ignore[union-attr]
            for statement in foreign[:5]
        )
        raise CaseError(
            f"the case {case.case} gives as the host's position what is said by a state that is no "
            f"host of {mission.acronym}: {shown}",
            cause=f"the host is {' and '.join(name_of(host) for host in hosts)}",
            remedy="correct the country, or make it a `member_position` or a `report`",
        )


def _is_foreign(statement: Statement, hosts: set[str]) -> bool:
    return statement.kind in OF_THE_HOST and getattr(statement, "country", None) not in (
        None,
        *hosts,
    )
