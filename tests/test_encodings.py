"""The encoding of a text is told by its mark, or by where its zero bytes stand."""

import codecs

import pytest

from peaceops.encodings import by_mark, by_zeros

WORDS = "MINUSMA, 30 juin 2023: année"


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_mark_tells_the_encoding_and_goes_when_the_text_is_decoded(
    mark: bytes, encoding: str
) -> None:
    content = mark + WORDS.encode(encoding)
    name = by_mark(content)
    assert name is not None
    assert content.decode(name) == WORDS


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_its_mark_is_told_by_its_zero_bytes(encoding: str) -> None:
    assert by_zeros(WORDS.encode(encoding)) == encoding


@pytest.mark.parametrize("content", [b"", b"a\0b", WORDS.encode(), bytes(100)])
def test_zero_bytes_elsewhere_tell_nothing(content: bytes) -> None:
    assert by_mark(content) is None
    assert by_zeros(content) is None
