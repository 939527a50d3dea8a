"""The page on the answers for programs: each with its parameters and an example to try."""

from __future__ import annotations

import json
import shlex
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from peaceops.web.desk import desk_of
from peaceops.web.problems import NotFoundError
from peaceops.web.templating import page

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True)
class Endpoint:
    """A question that programs ask.

    Attributes:
        method: The method of HTTP.
        path: The path, with names of its parameters in braces.
        summary: What it is, in a few words.
        paragraphs: More on it.
        parameters: Name, description and whether it is needed.
        command: A command that asks it.
        link: The address of the example, for one that a browser can open; empty for another.
    """

    method: str
    path: str
    summary: str
    paragraphs: tuple[str, ...]
    parameters: tuple[tuple[str, str, bool], ...]
    command: str
    link: str


@router.get("/api")
def api(request: Request) -> Response:
    """List the answers for programs."""
    document = request.app.openapi()
    origin = str(request.base_url).rstrip("/")
    needs_token = desk_of(request).rules.token is not None
    by_tag: dict[str, list[Endpoint]] = {tag["name"]: [] for tag in document["tags"]}
    for path, methods in document["paths"].items():
        for method, operation in methods.items():
            endpoint = _endpoint(method, path, operation, document, origin, needs_token)
            by_tag[operation["tags"][0]].append(endpoint)
    return page(
        request,
        "api.html.j2",
        by_tag=by_tag,
        about={tag["name"]: tag["description"] for tag in document["tags"]},
        origin=origin,
        needs_token=needs_token,
    )


def _endpoint(  # what OpenAPI says of one question
    method: str,
    path: str,
    operation: dict[str, Any],
    document: dict[str, Any],
    origin: str,
    needs_token: bool,
) -> Endpoint:
    parameters = operation.get("parameters", [])
    target, query = path, list[tuple[str, str]]()
    for parameter in parameters:
        example = _example(parameter)
        if parameter["in"] == "path":
            target = target.replace(f"{{{parameter['name']}}}", quote(str(example)))
        elif parameter.get("required"):
            # A parameter that takes several is shown with two.
            several = parameter["schema"].get("minItems", 1)
            values = [example, *_OTHERS.get(parameter["name"], ())][:several]
            query += [(parameter["name"], str(value)) for value in values]
    if path.endswith("/whatif"):
        query = [("position", "China=abstain")]
    address = target + (f"?{urlencode(query)}" if query else "")
    words = ["curl", "-s", *([] if method == "get" else ["-X", method.upper()])]
    if needs_token:
        words += ["-H", "Authorization: Bearer TOKEN"]
    body = _body(operation, document)
    if body is not None:
        words += ["-H", "Content-Type: application/json", "-d", json.dumps(body)]
    listed = [
        (parameter["name"], parameter.get("description", ""), bool(parameter.get("required")))
        for parameter in parameters
        if parameter["name"] not in ("as_of", "case")
    ]
    return Endpoint(
        method.upper(),
        path,
        operation["summary"],
        tuple(" ".join(part.split()) for part in operation["description"].split("\n\n")),
        tuple(listed),
        shlex.join([*words, f"{origin}{address}"]),
        address if method == "get" else "",
    )


_OTHERS = {"mission": ("UNTSO",), "name": ("minusma-2023-06",)}
"""Second examples of what takes two values or more."""


def _example(parameter: dict[str, Any]) -> Any:
    examples = parameter["schema"].get("examples") or [parameter.get("example", "")]
    return examples[0]


def _body(operation: dict[str, Any], document: dict[str, Any]) -> Any:
    content = operation.get("requestBody", {}).get("content", {}).get("application/json")
    if content is None:
        return None
    name = content["schema"]["$ref"].rpartition("/")[2]
    return document["components"]["schemas"][name]["examples"][0]


@router.get("/api/{rest:path}")
def nowhere(rest: str) -> Response:
    """Refuse any other address below the answers, which names no mission."""
    raise NotFoundError(f"there is no answer at {rest[:80]}", remedy="see the list at /api")
