"""From documents to proposed statements, duplicates merged."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from peaceops.reading.context import context_of
from peaceops.reading.document import Document
from peaceops.reading.duplicates import merge
from peaceops.reading.missions import missions_known
from peaceops.reading.proposal import Proposal
from peaceops.reading.rules import extract_all
from peaceops.reading.text import analyse, profile_of
from peaceops.reading.time_limit import Step

if TYPE_CHECKING:
    from peaceops.edition import View


def propose(
    documents: Document | Iterable[Document],
    *,
    mission: str | None = None,
    model: bool | None = None,
    view: View | None = None,
    step: Step | None = None,
) -> list[Proposal]:
    """Propose statements from documents, duplicates merged across them.

    Args:
        documents: One or several.
        mission: Acronym of the mission they are about; found from each text when not given.
        model: ``False`` for the rules without the language model, with lower recall.
        view: What is known of missions; the starter edition as of publication by default.
        step: Called with the progress.

    >>> from datetime import date
    >>> text = "Sweden withdrew its 220 soldiers from MINUSMA on 3 March 2022."
    >>> statements = propose(Document("wire.txt", text, date(2022, 3, 5)), model=False)
    >>> [(statement.kind, statement.subject, statement.mission) for statement in statements]
    [('departure', 'SWE', 'MINUSMA')]
    """
    listed = [documents] if isinstance(documents, Document) else list(documents)
    proposals: list[Proposal] = []
    for document in listed:
        text = analyse(document, mission=mission, model=model, view=view, step=step)
        proposals += extract_all(text, step)
    return merge(proposals)


def main_mission(documents: Iterable[Document], *, view: View | None = None) -> str | None:
    """The mission that the first document naming one is about.

    Args:
        documents: The documents.
        view: What is known of missions; the starter edition as of publication by default.
    """
    for document in documents:
        language = profile_of(document)
        missions = missions_known(view, document.published)
        names = language.names(missions)
        context, _ = context_of(
            document.plain, names, missions, document.published, None, language.described
        )
        if context.mission:
            return context.mission
    return None
