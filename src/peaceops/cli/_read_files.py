"""What `peaceops read` reads and where it may write, checked before anything is read."""

from __future__ import annotations

import os
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from peaceops.characters import printable_name
from peaceops.cli._console import console

if TYPE_CHECKING:
    from peaceops.errors import PeaceopsError
    from peaceops.reading import Document, Proposal


def refuse_targets(files: Sequence[Path], case: Path | None, page: Path | None) -> None:
    """Refuse a case or a page that is no file, or that would overwrite what is read.

    Raises:
        CaseError: The case is a folder, a pipe or a device, or one of the documents.
        OutputError: The page is one, or is a document or the case.
    """
    from peaceops.durable import same_place
    from peaceops.errors import CaseError, OutputError

    if case is not None:
        _refuse_special(case, CaseError)
        for file in files:
            if same_place(case, file):
                raise CaseError(
                    "is named as the case and as a document to read",
                    where=printable_name(case),
                    remedy="name another file with --case",
                )
    if page is None:
        return
    _refuse_special(page, OutputError)
    for other, what in [(file, "a document to read") for file in files] + (
        [(case, "the case")] if case is not None else []
    ):
        if same_place(page, other):
            raise OutputError(
                f"the page would overwrite {what}",
                where=printable_name(page),
                remedy="name another file with --html",
            )


def documents_of(files: Sequence[Path], published: date) -> list[Document]:
    """Read the documents, and say on stderr what is known of them.

    Raises:
        ReadingError: Any of them cannot be read; all problems at once.
    """
    from peaceops.reading import read_files, remarks

    documents = read_files(files, published)
    advice = "Give it in one of these, or --endpoint with a model that reads it."
    for words in remarks(documents, advice=advice):
        say(words)
    return documents


def tell_silence(documents: Sequence[Document], proposals: Sequence[Proposal]) -> None:
    """Say of each document in no known language that nothing was found in it."""
    from peaceops.reading import silence

    for words in silence(documents, proposals):
        say(words)


def say(words: str) -> None:
    """Print a sentence on stderr."""
    console(stderr=True).print(words, markup=False, soft_wrap=True)


def _refuse_special(path: Path, error: type[PeaceopsError]) -> None:
    from peaceops.durable import special_kind

    if os.path.lexists(path) and not path.is_file():
        kind = special_kind(path.stat().st_mode) if path.exists() else "a link to nothing"
        raise error(f"is {kind}, not a file", where=printable_name(path), remedy="name a file")
