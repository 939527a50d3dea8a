"""What was forecast before, and how it turned out."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request

from peaceops.web.api.answering import Markdown, kept, router
from peaceops.web.api.described import gives, gives_text
from peaceops.web.api.parameters import MissionInPath
from peaceops.web.asked import Question

answers = router("Record")


@answers.get(
    "/missions/{mission}/forecast-history",
    summary="What was forecast of a mission, and what came",
    responses=gives(
        {"mission": "UNMISS", "record": "retrospective", "rows": []},
    ),
)
def forecast_history_of_a_mission(
    mission: MissionInPath, question: Question, request: Request
) -> Any:
    """Show what replays of past quarters said of a mission, and what came of it.

    As `peaceops ledger history MISSION --json`, of the whole edition; with a day, as it was known
    then. No forecast in it was issued.
    """
    from peaceops.ledger import history
    from peaceops.questions import ledger_history_values, mission_ever

    acronym = mission_ever(question.desk.edition, mission)
    chosen = "as_of" in request.query_params

    def work() -> Any:
        view = question.view if chosen else question.desk.edition.whole
        return ledger_history_values(history(view, acronym), acronym)

    return kept(question, "forecast history", work, acronym, chosen)


@answers.get(
    "/track-record",
    summary="The track record as a page",
    response_class=Markdown,
    responses=gives_text("text/markdown", "The page, in Markdown.", "# Track record\n", ()),
)
def track_record_as_a_page(question: Question) -> Any:
    """Give the edition's archive of replays, resolved and scored, as a page in Markdown.

    As `peaceops ledger track-record`; it is of the whole edition, whatever the day.
    """
    from peaceops.ledger import track_record

    edition = question.desk.edition
    text = question.desk.answer(("api track record",), lambda: track_record(edition), heavy=True)
    return Markdown(text)


@answers.get(
    "/track-record/methods",
    summary="Scores of each method and of simple ones",
    responses=gives(
        {"as_of": "2023-02-15", "edition": "starter-7a3b2766e57a", "scores": []},
    ),
)
def scores_of_methods(question: Question) -> Any:
    """Give the scores of the methods in use beside those of simple ones, as known on the day."""
    from peaceops.overview import method_records, record_rows

    def work() -> Any:
        return {
            "as_of": question.day,
            "edition": question.desk.edition.name,
            "scores": list(record_rows(method_records(question.view))),
        }

    return kept(question, "method records", work)
