"""Which encoding of Unicode a text is in, told from its first bytes."""

from __future__ import annotations

import codecs

# The longer marks first: that of UTF-32 begins with that of UTF-16.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_LOOKED_AT = 4096


def by_mark(content: bytes) -> str | None:
    r"""Tell the encoding by the byte order mark; decoding by that name takes the mark away.

    >>> by_mark(b"\xff\xfeM\x00")
    'utf-16'
    """
    return next((encoding for mark, encoding in _MARKS if content.startswith(mark)), None)


def by_zeros(content: bytes) -> str | None:
    r"""Tell UTF-16 without its mark: of a text in a Latin script every second byte is zero.

    >>> by_zeros("MINUSMA,2023".encode("utf-16-le"))
    'utf-16-le'
    """
    head = content[:_LOOKED_AT]
    even, odd = head[::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half < 4:
        return None
    if odd > 0.4 * half and even < 0.05 * half:
        return "utf-16-le"
    if even > 0.4 * half and odd < 0.05 * half:
        return "utf-16-be"
    return None
