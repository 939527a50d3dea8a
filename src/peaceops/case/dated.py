"""What every statement of a case says: who, when, in which words, in which document."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from peaceops.case.parts import Day, Digest, Identifier, Share, Span, Strict, Text

Modality = Literal["asserted", "reported", "denied", "demanded", "planned"]


class DatedStatement(Strict):
    """What someone said or reported, on a date, in a document."""

    id: Identifier
    date: Day
    speaker: Text = Field(description="Who says it")
    text: Text = Field(description="What is said, in the analyst's words")
    quotation: Text | None = Field(None, description="The exact words, when they are quoted")
    source: Text = Field(description="Document, symbol or publication")
    modality: Modality | None = Field(None, description="How it is said, where a text was read")
    document: Text | None = Field(None, description="Name of the file that was read")
    sha256: Digest | None = Field(None, description="Hash of its text")
    span: Span | None = Field(
        None, description="First character of the quotation in that text, and one past its last"
    )
    confidence: Share | None = None
