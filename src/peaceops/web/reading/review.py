"""What a reader reviews: documents, statements and decisions, all carried in the page.

The desk holds no state: a page comes back with all that it showed. The texts travel with it, so
that a quotation can be checked against them before it enters a case, and the page can be shown
again whole after any error.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from peaceops.case import (
    KINDS_IN_WORDS,
    Case,
    Statement,
    filled_in,
    read_form,
    statement_fields,
)
from peaceops.characters import cleaned
from peaceops.errors import CaseError, ReadingError
from peaceops.questions import day_meant
from peaceops.reading import (
    Document,
    Proposal,
    document_from,
    document_values,
    proposal_from,
    to_statements,
)
from peaceops.web.reading.reader import MOST_CHARACTERS, MOST_DOCUMENTS

ACCEPT, DROP = "accept", "drop"
MOST_TITLE = 200
MOST_DIGITS = 5
MOST_PLACES, MOST_DEPTH = 20_000, 200
"""Places that statements rest on, and statements that rest on one word."""
Texts = dict[str, str]


@dataclass
class Review:
    """A reading under review.

    Attributes:
        published: Day of publication.
        title: Where the texts are from, as the reader says; may be empty.
        mission: Acronym of the mission whose case it is for; empty while nobody said.
        documents: What was read; empty where a part of the page alone is asked for.
        proposals: What is proposed, by number from 1.
        notes: What must be known of the reading.
        decisions: ``accept`` or ``drop`` by number.
        changes: What the reader changed a statement to, as a form filled in.
        forms: Forms that are open, as they are filled in so far.
        target: The key of the case that accepted statements go to.
        name: What a new case is to be called.
    """

    published: date
    title: str = ""
    mission: str = ""
    documents: tuple[Document, ...] = ()
    proposals: dict[int, Proposal] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    decisions: dict[int, str] = field(default_factory=dict)
    changes: dict[int, Texts] = field(default_factory=dict)
    forms: dict[int, Texts] = field(default_factory=dict)
    target: str = ""
    name: str = ""

    def carried(self) -> dict[str, str]:
        """The hidden fields of the whole page."""
        return {
            "documents": _written([document_values(document) for document in self.documents]),
            "notes": _written(list(self.notes)),
        }

    def carried_of(self, number: int) -> str:
        """The hidden field of a proposal."""
        return _written(self.proposals[number].as_json())

    def change_of(self, number: int) -> str:
        """The hidden field of a change; empty if there is none."""
        return _written(self.changes[number]) if number in self.changes else ""

    def read_as(self, seated: frozenset[str], case: Case | None) -> dict[int, Statement]:
        """The statements as they were read, by number.

        Args:
            seated: Members of the Council on the day of publication.
            case: The case that they are for, whose identifiers are taken.
        """
        published = dict.fromkeys(
            (proposal.document for proposal in self.proposals.values()), self.published
        )
        try:
            statements = to_statements(
                self.proposals.values(),
                published,
                mission=self.mission or None,
                seated=seated,
                taken={statement.id for statement in case.statements} if case else (),
                options=[(option.id, option.decision) for option in case.options] if case else (),
                titles={name: cited_as(self.title, name) for name in published},
            )
        except (ValueError, TypeError) as error:
            # Dates and values that no rule gives, in a page that was changed.
            raise ReadingError(
                "what was read before cannot be read back", remedy="read the document again"
            ) from error
        return dict(zip(self.proposals, statements, strict=True))


def cited_as(title: str, name: str) -> str:
    """How a document is cited: by its title, with the name of its file.

    >>> cited_as("AFP", "article.txt"), cited_as("", "article.txt"), cited_as("AFP", "AFP")
    ('AFP (article.txt)', 'article.txt', 'AFP')
    """
    return name if title in ("", name) else f"{title} ({name})"


def changed(
    texts: Texts, original: Statement, case: Case
) -> tuple[Statement | None, dict[str, str]]:
    """A statement as the reader changed it; its words and their place stay those of the document.

    Args:
        texts: The form, filled in.
        original: The statement as it was read.
        case: The case that it is for.
    """
    names = ("id", "quotation", "document", "sha256", "span", "confidence")
    fixed = {name: getattr(original, name) for name in names}
    present = {name: value for name, value in fixed.items() if value is not None}
    return read_form(texts, present, case)


def accepted(review: Review, statements: Mapping[int, Statement], case: Case) -> list[Statement]:
    """The statements that are accepted, as read or as changed.

    Args:
        review: The reading.
        statements: As they were read.
        case: The case that they are for.

    Raises:
        CaseError: A change breaks a rule of cases; each is named.
    """
    listed: list[Statement] = []
    problems: list[str] = []
    for number, original in statements.items():
        if review.decisions.get(number) != ACCEPT:
            continue
        statement: Statement | None = original
        if number in review.changes:
            statement, wrong = changed(review.changes[number], original, case)
            problems += [
                f"statement {number}, {name or 'as a whole'}: {words}"
                for name, words in wrong.items()
            ]
        if statement is not None:
            listed.append(statement)
    if problems:
        raise CaseError("\n".join(problems), remedy="change these statements, or drop them")
    return listed


def form_of(statement: Statement) -> Texts:
    """A form that holds a statement."""
    return filled_in(statement)


def read_fields(fields: Mapping[str, str], *, whole: bool) -> Review:
    """Read the fields that a page sends back.

    Args:
        fields: By name.
        whole: Whether they are those of the whole page, so that quotations can be checked.

    Raises:
        ReadingError: They are not those of a page of the desk.
        NotUnderstood: The day is none.
    """
    review = Review(
        published=day_meant(fields.get("published", "")),
        title=title_meant(fields.get("title", "")),
        mission=fields.get("mission", ""),
        target=fields.get("target", ""),
        name=fields.get("name", ""),
    )
    if whole:
        review.documents = _documents(fields.get("documents", ""))
        notes = _values(fields.get("notes") or "[]")
        notes = notes if isinstance(notes, list) else []
        review.notes = tuple(str(note)[:1000] for note in notes if isinstance(note, str))
    for name, text in fields.items():
        part, _, rest = name.partition(".")
        number, _, key = rest.partition(".")
        if number.isascii() and number.isdecimal() and len(number) <= MOST_DIGITS:
            _read_part(review, part, int(number), key, text)
    if whole and list(review.proposals) != list(range(1, len(review.proposals) + 1)):
        raise _damaged()
    _refuse_crowded(review.proposals.values())
    parts: tuple[dict[int, Any], ...] = (review.decisions, review.changes, review.forms)
    for listed in parts:
        for place in [place for place in listed if place not in review.proposals]:
            del listed[place]
    for texts in review.forms.values():
        # A box that is not ticked is not sent.
        kind = texts.get("kind", "")
        for item in statement_fields(kind) if kind in KINDS_IN_WORDS else ():
            if item.shape == "flag" and item.name not in texts:
                texts[item.name] = "false"
    return review


def _refuse_crowded(proposals: Iterable[Proposal]) -> None:
    """Refuse more places, or more on one word, than any reading gives: a page to drown in."""
    edges: list[tuple[str, int, int]] = []
    for proposal in proposals:
        quotation = (proposal.document, proposal.start, proposal.end)
        for document, start, end in (quotation, *proposal.mentions):
            edges += [(document, start, 1), (document, end, -1)]
    depth, deepest = 0, 0
    for *_, step in sorted(edges):
        depth += step
        deepest = max(deepest, depth)
    if len(edges) > 2 * MOST_PLACES or deepest > MOST_DEPTH:
        raise _damaged()


def _read_part(review: Review, part: str, number: int, key: str, text: str) -> None:
    """Read a field of one statement: its proposal, decision, change, or a part of its form."""
    if part == "p":
        review.proposals[number] = proposal_from(_values(text), review.documents)
    elif part == "d" and text in (ACCEPT, DROP):
        review.decisions[number] = text
    elif part == "c" and text:
        review.changes[number] = _texts(_values(text))
    elif part == "e":
        review.forms.setdefault(number, {})[key] = text


def title_meant(text: str) -> str:
    """A title on one line, without characters that harm where they are shown."""
    return " ".join(cleaned(text).split())[:MOST_TITLE]


def _documents(text: str) -> tuple[Document, ...]:
    values = _values(text)
    if not isinstance(values, list) or not 0 < len(values) <= MOST_DOCUMENTS:
        raise _damaged()
    documents = tuple(document_from(item) for item in values)
    if sum(len(document.text) for document in documents) > MOST_CHARACTERS:
        raise _damaged()
    return documents


def _texts(values: Any) -> Texts:
    if not isinstance(values, dict) or not all(isinstance(value, str) for value in values.values()):
        raise _damaged()
    return values


def _values(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        raise _damaged() from None


def _written(values: Any) -> str:
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def _damaged() -> ReadingError:
    return ReadingError(
        "the page does not hold what the desk put into it",
        cause="it was changed, or is of another version of peaceops",
        remedy="read the document again",
    )
