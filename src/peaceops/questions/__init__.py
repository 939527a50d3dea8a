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
    from peaceops.questions.largest_changes import ranked_changes
    from peaceops.questions.mandate_answers import (
        difference_values,
        mandate_difference,
        task_record_values,
        tasks_values,
        text_values,
        texts_values,
    )
    from peaceops.questions.mission_answers import money_values, strength_values
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
    from peaceops.questions.supposition_values import Note, Problem
    from peaceops.questions.supposition_values import as_error as problems_as_error
    from peaceops.questions.suppositions import (
        Flags,
        Reading,
        Supposition,
        read_flags,
        read_what_can_be,
    )
    from peaceops.questions.what_if_rows import (
        Cell,
        Changes,
        OptionFigures,
        Row,
        Sides,
        Table,
        changes,
        options_side_by_side,
    )
    from peaceops.questions.what_if_words import beyond_it, case_to_save, why_still
    from peaceops.questions.words import HOST_POSITIONS, POSITIONS, countries, country_meant

__all__ = [
    "DRAFT_KINDS",
    "HOST_POSITIONS",
    "POSITIONS",
    "VIOLENCE_TARGETS",
    "Cell",
    "Changes",
    "Flags",
    "NotUnderstood",
    "Note",
    "OptionFigures",
    "Problem",
    "Reading",
    "Row",
    "Sides",
    "Supposition",
    "Table",
    "accords_values",
    "actors_values",
    "beyond_it",
    "calendar_values",
    "case_to_save",
    "cells_values",
    "changes",
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
    "options_side_by_side",
    "outlook_values",
    "place_meant",
    "positions_meant",
    "problems_as_error",
    "ranked_changes",
    "read_flags",
    "read_what_can_be",
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
    "why_still",
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
        "largest_changes": ["ranked_changes"],
        "mandate_answers": [
            "difference_values",
            "mandate_difference",
            "task_record_values",
            "tasks_values",
            "text_values",
            "texts_values",
        ],
        "mission_answers": ["money_values", "strength_values"],
        "notes": ["notes"],
        "plain_json": ["json_text"],
        "record_answers": ["ledger_history_values", "mission_ever", "sql_values", "table_values"],
        "situation_answers": [
            "VIOLENCE_TARGETS",
            "accords_values",
            "actors_values",
            "cells_values",
            "explanation_values",
            "place_meant",
            "target_meant",
        ],
        "supposition_values": ["Note", "Problem", "as_error as problems_as_error"],
        "suppositions": ["Flags", "Reading", "Supposition", "read_flags", "read_what_can_be"],
        "what_if_rows": [
            "Cell",
            "Changes",
            "OptionFigures",
            "Row",
            "Sides",
            "Table",
            "changes",
            "options_side_by_side",
        ],
        "what_if_words": ["beyond_it", "case_to_save", "why_still"],
        "words": ["HOST_POSITIONS", "POSITIONS", "countries", "country_meant"],
    },
)
