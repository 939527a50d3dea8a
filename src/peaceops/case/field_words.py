"""What the parts of a case, their fields and their choices are called in forms and on pages."""

from __future__ import annotations

from typing import NamedTuple

LISTS = {
    "statements": ("Statements", "statement"),
    "options": ("Options", "option"),
    "changes": ("Dated changes", "dated change"),
    "assumptions": ("Planning assumptions", "planning assumption"),
    "levers": ("Enabling factors", "measure"),
}
"""Each list of a case: its heading, and what one of its parts is called."""

KINDS = {
    "host_position": "Position of the host state",
    "member_position": "Position of a member of the Council",
    "departure": "Departure or reduction of a contributor",
    "arrival": "Arrival or pledge of a contributor",
    "restriction": "Restriction by the host state",
    "strength": "Strength figure",
    "recommendation": "Recommendation of an option",
    "option": "Option put forward",
    "incident": "Incident",
    "figure": "Any other figure",
    "mandate_deadline": "Day on which the mandate ends",
    "voting_rule": "Voting rule",
    "host_refusal": "Refusal of options by the host state",
    "measure": "Measure that someone proposes",
    "draft_state": "Stage of a draft resolution",
    "agreement": "Agreement",
    "relation": "Relation between actors",
    "office": "Office",
    "report": "Report, or remark without a figure",
    "mandate": "Mandate",
    "ceiling": "Change of the authorised ceiling",
    "tasks": "Tasks of the mandate that end",
    "site": "Base kept, handed over or closed",
    "contributor": "Contributor that joins, adds or leaves",
    "lever": "Measure that changes deaths",
}
"""Kinds of statements and of dated changes."""

CHOICES = {
    "consents": "Consents to the mission",
    "consents-with-reservations": "Consents with reservations",
    "restricts": "Restricts the mission",
    "asks-to-leave": "Asks the mission to leave",
    "for": "In favour",
    "against": "Against",
    "abstains": "Abstains",
    "supports-mission": "Supports the mission",
    "follows-host": "Follows the position of the host state",
    "asserted": "Asserted",
    "reported": "Reported from others",
    "denied": "Denied",
    "demanded": "Demanded",
    "planned": "Planned",
    "zero-draft": "Zero draft circulated",
    "negotiations": "Negotiations",
    "silence": "Under silence procedure",
    "silence-broken": "Silence broken",
    "in-blue": "In blue",
    "vote-scheduled": "Vote scheduled",
    "renew": "Renew the mandate",
    "increase": "Increase the ceiling",
    "reduce": "Reduce the ceiling",
    "reconfigure": "Reconfigure within the ceiling",
    "rollover": "Technical rollover",
    "withdraw": "Withdraw uniformed personnel",
    "restructure": "Restructure",
    "merge": "Merge with the country team",
    "close": "Close the mission",
    "cash-cut": "Cut to the cash available",
    "extend-drawdown": "Extend the drawdown",
    "reverse-drawdown": "Reverse the drawdown",
    "follow-on": "Follow-on presence",
    "coalition": "Force outside the United Nations",
    "host forces": "Capacity and conduct of the host's forces",
    "regional cooperation": "Regional cooperation",
    "peace process": "Peace process",
    "international support": "International support",
    "keep": "Keep",
    "hand-over": "Hand over",
    "all": "All deaths",
    "state_based": "State-based violence",
    "non_state": "Non-state violence",
    "one_sided_groups": "One-sided violence by armed groups",
    "one_sided_government": "One-sided violence by governments",
}
"""What the words of a case file mean; ``close`` of a base is told apart below."""


class FieldWords(NamedTuple):
    """What a field is called, how it is filled in, and what helps to do so."""

    label: str
    widget: str
    help: str = ""


FIELDS = {
    "id": FieldWords(
        "Short name",
        "line",
        "Small letters, digits and hyphens; made from the rest if you leave it empty",
    ),
    "date": FieldWords("Date of the statement", "day", "When it was said or published"),
    "speaker": FieldWords("Who says it", "line", "Name and office, or the body"),
    "text": FieldWords("What is said, in your words", "text"),
    "quotation": FieldWords("Exact words", "text", "Only where they are quoted"),
    "source": FieldWords("Source", "line", "Document symbol, meeting or publication"),
    "modality": FieldWords("How it is said", "choice", "Where a text was read"),
    "document": FieldWords("File that was read", "line"),
    "sha256": FieldWords("Digest of its text", "fixed"),
    "span": FieldWords("Place of the quotation in that text", "fixed"),
    "confidence": FieldWords("Confidence of the reading", "number", "A share from 0 to 1"),
    "country": FieldWords("Country", "country"),
    "position": FieldWords("Position", "choice"),
    "option": FieldWords("Option", "option", "Leave open where it is about the mission as such"),
    "certainty": FieldWords(
        "Certainty",
        "number",
        "That the member votes so, from 0 to 1; 0.8 if left empty",
    ),
    "military": FieldWords("Military personnel", "whole", "Persons"),
    "police": FieldWords("Police personnel", "whole", "Persons"),
    "capability": FieldWords("Capability", "line", "Such as a helicopter unit"),
    "by": FieldWords("By", "day"),
    "of_mission": FieldWords("Part of the mission", "flag", "Not for another force in the country"),
    "in_latest_strength": FieldWords("Already left out of the latest strength figure", "flag"),
    "start": FieldWords("First day", "day"),
    "end": FieldWords("Last day", "day"),
    "on": FieldWords("Strength on", "day"),
    "place": FieldWords("Place", "line"),
    "killed_at_least": FieldWords("Killed, at least", "whole", "Persons"),
    "perpetrators": FieldWords("Alleged perpetrators", "line"),
    "disputed_by": FieldWords("Disputed by", "countries", "Countries, each on a line of its own"),
    "value": FieldWords("Value", "number"),
    "unit": FieldWords("Unit", "line"),
    "until": FieldWords("Mandate ends on", "day"),
    "votes": FieldWords("Votes needed", "whole"),
    "veto": FieldWords("Who has a veto", "countries", "Countries, each on a line of its own"),
    "lever": FieldWords("Enabling factor", "choice"),
    "effect": FieldWords("Published effect", "effect", "A study's finding that stands for it"),
    "stage": FieldWords("Stage", "choice"),
    "symbol": FieldWords("Symbol of the draft", "line", "Such as S/2023/487"),
    "drafted_by": FieldWords("Penholders", "countries", "Countries, each on a line of its own"),
    "broken_by": FieldWords(
        "Members that broke silence", "countries", "Countries, each on a line of its own"
    ),
    "vote_day": FieldWords("Day of the vote", "day"),
    "subject": FieldWords("Whom it is about", "line", "A country, an actor or a body"),
    "object": FieldWords("Towards whom or what", "line"),
    "parties": FieldWords("Who signed", "names", "Each on a line of its own"),
    "label": FieldWords("Name", "line", "A few words"),
    "decision": FieldWords("What the Council decides", "choice"),
    "summary": FieldWords("In one sentence", "text"),
    "military_change": FieldWords(
        "Change of the military ceiling", "whole", "Persons; below zero for a cut"
    ),
    "police_change": FieldWords(
        "Change of the police ceiling", "whole", "Persons; below zero for a cut"
    ),
    "term_months": FieldWords("Term in months", "number"),
    "withdrawal_months": FieldWords("Withdrawal in months", "number", "Until all have left"),
    "uniformed": FieldWords(
        "Uniformed personnel", "whole", "Of a presence that follows, or a force outside the UN"
    ),
    "changes": FieldWords("Dated changes", "parts"),
    "statement": FieldWords("Statement that it rests on", "statement"),
    "low": FieldWords("Lowest", "number"),
    "high": FieldWords("Highest", "number"),
    "reason": FieldWords("Reason", "text", "Why the range is as it is"),
    "drop": FieldWords("Tasks that end", "names", "Each on a line of its own"),
    "site": FieldWords("Base", "line", "As on the deployment maps"),
    "action": FieldWords("What becomes of it", "choice"),
    "personnel": FieldWords("Persons", "whole", "That come; below zero, that leave"),
    "deaths": FieldWords("Which deaths", "choice"),
}
"""Fields by the key of the case file."""

OF_KIND = {
    ("departure", "by"): FieldWords("Gone by", "day", "Leave open if nobody said"),
    ("arrival", "by"): FieldWords("Expected by", "day", "Leave open if nobody said"),
    ("restriction", "end"): FieldWords("Last day", "day", "Leave open while it goes on"),
    ("figure", "unit"): FieldWords("Unit", "line", "Such as verified civilian deaths"),
    ("note", "value"): FieldWords("Value", "line", "Such as broke, penholder or established"),
    ("ceiling", "military"): FieldWords("Change of military personnel", "whole", "Less: below 0"),
    ("ceiling", "police"): FieldWords("Change of police personnel", "whole", "Less: below 0"),
    ("lever", "low"): FieldWords(
        "Deaths multiplied by as little as", "number", "0.8: a fifth less"
    ),
    ("lever", "value"): FieldWords("Deaths multiplied by", "number"),
    ("lever", "high"): FieldWords("and by as much as", "number"),
    ("levers", "text"): FieldWords("What is proposed, in your words", "text"),
    ("assumptions", "text"): FieldWords("What is assumed", "text"),
    ("assumptions", "unit"): FieldWords("Unit", "line", "Such as months or share"),
    ("draft_state", "option"): FieldWords("Option that the draft decides", "option"),
    ("host_position", "country"): FieldWords("Host state", "country"),
    ("restriction", "country"): FieldWords("Host state", "country"),
    ("host_refusal", "country"): FieldWords("Host state", "country"),
    ("member_position", "country"): FieldWords("Member", "country"),
    ("departure", "country"): FieldWords("Contributor", "country"),
    ("arrival", "country"): FieldWords("Contributor", "country"),
    ("contributor", "country"): FieldWords("Contributor", "country"),
}
"""Fields that are called otherwise in one kind or list; ``note`` stands for statements that give
context without a figure."""

CLOSE_A_BASE = "Close"
