"""The options brief: composed from the rooms' answers, written as pages and data."""

from peaceops.brief.calendar_picture import calendar_png, calendar_svg, is_picture
from peaceops.brief.charts_options import trade_offs
from peaceops.brief.charts_over_time import odds_over_time as odds_chart
from peaceops.brief.compose import compose
from peaceops.brief.difference_page import difference_page, is_difference_page
from peaceops.brief.document import Brief
from peaceops.brief.drawing import standalone
from peaceops.brief.earlier import EarlierBrief, as_earlier, read_earlier
from peaceops.brief.followed import likeliest_draft
from peaceops.brief.glyphs import lacking_in, without_glyph
from peaceops.brief.html import styles as page_styles
from peaceops.brief.html import to_html
from peaceops.brief.ink import inks_css
from peaceops.brief.layout import lay_out
from peaceops.brief.layout.headlines import when_in_use
from peaceops.brief.layout.mandate_text import lines as text_change_lines
from peaceops.brief.layout.opening import first_lines
from peaceops.brief.layout.since import lines as since_lines
from peaceops.brief.layout.since import rows_by_group as since_rows
from peaceops.brief.links import document_address
from peaceops.brief.odds_history import DEATHS, ODDS, OddsHistory
from peaceops.brief.plain import plain as as_plain
from peaceops.brief.since import FigureChange, Since
from peaceops.brief.standing import check_place, check_places
from peaceops.brief.words import as_written
from peaceops.brief.write import DEFAULT_FORMATS, FORMATS, SHORT_FORMATS, contents, write

__all__ = [
    "DEATHS",
    "DEFAULT_FORMATS",
    "FORMATS",
    "ODDS",
    "SHORT_FORMATS",
    "Brief",
    "EarlierBrief",
    "FigureChange",
    "OddsHistory",
    "Since",
    "as_earlier",
    "as_plain",
    "as_written",
    "calendar_png",
    "calendar_svg",
    "check_place",
    "check_places",
    "compose",
    "contents",
    "difference_page",
    "document_address",
    "first_lines",
    "inks_css",
    "is_difference_page",
    "is_picture",
    "lacking_in",
    "lay_out",
    "likeliest_draft",
    "odds_chart",
    "page_styles",
    "read_earlier",
    "since_lines",
    "since_rows",
    "standalone",
    "text_change_lines",
    "to_html",
    "trade_offs",
    "when_in_use",
    "without_glyph",
    "write",
]
