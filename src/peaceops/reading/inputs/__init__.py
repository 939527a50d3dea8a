"""Files to documents: plain text, HTML, PDF and DOCX, each read with limits.

Nothing in a file is executed or fetched. The kind is told by the first bytes and not by the name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from functools import partial
from pathlib import Path

from peaceops.characters import printable_name
from peaceops.errors import ReadingError
from peaceops.reading.document import Document
from peaceops.reading.inputs.confined import text_of
from peaceops.reading.inputs.html import looks_like_html
from peaceops.reading.inputs.hyphens import joined
from peaceops.reading.inputs.limits import LIMITS, MOST_BYTES, Limits
from peaceops.reading.inputs.opened import regular_bytes
from peaceops.reading.inputs.plain import clean, decode

__all__ = ["Limits", "read_content", "read_contents", "read_file", "read_files", "regular_bytes"]

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
    readers = [partial(read_file, path, published) for path in dict.fromkeys(paths)]
    return _all_or_none(readers, _same_names(paths))


def read_contents(
    contents: Mapping[str, bytes], published: date, *, limits: Limits = LIMITS
) -> list[Document]:
    """Read the contents of several files that were sent and stand in no folder; all or none.

    Args:
        contents: What each file holds, by its name.
        published: Day of publication of them all.
        limits: How much is read.

    Raises:
        ReadingError: Files cannot be read; all are told at once.
    """
    return _all_or_none(
        partial(read_content, name, content, published, limits=limits)
        for name, content in contents.items()
    )


def _all_or_none(
    readers: Iterable[Callable[[], Document]], problems: Iterable[ReadingError] = ()
) -> list[Document]:
    documents, problems = [], list(problems)
    for reader in readers:
        try:
            documents.append(reader())
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
    content = regular_bytes(path, most=MOST_BYTES, error=ReadingError)
    return _document(path.name, content, published, printable_name(path), LIMITS)


def read_content(
    name: str, content: bytes, published: date, *, limits: Limits = LIMITS
) -> Document:
    """Read what a file holds as a document.

    Args:
        name: Name of the file, by which statements cite it.
        content: Its bytes.
        published: Day of publication.
        limits: How much is read.

    Raises:
        ReadingError: It holds no text, is broken, takes longer or more memory than it may, or
            unpacks to more than it should.

    >>> read_content("wire.txt", b"Sweden withdrew its soldiers.", date(2022, 3, 5)).media
    'text'
    """
    return _document(name, content, published, printable_name(name), limits)


def _document(name: str, content: bytes, published: date, where: str, limits: Limits) -> Document:
    media, raw, notes = _text_of(content, where, limits)
    if len(raw) > limits.characters:
        raise ReadingError(
            f"holds {len(raw):,} characters of text; up to {limits.characters:,} are read",
            where=where,
            remedy="split the document",
        )
    text, cleaned = clean(raw)
    if media == "text":
        text = joined(text)
    if not any(sign.isalpha() for sign in text):
        raise _wordless(text, media, where)
    return Document(printable_name(name), text, published, media, (*notes, *cleaned))


def _text_of(content: bytes, where: str, limits: Limits) -> tuple[str, str, tuple[str, ...]]:
    parsed = partial(text_of, seconds=limits.seconds, memory=limits.memory)
    if content[:1024].lstrip().startswith(b"%PDF"):
        return ("pdf", *parsed("pdf", content, where))
    if content.startswith(b"PK\x03\x04"):
        return ("docx", *parsed("docx", content, where))
    for magic, name in _OTHERS:
        # Two letters may begin a text too; a picture or a program holds a zero byte soon.
        if content.startswith(magic) and (len(magic) > 2 or b"\x00" in content[:64]):
            raise ReadingError(f"is {name}", where=where, remedy=_REMEDY)
    text, notes = decode(content, where)
    if looks_like_html(text):
        text, more = parsed("html", text.encode("utf-8", "replace"), where)
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
