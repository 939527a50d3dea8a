"""Words that several kinds of statements share."""

from __future__ import annotations

EVENT_NOUNS = frozenset(
    [
        "withdrawal",
        "departure",
        "pullout",
        "exit",
        "termination",
        "closure",
        "end",
        "call",
        "request",
        "demand",
        "plea",
        "appeal",
        "killing",
        "massacre",
        "attack",
        "ambush",
        "assault",
        "deployment",
        "arrival",
        "increase",
        "reduction",
        "drawdown",
        "reconfiguration",
        "suspension",
        "expulsion",
        "decision",
        "rupture",
        "execution",
        "coup",
        "presence",
        "restriction",
        "extension",
        "renewal",
    ]
)
PREDICATE_ADJECTIVES = frozenset(
    ["essential", "crucial", "vital", "imperative", "necessary", "critical"]
)
FORCES = frozenset(
    [
        "troop",
        "soldier",
        "force",
        "personnel",
        "peacekeeper",
        "contingent",
        "battalion",
        "unit",
        "police",
        "officer",
        "military",
        "company",
        "helicopter",
        "engineer",
        "helmet",
        "army",
        "infantry",
        "staff",
        "participation",
        "equipment",
        "deminer",
        "operation",
        "mercenary",
        "men",
        "gendarme",
        "aviation",
        "squadron",
        "drone",
        "detachment",
        "member",
        "hospital",
        "ship",
        "participation",
    ]
)
UNIFORMED = frozenset(
    [
        "troop",
        "soldier",
        "peacekeeper",
        "contingent",
        "battalion",
        "unit",
        "police",
        "officer",
        "company",
        "engineer",
        "military",
        "personnel",
        "helicopter",
        "force",
        "infantry",
        "detachment",
        "aviation",
        "squadron",
        "hospital",
        "ship",
        "vessel",
        "frigate",
        "brigade",
        "regiment",
    ]
)
MISSION_NOUNS = frozenset(
    ["mission", "operation", "force", "peacekeeper", "peacekeeping", "helmet"]
)
LEAVE = frozenset(
    [
        "withdraw",
        "leave",
        "depart",
        "exit",
        "end",
        "terminate",
        "close",
        "go",
        "quit",
        "pull",
        "withdrawal",
        "departure",
        "termination",
        "exit",
        "closure",
        "pullout",
    ]
) | {"pull out", "pull back", "move out", "wind down", "shut down", "get out", "drawdown"}
DEMAND = frozenset(
    [
        "call",
        "ask",
        "demand",
        "request",
        "want",
        "urge",
        "insist",
        "seek",
        "require",
        "order",
        "tell",
        "appeal",
        "plea",
        "press",
    ]
) | {"call on", "call for"}
PLAN = frozenset(
    [
        "plan",
        "intend",
        "decide",
        "announce",
        "prepare",
        "due",
        "set",
        "agree",
        "promise",
        "pledge",
        "schedule",
    ]
)
SAY = frozenset(
    [
        "say",
        "tell",
        "add",
        "note",
        "state",
        "declare",
        "announce",
        "warn",
        "argue",
        "stress",
        "insist",
        "report",
        "explain",
        "claim",
        "write",
        "assert",
        "underline",
        "emphasize",
        "emphasise",
        "recall",
        "remark",
        "affirm",
    ]
)
DENY = frozenset(["deny", "dispute", "refute", "dismiss"])
REFUSE = frozenset(["refuse", "fail", "decline", "forget", "avoid", "reject"])
EXPECT = frozenset(["expect", "threaten", "consider", "want", "hope", "fear", "seek"])
