"""Documents and proposals written as values, and read back with every value checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from peaceops.characters import control_characters
from peaceops.errors import ReadingError
from peaceops.reading.document import Document
from peaceops.reading.proposal import KINDS, Modality, Proposal

_Word = Annotated[str, StringConstraints(max_length=2_000)]
_Day = Annotated[str, StringConstraints(pattern=r"^\d{4}-\d\d-\d\d$")]
_Place = Annotated[int, Field(ge=0)]


class _Details(BaseModel):
    """What only some kinds have."""

    model_config = ConfigDict(extra="forbid", strict=True)

    about: _Word | None = None
    alleged_by: _Word | None = None
    announced: bool | None = None
    at_least: bool | None = None
    capability: _Word | None = None
    change: _Word | None = None
    disputed_by: list[_Word] | None = None
    former: bool | None = None
    harm: _Word | None = None
    measure: _Word | None = None
    members: list[_Word] | None = None
    method: _Word | None = None
    of_mission: bool | None = None
    verb: _Word | None = None


class _Proposal(BaseModel):
    """A proposal as ``Proposal.as_json`` writes it."""

    model_config = ConfigDict(extra="forbid", strict=True)

    kind: Literal[KINDS]  # type: ignore[valid-type]
    start: _Place
    end: _Place
    quotation: str
    speaker: _Word | None = None
    subject: _Word | None = None
    object: _Word | None = None
    value: int | float | _Word | None = None
    unit: _Word | None = None
    date: _Word | None = None
    first: _Day | None = None
    last: _Day | None = None
    place: _Word | None = None
    modality: Modality = "asserted"
    mission: _Word | None = None
    confidence: Annotated[float, Field(ge=0, le=1)] = 0.8
    details: _Details = _Details()
    mentions: list[list[str | int]] = []
    document: str
    sha256: str


class _Document(BaseModel):
    """A document as ``document_values`` writes it."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, StringConstraints(min_length=1, max_length=300)]
    text: Annotated[str, StringConstraints(min_length=1)]
    published: date
    media: Literal["text", "html", "pdf", "docx"]
    notes: tuple[_Word, ...] = ()


def document_values(document: Document) -> dict[str, Any]:
    """A document with its text, as values that ``document_from`` reads back."""
    return {
        "name": document.name,
        "text": document.text,
        "published": document.published.isoformat(),
        "media": document.media,
        "notes": list(document.notes),
    }


def document_from(values: Any) -> Document:
    """Read a document back from its values.

    Args:
        values: What ``document_values`` gave.

    Raises:
        ReadingError: It is no document, or holds characters that no document that was read holds.

    >>> wire = Document("wire.txt", "Sweden left.", date(2022, 3, 5))
    >>> document_from(document_values(wire)) == wire
    True
    """
    try:
        content = _Document.model_validate(values)
    except ValidationError as error:
        raise _damaged(error.errors()[0]["loc"]) from None
    halves = any("\ud800" <= sign <= "\udfff" for sign in content.text + content.name)
    if halves or control_characters(content.text) or control_characters(content.name):
        raise _damaged(("text",))
    return Document(content.name, content.text, content.published, content.media, content.notes)


def proposal_from(values: Any, documents: Sequence[Document] = ()) -> Proposal:
    """Read a proposal back from what ``Proposal.as_json`` gave.

    Args:
        values: The values.
        documents: Where it must stand word for word; not looked at if there are none.

    Raises:
        ReadingError: It is no proposal, or its quotation does not stand where it says.

    >>> wire = Document("wire.txt", "Sweden left.", date(2022, 3, 5))
    >>> left = Proposal("departure", 0, 11, "Sweden left", document="wire.txt", sha256=wire.sha256)
    >>> proposal_from(left.as_json(), [wire]) == left
    True
    """
    try:
        content = _Proposal.model_validate(values)
    except ValidationError as error:
        raise _damaged(error.errors()[0]["loc"]) from None
    fields: Mapping[str, Any] = {
        **content.model_dump(),
        "details": content.details.model_dump(exclude_unset=True),
        "mentions": tuple(_mention(mention) for mention in content.mentions),
    }
    proposal = Proposal(**fields)
    if documents:
        _refuse_misquoted(proposal, {document.name: document for document in documents})
    return proposal


def _mention(values: Sequence[str | int]) -> tuple[str, int, int]:
    if len(values) == 3:
        name, start, end = values
        if isinstance(name, str) and isinstance(start, int) and isinstance(end, int):
            return name, start, end
    raise _damaged(("mentions",))


def _refuse_misquoted(proposal: Proposal, documents: Mapping[str, Document]) -> None:
    document = documents.get(proposal.document)
    if (
        document is None
        or proposal.sha256 != document.sha256
        or proposal.start >= proposal.end
        or document.text[proposal.start : proposal.end] != proposal.quotation
    ):
        raise ReadingError(
            "a quotation does not stand in the document where it is said to",
            remedy="read the document again",
        )


def _damaged(place: Sequence[str | int]) -> ReadingError:
    where = ", ".join(str(step) for step in place)
    return ReadingError(
        "what was read before cannot be read back",
        where=where or None,
        cause="the page was changed, or is of another version of peaceops",
        remedy="read the document again",
    )
