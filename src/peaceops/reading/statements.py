"""Proposals as statements of a case."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from pydantic import TypeAdapter, ValidationError

from peaceops.case import Statement
from peaceops.characters import cleaned
from peaceops.domain.countries import UnknownCountry, name_of
from peaceops.reading.proposal import Proposal
from peaceops.reading.vocabulary import words_of

_STATEMENT: TypeAdapter[Statement] = TypeAdapter(Statement)
_QUOTED = 600  # characters of a quotation that enter a case
_PLANNED = words_of("""
    departure, arrival, member_position, mandate_deadline, option, recommendation, measure, mandate,
    office, relation
""")
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
    titles: Mapping[str, str] | None = None,
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
        titles: What a document is cited as, by its name; by default that name.
    """
    used, statements = set(taken), []
    for proposal in proposals:
        day = published[proposal.document]
        if mission is not None and proposal.mission not in (None, mission):
            content = _common(proposal, day) | {"kind": "report", "subject": proposal.mission}
        else:
            content = _content(
                proposal, day, seated, {decision: name for name, decision in options}
            )
        content["id"] = _identifier(proposal, used)
        if titles and proposal.document in titles:
            content["source"] = _source(titles[proposal.document], day)
        try:
            statements.append(_STATEMENT.validate_python(content))
        except ValidationError:
            report = {
                **_common(proposal, day),
                "kind": "report",
                **{name: content[name] for name in ("id", "source")},
            }
            statements.append(_STATEMENT.validate_python(report))
    return statements


def in_words(proposal: Proposal) -> str:
    """What a proposal says, in one plain sentence."""
    who = _name(proposal.subject) or _name(proposal.speaker) or "The text"
    towards, word = (
        _name(proposal.object),
        str(proposal.value) if proposal.value is not None else "",
    )
    number = f"{proposal.value:,}" if isinstance(proposal.value, int | float) else ""
    least = "at least " if proposal.details.get("at_least") else ""
    change = str(proposal.details.get("change", word))
    when = f" ({proposal.date})" if proposal.date else ""
    sentence = {
        "mandate_deadline": f"The mandate of {proposal.mission or 'the mission'} runs to "
        f"{proposal.last}.",
        "voting_rule": f"A draft needs {number} votes and no veto.",
        "host_refusal": f"{who} rejects the options put.",
        "office": f"{who}: {word}" + (f", {towards}." if towards else "."),
        "strength": f"{who}: {number} {proposal.unit}.",
        "measure": f"Proposed: {word}.",
        "report": f"{_name(proposal.speaker) or who} says so in these words.",
        "recommendation": f"{_name(proposal.speaker) or 'The text'} recommends: {word}.",
        "draft_state": _stage_in_words(proposal),
        "option": f"Option put forward: {word}."
        if not number
        else f"{number} options put forward.",
    }.get(proposal.kind)
    if sentence:
        return sentence
    if proposal.kind in ("departure", "arrival"):
        force = f", {least}{number} personnel" if number else ""
        capability = proposal.details.get("capability")
        return (
            f"{who} {_SAYS.get(change, change)}{force}"
            + (f" ({capability})" if capability else "")
            + f"{when}."
        )
    if proposal.kind == "restriction":
        subject = _name(proposal.subject) or "Someone"
        return f"{subject} restricts the mission: {proposal.object}{when}."
    if proposal.kind == "incident":
        killed = (
            f"{least}{number} {proposal.details.get('harm', 'harmed')}"
            if number
            else word or "events"
        )
        by = f", attributed to {towards}" if towards else ""
        return f"{proposal.place or 'Place not given'}: {killed}{by}{when}."
    if proposal.kind == "mandate":
        task = f"is to: {proposal.object}" if word == "task" else f"was {word}"
        return f"{proposal.mission or 'The mission'} {task}{when}."
    return f"{who} {_SAYS.get(word, word)} {towards or ''}".strip() + f"{when}."


_STAGES = {
    "zero-draft": "a draft is circulated",
    "negotiations": "a revised draft is circulated",
    "silence": "the draft is under silence procedure",
    "silence-broken": "silence is broken",
    "in-blue": "the draft is in blue",
}


def _stage_in_words(proposal: Proposal) -> str:
    stage = _STAGES.get(str(proposal.value), "")
    members = [_name(code) or code for code in proposal.details.get("members", ())]
    by = f", by {', '.join(members)}" if members else ""
    when = f" ({proposal.date})" if proposal.date else ""
    return f"{stage[:1].upper()}{stage[1:]}{by}{when}."


def _content(
    proposal: Proposal, day: date, seated: Collection[str] | None, options: dict[str, str]
) -> dict[str, Any]:
    common = _common(proposal, day)
    maker = _MAKERS.get(proposal.kind)
    if proposal.kind == "member_position" and (
        proposal.details.get("about") or (seated is not None and proposal.subject not in seated)
    ):
        maker = None
    if not _may_count(proposal):
        maker = None
    special = maker(proposal, day) if maker else {"kind": "report"}
    if proposal.kind == "recommendation" and proposal.value in options:
        special["option"] = options[str(proposal.value)]
    fields = {**common, **special}.items()
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


def _common(proposal: Proposal, day: date) -> dict[str, Any]:
    speaker = _name(proposal.speaker) or (
        _name(proposal.subject) if proposal.kind.endswith("_position") else None
    )
    return {
        "date": _said_on(proposal, day),
        "speaker": speaker or proposal.document,
        "text": in_words(proposal),
        "quotation": proposal.quotation[:_QUOTED],
        "source": _source(proposal.document, day),
        "modality": proposal.modality,
        "document": proposal.document,
        "sha256": proposal.sha256,
        "span": (proposal.start, proposal.end),
        "confidence": proposal.confidence,
    }


def _source(title: str, day: date) -> str:
    return f"{title}, published {day}"


def _said_on(proposal: Proposal, day: date) -> date:
    """The last day the date means, where it is past; else the day of publication."""
    last = date.fromisoformat(proposal.last) if proposal.last else day
    return min(last, day)


def _first(proposal: Proposal, day: date) -> date:
    return date.fromisoformat(proposal.first) if proposal.first else day


def _people(proposal: Proposal) -> dict[str, Any]:
    whole = int(proposal.value) if isinstance(proposal.value, int | float) else None
    police = "police" in proposal.quotation.lower() and not re.search(
        r"troop|soldier|peacekeeper|military", proposal.quotation.lower()
    )
    by = (
        date.fromisoformat(proposal.last)
        if proposal.last and not proposal.details.get("announced")
        else None
    )
    return {
        "country": proposal.subject,
        "police" if police else "military": whole,
        "capability": proposal.details.get("capability"),
        "by": by,
    }


def _departure(proposal: Proposal, day: date) -> dict[str, Any]:
    done = proposal.last is not None and not proposal.details.get("announced")
    past = done and str(proposal.last) < day.replace(day=1).isoformat()
    return {
        "kind": "departure",
        **_people(proposal),
        "of_mission": proposal.details.get("of_mission", True),
        "in_latest_strength": past and proposal.modality != "planned",
    }


def _strength(proposal: Proposal, day: date) -> dict[str, Any]:
    field = (
        "police" if proposal.unit == "police" else "military" if proposal.unit == "troops" else None
    )
    if field is None or proposal.details.get("measure") == "ceiling":
        return {
            "kind": "figure",
            "value": proposal.value,
            "unit": f"{proposal.unit} ({proposal.details.get('measure', 'stated')})",
        }
    return {"kind": "strength", "on": _said_on(proposal, day), field: proposal.value}


def _incident(proposal: Proposal, day: date) -> dict[str, Any]:
    if proposal.place is None or isinstance(proposal.value, str) or proposal.first is None:
        return {"kind": "report"}
    disputed = [code for code in proposal.details.get("disputed_by", ()) if len(code) == 3]
    killed = proposal.value if proposal.details.get("harm") == "killed" else None
    return {
        "kind": "incident",
        "place": proposal.place,
        "start": _first(proposal, day),
        "end": _said_on(proposal, day),
        "killed_at_least": killed,
        "perpetrators": _name(proposal.object),
        "disputed_by": disputed,
    }


def _draft_state(proposal: Proposal, day: date) -> dict[str, Any]:
    members = list(proposal.details.get("members", ()))
    broken = proposal.value == "silence-broken"
    return {
        "kind": "draft_state",
        "stage": proposal.value,
        "drafted_by": [] if broken else members,
        "broken_by": members if broken else [],
    }


def _note(proposal: Proposal, day: date) -> dict[str, Any]:
    return {
        "kind": proposal.kind,
        "subject": proposal.subject,
        "object": proposal.object,
        "value": str(proposal.value) if proposal.value is not None else None,
    }


def _position(proposal: Proposal, _day: date) -> dict[str, Any]:
    return {"kind": proposal.kind, "country": proposal.subject, "position": proposal.value}


_MAKERS: dict[str, Any] = {
    "mandate_deadline": lambda proposal, day: {"kind": proposal.kind, "until": proposal.last},
    "voting_rule": lambda proposal, day: {
        "kind": proposal.kind,
        "votes": proposal.value,
        "veto": (proposal.object or "").split(","),
    },
    "host_position": _position,
    "host_refusal": lambda proposal, day: {"kind": proposal.kind, "country": proposal.subject},
    "member_position": _position,
    "option": lambda proposal, day: {"kind": "option"},
    "recommendation": lambda proposal, day: {"kind": "recommendation"},
    "draft_state": _draft_state,
    "departure": _departure,
    "arrival": lambda proposal, day: {"kind": "arrival", **_people(proposal)},
    # One that is announced for later has not begun, so it is no restriction yet.
    "restriction": lambda proposal, day: (
        {"kind": proposal.kind, "country": proposal.subject, "start": _first(proposal, day)}
        if _first(proposal, day) <= day
        else {"kind": "report"}
    ),
    "incident": _incident,
    "strength": _strength,
    "measure": lambda proposal, day: {"kind": proposal.kind, "lever": proposal.value},
    "relation": _note,
    "office": _note,
    "mandate": _note,
}


def _identifier(proposal: Proposal, used: set[str]) -> str:
    stem = (
        re.sub(
            r"[^a-z0-9]+",
            "-",
            f"{proposal.kind} {proposal.subject or proposal.place or proposal.value or ''}".lower()
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
