"""What a reader must know of documents before and after they are read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from peaceops.reading.document import Document
from peaceops.reading.language import LANGUAGES_READ, language_of
from peaceops.reading.proposal import Proposal
from peaceops.reading.text import profile_of

WITHOUT_MODEL = (
    "The language model is not installed: rules alone are used and find less. "
    "To install it: pip install 'peaceops[reading]'"
)


def lacks_model(documents: Sequence[Document]) -> bool:
    """Whether the language model of any of them is not installed; it is loaded where it is."""
    return any(profile_of(document).model() is None for document in documents)


def remarks(
    documents: Sequence[Document], *, advice: str = "Give it in one of these."
) -> list[str]:
    """What is known of documents before the rules read them.

    Args:
        documents: The documents.
        advice: What to do with one in a language that is not read.

    >>> from datetime import date
    >>> text = "La mission quitte le pays."
    >>> twins = [Document(name, text, date(2023, 6, 17)) for name in ("a.txt", "b.txt")]
    >>> remarks(twins)
    ['b.txt: holds the same text as a.txt; what both say counts once']
    """
    words: list[str] = []
    first_of: dict[str, str] = {}
    for document in documents:
        language = language_of(document.text)
        if language is not None and language not in LANGUAGES_READ:
            words.append(
                f"{document.name}: the text is in {language}, and the rules read English and "
                f"French: expect next to nothing. {advice}"
            )
        words += [f"{document.name}: {note}" for note in document.notes]
        twin = first_of.setdefault(document.sha256, document.name)
        if twin != document.name:
            words.append(
                f"{document.name}: holds the same text as {twin}; what both say counts once"
            )
    return words


def silence(documents: Sequence[Document], proposals: Sequence[Proposal]) -> Iterator[str]:
    """Say of each document in no known language that nothing was found in it."""
    telling = {proposal.document for proposal in proposals}
    for document in documents:
        if document.name not in telling and language_of(document.text) is None:
            yield (
                f"{document.name}: nothing was found, and its language cannot be told: the rules "
                "read sentences in English and French"
            )
