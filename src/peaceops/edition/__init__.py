"""Editions: immutable folders of tables, built from publishers' files, read through views."""

from typing import TYPE_CHECKING

from peaceops.domain.lazy_face import lazy_face

if TYPE_CHECKING:
    from peaceops.edition.build import Build
    from peaceops.edition.build import build as build_edition
    from peaceops.edition.conditions import OPERATORS, Condition, chosen_rows
    from peaceops.edition.cut import cut as cut_edition
    from peaceops.edition.derive import Derivation, derive_again
    from peaceops.edition.describe import Column, TableKnown, columns_of, repairs_of, tables_known
    from peaceops.edition.edition import Edition, open_edition
    from peaceops.edition.intake import skipped_by_reason
    from peaceops.edition.last_days import (
        HOW_TO_GET,
        Knowledge,
        SubjectKnown,
        knowledge,
        last_day_by_table,
    )
    from peaceops.edition.mandate import mandate_of
    from peaceops.edition.mandate_steps import ceilings
    from peaceops.edition.manifest import FileEntry
    from peaceops.edition.memory import per_view
    from peaceops.edition.mission import host_position_of, mission_of
    from peaceops.edition.ownership import starter
    from peaceops.edition.register import (
        active_missions,
        find_mission,
        mission_on_record,
        standing_missions,
    )
    from peaceops.edition.rows import KnownRows
    from peaceops.edition.shipped_names import (
        acronyms_that_ship,
        mission_acronyms_in_french,
        mission_names_in_french,
    )
    from peaceops.edition.sql.asking import QueryLimitError, SqlAnswer
    from peaceops.edition.tables import TABLES
    from peaceops.edition.tables.derived import FORECAST_SCORES, SCORE_COLUMNS
    from peaceops.edition.tables.violence import last_month_due, recorded_as
    from peaceops.edition.verify import verify as verify_edition
    from peaceops.edition.view import View

__all__ = [
    "FORECAST_SCORES",
    "HOW_TO_GET",
    "OPERATORS",
    "SCORE_COLUMNS",
    "TABLES",
    "Build",
    "Column",
    "Condition",
    "Derivation",
    "Edition",
    "FileEntry",
    "Knowledge",
    "KnownRows",
    "QueryLimitError",
    "SqlAnswer",
    "SubjectKnown",
    "TableKnown",
    "View",
    "acronyms_that_ship",
    "active_missions",
    "build_edition",
    "ceilings",
    "chosen_rows",
    "columns_of",
    "cut_edition",
    "derive_again",
    "find_mission",
    "host_position_of",
    "knowledge",
    "last_day_by_table",
    "last_month_due",
    "mandate_of",
    "mission_acronyms_in_french",
    "mission_names_in_french",
    "mission_of",
    "mission_on_record",
    "open_edition",
    "per_view",
    "recorded_as",
    "repairs_of",
    "skipped_by_reason",
    "standing_missions",
    "starter",
    "tables_known",
    "verify_edition",
]

# Whoever opens an edition need not be able to build one.
__getattr__ = lazy_face(
    __name__,
    {
        "build": ["Build", "build as build_edition"],
        "conditions": ["OPERATORS", "Condition", "chosen_rows"],
        "cut": ["cut as cut_edition"],
        "derive": ["Derivation", "derive_again"],
        "describe": ["Column", "TableKnown", "columns_of", "repairs_of", "tables_known"],
        "edition": ["Edition", "open_edition"],
        "intake": ["skipped_by_reason"],
        "last_days": [
            "HOW_TO_GET",
            "Knowledge",
            "SubjectKnown",
            "knowledge",
            "last_day_by_table",
        ],
        "mandate": ["mandate_of"],
        "mission": ["host_position_of", "mission_of"],
        "manifest": ["FileEntry"],
        "mandate_steps": ["ceilings"],
        "ownership": ["starter"],
        "memory": ["per_view"],
        "register": [
            "active_missions",
            "find_mission",
            "mission_on_record",
            "standing_missions",
        ],
        "rows": ["KnownRows"],
        "shipped_names": [
            "acronyms_that_ship",
            "mission_acronyms_in_french",
            "mission_names_in_french",
        ],
        "sql.asking": ["QueryLimitError", "SqlAnswer"],
        "tables": ["TABLES"],
        "tables.derived": ["FORECAST_SCORES", "SCORE_COLUMNS"],
        "tables.violence": ["last_month_due", "recorded_as"],
        "verify": ["verify as verify_edition"],
        "view": ["View"],
    },
)
