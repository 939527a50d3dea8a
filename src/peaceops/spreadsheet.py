"""Texts in CSV files that a spreadsheet would run as a formula, made into plain texts.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@``, some also after blanks, a
quotation mark, a tab or an invisible mark, and in the full-width forms. An apostrophe before the
text makes it a text everywhere. Numbers, such as -5, are left as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from csv import DictWriter
from io import StringIO
from typing import TypeVar

import polars as pl

Value = TypeVar("Value")
_RUNS = frozenset("=+-@")
_STARTS = frozenset("\t\r\n")
_QUOTES = frozenset("\"'`´‘’‚‛“”„‟«»‹›")
_NUMBER = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)([eE][-+]?\d+)?", re.ASCII)
_TEXTS = (pl.String, pl.Categorical, pl.Enum)


def as_text(value: Value) -> Value | str:
    """Put an apostrophe before a text that a spreadsheet would run; leave all else as it is.

    >>> as_text("=HYPERLINK(1)"), as_text(" -1+2"), as_text("-5"), as_text(-5), as_text("Mali")
    ("'=HYPERLINK(1)", "' -1+2", '-5', -5, 'Mali')
    """
    return f"'{value}" if isinstance(value, str) and runs(value) else value


def runs(text: str) -> bool:
    """Whether a spreadsheet might take a text for a formula."""
    if text[:1] in _STARTS and text:
        return True
    if _NUMBER.fullmatch(text.strip(" ")):
        return False
    for sign in text:
        if sign in _QUOTES or unicodedata.category(sign)[0] in "ZC":
            continue
        # Full-width and small forms come down to the plain sign.
        return unicodedata.normalize("NFKC", sign)[:1] in _RUNS
    return False


def with_texts(table: pl.DataFrame) -> pl.DataFrame:
    """Give a table in which no text is run by a spreadsheet; numbers stay as they are."""
    changed = []
    for column in table:
        if column.dtype not in _TEXTS:
            continue
        texts = column.cast(pl.String)
        unsafe = [text for text in texts.drop_nulls().unique() if runs(text)]
        if unsafe:
            changed.append(texts.replace(unsafe, [f"'{text}" for text in unsafe]))
    return table.with_columns(changed)


def to_csv(rows: Sequence[Mapping[str, object]]) -> str:
    r"""Write rows as CSV in which no text is run by a spreadsheet.

    Args:
        rows: All with the same columns; without a row the file is empty.

    >>> to_csv([{"mission": "UNDOF", "note": "=1+1"}])
    "mission,note\nUNDOF,'=1+1\n"
    """
    out = StringIO()
    if rows:
        writer = DictWriter(out, list(rows[0]), lineterminator="\n")
        writer.writeheader()
        writer.writerows({name: as_text(value) for name, value in row.items()} for row in rows)
    return out.getvalue()
