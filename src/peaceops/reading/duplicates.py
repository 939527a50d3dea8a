"""The same fact said twice becomes one statement; facts that conflict are set side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from peaceops.reading.proposal import Proposal

_COUNTED = ("departure", "incident", "strength", "arrival")


@dataclass(frozen=True)
class Contradiction:
    """Two statements on one thing that cannot both hold, and the field they differ in."""

    first: Proposal
    other: Proposal
    field: str


def merge(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Join proposals that say the same; the fullest is kept and the others become its mentions.

    Two say the same when kind, subject, object and value agree (a missing one agrees with any
    for departures and incidents), and their dates do not exclude one another.
    """
    alike_by: dict[tuple[object, ...], list[Proposal]] = {}
    for proposal in sorted(proposals, key=lambda p: (-_fullness(p), p.document, p.start)):
        alike = alike_by.setdefault(_about(proposal), [])
        for place, other in enumerate(alike):
            if _same(proposal, other):
                mention = (proposal.document, proposal.start, proposal.end)
                if (other.document, other.start, other.end) != mention:
                    alike[place] = _joined(other, proposal, mention)
                break
        else:
            alike.append(proposal)
    listed = [proposal for alike in alike_by.values() for proposal in alike]
    return sorted(listed, key=lambda p: (p.document, p.start, p.end, p.kind, str(p.subject)))


def _about(proposal: Proposal) -> tuple[object, ...]:
    """What only proposals that agree in can be the same fact; keeps long documents quick."""
    if proposal.kind == "incident":
        return (
            proposal.kind,
            proposal.value if isinstance(proposal.value, str) else proposal.place,
        )
    if proposal.kind == "mandate":
        return (
            proposal.kind,
            proposal.value,
            proposal.object if proposal.value == "task" else proposal.mission,
        )
    if proposal.kind == "report":
        return (proposal.kind, proposal.document)
    return (proposal.kind, proposal.subject)


def contradictions(proposals: Iterable[Proposal]) -> list[Contradiction]:
    """Pairs on one thing that differ: a departure's, incident's or strength's figure.

    Two documents that give one mandate different ends differ too; within one document the old end
    and the new one stand beside each other.
    """
    alike: dict[tuple[object, ...], list[Proposal]] = {}
    for proposal in proposals:
        about = proposal.place if proposal.kind == "incident" else proposal.subject
        if proposal.kind in _COUNTED:
            alike.setdefault((proposal.kind, about), []).append(proposal)
        elif proposal.kind == "mandate_deadline" and proposal.mission is not None:
            alike.setdefault((proposal.kind, proposal.mission), []).append(proposal)
    pairs = (pair for group in alike.values() for pair in combinations(group, 2))
    return [
        Contradiction(proposal, other, "value")
        for proposal, other in pairs
        if _differ(proposal, other)
    ]


def _differ(proposal: Proposal, other: Proposal) -> bool:
    if proposal.kind == "mandate_deadline":
        return proposal.document != other.document and proposal.value != other.value
    if (
        not _numbers(proposal, other)
        or proposal.value == other.value
        or not _dates_agree(proposal, other)
    ):
        return False
    if proposal.kind == "incident":
        return proposal.place is not None
    same = proposal.mission == other.mission
    if proposal.kind == "strength":
        return same and proposal.unit == other.unit and proposal.date == other.date
    return same


def _numbers(proposal: Proposal, other: Proposal) -> bool:
    return isinstance(proposal.value, int | float) and isinstance(other.value, int | float)


def _same(proposal: Proposal, other: Proposal) -> bool:  # noqa: PLR0911
    if proposal.kind != other.kind or not _dates_agree(proposal, other):
        return False
    if proposal.kind == "report":
        return (
            proposal.start < other.end
            and other.start < proposal.end
            and proposal.document == other.document
        )
    if proposal.kind == "mandate" and proposal.value == other.value == "task":
        return proposal.object == other.object
    if proposal.kind == "mandate":
        return proposal.value == other.value and proposal.mission == other.mission
    if proposal.kind == "incident":
        return _same_incident(proposal, other)
    if proposal.kind == "departure":
        both = _numbers(proposal, other) and proposal.value != other.value
        change = proposal.details.get("change") == other.details.get("change")
        return proposal.subject == other.subject and not both and change
    if proposal.kind == "restriction":
        same_words = proposal.object == other.object and proposal.subject == other.subject
        verb = proposal.details.get("verb") == other.details.get("verb")
        return same_words and (
            proposal.object == "operations" or (proposal.date == other.date and verb)
        )
    names = ("subject", "object", "value", *(() if proposal.kind == "relation" else ("place",)))
    return all(getattr(proposal, name) == getattr(other, name) for name in names)


def _same_incident(proposal: Proposal, other: Proposal) -> bool:
    if isinstance(proposal.value, str) or isinstance(other.value, str):
        return proposal.value == other.value
    if proposal.place is None or proposal.place != other.place:
        return False
    return proposal.value == other.value and proposal.modality == other.modality


def _dates_agree(proposal: Proposal, other: Proposal) -> bool:
    if not (proposal.first and proposal.last and other.first and other.last):
        return True
    return proposal.first <= other.last and other.first <= proposal.last


def _fullness(proposal: Proposal) -> int:
    names = ("subject", "object", "value", "date", "place", "speaker")
    filled = sum(getattr(proposal, name) is not None for name in names)
    number = isinstance(proposal.value, int | float)
    return filled + number + len(proposal.date or "") // 5


def _joined(proposal: Proposal, other: Proposal, mention: tuple[str, int, int]) -> Proposal:
    changes: dict[str, object] = {"mentions": (*proposal.mentions, mention, *other.mentions)}
    for name in ("subject", "object", "place", "speaker", "unit"):
        if getattr(proposal, name) is None and getattr(other, name) is not None:
            changes[name] = getattr(other, name)
    if proposal.date is None and other.date is not None:
        changes |= {"date": other.date, "first": other.first, "last": other.last}
    changes["details"] = {**other.details, **proposal.details}
    return proposal.with_(**changes)
