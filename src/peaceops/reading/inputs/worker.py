"""What runs in the parser's own process: one document in, its text out, then the end.

It is started by ``peaceops.reading.inputs.confined`` as ``python -m``. On standard input it is
given a line of JSON with the medium and the limits, and the content after it; on standard output it
answers with one JSON object.
"""

from __future__ import annotations

import json
import os
import sys
from typing import Any

from peaceops.errors import ReadingError
from peaceops.process_limits import bound_process


def main() -> None:
    """Read the document on standard input and answer with its text or its error."""
    request = json.loads(sys.stdin.buffer.readline())
    answer = os.fdopen(os.dup(1), "wb")
    # A parser that prints must not print into the answer.
    os.dup2(2, 1)
    # The parent bounds the time anyway.
    bound_process(AS=request["memory"], CPU=request["seconds"] + 5, CORE=0)
    with answer:
        answer.write(json.dumps(_read(request["media"], sys.stdin.buffer.read())).encode())


def _read(media: str, content: bytes) -> dict[str, Any]:
    try:
        text, notes = _text(media, content)
    except ReadingError as error:
        return {"error": {"what": error.what, "cause": error.cause, "remedy": error.remedy}}
    except MemoryError:
        return {"memory": True}
    return {"text": text, "notes": notes}


def _text(media: str, content: bytes) -> tuple[str, tuple[str, ...]]:
    # Each parser is imported where it is needed: the others cost time.
    if media == "pdf":
        from peaceops.reading.inputs.pdf import pdf_text  # noqa: PLC0415

        return pdf_text(content, "")
    if media == "docx":
        from peaceops.reading.inputs.docx import docx_text  # noqa: PLC0415

        return docx_text(content, ""), ()
    from peaceops.reading.inputs.html import html_text  # noqa: PLC0415

    return html_text(content.decode("utf-8"), ""), ()


if __name__ == "__main__":
    main()
