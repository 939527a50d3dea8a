"""Files to documents: plain text, HTML, PDF and DOCX, each read with limits.

Nothing in a file is executed or fetched. The kind is told by the first bytes and not by the name.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from peaceops.characters import printable_name
from peaceops.errors import ReadingError
from peaceops.reading.document import Document
from peaceops.reading.inputs.confined import text_of
from peaceops.reading.inputs.html import looks_like_html
from peaceops.reading.inputs.hyphens import joined
from peaceops.reading.inputs.limits import MOST_BYTES, MOST_CHARACTERS
from peaceops.reading.inputs.opened import regular_bytes
from peaceops.reading.inputs.plain import clean, decode

__all__ = ["read_file", "read_files", "regular_bytes"]

_REMEDY = "save it as plain text, HTML, PDF or DOCX"
_OTHERS = (
    (b"\xd0\xcf\x11\xe0", "an old Word file (.doc), or one locked with a password"),
    (b"{\\rtf", "an RTF file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a zstd archive"),
    (b"PK\x05\x06", "an empty archive"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"BM", "an image"),
    (b"II*\x00", "an image"),
    (b"MM\x00*", "an image"),
    (b"RIFF", "an image, a sound or a film"),
    (b"\x7fELF", "a program"),
    (b"MZ", "a program"),
    (b"PAR1", "a Parquet table"),
    (b"SQLite format 3", "a database"),
    (b"%!PS", "a PostScript file"),
    (b"version https://git-lfs.github.com/", "a pointer of Git LFS and not the file itself"),
)


def read_files(paths: Sequence[Path], published: date) -> list[Document]:
    """Read several files, published on one day; either all of them or none.

    Raises:
        ReadingError: Files cannot be read, are named twice or bear one name; all are told at once.
    """
    documents, problems = [], _same_names(paths)
    for path in dict.fromkeys(paths):
        try:
            documents.append(read_file(path, published))
        except ReadingError as error:
            problems.append(error)
    if len(problems) == 1:
        raise problems[0]
    if problems:
        listed = "\n".join(str(problem) for problem in problems)
        raise ReadingError(
            f"{len(problems)} problems with the files; none was read\n{listed}",
            remedy="mend these files or leave them out, and read all again",
        )
    return documents


def read_file(path: Path, published: date) -> Document:
    """Read a file as a document.

    Raises:
        ReadingError: It cannot be opened, is no regular file, is larger than 50 MB, takes longer
            than a minute, holds no text, is broken, or unpacks to more than it should.
    """
    where = printable_name(path)
    content = regular_bytes(path, most=MOST_BYTES, error=ReadingError)
    media, raw, notes = _text_of(content, where)
    if len(raw) > MOST_CHARACTERS:
        raise ReadingError(
            f"holds {len(raw):,} characters of text; up to {MOST_CHARACTERS:,} are read",
            where=where,
            remedy="split the document",
        )
    text, cleaned = clean(raw)
    if media == "text":
        text = joined(text)
    if not any(sign.isalpha() for sign in text):
        raise _wordless(text, media, where)
    return Document(printable_name(path.name), text, published, media, (*notes, *cleaned))


def _text_of(content: bytes, where: str) -> tuple[str, str, tuple[str, ...]]:
    if content[:1024].lstrip().startswith(b"%PDF"):
        return ("pdf", *text_of("pdf", content, where))
    if content.startswith(b"PK\x03\x04"):
        return ("docx", *text_of("docx", content, where))
    for magic, name in _OTHERS:
        # Two letters may begin a text too; a picture or a program holds a zero byte soon.
        if content.startswith(magic) and (len(magic) > 2 or b"\x00" in content[:64]):
            raise ReadingError(f"is {name}", where=where, remedy=_REMEDY)
    text, notes = decode(content, where)
    if looks_like_html(text):
        text, more = text_of("html", text.encode("utf-8", "replace"), where)
        return "html", text, (*notes, *more)
    return "text", text, notes


def _wordless(text: str, media: str, where: str) -> ReadingError:
    what = "holds no letters" if text.strip() else "holds no text"
    if media == "pdf":
        return ReadingError(
            what,
            where=where,
            cause="a scan without a text layer",
            remedy="run it through text recognition first",
        )
    return ReadingError(what, where=where, remedy="check that it is the file you mean")


def _same_names(paths: Sequence[Path]) -> list[ReadingError]:
    problems = []
    for name in dict.fromkeys(path.name for path in paths):
        alike = [path for path in paths if path.name == name]
        if len(alike) == 1:
            continue
        twice = len({path.absolute() for path in alike}) < len(alike)
        problems.append(
            ReadingError(
                "is named twice" if twice else f"{len(alike)} files bear this name",
                where=printable_name(name),
                cause=None if twice else "a statement is cited by the name of its file",
                remedy="name it once" if twice else "rename all but one of them",
            )
        )
    return problems
