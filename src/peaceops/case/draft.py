"""A first case for a mission, drafted from what the view holds.

What can be added stands in it as examples, each line behind ``# ``: with these two characters
deleted a line, a whole example or all of them are part of the case as they stand.
"""

from __future__ import annotations

from datetime import timedelta

import polars as pl

from peaceops.case.decisions import Term, decisions_for, term_of
from peaceops.case.load import parse_case
from peaceops.case.standard import standard_assumptions, standard_options
from peaceops.case.write import case_yaml
from peaceops.domain.mandate import Mandate
from peaceops.domain.mission import Mission
from peaceops.domain.months import month_after
from peaceops.edition import View

_HEADER = """\
{mission} as of {as_of}: a case drafted from the edition {edition}.
Add what you know. The examples below are commented out: to use one, delete the first two
characters ("# ") of each of its lines, then write what you know in place of what it says.
Each statement has an id, a kind, a date (not after {as_of}), a speaker, a text in your words and
a source; `quotation` holds the exact words where there are any.
Check it with: peaceops case check FILE
"""
_HOST = """\
# Host position: consents, consents-with-reservations, restricts or asks-to-leave.
  - id: host-asks-to-leave
    kind: host_position
    date: {as_of}
    country: {host}
    position: asks-to-leave
    speaker: Name and office
    text: What was said, in your words.
    quotation: the exact words
    source: Document symbol

# The host restricts the mission; without `end` it goes on.
  - id: flights-denied
    kind: restriction
    date: {as_of}
    country: {host}
    start: {as_of}
    speaker: The mission
    text: Flights are denied.
    source: Document symbol
"""
_STATEMENTS = """\
# A member of the Council: for, against, abstains, supports-mission or follows-host; `certainty`
# from 0 to 1; `option` where it speaks of one option alone.
  - id: member-abstains
    kind: member_position
    date: {as_of}
    country: CHN
    position: abstains
    certainty: 0.8
    option: {option}
    speaker: Name and office
    text: What was said, in your words.
    source: Document symbol

# A contributor leaves, or takes personnel away; leave `by` or the numbers out if nobody said.
  - id: contributor-leaves
    kind: departure
    date: {as_of}
    country: {contributor}
    military: 100
    police: 10
    capability: a helicopter unit
    by: {ahead}
    speaker: Name and office
    text: What was announced, in your words.
    source: Document symbol

# A contributor promises to come.
  - id: contributor-comes
    kind: arrival
    date: {as_of}
    country: {contributor}
    military: 100
    by: {ahead}
    speaker: Name and office
    text: What was promised, in your words.
    source: Document symbol

# A strength figure that is newer than those on record.
  - id: newer-strength
    kind: strength
    date: {as_of}
    on: {as_of}
    military: 1000
    police: 100
    speaker: Secretary-General
    text: The strength that the report gives.
    source: Document symbol

# Someone recommends an option, or puts one forward (`kind: option`).
  - id: recommends-an-option
    kind: recommendation
    date: {as_of}
    option: {option}
    speaker: Secretary-General
    text: What is recommended, in your words.
    source: Document symbol

# An incident: who alleges it, and who disputes it.
  - id: incident-alleged
    kind: incident
    date: {as_of}
    place: Name of the place
    start: {before}
    end: {before}
    killed_at_least: 10
    perpetrators: Who is alleged to have done it
    speaker: Who alleges it
    text: What is alleged, in your words.
    source: Document symbol

# Any other figure.
  - id: other-figure
    kind: figure
    date: {as_of}
    value: 100
    unit: verified civilian deaths
    speaker: The mission
    text: What is counted, and over what time.
    source: Document symbol

# An agreement, and who signed it.
  - id: agreement-signed
    kind: agreement
    date: {as_of}
    parties: [Name of a group, Name of another group]
    speaker: The parties
    text: What was agreed, in your words.
    source: Document symbol

# The day on which the mandate ends, where it is another than the one on record.
  - id: mandate-ends
    kind: mandate_deadline
    date: {as_of}
    until: {ahead}
    speaker: Security Council
    text: What was decided, in your words.
    source: Document symbol
"""
_OPTION = """\
# An option of your own. Decisions that this mission can get:
# {decisions}.
  - id: option-of-my-own
    label: A name of a few words
    decision: {decision}
    summary: What the Council would decide, in one sentence.
    source: Document symbol
"""
_CHANGES = """\
# An option with dated changes: of the ceiling, a contributor that joins (below 0: that leaves),
# and a measure that multiplies deaths by a factor that you assume.
  - id: option-with-changes
    label: A name of a few words
    decision: {renewal}
    summary: What the Council would decide, in one sentence.
    source: Document symbol
    changes:
      - kind: ceiling
        by: {ahead}
        military: -100
      - kind: contributor
        country: {contributor}
        personnel: 100
        by: {ahead}
      - kind: lever
        lever: peace process
        low: 0.8
        value: 0.9
        high: 1.0
        by: {ahead}
        reason: Why you assume it.
"""
_LEVERS = """\
# A measure that someone proposes; `peaceops options effects` lists findings that `effect` may name.
levers:
  - lever: peace process
    text: What is proposed, in your words.
    source: Document symbol
"""


def draft_case(view: View, mission: str) -> str:
    """Write the YAML text of a first case for ``mission`` as of the view's date.

    Raises:
        CaseError: The date is one that no case can have, as in the year 3000.

    >>> from peaceops.edition import open_edition
    >>> view = open_edition().as_of(open_edition().last_day)
    >>> text = draft_case(view, "UNMISS")
    >>> "#   - id: host-asks-to-leave" in text
    True
    """
    operation = view.mission(mission)
    options = standard_options(operation)
    content = {
        "case": f"{mission.lower().replace(' ', '-')}-{view.as_of:%Y-%m}",
        "mission": mission,
        "as_of": view.as_of,
        "question": _question(operation.mandate),
        "statements": [],
        "options": [
            option.model_dump(exclude_none=True, exclude_defaults=True) for option in options
        ],
        "assumptions": [
            assumption.model_dump(exclude_none=True)
            for assumption in standard_assumptions(operation, options)
        ],
    }
    heading = _HEADER.format(mission=mission, as_of=view.as_of, edition=view.edition_name)
    text = case_yaml(content, heading)
    words = _words(view, operation)
    statements = (_HOST if operation.hosts else "") + "\n" + _STATEMENTS
    text = text.replace("statements: []\n", "statements:\n" + _commented(statements, words), 1)
    changes = "\n" + _CHANGES if words["renewal"] else ""
    options_too = _commented(_OPTION + changes, words)
    text = text.replace("\nassumptions:", f"\n{options_too}assumptions:", 1)
    text += _commented(_LEVERS, words)
    parse_case(text, where="the draft")
    return text


def _commented(examples: str, words: dict[str, str]) -> str:
    """Examples with their words, each line behind ``# ``."""
    lines = examples.format(**words).strip("\n").splitlines()
    return "\n".join(["", *(f"# {line}" if line else "" for line in lines), "", ""])


def _words(view: View, mission: Mission) -> dict[str, str]:
    """What the examples name, so that each is valid for this mission on this day."""
    decisions = decisions_for(mission)
    drawdown = term_of(mission.mandate) is Term.DRAWDOWN
    renewal = next((name for name in ("reconfigure", "reduce", "renew") if name in decisions), "")
    return {
        "as_of": f"{view.as_of}",
        "before": f"{view.as_of - timedelta(days=14)}",
        "ahead": f"{month_after(view.as_of, 6)}",
        "host": mission.hosts[0] if mission.hosts else "",
        "contributor": _contributor(view, mission),
        "option": standard_options(mission)[0].id,
        "decisions": ", ".join(decisions),
        "decision": decisions[0] if not drawdown else "extend-drawdown",
        "renewal": "" if drawdown else renewal,
    }


def _contributor(view: View, mission: Mission) -> str:
    """The largest contributor of the latest period on record; any other where none is."""
    if view.has("contributions"):
        rows = view.table("contributions").filter(pl.col("mission") == mission.acronym)
        latest = rows.filter(pl.col("end") == pl.col("end").max())
        if latest.height:
            return str(latest.sort("total", "country", descending=[True, False])["country"][0])
    return "IND"


def _question(mandate: Mandate) -> str:
    ask = "What can the Council decide, and what would each option mean?"
    if mandate.ends is None or term_of(mandate) is Term.OPEN_ENDED:
        return ask
    ends = "ended" if mandate.ends < mandate.as_of else "ends"
    return f"The mandate under {mandate.resolution} {ends} on {mandate.ends:%-d %B %Y}. {ask}"
