"""The table of mandates: every decision on every peace operation.

Titles of resolutions are parsed first; where a decision has no title, an agenda item that belongs
to one mission alone shows which mission it concerns; then the curated file corrects and completes.
Two rules fill in what neither says, and each row they touch says so in its reason:

- A short extension that changes nothing else is a technical rollover: the title speaks of an
  extension only, and the term moves by at most ``ROLLOVER_DAYS``.
- A ceiling stands until a decision changes it or ends the mission. It is carried from decision to
  decision; a decision that changed it to a figure that is not certain stops the carrying. So is a
  ceiling that a decision sets for a later day (``mandate_steps``).

A decision that grants a last term is a termination whose ``until`` is the end of that term. The
kind of a draft that was not adopted is what it would have decided; such rows change nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import polars as pl

from peaceops.edition.assemble.mandate_corrections import (
    Ceiling,
    Correction,
    corrections_of,
    steps_of,
)
from peaceops.edition.assemble.mandate_steps import Step, steps_table
from peaceops.edition.assemble.mandate_titles import (
    Gazetteer,
    Mention,
    Term,
    mentions,
    shipped_gazetteer,
    unlisted,
)
from peaceops.edition.assemble.mission_names import curated_missions, other_bodies
from peaceops.edition.tables.council import SETS_TERM
from peaceops.errors import EditionError
from peaceops.sources import Repair

ROLLOVER_DAYS = 123  # four months
NEAR_THE_END_DAYS = 60  # how long before its end a mandate is renewed
UNLISTED = (
    "a body that the title sets up or continues and no list of missions has; if it is a mission, "
    "add a newer list of missions (DPPADPOSS-PKO)"
)
OUT_OF_REACH = "the votes at hand do not reach as far as this decision"
NO_MISSION = "a decision on a mission that is not in the table of missions"
KEEPS_CEILING = ("establish", "renew", "rollover", "amend")

SCHEMA = {
    "mission": pl.String,
    "decision": pl.String,
    "date": pl.Date,
    "kind": pl.String,
    "until": pl.Date,
    "open_ended": pl.Boolean,
    "ceiling_military": pl.Int64,
    "ceiling_police": pl.Int64,
    "basis": pl.String,
    "reason": pl.String,
    "source": pl.String,
    "row": pl.Int64,
}

Report = Callable[[Repair], None]


def mandate_tables(
    decisions: pl.DataFrame,
    missions: pl.DataFrame,
    curated: pl.DataFrame,
    later: pl.DataFrame,
    *,
    gazetteer: Gazetteer | None = None,
    report: Report,
) -> dict[str, pl.DataFrame]:
    """Derive the mandates from the decisions of the Council.

    Args:
        decisions: The table ``decisions`` with ``source`` and ``row``.
        missions: The table ``missions``; decisions on a mission not in it are left out.
        curated: Corrections, in the form ``shipped_corrections`` gives.
        later: What decisions set for later days, in the form ``shipped_steps`` gives.
        gazetteer: Names of missions; by default the shipped one with the names of missions that
            only the table has.
        report: Called with every curated row that is left out, with every mission whose decisions
            are left out, and with every body that a title names and no list has.

    Returns:
        ``mandates``: its columns except ``known_on``, sorted by mission and decision; and
        ``mandate_steps``.

    Raises:
        EditionError: Curated rows contradict the decisions; all are listed.
    """
    names = gazetteer or shipped_gazetteer().with_missions(_beyond_ours(missions))
    acronyms = set(missions["mission"])
    known_missions = names.missions | acronyms
    corrections, beyond = corrections_of(curated, decisions, known_missions)
    steps, steps_beyond = steps_of(later, decisions, known_missions)
    listed = list(_decided(decisions, names, corrections))
    _report_left_out([*beyond, *steps_beyond], listed, acronyms, report)
    _report_unlisted(decisions, names, report)
    chains: dict[str, list[_Decided]] = {}
    for decision in sorted(
        listed, key=lambda decision: (decision.day, decision.number, decision.decision)
    ):
        if decision.mission in acronyms:
            chains.setdefault(decision.mission, []).append(decision)
    for mission in {step.mission for step in steps} & acronyms:
        _give_steps(chains.get(mission, []), [step for step in steps if step.mission == mission])
    for chain in chains.values():
        _resolve_terms(chain)
        _carry(chain, "military")
        _carry(chain, "police")
    rows = [decision.row_of_table() for chain in chains.values() for decision in chain]
    table = pl.DataFrame(rows, schema=SCHEMA, orient="row").sort("mission", "decision")
    carried = [step for chain in chains.values() for decision in chain for step in decision.steps]
    return {"mandates": table, "mandate_steps": steps_table(carried)}


@dataclass
class _Decided:
    """A decision on one mission while it is worked out."""

    mission: str
    decision: str
    number: int
    day: date
    adopted: bool
    kind: str
    term: Term
    plain: bool
    basis: str
    source: str
    row: int
    reasons: list[str] = field(default_factory=list)
    until: date | None = None
    open_ended: bool = False
    military: Ceiling = None
    police: Ceiling = None
    steps: list[Step] = field(default_factory=list)

    def correct(self, correction: Correction) -> None:
        """Put the curated row in place of what the title says, cell by cell."""
        self.basis = "curated"
        self.source = correction.source
        self.row = correction.row
        self.reasons = [correction.reason]
        self.plain = False
        self.kind = correction.kind or self.kind
        self.until = correction.until
        self.open_ended = correction.open_ended
        self.military = correction.military
        self.police = correction.police
        if self.kind not in SETS_TERM or self.until is not None or self.open_ended:
            self.term = Term()

    def row_of_table(self) -> tuple[Any, ...]:
        """The row in the order of ``SCHEMA``."""
        return (
            self.mission,
            self.decision,
            self.day,
            self.kind,
            self.until,
            self.open_ended,
            None if self.military == "unknown" else self.military,
            None if self.police == "unknown" else self.police,
            self.basis,
            "; ".join(self.reasons) or None,
            self.source,
            self.row,
        )


def _decided(
    decisions: pl.DataFrame, names: Gazetteer, corrections: Iterable[Correction]
) -> Iterator[_Decided]:
    """Every decision on every mission, corrected, in no order."""
    wanted: dict[str, list[Correction]] = {}
    for correction in corrections:
        wanted.setdefault(correction.decision, []).append(correction)
    for row in decisions.iter_rows(named=True):
        by_mission: dict[str, _Decided] = {}
        for decision in _from_record(row, names):
            by_mission.setdefault(decision.mission, decision)
        for correction in wanted.get(row["decision"], ()):
            mission = correction.mission
            if correction.kind == "none":
                by_mission.pop(mission, None)
                continue
            unsaid = Mention(mission, "other", Term(), plain=False)
            by_mission.setdefault(mission, _new(row, unsaid, "curated")).correct(correction)
        yield from by_mission.values()


def _from_record(row: dict[str, Any], names: Gazetteer) -> Iterator[_Decided]:
    if row["amendment"]:
        return  # an amendment to a draft decides nothing by itself
    if row["title"]:
        for mention in mentions(row["title"], row["date"], names):
            yield _new(row, mention, "title")
        return
    mission = names.alone_on_agenda(row["agenda_item"], row["date"])
    if mission is not None:
        decision = _new(row, Mention(mission, "other", Term(), plain=False), "agenda")
        decision.reasons.append("no title on record; the agenda item is this mission's alone")
        yield decision


def _new(row: dict[str, Any], mention: Mention, basis: str) -> _Decided:
    return _Decided(
        mission=mention.mission,
        decision=row["decision"],
        number=row["resolution"] or 0,
        day=row["date"],
        adopted=row["outcome"] == "adopted",
        kind=mention.kind,
        term=mention.term if mention.kind in SETS_TERM else Term(),
        plain=mention.plain,
        basis=basis,
        source=row["source"],
        row=row["row"],
    )


def _resolve_terms(chain: list[_Decided]) -> None:
    """Fill in ``until``, tell rollovers from renewals, and guess renewals without a title."""
    previous: date | None = None
    for decision in chain:
        if decision.basis == "agenda" and _near_the_end(decision.day, previous):
            decision.kind = "renew"
            decision.reasons.append("decided as the term ran out: taken for a renewal")
        if decision.until is None and not decision.open_ended:
            decision.until = decision.term.resolve(decision.day, previous)
            decision.reasons.extend(_said_of(decision.term))
        if decision.kind == "renew" and decision.plain and _is_short(decision, previous):
            decision.kind = "rollover"
            decision.reasons.append("a short extension that changes nothing else in its title")
        if decision.adopted and decision.kind in SETS_TERM:
            extended = [step.day for step in decision.steps if step.step == "extended"]
            previous = max([*extended, decision.until]) if decision.until else None


def _give_steps(chain: list[_Decided], steps: Iterable[Step]) -> None:
    """Put each step to its decision.

    Raises:
        EditionError: The decision is none on that mission.
    """
    by_name = {decision.decision: decision for decision in chain}
    for step in steps:
        if step.decision not in by_name:
            raise EditionError(
                f"{step.decision} is not on record as a decision on {step.mission}",
                where=f"{step.source}, row {step.row}",
                cause="neither its title nor a row of mandates says so",
                remedy="add a row for it to a file of mandates, or correct the row",
            )
        by_name[step.decision].steps.append(step)


def _said_of(term: Term) -> Iterator[str]:
    if term.months is not None:
        yield f"{term.months} months counted from the end of the term before"
    if term.anniversary is not None:
        yield "the title is cut off at the date: the first such day after the term before"


def _near_the_end(day: date, previous: date | None) -> bool:
    return previous is not None and 0 <= (previous - day).days <= NEAR_THE_END_DAYS


def _is_short(decision: _Decided, previous: date | None) -> bool:
    if decision.until is None or previous is None or previous < decision.day:
        return False
    return 0 < (decision.until - previous).days <= ROLLOVER_DAYS


def _carry(chain: list[_Decided], component: str) -> None:
    """Let a ceiling stand until it is changed or the mission ends, and so what is set for later."""
    standing: tuple[int, str] | None = None
    ahead: list[Step] = []
    for decision in chain:
        if not decision.adopted:
            continue
        for step in ahead:
            if step.day <= decision.day:
                standing = (getattr(step, component), step.decision)
        ahead = [step for step in ahead if step.day > decision.day]
        stated: Ceiling = getattr(decision, component)
        if isinstance(stated, int):
            standing, ahead = (stated, decision.decision), []
        elif stated == "unknown" or decision.kind == "terminate":
            standing, ahead = None, []
        elif standing is not None and decision.kind in KEEPS_CEILING:
            setattr(decision, component, standing[0])
            decision.reasons.append(f"{component} ceiling carried from {standing[1]}")
        stands = [
            step
            for step in decision.steps
            if step.step == "ceiling" and getattr(step, component) is not None
        ]
        if decision.kind in KEEPS_CEILING:
            decision.steps.extend(_carried(step, component, decision) for step in ahead)
        ahead = sorted([*ahead, *stands], key=lambda step: step.day)


def _carried(step: Step, component: str, decision: _Decided) -> Step:
    """One part of a ceiling set for later, as it stands under a decision taken before its day."""
    return replace(
        step,
        decision=decision.decision,
        known_on=max(step.known_on, decision.day),
        reason=f"{step.reason}; set by {step.decision}",
        military=step.military if component == "military" else None,
        police=step.police if component == "police" else None,
    )


def _beyond_ours(missions: pl.DataFrame) -> pl.DataFrame:
    """Missions of a newer list that no file of ours speaks of."""
    return missions.filter(~pl.col("mission").is_in(curated_missions()["mission"].implode()))


def _report_unlisted(decisions: pl.DataFrame, names: Gazetteer, report: Report) -> None:
    """Report bodies that titles set up and no list has: they may be new missions."""
    titled = decisions.filter(pl.col("title").is_not_null()).sort("date", "decision")
    for line in titled.iter_rows(named=True):
        for body in unlisted(line["title"], line["date"], names):
            if body.casefold() not in other_bodies(line["date"]):
                named = f"{line['decision']}: {body}"
                report(Repair(line["source"], line["row"], "*", named, "(not read)", UNLISTED))


def _report_left_out(
    beyond: Iterable[dict[str, Any]], listed: Iterable[_Decided], acronyms: set[str], report: Report
) -> None:
    for row in beyond:
        named = f"{row['mission']}, {row['resolution']}"
        report(Repair(row["source"], row["row"], "*", named, "(dropped)", OUT_OF_REACH))
    lost = [decision for decision in listed if decision.mission not in acronyms]
    for decision in sorted(lost, key=lambda decision: (decision.mission, decision.decision)):
        named = f"{decision.mission}, {decision.decision}"
        report(Repair(decision.source, decision.row, "*", named, "(dropped)", NO_MISSION))
