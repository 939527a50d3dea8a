"""The options and planning assumptions that stand when the case names no others."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from peaceops.case.decisions import ENDING, Decision, Term, decisions_for, term_of
from peaceops.case.model import Assumption, CaseOption
from peaceops.domain.messages import message
from peaceops.domain.mission import Mission, MissionKind
from peaceops.domain.number_words import in_number_words

SOURCE = "Standard option; no proposal of this mission's own is stated"
CHANGE_SHARE = 0.25
"""Of the ceiling, or of the strength where there is no ceiling, in a standard rise or cut."""
ROLLOVER_MONTHS, SHORT_ROLLOVER_MONTHS = 3, 1
EXTENSION_MONTHS = 6
"""By which a drawdown is extended where the option sets no term."""


def _assumption(
    name: str, text: str, bounds: tuple[float, float, float], unit: str, reason: str
) -> Assumption:
    low, value, high = bounds
    return Assumption(id=name, text=text, low=low, value=value, high=high, unit=unit, reason=reason)


STANDARD_ASSUMPTIONS = {
    assumption.id: assumption
    for assumption in (
        _assumption(
            "withdrawal-months",
            "Months until all uniformed personnel have left in a withdrawal",
            (2, 12, 36),
            "months",
            "Forced exits on record took up to a year, planned ones two to three years.",
        ),
        _assumption(
            "closing-months",
            "Months until a political mission that ends has closed",
            (3, 9, 22),
            "months",
            "UNITAMS closed in three months, UNIOGBIS in twenty-two.",
        ),
        _assumption(
            "replaced",
            "Share of announced departures that others replace within a year",
            (0, 0.3, 0.8),
            "share",
            "Gaps are filled slowly or not at all; no data say how often.",
        ),
        _assumption(
            "cost-per-head",
            "Cost of a mission a year, for each uniformed person (all assessed costs)",
            (55_000, 85_000, 120_000),
            "US dollars",
            "Used where no spending is known on the date; large missions lie in this range.",
        ),
        _assumption(
            "cost-a-year",
            "What the mission costs in a year as it stands",
            (10_000_000, 50_000_000, 140_000_000),
            "US dollars",
            "Used where no spending is known on the date; field political missions lie in this "
            "range.",
        ),
        _assumption(
            "cost-follows",
            "Share of the cost that rises and falls with strength",
            (0.4, 0.65, 0.9),
            "share",
            "Civilians, camps and aircraft leave later than troops.",
        ),
        _assumption(
            "liquidation",
            "Cost of withdrawing and liquidating, as a share of a year's cost",
            (0.05, 0.15, 0.3),
            "share",
            "An assumption: the data hold no budget of a mission that closed.",
        ),
        _assumption(
            "exit-risk",
            "Risk to a peacekeeper during a withdrawal, as a multiple of the risk before it",
            (0.5, 1.0, 2.0),
            "ratio",
            "Fewer patrols lower the risk, convoys and smaller bases raise it: unchanged, within a "
            "range of 0.5 to 2.",
        ),
        _assumption(
            "consent-loss",
            "Share of the mission's effect that remains against the host's wish",
            (0.0, 0.5, 1.0),
            "share",
            "No data exist on a mission that stays against the host's wish; the missions that were "
            "studied could move freely.",
        ),
        _assumption(
            "cash-cut-spending",
            "Share of spending that is cut for lack of cash",
            (0.15, 0.25, 0.35),
            "share",
            "An assumption: cuts follow late and unpaid assessments, which are not in the data.",
        ),
        _assumption(
            "cash-cut-strength",
            "Share of uniformed personnel sent home for lack of cash",
            (0.15, 0.25, 0.35),
            "share",
            "An assumption: contingents are sent home in proportion to the cut in spending.",
        ),
        _assumption(
            "restructure-saving",
            "Share of cost saved by restructuring or a reduced package",
            (0.0, 0.15, 0.4),
            "share",
            "An assumption: reviews close offices and posts, or ask for more of both.",
        ),
        _assumption(
            "merged-cost",
            "Share of cost that the country team needs for the tasks it takes over",
            (0.05, 0.2, 0.4),
            "share",
            "An assumption: a resident coordinator's office with a few advisers.",
        ),
    )
}
"""By identifier, with the values used where a case sets none."""

ASKED_TO_LEAVE = _assumption(
    "withdrawal-months",
    STANDARD_ASSUMPTIONS["withdrawal-months"].text,
    (1, 6, 12),
    "months",
    "The host asks the mission to leave. Forced exits on record took up to a year, half of them "
    "six months or less.",
)
SUPPORT_COST = _assumption(
    "cost-a-year",
    "What the support office costs in a year as it stands",
    (200_000_000, 500_000_000, 650_000_000),
    "US dollars",
    "Used where no spending is known on the date; few support offices have existed.",
)


def paid_by_staff(mission: Mission) -> bool:
    """Whether the cost of a mission follows its civilian budget and not uniformed strength."""
    return mission.kind in (MissionKind.POLITICAL, MissionKind.SUPPORT)


def standard_assumptions(
    mission: Mission, options: Collection[CaseOption], host: str | None = None
) -> list[Assumption]:
    """The planning assumptions that a comparison of these options reads, and no others.

    Args:
        mission: As known on the date.
        options: The options on the table.
        host: What the host wants, where a case says it; else what it wants on record counts.
    """
    if host is None and mission.host_position is not None:
        host = mission.host_position.position
    decisions = {option.decision for option in options}
    by_staff = paid_by_staff(mission)
    leaves = bool(decisions & set(ENDING)) or term_of(mission.mandate) is Term.DRAWDOWN
    wanted = {"replaced"}
    wanted |= {"cost-a-year"} if by_staff else {"cost-per-head", "cost-follows"}
    if leaves:
        wanted |= {"liquidation", "exit-risk"}
        wanted.add(
            "closing-months" if mission.kind is MissionKind.POLITICAL else "withdrawal-months"
        )
    if mission.moves_the_war:
        wanted.add("consent-loss")
    if "cash-cut" in decisions:
        wanted |= {"cash-cut-spending", "cash-cut-strength"}
    if by_staff and decisions & {"restructure", "reduce"}:
        wanted.add("restructure-saving")
    if "merge" in decisions:
        wanted.add("merged-cost")
    special = {"cost-a-year": SUPPORT_COST} if mission.kind is MissionKind.SUPPORT else {}
    special |= {"withdrawal-months": ASKED_TO_LEAVE} if host == "asks-to-leave" else {}
    return [
        special.get(name, assumption)
        for name, assumption in STANDARD_ASSUMPTIONS.items()
        if name in wanted
    ]


def standard_options(mission: Mission, strength: int | None = None) -> tuple[CaseOption, ...]:
    """The options that a mission of this kind, under this mandate, has.

    Args:
        mission: As known on the date.
        strength: Uniformed personnel; a standard rise or cut is taken from it where no ceiling is
            on record.

    >>> from datetime import date
    >>> from peaceops.edition import open_edition
    >>> undof = open_edition().as_of(date(2023, 6, 16)).mission("UNDOF")
    >>> standard_options(undof)[0].summary
    'Renew for six months, at the same ceiling and on the same tasks.'
    """
    return tuple(
        CaseOption.model_validate(
            {
                "id": decision,
                "label": LABELS[decision],
                "decision": decision,
                "source": SOURCE,
                **_content(mission, decision, strength),
            }
        )
        for decision in decisions_for(mission)
        if (mission.kind, decision) not in _NOT_STANDARD and _makes_sense(mission, decision)
    )


_NOT_STANDARD = {
    (MissionKind.POLITICAL, "cash-cut"),
    (MissionKind.SUPPORT, "cash-cut"),
    (MissionKind.SUPPORT, "rollover"),
}
"""What a case may hold and nobody puts forward as a rule."""


def _makes_sense(mission: Mission, decision: Decision) -> bool:
    """A mission without a mandate to renew is not raised as a rule, nor a drawdown hastened.

    What follows a mission has a size that only a proposal can set.
    """
    term = term_of(mission.mandate)
    if term is Term.DRAWDOWN:
        return decision in ("extend-drawdown", "reverse-drawdown")
    return not (term is Term.OPEN_ENDED and decision in ("increase", "cash-cut"))


LABELS: dict[Decision, str] = {
    "renew": "Renew",
    "increase": "Increase",
    "reduce": "Reduce",
    "reconfigure": "Reconfigure",
    "rollover": "Technical rollover",
    "withdraw": "Drawdown and withdrawal",
    "restructure": "Restructure",
    "merge": "Merge with the country team",
    "close": "Close",
    "cash-cut": "Cut for lack of cash",
    "extend-drawdown": "Extend the drawdown",
    "reverse-drawdown": "Reverse the drawdown",
    "follow-on": "A smaller presence stays",
    "coalition": "A force outside the United Nations",
}


def _content(mission: Mission, decision: Decision, strength: int | None) -> dict[str, object]:
    if mission.kind is MissionKind.SUPPORT and decision == "withdraw":
        return {"label": "End", "summary": "End the support office and its package."}
    if decision in _SUMMARIES:
        return {"summary": _SUMMARIES[decision]}
    if decision == "extend-drawdown":
        summary = message(
            "Extend the drawdown by {extension_months}.",
            extension_months=in_months(EXTENSION_MONTHS),
        )
        return {"summary": summary, "term_months": EXTENSION_MONTHS}
    usual = mission.mandate.usual_term or 12
    if decision == "rollover":
        months = ROLLOVER_MONTHS if usual > ROLLOVER_MONTHS else SHORT_ROLLOVER_MONTHS
        summary = message(
            "Extend unchanged for {months} while talks go on.", months=in_months(months)
        )
        return {"summary": summary, "term_months": months}
    if term_of(mission.mandate) is Term.RUNS_OUT:
        begin, term = message("Renew for {usual}", usual=in_months(usual)), {"term_months": usual}
    else:
        begin, term = "Decide at any time", {}
    if decision == "cash-cut":
        return {"summary": CASH_CUT, **term}
    rest, content = _renewal(mission, decision, strength)
    summary = message("{begin}{rest}.", begin=begin, rest=rest)
    return {"summary": summary, **term, **content}


CASH_CUT = (
    "Without a vote: spending and uniformed strength are cut by a share for lack of cash; both "
    "shares are assumptions."
)
_SUMMARIES: dict[Decision, str] = {
    "withdraw": "End the mandate; all uniformed personnel leave in a drawdown.",
    "merge": "End the mission; what remains of its tasks goes to the resident coordinator and the "
    "United Nations country team.",
    "close": "End the mission; staff leave and nothing follows it.",
    "reverse-drawdown": "Keep the mission: this needs a new mandate.",
}


def _renewal(
    mission: Mission, decision: Decision, strength: int | None
) -> tuple[str, dict[str, object]]:
    """What a renewal of each kind adds to the words on its term, and its numbers."""
    ceiling = mission.mandate.ceiling.military
    within = "within the ceiling" if ceiling else "at the same strength"
    if decision in ("increase", "reduce"):
        if mission.kind is MissionKind.SUPPORT:
            return ", with a smaller support package", {}
        more = decision == "increase"
        sign = 1 if more else -1
        what = "military ceiling" if ceiling else "uniformed strength"
        change = _change(mission, strength)
        size = message("a quarter ({change:,})", change=change) if change else "a share to be set"
        words = (
            message("; raise the {what} by {size}", what=what, size=size)
            if more
            else message("; lower the {what} by {size}", what=what, size=size)
        )
        return words, {"military_change": sign * change or None}
    if decision == "reconfigure":
        rest = message(", {within}, consolidated on fewer priorities or bases", within=within)
        return rest, {"label": message("Reconfigure {within}", within=within)}
    rests = {
        "renew": ", at the same ceiling and on the same tasks"
        if ceiling
        else ", on the same tasks",
        "restructure": ", restructured after a strategic review: fewer tasks, posts and offices",
    }
    return rests[decision], {}


def _change(mission: Mission, strength: int | None) -> int:
    size = mission.mandate.ceiling.military or strength or 0
    step = 10 if size >= 400 else 1  # a round figure, unless the mission is small
    return round(size * CHANGE_SHARE / step) * step


def in_months(count: float) -> str:
    """A span in words: ``six months``.

    >>> in_months(1), in_months(6), in_months(18)
    ('one month', 'six months', '18 months')
    """
    if count == 1:
        return "one month"
    return message("{count} months", count=in_number_words(count))


WITHDRAWALS = (6, 12, 24)


def timelines(mission: Mission, options: Sequence[CaseOption]) -> tuple[CaseOption, ...]:
    """A drawdown over 6, 12 and 24 months, to compare the pace: one draft, not three."""
    if "withdraw" not in decisions_for(mission):
        return ()
    taken = {option.id for option in options}
    return tuple(
        CaseOption(
            id=f"withdraw-{months}m",
            label=message("Withdrawal over {months} months", months=months),
            decision="withdraw",
            summary=message(
                "End the mandate; all uniformed personnel leave in {months}.",
                months=in_months(months),
            ),
            withdrawal_months=months,
            source="For comparison",
        )
        for months in WITHDRAWALS
        if f"withdraw-{months}m" not in taken
    )
