"""The options brief: composed from the rooms' answers, written as pages and data."""

from peaceops.brief.compose import compose
from peaceops.brief.document import Brief
from peaceops.brief.write import FORMATS, write

__all__ = ["FORMATS", "Brief", "compose", "write"]
