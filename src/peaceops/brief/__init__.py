"""The options brief: composed from the rooms' answers, written as pages and data."""

from peaceops.brief.calendar_picture import calendar_png, calendar_svg, is_picture
from peaceops.brief.charts_options import trade_offs
from peaceops.brief.compose import compose
from peaceops.brief.difference_page import difference_page, is_difference_page
from peaceops.brief.document import Brief
from peaceops.brief.drawing import standalone
from peaceops.brief.glyphs import lacking_in, without_glyph
from peaceops.brief.layout.opening import first_lines
from peaceops.brief.standing import check_place, check_places
from peaceops.brief.write import DEFAULT_FORMATS, FORMATS, SHORT_FORMATS, write

__all__ = [
    "DEFAULT_FORMATS",
    "FORMATS",
    "SHORT_FORMATS",
    "Brief",
    "calendar_png",
    "calendar_svg",
    "check_place",
    "check_places",
    "compose",
    "difference_page",
    "first_lines",
    "is_difference_page",
    "is_picture",
    "lacking_in",
    "standalone",
    "trade_offs",
    "without_glyph",
    "write",
]
