"""From a text to statements with exact quotations."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from starlette.requests import Request

from peaceops.web.api.answering import Answer, router
from peaceops.web.api.described import ON_SENDING, gives
from peaceops.web.api.parameters import LONGEST_WORD
from peaceops.web.desk import desk_of

answers = router("Reading")
MOST_TEXT = 200_000
"""Characters of a text."""


class Text(BaseModel):
    """A text to be read."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {
                    "text": "Sweden withdrew its 220 soldiers from MINUSMA on 3 March 2022.",
                    "published": "2022-03-05",
                    "model": False,
                }
            ]
        },
    )

    text: str = Field(description="The text.", min_length=1, max_length=MOST_TEXT)
    published: str = Field(
        description='Day of publication: "Friday" and "last year" are counted from it.',
        max_length=40,
    )
    name: str = Field(
        default="text.txt",
        description="Its name, by which statements cite it.",
        min_length=1,
        max_length=LONGEST_WORD,
    )
    mission: str | None = Field(
        default=None,
        description="Mission that it is about: acronym, name or country; looked for if left out.",
        max_length=LONGEST_WORD,
    )
    model: bool = Field(
        default=True, description="Whether the language model is used; without it less is seen."
    )


@answers.post(
    "/read",
    summary="Propose statements from a text",
    responses=gives(
        {
            "document": {"name": "text.txt", "published": "2022-03-05", "characters": 62},
            "statements": [{"kind": "departure", "subject": "SWE", "mission": "MINUSMA"}],
        },
        (404, *ON_SENDING),
    ),
)
def read_a_text(content: Text, request: Request) -> Any:
    """Propose dated statements from a text, each with its exact quotation; it is kept nowhere.

    As `peaceops read FILE --published DATE --json` for a file of that text.
    """
    from peaceops.edition import find_mission
    from peaceops.questions import day_meant, reading_values
    from peaceops.reading import read_content
    from peaceops.web.reading.reader import proposals_of

    desk = desk_of(request)
    edition = desk.edition
    published = day_meant(content.published)
    view = edition.as_of(published)
    mission = find_mission(edition, content.mission, published) if content.mission else None
    raw = content.text.encode("utf-8", "surrogatepass")
    document = read_content(content.name, raw, published)
    proposals = proposals_of([document], view, mission, desk.gate, with_model=content.model)
    return Answer(reading_values([document], proposals))
