"""What a form sends: fields and files, bounded in number and size."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fastapi import Depends
from starlette.datastructures import UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request

from peaceops.characters import printable_name
from peaceops.errors import ReadingError

MOST_FILES = 20
"""Files that are taken in, so that too many can be told in plain words."""
MOST_FIELDS = 9_000
MOST_OF_A_FIELD = 4_000_000
"""Bytes of one field: a text as long as may be read, in any script."""
MOST_OF_A_NAME = 150


@dataclass(frozen=True)
class Sent:
    """A form as it was sent.

    Attributes:
        fields: What was typed or carried, by name; of several of one name, the last.
        files: What each file holds, by its name.
        twice: Names that several files bear.
    """

    fields: Mapping[str, str]
    files: Mapping[str, bytes]
    twice: tuple[str, ...]


async def sent(request: Request) -> Sent:
    """Take in a form.

    Raises:
        ReadingError: It holds more fields or files, or a longer field, than the desk takes in.
    """
    try:
        form = await request.form(
            max_files=MOST_FILES, max_fields=MOST_FIELDS, max_part_size=MOST_OF_A_FIELD
        )
    except HTTPException as error:
        raise ReadingError(
            "more was sent than the desk takes in at once",
            cause=str(error.detail),
            remedy="send fewer or shorter documents",
        ) from error
    fields: dict[str, str] = {}
    files: dict[str, bytes] = {}
    twice: list[str] = []
    try:
        for name, value in form.multi_items():
            if isinstance(value, str):
                fields[name] = value
            elif isinstance(value, UploadFile) and (value.filename or value.size):
                file_name = name_of_file(value.filename or "")
                if file_name in files:
                    twice.append(file_name)
                files[file_name] = await value.read()
    finally:
        await form.close()
    return Sent(fields, files, tuple(dict.fromkeys(twice)))


def name_of_file(name: str) -> str:
    r"""The name of a file without folders, on one line.

    >>> name_of_file("C:\\papers\\draft.docx"), name_of_file("../../etc/passwd"), name_of_file("")
    ('draft.docx', 'passwd', 'document')
    """
    last = name.replace("\\", "/").rpartition("/")[2].strip()
    return printable_name(last)[:MOST_OF_A_NAME] or "document"


Form = Annotated[Sent, Depends(sent)]
"""The parameter of a page that a form is sent to."""
