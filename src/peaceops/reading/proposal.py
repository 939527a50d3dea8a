"""A proposed statement: what a document says, where, and how surely."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, replace
from typing import Any, Literal

from peaceops.reading.clauses import Clause

Modality = Literal["asserted", "reported", "denied", "demanded", "planned"]
KINDS = (
    "mandate_deadline",
    "voting_rule",
    "host_position",
    "host_refusal",
    "member_position",
    "option",
    "recommendation",
    "draft_state",
    "departure",
    "arrival",
    "restriction",
    "incident",
    "relation",
    "office",
    "strength",
    "mandate",
    "measure",
    "report",
)


@dataclass(frozen=True)
class Ground:
    """The clauses that carry a proposal, until its standing in the text is settled.

    Attributes:
        clauses: The predicates that say it, such as "asked" and "leave".
        turned: One of them whose own negation is part of what is said: "did not allow".
        words: The words that say it, where no clause is known.
        bears: Standings under which it says the same: "should be respected" is a wish.
    """

    clauses: tuple[Clause, ...] = ()
    turned: Clause | None = None
    words: tuple[int, int] | None = None
    bears: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Proposal:
    """A statement that a reader may accept into a case.

    Attributes:
        kind: One of ``KINDS``.
        start: First character of the quotation in the document's text.
        end: One past its last character.
        quotation: The exact words.
        speaker: Who says it: a person, an office, a state, or the document.
        subject: Whom it is about: an ISO 3166 alpha-3 code, a mission or a name.
        object: Towards whom or what.
        value: A number or a word of the kind's own list.
        unit: Unit of a number.
        date: ``2023-06-16``, ``2023-06`` or ``2023``, as precise as the text.
        first: First day that the date means.
        last: Last day that it means.
        place: Where.
        modality: Asserted, reported, denied, demanded or planned.
        mission: Acronym of the mission it bears on.
        confidence: Between 0 and 1; a number fixed for each rule by judgement, to sort proposals
            by, not a measured probability.
        details: What only this kind has, such as ``capability``.
        mentions: Spans of further places that say the same, filled when duplicates are merged.
        document: Name of the document.
        sha256: Hash of its text.
        ground: The clauses that carry it; ``None`` once it is given out.
    """

    kind: str
    start: int
    end: int
    quotation: str
    speaker: str | None = None
    subject: str | None = None
    object: str | None = None
    value: int | float | str | None = None
    unit: str | None = None
    date: str | None = None
    first: str | None = None
    last: str | None = None
    place: str | None = None
    modality: Modality = "asserted"
    mission: str | None = None
    confidence: float = 0.8
    details: dict[str, Any] = field(default_factory=dict)
    mentions: tuple[tuple[str, int, int], ...] = ()
    document: str = ""
    sha256: str = ""
    ground: Ground | None = field(default=None, repr=False, compare=False)

    def with_(self, **changes: Any) -> Proposal:
        """Copy with some fields changed."""
        return replace(self, **changes)

    def as_json(self) -> dict[str, Any]:
        """Plain values, empty ones left out."""
        return {
            key: list(value) if isinstance(value, tuple) else value
            for key, value in asdict(self.with_(ground=None)).items()
            if value not in (None, {}, ())
        }
