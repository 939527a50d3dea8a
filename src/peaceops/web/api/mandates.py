"""Texts of mandates, what changed between two, and the tasks they set."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Path, Query

from peaceops.web.api.answering import Answer, kept, router
from peaceops.web.api.described import gives
from peaceops.web.api.parameters import LONGEST_WORD, word_parameter
from peaceops.web.asked import Question

answers = router("Mandates")

SymbolInPath = Annotated[
    str,
    Path(
        description="Symbol of a document, as S/RES/2709 or S/PRST/2024/7; 2709 alone means the "
        "resolution.",
        examples=["S/RES/2709"],
        min_length=1,
        max_length=LONGEST_WORD,
    ),
]


@answers.get(
    "/mandates/texts",
    summary="Texts on record",
    responses=gives([{"symbol": "S/RES/2709 (2023)", "kind": "resolution", "date": "2023-11-15"}]),
)
def texts_on_record(question: Question) -> Any:
    """List the documents of the Council whose text is on record.

    As `peaceops mandate text --list --as-of DATE --json`.
    """
    from peaceops.questions import texts_values

    return Answer(texts_values(question.view))


@answers.get(
    "/mandates/texts/{symbol:path}",
    summary="The text of a document",
    responses=gives(
        {
            "symbol": "S/RES/2709 (2023)",
            "kind": "resolution",
            "date": "2023-11-15",
            "title": "...",
            "subject": "...",
            "language": "en",
            "form": "paragraphs",
            "paragraphs": [],
        },
        date="day?",
        title="text?",
        subject="text?",
        language="text?",
    ),
)
def text_of_a_document(symbol: SymbolInPath, question: Question) -> Any:
    """Give the text of a document of the Council, paragraph by paragraph.

    As `peaceops mandate text SYMBOL --as-of DATE --json`.
    """
    from peaceops.mandate import mandate_text
    from peaceops.questions import text_values

    return Answer(text_values(mandate_text(question.view, symbol)))


@answers.get(
    "/mandates/diff",
    summary="What changed between two texts",
    responses=gives(
        {"old": "S/RES/2659 (2022)", "new": "S/RES/2709 (2023)", "figures": [], "changes": []},
        replaced="records",
    ),
)
def difference_of_texts(
    question: Question,
    old: Annotated[
        str,
        Query(
            description="The earlier text, or a mission: then its last renewal is compared with "
            "the one before.",
            examples=["S/RES/2659"],
            min_length=1,
            max_length=LONGEST_WORD,
        ),
    ],
    new: Annotated[
        str | None,
        word_parameter("The later text.", "S/RES/2709"),
    ] = None,
) -> Any:
    """Say what changed between two mandates, paragraph by paragraph and word by word.

    As `peaceops mandate diff OLD NEW --as-of DATE --json`.
    """
    from peaceops.questions import difference_values, mandate_difference

    return kept(
        question,
        "difference",
        lambda: difference_values(mandate_difference(question.view, old, new or None)),
        old,
        new,
        quick=True,
    )


@answers.get(
    "/mandates/tasks",
    summary="The tasks that a mandate sets",
    responses=gives(
        {
            "symbol": "S/RES/2709 (2023)",
            "mission": "MINUSCA",
            "carried_from": [],
            "not_on_record": [],
            "tasks": [],
        },
        carried_from="texts",
        not_on_record="texts",
    ),
)
def tasks_of_a_mandate(
    question: Question,
    symbol: Annotated[
        str,
        Query(
            description="The resolution.",
            examples=["S/RES/2709"],
            min_length=1,
            max_length=LONGEST_WORD,
        ),
    ],
    mission: Annotated[
        str | None,
        word_parameter("The mission, where the text speaks of several.", "MINUSCA"),
    ] = None,
) -> Any:
    """Tell which tasks a mandate gives a mission, with the paragraphs.

    As `peaceops mandate tasks SYMBOL --as-of DATE --json`.
    """
    from peaceops.mandate import tasks_of
    from peaceops.questions import tasks_values

    named = mission.upper() if mission else None
    return kept(
        question,
        "tasks",
        lambda: tasks_values(tasks_of(question.view, symbol, named)),
        symbol,
        named,
        quick=True,
    )
