"""Documents read on the desk, in bounds of number, size, time and memory, and few at once.

A text is kept by nobody: what was read goes back with the page, and comes with what is asked next.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from peaceops.errors import ReadingError
from peaceops.reading import (
    WITHOUT_MODEL,
    Document,
    Limits,
    Proposal,
    lacks_model,
    propose,
    read_contents,
    remarks,
    silence,
    within,
)
from peaceops.web.kept import BusyError

if TYPE_CHECKING:
    from peaceops.edition import View
    from peaceops.web.kept import Gate

MOST_DOCUMENTS = 8
MOST_CHARACTERS = 250_000
"""Characters of all documents together: some hundred pages."""
LIMITS = Limits(characters=MOST_CHARACTERS, seconds=20, memory=1_000_000_000)
"""What the parser of one file may take: others use the same machine."""
SECONDS = 60
"""For the rules, on all documents together."""
PATIENCE = 30
"""Seconds that a reader waits for those before."""
TURN = BoundedSemaphore(1)
"""The language model is loaded once, and reads one text at a time."""


def documents_of(contents: Mapping[str, bytes], published: date, gate: Gate) -> list[Document]:
    """Read the files that were sent.

    Args:
        contents: What each holds, by its name.
        published: Day of publication.
        gate: Lets few long works run at once.

    Raises:
        ReadingError: There is none or too many, or some cannot be read within the limits; all
            problems are named at once.
        BusyError: Others are reading.
    """
    if not contents:
        raise ReadingError(
            "there is nothing to read", remedy="paste a text, or choose a file, and read again"
        )
    if len(contents) > MOST_DOCUMENTS:
        raise ReadingError(
            f"{len(contents)} documents were sent; {MOST_DOCUMENTS} are read at once",
            remedy="send fewer",
        )
    with gate.passed():
        documents = read_contents(contents, published, limits=LIMITS)
    every = sum(len(document.text) for document in documents)
    if every > MOST_CHARACTERS:
        raise ReadingError(
            f"the documents hold {every:,} characters of text; the desk reads up to "
            f"{MOST_CHARACTERS:,} at once",
            remedy="send fewer, or read them with the command `peaceops read`",
        )
    return documents


def proposals_of(
    documents: Sequence[Document],
    view: View,
    mission: str | None,
    gate: Gate,
    *,
    with_model: bool = True,
) -> list[Proposal]:
    """Propose statements from documents.

    Work whose time is over keeps its turn until it has ended: however many texts are sent that keep
    the rules busy, one of them is worked on.

    Args:
        documents: The documents.
        view: What was known on the day of publication.
        mission: Acronym of the mission they are about; read from each text when left out.
        gate: Lets few long works run at once.
        with_model: Whether the language model is used.

    Raises:
        ReadingError: The rules take longer than they may.
        BusyError: Others are reading.
    """
    model = None if with_model else False
    if not TURN.acquire(timeout=PATIENCE):
        raise BusyError(
            "others are reading documents just now, and the desk reads one at a time",
            remedy="send it again in a minute",
        )
    try:
        with gate.passed():
            return within(
                SECONDS,
                lambda step: propose(documents, mission=mission, model=model, view=view, step=step),
                ended=TURN.release,
            )
    except BusyError:  # the gate is crowded, and the work was not begun
        TURN.release()
        raise
    except ReadingError as error:
        raise ReadingError(
            error.what, cause=error.cause, remedy="split the document, and read each part"
        ) from error


def notes_on(documents: Sequence[Document], proposals: Sequence[Proposal]) -> list[str]:
    """What must be known of a reading, in sentences.

    Args:
        documents: The documents.
        proposals: What was proposed from them.
    """
    lacking = [WITHOUT_MODEL] if lacks_model(documents) else []
    return [*lacking, *remarks(documents), *silence(documents, proposals)]
