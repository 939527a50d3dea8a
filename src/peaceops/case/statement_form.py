"""A statement as a form: what stands in its fields, and what is filled in, checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from peaceops.case.consistency import Conflict
from peaceops.case.fields import Field, fields_of
from peaceops.case.kinds import part_models
from peaceops.case.model import Case, Statement
from peaceops.case.problems import in_sentences
from peaceops.case.refusal import CONFLICTS
from peaceops.case.words import in_words

AS_READ = ("id", "quotation", "document", "sha256", "span", "confidence")
"""What the form of a statement that was read does not ask for: its name, and the document's words
with their place."""


def statement_fields(kind: str) -> tuple[Field, ...]:
    """The fields of a statement that was read; none for what is no kind.

    Args:
        kind: A kind of statement.

    >>> [field.label for field in statement_fields("host_position")][:2]
    ['Host state', 'Position']
    """
    if kind not in part_models()["statements"]:
        return ()
    return tuple(field for field in fields_of("statements", kind) if field.name not in AS_READ)


def filled_in(statement: Statement) -> dict[str, str]:
    """What a form for a statement holds, as a reader types it: a state by its name.

    Args:
        statement: The statement.
    """
    texts: dict[str, str] = {"kind": statement.kind}
    for field in statement_fields(statement.kind):
        value = getattr(statement, field.name)
        by_name = field.widget == "country" and value is not None
        texts[field.name] = field.words(value) if by_name else field.shown(value)
    return texts


def read_form(
    texts: Mapping[str, str], fixed: Mapping[str, Any], case: Case
) -> tuple[Statement | None, dict[str, str]]:
    """Read a form that is filled in, and hold it against the case, as a case file is.

    Args:
        texts: What was typed, by field, with ``kind``.
        fixed: What the form does not ask for, such as the quotation.
        case: The case that the statement is for: its day and its options.

    Returns:
        The statement, or ``None`` and what is wrong by field, in the words of the case file;
        what is of no field stands under ``""``.

    >>> import datetime
    >>> case = Case(case="a", mission="UNMISS", as_of=datetime.date(2023, 6, 17))
    >>> texts = {"kind": "host_refusal", "date": "2023-06-16", "country": "Mal", "text": "No."}
    >>> statement, problems = read_form(texts | {"speaker": "A", "source": "B"}, {"id": "x"}, case)
    >>> problems["country"].partition(".")[0]
    "'Mal' is no country or territory we know"
    """
    kind = texts.get("kind", "")
    content: dict[str, Any] = {"kind": kind, **fixed}
    for field in statement_fields(kind):
        value = field.value(texts.get(field.name, "").strip())
        if value is not None:
            content[field.name] = value
    whole = {
        "case": case.case,
        "mission": case.mission,
        "as_of": case.as_of,
        "options": [
            option.model_dump(exclude_none=True, exclude={"statement"}) for option in case.options
        ],
        "statements": [content],
    }
    try:
        return Case.model_validate(whole).statements[0], {}
    except ValidationError as error:
        return None, _by_field(error, whole)


def _by_field(error: ValidationError, whole: dict[str, Any]) -> dict[str, str]:
    errors = error.errors(include_url=False)
    at_once = errors[0]["type"] == CONFLICTS
    conflicts: list[Conflict] = (
        list(errors[0]["ctx"]["problems"]) if at_once else list(in_words(errors, whole))
    )
    problems: dict[str, str] = {}
    for conflict in conflicts:
        name = str(conflict.path[2]) if len(conflict.path) > 2 else ""
        words = in_sentences(conflict.what, conflict.remedy)
        problems[name] = f"{problems[name]} {words}" if name in problems else words
    return problems
