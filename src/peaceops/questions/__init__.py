"""What users ask in words, read once for the command line and the web; and answers as values."""

from typing import TYPE_CHECKING

from peaceops.domain.lazy_face import lazy_face

if TYPE_CHECKING:
    from peaceops.questions.answers import (
        calendar_values,
        missions_values,
        reading_values,
        votes_values,
        what_if_values,
    )
    from peaceops.questions.council_answers import (
        DRAFT_KINDS,
        council_outlook,
        draft_kinds_meant,
        odds_over_time_values,
        outlook_values,
        positions_meant,
        term_meant,
    )
    from peaceops.questions.days import NotUnderstood, day_meant
    from peaceops.questions.mandate_answers import (
        difference_values,
        mandate_difference,
        task_record_values,
        tasks_values,
        text_values,
        texts_values,
    )
    from peaceops.questions.mission_answers import (
        money_values,
        strength_values,
    )
    from peaceops.questions.notes import notes
    from peaceops.questions.plain_json import json_text
    from peaceops.questions.record_answers import (
        ledger_history_values,
        mission_ever,
        sql_values,
        table_values,
    )
    from peaceops.questions.situation_answers import (
        VIOLENCE_TARGETS,
        accords_values,
        actors_values,
        cells_values,
        explanation_values,
        place_meant,
        target_meant,
    )
    from peaceops.questions.suppositions import Flags, read_flags
    from peaceops.questions.words import HOST_POSITIONS, POSITIONS, countries, country_meant

__all__ = [
    "DRAFT_KINDS",
    "HOST_POSITIONS",
    "POSITIONS",
    "VIOLENCE_TARGETS",
    "Flags",
    "NotUnderstood",
    "accords_values",
    "actors_values",
    "calendar_values",
    "cells_values",
    "council_outlook",
    "countries",
    "country_meant",
    "day_meant",
    "difference_values",
    "draft_kinds_meant",
    "explanation_values",
    "json_text",
    "ledger_history_values",
    "mandate_difference",
    "mission_ever",
    "missions_values",
    "money_values",
    "notes",
    "odds_over_time_values",
    "outlook_values",
    "place_meant",
    "positions_meant",
    "read_flags",
    "reading_values",
    "sql_values",
    "strength_values",
    "table_values",
    "target_meant",
    "task_record_values",
    "tasks_values",
    "term_meant",
    "text_values",
    "texts_values",
    "votes_values",
    "what_if_values",
]

# A day is read for every command, whose help must not load what suppositions need.
__getattr__ = lazy_face(
    __name__,
    {
        "answers": [
            "calendar_values",
            "missions_values",
            "reading_values",
            "votes_values",
            "what_if_values",
        ],
        "council_answers": [
            "DRAFT_KINDS",
            "council_outlook",
            "draft_kinds_meant",
            "odds_over_time_values",
            "outlook_values",
            "positions_meant",
            "term_meant",
        ],
        "days": ["NotUnderstood", "day_meant"],
        "mandate_answers": [
            "difference_values",
            "mandate_difference",
            "task_record_values",
            "tasks_values",
            "text_values",
            "texts_values",
        ],
        "mission_answers": [
            "money_values",
            "strength_values",
        ],
        "notes": ["notes"],
        "plain_json": ["json_text"],
        "record_answers": [
            "ledger_history_values",
            "mission_ever",
            "sql_values",
            "table_values",
        ],
        "situation_answers": [
            "VIOLENCE_TARGETS",
            "accords_values",
            "actors_values",
            "cells_values",
            "explanation_values",
            "place_meant",
            "target_meant",
        ],
        "suppositions": ["Flags", "read_flags"],
        "words": ["HOST_POSITIONS", "POSITIONS", "countries", "country_meant"],
    },
)
