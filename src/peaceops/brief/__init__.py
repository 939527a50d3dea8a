"""The options brief: composed from the rooms' answers, written as pages and data."""

from peaceops.brief.compose import compose
from peaceops.brief.document import Brief
from peaceops.brief.glyphs import lacking_in
from peaceops.brief.layout.opening import first_lines
from peaceops.brief.standing import check_place, check_places
from peaceops.brief.write import FORMATS, write

__all__ = [
    "FORMATS",
    "Brief",
    "check_place",
    "check_places",
    "compose",
    "first_lines",
    "lacking_in",
    "write",
]
