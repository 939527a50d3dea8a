"""How the answers describe themselves in OpenAPI: what comes, examples, and every problem."""

from __future__ import annotations

import re
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

PREFIX = "/api/v1"
TAGS = (
    ("Missions", "Missions, the calendar, and what is known of one mission."),
    ("Options", "Options compared, and what changes if something is supposed."),
    ("Council", "Votes, members, the voting rule and the odds of drafts."),
    ("Mandates", "Texts of mandates, what changed between two, and their tasks."),
    ("Violence", "Where deaths are to be expected, and what a forecast rests on."),
    ("Record", "What was forecast before, and how it turned out."),
    ("Comparisons", "Missions, days or cases side by side."),
    ("Cases", "Cases of this desk: what an analyst states and assumes."),
    ("Reading", "From a text to statements with exact quotations."),
    ("Data", "Every table of the edition, and questions in SQL."),
)
MEANINGS: dict[int, str] = {
    400: "The request cannot be read.",
    401: "A token is needed, or another one.",
    403: "The desk is read-only, or the request comes from another site.",
    404: "There is nothing of that name on the day.",
    408: "The request took too long to arrive.",
    409: "It was changed meanwhile by somebody else, or the name is taken.",
    413: "The request holds too much.",
    415: "The content is of a kind that is not taken.",
    421: "The desk does not answer for this host.",
    422: "A value is not understood, or the question cannot be asked.",
    429: "Too many requests; `Retry-After` says when to come back.",
    500: "A defect of peaceops.",
    503: "Busy; `Retry-After` says when to come back.",
}
ALWAYS = (400, 401, 421, 422, 429, 500, 503)
"""Problems that every question can meet."""
ON_SENDING = (403, 408, 413, 415)
"""Problems that a question with a body can meet as well."""
PROBLEM: dict[str, Any] = {
    "title": "Problem",
    "description": "What is wrong, as RFC 9457 has it: problem details.",
    "type": "object",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri", "description": "The kind of problem."},
        "title": {"type": "string", "description": "The kind in a few words."},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string", "description": "What is wrong this time."},
        "instance": {"type": "string", "description": "The path that was asked."},
        "where": {"type": "string", "description": "The value or place that it is about."},
        "cause": {"type": "string", "description": "The likely cause."},
        "remedy": {"type": "string", "description": "What to do."},
    },
}
_TYPES: dict[str, dict[str, Any]] = {
    "text": {"type": "string"},
    "day": {"type": "string", "format": "date"},
    "month": {"type": "string", "pattern": r"^\d{4}-\d{2}$"},
    "whole": {"type": "integer"},
    "number": {"type": "number"},
    "yes or no": {"type": "boolean"},
    "record": {"type": "object"},
    "list": {"type": "array"},
    "records": {"type": "array", "items": {"type": "object"}},
    "texts": {"type": "array", "items": {"type": "string"}},
    "anything": {},
}
_DATED = {"day": r"\d{4}-\d{2}-\d{2}", "month": r"\d{4}-\d{2}"}
_KINDS: dict[type, str] = {bool: "yes or no", int: "whole", float: "number", dict: "record"}


def gives(
    example: Any,
    also: tuple[int, ...] = (404,),
    status: int = 200,
    what: str = "The answer.",
    /,
    **fields: str,
) -> dict[int | str, dict[str, Any]]:
    """Describe what a question gives.

    Args:
        example: An answer, with lists that may be shortened: every answer has these fields, and
            holds in them what is seen here; in an empty list records.
        also: Problems that this question can meet besides those that every one can.
        status: Status of the answer.
        what: What the answer is.
        fields: Fields of which the example does not tell what they hold: ``text``, ``day``,
            ``records`` ...; with a question mark where it may be null.

    >>> answer = gives({"mission": "UNMISS", "ends": "2023-03-15"}, ends="day?")[200]
    >>> answer["content"]["application/json"]["schema"]["properties"]
    {'mission': {'type': 'string'}, 'ends': {'type': ['string', 'null'], 'format': 'date'}}
    """
    schema = _TYPES["records"]
    if isinstance(example, dict):
        kinds = {name: _kind(value) for name, value in example.items()} | fields
        properties = {name: _type(words) for name, words in kinds.items()}
        schema = {"type": "object", "required": list(properties), "properties": properties}
    content = {"application/json": {"schema": schema, "example": example}}
    return {status: {"description": what, "content": content}, **refuses(*also)}


def gives_text(
    media: str, what: str, example: str, also: tuple[int, ...] = (404,)
) -> dict[int | str, dict[str, Any]]:
    """Describe a question that gives text or a file.

    Args:
        media: Its media type.
        what: What it is.
        example: How it begins.
        also: Problems that this question can meet besides those that every one can.
    """
    # A reader of YAML sees more than a text in it.
    kinds = "string" if media.startswith("text/") else ["string", "object"]
    schema = {"type": kinds}
    content = {media: {"schema": schema, "example": example}}
    return {200: {"description": what, "content": content}, **refuses(*also)}


def refuses(*also: int) -> dict[int | str, dict[str, Any]]:
    """Describe the problems that a question can meet."""
    schema = {"$ref": "#/components/schemas/Problem"}
    return {
        status: {
            "description": MEANINGS[status],
            "content": {"application/problem+json": {"schema": schema}},
        }
        for status in sorted({*ALWAYS, *also})
    }


def describe(app: FastAPI) -> None:
    """Have an application describe its answers, with the form of problems and the token.

    Args:
        app: The application.
    """

    def document() -> dict[str, Any]:
        if app.openapi_schema is None:
            content = get_openapi(
                title=app.title,
                version=app.version,
                summary=app.summary,
                description=_ABOUT,
                routes=app.routes,
                tags=[{"name": name, "description": words} for name, words in TAGS],
                license_info={"name": "Data: see each table's publications"},
            )
            parts = content.setdefault("components", {})
            schemas = parts.setdefault("schemas", {})
            schemas["Problem"] = PROBLEM
            for name in ("HTTPValidationError", "ValidationError"):
                schemas.pop(name, None)
            parts["securitySchemes"] = {
                "token": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "The token of the desk, where it was started with one.",
                }
            }
            content["security"] = [{}, {"token": []}]
            app.openapi_schema = content
        return app.openapi_schema

    app.openapi = document  # type: ignore[method-assign]


_ABOUT = (
    "The same answers as the command line prints with `--json`, for the same questions.\n\n"
    "Every answer is about what was known at the end of one day: `as_of`, by default the last day "
    "of the edition. Days are ISO 8601, numbers are finite, and what is not known is null. A "
    "problem comes as `application/problem+json` (RFC 9457) and says what is wrong, why, and what "
    "to do."
)


def _kind(value: object) -> str:
    """What a field holds, by a value of it."""
    if isinstance(value, str):
        return next((kind for kind, form in _DATED.items() if re.fullmatch(form, value)), "text")
    if isinstance(value, list):
        if value and isinstance(value[0], str):
            return "texts"
        return "list" if value and not isinstance(value[0], dict) else "records"
    return _KINDS.get(type(value), "anything")


def _type(words: str) -> dict[str, Any]:
    schema = _TYPES[words.removesuffix("?")]
    if not words.endswith("?"):
        return schema
    if "type" not in schema:
        return schema
    return {**schema, "type": [schema["type"], "null"]}
