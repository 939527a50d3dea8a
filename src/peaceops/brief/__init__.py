"""The options brief: composed from the rooms' answers, written as pages and data."""

from peaceops.brief.calendar_picture import calendar_png, calendar_svg, is_picture
from peaceops.brief.chart_files import chart_file, charts_of
from peaceops.brief.chart_files import name_of as chart_name
from peaceops.brief.charts_council import horseshoe
from peaceops.brief.charts_options import trade_offs
from peaceops.brief.charts_over_time import odds_over_time as odds_chart
from peaceops.brief.compose import compose
from peaceops.brief.difference_page import difference_page, is_difference_page
from peaceops.brief.document import Brief, PublicationUsed
from peaceops.brief.drafts import likeliest_draft
from peaceops.brief.drawing import standalone
from peaceops.brief.earlier import EarlierBrief, as_earlier, read_earlier
from peaceops.brief.glyphs import lacking_in, without_glyph
from peaceops.brief.html import Fragments, Links, cite_label, to_html
from peaceops.brief.html import styles as page_styles
from peaceops.brief.html import styles_within as block_styles
from peaceops.brief.ink import inks_css, themed
from peaceops.brief.language import DISCLAIMER, LANGUAGES
from peaceops.brief.layout import entry_in_full, lay_out
from peaceops.brief.layout.headlines import when_in_use
from peaceops.brief.layout.mandate_text import lines as text_change_lines
from peaceops.brief.layout.opening import first_lines
from peaceops.brief.layout.since import lines as since_lines
from peaceops.brief.layout.since import rows_by_group as since_rows
from peaceops.brief.links import document_address
from peaceops.brief.live import live_chart
from peaceops.brief.odds_history import DEATHS, ODDS, OddsHistory
from peaceops.brief.page import Chart, Entry, Page, Section, Text, entries_of
from peaceops.brief.page import figure as figure_key
from peaceops.brief.page import statement as statement_key
from peaceops.brief.places import places_of
from peaceops.brief.plain import plain as as_plain
from peaceops.brief.plotter import draw_apart
from peaceops.brief.since import FigureChange, Since
from peaceops.brief.standing import check_place, check_places
from peaceops.brief.wording import odds as odds_in_words
from peaceops.brief.words import as_written
from peaceops.brief.write import DEFAULT_FORMATS, FORMATS, SHORT_FORMATS, contents, write
from peaceops.overview import host_outlines as host_outlines

__all__ = [
    "DEATHS",
    "DEFAULT_FORMATS",
    "DISCLAIMER",
    "FORMATS",
    "LANGUAGES",
    "ODDS",
    "SHORT_FORMATS",
    "Brief",
    "Chart",
    "EarlierBrief",
    "Entry",
    "FigureChange",
    "Fragments",
    "Links",
    "OddsHistory",
    "Page",
    "PublicationUsed",
    "Section",
    "Since",
    "Text",
    "as_earlier",
    "as_plain",
    "as_written",
    "block_styles",
    "calendar_png",
    "calendar_svg",
    "chart_file",
    "chart_name",
    "charts_of",
    "check_place",
    "check_places",
    "cite_label",
    "compose",
    "contents",
    "difference_page",
    "document_address",
    "draw_apart",
    "entries_of",
    "entry_in_full",
    "figure_key",
    "first_lines",
    "horseshoe",
    "inks_css",
    "is_difference_page",
    "is_picture",
    "lacking_in",
    "lay_out",
    "likeliest_draft",
    "live_chart",
    "odds_chart",
    "odds_in_words",
    "page_styles",
    "places_of",
    "read_earlier",
    "since_lines",
    "since_rows",
    "standalone",
    "statement_key",
    "text_change_lines",
    "themed",
    "to_html",
    "trade_offs",
    "when_in_use",
    "without_glyph",
    "write",
]
