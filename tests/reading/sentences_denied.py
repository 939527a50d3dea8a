"""Plain statements, and what is put around them so that they assert nothing."""

from __future__ import annotations

from typing import NamedTuple


class Statement(NamedTuple):
    """A statement in the forms that the frames need.

    Attributes:
        kind: What is proposed from it.
        who: Who does it.
        past: What is done: "asked the mission to leave".
        bare: The same after "to" and "did not".
        going: The same as a gerund.
        done: The same as a participle.
    """

    kind: str
    who: str
    past: str
    bare: str
    going: str
    done: str


def _regular(kind: str, who: str, verb: str, rest: str) -> Statement:
    stem = verb.removesuffix("e")
    return Statement(
        kind, who, f"{stem}ed {rest}", f"{verb} {rest}", f"{stem}ing {rest}", f"{stem}ed {rest}"
    )


STATEMENTS = (
    _regular("host_position", "Mali", "ask", "the mission to leave"),
    _regular("host_position", "Mali", "demand", "the withdrawal of MINUSMA"),
    _regular("host_refusal", "Mali", "reject", "the options of the Secretary-General"),
    _regular("member_position", "Russia", "vote", "against the draft resolution"),
    _regular("member_position", "China", "vote", "in favour of the draft resolution"),
    _regular("member_position", "Gabon", "abstain", "on the draft resolution"),
    _regular("member_position", "Russia", "veto", "the draft resolution"),
    _regular("member_position", "France", "support", "the extension of the mandate"),
    _regular("member_position", "Russia", "oppose", "the extension of the mandate"),
    Statement(
        "departure",
        "Germany",
        "withdrew its 300 soldiers from MINUSMA",
        "withdraw its 300 soldiers from MINUSMA",
        "withdrawing its 300 soldiers from MINUSMA",
        "withdrawn its 300 soldiers from MINUSMA",
    ),
    _regular("departure", "Egypt", "suspend", "its participation in MINUSMA"),
    Statement(
        "arrival",
        "Senegal",
        "sent 200 soldiers to MINUSMA",
        "send 200 soldiers to MINUSMA",
        "sending 200 soldiers to MINUSMA",
        "sent 200 soldiers to MINUSMA",
    ),
    _regular("restriction", "Mali", "block", "the patrols of MINUSMA"),
    _regular("restriction", "Mali", "suspend", "the flights of MINUSMA"),
    Statement(
        "relation",
        "Mali",
        "broke off relations with France",
        "break off relations with France",
        "breaking off relations with France",
        "broken off relations with France",
    ),
    _regular("incident", "Malian soldiers", "kill", "20 civilians in Moura on 12 May 2023"),
    _regular("mandate_deadline", "The Council", "extend", "the mandate of MINUSMA to 30 June 2024"),
)

AROUND = (
    "{who} did not {bare}.",
    "{who} has never {done}.",
    "{who} has not {done}, officials said.",
    "{who} denied that it had {done}.",
    "{who} denied {going}.",
    "{who} ruled out {going}.",
    "{who} refused to {bare}.",
    "{who} declined to {bare}.",
    "{who} threatened to {bare}.",
    "{who} failed to {bare}.",
    "If {who} {past}, the Council will meet again.",
    "{who} will {bare} only if the talks fail.",
    "{who} would {bare} if the talks failed.",
    "Unless the talks succeed, {who} will {bare}.",
    "{who} may {bare}.",
    "{who} could {bare} next month.",
    "Did {who} {bare}?",
    "Has {who} {done}?",
    "It is not true that {who} {past}.",
    "Reports that {who} {past} are false.",
    "Rumours that {who} had {done} spread in the capital.",
    "There is no evidence that {who} {past}.",
    "The envoy urged {who} to {bare}.",
    "{who} is considering {going}.",
    "{who} is expected to {bare}.",
    "{who} did not rule out {going}.",
    "Officials feared that {who} had {done}.",
    "No official said that {who} had {done}.",
    "{who} no longer intends to {bare}.",
    "Contrary to reports that {who} {past}, nothing has changed.",
    "{who} stopped short of {going}.",
    "{who} warned that it would {bare}.",
)
