"""The text of a Word document, unpacked with limits and parsed without entities."""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.parsers import expat

from peaceops.errors import ReadingError
from peaceops.reading.inputs.limits import MOST_RATIO, MOST_UNPACKED
from peaceops.reading.inputs.plain import clean

_PART = "word/document.xml"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def docx_text(content: bytes, where: str) -> str:
    """Paragraphs of the body.

    Raises:
        ReadingError: It is not a Word document, is broken, unpacks to too much, or declares
            entities.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            try:
                info = archive.getinfo(_PART)
            except KeyError:
                raise ReadingError(
                    "is an archive and not a Word document",
                    where=where,
                    remedy="unpack it and give the documents inside",
                ) from None
            packed = max(info.compress_size, 1)
            if info.file_size > MOST_UNPACKED or info.file_size / packed > MOST_RATIO:
                raise ReadingError(
                    f"would unpack from {packed:,} to {info.file_size:,} bytes",
                    where=where,
                    cause="a zip bomb",
                    remedy="do not open it",
                )
            with archive.open(info) as part:
                xml = part.read(MOST_UNPACKED + 1)
    except (
        zipfile.BadZipFile,
        OSError,
        EOFError,
        NotImplementedError,
        RuntimeError,
        ValueError,
    ) as error:
        raise ReadingError("is a broken Word document", where=where) from error
    except Exception as error:
        if isinstance(error, ReadingError | MemoryError):
            raise
        # zlib.error and the like: what is packed is damaged.
        raise ReadingError("is a broken Word document", where=where) from error
    if len(xml) > MOST_UNPACKED:
        raise ReadingError("unpacks to more than it says", where=where, cause="a zip bomb")
    return clean(_paragraphs(xml, where))


def _paragraphs(xml: bytes, where: str) -> str:  # noqa: C901 - four handlers
    parts: list[str] = []
    inside = [False]
    parser = expat.ParserCreate(namespace_separator=" ")

    def refuse(*_: object) -> None:
        raise ReadingError(
            "declares entities, which no Word document does",
            where=where,
            cause="an attempt to blow up the parser",
        )

    def start(name: str, _attributes: dict[str, str]) -> None:
        if name == f"{_W} t":
            inside[0] = True
        elif name in (f"{_W} tab", f"{_W} br"):
            parts.append(" ")

    def end(name: str) -> None:
        if name == f"{_W} t":
            inside[0] = False
        elif name == f"{_W} p":
            parts.append("\n\n")

    def data(text: str) -> None:
        if inside[0]:
            parts.append(text)

    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.CharacterDataHandler = data
    try:
        parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise ReadingError("is a broken Word document", where=where) from error
    return "".join(parts)
