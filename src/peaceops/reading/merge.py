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

    one: Proposal
    other: Proposal
    field: str


def merge(proposals: Iterable[Proposal]) -> list[Proposal]:
    """Join proposals that say the same; the fullest is kept and the others become its mentions.

    Two say the same when kind, subject, object and value agree (a missing one agrees with any
    for departures and incidents), and their dates do not exclude one another.
    """
    kept: dict[tuple[object, ...], list[Proposal]] = {}
    for one in sorted(proposals, key=lambda p: (-_fullness(p), p.document, p.start)):
        alike = kept.setdefault(_about(one), [])
        for place, other in enumerate(alike):
            if _same(one, other):
                mention = (one.document, one.start, one.end)
                if (other.document, other.start, other.end) != mention:
                    alike[place] = _joined(other, one, mention)
                break
        else:
            alike.append(one)
    listed = [one for alike in kept.values() for one in alike]
    return sorted(listed, key=lambda p: (p.document, p.start, p.end, p.kind, str(p.subject)))


def _about(one: Proposal) -> tuple[object, ...]:
    """What only proposals that agree in can be the same fact; keeps long documents quick."""
    if one.kind == "incident":
        return (one.kind, one.value if isinstance(one.value, str) else one.place)
    if one.kind == "mandate":
        return (one.kind, one.value, one.object if one.value == "task" else one.mission)
    if one.kind == "report":
        return (one.kind, one.document)
    return (one.kind, one.subject)


def contradictions(proposals: Iterable[Proposal]) -> list[Contradiction]:
    """Pairs on one thing that differ: a departure's, incident's or strength's figure.

    Two documents that give one mandate different ends differ too; within one document the old end
    and the new one stand beside each other.
    """
    alike: dict[tuple[object, ...], list[Proposal]] = {}
    for one in proposals:
        about = one.place if one.kind == "incident" else one.subject
        if one.kind in _COUNTED:
            alike.setdefault((one.kind, about), []).append(one)
        elif one.kind == "mandate_deadline" and one.mission is not None:
            alike.setdefault((one.kind, one.mission), []).append(one)
    pairs = (pair for group in alike.values() for pair in combinations(group, 2))
    return [Contradiction(one, other, "value") for one, other in pairs if _differ(one, other)]


def _differ(one: Proposal, other: Proposal) -> bool:
    if one.kind == "mandate_deadline":
        return one.document != other.document and one.value != other.value
    if not _numbers(one, other) or one.value == other.value or not _dates_agree(one, other):
        return False
    if one.kind == "incident":
        return one.place is not None
    same = one.mission == other.mission
    if one.kind == "strength":
        return same and one.unit == other.unit and one.date == other.date
    return same


def _numbers(one: Proposal, other: Proposal) -> bool:
    return isinstance(one.value, int | float) and isinstance(other.value, int | float)


def _same(one: Proposal, other: Proposal) -> bool:  # noqa: PLR0911
    if one.kind != other.kind or not _dates_agree(one, other):
        return False
    if one.kind == "report":
        return one.start < other.end and other.start < one.end and one.document == other.document
    if one.kind == "mandate" and one.value == other.value == "task":
        return one.object == other.object
    if one.kind == "mandate":
        return one.value == other.value and one.mission == other.mission
    if one.kind == "incident":
        return _same_incident(one, other)
    if one.kind == "departure":
        both = _numbers(one, other) and one.value != other.value
        change = one.details.get("change") == other.details.get("change")
        return one.subject == other.subject and not both and change
    if one.kind == "restriction":
        same_words = one.object == other.object and one.subject == other.subject
        verb = one.details.get("verb") == other.details.get("verb")
        return same_words and (one.object == "operations" or (one.date == other.date and verb))
    if one.kind == "relation":
        return (one.subject, one.object, one.value) == (other.subject, other.object, other.value)
    return (one.subject, one.object, one.value, one.place) == (
        other.subject,
        other.object,
        other.value,
        other.place,
    )


def _same_incident(one: Proposal, other: Proposal) -> bool:
    if isinstance(one.value, str) or isinstance(other.value, str):
        return one.value == other.value
    if one.place is None or one.place != other.place:
        return False
    return one.value == other.value and one.modality == other.modality


def _dates_agree(one: Proposal, other: Proposal) -> bool:
    if not (one.first and one.last and other.first and other.last):
        return True
    return one.first <= other.last and other.first <= one.last


def _fullness(one: Proposal) -> int:
    fields = (one.subject, one.object, one.value, one.date, one.place, one.speaker)
    number = isinstance(one.value, int | float)
    return sum(value is not None for value in fields) + number + len(one.date or "") // 5


def _joined(one: Proposal, other: Proposal, mention: tuple[str, int, int]) -> Proposal:
    changes: dict[str, object] = {"mentions": (*one.mentions, mention, *other.mentions)}
    for name in ("subject", "object", "place", "speaker", "unit"):
        if getattr(one, name) is None and getattr(other, name) is not None:
            changes[name] = getattr(other, name)
    if one.date is None and other.date is not None:
        changes |= {"date": other.date, "first": other.first, "last": other.last}
    changes["details"] = {**other.details, **one.details}
    return one.with_(**changes)
