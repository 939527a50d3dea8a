"""The text of a Word document, unpacked with limits and parsed without entities."""

from __future__ import annotations

import zipfile
from io import BytesIO
from xml.parsers import expat

from peaceops.errors import ReadingError
from peaceops.reading.inputs.limits import MOST_RATIO, MOST_UNPACKED

_PART = "word/document.xml"
_SPACES = (  # the transitional and the strict form of the standard
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
_TEXT, _PARAGRAPH = ({f"{space} {name}" for space in _SPACES} for name in "tp")
_BLANKS = {f"{space} {name}" for space in _SPACES for name in ("tab", "br", "cr")}
# The same text once more, for programs that cannot show the first form.
_FALLBACK = "http://schemas.openxmlformats.org/markup-compatibility/2006 Fallback"
_REMEDY = "open it in a word processor and save it anew, or as plain text"


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
    except Exception as error:
        if isinstance(error, ReadingError | MemoryError):
            raise
        # zipfile and zlib raise errors of many kinds on what is damaged or locked.
        raise ReadingError("is a broken Word document", where=where, remedy=_REMEDY) from error
    if len(xml) > MOST_UNPACKED:
        raise ReadingError(
            "unpacks to more than it says", where=where, cause="a zip bomb", remedy="do not open it"
        )
    return _paragraphs(xml, where)


def _paragraphs(xml: bytes, where: str) -> str:
    body = _Body(where)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.EntityDeclHandler = body.refuse
    parser.StartElementHandler = body.start
    parser.EndElementHandler = body.end
    parser.CharacterDataHandler = body.data
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise ReadingError("is a broken Word document", where=where, remedy=_REMEDY) from error
    return "".join(body.parts)


class _Body:
    """Text of the paragraphs, as the parser comes by them."""

    def __init__(self, where: str) -> None:
        self.parts: list[str] = []
        self._where = where
        self._inside = False
        self._fallbacks = 0

    def refuse(self, *_: object) -> None:
        raise ReadingError(
            "declares entities, which no Word document does",
            where=self._where,
            cause="an attempt to blow up the parser",
            remedy="do not open it; ask its sender for plain text",
        )

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        self._inside = name in _TEXT
        self._fallbacks += name == _FALLBACK
        if name in _BLANKS:
            self.parts.append(" ")

    def end(self, name: str) -> None:
        self._inside = False
        self._fallbacks -= name == _FALLBACK
        if name in _PARAGRAPH:
            self.parts.append("\n\n")

    def data(self, text: str) -> None:
        if self._inside and not self._fallbacks:
            self.parts.append(text)
