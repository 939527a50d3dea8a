"""Cases of this desk: listed, read, saved at once or not at all, with their history."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Path, Query
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request

from peaceops.web.api.answering import Answer, Yaml, router
from peaceops.web.api.described import ON_SENDING, gives, gives_text
from peaceops.web.api.parameters import MissionInPath, acronym_of
from peaceops.web.asked import CHANGES, Question
from peaceops.web.cases.stored import StoredCase
from peaceops.web.desk import desk_of

answers = router("Cases")
MOST_CASE = 200_000
"""Characters of a case."""

CaseInPath = Annotated[
    str,
    Path(
        description="Name of the case: small letters, digits and hyphens.",
        examples=["minusma-2023-06"],
        min_length=1,
        max_length=80,
    ),
]
_STORED = {
    "name": "unmiss-renewal",
    "version": "0f343b0931126a20",
    "shipped": False,
    "saved": "2026-11-30T06:00:00Z",
    "mission": "UNMISS",
    "as_of": "2023-02-15",
    "text": "case: unmiss-renewal\n...",
    "case": {"case": "unmiss-renewal", "mission": "UNMISS", "as_of": "2023-02-15"},
}


class Saved(BaseModel):
    """A case to be saved."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"text": "case: mine\nmission: UNMOGIP\nas_of: 2023-02-15\n", "version": None}
            ]
        },
    )

    text: str = Field(description="The YAML.", min_length=1, max_length=MOST_CASE)
    version: str | None = Field(
        default=None,
        description="The version that was changed, as it was read; null for a new case.",
        max_length=64,
    )


def _stored(case: StoredCase) -> dict[str, Any]:
    return {
        "name": case.name,
        "version": case.version,
        "shipped": case.shipped,
        "saved": case.saved,
        "mission": case.case.mission,
        "as_of": case.case.as_of,
        "text": case.text,
        "case": case.case.model_dump(mode="json"),
    }


@answers.get(
    "/cases",
    summary="Cases of this desk",
    responses=gives(
        {"cases": [{"name": "minusma-2023-06", "mission": "MINUSMA", "shipped": True}]},
        (),
    ),
)
def list_cases(request: Request) -> Any:
    """List the cases: those saved here, the last one first, and those that ship."""
    listed = desk_of(request).shelf.listed()
    return Answer(
        {
            "cases": [
                {
                    "name": line.name,
                    "mission": line.mission or None,
                    "as_of": line.as_of,
                    "shipped": line.shipped,
                    "saved": line.saved,
                    "problem": line.problem or None,
                }
                for line in listed
            ]
        }
    )


@answers.get(
    "/case-schema",
    summary="The JSON Schema of a case",
    responses=gives({"title": "Case", "type": "object"}, ()),
)
def schema_of_a_case() -> Any:
    """Give the JSON Schema of a case file, for editors. As `peaceops case schema`."""
    from peaceops.case import Case

    return Answer(Case.model_json_schema())


@answers.get(
    "/missions/{mission}/case",
    summary="A case to begin from",
    response_class=Yaml,
    responses=gives_text("application/yaml", "A case, as YAML.", "case: unmiss-2023-02\n"),
)
def draft_of_a_case(mission: MissionInPath, question: Question) -> Any:
    """Draft a case from the edition, to complete and save. As `peaceops case new MISSION`."""
    from peaceops.case import draft_case

    text = draft_case(question.view, acronym_of(question, mission))
    return Yaml(text)


@answers.get("/cases/{name}", summary="A case", responses=gives(_STORED, saved="text?"))
def read_case(name: CaseInPath, request: Request) -> Any:
    """Read a case: its text, what it says, and the version that a change of it names."""
    return Answer(_stored(desk_of(request).shelf.read(name)))


@answers.put(
    "/cases/{name}",
    summary="Save a case",
    dependencies=[CHANGES],
    responses=gives(_STORED, (404, 409, *ON_SENDING), saved="text?"),
)
def save_case(name: CaseInPath, content: Saved, request: Request) -> Any:
    """Save a case, whole or not at all; what stood there goes to its history.

    It is checked as `peaceops case check` checks it, and every problem is told. A version that is
    no longer the last one is refused with 409: somebody else has saved the case since.
    """
    return Answer(_stored(desk_of(request).shelf.save(name, content.text, version=content.version)))


@answers.delete(
    "/cases/{name}",
    summary="Delete a case",
    status_code=204,
    dependencies=[CHANGES],
    response_class=Response,
    responses={
        status: words for status, words in gives({}, (403, 404, 409)).items() if status != 200
    }
    | {204: {"description": "It is deleted; its history still holds it."}},
)
def delete_case(
    name: CaseInPath,
    request: Request,
    version: Annotated[
        str,
        Query(
            description="The version that is deleted, as it was read.",
            examples=["0f343b0931126a20"],
            min_length=1,
            max_length=64,
        ),
    ],
) -> None:
    """Move a case to its history."""
    desk_of(request).shelf.delete(name, version=version)


@answers.get(
    "/cases/{name}/history",
    summary="Earlier versions of a case",
    responses=gives(
        {"name": "unmiss-renewal", "versions": [{"version": "0f343b0931126a20", "saved": "..."}]},
    ),
)
def history_of_a_case(name: CaseInPath, request: Request) -> Any:
    """List the earlier versions of a case, the latest first."""
    shelf = desk_of(request).shelf
    versions = shelf.history(name)
    if not versions:
        shelf.stored_text(name)  # a case without a history is one; another is refused
    return Answer(
        {
            "name": name,
            "versions": [{"version": item.version, "saved": item.saved} for item in versions],
        }
    )


@answers.get(
    "/cases/{name}/history/{version}",
    summary="An earlier version of a case",
    response_class=Yaml,
    responses=gives_text("application/yaml", "The case, as YAML.", "case: unmiss-renewal\n"),
)
def earlier_version_of_a_case(
    name: CaseInPath,
    version: Annotated[
        str,
        Path(
            description="The version.", examples=["0f343b0931126a20"], min_length=1, max_length=64
        ),
    ],
    request: Request,
) -> Any:
    """Give the text of an earlier version of a case."""
    text = desk_of(request).shelf.earlier(name, version)
    return Yaml(text)
