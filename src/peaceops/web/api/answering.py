"""How an answer for programs is given: as JSON of finite numbers and ISO days, worked out once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse, Response

from peaceops.questions import json_text
from peaceops.web.api.described import PREFIX
from peaceops.web.asked import Asked


class Answer(JSONResponse):
    """JSON as the command line prints it; bytes are an answer that is written already."""

    def render(self, content: Any) -> bytes:
        """Write the content as JSON."""
        return content if isinstance(content, bytes) else json_text(content).encode()


class Yaml(Response):
    """A case as it is written."""

    media_type = "application/yaml"


class Markdown(Response):
    """A page as plain text."""

    media_type = "text/markdown"


def kept(
    question: Asked, name: str, work: Callable[[], Any], *parts: object, quick: bool = False
) -> Answer:
    """An answer that is worked out once for all who ask the same.

    Args:
        question: The day and the case.
        name: Names the question.
        work: Gives the answer as plain values.
        parts: What else the answer rests on.
        quick: Whether it takes less than about half a second; others take turns.

    Raises:
        BusyError: Too much is being worked out already.
    """
    key = (f"api {name}", question.day, question.case_version, *parts)
    return Answer(question.desk.answer(key, lambda: json_text(work()).encode(), long=not quick))


def router(tag: str) -> APIRouter:
    """A router of answers on one subject.

    Args:
        tag: The subject, by which the documentation orders them.
    """
    return APIRouter(prefix=PREFIX, tags=[tag], default_response_class=Answer)
