"""Files of Word and PowerPoint that bear no time of writing: same content, same bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import BinaryIO

PACKED = (".png", ".jpeg")
"""Parts that are compressed already."""


def timeless(
    save: Callable[[BinaryIO], object], instead: Mapping[str, bytes] | None = None
) -> bytes:
    """Save a file and write its parts anew, in their order, without the time of each.

    Args:
        save: Writes the file to a stream, as the libraries' documents do.
        instead: Parts that are written in place of those saved, by name.

    Returns:
        The file; its parts bear the first day that an archive can name.
    """
    instead = instead or {}
    saved, anew = io.BytesIO(), io.BytesIO()
    save(saved)
    with zipfile.ZipFile(saved) as before, zipfile.ZipFile(anew, "w") as after:
        for name in before.namelist():
            part = zipfile.ZipInfo(name)
            packed = name.endswith(PACKED)
            part.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            after.writestr(part, instead[name] if name in instead else before.read(name))
    return anew.getvalue()
