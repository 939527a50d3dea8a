"""Proposals as statements of a case."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from peaceops.case import Statement
from peaceops.characters import cleaned
from peaceops.domain.countries import UnknownCountry, name_of
from peaceops.reading.proposal import Proposal

_STATEMENT: TypeAdapter[Statement] = TypeAdapter(Statement)
_QUOTED = 600  # characters of a quotation that enter a case
_PLANNED = frozenset({"departure", "arrival", "member_position", "mandate_deadline"}) | {
    "option",
    "recommendation",
    "measure",
    "mandate",
    "office",
    "relation",
}
_SAYS = {
    "asks-to-leave": "asks for the mission to leave",
    "consents": "wants the mission to stay",
    "supports-mission": "speaks for the mission",
    "follows-host": "defers to the host",
    "for": "is in favour",
    "against": "is against",
    "abstains": "abstains",
    "broke": "breaks with",
    "turned-to": "turns to",
    "restored": "restores ties with",
    "strained": "is at odds with",
    "accused": "accuses",
    "sanctioned": "sanctions",
    "neighbour": "borders on",
    "signed": "signs with",
    "private-force": "is said to have on its soil",
    "expelled-ambassador": "expels the ambassador of",
    "leaves": "leaves",
    "suspends": "suspends its part",
    "reduces": "reduces its contingent",
    "comes": "contributes",
}


def to_statements(
    proposals: Iterable[Proposal],
    published: dict[str, date],
    *,
    mission: str | None = None,
    seated: Collection[str] | None = None,
    taken: Collection[str] = (),
    options: Sequence[tuple[str, str]] = (),
) -> list[Statement]:
    """Turn accepted proposals into statements that a case accepts.

    Args:
        proposals: What was accepted.
        published: Day of publication by document name; no statement is dated later.
        mission: The case's mission; what a text says of another one becomes a report.
        seated: Members of the Council on that day; a position of another state becomes a report.
        taken: Identifiers that the case holds already.
        options: The case's options, as identifier and decision; a recommendation of that
            decision names the option.
    """
    used, made = set(taken), []
    for one in proposals:
        day = published[one.document]
        if mission is not None and one.mission not in (None, mission):
            content = _common(one, day) | {"kind": "report", "subject": one.mission}
        else:
            content = _content(one, day, seated, {decision: name for name, decision in options})
        content["id"] = _identifier(one, used)
        try:
            made.append(_STATEMENT.validate_python(content))
        except ValidationError:
            report = _common(one, day) | {"kind": "report", "id": content["id"]}
            made.append(_STATEMENT.validate_python(report))
    return made


def in_words(one: Proposal) -> str:
    """What a proposal says, in one plain sentence."""
    who = _name(one.subject) or _name(one.speaker) or "The text"
    towards, word = _name(one.object), str(one.value) if one.value is not None else ""
    number = f"{one.value:,}" if isinstance(one.value, int | float) else ""
    least = "at least " if one.details.get("at_least") else ""
    change = str(one.details.get("change", word))
    when = f" ({one.date})" if one.date else ""
    said = {
        "mandate_deadline": f"The mandate of {one.mission or 'the mission'} runs to {one.last}.",
        "voting_rule": f"A draft needs {number} votes and no veto.",
        "host_refusal": f"{who} rejects the options put.",
        "office": f"{who}: {word}" + (f", {towards}." if towards else "."),
        "strength": f"{who}: {number} {one.unit}.",
        "measure": f"Proposed: {word}.",
        "report": f"{_name(one.speaker) or who} says so in these words.",
        "recommendation": f"{_name(one.speaker) or 'The text'} recommends: {word}.",
        "option": f"Option put forward: {word}."
        if not number
        else f"{number} options put forward.",
    }.get(one.kind)
    if said:
        return said
    if one.kind in ("departure", "arrival"):
        force = f", {least}{number} personnel" if number else ""
        capability = one.details.get("capability")
        return (
            f"{who} {_SAYS.get(change, change)}{force}"
            + (f" ({capability})" if capability else "")
            + f"{when}."
        )
    if one.kind == "restriction":
        return f"{_name(one.subject) or 'Someone'} restricts the mission: {one.object}{when}."
    if one.kind == "incident":
        killed = (
            f"{least}{number} {one.details.get('harm', 'harmed')}" if number else word or "events"
        )
        by = f", attributed to {towards}" if towards else ""
        return f"{one.place or 'Place not given'}: {killed}{by}{when}."
    if one.kind == "mandate":
        task = f"is to: {one.object}" if word == "task" else f"was {word}"
        return f"{one.mission or 'The mission'} {task}{when}."
    return f"{who} {_SAYS.get(word, word)} {towards or ''}".strip() + f"{when}."


def _content(
    one: Proposal, day: date, seated: Collection[str] | None, options: dict[str, str]
) -> dict[str, Any]:
    common = _common(one, day)
    maker = _MAKERS.get(one.kind)
    if one.kind == "member_position" and (
        one.details.get("about") or (seated is not None and one.subject not in seated)
    ):
        maker = None
    if not _may_count(one):
        maker = None
    own = maker(one, day) if maker else {"kind": "report"}
    if one.kind == "recommendation" and one.value in options:
        own["option"] = options[str(one.value)]
    fields = {**common, **own}.items()
    return {
        key: cleaned(value) if isinstance(value, str) else value
        for key, value in fields
        if value not in (None, "")
    }


def _may_count(proposal: Proposal) -> bool:
    """Whether a proposal may enter as what it says; models read no modality.

    What is denied or demanded becomes a report, and so does a plan, but of a contributor's, of a
    vote or of a mandate's end; a dispute of an incident and a proposed measure are just that.
    """
    if proposal.modality in ("asserted", "reported"):
        return True
    if proposal.modality == "planned":
        return proposal.kind in _PLANNED
    return proposal.kind in (
        "measure",
        "recommendation",
        "option",
        "relation",
        "office",
        "mandate",
    ) or (proposal.kind == "incident" and bool(proposal.details.get("disputed_by")))


def _common(one: Proposal, day: date) -> dict[str, Any]:
    said = _name(one.speaker) or (_name(one.subject) if one.kind.endswith("_position") else None)
    return {
        "date": _said_on(one, day),
        "speaker": said or one.document,
        "text": in_words(one),
        "quotation": one.quotation[:_QUOTED],
        "source": f"{one.document}, published {day}",
        "modality": one.modality,
        "document": one.document,
        "sha256": one.sha256,
        "span": (one.start, one.end),
        "confidence": one.confidence,
    }


def _said_on(one: Proposal, day: date) -> date:
    """The last day the date means, where it is past; else the day of publication."""
    last = date.fromisoformat(one.last) if one.last else day
    return min(last, day)


def _first(one: Proposal, day: date) -> date:
    return date.fromisoformat(one.first) if one.first else day


def _people(one: Proposal) -> dict[str, Any]:
    whole = int(one.value) if isinstance(one.value, int | float) else None
    police = "police" in one.quotation.lower() and not re.search(
        r"troop|soldier|peacekeeper|military", one.quotation.lower()
    )
    by = date.fromisoformat(one.last) if one.last and not one.details.get("announced") else None
    return {
        "country": one.subject,
        "police" if police else "military": whole,
        "capability": one.details.get("capability"),
        "by": by,
    }


def _departure(one: Proposal, day: date) -> dict[str, Any]:
    done = one.last is not None and not one.details.get("announced")
    past = done and str(one.last) < day.replace(day=1).isoformat()
    return {
        "kind": "departure",
        **_people(one),
        "of_mission": one.details.get("of_mission", True),
        "in_latest_strength": past and one.modality != "planned",
    }


def _strength(one: Proposal, day: date) -> dict[str, Any]:
    field = "police" if one.unit == "police" else "military" if one.unit == "troops" else None
    if field is None or one.details.get("measure") == "ceiling":
        return {
            "kind": "figure",
            "value": one.value,
            "unit": f"{one.unit} ({one.details.get('measure', 'stated')})",
        }
    return {"kind": "strength", "on": _said_on(one, day), field: one.value}


def _incident(one: Proposal, day: date) -> dict[str, Any]:
    if one.place is None or isinstance(one.value, str) or one.first is None:
        return {"kind": "report"}
    disputed = [code for code in one.details.get("disputed_by", ()) if len(code) == 3]
    killed = one.value if one.details.get("harm") == "killed" else None
    return {
        "kind": "incident",
        "place": one.place,
        "start": _first(one, day),
        "end": _said_on(one, day),
        "killed_at_least": killed,
        "perpetrators": _name(one.object),
        "disputed_by": disputed,
    }


def _note(one: Proposal, day: date) -> dict[str, Any]:
    return {
        "kind": one.kind,
        "subject": one.subject,
        "object": one.object,
        "value": str(one.value) if one.value is not None else None,
    }


_MAKERS: dict[str, Any] = {
    "mandate_deadline": lambda one, day: {"kind": one.kind, "until": one.last},
    "voting_rule": lambda one, day: {
        "kind": one.kind,
        "votes": one.value,
        "veto": (one.object or "").split(","),
    },
    "host_position": lambda one, day: {
        "kind": one.kind,
        "country": one.subject,
        "position": one.value,
    },
    "host_refusal": lambda one, day: {"kind": one.kind, "country": one.subject},
    "member_position": lambda one, day: {
        "kind": one.kind,
        "country": one.subject,
        "position": one.value,
    },
    "option": lambda one, day: {"kind": "option"},
    "recommendation": lambda one, day: {"kind": "recommendation"},
    "departure": _departure,
    "arrival": lambda one, day: {"kind": "arrival", **_people(one)},
    # One that is announced for later has not begun, so it is no restriction yet.
    "restriction": lambda proposal, day: (
        {"kind": proposal.kind, "country": proposal.subject, "start": _first(proposal, day)}
        if _first(proposal, day) <= day
        else {"kind": "report"}
    ),
    "incident": _incident,
    "strength": _strength,
    "measure": lambda one, day: {"kind": one.kind, "lever": one.value},
    "relation": _note,
    "office": _note,
    "mandate": _note,
}


def _identifier(one: Proposal, used: set[str]) -> str:
    stem = (
        re.sub(
            r"[^a-z0-9]+",
            "-",
            f"{one.kind} {one.subject or one.place or one.value or ''}".lower()
            .encode("ascii", "ignore")
            .decode(),
        )
        .strip("-")[:48]
        .strip("-")
    )
    name, count = stem, 1
    while name in used:
        count += 1
        name = f"{stem}-{count}"
    used.add(name)
    return name


def _name(code: str | None) -> str | None:
    if code is None or not re.fullmatch(r"[A-Z]{3}", code):
        return code
    try:
        return name_of(code)
    except UnknownCountry:
        return code
