"""The options brief: composed from the models' figures, written as pages and data."""

from peaceops.brief.calendar_picture import calendar_png, calendar_svg, is_picture
from peaceops.brief.compose import compose
from peaceops.brief.difference_page import difference_page, is_difference_page
from peaceops.brief.document import Brief
from peaceops.brief.write import FORMATS, write

__all__ = [
    "FORMATS",
    "Brief",
    "calendar_png",
    "calendar_svg",
    "compose",
    "difference_page",
    "is_difference_page",
    "is_picture",
    "write",
]
