"""What users ask in words, read once for the command line and the web; and answers as values."""

from typing import TYPE_CHECKING

from peaceops.domain.lazy_face import lazy_face

if TYPE_CHECKING:
    from peaceops.questions.answers import (
        calendar_values,
        missions_values,
        reading_values,
        what_if_values,
    )
    from peaceops.questions.days import NotUnderstood, day_meant
    from peaceops.questions.largest_changes import ranked_changes
    from peaceops.questions.notes import notes
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
    "HOST_POSITIONS",
    "POSITIONS",
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
    "beyond_it",
    "calendar_values",
    "case_to_save",
    "changes",
    "countries",
    "country_meant",
    "day_meant",
    "missions_values",
    "notes",
    "options_side_by_side",
    "problems_as_error",
    "ranked_changes",
    "read_flags",
    "read_what_can_be",
    "reading_values",
    "what_if_values",
    "why_still",
]

# A day is read for every command, whose help must not load what suppositions need.
__getattr__ = lazy_face(
    __name__,
    {
        "largest_changes": ["ranked_changes"],
        "answers": ["calendar_values", "missions_values", "reading_values", "what_if_values"],
        "days": ["NotUnderstood", "day_meant"],
        "notes": ["notes"],
        "suppositions": ["Flags", "read_flags", "Reading", "Supposition", "read_what_can_be"],
        "supposition_values": ["Note", "Problem", "as_error as problems_as_error"],
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
