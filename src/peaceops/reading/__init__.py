"""Reading: from an article or a United Nations document to statements with exact quotations."""

from __future__ import annotations

from collections.abc import Iterable

from peaceops.reading.context import context_of
from peaceops.reading.document import Document
from peaceops.reading.gazetteer import find_mentions
from peaceops.reading.kinds import every
from peaceops.reading.merge import Contradiction, contradictions, merge
from peaceops.reading.proposal import KINDS, Proposal
from peaceops.reading.text import Step, analyse, tongue_of

__all__ = [
    "KINDS",
    "Contradiction",
    "Document",
    "Proposal",
    "contradictions",
    "main_mission",
    "merge",
    "propose",
]


def propose(
    documents: Document | Iterable[Document],
    *,
    mission: str | None = None,
    model: bool | None = None,
    step: Step | None = None,
) -> list[Proposal]:
    """Propose statements from documents, duplicates merged across them.

    Args:
        documents: One or several.
        mission: Acronym of the mission they are about; found from each text when not given.
        model: ``False`` for the rules without the language model, with lower recall.
        step: Told of the progress.
    """
    listed = [documents] if isinstance(documents, Document) else list(documents)
    found: list[Proposal] = []
    for document in listed:
        found += every(analyse(document, mission=mission, model=model, step=step))
    return merge(found)


def main_mission(documents: Iterable[Document]) -> str | None:
    """The mission that the first document naming one is about."""
    for document in documents:
        tongue = tongue_of(document)
        named = find_mentions(document.plain, tongue.names())
        context, _ = context_of(document.plain, named, document.published, None, tongue.described)
        if context.mission:
            return context.mission
    return None
