"""Tables of the Council's documents: which there are, and their texts in paragraphs."""

from __future__ import annotations

import dataframely as dy
import polars as pl

from peaceops.edition.tables._table import FIRST_DAY, LAST_DAY, Row, Table

SYMBOL = r"^S/[A-Za-z0-9./]+( \([0-9]{4}\))?$"
KINDS = ("resolution", "presidential statement", "letter", "report", "note", "other")
FORMS = ("paragraphs", "cut from a page", "page")
LANGUAGES = ("en", "fr")
ROLES = ("title", "front", "heading", "preambular", "operative", "body", "annex", "foot")


class TextDocuments(Row):
    """A document of the Council whose text is held.

    ``date`` is that of the adoption, the statement or the letter; null where the text names none.
    ``form`` says whether the publisher gives it in paragraphs, or as a page of the yearly volume
    from which it was cut; ``page`` is one from which it could not be.
    """

    symbol = dy.String(primary_key=True, regex=SYMBOL)
    kind = dy.Enum(KINDS, nullable=False)
    date = dy.Date(nullable=True, min=FIRST_DAY, max=LAST_DAY)
    title = dy.String(nullable=False)
    language = dy.Enum(LANGUAGES, nullable=False)
    form = dy.Enum(FORMS, nullable=False)


class TextParagraphs(Row):
    """A paragraph of a document, in the order of the text.

    ``number`` is what the paragraph is cited by, ``36 (a) (iii)``; ``body`` is the text of a
    document without an operative part; ``row`` is the place in the file, from 1.
    """

    symbol = dy.String(primary_key=True, regex=SYMBOL)
    position = dy.Int64(primary_key=True, min=1, max=1_000_000)
    role = dy.Enum(ROLES, nullable=False)
    number = dy.String(nullable=True)
    level = dy.Int64(nullable=True, min=1, max=20, metadata={"unit": "depth in the list, from 1"})
    verb = dy.String(nullable=True)
    text = dy.String(nullable=False)


_HOW = (
    "texts of the Council's documents come one JSON file a document, split into paragraphs; put "
    "them into a folder and run `peaceops data build`"
)
_WHEN = (
    "A resolution or statement on its day. A letter is circulated, with its reply, in the days "
    "after: two weeks after the later of them, and not before the year in its symbol. A document "
    "without a date at the end of that year."
)

TABLES = (
    Table(
        "text_documents",
        TextDocuments,
        "A document of the Council whose text is held",
        pl.col("known_on"),
        _WHEN,
        _HOW,
    ),
    Table(
        "text_paragraphs",
        TextParagraphs,
        "A paragraph of a document of the Council",
        pl.col("known_on"),
        "With its document.",
        _HOW,
        references={"text_documents": ("symbol",)},
    ),
)
