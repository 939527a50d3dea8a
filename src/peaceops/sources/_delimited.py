"""Reading a delimited file whole or not at all: complete rows, known encoding, unique names.

What a spreadsheet, a browser or another program did to a publisher's file on the way is undone
where it is certain, and reported: another separator or encoding, names in other letters, a missing
header, tags, empty rows, a second header, decimal commas.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.csv as pacsv

from peaceops.characters import printable
from peaceops.errors import SourceError
from peaceops.sources import _rows as rows_of
from peaceops.sources._content import AGAIN, GZIP, DamagedFile, content_of
from peaceops.sources._header import MOST_COLUMNS, SEPARATORS, Header, settle
from peaceops.sources._parsed_file import Repair
from peaceops.sources._text import OTHER_ENCODING, decoded, encoding_of

OTHER_SEPARATOR = "fields are separated by another sign than the publisher's"
SEP_LINE = "a line for spreadsheet programs above the header"
NO_HEADER = "the file has no header; the publisher's standard names are used"
OTHER_LETTERS = "names of columns differ from the publisher's in case or blanks"
NOT_PACKED = "named as if compressed, and is not"
UNNAMED = "unnamed column"
LINE_BREAK = "a row cut in two by a line break within a field"


def read_delimited(
    path: Path,
    wanted: Sequence[str],
    *,
    header: list[str] | None = None,
    missing: Iterable[str] = ("",),
    join_broken: bool = False,
) -> tuple[pl.DataFrame, list[Repair]]:
    """Read a delimited text file, every value as text.

    Args:
        path: A ``.csv`` or ``.csv.gz`` file.
        wanted: Columns that the layout has; they tell the separator and the header.
        header: Column names to use in place of the file's first row, when that row is defective.
        missing: Values that mean "not known".
        join_broken: Put a row together again that a line break cut in two, and report it.

    Returns:
        The rows, with a column ``row`` (the header is row 1), and what was undone to read them.

    Raises:
        SourceError: The file is truncated, ragged, wrongly encoded or empty, or holds another
            layout's header or numbers that can be read in two ways.
    """
    content = content_of(path)
    text = decoded(content, path)
    top = _header(path, text, wanted)
    names = _unique(path, header or list(top.names))
    body = text[top.start :]
    joined: list[Repair] = []
    if join_broken:
        body, joined = _joined(path, body, names, top)
    frame = _values(path, body, names, top, missing)
    for repair in joined:  # such a row takes two rows of the file
        frame = frame.with_columns(row=pl.col("row") + (pl.col("row") > repair.row).cast(pl.UInt32))
    repairs = [*_told(path, encoding_of(content), top, wanted), *joined]
    if path.name.lower().endswith(".gz") and not _is_packed(path):
        repairs.append(Repair(path.name, 1, "*", path.name, "read as it is", NOT_PACKED))
    frame, more = _cleared(path, frame, names, top, wanted)
    return frame, [*repairs, *more]


def first_records(path: Path, wanted: Iterable[str]) -> tuple[list[str], list[str]]:
    """Return the names of the columns and the first row of values; two empty lists if unreadable.

    ``read_delimited`` says what is wrong with a file that cannot be read.
    """
    try:
        text = decoded(content_of(path), path)
        top = settle(text, wanted)
        rest = text[top.start : top.start + (1 << 22)].splitlines(keepends=True)
        return list(top.names), next(csv.reader(rest, delimiter=top.delimiter), [])
    except (SourceError, csv.Error):
        return [], []


def _header(path: Path, text: str, wanted: Sequence[str]) -> Header:
    try:
        return settle(text, wanted)
    except csv.Error as error:
        raise SourceError(
            f"its first line cannot be read: {error}",
            where=printable(path.name),
            cause="the file is no table, or a quotation mark is not closed",
            remedy=AGAIN,
        ) from error


def _unique(path: Path, names: list[str]) -> list[str]:
    """Give columns without a name one of their own; refuse a name that stands twice."""
    if not any(names):
        raise SourceError(
            "its first line names no columns", where=printable(path.name), remedy=AGAIN
        )
    if len(names) > MOST_COLUMNS:
        raise SourceError(
            f"has {len(names)} columns, more than any table that is read",
            where=printable(path.name),
            remedy="take the columns you need into a file of their own",
        )
    counts = Counter(filter(None, names))
    twice = sorted(name for name, count in counts.items() if count > 1)
    if twice:
        raise SourceError(
            f"its header names {printable(str(twice[0])[:80])!r} more than once"
            + (f", and {len(twice) - 1} other columns" if len(twice) > 1 else ""),
            where=printable(path.name),
            cause="two tables were joined side by side, or a column was pasted in",
            remedy="delete or rename the column that does not belong, or download the file again",
        )
    # The column ``row`` is ours: the number of the row.
    mine = {"row": "row of the file"}
    return [
        mine.get(name, name) or f"({UNNAMED} {number})"
        for number, name in enumerate(names, start=1)
    ]


def _joined(path: Path, body: str, names: list[str], top: Header) -> tuple[str, list[Repair]]:
    try:
        text, joined = rows_of.joined_rows(body, len(names), top.delimiter)
    except csv.Error:
        return body, []  # ``_values`` says what is wrong
    return text, [
        Repair(path.name, top.first_row + place + before, "*", start[:80], "one row", LINE_BREAK)
        for before, (place, start) in enumerate(joined)
    ]


def _values(
    path: Path, body: str, names: list[str], top: Header, missing: Iterable[str]
) -> pl.DataFrame:
    body = body.rstrip("\r\n")
    if not body.strip():
        raise DamagedFile(
            "has a header and no rows",
            where=printable(path.name),
            cause="the file was cut short, or the publisher had nothing to give",
            remedy=AGAIN,
        )
    broken: list[pacsv.InvalidRow] = []
    blank: set[int] = set()

    def refuse(row: pacsv.InvalidRow) -> str:
        if not row.text.strip(" \t" + top.delimiter):
            blank.add(row.number)
            return "skip"
        broken.append(row)
        return "error"

    content = body.encode()
    try:
        table = pacsv.read_csv(
            pa.BufferReader(content),
            read_options=pacsv.ReadOptions(
                use_threads=False,
                column_names=names,
                block_size=max(1 << 20, len(content) + 1),
            ),
            parse_options=pacsv.ParseOptions(
                delimiter=top.delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=refuse,
            ),
            convert_options=pacsv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()),
                null_values=list(missing),
                strings_can_be_null=True,
                quoted_strings_can_be_null=True,
            ),
        )
    except pa.ArrowInvalid as error:
        raise _unreadable(path, broken, top.first_row - 1, error) from error
    frame = pl.DataFrame(pl.from_arrow(table)).with_row_index("row", offset=top.first_row)
    if not blank:
        return frame
    numbers = [n for n in range(1, frame.height + len(blank) + 1) if n not in blank]
    return frame.with_columns(row=pl.Series(numbers, dtype=frame["row"].dtype) + top.first_row - 1)


def _told(path: Path, encoding: str, top: Header, wanted: Sequence[str]) -> Iterable[Repair]:
    """Report what was undone before the first row."""
    file = path.name
    if encoding != "utf-8-sig":
        yield Repair(file, 1, "*", encoding.upper()[:6], "UTF-8", OTHER_ENCODING)
    if top.above:
        yield Repair(file, 1, "*", top.above, "(dropped)", SEP_LINE)
    if top.empty:
        rows = f"{top.empty} empty above the header"
        yield Repair(file, 1, "*", rows, "(dropped)", rows_of.EMPTY)
    if top.delimiter != ",":
        separator = SEPARATORS.get(top.delimiter, repr(top.delimiter))
        yield Repair(file, 1, "*", separator, "a comma", OTHER_SEPARATOR)
    if top.missing:
        yield Repair(file, 1, "*", "(no header)", f"{len(top.names)} names", NO_HEADER)
    for old, new in sorted((top.renamed or {}).items()):
        if new in wanted:
            yield Repair(file, 1, new, old, new, OTHER_LETTERS)
    for raw, name in zip(top.raw, top.names, strict=True):
        if raw != name and name in wanted and raw.strip() == name:
            yield Repair(file, 1, name, raw, name, OTHER_LETTERS)


def _cleared(
    path: Path, frame: pl.DataFrame, names: list[str], top: Header, wanted: Sequence[str]
) -> tuple[pl.DataFrame, list[Repair]]:
    """Leave out what a program put between the rows, and write decimals with a point."""
    frame, repairs = rows_of.without_empty(path.name, frame, names)
    if frame.height and not top.missing:
        frame, more = rows_of.without_tags(path.name, frame, names)
        repairs += more
        frame, more = rows_of.without_headers(path.name, frame, names, top.raw)
        repairs += more
    if frame.is_empty():
        raise DamagedFile(
            "has a header and no rows of values",
            where=printable(path.name),
            cause="the file was cut short, or the publisher had nothing to give",
            remedy=AGAIN,
        )
    if top.delimiter != ",":
        frame, more = rows_of.with_points(path.name, frame, names, wanted)
        repairs += more
    return frame, repairs


def _is_packed(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(2) == GZIP


def _unreadable(
    path: Path, broken: list[pacsv.InvalidRow], above: int, error: pa.ArrowInvalid
) -> SourceError:
    if broken:
        row = broken[0]
        number = row.number + above if row.number else None
        return SourceError(
            f"has {row.actual_columns} fields where the header has {row.expected_columns}: "
            f"{row.text[:80]!r}",
            where=f"{printable(path.name)}, row {number}" if number else printable(path.name),
            cause="the file was cut short, or a field holds an unquoted separator",
            remedy="download the file again, or complete the row",
        )
    return SourceError(
        f"cannot be read: {str(error).splitlines()[0]}",
        where=printable(path.name),
        cause="the file is not in the expected encoding, or not a table",
        remedy="save it as UTF-8 comma-separated values, or download it again",
    )
