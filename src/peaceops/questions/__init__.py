"""What users ask in words, read once for the command line and the web; and answers as values."""

from typing import TYPE_CHECKING

from peaceops.domain.lazy_face import lazy_face

if TYPE_CHECKING:
    from peaceops.questions.answers import reading_values, what_if_values
    from peaceops.questions.days import NotUnderstood, day_meant
    from peaceops.questions.suppositions import Flags, read_flags
    from peaceops.questions.words import HOST_POSITIONS, POSITIONS, countries, country_meant

__all__ = [
    "HOST_POSITIONS",
    "POSITIONS",
    "Flags",
    "NotUnderstood",
    "countries",
    "country_meant",
    "day_meant",
    "read_flags",
    "reading_values",
    "what_if_values",
]

# A day is read for every command, whose help must not load what suppositions need.
__getattr__ = lazy_face(
    __name__,
    {
        "answers": ["reading_values", "what_if_values"],
        "days": ["NotUnderstood", "day_meant"],
        "suppositions": ["Flags", "read_flags"],
        "words": ["HOST_POSITIONS", "POSITIONS", "countries", "country_meant"],
    },
)
